"""How wide a line of what is written may be: as wide as black has it."""

COLUMNS = 88
