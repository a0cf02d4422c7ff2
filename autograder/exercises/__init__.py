"""The exercises of the assignment, one package per notebook. Instructor only: the mistakes and hidden probes live here."""
