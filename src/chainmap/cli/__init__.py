"""The command line: thin, the same words as the Python names.

Heavy libraries load inside the commands, at their door, so that ``chainmap --help`` answers at once.
"""

from .app import main

__all__ = ["main"]
