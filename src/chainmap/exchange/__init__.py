"""Other people's formats, in and out."""

from .tables import FILE_FORMATS, FORMATS, render, write_table

__all__ = ["FILE_FORMATS", "FORMATS", "render", "write_table"]
