"""`python -m shapewright`."""

from .cli import main

main()
