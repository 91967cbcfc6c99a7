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
from .read import check, problems_of, read_stack
from .write import write_stack

__all__ = [
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
    "validate",
    "with_basis",
    "write_stack",
]
