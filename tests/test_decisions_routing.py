"""What must hold of a small model before a large one, whatever the figures."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calc.answers import answer, read
from calc.model import MODELS
from calc.program import program

MODEL = MODELS["routing"]
SHARE = st.floats(0, 100).map(repr)


def values(given):
    return program(MODEL).values(read(MODEL, given))


@settings(max_examples=50)
@given(low=st.floats(0, 100), high=st.floats(0, 100), small=st.sampled_from(["Claude Haiku 5.5", "Claude Haiku 4.5"]))
def test_more_escalation_never_costs_less_and_a_cascade_never_less_than_a_free_router(low, high, small):
    low, high = sorted((low, high))
    one, other = (values({"escalation": repr(each), "small_model": small}) for each in (low, high))
    for way in ("router_cost", "cascade_cost"):
        assert other[way] >= one[way] * (1 - 1e-12)
        assert other[way] >= 0
    assert one["cascade_cost"] >= one["router_cost"] * (1 - 1e-12)
    assert one["cascade_slowest"] >= one["large_latency_mean"]


@settings(max_examples=50)
@given(
    right=st.tuples(SHARE, SHARE),
    error=st.floats(0, 10).map(repr),
    check=st.floats(0, 10_000).map(repr),
    off=st.sampled_from([0.5, 0.99, 1.01, 1.5]),
)
def test_on_either_side_of_the_break_even_a_cascade_is_the_cheaper_and_the_dearer(right, error, check, off):
    given = {"small_accuracy": right[0], "large_accuracy": right[1], "error_cost": error, "check_price": check}
    even = values(given)["break_even_all_in"]
    assert 0 <= even <= 1
    escalation = even * off * 100
    if escalation > 100 or (even == 0 and off < 1):
        return
    found = values(given | {"escalation": repr(escalation)})
    cheaper = found["cascade.cost"] - found["large.cost"]
    noise = 1e-9 * found["large.cost"]
    assert cheaper <= noise if even and off < 1 else cheaper >= -noise


@given(escalation=SHARE, window=st.floats(2880, 525_600).map(repr))
@settings(max_examples=20)
def test_the_batch_endpoint_halves_what_models_cost(escalation, window):
    plain = values({"escalation": escalation, "window": window})
    batch = values({"escalation": escalation, "window": window, "batch": "yes"})
    for way in ("router_cost", "cascade_cost", "large_cost"):
        assert math.isclose(batch[way], plain[way] / 2, rel_tol=1e-12)
    assert batch["fits"]


EDGES = [
    ({"window": "0.0667"}, "router", "fits", False),
    ({"window": "0.0667"}, "large", "fits", True),
    ({"batch": "yes", "window": "1440"}, "large", "fits", True),
    ({"batch": "yes", "window": "1440"}, "cascade", "fits", False),
    ({"escalation": "60", "sent_besides": "40"}, "router", "fits", True),
    ({"escalation": "60", "sent_besides": "41"}, "router", "fits", False),
]


@pytest.mark.parametrize(("given", "way", "what", "holds"), EDGES)
def test_a_way_that_is_too_late_or_sends_more_than_all_is_out(given, way, what, holds):
    assert values(given)[f"{way}.{what}"] is holds


SAID = [
    ({}, "Let a router choose between the two models: "),
    ({"error_cost": "1"}, "Ask the large model alone: "),
    ({"router_price": "100"}, "Ask the small model first: "),
    ({"check_price": "10000"}, "Let a router choose between the two models: "),
    ({"window": "0.001"}, "Nothing fits: "),
]


@pytest.mark.parametrize(("given", "start"), SAID)
def test_the_headline_says_what_to_do(given, start):
    assert answer("routing", given)["headline"].startswith(start)


def test_models_that_cost_nothing_give_figures():
    prices = {f"language_models.{size}_{way}": "0" for size in ("small", "large") for way in ("input", "output")}
    found = program(MODEL).values(read(MODEL, {}, prices))
    assert (found["cost"], found["cascade_saving"]) == (pytest.approx(found["errors"]), 0)
    assert found["break_even_escalation"] == 0
