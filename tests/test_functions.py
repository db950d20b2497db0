"""The functions of decay: published closed forms, their limits, and what must be true of a best interval."""

from __future__ import annotations

import doctest
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc import functions
from calc.functions import half_lives_for, left_after, left_on_average, optimal_interval


def cost(run_cost, value_rate, half_life, interval):
    return run_cost / interval + value_rate * (1 - left_on_average(interval / half_life))


def test_the_examples_in_the_docstrings():
    found = doctest.testmod(functions)
    assert found.attempted
    assert not found.failed


INTERVALS = (1, 60, 900, 3600, 86_400)  # seconds
TABLE = {  # by half-life in seconds, what is left on average over each interval
    1: (0.7213, 0.0240, 0.0016, 0.0004, 0.0000),
    60: (0.9942, 0.7213, 0.0962, 0.0240, 0.0010),
    600: (0.9994, 0.9661, 0.6218, 0.2367, 0.0100),
    3600: (0.9999, 0.9942, 0.9182, 0.7213, 0.0601),
    14_400: (1.0000, 0.9986, 0.9786, 0.9182, 0.2367),
    86_400: (1.0000, 0.9998, 0.9964, 0.9857, 0.7213),
}


@pytest.mark.parametrize(("half_life", "left"), TABLE.items())
def test_what_is_left_on_average_is_the_table_of_models(half_life, left):
    assert tuple(round(left_on_average(each / half_life), 4) for each in INTERVALS) == left


def test_near_no_decay_nothing_is_lost_to_noise():
    for exponent in range(1, 300, 7):
        assert 1 - 10.0**-exponent <= left_on_average(10.0**-exponent) <= 1


def test_the_optimal_interval_is_that_of_the_examples():
    assert optimal_interval(0.5, 20, 1) * 60 == pytest.approx(17.21, abs=0.01)
    assert cost(0.5, 20, 1, optimal_interval(0.5, 20, 1)) == pytest.approx(3.606, abs=0.001)
    assert optimal_interval(5, 4, 0.5) == 0


@given(st.floats(1e-6, 1e6), st.floats(1e-6, 1e6), st.floats(1e-6, 1e6))
def test_the_optimal_interval_costs_no_more_than_its_neighbours_and_than_no_run(run_cost, value_rate, half_life):
    best = optimal_interval(run_cost, value_rate, half_life)
    assert math.isfinite(best)
    if best:
        here = cost(run_cost, value_rate, half_life, best)
        assert here <= value_rate * (1 + 1e-9)
        for factor in (0.5, 0.9, 1.1, 2):
            assert here <= cost(run_cost, value_rate, half_life, best * factor) * (1 + 1e-9)
    else:
        assert run_cost * math.log(2) >= value_rate * half_life * (1 - 1e-9)


@given(st.floats(0, 1e3))
def test_what_is_left_falls(half_lives):
    assert 0 <= left_after(half_lives) <= left_on_average(half_lives) <= 1
    assert left_after(half_lives) >= left_after(half_lives * 1.5 + 0.1)
    assert left_on_average(half_lives) >= left_on_average(half_lives * 1.5 + 0.1)


@given(st.floats(1e-3, 1))
def test_the_half_lives_for_a_share_leave_that_share(share):
    assert left_on_average(half_lives_for(share)) == pytest.approx(share, rel=1e-8)
