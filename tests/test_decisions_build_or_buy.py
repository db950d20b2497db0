"""What must hold of three years of Kafka, run or rented, whatever the figures."""

import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calc.answers import answer, read
from calc.model import MODELS
from calc.program import program

MODEL = MODELS["build-or-buy"]
PLANS = ("own", "on_msk", "on_msk_express", "on_msk_serverless", "on_confluent")
WHOLE = st.fixed_dictionaries(
    {
        "events": st.sampled_from(["1", "200", "5000", "20000"]),
        "people": st.sampled_from(["yes", "no"]),
        "growth": st.floats(0, 1000).map(repr),
        "discount_rate": st.floats(0, 100).map(repr),
        "migration": st.one_of(st.just(0.0), st.floats(0, 1e7)).map(repr),
    }
)


def values(given):
    return program(MODEL).values(read(MODEL, given))


def flows(found, plan):
    """The years of a plan, worked out again from what it costs a month."""
    bill, people = found[f"{plan}.bill"] * 12, found[f"{plan}.people"] * 12
    return [bill * (1 + found["growth"]) ** year + people for year in range(3)]


@settings(max_examples=40)
@given(given=WHOLE)
def test_each_plan_is_its_years_discounted_and_the_cheapest_is_taken(given):
    found = values(given)
    for plan in PLANS:
        years = flows(found, plan)
        assert [found[f"{plan}.year_{n}"] for n in (1, 2, 3)] == pytest.approx(years)
        start = 0 if plan == "own" else found["migration"]
        npv = start + sum(paid / (1 + found["discount_rate"]) ** (n + 1) for n, paid in enumerate(years))
        assert found[f"{plan}.cost"] == pytest.approx(npv)
    assert found["cost"] == pytest.approx(min(found["own_npv"], found["rented_npv"]))
    assert found["saving"] == pytest.approx(abs(found["own_npv"] - found["rented_npv"]), abs=1e-6 * found["own_npv"])


@settings(max_examples=60)
@given(given=WHOLE)
def test_the_payback_is_when_what_is_saved_has_reached_the_move(given):
    found = values(given)
    saved = [found[f"own_year_{n}"] - found[f"rented_year_{n}"] for n in (1, 2, 3)]
    months = found["payback_time"]
    assert 0 <= months <= 36
    if found["payback"] in {"never", "not within three years"}:
        assert months == 36
        assert all(sum(saved[: n + 1]) < found["migration"] or saved[n] <= 0 for n in range(3))
        return
    whole = min(int(months // 12), 2)
    earned = sum(saved[:whole]) + saved[whole] * (months - 12 * whole) / 12
    assert math.isclose(earned, found["migration"], rel_tol=1e-6, abs_tol=1e-3)


@settings(max_examples=60)
@given(given=WHOLE)
def test_at_the_break_even_growth_the_same_two_cost_the_same(given):
    found = values(given)
    growth = found["break_even_growth"]
    assume(0 <= growth < 10)
    other = values(given | {"growth": repr(growth * 100)})
    taken = {"MSK": "on_msk", "MSK Express": "on_msk_express", "MSK Serverless": "on_msk_serverless"}
    rented = taken.get(found["rented"], "on_confluent")
    assert other["own.cost"] == pytest.approx(other[f"{rented}.cost"], rel=1e-6)
    more = values(given | {"growth": repr(min(growth * 100 + 5, 1000))})
    dearer = more["own.cost"] >= more[f"{rented}.cost"]
    assert dearer == (found["beyond"] == "renting costs less") or growth > 9.95


@settings(max_examples=20)
@given(given=WHOLE, more=st.floats(0, 1e6))
def test_a_dearer_move_never_pays_back_sooner(given, more):
    one, other = values(given), values(given | {"migration": repr(float(given["migration"]) + more)})
    assert other["payback_time"] >= one["payback_time"] - 1e-9


SAID = [
    ({}, "Over three years Confluent Standard costs the least: ", "Moving has paid for itself after"),
    ({"people": "no"}, "Over three years Kafka on EC2 costs the least: ", "Moving has not paid for itself after 36"),
    ({"region": "us-east-2"}, "There is no answer: ", "no figure is listed"),
    ({"provider": "Google"}, "Nothing fits: ", "the provider that you may buy from is Google"),
]


@pytest.mark.parametrize(("given", "start", "says"), SAID)
def test_the_headline_says_which_and_when(given, start, says):
    headline = answer("build-or-buy", given)["headline"]
    assert headline.startswith(start)
    assert says in headline
