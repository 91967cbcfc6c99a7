"""The map page: pyvis keeps the network and brings vis-network, our own template makes the page.

The only importer of pyvis. Measured with pyvis 0.3.2: its stock template, physics, ``show`` and
``write_html`` are not used, because they ask other addresses, write into the current directory or
put titles in as markup.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from .layout import CARD, Layout
from .network import Line
from .security import asset, environment, packed, seal

__all__ = ["SCRIPTS", "network_map"]

VIS = Path("lib") / "vis-9.1.2" / "vis-network.min.js"
VIS_SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"

SCRIPTS = (
    "engine.js",
    "state.js",
    "model.js",
    "whatif.js",
    "marks.js",
    "text.js",
    "cards.js",
    "draw.js",
    "ego.js",
    "network.js",
    "panel.js",
    "deny.js",
    "why.js",
    "cuts.js",
    "component.js",
    "overview.js",
    "search.js",
    "table.js",
    "heat.js",
    "filters.js",
    "seats.js",
    "groups.js",
    "groupscene.js",
    "picture.js",
    "export.js",
    "main.js",
)
"""Our scripts in the order in which they run, once ``unpack.js`` has the data."""

LARGE = 400
"""With more components than this the map opens on groups: so many cards cannot be read on one screen."""

APPENDED = 2_000
"""With more components than this pyvis' own ways to add them take seconds."""

OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"chosen": False},
    "edges": {"chosen": False},
    "interaction": {
        "dragNodes": False,
        "hover": True,
        "keyboard": False,
        "selectConnectedEdges": False,
        "selectable": True,
        "zoomSpeed": 0.6,
    },
}


def network_map(data: Mapping[str, Any], layout: Layout, lines: Iterable[Line], engine: Mapping[str, Any]) -> str:
    """Return the map as one self-contained HTML page.

    Parameters
    ----------
    data
        What :func:`chainmap.pages.payload.payload` returns.
    layout
        Where the cards stand.
    lines
        What feeds what.
    engine
        What :func:`chainmap.pages.engine.engine_data` returns.

    Returns
    -------
    str
        The page: no request to anywhere, no script but its own, the same bytes for the same input.

    Notes
    -----
    Above ``APPENDED`` components nodes and lines go straight into pyvis' public lists: it would look every one up
    in a list (13 s at 10,000 nodes). Above ``LARGE`` the page opens on groups and the whole map is never drawn.
    """
    # pyvis imports IPython (half a second): only where a page is written.
    import pyvis  # noqa: PLC0415
    from pyvis.network import Network  # noqa: PLC0415

    network = Network(directed=True, cdn_resources="in_line", heading="")
    position = {component["id"]: number for number, component in enumerate(data["components"])}
    # Names are drawn by our own script; ids are positions, so that no text of the stack is an id.
    nodes = [
        {"x": x, "y": y, "level": component["lane"], "id": number, "label": " ", "shape": "custom"}
        for number, component in enumerate(data["components"])
        for x, y in [layout.wide[component["id"]]]
    ]
    ends = [(position[line.start], position[line.end], line.style) for line in lines]
    if len(nodes) > APPENDED:
        network.nodes.extend(nodes)
        network.edges.extend({"style": style, "from": start, "to": end} for start, end, style in ends)
    else:
        for node in nodes:
            network.add_node(node.pop("id"), **node)
        for start, end, style in ends:
            network.add_edge(start, end, style=style)
    network.options = OPTIONS

    folder = Path(pyvis.__file__).parent / "templates"
    library = _library(folder)
    network.templateEnv = environment(folder)
    network.templateEnv.filters["packed"] = packed
    network.templateEnv.globals.update(
        data=data,
        engine=engine,
        layout={
            "card": CARD,
            "wide": [[lane.layer, lane.first, lane.last] for lane in layout.wide_lanes],
            "tall": [[lane.layer, lane.first, lane.last] for lane in layout.tall_lanes],
            "tallPlaces": []
            if len(nodes) > LARGE
            else [layout.tall[component["id"]] for component in data["components"]],
            "large": LARGE,
        },
        drawing=OPTIONS,
        page_title=_title(data),
        lang="zh-CN" if data["lang"] == "zh" else "en",
        words={key: both[data["lang"] == "zh"] for key, both in data["words"].items()},
        unreadable=data["words"]["unreadable"],
        styles=[asset("base.css"), asset("map.css"), asset("more.css")],
        library=library,
        unpack=asset("unpack.js"),
        script=Markup("window.chainmapStart = () => {\n%s\n};") % Markup("\n").join(map(asset, SCRIPTS)),
    )
    network.path = "map.html.j2"
    return seal(str(network.generate_html()), library)


def _library(folder: Path) -> str:
    """Return vis-network as pyvis ships it; another version must be looked at before it is used."""
    text = (folder / VIS).read_bytes()
    found = hashlib.sha256(text).hexdigest()
    if found != VIS_SHA256:
        raise RuntimeError(
            f"pyvis ships another vis-network than the one these pages were tested with ({found}); install pyvis 0.3.2"
        )
    return re.sub(r"\s*//# sourceMappingURL=\S*\s*$", "", text.decode("utf-8"))


def _title(data: Mapping[str, Any]) -> str:
    english, chinese = map(str, data["title"])
    return (chinese or english) if data["lang"] == "zh" else (english or chinese)
