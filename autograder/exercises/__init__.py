"""The exercises, one package per notebook. Instructor only: mistakes and hidden probes live here."""
