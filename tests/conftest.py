"""What all tests share: the browser, hypothesis profiles, deep tests, and the folder beside the project."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Request

ROOT = Path(__file__).resolve().parent.parent
os.environ.setdefault("CHAINMAP_TRACEBACK", "1")  # a fault of ours is seen where it is
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "default")

# The same examples every time, so that a red test is red for everyone; no clock decides.
settings.register_profile(
    "default",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
# New examples every time; a failure prints the line that repeats it.
settings.register_profile(
    "deep",
    derandomize=False,
    deadline=None,
    max_examples=2000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(PROFILE)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what needs the browser; leave the deep tests to the deep profile."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.pages)
    if PROFILE == "deep":
        return
    deep = [item for item in items if item.get_closest_marker("deep")]
    if deep:
        config.hook.pytest_deselected(items=deep)
        items[:] = [item for item in items if not item.get_closest_marker("deep")]


# --- The browser

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)

# The same pixels everywhere, and no word to anyone.
LAUNCH_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    "--hide-scrollbars",
]


def find_browser() -> str | None:
    """Path of an installed Chromium or Chrome; CHAINMAP_CHROMIUM comes first."""
    names = (os.environ.get("CHAINMAP_CHROMIUM", ""), *BROWSERS)
    return next((path for name in names if name and (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for the whole run; without one the test is skipped, or fails when CI is set."""
    path = find_browser()
    if path is None:
        reason = "no Chromium or Chrome found; install one or name it with CHAINMAP_CHROMIUM"
        if os.environ.get("CI"):
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, headless=True, args=LAUNCH_ARGS)
        yield chromium
        chromium.close()


@dataclass
class Visit:
    """A page in a context of its own, and all that it said and asked for."""

    page: Page
    messages: list[str] = field(default_factory=list)
    """Console messages and uncaught errors, as `type: text`."""
    requests: list[str] = field(default_factory=list)
    """Addresses requested, the page's own first."""

    def on_console(self, message: ConsoleMessage) -> None:
        self.messages.append(f"{message.type}: {message.text}")

    def on_error(self, error: Exception) -> None:
        self.messages.append(f"pageerror: {error}")

    def on_request(self, request: Request) -> None:
        self.requests.append(request.url)


@pytest.fixture
def page_context(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Open empty pages: `visit = page_context(390, 844, "en-US"); visit.page.goto(path.as_uri())`.

    The context is offline and asks for reduced motion. More options of Playwright's `new_context` may follow
    (`color_scheme="dark"`, `device_scale_factor=2`).
    """
    contexts = []

    def visit(width: int = 1280, height: int = 800, lang: str = "zh-CN", **options: Any) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale=lang,
            **{"offline": True, "reduced_motion": "reduce", **options},
        )
        contexts.append(context)
        result = Visit(context.new_page())
        context.on("request", result.on_request)
        result.page.on("console", result.on_console)
        result.page.on("pageerror", result.on_error)
        return result

    yield visit
    for context in contexts:
        context.close()


# --- The folder beside the project


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `shared` beside the project; a test that needs it is skipped where it is not."""
    path = ROOT.parent / "shared"
    if not path.is_dir():
        pytest.skip("no folder `shared` beside the project")
    return path
