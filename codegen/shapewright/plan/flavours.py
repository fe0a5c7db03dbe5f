"""The flavour that packages are made in."""

from __future__ import annotations

from .dataclasses import DATACLASSES
from .flavour import Flavour

FLAVOUR: Flavour = DATACLASSES
