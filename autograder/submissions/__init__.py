"""Reads submissions: folders and archives, notebook files, which file is which notebook, which cell is which."""
