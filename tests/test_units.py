"""The table of units, and a value's text."""

import math
import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc.catalogue import Tiers
from calc.errors import UnitError
from calc.functions import ceil
from calc.model import CATALOGUE, PRICED_ON
from calc.show import Told, dollars, looked_up, say, show
from calc.units import COUNTED, DERIVED, PHYSICAL, scale


@pytest.mark.parametrize(
    ("symbol", "base"),
    [
        ("1", 1), ("%", 0.01), ("event", 1), ("kB", 1e3), ("MB/s", 1e6), ("GB", 1e9), ("KiB", 1024), ("MiB", 1024**2),
        ("GiB", 1024**3), ("h", 3600), ("day", 86400), ("min", 60), ("ms", 0.001), ("month", 1), ("year", 12),
        ("h/month", 3600), ("USD/shard/h", 1 / 3600), ("USD/million/request", 1e-6), ("USD/GiB/month", 2**-30),
        ("USD/person/year", 1 / 12), ("kB/event", 1000), ("event/day", 1 / 86400),
    ],
)  # fmt: skip
def test_a_unit_has_its_size(symbol, base):
    assert scale(symbol) == pytest.approx(base, rel=1e-15)


@pytest.mark.parametrize("symbol", ["", "kb", "events", "USD/", "/s", "USD / h", "GB*s", "parsec", "KB"])
def test_a_unit_that_is_not_in_the_table_is_told(symbol):
    with pytest.raises(UnitError, match=r"unknown unit '.*' in '.*'; calc/units\.py lists the known ones"):
        scale(symbol)


def test_no_unit_is_said_twice():
    assert not COUNTED & PHYSICAL
    assert not (COUNTED | PHYSICAL) & set(DERIVED)


def test_a_unit_is_defined_by_units_that_stand_above_it():
    known = {*COUNTED, *PHYSICAL, "1"}
    for name, definition in DERIVED.items():
        _, _, unit = definition.partition(" ")
        assert not unit or unit in known, name
        assert not unit or scale(unit) == 1, name
        known.add(name)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (32.905, "USD/month", "$32.91 a month"),
        (44220.495, "USD/month", "$44,220.50 a month"),
        (0.004, "USD/month", "$0.00 a month"),
        (-0.004, "USD/month", "$0.00 a month"),
        (-1.005, "USD/month", "-$1.01 a month"),
        (12.0, "USD/year", "$144.00 a year"),
        (1e12, "USD/month", "$1,000,000,000,000.00 a month"),
        (0.015 / 3600, "USD/shard/h", "$0.015 per shard and hour"),
        (0.4e-6, "USD/million/request", "$0.40 per million requests"),
        (0.014e-6, "USD/million/payload", "$0.014 per million payload units"),
        (0.1 / 2**30, "USD/GiB/month", "$0.10 per GiB and month"),
        (3.264 / 3600, "USD/broker/h", "$3.264 per broker and hour"),
        (0.880788929012e-6, "USD/million/event", "$0.8808 per million events"),
        (198197.146118e-6, "USD/million/event", "$198,197.15 per million events"),
        (3.6e-13, "USD/million/event", "$0.00000036 per million events"),
        (0.0, "USD/million/event", "$0.00 per million events"),
        (0.00001666667, "USD", "$0.00001666667"),
        (12.3456789, "USD", "$12.35"),
        (1000.0, "USD", "$1,000.00"),
        (-1000.5, "USD", "-$1,000.50"),
        (1, "event/s", "1 event/s"),
        (200, "event/s", "200 events/s"),
        (0.5, "shard", "0.5 shards"),
        (1, "shard", "1 shard"),
        (28.098908, "event/s", "28.1 events/s"),
        (9999.7, "event/s", "10,000 events/s"),
        (999.97, "event/s", "1,000 events/s"),
        (999.94, "event/s", "999.9 events/s"),
        (0.00004, "event/s", "0.00004 events/s"),
        (12345.678, "event/s", "12,346 events/s"),
        (1234.5678, "event/s", "1,235 events/s"),
        (788.4e9, "request/month", "788,400,000,000 requests/month"),
        (0.25, "%", "25%"),
        (0.125, "%", "12.5%"),
        (3, "1", "3"),
        (2.5, "1", "2.5"),
        (604800, "h", "168 h"),
        (True, "yes/no", "yes"),
        (False, "yes/no", "no"),
        ("m7g.large", "text", "m7g.large"),
        (math.nan, "USD/month", "no figure"),
        (math.inf, "broker", "no figure"),
    ],
)
def test_a_value_becomes_text(value, unit, text):
    assert show(value, unit) == text


