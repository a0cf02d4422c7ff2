"""Who does the judging: one task, a judge's process, a pool of them on this machine, a cluster of machines."""
