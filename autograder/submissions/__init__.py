"""What was handed in: folders and archives, notebook files, which file is which notebook, cell by cell."""
