"""How fast the generated package is, beside others that hold the same values."""
