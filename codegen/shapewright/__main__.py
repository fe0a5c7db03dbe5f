"""`python -m shapewright`."""

from .process import main

main()
