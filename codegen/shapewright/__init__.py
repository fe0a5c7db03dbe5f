"""A compiler from botocore's service models to frozen, validated dataclasses."""

__version__ = "0.1.0"
