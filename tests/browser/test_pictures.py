"""Pictures follow the answer, what would change it is told, and ranges are drawn in slices."""

from __future__ import annotations

import html
import re

from playwright.sync_api import expect
from test_calculator import QUEUES, fill, settled

from calc.analysis.ranges import Draws, default_ranges
from calc.answers import read
from calc.model import MODELS
from calc.pictures import draw, spread
from calc.program import program


def test_a_picture_is_there_before_python_and_follows_an_edit(visit):
    page = visit.go(QUEUES)
    picture = page.locator("[data-picture=main]")
    expect(picture.locator("svg").first).to_be_visible()
    assert not [url for url in visit.requests if url.endswith(".wasm")]
    fill(page, "queues", {"events": "2000"})
    settled(page)
    made = program(MODELS["queues"])
    wanted = draw(made, read(MODELS["queues"], {"events": "2000"}), "main")
    expect(picture.locator("desc").first).to_have_text(re.search("<desc[^>]*>(.*?)</desc>", wanted).group(1))
    cells = re.findall("<td>(.*?)</td>", wanted)
    assert [html.escape(each) for each in picture.locator("td").all_text_contents()] == cells


def test_the_bills_are_drawn_when_they_are_unfolded_and_not_before(visit):
    page = visit.go(QUEUES)
    picture = page.locator("[data-picture=bills]")
    before = picture.locator("desc").text_content()
    fill(page, "queues", {"events": "2000"})
    settled(page)
    expect(picture).to_have_attribute("data-old", "")
    assert picture.locator("desc").text_content() == before
    page.get_by_text("The bill of each option, as a picture", exact=True).click()
    made = program(MODELS["queues"])
    wanted = draw(made, read(MODELS["queues"], {"events": "2000"}), "bills")
    expect(picture.locator("desc")).to_have_text(re.search("<desc[^>]*>(.*?)</desc>", wanted).group(1))
    expect(picture).not_to_have_attribute("data-old", "")
    picture.locator("summary").click()
    with page.expect_download() as download:
        picture.get_by_role("button", name="Download SVG").click()
    assert download.value.suggested_filename.endswith(".svg")


def test_no_picture_stands_for_values_without_an_answer(visit):
    page = visit.go(QUEUES)
    fill(page, "queues", {"events": "12k"})
    settled(page)
    expect(page.locator("[data-picture=main]")).to_have_text(
        "No picture for these values: see the field marked in the form."
    )
    assert page.get_by_text("No picture for these values").filter(visible=True).count() == 1
    expect(page.locator(".rt-beside").first).to_have_text("")
    fill(page, "queues", {"events": "12"})
    settled(page)
    expect(page.locator("[data-picture=main] svg").first).to_be_visible()


def test_what_would_change_the_answer_is_told_and_follows(visit):
    page = visit.go("calculators/interval/")
    page.get_by_text("What would change the answer", exact=True).click()
    expect(page.locator("[data-picture=sensitive] svg").first).to_be_visible()
    flips = page.locator("[data-picture=flips]")
    before = flips.all_text_contents()
    assert all(before)
    name = flips.first.get_attribute("data-over")
    page.locator(f"#interval-{name}").fill(str(float(page.locator(f"#interval-{name}").input_value()) * 3))
    settled(page)
    expect(flips.nth(1)).not_to_have_text(before[1])


def test_the_answer_over_the_range_of_any_question(visit):
    page = visit.go("calculators/kinesis/")
    page.get_by_text("What would change the answer", exact=True).click()
    page.locator(".rt-over select").select_option("retention")
    wanted = draw(program(MODELS["kinesis"]), {}, "over", "retention")
    expect(page.locator(".rt-over figcaption")).to_have_text(
        re.search("<figcaption>(.*?)</figcaption>", wanted).group(1)
    )


def test_where_the_figures_are_back_at_the_defaults_a_picture_that_is_asked_for_is_too(visit):
    made = program(MODELS["kinesis"])

    def cells(given: dict[str, str]) -> list[str]:
        found = draw(made, read(MODELS["kinesis"], given), "over", "retention")
        return [html.unescape(each) for each in re.findall("<td>(.*?)</td>", found)]

    page = visit.page
    page.context.route("**/*.wasm", lambda route: route.abort())
    visit.go("calculators/kinesis/")
    fill(page, "kinesis", {"events": "5000"})
    settled(page)
    expect(page.locator(".rt-note")).to_contain_text("default values")
    page.context.unroute("**/*.wasm")
    page.get_by_text("What would change the answer", exact=True).click()
    page.locator(".rt-over select").select_option("retention")
    expect(page.locator(".rt-over td")).to_have_text(cells({}))
    page.locator(".rt-note").get_by_role("button", name="Try again").click()
    expect(page.locator(".rt-over td")).to_have_text(cells({"events": "5000"}))
    visit.expect_errors()


def test_ranges_are_drawn_the_same_as_in_the_terminal(visit):
    page = visit.go("calculators/premium/")
    page.get_by_text("How sure is it?", exact=True).click()
    expect(page.locator(".rt-ranges input").first).to_be_visible()
    page.get_by_role("button", name="Draw 10,000 answers").click()
    made = program(MODELS["premium"])
    draws = Draws(made, {}, default_ranges(made, {}))
    draws.advance(draws.count)
    wanted = spread(made, draws.spread(), "premium-spread")
    expect(page.locator(".rt-result desc")).to_have_text(
        re.search("<desc[^>]*>(.*?)</desc>", wanted).group(1), timeout=30_000
    )


def test_a_range_that_is_none_is_told_and_nothing_is_lost(visit):
    page = visit.go("calculators/kinesis/")
    page.get_by_text("How sure is it?", exact=True).click()
    low = page.locator('.rt-ranges input[name=events][data-end="low"]')
    low.fill("500")
    page.locator('.rt-ranges input[name=events][data-end="high"]').fill("100")
    page.get_by_role("button", name="Draw 10,000 answers").click()
    expect(page.locator(".rt-drawn")).to_contain_text("the low of a range, 500, is more than its high, 100")
    assert low.input_value() == "500"


def test_draws_can_be_stopped(visit):
    page = visit.go("calculators/build-or-buy/")
    page.get_by_text("How sure is it?", exact=True).click()
    expect(page.locator(".rt-ranges input").first).to_be_visible()
    page.get_by_role("button", name="Draw 10,000 answers").click()
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".rt-drawn")).to_have_text("Stopped.")
    expect(page.locator(".rt-result")).to_be_empty()
