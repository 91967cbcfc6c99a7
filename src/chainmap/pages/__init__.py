"""The pages: a brief and a map that need no network, in both languages."""

from .site import write_pages

__all__ = ["write_pages"]
