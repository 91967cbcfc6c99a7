"""The pages: a brief and a map that need no network, in both languages; one file of them to send."""

from .notebook import Shown, show
from .share import share
from .site import write_pages

__all__ = ["Shown", "share", "show", "write_pages"]
