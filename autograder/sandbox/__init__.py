"""Where student code runs: a warm process forks one locked-down child per notebook."""
