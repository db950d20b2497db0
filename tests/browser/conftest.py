"""The published site in a real browser: built once, served as GitHub Pages serves it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

import calc.models  # noqa: F401  (registers every model)
from sitebuild.chromium import ARGUMENTS, find

expect.set_options(timeout=20_000)  # ms; Python's start is a download of 5 MB, on a machine that may be busy


# A test asks Python once or twice: to compile it a second time, for speed, takes longer than it saves.
BRIEF = "--js-flags=--no-wasm-tier-up --no-wasm-dynamic-tiering"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=find(), args=[*ARGUMENTS, BRIEF])
        yield started
        started.close()


@dataclass
class Visit:
    """A page, and what went wrong in it that nobody looked at."""

    page: Page
    site: str
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        self.page.goto(self.site + path)
        return self.page

    def expect_errors(self) -> None:
        """The test provokes errors of the browser's own, a failed request for one."""
        self.errors.clear()


@pytest.fixture
def visit(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A fresh profile; every request must stay on the site, and nothing may fail unseen."""
    # What the service worker keeps is tested in test_offline.py. Elsewhere it would fetch in the background, and answer
    # before the failures that a test provokes.
    options = {
        "viewport": {"width": 1280, "height": 900}, "service_workers": "block", **getattr(request, "param", {})
    }  # fmt: skip
    context = browser.new_context(**options)
    found = watched(context, site)
    yield found
    context.close()
    host = urlsplit(site).netloc
    assert [url for url in found.requests if urlsplit(url).netloc not in {host, ""}] == []
    assert found.errors == []


def watched(context: BrowserContext, site: str) -> Visit:
    """A page whose requests, errors and breaches of the content security policy are written down."""
    page = context.new_page()
    found = Visit(page, site)
    context.on("request", lambda request: found.requests.append(request.url))
    page.on("pageerror", lambda error: found.errors.append(str(error)))
    page.on("console", lambda message: found.errors.append(message.text) if message.type == "error" else None)
    return found


def pages(folder: Path) -> list[str]:
    """The path of every page of the built site, the one for what is not found left out."""
    return sorted(
        path.parent.relative_to(folder).as_posix() + "/" if path.parent != folder else ""
        for path in folder.rglob("index.html")
    )
