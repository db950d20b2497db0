"""How an answer moves: grids, sweeps, flip points, draws."""

from itertools import pairwise

import pytest
from three import Three

import calc.models  # noqa: F401
from calc.analysis.axis import grid
from calc.analysis.flip import flip_points
from calc.analysis.ranges import Draws, Range
from calc.analysis.turn import turns
from calc.answers import read
from calc.model import ask
from calc.program import program
from calc.units import scale

THREE = program(Three)
TENS = {"send_batch": 10.0}
TWICE = TENS | {"enhanced_fan_out": True, "consumers": 5.0, "retention": 86400.0, "rack_aware": True}


def test_a_choice_flips_several_times():
    found = flip_points(THREE, TWICE, "events").flips
    assert [(flip.before, flip.after) for flip in found] == [("SQS", "Kinesis"), ("Kinesis", "MSK")]
    for flip in found:
        assert THREE.values(TWICE | {"events": flip.at * (1 - 1e-8)})["service"] == flip.before
        assert THREE.values(TWICE | {"events": flip.at})["service"] == flip.after


def test_a_flip_point_is_where_the_two_bills_meet_when_both_are_smooth():
    """SQS pays by the request and Kinesis by the shard and payload unit: by hand, to the six places of costs."""
    found, *_ = flip_points(THREE, {}, "events").flips
    sqs = 3 * 1.2 * 0.40e-6 * 730 * 3600
    put, shard = 0.014e-6 * 730 * 3600, (0.015 + 0.020) * 730
    assert found.at == pytest.approx(shard / (sqs - put), rel=1e-7)


def test_a_choice_that_does_not_change_has_no_flip():
    assert flip_points(THREE, {"replay": True}, "consumers").flips == ()
    assert turns(THREE, {"replay": True}, "consumers") == (None, None)


@pytest.mark.parametrize(
    ("events", "below", "above"), [("10", None, "SQS to Kinesis"), ("200", "SQS to Kinesis", "Kinesis to MSK"),
                                   ("5000", "Kinesis to MSK", None)]
)  # fmt: skip
def test_the_turns_are_the_flips_next_to_the_readers_own_value(events, below, above):
    answers = TWICE | read(Three, {"events": events})
    found = [flip and f"{flip.before} to {flip.after}" for flip in turns(THREE, answers, "events")]
    assert found == [below, above]


def test_an_option_that_wins_only_around_the_readers_value_is_not_missed():
    """Kinesis rises shard by shard; said to be dearer than SQS on both sides, it was called the cheapest there too."""
    given = {
        "event_size": "0.03296", "consumers": "12", "hours_per_month": "11.87", "peak_factor": "53.5",
        "send_batch": "2", "receive_batch": "10", "delete_batch": "10",
        "enhanced_fan_out": "yes", "broker": "m7g.4xlarge", "shard_load": "100",
    }  # fmt: skip
    answers = read(Three, given)
    below, above = turns(THREE, answers, "events")
    assert THREE.values(answers)["service"] == "Kinesis"
    assert (below.before, below.after, above.before, above.after) == ("SQS", "Kinesis", "Kinesis", "SQS")
    assert 196 < below.at < 200 < above.at < 262


def test_what_is_not_a_number_has_no_flip_point():
    with pytest.raises(TypeError, match="replay is not a number"):
        flip_points(THREE, {}, "replay")


@pytest.mark.parametrize(
    ("low", "high", "ratio"), [(1, 50, False), (1, 100, True), (0, 100, True), (0.001, 1e6, True), (10, 999, False)]
)
def test_a_grid_steps_evenly_over_a_narrow_range_and_by_ratios_over_a_wide_one(low, high, ratio):
    over = grid(ask(f"{high} kB", label="x", low=low, high=high), 11)
    assert len(over) == 11
    assert over == sorted(set(over))
    assert over[-1] == pytest.approx(high * scale("kB"))
    assert over[0] == pytest.approx((low or high / 1e9) * scale("kB"))
    steps = [b / a if ratio else b - a for a, b in pairwise(over)]
    assert steps == pytest.approx([steps[0]] * 10)


def test_values_along_a_question_and_draws_are_what_single_answers_are():
    over = grid(THREE.questions["events"], 20)
    costs = THREE.scan("events", "cost")(THREE.given({}))(over)
    assert [cost for (cost,) in costs] == [THREE.values({"events": value})["cost"] for value in over]
    drawn = Draws(THREE, {}, {"events": Range(100.0, 200.0, 1000.0)}, count=50)
    drawn.advance(50)
    ends = [THREE.values({"events": value})["cost"] for value in (100.0, 1000.0)]
    assert ends[0] <= drawn.spread().least < drawn.spread().most <= ends[1]


def test_a_run_of_a_few_values_gives_what_the_whole_gives():
    given = THREE.given(TWICE)
    whole = THREE.values(TWICE)
    for path in ("cost", "service", "sqs.requests", "kinesis.shards", "msk.size.m7g.large.brokers"):
        assert THREE.only(path)(given) == {path: whole[path]}


def test_a_value_that_is_the_flip_point_itself_is_already_past_it():
    flip = flip_points(THREE, TENS, "events").flips[0]
    below, above = turns(THREE, TENS | {"events": flip.at}, "events")
    assert (below.at, below.after, above) == (pytest.approx(flip.at), "Kinesis", None)
