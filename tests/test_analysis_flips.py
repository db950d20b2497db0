"""Flip points: all of them, also those that open and close where a count jumps; and the one that matters most."""

import math
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import calc.models  # noqa: F401
from calc.analysis.flip import Flips, flip_points
from calc.analysis.nearest import main_flip
from calc.analysis.turn import turns
from calc.analysis.verdict import main_output, owner, verdicts, worded
from calc.answers import read
from calc.functions import ceil
from calc.model import MODELS, Model, ask, cheapest, headline, output, part, step
from calc.program import program
from calc.show import show
from calc.units import scale


def of(model, name, target="", given=None, **options):
    made = program(MODELS[model]) if isinstance(model, str) else program(model)
    return flip_points(made, read(made.model, given or {}), name, target, **options)


def told(found, unit):
    return [(show(each.at, unit), each.before, each.after) for each in found.flips]


@pytest.mark.parametrize(
    ("model", "name", "target", "threshold", "unit", "flips"),
    [
        (
            "necessity", "look_every", "tier", None, "min",
            [("38 min", "micro-batch", "near-real-time"), ("39.92 min", "near-real-time", "streaming"),
             ("40 min", "streaming", "too late for any pipeline")],
        ),
        ("necessity", "interval", "one_after_another", None, "min", [("2 min", "no", "yes")]),
        ("necessity", "look_every", "mean_delay", 3600.0, "min", [("61 min", "below", "at least")]),
        ("sqs", "events", "cost", 1000.0, "event/s", [("264.2 events/s", "below", "at least")]),
        ("sqs", "events", "cost", None, "event/s", []),
        ("sqs", "retention", "fits", None, "h", [("336 h", "yes", "no")]),
        ("worth", "event_value", "gains", None, "USD/event", []),
        (
            # what two stacks cost besides is more than what batch saves, until one stack is left
            "portfolio", "kept", "saving", 0.0, "%",
            [("93.33%", "at least", "below"), ("100%", "below", "at least")],
        ),
    ],
)  # fmt: skip
def test_where_a_verdict_changes_by_hand(model, name, target, threshold, unit, flips):
    found = of(model, name, target, threshold=threshold)
    assert told(found, unit) == flips
    assert found.complete
    question = program(MODELS[model]).questions[name]
    assert (found.low, found.high) == (question.low * scale(unit), question.high * scale(unit))


def test_what_a_limit_refuses_is_a_gap_with_its_reason():
    found = of("necessity", "interval", "tier")
    ((low, high),) = [(show(gap.low, "min"), show(gap.high, "min")) for gap in found.gaps]
    assert (low, high, found.flips) == ("0.1 min", "2 min", ())
    assert found.gaps[0].reason.startswith("a run of 2 min is longer than the interval of ")
    assert found.verdict == "too late for any pipeline"


def test_what_has_no_price_is_a_gap_over_the_whole_range():
    found = of("sqs", "events", "cost", {"region": "us-east-2"}, threshold=1.0)
    assert (found.flips, found.verdict) == ((), "")
    (gap,) = found.gaps
    assert (gap.low, gap.high) == (found.low, found.high)
    assert gap.reason.startswith("no figure is listed for requests of a standard queue in us-east-2")


def test_the_flips_next_to_the_reader_are_told_from_the_rest():
    found = of("necessity", "look_every", "tier", {"look_every": "39"})
    assert (found.verdict, show(found.below.at, "min"), show(found.above.at, "min")) == (
        "near-real-time", "38 min", "39.92 min")  # fmt: skip
    assert of("sqs", "events", "cost").below is of("sqs", "events", "cost").above is None


@pytest.mark.parametrize(
    ("name", "target", "error", "said"),
    [
        ("replay", "", TypeError, "replay is not a number"),
        ("evnts", "", KeyError, "evnts"),
        ("events", "cst", KeyError, "cst"),
    ],
)
def test_what_cannot_be_searched_is_refused(name, target, error, said):
    with pytest.raises(error, match=said):
        of("queues", name, target)


