"""What must hold for any input, tried on many."""

import contextlib
import io
import json
import math
import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import calc.models  # noqa: F401
from calc.__main__ import main
from calc.analysis.flip import flip_points
from calc.analysis.turn import turns
from calc.answers import answer, page, read, respond
from calc.catalogue import Tiers
from calc.model import MODELS, PRICED_ON, Ask, Choose
from calc.program import NOTHING, PLACES, program
from calc.sections import sections
from calc.show import NO_FIGURE, show

SERVICES = [
    name
    for name in MODELS
    if "discount" in program(MODELS[name]).questions
    and not {"people", "engineers"} & set(program(MODELS[name]).questions)  # no discount is given on people
]
CARRYING = [  # the cost of worth is no bill, but what one costs more than another
    name for name in MODELS if "events" in program(MODELS[name]).questions and name != "worth"
]
EVERY = pytest.mark.parametrize("model", MODELS)
NO_NUMBER = re.compile(r"\b(nan|inf|NaN|Infinity)\b")


def number(question):
    """A number of a question's range as a text: its ends, and anything between, evenly or by ratios."""
    low, high = question.low, question.high
    start = low or high / 1e6
    ratios = st.floats(0, 1).map(lambda part: min(max(start * (high / start) ** part, low), high))
    return st.one_of(st.sampled_from([low, high, float(question.default)]), ratios, st.floats(low, high)).map(repr)


def text_for(question):
    if isinstance(question, Ask):
        return number(question)
    return st.sampled_from(question.options if isinstance(question, Choose) else ("yes", "no"))


def inputs(model, *, without=()):
    """Answers to some questions of a model, all in their range."""
    asked = program(MODELS[model]).questions
    return st.fixed_dictionaries({}, optional={n: text_for(q) for n, q in asked.items() if n not in without})


def drawn(data, model, *, without=()):
    return data.draw(inputs(model, without=without))


def values(model, texts):
    return program(MODELS[model]).values(read(MODELS[model], texts))


def asked(model, name):
    return program(MODELS[model]).questions[name]


@given(value=st.floats(allow_nan=False, allow_infinity=False), unit=st.sampled_from(["1", "%", "kB/event", "USD/GB"]))
def test_no_number_is_shown_with_an_exponent(value, unit):
    assert not re.search(r"[0-9]e[+-]?[0-9]", show(value, unit), re.IGNORECASE)


@EVERY
@settings(max_examples=15)
@given(data=st.data())
def test_any_input_in_its_range_gives_a_figure_or_says_why_there_is_none(model, data):
    reply = answer(model, drawn(data, model))
    assert reply["errors"] == {}
    assert not NO_NUMBER.search(reply["headline"])
    for output in reply["outputs"].values():
        assert not NO_NUMBER.search(output["text"])
        assert isinstance(output["value"], str) or math.isfinite(output["value"])
        assert (output["value"] == NO_FIGURE) == (output["text"] == NO_FIGURE)
    if reply["outputs"].get("cost", {}).get("text") == NO_FIGURE:  # necessity has no money
        assert re.search(r"(Nothing fits|It does not fit|There is no answer): .{9}", reply["headline"])
    assert reply["headline"].endswith(".")


@EVERY
@settings(max_examples=15)
@given(data=st.data())
def test_every_text_of_the_page_is_a_figure_or_says_that_there_is_none(model, data):
    texts = drawn(data, model)
    reply, found = answer(model, texts), values(model, texts)
    shown = page(reply, found)
    for slot, text in shown.items():
        assert not NO_NUMBER.search(text), slot
    made = program(MODELS[model])
    for choice in made.scope.choices:
        for option in choice.options:
            start = f"{choice.path}.{option.name}"
            if shown[f"{start}:cost"] == NO_FIGURE:
                assert shown[f"{start}:why"].startswith(("Out: ", "Not compared: "))
            out = not found[option.fits] or math.isnan(found[option.cost])
            assert (shown[f"{start}:state"] in {"out", "unpriced"}) == out


