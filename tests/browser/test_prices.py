"""The list of prices: what is looked for is found, and nothing is out of reach."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from test_pages import LOOKS, violations

from calc.catalogue import read
from sitebuild.listed import listed, today

PRICES = "reference/prices/"
CATALOGUE = read()
KEYS = list(CATALOGUE)
KINESIS = [key for key in KEYS if key.startswith("aws_kinesis.")]


def shown(page: Page) -> list[str]:
    """The entries that are to be seen, in their order."""
    return page.locator(".rt-entry:visible").evaluate_all("entries => entries.map(each => each.id)")


def status(page: Page, said: str) -> None:
    expect(page.get_by_role("status")).to_have_text(said)


def of_all(keys: list[str]) -> str:
    return (
        f"{len(keys)} of {len(KEYS)} entries."
        if keys
        else f"No entry matches. Clear the filter to see all {len(KEYS)}."
    )


def ready(page: Page) -> Page:
    expect(page.get_by_label("Find", exact=True)).to_be_visible()
    return page


def test_words_are_found_anywhere_in_an_entry_and_all_are_wanted(visit):
    page = ready(visit.go(PRICES))
    status(page, f"All {len(KEYS)} entries.")
    page.get_by_label("Find", exact=True).fill("  KINESIS  extended ")
    assert "aws_kinesis.extended_hour" in shown(page)
    assert set(shown(page)) < set(KEYS)
    status(page, of_all(shown(page)))
    page.get_by_label("Find", exact=True).fill("aws_sqs.chunk")
    assert shown(page) == ["aws_sqs.chunk"]
    assert page.locator(".rt-list h2:visible").all_inner_texts() == [CATALOGUE["aws_sqs.chunk"].service]


def test_nothing_found_says_so_and_how_to_go_on(visit):
    page = ready(visit.go(PRICES))
    clear = page.get_by_role("button", name="Clear the filter")
    expect(clear).to_be_hidden()
    page.get_by_label("Sort by").select_option("name")
    page.get_by_label("Find", exact=True).fill("<b>no such figure")
    status(page, of_all([]))
    assert shown(page) == []
    clear.click()
    status(page, f"All {len(KEYS)} entries.")
    assert len(shown(page)) == len(KEYS)
    expect(page.get_by_label("Find", exact=True)).to_be_focused()
    expect(page.get_by_label("Sort by")).to_have_value("name")
    expect(clear).to_be_hidden()


def test_the_list_is_narrowed_by_service_confidence_and_age(visit):
    page = ready(visit.go(PRICES))
    page.get_by_label("Service").select_option("aws_kinesis")
    assert shown(page) == KINESIS
    status(page, of_all(KINESIS))
    page.get_by_label("Confidence").select_option("unverified")
    wanted = [key for key in KINESIS if CATALOGUE[key].confidence == "unverified"]
    assert shown(page) == wanted
    status(page, of_all(wanted))
    page.get_by_label("Service").select_option("")
    page.get_by_label("Confidence").select_option("")
    page.get_by_label("Ageing only").check()
    wanted = [key for key in KEYS if listed(CATALOGUE[key], today()).ageing]
    assert shown(page) == wanted
    status(page, of_all(wanted))


ORDERS = {
    "oldest": (lambda key: CATALOGUE[key].checked, False),
    "newest": (lambda key: CATALOGUE[key].checked, True),
    "confidence": (lambda key: ("unverified", "secondary", "official").index(CATALOGUE[key].confidence), False),
    "": (KEYS.index, False),
}


@pytest.mark.parametrize("order", ORDERS)
def test_the_list_is_sorted_and_what_is_alike_stays_in_its_order(visit, order):
    page = ready(visit.go(PRICES))
    page.get_by_label("Sort by").select_option("name")
    page.get_by_label("Sort by").select_option(order)
    by, turned = ORDERS[order]
    assert shown(page) == sorted(KEYS, key=by, reverse=turned)
    headings = page.locator(".rt-list h2:visible")
    assert headings.count() == (0 if order else len({entry.service for entry in CATALOGUE.values()}))
    assert page.locator(".rt-of").first.is_visible() is bool(order), "which service it is of is said one way or another"


def test_the_list_is_sorted_by_name(visit):
    page = ready(visit.go(PRICES))
    page.get_by_label("Sort by").select_option("name")
    plain = [re.sub(r"[^a-z0-9]", "", CATALOGUE[key].title.lower())[:1] for key in shown(page)]
    assert plain == sorted(plain)


def test_a_link_to_an_entry_that_is_filtered_out_shows_it(visit):
    page = ready(visit.go(PRICES))
    page.get_by_label("Find", exact=True).fill("aws_sqs.chunk")
    page.get_by_label("Sort by").select_option("name")
    target = page.locator("#aws_kinesis\\.shard_hour")
    expect(target).to_be_hidden()
    page.evaluate("location.hash = '#aws_kinesis.shard_hour'")
    expect(target).to_be_in_viewport()
    expect(page.get_by_label("Find", exact=True)).to_have_value("")
    status(page, f"All {len(KEYS)} entries.")
    page.get_by_label("Sort by").select_option("name")
    page.evaluate("location.hash = '#aws_kinesis'")
    expect(page.locator("#aws_kinesis")).to_be_in_viewport()


def test_an_entry_is_reached_by_its_address(visit):
    page = ready(visit.go(f"{PRICES}#{KEYS[-1]}"))
    expect(page.locator(f"[id='{KEYS[-1]}']")).to_be_in_viewport()
    assert len(shown(page)) == len(KEYS)
    page.goto(f"{visit.site}{PRICES}#%E0%A4%A")
    ready(page)


def test_what_was_looked_for_is_still_there_when_the_reader_comes_back(visit):
    page = ready(visit.go(PRICES))
    page.evaluate("window.same = true")
    page.get_by_label("Find", exact=True).fill("aws_sqs")
    page.get_by_label("Sort by").select_option("oldest")
    before = shown(page)
    page.locator(".rt-entry:visible a[href*='calculators/']").first.click()
    expect(page.locator("cost-calculator")).to_be_visible()
    page.get_by_role("link", name="Reference").first.click()
    ready(page)
    expect(page.get_by_label("Find", exact=True)).to_have_value("aws_sqs")
    assert shown(page) == before
    status(page, of_all(before))
    assert page.evaluate("window.same"), "the page was loaded anew, so this was no instant navigation"


def test_a_calculators_link_to_an_entry_that_is_filtered_out_shows_it(visit):
    page = ready(visit.go(PRICES))
    page.evaluate("window.same = true")
    page.get_by_label("Find", exact=True).fill("aws_sqs.chunk")
    page.locator(".rt-entry:visible a[href*='calculators/sqs/']").first.click()
    page.locator(".rt-work details").first.locator("summary").click()
    link = (
        page.locator("a[href*='reference/prices/#']", has_text="checked")
        .and_(page.locator(":not([href$='aws_sqs.chunk'])"))
        .first
    )
    key = (link.get_attribute("href") or "").partition("#")[2]
    link.click()
    expect(page.locator(f"[id='{key}']")).to_be_in_viewport()
    assert page.evaluate("window.same")


def test_the_list_comes_by_instant_navigation_too(visit):
    page = visit.go("")
    page.evaluate("window.same = true")
    page.get_by_role("link", name="Reference").first.click()
    ready(page)
    page.get_by_label("Service").select_option("aws_sqs")
    assert shown(page) == [key for key in KEYS if key.startswith("aws_sqs.")]
    assert page.evaluate("window.same")


def test_the_keyboard_alone_is_enough(visit):
    page = ready(visit.go(PRICES))
    page.get_by_label("Find", exact=True).focus()
    page.keyboard.type("aws_kinesis.")
    page.keyboard.press("Enter")
    assert shown(page) == KINESIS
    for name in ("service", "confidence", "sort", "ageing"):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.name") == name
    page.keyboard.press("Space")
    expect(page.get_by_label("Ageing only")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    status(page, f"All {len(KEYS)} entries.")
    expect(page.get_by_label("Find", exact=True)).to_be_focused()


@pytest.mark.parametrize("visit", LOOKS, indirect=True)
def test_the_list_is_accessible_filtered_empty_and_open(visit):
    page = ready(visit.go(PRICES))
    drawers = page.locator(".rt-prices details, .rt-words")
    drawers.evaluate_all("drawers => drawers.forEach(each => { each.open = true })")
    page.get_by_label("Sort by").select_option("oldest")
    page.get_by_label("Find", exact=True).fill("aws")
    status(page, of_all(shown(page)))
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    page.get_by_label("Find", exact=True).fill("no such figure")
    status(page, of_all([]))
    assert violations(page) == []


@pytest.mark.parametrize("visit", [{"java_script_enabled": False}], indirect=True)
def test_without_a_script_every_entry_is_there_by_service(visit):
    page = visit.go(PRICES)
    assert shown(page) == KEYS
    assert page.locator(".rt-filter").is_hidden()
    link = page.locator(".rt-services a[href='#aws_sqs']")
    link.click()
    expect(page.locator("#aws_sqs")).to_be_in_viewport()


def test_the_files_are_had_by_a_click(visit):
    page = ready(visit.go(PRICES))
    for kind in ("CSV", "JSON"):
        with page.expect_download() as found:
            page.get_by_role("link", name=re.compile(f"^{kind}, ")).click()
        assert found.value.suggested_filename == f"prices.{kind.lower()}"


def test_the_script_is_loaded_on_this_page_only(visit):
    ready(visit.go(PRICES))
    assert [url for url in visit.requests if url.endswith("/prices.mjs")]
    visit.requests.clear()
    visit.go("calculators/sqs/")
    assert not [url for url in visit.requests if url.endswith("/prices.mjs")]
