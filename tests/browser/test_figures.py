"""The reader's own figures: a field for each price, limit and assumption, where it is listed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from test_calculator import QUEUES, WRONG, headline, settled, slots, terminal
from test_pages import LOOKS, violations

REQUEST = "aws_sqs.standard_request"
LARGE, OTHER = "aws_msk.broker_hour[m7g.large]", "aws_msk.broker_hour[m5.large]"


def opened(page: Page, section: str) -> Locator:
    """A section of how it is worked out, open."""
    found = page.locator(".rt-work > details", has=page.get_by_text(section, exact=True)).first
    found.evaluate("drawer => { drawer.open = true }")
    return found


def unfolded(page: Page) -> None:
    """Every section open: one that is folded has no texts but for the answer before anything is typed."""
    page.locator(".rt-work > details").evaluate_all("drawers => drawers.forEach(each => { each.open = true })")


def own(page: Page, path: str) -> Locator:
    """The reader's own figure for a path: field, unit, reset, message."""
    return page.locator(f'.rt-own[data-of="{path}"]').first  # a service that is compared twice has it twice


def put(page: Page, path: str, text: str) -> None:
    own(page, path).get_by_role("textbox").fill(text)
    settled(page)


def note(page: Page) -> Locator:
    return page.locator(".rt-yours")


def test_a_figure_is_changed_marked_and_reset(visit, capsys):
    page = visit.go(QUEUES)
    before = slots(page)
    unfolded(page)
    section = opened(page, "SQS")
    expect(note(page)).to_have_text("")
    put(page, REQUEST, "0.2")
    said = terminal(capsys, "queues", {}, {REQUEST: "0.2"})
    shown = slots(page)
    assert headline(page) == said["headline"]
    assert shown["sqs/request_price"] == said["own"][REQUEST]
    assert shown["sqs/request_price"].startswith("$0.20 per million requests, yours in place of graduated: $0.40")
    assert any("$0.20 per million requests (yours)" in text for slot, text in shown.items() if slot.startswith("sqs/"))
    expect(note(page)).to_have_text("With 1 price of your own.")
    expect(page.locator(".rt-status")).to_have_text(f"{said['headline']} With 1 price of your own.")
    expect(section.locator("tr[data-own]")).to_have_count(1)
    page.get_by_role("button", name="Reset Requests of a standard queue").first.click()
    settled(page)
    expect(own(page, REQUEST).get_by_role("textbox")).to_be_focused()
    expect(own(page, REQUEST).get_by_role("textbox")).to_have_value("")
    expect(own(page, REQUEST).get_by_role("button")).to_be_hidden()
    expect(section.locator("tr[data-own]")).to_have_count(0)
    expect(note(page)).to_have_text("")
    assert slots(page) == before


def test_each_field_is_named_by_its_figure_and_says_its_unit(visit):
    page = visit.go(QUEUES)
    unfolded(page)
    expect(page.locator(".rt-work > details[open] .rt-sources tr[data-path]:not(:has(.rt-own))")).to_have_count(0)
    field = page.get_by_role("textbox", name="Requests of a standard queue Yours", exact=True).first
    expect(field).to_have_accessible_description("per million requests")
    expect(page.get_by_role("textbox", name="Brokers in a cluster Yours").first).to_have_accessible_description(
        "brokers"
    )
    fields = page.locator(".rt-own input").all()
    assert len({field.get_attribute("id") for field in fields}) == len(fields)


def test_no_field_is_made_before_its_section_is_opened(visit):
    page = visit.go(QUEUES)
    expect(page.locator("cost-calculator form")).to_be_visible()
    expect(page.locator(".rt-own")).to_have_count(0)
    section = opened(page, "SQS")
    expect(section.locator(".rt-own")).to_have_count(section.locator("tr[data-path]").count())
    assert page.locator(".rt-own").count() == section.locator(".rt-own").count()
    assert not [url for url in visit.requests if url.endswith(".wasm")], "to look is not to ask"


