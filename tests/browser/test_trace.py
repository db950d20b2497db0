"""A figure opens where it stands, down to a list price, before and after an edit."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect
from test_calculator import QUEUES, fill, settled

from calc.answers import read
from calc.model import MODELS
from calc.program import program
from calc.trace import shown_at


def opened(page: Page, label: str) -> Locator:
    """The key figure *label*, unfolded."""
    figure = page.locator(".rt-figures > div", has=page.locator("dt", has_text=label)).first.locator(".rt-open")
    figure.locator("summary").first.click()
    return figure


def down(figure: Locator, *names: str) -> Locator:
    """The value of that name among those of a formula, and so on, each unfolded."""
    for name in names:
        figure = figure.locator("> .rt-trace > .rt-inputs > li > details").filter(
            has=figure.page.locator("> summary code", has_text=name)
        )
        figure.locator("> summary").click()
    return figure


def leaf(figure: Locator, name: str) -> Locator:
    return figure.locator("> .rt-trace > .rt-inputs > .rt-leaf", has=figure.page.locator("code", has_text=name)).first


def test_the_headlines_number_opens_to_a_list_price_in_four_steps_without_python(visit):
    page = visit.go(QUEUES)
    shards = down(opened(page, "Cost"), "service.cost", "list_cost", "shard_cost")
    price = leaf(shards, "shard_hour")
    expect(price).to_contain_text("$0.015 per shard and hour")
    expect(price.get_by_role("link").first).to_have_attribute(
        "href", "https://aws.amazon.com/kinesis/data-streams/pricing/"
    )
    expect(leaf(shards, "hours_per_month")).to_contain_text("730 h/month Hours in a month: the default")
    assert not [url for url in visit.requests if url.endswith(".wasm")]


def test_what_is_opened_follows_an_edit_and_another_option(visit):
    page = visit.go(QUEUES)
    figure = opened(page, "Cost")
    inner = down(figure, "service.cost")
    expect(inner).to_contain_text("$32.91")
    fill(page, "queues", {"events": "300"})
    settled(page)
    expect(figure.locator("> .rt-trace > div").first).to_contain_text("$1,583.33")
    expect(page.locator(".rt-verdict")).to_contain_text("Event Hubs Standard")
    bill = figure.locator("> .rt-trace > .rt-inputs > li > details", has_text="service.cost")
    expect(bill).to_have_attribute("data-of", "queues:event_hubs_standard/cost")
    bill.locator("> summary").click()
    settled(page)
    made = program(MODELS["queues"])
    values = made.values(read(made.model, {"events": "300"}))
    wanted = shown_at(made, values, "event_hubs_standard.cost")
    expect(bill.locator(".rt-here").first).to_contain_text(wanted)
    assert "–" not in [each.strip() for each in figure.locator("[data-slot]").all_text_contents()]


def test_only_what_a_condition_read_is_below_it(visit):
    page = visit.go("calculators/kinesis/")
    fill(page, "kinesis", {"mode": "on-demand"})
    settled(page)
    unused = page.locator(".rt-open [data-used]")
    for each in page.locator(".rt-open > summary").filter(visible=True).all():  # a line that costs nothing is not
        each.click()
    settled(page)
    expect(unused.first).to_be_attached()
    for each in unused.all():
        names = each.evaluate("each => each.dataset.used.split(' ').length")
        below = each.locator("xpath=..").locator("> .rt-inputs > li").count()
        assert below <= names + 1


def test_an_own_price_is_said_where_it_was_used(visit):
    page = visit.go("calculators/kinesis/")
    page.locator(".rt-work > details > summary").first.click()
    page.get_by_label("One provisioned shard").first.fill("0.03")
    settled(page)
    price = leaf(down(opened(page, "Cost"), "list_cost", "shard_cost"), "shard_hour")
    settled(page)
    expect(price).to_contain_text("yours in place of $0.015")


# One of each shape: a comparison, a bill, sizes that are chosen, engines in parts, answers without a price.
@pytest.mark.parametrize("model", ["queues", "sqs", "msk", "premium", "necessity", "routing"])
def test_every_figure_of_a_page_opens_by_keyboard(visit, model):
    page = visit.go(f"calculators/{model}/")
    page.locator(".rt-others").evaluate_all("all => all.forEach(each => { each.open = true })")
    for each in page.locator(".rt-figures .rt-open > summary").all():
        each.focus()
        page.keyboard.press("Enter")
    expect(page.locator(".rt-figures .rt-open:not(:has(.rt-trace))")).to_have_count(0)


def test_any_figure_opens_to_all_the_list_prices_below_it_in_two_steps(visit):
    page = visit.go("calculators/build-or-buy/")
    figure = page.locator(".rt-figures .rt-open", has_text="$").first
    figure.locator("summary").first.click()
    figure.locator(".rt-under-it > summary").click()
    prices = figure.locator(".rt-under-it .rt-leaf")
    expect(prices.filter(has_text="per").first).to_be_visible()
    assert prices.filter(has=page.locator("a[href^='https://']")).count() == prices.count() > 0


# What of the steps of each section can be seen at the moment of printing, after all else has heard that it is printed.
PRINTED = """() => {
  window.media = matchMedia('print')
  media.addEventListener('change', ({ matches }) => {
    const steps = [...document.querySelectorAll('.rt-work .rt-steps')]
    if (matches) window.printed = steps.map((each) => each.checkVisibility())
  })
}"""


def test_on_paper_a_calculator_has_what_the_reader_opened_and_no_more(visit):
    page = visit.go("calculators/queues/")
    sections = page.locator(".rt-work > details")
    expect(page.locator("cost-calculator form")).to_be_visible()  # the script is there
    sections.nth(1).locator("summary").first.click()
    page.evaluate(PRINTED)
    page.pdf()
    printed = page.evaluate("window.printed")
    assert len(printed) == sections.count()
    assert [i for i, seen in enumerate(printed) if seen] == [1]
