"""`python -m shapewright`."""

from .command.process import main

main()
