"""When something fails: a clear message, the truth on the page, nothing lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from test_calculator import QUEUES, headline, settled, slots

EVENTS = "Events"


@pytest.mark.parametrize(
    ("pattern", "answer", "said"),
    [
        ("**/*.wasm", "abort", "No connection"),
        ("**/*.wasm", 404, "updated"),
        ("**/worker.mjs", 404, "updated"),
        ("**/*.wasm", b"not wasm", "could not start"),
    ],
    ids=["cut off", "gone after a release", "worker gone", "broken"],
)
def test_where_python_cannot_start_the_default_answer_stands_and_is_called_that(visit, pattern, answer, said):
    page = visit.page

    def fail(route):
        if answer == "abort":
            route.abort()
        elif answer == 404:
            route.fulfill(status=404, body="gone")
        else:
            route.fulfill(status=200, body=answer, content_type="application/wasm")

    page.context.route(pattern, fail)
    visit.go(QUEUES)
    before = slots(page)
    page.get_by_label(EVENTS, exact=True).fill("5000")
    settled(page)
    note = page.locator(".rt-note")
    expect(note).to_be_visible()
    expect(note).to_contain_text(re.compile(said))
    expect(note).to_contain_text("default values")
    assert slots(page) == before
    assert page.get_by_label(EVENTS, exact=True).input_value() == "5000"
    page.context.unroute(pattern)
    note.get_by_role("button", name="Try again").click()
    settled(page)
    expect(page.locator(".rt-verdict")).to_contain_text("5,000 events/s")
    expect(note).to_be_hidden()
    visit.expect_errors()


def test_a_worker_that_does_not_answer_is_ended_and_the_next_edit_starts_a_new_one(visit):
    page = visit.go(QUEUES)
    page.get_by_label(EVENTS, exact=True).fill("300")
    settled(page)
    client = next(url for url in visit.requests if url.endswith("client.mjs"))
    page.evaluate("async url => { (await import(url)).limits.answer = 0 }", client)
    page.get_by_label(EVENTS, exact=True).fill("400")
    settled(page)
    expect(page.locator(".rt-note")).to_contain_text("took too long")
    assert set(slots(page).values()) == {"–"}
    expect(page.locator("[data-state=taken]")).to_have_count(0)
    page.evaluate("async url => { (await import(url)).limits.answer = 5000 }", client)
    page.get_by_label(EVENTS, exact=True).fill("500")
    settled(page)
    assert "500 events/s" in headline(page)
    visit.expect_errors()


def test_the_page_works_on_when_the_connection_is_cut_after_the_start(visit):
    page = visit.go(QUEUES)
    page.get_by_label(EVENTS, exact=True).fill("300")
    settled(page)
    page.context.set_offline(True)
    page.get_by_label(EVENTS, exact=True).fill("700")
    settled(page)
    assert "700 events/s" in headline(page)


@pytest.mark.parametrize("script", ["calculator.mjs", "client.mjs", "figures.mjs"])
def test_where_the_script_itself_does_not_come_the_page_says_what_its_answer_is_for(visit, script):
    page = visit.page
    page.context.route(f"**/{script}", lambda route: route.fulfill(status=404, body="gone"))
    visit.go(QUEUES)
    expect(page.locator(".rt-asked")).to_be_visible()
    assert page.locator("cost-calculator form").is_hidden()
    visit.expect_errors()


def test_a_long_start_is_told_as_a_download_and_announced(visit):
    page = visit.page
    held = []
    page.context.route("**/*.wasm", lambda route: held.append(route))
    visit.go(QUEUES)
    page.get_by_label(EVENTS, exact=True).fill("5000")
    expect(page.locator(".rt-note")).to_contain_text("Starting Python")
    expect(page.locator(".rt-status")).to_contain_text("not yet for your values")
    for route in held:
        route.continue_()
    settled(page)
    assert "5,000 events/s" in headline(page)


def test_after_a_refusal_a_python_that_fails_leaves_no_refusal_standing(visit):
    page = visit.go(QUEUES)
    before = slots(page)
    page.get_by_label(EVENTS, exact=True).fill("12k")
    settled(page)
    client = next(url for url in visit.requests if url.endswith("client.mjs"))
    page.evaluate("async url => { (await import(url)).limits.answer = 0 }", client)
    page.get_by_label(EVENTS, exact=True).fill("400")
    settled(page)
    expect(page.locator("[aria-invalid=true], [data-refused]")).to_have_count(0)
    page.context.route("**/worker.mjs", lambda route: route.abort())
    page.get_by_label(EVENTS, exact=True).fill("500")
    settled(page)
    assert slots(page) == before
    expect(page.locator(".rt-note")).to_contain_text("default values")
    visit.expect_errors()


def test_a_page_of_a_newer_release_is_left_as_it_is_in_an_old_tab(visit):
    page = visit.page

    def newer(route):
        answer = route.fetch()
        body = answer.text().replace('data-release="calc-', 'data-release="calc-newer-')
        route.fulfill(response=answer, body=body)

    page.context.route("**/calculators/kinesis/", newer)
    visit.go(QUEUES)
    page.get_by_role("link", name="Kinesis").first.click()
    expect(page.locator(".rt-note")).to_contain_text("Reload it to go on")
    expect(page.locator("cost-calculator form")).to_be_hidden()
    expect(page.locator(".rt-asked")).to_be_visible()
