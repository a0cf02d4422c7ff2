"""Runs the judges: one task, a worker process, a pool of them on this machine, a cluster of machines."""
