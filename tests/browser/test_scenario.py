"""One scenario through every tool: kept on the device, followed by other tabs, handed on by a link."""

from __future__ import annotations

import json
import re
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Page, expect

from calc.model import MODELS
from calc.program import program
from tests.browser.test_calculator import QUEUES, settled

KEY = "rt-scenario"
# Links as each released version wrote them, and what they mean today: a line is added, and none is ever changed.
RELEASED = {
    "s=1&events=5000&consumers=2": {"events": "5000", "consumers": "2"},
    "s=1&event_size=20&replay=yes&provider=Amazon": {"event_size": "20", "replay": "yes", "provider": "Amazon"},
    "s=1&price.aws_kinesis.shard_hour=0.01": {},
}
HOSTILE = {
    "huge": f"s=1&events={'9' * 3000}",
    "malformed": "s=1&&=&%E0%A4%A",
    "markup": "s=1&%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E=1",
    "unknown names": "s=1&evnts=3",
    "no version": "s=&events=3",
    "a version to come": "s=99&events=3",
    "a long value": f"s=1&events={'1' * 101}",
    "a prototype": "s=1&__proto__=3",
    "a path that is none": "s=1&price.__proto__=3",
}


def stored(page: Page) -> dict | None:
    text = page.evaluate(f"localStorage.getItem('{KEY}')")
    return json.loads(text) if text else None


def events(page: Page):
    return page.locator("cost-calculator [name=events]").first


def test_what_is_typed_once_fills_every_calculator_and_is_kept(visit):
    page = visit.go(QUEUES)
    events(page).fill("5000")
    settled(page)
    assert stored(page) == {"version": 1, "given": {"events": "5000"}, "prices": {}}
    visit.go("calculators/kinesis/")  # not by a link of the page: everything starts anew
    expect(events(page)).to_have_value("5000")
    settled(page)
    expect(page.locator(".rt-verdict")).to_contain_text("5,000 events/s")
    events(page).fill("200")
    settled(page)
    assert stored(page) is None, "what is the default again is not kept"


def test_an_own_price_fills_every_calculator_that_has_it(visit):
    page = visit.page
    visit.go("calculators/kinesis/#s=1&price.aws_kinesis.shard_hour=0.03")
    page.get_by_role("button", name="Make these mine").click()
    visit.go(QUEUES)
    settled(page)
    expect(page.locator("[data-note=own]")).to_contain_text("1 price of your own")
    visit.go("calculators/sqs/")
    expect(page.locator("[data-note=own]")).to_be_empty()
    assert stored(page)["prices"] == {"aws_kinesis.shard_hour": "0.03"}


def test_a_choice_that_another_calculator_does_not_have_is_kept_for_those_that_do(visit):
    page = visit.go("calculators/pubsub/#s=1&region=europe-west1")
    page.get_by_role("button", name="Make these mine").click()
    visit.go("calculators/kinesis/")
    expect(page.locator("[name=region]")).to_have_value("us-east-1")
    events(page).fill("300")
    settled(page)
    assert stored(page)["given"] == {"region": "europe-west1", "events": "300"}


def test_other_tabs_follow(visit):
    page = visit.go(QUEUES)
    other = page.context.new_page()
    other.goto(visit.site + "calculators/sqs/")
    events(page).fill("5000")
    expect(events(other)).to_have_value("5000")
    settled(other)
    expect(other.locator(".rt-verdict")).to_contain_text("5,000 events/s")
    page.get_by_role("button", name="Back to the defaults").click()
    expect(events(other)).to_have_value("200")


def test_a_reset_can_be_taken_back(visit):
    page = visit.go(QUEUES)
    events(page).fill("5000")
    settled(page)
    page.get_by_role("button", name="Back to the defaults").click()
    expect(events(page)).to_have_value("200")
    assert stored(page) is None
    page.get_by_role("button", name="Undo").click()
    expect(events(page)).to_have_value("5000")
    assert stored(page)["given"] == {"events": "5000"}


