"""The immutable Stack: read, check, write, look up."""

from .as_of import as_of
from .basis import with_basis
from .bundled import (
    bundled,
    bundled_names,
    bundled_scenario,
    bundled_scenarios,
    data_folder,
    open_stack,
    place_of,
)
from .checks import validate
from .model import Stack
from .read import Reading, check, problems_of, read_stack, read_with_problems
from .without import without
from .write import write_stack

__all__ = [
    "Reading",
    "Stack",
    "as_of",
    "bundled",
    "bundled_names",
    "bundled_scenario",
    "bundled_scenarios",
    "check",
    "data_folder",
    "open_stack",
    "place_of",
    "problems_of",
    "read_stack",
    "read_with_problems",
    "validate",
    "with_basis",
    "without",
    "write_stack",
]