class Packed(Model):
    """Something paid by the box."""

    things: float = ask("10 1", label="Things", low=1, high=1000)
    box: float = ask("10 1", label="Things in a box", low=1, high=1000)
    box_price: float = ask("10 USD/month", label="A box", low=0, high=1000)

    @step("1")
    def boxes(self) -> float:
        """Whole boxes."""
        return ceil(self.things / self.box)

    @output("USD/month")
    def cost(self) -> float:
        """All boxes."""
        return self.boxes * self.box_price


class Loose(Model):
    """Something paid by the thing."""

    things: float = ask("10 1", label="Things", low=1, high=1000)
    thing_price: float = ask("0.99 USD/month", label="A thing", low=0, high=1000)

    @output("USD/month")
    def cost(self) -> float:
        """All things."""
        return self.things * self.thing_price


class Either(Model):
    """Boxes or things."""

    things: float = ask("10 1", label="Things", low=1, high=1000)
    packed: Packed = part(Packed)
    loose: Loose = part(Loose)
    way: Packed = cheapest({"packed": packed, "loose": loose})

    @output("USD/month")
    def cost(self) -> float:
        """Of the cheaper."""
        return self.way.cost

    @headline
    def verdict(self) -> str:
        """The cheaper."""
        return f"{self.way}: {self.cost}."


def test_an_option_that_wins_at_the_end_of_each_box_only_is_found_each_time():
    """990 boxes of 10 at 9.9 a box less: packed wins from 10n - 10n/99 … by hand, boxes win only when nearly full.

    A box of 10 costs 10, ten things 9.90: loose is always cheaper. At 1.005 a thing, boxes win from 9.9503 of each ten.
    """
    assert of(Either, "things").flips == ()
    found = of(Either, "things", given={"thing_price": "1.005"}, points=20)
    wins = [each for each in found.flips if each.after == "packed"]
    assert found.complete
    assert len(wins) == 100
    for i, flip in enumerate(wins[:99], 1):
        # n boxes cost 10 n; loose reaches that at 10 n / 1.005, and n boxes are enough up to 10 n
        assert flip.at == pytest.approx(10 * i / 1.005, rel=1e-6)


def test_a_search_that_is_cut_short_says_so():
    found = of(Either, "things", given={"thing_price": "1.005"}, points=20, most=50)
    assert not found.complete
    assert all(before < after for before, after in pairwise(each.at for each in found.flips))


CASES = [
    ("queues", "events", ""), ("queues", "event_size", ""), ("queues", "consumers", ""), ("msk", "events", "size"),
    ("msk", "retention", "size"), ("necessity", "look_every", "tier"), ("necessity", "window", "why"),
    ("necessity", "interval", "claim"), ("build-or-buy", "growth", "option"), ("routing", "escalation", "way"),
    ("interval", "run_cost", "answer"), ("worth", "interval", "answer"), ("kinesis", "events", "cost"),
]  # fmt: skip


@settings(max_examples=4)
@pytest.mark.parametrize(("model", "name", "target"), CASES)
@given(data=st.data())
def test_a_dense_sweep_finds_no_verdict_that_the_flips_leave_out(model, name, target, data):
    """The verdicts between flips are those at 3,000 points of a part of the range, wherever it is."""
    made = program(MODELS[model])
    question = made.questions[name]
    given = {}
    for other in [each for each in ("event_size", "consumers", "retention", "act_in") if each != name]:
        if other in made.questions and data.draw(st.booleans()):
            asked = made.questions[other]
            given[other] = repr(data.draw(st.floats(max(asked.low, 1), min(asked.high, 50))))
    threshold = None
    if made.unit(target or verdicts(made)[0]) not in {"text", "yes/no"}:
        threshold = made.values(read(made.model, given))[target] * data.draw(st.floats(0.5, 3))
    found = of(model, name, target, given, threshold=threshold)
    part = data.draw(st.floats(0, 0.9))
    low, high = max(question.low, question.high / 1e9), question.high
    start, end = low * (high / low) ** part, low * (high / low) ** (part + 0.1)
    over = [(start + (end - start) * i / 2999) * scale(question.unit) for i in range(3000)]
    held = verdict_at(found)
    wanted = owner(made, found.target).fits
    rows = made.scan(name, found.target, wanted)(made.given(read(made.model, given)))(over)
    for value, (said, fits) in zip(over, rows, strict=True):
        if any(math.isclose(value, edge, rel_tol=1e-8) for edge in edges(found)):
            continue
        noise = 1e-9 * max(threshold or 0, scale(made.unit(found.target))) if threshold else 0
        seen = None if refused(made, found, said, fits) else worded(said, threshold, noise)
        assert held(value) == seen, (value, found.complete)