MONTH, RATE = "USD/month", "event/s"
SENTENCES = [  # quantities, and how one sentence has them
    ([Told(6458.45, MONTH), Told(99.5, MONTH), Told(0.0, MONTH)], ["$6,460 a month", "$99.50 a month", "$0 a month"]),
    ([Told(-1036.765, MONTH), Told(593797.58, "USD")], ["-$1,040 a month", "$594,000"]),
    ([Told(19504.0, MONTH)], ["$19,500 a month"]),
    ([Told(19504.0, MONTH, given=True)], ["$19,504 a month"]),
    ([Told(10.3765, "USD/event"), Told(0.000412345, "USD/event")], ["$10.38 per event", "$0.000412 per event"]),
    ([Told(10080 * 60.0, "min"), Told(1892.16e6, "request/month")], ["10,080 min", "1,890,000,000 requests/month"]),
    ([Told(0.08804, "person"), Told(4.684, "1"), Told(0.1588, "%")], ["0.088 persons", "4.68", "15.9%"]),
    ([Told(3, "broker"), Told("m7g.large", "text"), Told(math.nan, MONTH)], ["3 brokers", "m7g.large", "no figure"]),
    # two that differ do not read the same
    ([Told(1897.2, MONTH), Told(1899.1, MONTH)], ["$1,897 a month", "$1,899 a month"]),
    ([Told(1897.2, MONTH), Told(1897.4, MONTH)], ["$1,897.20 a month", "$1,897.40 a month"]),
    # one that is the same to a cent may
    ([Told(1897.201, MONTH), Told(1897.202, MONTH)], ["$1,900 a month", "$1,900 a month"]),
    # a limit does not read as less than what is within it
    ([Told(233.3, RATE, given=True), Told(233.34, RATE)], ["233.3 events/s", "233.3 events/s"]),
    ([Told(233.2, RATE, given=True), Told(233.3, RATE)], ["233.2 events/s", "233.3 events/s"]),
    ([Told(233.2, RATE, given=True), Told(233.6, RATE)], ["233.2 events/s", "234 events/s"]),
    # nearly all is not all, and hardly more is more
    ([Told(0.9996, "%")], ["99.96%"]),
    ([Told(1.003, "1")], ["1.003"]),
    ([Told(1.0, "%"), Told(1.0, "1")], ["100%", "1"]),
]


@pytest.mark.parametrize(("told", "texts"), SENTENCES)
def test_a_sentence_has_three_figures_and_never_misleads(told, texts):
    assert say(*told) == texts


@given(
    values=st.lists(st.floats(0.01, 1e7), min_size=2, max_size=4),
    given_=st.booleans(),
    unit=st.sampled_from([MONTH, RATE, "1"]),
)
def test_what_is_said_keeps_the_order_of_what_is(values, given_, unit):
    told = [Told(value, unit, given_ and not i) for i, value in enumerate(values)]
    numbers = [float(re.search(r"[\d,.]+", text).group().replace(",", "")) for text in say(*told)]
    for (a, one), (b, other) in combinations(zip(values, numbers, strict=True), 2):
        assert a == b or one == other or (a < b) == (one < other)
        assert one != other or show(a, unit) == show(b, unit)


def test_tiers_say_their_kind_and_how_far_each_reaches():
    price = Tiers("graduated", ((1e11, 0.4e-6), (math.inf, 0.24e-6)))
    assert show(price, "USD/million/request", "request/month") == (
        "graduated: $0.40 per million requests up to 100,000,000,000 requests/month, $0.24 per million requests beyond"
    )
    flat = Tiers("graduated", ((math.inf, 0.4e-6),))
    assert show(flat, "USD/million/request", "request/month") == "$0.40 per million requests"


@pytest.mark.parametrize(("sizing", "text"), [("ours", "no limit"), ("AKalculator", "15 MiB/s/vcpu")])
def test_an_amount_that_stands_for_no_limit_says_so(sizing, text):
    entry = CATALOGUE["kafka_sizing.consume_each"]
    assert looked_up(entry.on(PRICED_ON, {"sizing": sizing}), entry) == text


@pytest.mark.parametrize(
    ("amount", "text"), [(0.005, "$0.01"), (1.005, "$1.01"), (2.675, "$2.68"), (0.0049, "$0.00"), (-0.005, "-$0.01")]
)
def test_half_a_cent_rounds_up_as_it_does_on_a_bill(amount, text):
    assert dollars(amount) == text


@pytest.mark.parametrize(
    ("count", "whole"), [(0, 0), (0.1, 1), (1, 1), (1 + 1e-12, 1), (1.000001, 2), (3.0000000000000004, 3), (-0.5, 0)]
)
def test_a_count_rounds_up_but_not_by_float_noise(count, whole):
    assert ceil(count) == whole


def test_what_is_no_number_does_not_round():
    assert math.isnan(ceil(math.nan))
