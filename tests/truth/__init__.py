"""The models' constraints, held against sources that nobody here wrote."""