@settings(max_examples=200)
@given(data=st.data())
def test_any_input_out_of_its_range_is_told_by_its_label(data):
    model = data.draw(st.sampled_from(list(MODELS)))
    numeric = {n: q for n, q in program(MODELS[model]).questions.items() if isinstance(q, Ask)}
    name = data.draw(st.sampled_from(list(numeric)))
    question = numeric[name]
    outside = st.one_of(
        st.floats(max_value=question.low, exclude_max=True, allow_infinity=False),
        st.floats(min_value=question.high, exclude_min=True, allow_infinity=False),
    )
    reply = answer(model, {name: repr(data.draw(outside))})
    assert list(reply["errors"]) == [name]
    assert reply["errors"][name].startswith(f"{question.label} must be from ")
    assert (reply["headline"], reply["outputs"]) == ("", {})


@settings(max_examples=200)
@given(data=st.data())
def test_no_text_at_all_is_more_than_read_or_refused(data):
    model = data.draw(st.sampled_from(["kinesis", "msk", "sqs"]))
    name = data.draw(st.sampled_from(list(program(MODELS[model]).questions)))
    reply = answer(model, {name: data.draw(st.text(max_size=60))})
    question = asked(model, name)
    named = len(", ".join(question.options)) if isinstance(question, Choose) else 0  # it names them all
    for message in reply["errors"].values():
        assert len(message) < 200 + named
        assert message.isprintable()
    json.loads(json.dumps(reply, allow_nan=False))


WORDS = st.one_of(
    st.sampled_from(
        ["sqs", "msk", "kinesis", "--events", "--events=5", "--replay", "yes", "--price", "aws_sqs.chunk=32", "--flip",
         "events", "--explain", "cost", "--list", "--help", "--", "--=", "-", "--json=1", "--region=us-east-2"]
    ),
    st.text(max_size=12),
)  # fmt: skip


@settings(max_examples=200)
@given(words=st.lists(WORDS, max_size=6))
def test_no_command_line_ends_in_anything_but_0_or_2(words):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(["--json", *words])
    assert code in {0, 2}
    if "--help" not in words:
        reply = json.loads(out.getvalue(), parse_constant=lambda constant: pytest.fail(constant))
        assert err.getvalue() == ""
        if "--list" not in words:
            first, rest = list(reply)[:6], list(reply)[6:]
            assert first == ["model", "given", "headline", "outputs", "own", "errors"]
            assert set(rest) <= {"explain"}
        assert code == 0 or reply["errors"]


@pytest.mark.parametrize("model", CARRYING)
@settings(max_examples=15)
@given(data=st.data(), part=st.floats(0, 1))
def test_a_bill_never_falls_when_events_grow_and_what_does_not_fit_does_not_fit_again(model, data, part):
    texts = drawn(data, model, without={"events"})
    question = asked(model, "events")
    fewer = float(data.draw(number(question)))
    more = min(fewer * (question.high / fewer) ** part, question.high)
    one, other = (values(model, texts | {"events": repr(rate)}) for rate in (fewer, max(fewer, more)))
    for path in program(MODELS[model]).nodes:
        if path.rpartition(".")[2] == "cost":
            assert not other[path] < one[path] * (1 - 1e-12) - 10**-PLACES, path
        if path.rpartition(".")[2] == "fits":
            assert one[path] or not other[path], path


def scaled(model, texts, name, factor, path):
    """The value at *path* before and after the answer *name* is multiplied."""
    more = texts | {name: repr(float(texts[name]) * factor)}
    return values(model, texts)[path], values(model, more)[path]


