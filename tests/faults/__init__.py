"""What happens to a run of `grade` when processes are killed, disks fill up and databases go away."""
