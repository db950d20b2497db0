"""What the page of prices says of an entry."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from html import escape

import pytest

from calc.catalogue import AGEING, Dated, Entry
from calc.model import CATALOGUE, MODELS
from calc.program import program
from sitebuild.generate import calculator, prices
from sitebuild.listed import MANY, age, listed, today

DAY = date(2026, 11, 23)
ONE = Dated(since=date(2026, 1, 1), choice={}, amount="2")


def entry(*values: Dated, **fields: object) -> Entry:
    said = {
        "key": "test.one",
        "title": "One",
        "unit": "USD/h",
        "source": "https://example.org/",
        "checked": date(2026, 11, 20),
        "confidence": "official",
        "by": tuple(values[0].choice),
    }
    return Entry(**{**said, **fields, "values": values})


def at(since: str, region: str, amount: str) -> Dated:
    return Dated(since=date.fromisoformat(since), choice={"region": region}, amount=amount)


def test_what_held_before_is_history_of_its_own_choice_the_newest_first() -> None:
    found = listed(
        entry(
            at("2024-01-01", "here", "3"),
            at("2026-01-01", "here", "1"),
            at("2025-01-01", "here", "2"),
            at("2024-01-01", "there", "5"),
        ),
        DAY,
    )
    now = [(figure.choice, figure.lines, figure.since, figure.until) for figure in found.now]
    assert now == [
        (("here",), ("$1.00 per hour",), date(2026, 1, 1), None),
        (("there",), ("$5.00 per hour",), date(2024, 1, 1), None),
    ]
    assert [(figure.lines, figure.since, figure.until) for figure in found.before] == [
        (("$2.00 per hour",), date(2025, 1, 1), date(2026, 1, 1)),
        (("$3.00 per hour",), date(2024, 1, 1), date(2025, 1, 1)),
    ]


def test_a_price_in_tiers_has_a_line_a_tier() -> None:
    value = Dated(since=date(2026, 1, 1), choice={}, tiers=(("10", "2"), ("inf", "1")))
    found = listed(entry(value, tier_unit="h/month"), DAY)
    (figure,) = found.now
    assert found.tiers == "Each part of the amount pays the price of its own tier."
    assert listed(entry(value, tier_unit="h/month", tiers="whole"), DAY).tiers.startswith("The whole amount")
    assert listed(entry(ONE), DAY).tiers == ""
    assert figure.lines == ("$2.00 per hour up to 10 h/month", "$1.00 per hour beyond")


def test_an_assumption_says_its_range_or_that_of_the_choice() -> None:
    own = Dated(since=date(2026, 1, 1), choice={"size": "s"}, amount="2", low="1.5", high="2.5")
    plain = Dated(since=date(2026, 1, 1), choice={"size": "l"}, amount="2")
    found = listed(entry(own, plain, low="1", high="9", basis="A guess."), DAY)
    assert [figure.range for figure in found.now] == ["$1.50 to $2.50 per hour", "$1.00 to $9.00 per hour"]
    assert listed(entry(ONE, low="2", high="2", basis="No other."), DAY).now[0].range == ""
    assert listed(entry(ONE), DAY).now[0].range == ""


def test_many_figures_are_folded_and_said_to_lie_between_two() -> None:
    few = [at("2026-01-01", str(n), str(n + 1)) for n in range(MANY)]
    assert listed(entry(*few), DAY).many == ""
    old = at("2020-01-01", "0", "99")
    assert listed(entry(old, *few, at("2026-01-01", "x", "0.5")), DAY).many == (
        f"{MANY + 1} figures by region, $0.50 to $8.00 per hour"
    ), "what held before is not among them"


@pytest.mark.parametrize(
    ("days", "said"), [(-1, "today"), (0, "today"), (1, "yesterday"), (2, "2 days ago"), (400, "400 days ago")]
)
def test_an_age_is_said_in_words(days: int, said: str) -> None:
    assert age(days) == said


def test_the_day_of_the_build_is_the_one_that_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225599")
    assert today() == date(2025, 12, 31)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert today() == datetime.now(UTC).date()


@pytest.mark.parametrize("over", [0, 1])
def test_what_is_ageing_is_marked_on_the_page_of_prices(over: int) -> None:
    key, found = next(iter(CATALOGUE.items()))
    html = prices(found.checked + AGEING + timedelta(days=over))
    (tag,) = re.findall(rf'<div class="rt-entry" id="{re.escape(key)}"[^>]*>', html)
    assert ("data-ageing" in tag) is bool(over)


@pytest.mark.parametrize(("epoch", "marked"), [("0", 0), ("9999999999", 1)])
def test_what_is_ageing_is_marked_in_the_sources_of_a_calculator(
    monkeypatch: pytest.MonkeyPatch, epoch: str, marked: int
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    html = calculator(MODELS["kinesis"])
    assert html.count('<em class="rt-trust rt-ageing">ageing</em>') == marked * len(program(MODELS["kinesis"]).prices)


def test_the_page_says_after_how_many_days(site_folder) -> None:
    page = (site_folder / "reference" / "prices" / "index.html").read_text(encoding="utf-8")
    assert f"for more than {AGEING.days} days" in page


def test_the_page_says_all_that_there_is_to_say_of_every_entry(site_folder) -> None:
    page = (site_folder / "reference" / "prices" / "index.html").read_text(encoding="utf-8")
    parts = dict(
        re.findall(r'<div class="rt-entry" id="([^"]+)"(.*?)(?=<div class="rt-entry"|</price-list>)', page, re.S)
    )
    assert parts.keys() == CATALOGUE.keys()
    for key, each in CATALOGUE.items():
        text = parts[key]
        assert f">{each.confidence}</em>" in text
        assert f"Checked {each.checked}, " in text
        assert f'href="{escape(each.source)}"' in text
        assert not each.seen or f'href="{escape(each.seen)}"' in text
        assert all(str(value.since) in text for value in each.values), key
        assert f"Unit: <code>{each.unit}</code>" in text
    for model in MODELS:
        for price in program(MODELS[model]).prices.values():
            assert f'href="../../calculators/{model}/"' in parts[price.entry.key]