@pytest.mark.parametrize(
    "fault",
    [
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }",
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })",
    ],
    ids=["full", "forbidden"],
)
def test_storage_that_fails_loses_nothing_that_is_on_screen(visit, fault):
    visit.page.add_init_script(fault)
    page = visit.go(QUEUES)
    events(page).fill("5000")
    settled(page)
    expect(events(page)).to_have_value("5000")
    expect(page.locator(".rt-verdict")).to_contain_text("5,000 events/s")
    expect(page.locator(".rt-kept")).to_contain_text("full or forbidden")
    visit.errors = [each for each in visit.errors if each != "no"]  # Material's own: it asks for its palette


def test_what_a_page_could_not_keep_stays_in_it_when_another_page_keeps_something(visit):
    visit.page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
    )
    page = visit.go(QUEUES)
    events(page).fill("5000")
    settled(page)
    other = page.context.new_page()
    other.goto(visit.site + QUEUES)
    other.locator("#queues-consumers").fill("2")
    expect(page.locator("#queues-consumers")).to_have_value("2")
    expect(events(page)).to_have_value("5000")
    expect(page.locator(".rt-kept")).to_contain_text("full or forbidden")
    settled(page)
    assert stored(page)["given"] == {"consumers": "2"}
    visit.errors = [each for each in visit.errors if each != "full"]


@pytest.mark.parametrize(
    "text",
    ["{", "[]", "null", '{"version":1}', '{"version":1,"given":{"events":5},"prices":{}}', '"x"',
     '{"version":1,"given":{"evnts":"5"},"prices":{}}'],
)  # fmt: skip
def test_storage_that_is_corrupt_is_told_and_the_defaults_stand(visit, text):
    visit.page.add_init_script(f"localStorage.getItem('{KEY}') ?? localStorage.setItem('{KEY}', {json.dumps(text)})")
    page = visit.go(QUEUES)
    expect(page.locator(".rt-kept")).to_contain_text("could not be read")
    expect(events(page)).to_have_value("200")
    events(page).fill("300")
    settled(page)
    assert stored(page)["given"] == {"events": "300"}


def test_what_a_newer_version_kept_is_left_alone(visit):
    text = json.dumps({"version": 99, "all": "new"})
    visit.page.add_init_script(f"localStorage.getItem('{KEY}') ?? localStorage.setItem('{KEY}', {json.dumps(text)})")
    page = visit.go(QUEUES)
    expect(page.locator(".rt-kept")).to_contain_text("newer version")
    events(page).fill("300")
    settled(page)
    assert stored(page) == json.loads(text)


def test_what_an_older_version_kept_is_brought_up_to_date(visit):
    page = visit.go(QUEUES)
    found = page.evaluate("""async () => {
      const script = document.querySelector('script[src*=calculator]').src.replace('calculator.mjs', 'scenario.mjs')
      const { migrated } = await import(script)
      const renamed = ({ given, ...rest }) => ({ ...rest, version: 2, given: { events: given.rate } })
      const added = (saved) => ({ ...saved, version: 3, prices: { ...saved.prices, 'a.b': '1' } })
      const old = { version: 1, given: { rate: '5' }, prices: {} }
      return [1, 2, 3].map((version) => migrated({ ...old, version }, [renamed, added]))
    }""")
    assert found[0] == {"version": 3, "given": {"events": "5"}, "prices": {"a.b": "1"}}
    assert found[1] == {"version": 3, "given": {"rate": "5"}, "prices": {"a.b": "1"}}
    assert found[2] == {"version": 3, "given": {"rate": "5"}, "prices": {}}


