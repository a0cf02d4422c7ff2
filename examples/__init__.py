"""Example submissions, made from the release, the solutions and the named mistakes: for demo, tests, benchmarks."""
