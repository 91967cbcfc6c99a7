"""Fault trees in the Open-PSA model exchange format, so that our cut sets can be held against other programs'.

Coherent trees are read: AND, OR, at-least, house events and constants, nested formulas, probabilities that are
numbers or parameters. What could change the answer and is not understood is refused, never skipped.

References
----------
Epstein, Rauzy & Reinhart, Open-PSA Model Exchange Format, version 3.0, 2017 (open-psa.github.io/mef).
"""

from __future__ import annotations

import math
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from types import MappingProxyType

from ..errors import InvalidTree, Problem, UnknownName
from ..stack.nearest import did_you_mean, nearest, shown
from ..structure import FaultTree
from .xml_file import Element, XmlProblem, read_xml

__all__ = ["read_open_psa"]

ABOUT = ("label", "attributes")
HOLDS_EVENTS = ("opsa-mef", "define-fault-tree", "define-component", "model-data")
REFERENCES = {"gate": "define-gate", "basic-event": "define-basic-event", "house-event": "define-house-event"}
NOT_COHERENT = ("not", "xor", "nor", "nand", "iff", "imply", "cardinality")


def read_open_psa(path: str | Path, *, top: str | None = None) -> FaultTree:
    """Read the fault tree of an Open-PSA file.

    Parameters
    ----------
    path
        The file.
    top
        The gate asked about; None: the one gate that is no input of another.

    Returns
    -------
    FaultTree
        The gates, events and constants on which the top depends.

    Raises
    ------
    InvalidTree
        With every problem and its line: gates that are not coherent (NOT, XOR and the like), constructs that
        are not supported, undefined or doubly defined names, loops, several possible tops.
    UnknownName
        When no gate is called ``top``.
    OSError
        When the file cannot be read.

    Notes
    -----
    A probability that is neither a number nor a parameter with one is left unknown; cut sets need none.

    References
    ----------
    Epstein, Rauzy & Reinhart, Open-PSA Model Exchange Format, version 3.0, 2017.

    Examples
    --------
    >>> import chainmap as cm
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> events = '<define-basic-event name="a"/><define-basic-event name="b"/>'
    >>> gate = '<define-gate name="top"><and><event name="a"/><event name="b"/></and></define-gate>'
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "pump.xml")
    ...     size = file.write_text(f"<opsa-mef>{gate}{events}</opsa-mef>")
    ...     tree = cm.read_open_psa(file)
    >>> cm.tree_cut_sets(tree)["members"].tolist()
    [('a', 'b')]
    """
    file = Path(path)
    try:
        root = read_xml(file)
    except XmlProblem as wrong:
        raise InvalidTree([wrong.problem]) from None
    return _Reader(file.name, root).tree(top)


