"""A calculator in the published page: what the reader sees is what the terminal says."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from calc.__main__ import main
from calc.answers import answer, read
from calc.answers import page as texts_of
from calc.model import MODELS, Example, Switch
from calc.program import program

EXAMPLES = [
    pytest.param(name, example, id=f"{name}: {example.name}")
    for name, model in MODELS.items()
    for example in model.examples
]
QUEUES = "calculators/queues/"


def terminal(
    capsys: pytest.CaptureFixture[str], model: str, given: dict[str, str], prices: dict[str, str] | None = None
) -> dict:
    """What ``python -m calc`` prints for these answers."""
    capsys.readouterr()
    own = (f"--price={key}={text}" for key, text in (prices or {}).items())
    main([model, "--json", *(f"--{name}={text}" for name, text in given.items()), *own])
    return json.loads(capsys.readouterr().out)


def fill(page: Page, model: str, given: dict[str, str]) -> None:
    """Answer questions as a reader does, opening the drawer for those in it."""
    page.locator("cost-calculator form details").evaluate_all("all => all.forEach((each) => (each.open = true))")
    for name, text in given.items():
        field = page.locator(f"#{model}-{name}")
        question = program(MODELS[model]).questions[name]
        if isinstance(question, Switch):
            field.set_checked(text == "yes")
        elif field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(text)
        else:
            field.fill(text)


def answer_at_once(page: Page, given: dict[str, str]) -> None:
    """Put all answers in and say so once: an example of ten answers need not be worked out eleven times."""
    page.locator("cost-calculator form").evaluate(
        """(form, given) => {
            form.reset()
            for (const [name, text] of Object.entries(given)) {
                const field = form.elements[name]
                if (field.type === 'checkbox') field.checked = text === 'yes'
                else field.value = text
            }
            form.dispatchEvent(new Event('input', { bubbles: true }))
        }""",
        given,
    )


def settled(page: Page) -> None:
    """Wait until the answer to the last edit stands in the page."""
    expect(page.locator("cost-calculator")).not_to_have_attribute("aria-busy", re.compile(".*"), timeout=30_000)


def slots(page: Page) -> dict[str, str]:
    return dict(
        page.locator("cost-calculator [data-slot]").evaluate_all(
            "slots => slots.map(slot => [slot.dataset.slot, slot.textContent])"
        )
    )


def headline(page: Page) -> str:
    shown = slots(page)
    return f"{shown['say']} {shown['turn']}".strip()


def test_every_example_reads_the_same_in_the_page_and_in_the_terminal(visit, capsys):
    """From page to page by instant navigation, as a reader goes: Python is started once."""
    page = visit.go("calculators/")
    for model in MODELS:
        page.evaluate(
            """address => {
                const link = document.body.appendChild(document.createElement('a'))
                link.href = address
                link.click()
                link.remove()
            }""",
            f"{visit.site}calculators/{model}/",
        )
        expect(page.locator(f"cost-calculator[model={model}] form")).to_be_visible()
        page.locator(".rt-work > details").evaluate_all("all => all.forEach((each) => (each.open = true))")
        for example in MODELS[model].examples:
            if not example.prices:  # figures of one's own have a test of their own
                reads_the_same(page, capsys, model, example)


def reads_the_same(page: Page, capsys: pytest.CaptureFixture[str], model: str, example: Example) -> None:
    given = dict(example.given)
    answer_at_once(page, given)
    settled(page)
    said = terminal(capsys, model, given)
    values = program(MODELS[model]).values(read(MODELS[model], given))
    wanted = texts_of(said, values)
    shown = slots(page)
    assert headline(page) == said["headline"], example.name
    assert shown == {name: wanted[name] for name in shown}, example.name
    for name, output in said["outputs"].items():
        assert shown.get(f"output/{name}", output["text"]) == output["text"], example.name


def test_a_switch_is_asked_and_answered(visit):
    page = visit.go(QUEUES)
    page.get_by_label("Replay needed").check()
    settled(page)
    expect(page.locator(".rt-turn")).to_have_text(answer("queues", {"replay": "yes"})["headline"].partition(". ")[2])
    row = page.locator("tr", has=page.get_by_role("rowheader", name="SQS", exact=True))
    expect(row.first).to_have_attribute("data-state", "out")


def test_python_comes_only_when_the_reader_turns_to_the_form_and_then_once(visit):
    page = visit.go(QUEUES)
    page.wait_for_load_state("networkidle")
    assert [url for url in visit.requests if "/pyodide-" in url or url.endswith("worker.mjs")] == []
    page.get_by_label("Events", exact=True).focus()
    for events in ("300", "400", "500"):
        page.get_by_label("Events", exact=True).fill(events)
    settled(page)
    expect(page.locator(".rt-verdict")).to_contain_text("500 events/s")
    assert len([url for url in visit.requests if url.endswith(".wasm")]) == 1


def test_the_last_of_many_fast_edits_wins(visit):
    page = visit.go(QUEUES)
    field = page.get_by_label("Events", exact=True)
    field.focus()
    field.press("Control+a")
    field.press_sequentially("123456")
    settled(page)
    expect(page.locator(".rt-verdict")).to_contain_text("123,456 events/s")


# When the headline and its announcement last changed, in ms of the page's own clock: a slow machine changes neither.
CHANGES = """() => {
  window.changed = {}
  for (const name of ['rt-verdict', 'rt-status']) {
    new MutationObserver(() => { changed[name] = performance.now() }).observe(
      document.querySelector('.' + name), { subtree: true, childList: true, characterData: true })
  }
}"""


def test_the_headline_is_announced_after_a_short_quiet_and_not_before(visit):
    page = visit.go(QUEUES)
    status = page.locator(".rt-status")
    expect(status).to_have_text("")
    page.evaluate(CHANGES)
    page.get_by_label("Events", exact=True).fill("2")
    settled(page)
    expect(status).to_have_text(headline(page))
    quiet = page.evaluate("changed['rt-status'] - changed['rt-verdict']")
    assert quiet > 600


WRONG = ["12k", "1e999", "-1", "", "   ", "٣", "x" * 10_000, "<img src=x onerror=alert(1)>", "0,5", "nan"]


def test_a_wrong_value_is_told_at_its_field_and_nothing_wrong_is_left_standing(visit, capsys):
    page = visit.go(QUEUES)
    for text in WRONG:
        page.get_by_label("Size of an event").fill("2")
        page.get_by_label("Events", exact=True).fill(text)
        settled(page)
        said = terminal(capsys, "queues", {"events": text})["errors"]["events"]
        field = page.get_by_label("Events", exact=True)
        expect(field).to_have_attribute("aria-invalid", "true")
        described = field.get_attribute("aria-describedby").split()
        assert any(page.locator(f"#{each}").text_content() == said for each in described)
        assert field.input_value() == text
        assert page.get_by_label("Size of an event").input_value() == "2"
        shown = slots(page)
        assert shown.pop("say").startswith("No answer")
        assert set(shown.values()) - {""} == {"–"}
        assert page.locator("cost-calculator img").count() == 0
        expect(page.locator(".rt-status")).to_have_text(said)
        field.fill("300")
        settled(page)
        expect(field).not_to_have_attribute("aria-invalid", "true")
        expect(page.locator(".rt-verdict")).to_contain_text("300 events/s")


def test_all_wrong_values_are_told_at_once_and_the_drawer_of_one_opens(visit):
    page = visit.go(QUEUES)
    drawer = page.locator("cost-calculator .rt-more").first
    fill(page, "queues", {"events": "many", "peak_factor": "0"})
    drawer.evaluate("drawer => { drawer.open = false }")
    page.get_by_label("Size of an event").fill("huge")
    settled(page)
    expect(drawer).to_have_attribute("open", "")
    assert page.locator("cost-calculator [aria-invalid=true]").count() == 3


def test_the_form_goes_back_to_the_defaults(visit):
    page = visit.go(QUEUES)
    before = slots(page)
    page.locator(".rt-work > details").evaluate_all("all => all.forEach((each) => (each.open = true))")
    fill(page, "queues", {"events": "12k", "replay": "yes", "discount": "10"})
    page.get_by_role("button", name="Back to the defaults").click()
    settled(page)
    assert slots(page) == before
    assert page.get_by_label("Events", exact=True).input_value() == "200"


def test_a_calculator_can_be_used_with_the_keyboard_alone(visit):
    page = visit.go(QUEUES)
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "events":
            break
    page.keyboard.press("Control+a")
    page.keyboard.type("5")
    settled(page)
    expect(page.locator(".rt-verdict")).to_contain_text("Pub/Sub is the cheapest that fits 5 events/s")
    box = page.locator(".rt-box", has=page.get_by_label("Events", exact=True))
    assert box.evaluate("box => getComputedStyle(box).outlineStyle") == "solid"
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.rt-work summary')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator(".rt-work details[open]")).to_have_count(1)


def test_a_field_is_never_hidden_under_the_headline_that_stays(visit):
    page = visit.page
    page.set_viewport_size({"width": 360, "height": 640})
    visit.go(QUEUES)
    for name in ("events", "event_size", "consumers", "retention"):
        page.locator(f"#queues-{name}").focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Shift+Tab")
        field = page.locator(f"#queues-{name}").bounding_box()
        say = page.locator(".rt-say").bounding_box()
        assert field["y"] >= say["y"] + say["height"] or field["y"] + field["height"] <= say["y"], name


def test_what_was_typed_is_there_when_the_reader_comes_back_and_python_is_not_started_again(visit):
    page = visit.go(QUEUES)
    page.evaluate("window.same = true")
    page.get_by_label("Events", exact=True).fill("5000")
    settled(page)
    said = headline(page)
    page.get_by_role("link", name="Kinesis").first.click()
    expect(page).to_have_url(re.compile("/calculators/kinesis/"))
    expect(page.get_by_label("Events", exact=True)).to_have_value("5000")
    settled(page)
    expect(page.locator(".rt-verdict")).to_contain_text("5,000 events/s")
    page.go_back()
    expect(page).to_have_url(re.compile("/calculators/queues/"))
    expect(page.locator("cost-calculator[model=queues]")).to_be_attached()  # the address changes before the page does
    expect(page.get_by_label("Events", exact=True)).to_have_value("5000")
    settled(page)
    assert headline(page) == said
    assert page.evaluate("window.same"), "the page was loaded anew, so this was no instant navigation"
    assert len([url for url in visit.requests if url.endswith(".wasm")]) == 1


@pytest.mark.parametrize("visit", [{"java_script_enabled": False}], indirect=True)
@pytest.mark.parametrize("model", MODELS)
def test_without_a_script_the_default_answer_is_read_and_what_it_is_for(visit, capsys, model):
    page = visit.go(f"calculators/{model}/")
    said = terminal(capsys, model, {})
    assert headline(page) == said["headline"]
    assert page.locator("cost-calculator form").is_hidden()
    assert page.locator(".rt-asked").is_visible()
    for output in page.locator(".rt-answer > .rt-figures dd").all():
        assert output.is_visible()