def test_a_link_holds_what_is_not_the_default_and_opens_without_touching_the_readers_own(visit, browser):
    page = visit.go(QUEUES)
    events(page).fill("5000")
    page.get_by_label("Replay needed").check()
    settled(page)
    said = page.locator(".rt-verdict").text_content()
    page.get_by_role("button", name="Link to these values").click()
    link = page.locator(".rt-link input").input_value()
    assert urlsplit(link).fragment == urlencode({"s": 1, "events": 5000, "replay": "yes"})
    expect(page.locator(".rt-link span")).to_contain_text("it tells nobody anything else")

    context = browser.new_context(service_workers="block")
    context.add_init_script(f"""localStorage.getItem('{KEY}') ??
        localStorage.setItem('{KEY}', '{{"version":1,"given":{{"events":"7"}},"prices":{{}}}}')""")
    theirs = context.new_page()
    theirs.goto(link)
    expect(theirs.locator(".rt-kept")).to_contain_text("values of a link")
    settled(theirs)
    assert theirs.locator(".rt-verdict").text_content() == said
    events(theirs).fill("6000")
    settled(theirs)
    assert stored(theirs)["given"] == {"events": "7"}, "an edit of a link's values is no edit of the reader's own"
    theirs.get_by_role("button", name="Back to mine").click()
    expect(events(theirs)).to_have_value("7")
    assert "#" not in theirs.url
    theirs.goto(link)
    theirs.get_by_role("button", name="Make these mine").click()
    assert stored(theirs)["given"] == {"events": "5000", "replay": "yes"}
    expect(theirs.locator(".rt-kept")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("fragment", RELEASED)
def test_links_of_every_released_version_keep_working(visit, fragment):
    page = visit.go(f"{QUEUES}#{fragment}")
    expect(page.locator(".rt-kept")).to_contain_text("values of a link")
    for name, text in RELEASED[fragment].items():
        field = page.locator(f"#queues-{name}")
        if field.get_attribute("type") == "checkbox":
            expect(field).to_be_checked(checked=text == "yes")
        else:
            expect(field).to_have_value(text)
    settled(page)
    expect(page.locator("cost-calculator [aria-invalid=true]")).to_have_count(0)


def test_a_hostile_link_gives_a_message_and_the_defaults(visit):
    for what, fragment in HOSTILE.items():
        visit.page.goto("about:blank")
        page = visit.go(f"{QUEUES}#{fragment}")
        expect(page.locator(".rt-kept"), what).to_contain_text("link")
        expect(events(page), what).to_have_value("200")
        assert page.locator(".rt-kept *").count() == 0
        assert stored(page) is None


def test_a_link_that_is_too_long_keeps_what_this_calculator_asks_or_says_so(visit):
    page = visit.go(QUEUES)
    paths = [path for path in program(MODELS["queues"]).prices if "[" not in path][:70]
    prices = dict.fromkeys(paths, "0.123456789012345")
    saved = json.dumps({"version": 1, "given": {"events": "5000"}, "prices": prices})
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, saved])
    visit.go("calculators/sqs/")
    settled(page)
    page.get_by_role("button", name="Link to these values").click()
    link = page.locator(".rt-link input").input_value()
    assert "events=5000" in link
    assert "price.aws_sqs." in link
    assert "price.aws_kinesis." not in link
    visit.go(QUEUES)
    settled(page)
    page.get_by_role("button", name="Link to these values").click()
    expect(page.locator(".rt-link")).to_contain_text("longer than 2000 characters")


def test_a_worked_case_puts_itself_into_the_form(visit):
    page = visit.go("calculators/sqs/")
    page.locator(".rt-cases summary").click()
    case = next(example for example in MODELS["sqs"].examples if example.source)
    page.locator(".rt-cases a", has_text=case.name).first.click()
    expect(page.locator(".rt-kept")).to_contain_text("values of a link")
    settled(page)
    for name, text in case.given.items():
        field = page.locator(f"#sqs-{name}")
        if field.get_attribute("type") == "checkbox":
            expect(field).to_be_checked(checked=text == "yes")
        else:
            expect(field).to_have_value(text)
    if "cost" in case.expect:
        expect(page.locator("[data-slot='output/cost']")).to_have_text(case.expect["cost"])


def test_an_answer_that_came_from_another_page_is_told_at_the_drawer_that_hides_it(visit):
    page = visit.go("calculators/necessity/")
    page.locator("cost-calculator [name=act_in]").fill("7")
    settled(page)
    visit.go("calculators/interval/")
    drawer = page.locator("cost-calculator form > .rt-more > summary")
    expect(drawer).to_have_text(re.compile(r"^\d+ more questions, 1 with your own answer$"))
    page.get_by_role("button", name="Back to the defaults").click()
    expect(drawer).to_have_text(re.compile(r"^\d+ more questions$"))
