"""What the page asks besides an answer: pictures, ranges, draws; each of every model, refusals as answers have them."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET

import pytest
from test_sheet import CASES

import calc.models  # noqa: F401
from calc.analysis.ranges import default_ranges
from calc.analysis.verdict import verdicts
from calc.answers import answer
from calc.changes import COUNTED, in_the_open, sets_of
from calc.desk import SLICE, respond
from calc.model import MODELS
from calc.program import program
from calc.reading import plain_at

EVERY = pytest.mark.parametrize("model", MODELS)


def ask(model, given=None, **asked):
    return json.loads(respond(json.dumps({"model": model, "given": given or {}, "prices": {}, **asked})))


def drawn(model, name, over="", given=None):
    reply = ask(model, given, do="draw", name=name, over=over)
    assert reply["errors"] == {}
    return reply["html"]


def parsed(html):
    """The parts of what is drawn; it is put into a page as it is, so it must be whole."""
    return ET.fromstring(f"<div>{html.replace('hidden>', 'hidden="">')}</div>")


@CASES
def test_pictures_are_whole_for_every_case(model, given):
    made = program(MODELS[model])
    wanted = [("main", ""), ("sensitive", ""), *(("beside", name) for name in in_the_open(made))]
    wanted += [("turning", "")] if verdicts(made) else []
    for name, over in wanted:
        found = drawn(model, name, over, given)
        assert "nan" not in "".join(parsed(found).itertext()).split(), name


@EVERY
def test_the_answer_can_be_drawn_over_every_number_in_the_open(model):
    for name in in_the_open(program(MODELS[model])):
        picture = parsed(drawn(model, "over", name))
        assert picture.find(".//figcaption").text


@EVERY
def test_the_flips_of_a_verdict_are_those_that_the_answers_have(model):
    made = program(MODELS[model])
    if not verdicts(made):
        return
    for name in in_the_open(made)[:2]:
        said = drawn(model, "flips", name)
        assert said.startswith("Does not flip between") or " at first; " in said, said


@EVERY
def test_draws_come_in_slices_and_end_in_a_picture(model):
    slices = []
    while not slices or "html" not in slices[-1]:
        slices.append(ask(model, do="spread", ranges={}))
    assert [each["done"] for each in slices] == [SLICE * (i + 1) for i in range(10_000 // SLICE)]
    assert "10,000 draws" in slices[-1]["html"]
    assert slices[0]["said"] == f"{SLICE} of 10,000 draws"


def test_two_calculators_of_a_page_draw_without_taking_turns_from_each_other():
    done = {"sqs": [], "kinesis": []}
    for _ in range(3):
        for model in done:
            done[model].append(ask(model, {"events": "250"}, do="spread", ranges={})["done"])
    assert done == {model: [SLICE, 2 * SLICE, 3 * SLICE] for model in done}


def test_an_end_that_is_left_empty_is_the_listed_one():
    made = program(MODELS["queues"])
    path, listed = next(iter(default_ranges(made, {}).items()))
    likely = plain_at((listed.low + listed.likely) / 2, made.unit(path))
    reply = ask("queues", do="spread", ranges={path: ["", likely, ""]})
    assert reply["errors"] == {}


def test_draws_begin_again_where_a_value_has_changed():
    assert ask("kinesis", do="spread", ranges={})["done"] == SLICE
    assert ask("kinesis", do="spread", ranges={})["done"] == 2 * SLICE
    assert ask("kinesis", {"events": "300"}, do="spread", ranges={})["done"] == SLICE


RANGES = [
    ({"events": ["500", "", "100"]}, "events", "the low of a range, 500, is more than its high, 100"),
    ({"events": ["100", "50", "300"]}, "events", "the low of a range, 100, is more than its likely, 50"),
    ({"events": ["x", "", "300"]}, "events", "three numbers like"),
    ({"events": ["-5", "", "300"]}, "events", "must be from 0.001"),
    ({"evnts": ["1", "2", "3"]}, "evnts", "did you mean events?"),
]


@pytest.mark.parametrize(("ranges", "name", "said"), RANGES)
def test_a_range_that_cannot_be_is_told_at_its_input(ranges, name, said):
    reply = ask("kinesis", do="spread", ranges=ranges)
    assert list(reply["errors"]) == [name]
    assert said in reply["errors"][name]


def test_what_an_answer_refuses_a_picture_refuses_too():
    given = {"events": "12k"}
    assert ask("queues", given, do="draw", name="main")["errors"] == answer("queues", given)["errors"]


@EVERY
def test_the_form_for_ranges_has_three_fields_a_row(model):
    form = parsed(ask(model, do="ranges")["html"].replace("></td>", "/></td>"))
    for row in form.findall(".//tbody/tr"):
        assert [each.get("data-end") for each in row.findall(".//input")] == ["low", "likely", "high"]


@EVERY
def test_sets_are_held_against_each_other_where_something_is_counted_by_them(model):
    made = program(MODELS[model])
    name = sets_of(made)
    assert bool(name) == (
        any(getattr(each, "sets", False) for each in made.questions.values()) and any(p in made.nodes for p in COUNTED)
    )
    for other in made.questions[name].options[1:] if name else ():
        assert other in drawn(model, "sets", other) or "same figures" in drawn(model, "sets", other)


def test_markup_in_what_is_asked_never_comes_back_as_markup():
    reply = ask("queues", do="spread", ranges={"<b>": ["1", "", "<i>"]})
    assert list(reply["errors"]) == ["<b>"]  # the page sets it as text
    assert "html" not in reply
