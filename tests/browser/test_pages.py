"""Every page of the site: accessible, in bounds, quiet, on its own host."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import pages
from playwright.sync_api import Page
from test_calculator import QUEUES, fill, settled

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


def violations(page: Page) -> list[str]:
    """What axe finds, a line each; its own source runs past the content security policy, in the page's world."""
    client = page.context.new_cdp_session(page)
    client.send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
    found = client.send(
        "Runtime.evaluate",
        {
            "expression": "axe.run().then(r => JSON.stringify(r.violations))",
            "awaitPromise": True,
            "returnByValue": True,
        },
    )
    client.detach()
    return [
        f"{each['id']}: {node['target']}: {node.get('failureSummary', '')[:200]}"
        for each in json.loads(found["result"]["value"])
        for node in each["nodes"]
    ]


LOOKS = [  # each colour and each width once
    pytest.param({"color_scheme": scheme, "viewport": {"width": width, "height": 900}}, id=f"{scheme} {width}")
    for scheme, width in (("light", 1280), ("dark", 320))
]


@pytest.mark.parametrize("visit", LOOKS, indirect=True)
def test_every_page_is_accessible_and_stays_within_its_width(visit, site_folder):
    wrong = []
    for path in pages(site_folder):
        page = visit.go(path)
        width = page.viewport_size["width"]
        wide = page.evaluate("document.documentElement.scrollWidth")
        wrong += [f"{path}: {wide} px wide"] if wide > width else []
        wrong += [f"{path}: {each}" for each in violations(page)]
    assert wrong == []


@pytest.mark.parametrize("visit", LOOKS, indirect=True)
def test_a_calculator_is_accessible_open_edited_and_wrong(visit):
    page = visit.go(QUEUES)
    page.locator("cost-calculator details").evaluate_all("drawers => drawers.forEach(each => { each.open = true })")
    fill(page, "queues", {"events": "5000", "replay": "yes"})
    settled(page)
    assert violations(page) == []
    fill(page, "queues", {"events": "12k", "discount": "101"})
    settled(page)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_a_page_that_is_not_there_says_so_and_leads_back(visit):
    page = visit.page
    answer = page.goto(visit.site + "calculators/nowhere/at/all/")
    assert answer.status == 404
    page.get_by_role("link", name="The Real-Time Tax").first.click()
    assert page.url == visit.site
    visit.expect_errors()
