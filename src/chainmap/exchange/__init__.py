"""Other people's formats, in and out."""

from .tables import FORMATS, render, write_table

__all__ = ["FORMATS", "render", "write_table"]
