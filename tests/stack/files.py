"""A small stack that is right, as files; tests spoil one thing at a time."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

GOOD: Mapping[str, str] = {
    "stack.yaml": "id: small\ntitle_en: A small stack\ntitle_zh: 小\nhome: [CHN]\nlens: owner\nas_of: 2025\n",
    "sources.csv": "source,title,year\nreport,A report,2025\n",
    "evidence.csv": (
        "evidence,source,locator,claim_en,claim_zh,basis,confidence\n"
        "e1,report,part 1,It is so,就是这样,stated,high\n"
        "e2,,,We think so,我们认为,assumption,low\n"
    ),
    "layers.csv": "layer,rank,name_en\nparts,1,Parts\n",
    "components.csv": (
        "component,layer,name_en,supply,complete,weight,variant_of,evidence\n"
        "phone,parts,Phone,open,,1,,e1\n"
        "chip,parts,Chip,offers,yes,,,e1\n"
        "tool,parts,Tool,unknown,,,,e2\n"
    ),
    "actors.csv": "actor,name_en,name_zh,hq,owner,evidence\nacme,Acme,,USA,acme,e1\nbest,,最好,CHN,,e2\n",
    "offers.csv": (
        "offer,component,actor,status,share_low,share,share_high,sites,evidence\n"
        "acme-chip,chip,acme,active,0.5,0.6,0.7,USA;TWN,e1\n"
        "best-chip,chip,best,active,0.3,0.4,0.5,CHN,e1\n"
    ),
    "needs.csv": (
        "dependent,input,group,at_least,weight,usage,essential,min_quality,evidence\n"
        "phone,chip,,1,,,yes,,e1\n"
        "chip,tool,,1,0.2,,no,,e2\n"
    ),
}


def write_files(folder: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Write the good stack with some files changed (None: left out) and return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in {**GOOD, **(changes or {})}.items():
        if content is not None:
            (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def spoil(file: str, old: str, new: str) -> dict[str, str]:
    """Replace a text that stands once in a file of the good stack."""
    assert GOOD[file].count(old) == 1, f"{old!r} stands {GOOD[file].count(old)} times in {file}"
    return {file: GOOD[file].replace(old, new)}


def add(file: str, *lines: str) -> dict[str, str]:
    """Add lines to a file of the good stack."""
    return {file: GOOD.get(file, "") + "".join(f"{line}\n" for line in lines)}