@pytest.mark.parametrize("visit", [{"java_script_enabled": False}], indirect=True)
def test_without_a_script_the_table_is_as_it_is(visit):
    page = visit.go(QUEUES)
    expect(page.locator(".rt-sources").first).to_be_attached()
    expect(page.locator(".rt-own, .rt-work input")).to_have_count(0)
    expect(note(page).locator("button:visible")).to_have_count(0)


def test_a_wrong_figure_is_told_at_its_field_as_in_the_terminal(visit, capsys):
    page = visit.go(QUEUES)
    opened(page, "SQS")
    for text in (*(text for text in WRONG if text), "1e300"):
        put(page, "aws_sqs.chunk", "32")
        put(page, REQUEST, text)
        said = terminal(capsys, "queues", {}, {REQUEST: text})["errors"][REQUEST]
        assert said.startswith("Requests of a standard queue must be a number from 0 to 1,000")
        field = own(page, REQUEST).get_by_role("textbox")
        expect(field).to_have_attribute("aria-invalid", "true")
        described = field.get_attribute("aria-describedby").split()
        assert any(page.locator(f"#{each}").text_content() == said for each in described)
        assert field.input_value() == text
        assert own(page, "aws_sqs.chunk").get_by_role("textbox").input_value() == "32"
        shown = slots(page)
        assert shown.pop("say").startswith("No answer")
        assert set(shown.values()) - {""} == {"–"}
        expect(note(page)).to_have_text("")
        assert page.locator("cost-calculator img").count() == 0
        expect(page.locator(".rt-status")).to_have_text(said)
        put(page, REQUEST, "0.3")
        expect(field).not_to_have_attribute("aria-invalid", "true")
        expect(note(page)).to_have_text("With 2 figures of your own.")


def test_the_section_of_a_wrong_figure_opens(visit):
    page = visit.go(QUEUES)
    section = opened(page, "SQS")
    put(page, REQUEST, "1")
    section.evaluate("drawer => { drawer.open = false }")
    own(page, REQUEST).locator("input").evaluate(
        "field => { field.value = 'free'; field.dispatchEvent(new InputEvent('input', { bubbles: true })) }"
    )
    settled(page)
    expect(section).to_have_attribute("open", "")
    section.evaluate("drawer => { drawer.open = false }")
    settled(page)
    expect(section).not_to_have_attribute("open", "", timeout=500)


def test_the_note_leads_to_what_was_changed(visit):
    page = visit.go(QUEUES)
    section = opened(page, "SQS")
    put(page, REQUEST, "1")
    page.locator(".rt-more").first.evaluate("drawer => { drawer.open = true }")
    page.locator("#queues-discount").fill("20")
    settled(page)
    for drawer in (section, page.locator(".rt-more").first):
        drawer.evaluate("drawer => { drawer.open = false }")
    expect(note(page)).to_have_text("With 1 price of your own. After your discount of 20%.")
    page.get_by_role("button", name="With 1 price of your own.").press("Enter")
    expect(own(page, REQUEST).get_by_role("textbox")).to_be_focused()
    page.get_by_role("button", name="After your discount of 20%.").press("Enter")
    expect(page.locator("#queues-discount")).to_be_focused()


def test_back_to_the_defaults_takes_every_figure_back(visit):
    page = visit.go(QUEUES)
    before = slots(page)
    unfolded(page)
    put(page, REQUEST, "1")
    put(page, "aws_kinesis.shard_hour", "free")
    page.get_by_role("button", name="Back to the defaults").click()
    settled(page)
    assert slots(page) == before
    for path in (REQUEST, "aws_kinesis.shard_hour"):
        expect(own(page, path).get_by_role("textbox")).to_have_value("")
    expect(page.locator("[aria-invalid=true]")).to_have_count(0)


