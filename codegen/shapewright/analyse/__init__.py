"""One pass per file: what follows from the model as a whole."""
