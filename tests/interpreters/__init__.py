"""Other interpreters than the one that the suite runs on; see `run`."""
