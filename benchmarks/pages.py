"""The map page in a real Chromium: size, first picture, selecting, denying, beside the aims.

usage: python benchmarks/pages.py [--times 5] [--chromium /usr/bin/chromium]

Times are read inside the page with ``performance.now()``, from the call to the second frame after it, so that layout
and painting count. Run it on a quiet machine; software rendering is slower than a screen.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

import chainmap as cm
from chainmap.stack import Stack

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.pages import stacks

FLAGS = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
FRAME = "const frame = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));"
TIMED = "const start = performance.now(); {act}; await frame(); const took = performance.now() - start;"
SELECT = f"async id => {{ {FRAME} {TIMED.format(act='window.chainmap.select(id)')} return took; }}"
DENY = (
    f"async unit => {{ {FRAME} {TIMED.format(act='window.chainmap.toggle(unit)')}"
    " window.chainmap.toggle(unit); await frame(); return took; }"
)


def measure(browser: Browser, stack: Stack, answers: dict, unit: str, times: int) -> dict[str, float]:
    """Return the figures of one stack: megabytes, seconds to build, medians of milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        cm.write_pages(stack, folder, answers)
        built = time.perf_counter() - start
        page_file = Path(folder) / "map.html"
        first, select, deny = [], [], []
        for _ in range(times):
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(page_file.as_uri())
            page.wait_for_selector("html[data-ready]", state="attached")
            first.append(page.evaluate("window.chainmap.firstFrame"))
            component = stack.components[len(stack.components) // 2].component
            select.append(page.evaluate(SELECT, f"component:{component}"))
            page.evaluate("window.chainmap.select(null)")
            deny.append(page.evaluate(DENY, unit))
            page.close()
        size = page_file.stat().st_size / 1e6
    return {
        "MB": size,
        "built s": built,
        "first ms": statistics.median(first),
        "select ms": statistics.median(select),
        "deny ms": statistics.median(deny),
    }


def main() -> None:
    """Print a table of the three sizes."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=5)
    options.add_argument("--chromium", default="/usr/bin/chromium")
    given = options.parse_args()
    metaverse = cm.bundled("metaverse")
    cases = {
        "metaverse, 161 components": (metaverse, cm.answer_all(metaverse), "country:USA"),
        "300 components": (stacks.large(), {}, "country:USA"),
        "10,000 components, 20,000 offers": (stacks.huge(), {}, "country:USA"),
    }
    print("| stack | MB | built s | first ms | select ms | deny ms |\n|---|---|---|---|---|---|")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=given.chromium, args=FLAGS)
        for name, (stack, answers, unit) in cases.items():
            found = measure(browser, stack, answers, unit, given.times)
            cells = " | ".join(f"{value:.2f}" if value < 10 else f"{value:.0f}" for value in found.values())
            print(f"| {name} | {cells} |", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
