"""Every decision about the Python to be printed; no statement of it."""