def test_the_price_of_a_size_never_becomes_that_of_another(visit, capsys):
    """The row shows the size that is taken, and keeps the field of every other one that was typed."""
    page = visit.go(QUEUES)
    section = opened(page, "MSK, the broker size taken")
    field = page.get_by_role("textbox", name="One broker Yours, for m7g.large").first
    field.focus()
    for text in ("9", "9.5"):  # the answer to the first takes another size
        field.press("End")
        field.press_sequentially(text.removeprefix("9") or text)
        settled(page)
    expect(field).to_be_focused()
    expect(field).to_have_value("9.5")
    said = terminal(capsys, "queues", {}, {LARGE: "9.5"})
    expect(own(page, LARGE)).to_contain_text(said["own"][LARGE])
    assert slots(page)["msk.size/broker_hour"] == "$0.21 per broker and hour"
    expect(own(page, OTHER).get_by_role("textbox")).to_have_value("")
    put(page, OTHER, "0.2")
    assert (
        slots(page)["msk.size/broker_hour"] == "$0.20 per broker and hour, yours in place of $0.21 per broker and hour"
    )
    expect(note(page)).to_have_text("With 2 prices of your own.")
    expect(section.locator(".rt-own", has=page.get_by_text(re.compile("^Yours, for m7g.4xlarge")))).to_have_count(0)
    page.get_by_role("button", name="Reset One broker, for m7g.large").first.click()
    settled(page)
    assert terminal(capsys, "queues", {}, {OTHER: "0.2"})["headline"] == headline(page)


def test_a_figure_in_two_sections_is_one(visit):
    page = visit.go(QUEUES)
    for name in ("SQS", "SQS through SNS"):
        opened(page, name)
    fields = page.locator(f'.rt-own[data-of="{REQUEST}"]').get_by_role("textbox")
    expect(fields).to_have_count(2)
    fields.nth(1).fill("0.3")
    settled(page)
    expect(fields.nth(0)).to_have_value("0.3")
    expect(page.locator("details[open] tr[data-own]")).to_have_count(2)
    fields.nth(0).fill("free")
    settled(page)
    expect(page.locator(".rt-own [aria-invalid=true]")).to_have_count(2)


def test_figures_are_there_when_the_reader_comes_back_and_only_where_they_are_used(visit):
    page = visit.go(QUEUES)
    opened(page, "SQS")
    put(page, REQUEST, "0.2")
    said = headline(page)
    page.locator(".rt-options").get_by_role("link", name="Kinesis", exact=True).click()
    expect(page).to_have_url(re.compile("/calculators/kinesis/"))
    expect(note(page)).to_have_text("")
    page.go_back()
    expect(page).to_have_url(re.compile("/calculators/queues/"))
    expect(note(page)).to_have_text("With 1 price of your own.")
    settled(page)
    assert headline(page) == said
    opened(page, "SQS")
    expect(own(page, REQUEST).get_by_role("textbox")).to_have_value("0.2")


def test_a_figure_is_changed_with_the_keyboard_alone_and_never_under_the_headline(visit):
    page = visit.page
    page.set_viewport_size({"width": 360, "height": 640})
    visit.go(QUEUES)
    page.locator(".rt-work summary", has_text="SQS").last.focus()
    page.keyboard.press("Enter")
    for _ in range(150):  # every name of a formula is a link
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.rt-own')?.dataset.of") == REQUEST:
            break
    page.keyboard.type("0.2")
    settled(page)
    expect(note(page)).to_have_text("With 1 price of your own.")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    field = own(page, REQUEST).get_by_role("textbox").bounding_box()
    say = page.locator(".rt-say").bounding_box()
    assert field["y"] >= say["y"] + say["height"] or field["y"] + field["height"] <= say["y"]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    settled(page)
    expect(note(page)).to_have_text("")


@pytest.mark.parametrize("visit", LOOKS, indirect=True)
def test_fields_are_accessible_typed_and_wrong_and_stay_within_the_width(visit):
    page = visit.go(QUEUES)
    unfolded(page)
    put(page, REQUEST, "0.2")
    put(page, LARGE, "9")
    expect(note(page)).to_have_text("With 2 prices of your own.")
    put(page, REQUEST, "x" * 10_000)  # the other stays as it was typed, so that one look sees both
    expect(own(page, REQUEST).get_by_role("textbox")).to_have_attribute("aria-invalid", "true")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
