"""What the generated package promises to those who use it."""
