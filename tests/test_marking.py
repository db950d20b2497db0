"""What the course asks of calc: numbers that a reader typed, and answers for a scenario that is of other models too."""

import json

import pytest

import calc.models  # noqa: F401
from calc.answers import answer, respond
from calc.marking import mark

COST = {"cost": {"value": 1200.0, "unit": "USD/month", "text": "$1,200.00 a month"}}
NOTHING = {"cost": {"value": "no figure", "unit": "USD/month", "text": "nothing fits"}}


@pytest.mark.parametrize(
    ("typed", "unit", "right"),
    [
        ("1200", "USD/month", True),
        (" $1,200.00 ", "USD/month", True),
        ("1,260", "USD/month", True),
        ("1,140", "USD/month", True),
        ("1261", "USD/month", False),
        ("1139", "USD/month", False),
        ("-1200", "USD/month", False),
        ("14400", "USD/year", True),
        ("1e999", "USD/month", False),
    ],
)
def test_a_number_within_the_tolerance_is_right_in_the_unit_that_it_is_asked_in(typed, unit, right):
    assert mark(COST, "cost", typed, unit, "5%") == {"right": right, "text": "$1,200.00 a month", "wrong": ""}


@pytest.mark.parametrize("typed", ["", "1200 dollars", "1.200,00", "twelve", "nan", "12k"])
def test_what_is_no_number_is_told_and_not_marked(typed):
    found = mark(COST, "cost", typed, "USD/month", "5%")
    assert not found["right"]
    assert found["wrong"].startswith("Type a number")


def test_a_scenario_without_a_figure_is_told():
    assert (
        mark(NOTHING, "cost", "5", "USD/month", "5%")["wrong"]
        == "Your scenario has no figure here: it is nothing fits."
    )


def test_nothing_is_right_within_any_tolerance_of_nothing_only():
    free = {"cost": {"value": 0.0, "unit": "USD/month", "text": "$0.00"}}
    assert mark(free, "cost", "0", "USD/month", "5%")["right"]
    assert not mark(free, "cost", "0.01", "USD/month", "5%")["right"]


def asked(**more):
    given = {"events": "500", "window": "9", "nonsense": "x"}
    request = {"model": "sqs", "given": given, "prices": {"no.price": "1"}, "loose": True, "opened": []}
    return json.loads(respond(json.dumps(request | more)))


def test_what_a_reader_said_to_other_models_is_left_out_where_that_is_asked_for():
    reply = asked()
    assert reply["errors"] == {}
    assert reply["given"] == {"events": "500"}
    assert reply["headline"] == answer("sqs", {"events": "500"})["headline"]
    assert "marked" not in reply
    assert set(asked(loose=False)["errors"]) == {"window", "nonsense", "no.price"}


def test_the_page_has_a_number_marked_for_the_readers_scenario():
    cost = answer("sqs", {"events": "500"})["outputs"]["cost"]["value"]
    check = {"output": "cost", "typed": str(cost), "unit": "USD/month", "tolerance": "1%"}
    assert asked(check=check)["marked"]["right"]
    assert not asked(check=check, given={"events": "900"})["marked"]["right"]
    assert "marked" not in asked(check=check, given={"events": "many"})