def refused(made, found, said, fits):
    is_limit = found.target in {"fits", *made.scope.limits}
    return (not is_limit and not fits) or (isinstance(said, float) and not math.isfinite(said))


def edges(found):
    return [flip.at for flip in found.flips] + [end for gap in found.gaps for end in (gap.low, gap.high)]


def verdict_at(found: Flips):
    """What the flips and gaps say that holds at a value; a flip is told where it is, or at the end of a gap."""
    first = found.flips[0].before if found.flips else found.verdict or None
    if found.verdict and found.flips:
        first = found.flips[0].before

    def at(value):
        if any(gap.low <= value < gap.high or value == gap.high == found.high for gap in found.gaps):
            return None
        held = first
        for flip in found.flips:
            if flip.at <= value:
                held = flip.after
        return held

    return at


@pytest.mark.parametrize(
    ("model", "given", "question", "at", "now", "becomes"),
    [
        ("queues", {}, "events", "233.3 events/s", "Kinesis", "Event Hubs Standard"),
        ("necessity", {}, "look_every", "40 min", "too late for any pipeline", "streaming"),
    ],
)
def test_the_main_flip_is_the_nearest_in_relative_distance(model, given, question, at, now, becomes):
    made = program(MODELS[model])
    found = main_flip(made, read(made.model, given))
    assert (found.question, show(found.flip.at, made.unit(question))) == (question, at)
    assert (found.verdict, found.becomes) == (now, becomes)
    assert found.distance == pytest.approx(abs(found.flip.at - found.here) / found.here)


@pytest.mark.parametrize("model", MODELS)
def test_the_main_flip_is_a_flip(model):
    made = program(MODELS[model])
    found = main_flip(made, {})
    assert found == main_flip(made, {})
    if found is None:
        return
    other = found.flip.at * (1 + 1e-8 if found.above else 1 - 1e-8)
    assert worded(made.values({})[found.target]) == found.verdict
    assert worded(made.values({found.question: other})[found.target]) == found.becomes
    if model != "queues":
        near = of(model, found.question, found.target)
        assert any(each.at == pytest.approx(found.flip.at, rel=1e-8) for each in near.flips)


def test_a_model_that_decides_nothing_or_is_refused_has_no_main_flip():
    assert main_flip(program(MODELS["sqs"]), {}) is None
    assert main_flip(program(MODELS["necessity"]), read(MODELS["necessity"], {"interval": "1"})) is None


def test_the_verdicts_of_a_model_come_from_its_declaration():
    assert verdicts(program(MODELS["queues"])) == ("service",)
    assert verdicts(program(MODELS["worth"])) == ("answer", "gains")
    assert verdicts(program(MODELS["sqs"])) == ()
    assert main_output(program(MODELS["necessity"])) == "mean_delay"
    assert main_output(program(MODELS["queues"])) == "cost"


def test_the_headlines_flips_are_among_all():
    made = program(MODELS["queues"])
    for events in ("10", "200", "5000"):
        answers = read(made.model, {"events": events})
        found = [flip.at for flip in flip_points(made, answers, "events").flips]
        for flip in turns(made, answers, "events"):
            assert flip is None or any(at == pytest.approx(flip.at, rel=1e-8) for at in found)