@pytest.mark.parametrize(
    ("model", "name", "path"),
    [
        ("sqs", "events", "sends"),
        ("sqs", "events", "receives"),
        ("sqs", "consumers", "sends"),
        ("sqs", "consumers", "receives"),
        ("sqs", "consumers", "deletes"),
        ("sqs", "hours_per_month", "receives"),
        ("sns", "events", "publish_cost"),
        ("sns", "consumers", "delivery_cost"),
        ("eventbridge", "events", "requests"),
        ("eventbridge", "retention", "storage_cost"),
        ("firehose", "events", "volume"),
        ("kinesis", "events", "in_cost"),
        ("kinesis", "consumers", "out_cost"),
        ("kinesis", "events", "put_cost"),
        ("kinesis", "hours_per_month", "put_cost"),
        ("kinesis", "hours_per_month", "shard_cost"),
        ("kinesis", "hours_per_month", "fan_out_cost"),
        ("kinesis", "events", "long_term_cost"),
        ("msk", "hours_per_month", "size.m7g.large.broker_cost"),
        ("msk", "hours_per_month", "network_cost"),
        ("msk", "events", "storage_cost"),
        ("msk", "events", "network_cost"),
        ("msk", "retention", "express.storage_cost"),
    ],
)
@settings(max_examples=20)
@given(data=st.data())
def test_what_is_paid_by_the_unit_grows_by_the_unit(model, name, path, data):
    texts = drawn(data, model, without={name, "region"})
    question = asked(model, name)
    factor = data.draw(st.sampled_from([2, 3, 10]))
    texts |= {name: repr(data.draw(st.floats(question.low, question.high / factor)))}
    before, after = scaled(model, texts, name, factor, path)
    assert math.isclose(after, factor * before, rel_tol=1e-9)


@pytest.mark.parametrize("model", SERVICES)
@settings(max_examples=15)
@given(data=st.data(), off=st.integers(0, 100))
def test_a_discount_is_taken_off_the_whole_bill(model, data, off):
    texts = drawn(data, model, without={"discount"})
    whole, less = (values(model, texts | {"discount": each})["cost"] for each in ("0", str(off)))
    assert (math.isnan(whole) and math.isnan(less)) or math.isclose(
        less, whole * (100 - off) / 100, rel_tol=1e-9, abs_tol=2 * 10**-PLACES
    )


@pytest.mark.parametrize("model", [name for name in MODELS if "cost_per_million" in program(MODELS[name]).nodes])
@settings(max_examples=15)
@given(data=st.data())
def test_the_cost_of_a_million_events_times_the_events_is_the_bill(model, data):
    found = values(model, drawn(data, model))
    cost = found["cost"]
    per_event, events = found["cost_per_million"], found["events"] * found["hours_per_month"]
    assert (math.isnan(cost) and math.isnan(per_event)) or math.isclose(per_event * events, cost, abs_tol=1e-9)


@pytest.mark.parametrize("model", ["msk", "queues"])
@settings(max_examples=15)
@given(data=st.data())
def test_the_option_taken_is_the_cheapest_of_those_that_fit(model, data):
    made = program(MODELS[model])
    found = values(model, drawn(data, model))
    for choice in made.scope.choices:
        fitting = {
            option.name: round(found[option.cost], PLACES)
            for option in choice.options
            if found[option.fits] and found[option.cost] == found[option.cost]
        }
        if not fitting:
            assert found[choice.path] == NOTHING
            assert math.isnan(found["cost"])
            continue
        assert fitting[found[choice.path]] == min(fitting.values())
        assert found[choice.path] == next(n for n, cost in fitting.items() if cost == min(fitting.values()))
        assert round(found["cost"], PLACES) == fitting[found[choice.path]]


@EVERY
@settings(max_examples=15)
@given(data=st.data())
def test_the_lines_of_every_bill_add_up(model, data):
    made, found = program(MODELS[model]), values(model, drawn(data, model))
    for section in sections(made):
        scope = section.taken(found)
        if scope is None or not section.lines(made):
            continue
        lines = [(line.sign, found[scope.path(line.slot.rpartition("/")[2])]) for line in section.lines(made)]
        total, cost = math.fsum(-v if sign == "-" else v for sign, v in lines), found[scope.path("cost")]
        largest = max((abs(v) for _, v in lines if v == v), default=0)
        assert (math.isnan(cost) and math.isnan(total)) or math.isclose(total, cost, abs_tol=1e-12 * largest + 1e-12)


