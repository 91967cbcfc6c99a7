"""``python -m chainmap`` is the command line."""

from .cli import main

main()
