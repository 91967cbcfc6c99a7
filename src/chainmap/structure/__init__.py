"""Stack -> Structure, and the one walk over it."""

from .compile import box, compile_structure, enough
from .denial import UNITS, Denial, Mode, Viewpoint, denial, units, viewpoint
from .fold import Gates, at_least_bits, fold, works
from .leaves import Losses, kept_words, own_words
from .model import Box, Group, Market, Node, NodeKind, Structure
from .tree import FaultTree

__all__ = [
    "UNITS",
    "Box",
    "Denial",
    "FaultTree",
    "Gates",
    "Group",
    "Losses",
    "Market",
    "Mode",
    "Node",
    "NodeKind",
    "Structure",
    "Viewpoint",
    "at_least_bits",
    "box",
    "compile_structure",
    "denial",
    "enough",
    "fold",
    "kept_words",
    "own_words",
    "units",
    "viewpoint",
    "works",
]