@settings(max_examples=15)
@given(data=st.data())
def test_just_below_and_just_above_a_flip_point_the_choice_is_what_is_said(data):
    model = data.draw(st.sampled_from(["queues", "msk"]))
    made = program(MODELS[model])
    texts = drawn(data, model, without={"discount"})
    name = data.draw(st.sampled_from(["events", "events", "event_size", "consumers", "retention", "peak_factor"]))
    answers = read(MODELS[model], texts)
    choice = made.scope.choices[0].path
    told = flip_points(made, answers, name, points=60)
    gaps = {gap.high for gap in told.gaps}  # after one, a flip is from what held before it
    found = [flip for flip in told.flips if flip.at not in gaps]
    for flip in found:
        below, at = (made.values(answers | {name: value})[choice] for value in (flip.at * (1 - 3e-9), flip.at))
        assert (below, at) == (flip.before, flip.after)
        assert flip.before != flip.after
    assert [flip.at for flip in found] == sorted(flip.at for flip in found)


@settings(max_examples=15)
@given(data=st.data())
def test_the_turns_next_to_the_readers_value_start_from_the_option_taken(data):
    made = program(MODELS["queues"])
    texts = drawn(data, "queues", without={"discount"})
    answers = read(MODELS["queues"], texts)
    taken = made.values(answers)["service"]
    below, above = turns(made, answers, "events")
    assert below is None or below.after == taken
    assert above is None or above.before == taken


def list_prices():
    for name, model in MODELS.items():
        made = program(model)
        standing = made.values({})
        for path, price in made.prices.items():
            listed = price.entry.held(PRICED_ON, {n: standing[at] for n, at in price.choice.items()})
            if not isinstance(price.on(standing), Tiers):
                yield pytest.param(name, path, listed.amount, id=f"{name}: {path}")


@pytest.mark.parametrize(("model", "key", "amount"), list(list_prices()))
def test_a_price_of_the_readers_own_that_is_the_list_price_changes_nothing(model, key, amount):
    made = program(MODELS[model])
    own, plain = (made.values(read(MODELS[model], {}, prices)) for prices in ({key: amount}, {}))
    assert repr(own) == repr(plain)


@EVERY
@settings(max_examples=20)
@given(data=st.data())
def test_the_same_question_has_the_same_answer_and_it_is_json(model, data):
    texts = drawn(data, model)
    reply = answer(model, texts)
    assert reply == answer(model, dict(reversed(texts.items())))
    written = json.dumps(reply, allow_nan=False)
    assert json.loads(written) == reply
    shown = json.loads(respond(json.dumps({"model": model, "given": texts})))
    assert {key: shown[key] for key in reply} == reply


@EVERY
@settings(max_examples=20)
@given(data=st.data())
def test_a_run_of_one_value_gives_what_the_run_of_all_gives(model, data):
    made = program(MODELS[model])
    answers = read(MODELS[model], drawn(data, model))
    path = data.draw(st.sampled_from([p for p in made.values({}) if p in made.nodes]))
    one, whole = made.only(path)(made.given(answers))[path], made.values(answers)[path]
    assert repr(one) == repr(whole)


@settings(max_examples=15)
@given(data=st.data())
def test_the_page_answers_in_a_comparison_what_each_model_answers_alone(data):
    """One scenario through every calculator."""
    texts = drawn(data, "queues")
    if texts.get("broker", "").startswith("express."):  # alone it does not fit; beside it, it is meant for MSK Express
        del texts["broker"]
    together = answer("queues", texts)["outputs"]
    assume(together)
    for model in ("sqs", "kinesis", "msk"):
        alone = answer(model, {n: t for n, t in texts.items() if n in program(MODELS[model]).questions})["outputs"]
        assert together[f"{model}.cost"] == alone["cost"]
