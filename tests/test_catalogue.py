"""The catalogue: an entry that breaks a rule stops with file, key and reason; a figure holds from its day on."""

import json
import math
import tomllib
from datetime import date, timedelta

import pytest

from calc import catalogue
from calc.catalogue import FOLDER, Tiers
from calc.errors import CatalogueError
from calc.functions import tiered

PRICE = """\
title = "One shard"
unit = "USD/shard/h"
source = "https://example.org/prices"
checked = 2026-11-20
confidence = "official"
values = [{ since = 2026-01-01, amount = "0.015" }]
"""
ASSUMED = PRICE + 'low = "0.01"\nhigh = "0.02"\nbasis = "A guess."\n'
TIERED = PRICE.replace('amount = "0.015"', 'tiers = [["10", "2"], ["inf", "1"]]') + 'tier_unit = "shard"\n'


def read(tmp_path, text, title=b'title = "A service"\n'):
    (tmp_path / "test_service.toml").write_bytes(title + (text if isinstance(text, bytes) else text.encode()))
    return catalogue.read(tmp_path)


def without(field):
    return "".join(f"{line}\n" for line in PRICE.splitlines() if not line.startswith(field))


def values(*rows):
    return f"{without('values')}values = [{', '.join(rows)}]\n"


def tiers(text):
    return TIERED.replace('[["10", "2"], ["inf", "1"]]', text)


