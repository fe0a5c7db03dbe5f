"""The model file, and nothing Python about it."""
