"""Every service of the installed botocore; each module is run by a nox session."""