OLD, NEW = '{ since = 2026-01-01, amount = "2" }', '{ since = 2026-06-01, amount = "1" }'
FAULTS = {
    "a field is missing: title": (without("title"), "title is missing"),
    "a field is missing: unit": (without("unit"), "unit is missing"),
    "a field is missing: source": (without("source"), "source is missing"),
    "a field is missing: checked": (without("checked"), "checked is missing"),
    "a field is missing: confidence": (without("confidence"), "confidence is missing"),
    "a field is missing: values": (without("values"), "values is missing"),
    "a field that is none": (PRICE + "colour = 1\n", "colour is not a field; the fields are title, unit, "),
    "a title that is no text": (without("title") + "title = 3\n", "title must be a str, not 3"),
    "a day in quotes": (without("checked") + 'checked = "2026-11-20"\n', "checked must be a date, not '2026-11-20'"),
    "a day with a time": (
        PRICE.replace("checked = 2026-11-20", "checked = 2026-11-20T10:00:00"),
        "checked must be a date, not datetime.datetime(2026, 11, 20, 10, 0)",
    ),
    "a value of a day with a time": (
        values('{ since = 2026-01-01T10:00:00, amount = "2" }'),
        "since must be a date, not datetime.datetime(2026, 1, 1, 10, 0)",
    ),
    "an amount below nothing": (values('{ since = 2026-01-01, amount = "-5" }'), "not '-5'"),
    "an amount with underscores": (values('{ since = 2026-01-01, amount = "1_000" }'), "not '1_000'"),
    "an amount with an exponent": (values('{ since = 2026-01-01, amount = "1e3" }'), "not '1e3'"),
    "an amount in digits of another script": (values('{ since = 2026-01-01, amount = "\u0663" }'), "not '\u0663'"),
    "an amount as a float": (values("{ since = 2026-01-01, amount = 0.015 }"), "amount must be a str, not 0.015"),
    "an amount with a comma": (
        values('{ since = 2026-01-01, amount = "0,015" }'),
        """amount must be a decimal in quotes, like "0.40", not '0,015'""",
    ),
    "an amount with a sign of money": (values('{ since = 2026-01-01, amount = "$2" }'), "not '$2'"),
    "an amount that is no number": (values('{ since = 2026-01-01, amount = "nan" }'), "not 'nan'"),
    "an amount without end": (values('{ since = 2026-01-01, amount = "inf" }'), "not 'inf'"),
    "an empty amount": (values('{ since = 2026-01-01, amount = "" }'), "not ''"),
    "a source that is not https": (
        PRICE.replace("https:", "http:"),
        "source must be an https address, not 'http://example.org/prices'",
    ),
    "a copy that is not https": (PRICE + 'seen = "ftp://x"\n', "seen must be an https address, not 'ftp://x'"),
    "a value whose source is not https": (
        values('{ since = 2026-01-01, amount = "1", source = "ftp://x" }'),
        "source must be an https address, not 'ftp://x'",
    ),
    "a unit that is unknown": (PRICE.replace("shard/h", "shrad/h"), "unknown unit 'shrad' in 'USD/shrad/h'"),
    "a confidence that is unknown": (
        PRICE.replace("official", "certain"),
        "confidence must be one of official, secondary, unverified, not 'certain'",
    ),
    "a value after the day it was checked": (
        PRICE.replace("since = 2026-01-01", "since = 2026-11-21"),
        "a value holds since 2026-11-21, after the day it was checked, 2026-11-20",
    ),
    "a value without a day": (values('{ amount = "1" }'), "since is missing"),
    "a value that is no table": (values('"0.015"'), "a value is '0.015' and not a table"),
    "a value with neither amount nor tiers": (values("{ since = 2026-01-01 }"), "a value has an amount or tiers"),
    "a value with both": (tiers('[["inf", "1"]], amount = "1"'), "a value has an amount or tiers"),
    "no value": (values(), "values is empty"),
    "two values of one day": (values(OLD, OLD), "two values are of 2026-01-01"),
    "a value with a choice that is not named": (
        values('{ since = 2026-01-01, amount = "1", region = "x" }'),
        "region is not a field",
    ),
    "a value without the choice that is named": (PRICE + 'by = ["region"]\n', "region is missing"),
    "tiers of a kind that is unknown": (TIERED + 'tiers = "some"\n', "tiers must be graduated or whole, not 'some'"),
    "tiers without a unit": (TIERED.replace('tier_unit = "shard"\n', ""), "unknown unit 'no tier_unit'"),
    "tiers in a unit that is unknown": (TIERED.replace('= "shard"', '= "shrad"'), "unknown unit 'shrad'"),
    "tiers that do not end": (tiers('[["10", "2"]]'), """tiers must rise and end with "inf", not ['10']"""),
    "no tiers": (tiers("[]"), """tiers must rise and end with "inf", not []"""),
    "tiers that do not rise": (
        tiers('[["10", "2"], ["10", "1"], ["inf", "1"]]'),
        """tiers must rise and end with "inf", not ['10', '10', 'inf']""",
    ),
    "tiers that fall": (tiers('[["10", "2"], ["5", "1"], ["inf", "1"]]'), "tiers must rise"),
    "a tier that is no pair": (tiers('[["inf"]]'), "a tier is [up to, amount], not ['inf']"),
    "a tier whose end is a float": (tiers('[[10, "2"], ["inf", "1"]]'), "the end of a tier must be a decimal"),
    "a tier whose amount is a float": (tiers('[["inf", 1.5]]'), "amount must be a decimal in quotes"),
    "a tier of endless price": (tiers('[["inf", "inf"]]'), "amount must be a decimal in quotes"),
    "an assumption without basis": (
        ASSUMED.replace('basis = "A guess."\n', ""),
        "an assumption has low, high and basis; a price or limit has none of them",
    ),
    "an assumption without range": (PRICE + 'basis = "A guess."\n', "an assumption has low, high and basis"),
    "an assumption with an empty basis": (ASSUMED.replace("A guess.", ""), "an assumption has low, high and basis"),
    "a range upside down": (ASSUMED.replace('"0.02"', '"0.001"'), "low, 0.01, is more than high, 0.001"),
    "an amount below its range": (
        ASSUMED.replace('"0.015"', '"0.005"'),
        "amount 0.005 is not from low, 0.01, to high, 0.02",
    ),
    "an amount above its range": (ASSUMED.replace('"0.015"', '"0.2"'), "amount 0.2 is not from low, 0.01, to high"),
    "a range that is no number": (ASSUMED.replace('"0.01"', '"few"'), "low must be a decimal in quotes"),
}


@pytest.mark.parametrize(("text", "reason"), FAULTS.values(), ids=FAULTS.keys())
def test_an_entry_that_breaks_a_rule_stops_with_file_key_and_reason(tmp_path, text, reason):
    with pytest.raises(CatalogueError) as caught:
        read(tmp_path, f"[shard_hour]\n{text}")
    assert str(caught.value).startswith("test_service.toml [shard_hour]: ")
    assert reason in str(caught.value)


@pytest.mark.parametrize("text", ["[shard_hour", "x = ", "[a]\n[a]\n", b"\xff\xfe", "title = 'x"])
def test_a_file_that_is_not_toml_stops_with_its_name(tmp_path, text):
    with pytest.raises(CatalogueError, match=r"^test_service\.toml: is not TOML: "):
        read(tmp_path, text)


def test_a_key_that_is_no_table_stops(tmp_path):
    with pytest.raises(CatalogueError, match=r"^test_service\.toml \[shard_hour\]: is 3 and not a table$"):
        read(tmp_path, "shard_hour = 3\n")