class _Reader:
    """Grows the nodes of one file; used once."""

    def __init__(self, file: str, root: Element) -> None:
        self.file, self.root = file, root
        self.problems: list[Problem] = []
        self.defined: dict[str, Element] = {}
        self.parameters: dict[str, Element] = {}
        self.nodes: list[str] = []
        self.inputs: list[tuple[int, ...]] = []
        self.at_least: list[int] = []
        self.constants: dict[int, bool] = {}
        self.position: dict[str, int] = {}

    def tree(self, top: str | None) -> FaultTree:
        if self.root.tag != "opsa-mef":
            self._wrong(self.root, f"the file begins with <{self.root.tag}>.", "Give an Open-PSA file: <opsa-mef>.")
            raise InvalidTree(self.problems)
        name = next((one.given.get("name", "") for one in self.root.inside if one.tag == "define-fault-tree"), "")
        self._collect(self.root)
        for event in self.defined:
            self.position[event] = self._node(event)
        for event, element in self.defined.items():
            self._define(self.position[event], element)
        probability = {
            self.position[event]: self._probability(element)
            for event, element in sorted(self.defined.items())
            if element.tag == "define-basic-event"
        }
        self._stop_if_wrong()
        order = self._order()
        at = self._top(top)
        cone = {at}
        for node in reversed(order):
            if node in cone:
                cone.update(self.inputs[node])
        kept = [node for node in order if node in cone]
        place = {node: new for new, node in enumerate(kept)}
        return FaultTree(
            name=name,
            nodes=tuple(self.nodes[node] for node in kept),
            inputs=tuple(tuple(place[one] for one in self.inputs[node]) for node in kept),
            at_least=tuple(self.at_least[node] for node in kept),
            blocks=tuple((new,) for new in range(len(kept))),
            top=place[at],
            events=MappingProxyType({place[node]: one for node, one in probability.items() if node in cone}),
            constants=MappingProxyType({place[node]: one for node, one in self.constants.items() if node in cone}),
        )

    # --- What is defined

    def _collect(self, holder: Element) -> None:
        """Gather the definitions of gates, events and parameters, wherever they stand."""
        for one in holder.inside:
            if one.tag in REFERENCES.values() or one.tag == "define-parameter":
                self._name(one, self.parameters if one.tag == "define-parameter" else self.defined)
            elif one.tag in HOLDS_EVENTS:
                self._collect(one)
            elif one.tag not in ABOUT:
                self._wrong(one, f"<{one.tag}> is not supported.", "Export the fault tree alone, without it.")
            if one.given.get("role") == "private":
                self._wrong(one, f"<{one.tag}> is private.", "Give every event a name of its own and make it public.")

    def _name(self, one: Element, known: dict[str, Element]) -> None:
        name = one.given.get("name", "").strip()
        if not name:
            self._wrong(one, f"<{one.tag}> has no name.", "Give it one.")
        elif name in known:
            text = f"{shown(name)} is defined twice, first on line {known[name].line}."
            self._wrong(one, text, "Delete or rename one of them.")
        else:
            known[name] = one

    def _define(self, at: int, element: Element) -> None:
        """Fill the node of a definition."""
        body = [one for one in element.inside if one.tag not in ABOUT]
        if element.tag == "define-house-event":
            self.constants[at] = bool(body) and self._constant(body[0])
        elif element.tag == "define-gate":
            if len(body) == 1:
                self._formula(at, body[0])
            else:
                self._wrong(element, f"a gate has one formula, this one {len(body)}.", "Put them under <and> or <or>.")

    # --- Formulas

    def _node(self, name: str) -> int:
        self.nodes.append(name)
        self.inputs.append(())
        self.at_least.append(0)
        return len(self.nodes) - 1

    def _formula(self, at: int, one: Element) -> None:
        """Make a node what a formula says."""
        if one.tag == "constant":
            self.constants[at] = self._constant(one)
        elif one.tag in ("and", "or", "atleast"):
            inputs = [self._input(at, part) for part in one.inside]
            occurs = {"and": len(inputs), "or": 1}.get(one.tag) or self._least(one)
            if not 1 <= occurs <= len(inputs):
                text = f"<{one.tag}> asks for {occurs} of {len(inputs)} inputs."
                self._wrong(one, text, "Ask for at least 1 and at most all of them.")
            self.inputs[at], self.at_least[at] = tuple(inputs), len(inputs) - occurs + 1
        elif one.tag in NOT_COHERENT:
            text = f"<{one.tag}> makes the tree non-coherent: an event that occurs could make things better."
            self._wrong(one, text, "Only AND, OR and at-least gates are answered.")
        else:
            self.inputs[at], self.at_least[at] = (self._named(one),), 1

    def _input(self, gate: int, one: Element) -> int:
        """Return the position of an input: something named, or a formula with a node of its own."""
        if one.tag in ("and", "or", "atleast", "constant", *NOT_COHERENT):
            at = self._node(f"{self.nodes[gate]}/{one.line}")
            self._formula(at, one)
            return at
        return self._named(one)

    def _named(self, one: Element) -> int:
        name, wanted = one.given.get("name", "").strip(), REFERENCES.get(one.given.get("type", one.tag))
        if one.tag != "event" and one.tag not in REFERENCES:
            self._wrong(one, f"<{one.tag}> is not supported in a formula.", "Use and, or, atleast, or a named event.")
        elif name not in self.defined:
            remedy = did_you_mean(name, self.defined, "Define it.")
            self._wrong(one, f"<{one.tag}> {shown(name)} is defined nowhere.", remedy)
        elif wanted is not None and self.defined[name].tag != wanted:
            text = f"{shown(name)} is used as <{one.tag}> and defined by <{self.defined[name].tag}>."
            self._wrong(one, text, "Use it as what it is.")
        return self.position.get(name, 0)

    def _least(self, one: Element) -> int:
        said = one.given.get("min", "").strip()
        if not (said.isascii() and said.isdigit()):
            self._wrong(one, f"min={shown(said)} is no whole number.", 'Write how many inputs are enough: min="2".')
            return 1
        return int(said[:9])

    def _constant(self, one: Element) -> bool:
        said = one.given.get("value", "").strip().lower()
        if one.tag != "constant" or said not in ("true", "false"):
            self._wrong(
                one, f"<{one.tag} value={shown(said)}> is no constant.", 'Write <constant value="true"/> or false.'
            )
        return said == "true"

    # --- Probabilities

    def _probability(self, element: Element) -> float | None:
        """Return the probability of a basic event, None if it is not a number."""
        said = [one for one in element.inside if one.tag not in ABOUT]
        seen: set[str] = set()
        while said and said[0].tag == "parameter" and (name := said[0].given.get("name", "")) in self.parameters:
            if name in seen:
                break
            seen.add(name)
            said = [one for one in self.parameters[name].inside if one.tag not in ABOUT]
        if not said or said[0].tag not in ("float", "int"):
            return None
        try:
            value = float(said[0].given.get("value", ""))
        except ValueError:
            value = math.nan
        if not 0 <= value <= 1:
            text = f"{shown(said[0].given.get('value', ''))} is no probability."
            self._wrong(said[0], text, "Write a number from 0 to 1.")
        return value

    # --- The order of the walk, and its top

    def _order(self) -> list[int]:
        """Return the nodes, inputs first."""
        try:
            return list(TopologicalSorter(dict(enumerate(self.inputs))).static_order())
        except CycleError as loop:
            names = [self.nodes[at] for at in loop.args[1]]
            text = f"gates need each other: {' -> '.join(reversed(names))}."
            line = min(self.defined[name].line for name in names if name in self.defined)
            self.problems.append(Problem(self.file, line, None, text, "A fault tree has no loops; break this one."))
            raise InvalidTree(self.problems) from None

    def _top(self, wanted: str | None) -> int:
        gates = {name for name, element in self.defined.items() if element.tag == "define-gate"}
        if wanted is not None:
            if wanted in gates:
                return self.position[wanted]
            near = nearest(wanted, gates)
            raise UnknownName("gate", wanted, [near] if near else [])
        used = {one for inputs in self.inputs for one in inputs}
        tops = sorted(name for name in gates if self.position[name] not in used)
        if len(tops) == 1:
            return self.position[tops[0]]
        if tops:
            text = f"{len(tops)} gates are no input of another: {', '.join(tops[:8])}{', ...' if tops[8:] else ''}."
            self._wrong(self.root, text, f"Say which one is asked about, for example {tops[0]}.")
        else:
            self._wrong(self.root, "no gate is defined.", "Give a file with <define-gate>.")
        raise InvalidTree(self.problems)

    def _wrong(self, one: Element, text: str, remedy: str) -> None:
        self.problems.append(Problem(self.file, one.line, None, text, remedy))

    def _stop_if_wrong(self) -> None:
        if self.problems:
            raise InvalidTree(self.problems)
