"""Files reach the disk: all of them or none, and only ours."""