@pytest.mark.parametrize("title", [b"", b"title = 3\n", b'title = " "\n', b"[title]\n"])
def test_a_file_that_does_not_say_what_it_is_of_stops(tmp_path, title):
    with pytest.raises(CatalogueError, match=r"^test_service\.toml: the title of the service is missing"):
        read(tmp_path, f"[shard_hour]\n{PRICE}", title)


def test_an_entry_names_its_service(tmp_path):
    (entry,) = read(tmp_path, f"[shard_hour]\n{PRICE}").values()
    assert (entry.service, entry.title) == ("A service", "One shard")


def test_entries_that_are_not_sorted_stop(tmp_path):
    with pytest.raises(CatalogueError, match=r"\[a\]: stands after \[b\]; entries are sorted by name$"):
        read(tmp_path, f"[b]\n{PRICE}\n[a]\n{PRICE}")


@pytest.mark.parametrize("text", [PRICE, ASSUMED, TIERED], ids=["a price", "an assumption", "tiers"])
def test_what_the_faults_were_made_from_is_without_fault(tmp_path, text):
    assert list(read(tmp_path, f"[shard_hour]\n{text}")) == ["test_service.shard_hour"]


def test_the_figure_that_held_on_a_day_is_the_last_that_began(tmp_path):
    (entry,) = read(tmp_path, f"[price]\n{values(NEW, OLD)}").values()  # the order in the file does not matter
    held = {
        date(2025, 12, 31): None,
        date(2026, 1, 1): "2",
        date(2026, 5, 31): "2",
        date(2026, 6, 1): "1",
        date(2030, 1, 1): "1",
    }
    for day, amount in held.items():
        found = entry.held(day, {})
        assert (found and found.amount) == amount, day
        figure = entry.on(day, {})
        assert math.isnan(figure) if amount is None else figure == pytest.approx(float(amount) / 3600)


def test_a_choice_has_a_history_of_its_own(tmp_path):
    rows = (
        '{ since = 2026-01-01, region = "here", amount = "2" }',
        '{ since = 2026-06-01, region = "there", amount = "1" }',
    )
    (entry,) = read(tmp_path, f'[price]\n{values(*rows)}by = ["region"]\n').values()
    day = date(2026, 7, 1)
    assert entry.held(day, {"region": "here", "size": "any"}).amount == "2"
    assert entry.held(day, {"region": "there"}).amount == "1"
    assert entry.held(date(2026, 3, 1), {"region": "there"}) is None
    assert math.isnan(entry.on(day, {"region": "elsewhere"}))


def test_a_figure_is_in_base_units_and_tiers_too(tmp_path):
    (entry,) = read(tmp_path, f"[price]\n{TIERED}").values()
    found = entry.on(date(2026, 7, 1), {})
    assert found == Tiers("graduated", ((10.0, 2 / 3600), (math.inf, 1 / 3600)))


@pytest.mark.parametrize(
    ("amount", "graduated", "whole"), [(0, 0, 0), (5, 10, 10), (10, 20, 20), (11, 21, 11), (30, 40, 30)]
)
def test_tiers_are_graduated_or_whole(amount, graduated, whole):
    steps = ((10.0, 2.0), (math.inf, 1.0))
    assert tiered(amount, Tiers("graduated", steps)) == graduated
    assert tiered(amount, Tiers("whole", steps)) == whole


@pytest.mark.parametrize("amount", [0, 1, 10, 10.5, 25, 99, 1e9])
def test_the_shares_of_all_tiers_add_up_to_the_amount(amount):
    steps = ((10.0, 3.0), (25.0, 2.0), (math.inf, 1.0))
    for kind in ("graduated", "whole"):
        assert math.fsum(share for share, _ in Tiers(kind, steps).shares(amount)) == amount


def test_a_price_that_is_not_listed_costs_no_number():
    assert math.isnan(tiered(5, math.nan))


def test_the_files_as_json_are_the_same_entries(tmp_path):
    """What the browser reads: sitebuild/trim.mjs writes it so."""
    for path in FOLDER.glob("*.toml"):
        rows = tomllib.loads(path.read_text(encoding="utf-8"))
        (tmp_path / f"{path.stem}.json").write_text(json.dumps(rows, default=str), encoding="utf-8")
    assert repr(catalogue.read(tmp_path)) == repr(catalogue.read())


@pytest.mark.parametrize(("days", "ageing"), [(0, False), (179, False), (180, False), (181, True), (-1, False)])
def test_an_entry_is_ageing_once_nobody_has_looked_for_more_than_180_days(tmp_path, days, ageing):
    (entry,) = read(tmp_path, f"[price]\n{PRICE}").values()
    assert entry.ageing(entry.checked + timedelta(days=days)) is ageing
