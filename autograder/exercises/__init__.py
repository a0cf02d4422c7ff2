"""The exercises, one package per notebook. Instructor only: mistakes and hidden tests live here."""
