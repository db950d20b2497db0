"""Sensitivity, sweeps and ranges: on every model, from its declaration alone."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import calc.models  # noqa: F401
from calc.analysis.axis import axis
from calc.analysis.cone import Cones, inputs
from calc.analysis.flip import flip_points
from calc.analysis.ranges import Draws, Range, bins, default_ranges, quantile, read_ranges
from calc.analysis.sweep import sweep
from calc.analysis.tornado import times, tornado
from calc.analysis.verdict import costs, main_output, verdicts, worded
from calc.answers import read
from calc.errors import Refused
from calc.model import MODELS, Ask
from calc.program import program
from calc.show import show
from calc.units import scale

EVERY = pytest.mark.parametrize("model", MODELS)


def of(model):
    return program(MODELS[model])


@EVERY
def test_every_analysis_is_to_be_had_of_every_model(model):
    made = of(model)
    moved = inputs(made, (main_output(made),))
    name = next(each for each in moved if isinstance(made.questions.get(each), Ask))
    found = tornado(made, {})
    assert found.output == main_output(made)
    assert found.bars
    assert [bar.swing for bar in found.bars] == sorted((bar.swing for bar in found.bars), reverse=True)
    swept = sweep(made, {}, name, points=50)
    assert len(swept.over) == len(swept.series[0].values) == len(swept.taken) == 50
    assert all(math.isfinite(value) for value in swept.series[0].values if value is not None)
    assert bool(swept.series[0].gaps) == (None in swept.series[0].values)
    flips = flip_points(made, {}, name, points=50, most=500)
    assert flips.low <= flips.here <= flips.high
    draws = Draws(made, {}, default_ranges(made, {}), count=50)
    assert draws.advance(50) == draws.done == 50
    spread = draws.spread()
    assert spread.least <= spread.p10 <= spread.p50 <= spread.p90 <= spread.most
    assert sum(each.count for each in spread.bins) + spread.missing == 50
    assert list(spread.chances) == list(verdicts(made))
    assert all(sum(said.values()) == pytest.approx(1) for said in spread.chances.values())


@settings(max_examples=10)
@EVERY
@given(data=st.data())
def test_what_a_cone_gives_is_what_the_whole_model_gives(model, data):
    made = of(model)
    wanted = (main_output(made), made.scope.fits, *verdicts(made), *costs(made))
    values = made.values({})
    cones = Cones(made, values, wanted)
    names = [path for path in inputs(made, wanted) if isinstance(values[path], float)]
    moved = {}
    for name in data.draw(st.lists(st.sampled_from(names), max_size=2, unique=True)):
        if isinstance(question := made.questions.get(name), Ask):
            moved[name] = data.draw(st.floats(question.low, question.high)) * scale(question.unit)
        else:
            moved[name] = times(values[name], data.draw(st.floats(0.5, 2)))
    whole = made.values(moved)
    for path, value in zip(wanted, cones.at(moved), strict=True):
        assert value == whole[path] or (value != value and whole[path] != whole[path]), path


def verdicts_of(made, values):
    return {path: worded(values[path]) for path in verdicts(made)}


@pytest.mark.parametrize("model", ["queues", "premium", "worth", "msk", "necessity", "availability"])
def test_a_bar_is_what_single_answers_are(model):
    made = of(model)
    found = tornado(made, {}, most=1000)
    assert found.rest == 0
    known = verdicts_of(made, made.values({}))
    for bar in found.bars:
        for end in (bar.low, bar.high):
            values = made.values({bar.path: end.value})
            if not values["fits"]:
                assert math.isnan(end.output)
                continue
            assert end.output == pytest.approx(values[found.output], nan_ok=True)
            assert {**known, **end.changes} == verdicts_of(made, values)


def test_what_moves_a_bill_by_hand():
    """A queue pays by the request alone: a fifth more events, consumers or dollars are a fifth more."""
    made = of("sqs")
    found = tornado(made, {}, most=3)
    assert [(bar.path, bar.kind, bar.basis) for bar in found.bars] == [
        ("events", "question", "±20%"),
        ("consumers", "question", "±20%"),
        ("aws_sqs.standard_request", "price", "±20%"),
    ]
    for bar in found.bars:
        assert (bar.low.output, bar.high.output) == (pytest.approx(756.864 * 0.8), pytest.approx(756.864 * 1.2))
        assert bar.swing == pytest.approx(756.864 * 0.4)
    assert found.rest == len(tornado(made, {}, most=1000).bars) - 3


def test_an_assumption_moves_over_its_listed_range_and_one_of_the_readers_own_by_a_fifth():
    made, path = of("msk-serverless"), "aws_msk_serverless.clusters"
    price = made.prices[path]
    (listed,) = [bar for bar in tornado(made, {}).bars if bar.path == path]
    assert (listed.kind, listed.basis) == ("assumption", "listed")
    assert (listed.low.value, listed.high.value) == (float(price.entry.low), float(price.entry.high))
    answers = read(made.model, {}, {path: "5"})
    (own,) = [bar for bar in tornado(made, answers).bars if bar.path == path]
    assert (own.basis, own.low.value, own.high.value) == ("±20%", 4.0, 6.0)
    assert path in default_ranges(made, {})
    assert path not in default_ranges(made, answers)


def test_an_end_stays_in_the_range_of_its_question_and_one_that_is_refused_has_no_figure():
    made = of("necessity")
    found = {bar.path: bar for bar in tornado(made, read(made.model, {"run_time": "14"}), most=100).bars}
    assert show(found["run_time"].high.value, "min") == "16.8 min"  # longer than the interval of 15
    assert math.isnan(found["run_time"].high.output)
    assert found["run_time"].swing == math.inf
    made = of("availability")
    found = {bar.path: bar for bar in tornado(made, {}, most=100).bars}
    assert found["processing_availability"].high.value == 1.0


@pytest.mark.parametrize(("model", "output"), [("necessity", "tier"), ("queues", "service")])
def test_what_is_no_number_has_no_tornado_no_sweep_and_no_spread(model, output):
    made = of(model)
    with pytest.raises(TypeError, match=f"{output} is not a number"):
        tornado(made, {}, output)
    with pytest.raises(KeyError):
        sweep(made, {}, next(iter(made.questions)), [output])
    with pytest.raises(TypeError, match=f"{output} is not a number"):
        Draws(made, {}, {}, output)


@pytest.mark.parametrize(
    ("model", "name", "kind", "low", "high"),
    [
        ("queues", "events", "log", "0.001 events/s", "1,000,000 events/s"),
        ("queues", "consumers", "log", "1", "100"),
        ("queues", "discount", "linear", "0%", "100%"),
        ("necessity", "starts_at", "linear", "0 h", "23.75 h"),
        ("necessity", "look_every", "log", "0.06 min", "43,800 min"),
        ("availability", "transport_availability", "linear", "1%", "100%"),
    ],
)
def test_an_axis_is_chosen_from_the_range(model, name, kind, low, high):
    made = of(model)
    found = axis(made, name)
    unit = made.unit(name)
    assert (found.scale, show(found.low, unit), show(found.high, unit)) == (kind, low, high)
    points = found.points(11)
    assert points == sorted(points)
    assert (points[0], points[-1]) == (pytest.approx(found.low), pytest.approx(found.high))


def test_a_sweep_is_what_single_answers_are_and_marks_what_changes():
    made = of("queues")
    paths = costs(made)
    found = sweep(made, {}, "events", list(paths))
    assert [series.path for series in found.series] == list(paths)
    scopes = {option.cost: option.scope.fits for option in made.scope.choices[0].options}
    for i in (0, 60, 120, 199):
        values = made.values({"events": found.over[i]})
        for series in found.series:
            figure = values[series.path] if values[scopes[series.path]] else math.nan
            assert series.values[i] == (None if math.isnan(figure) else figure)
        assert found.taken[i] == values["service"]
    for flip in found.flips:
        assert worded(made.values({"events": flip.at})["service"]) == flip.after
        assert worded(made.values({"events": flip.at * (1 - 1e-8)})["service"]) == flip.before
    assert len(found.flips) >= 5
    assert sweep(made, {}, "events", marked=False).flips == ()
    (gap,) = next(series for series in found.series if series.path.startswith("service.EventBridge")).gaps
    assert gap.reason.startswith("a delivery is tried again for at most 24 h")


def test_what_is_refused_of_a_sweep_is_a_gap_with_its_reason():
    found = sweep(of("necessity"), {}, "interval", points=100)
    ((gap,), values) = (found.series[0].gaps, found.series[0].values)
    assert gap.reason == "a run of 2 min is longer than the interval of 0.1 min, so runs pile up."
    assert [value is None for value in values] == [at < 120 for at in found.over]


def test_draws_are_the_same_however_they_are_sliced_and_in_whatever_order_ranges_are_named():
    made = of("worth")
    ranges = default_ranges(made, {}) | read_ranges(made, {"event_value": "1,5,20"})
    whole = Draws(made, {}, ranges, "gain", count=1000)
    whole.advance(1000)
    sliced = Draws(made, {}, dict(reversed(ranges.items())), "gain", count=1000)
    while sliced.advance(77) < sliced.count:
        pass
    assert sliced.advance(10) == 1000
    assert whole.spread() == sliced.spread()
    other = Draws(made, {}, ranges, "gain", count=1000, seed=1)
    other.advance(1000)
    assert other.spread() != whole.spread()


def test_the_numbers_that_are_drawn_are_a_contract():
    """The same on every machine and surface, so as texts."""
    made = of("worth")
    draws = Draws(made, {}, read_ranges(made, {"half_life": "20,60,480"}), "gain")
    draws.advance(draws.count)
    spread = draws.spread()
    assert [show(value, "USD/month") for value in (spread.p10, spread.p50, spread.p90)] == CONTRACT
    assert spread.missing == 0


CONTRACT = ["$582.46 a month", "$1,145.99 a month", "$2,993.18 a month"]


def test_a_triangular_distribution_by_hand():
    each = Range(0.0, 1.0, 4.0)
    # a quarter lies below the likely value; the mean is a third of the three
    assert (each.at(0), each.at(0.25), each.at(1)) == (0.0, 1.0, 4.0)
    assert each.at(0.625) == pytest.approx(4 - math.sqrt(0.375 * 4 * 3))
    mean = sum(each.at((i + 0.5) / 10_000) for i in range(10_000)) / 10_000
    assert mean == pytest.approx(5 / 3, rel=1e-4)
    assert Range(2.0, 2.0, 2.0).at(0.7) == 2.0
    assert Range(2.0, 2.0, 3.0).at(0.0) == 2.0
    assert Range(2.0, 3.0, 3.0).at(1.0) == 3.0


@pytest.mark.parametrize(("share", "found"), [(0.1, 1), (0.11, 2), (0.5, 5), (0.9, 9), (0.91, 10), (1.0, 10), (0.0, 1)])
def test_a_quantile_is_the_nearest_rank(share, found):
    assert quantile(list(range(1, 11)), share) == found


def test_of_nothing_there_is_no_quantile_and_of_one_figure_one_bin():
    assert math.isnan(quantile([], 0.5))
    assert bins([]) == ()
    assert [(each.low, each.high, each.count) for each in bins([3.0, 3.0])] == [(3.0, 3.0, 2)]
    assert [each.count for each in bins([0.0, 1.0, 2.0, 10.0], 5)] == [2, 1, 0, 0, 1]


@pytest.mark.parametrize(
    ("model", "name", "text", "said"),
    [
        ("worth", "half_life", "5,4,8", "the low of a range, 5, is more than its likely, 4."),
        ("worth", "half_life", "5,9,8", "the likely of a range, 9, is more than its high, 8."),
        ("worth", "half_life", "9,9,8", "the low of a range, 9, is more than its high, 8."),
        ("worth", "half_life", "5,8", "a range is LOW,LIKELY,HIGH, three numbers like 30,60,120, not '5,8'."),
        ("worth", "half_life", "", "a range is LOW,LIKELY,HIGH, three numbers like 30,60,120, not nothing."),
        ("worth", "half_life", "1,x,3", "a range is LOW,LIKELY,HIGH, three numbers like 30,60,120, not '1,x,3'."),
        ("worth", "half_life", "0,1,3", "must be from 0.001 to 525,600 min, not 0."),
        ("worth", "half_life", "1,2,1e9", "must be from 0.001 to 525,600 min, not 1e9."),
        ("worth", "hlf_life", "1,2,3", "worth asks no number 'hlf_life'; did you mean half_life?"),
        ("worth", "transport", "1,2,3", "worth asks no number 'transport'"),
        ("sqs", "aws_sqs.standard_request", "-1,2,3", "must be a number from 0 to 1,000, in USD/"),
        ("sqs", "aws_sqs.chunk", "64,32,128", "the low of a range, 64, is more than its likely, 32."),
    ],
)
def test_a_range_that_cannot_be_used_is_refused_by_its_name(model, name, text, said):
    with pytest.raises(Refused) as refused:
        read_ranges(of(model), {name: text, "also": "1"})
    assert set(refused.value.errors) == {name, "also"}
    assert said in refused.value.errors[name]


def test_a_range_is_in_the_unit_of_its_question_and_may_hold_thousands():
    made = of("sqs")
    assert read_ranges(made, {"events": "1,000; 2,000; 3,000"}) == {"events": Range(1000.0, 2000.0, 3000.0)}
    assert read_ranges(made, {"retention": "1,2,3"})["retention"].high == 3 * 3600.0
    drawn = Draws(made, {}, read_ranges(made, {"aws_sqs.standard_request": "0.2,0.4,0.8"}), count=200)
    drawn.advance(200)
    assert 756.864 / 2 <= drawn.spread().least < drawn.spread().most <= 756.864 * 2


def test_a_draw_that_is_refused_has_no_figure_and_is_counted_in_the_chances():
    made = of("necessity")
    draws = Draws(made, {}, read_ranges(made, {"interval": "1,2,3"}), count=1000)
    draws.advance(1000)
    spread = draws.spread()
    assert 450 < spread.missing < 550  # a run of 2 min
    assert spread.chances["tier"]["no figure"] == spread.missing / 1000
    refused = Draws(made, read(made.model, {"interval": "1"}), {}, count=10)
    refused.advance(10)
    assert refused.spread().missing == 0  # as the page, which shows the figures of what it says does not fit


def test_default_ranges_are_those_that_are_listed_and_those_that_the_model_asks():
    made = of("worth")
    found = default_ranges(made, read(made.model, {"half_life_high": "600"}))
    assert found["half_life"] == Range(20 * 60.0, 60 * 60.0, 600 * 60.0)
    assert "half_life_low" not in found
    assert "half_life" not in default_ranges(made, read(made.model, {"half_life": "10"}))
    assert list(default_ranges(of("msk-serverless"), {})) == ["aws_msk_serverless.clusters"]
    assert default_ranges(of("sqs"), {}) == {}
