"""A page's parts have slots, and every slot has a text for every answer, the same as the answer's."""

import itertools
import json
import math
import random

import pytest

import calc.models  # noqa: F401
from calc.answers import answer, default, read, respond
from calc.model import MODELS, Lookup
from calc.program import Formula, program
from calc.sections import sections
from calc.sheet import KINDS, slots, table

FURTHER = {
    "the defaults": {},
    "nothing fits": {"events": "1000000", "event_size": "1000"},
    "no price is listed": {"region": "us-east-2"},
    "a discount": {"discount": "10"},
    "all of it off": {"discount": "100"},
    "hardly an event": {"events": "0.001", "consumers": "1", "retention": "1"},
    "fan-out": {"enhanced_fan_out": "yes", "free_tier": "yes", "rack_aware": "no", "retention": "1000"},
}


def asked_of(asked, given):
    """The answers that a model with these questions takes: not all ask the same, and regions are a cloud's own."""
    return {
        name: text for name, text in given.items() if name in asked and text in getattr(asked[name], "options", [text])
    }


def cases():
    for name, model in MODELS.items():
        asked = program(model).questions
        for example in model.examples:
            yield pytest.param(name, dict(example.given), id=f"{name}: {example.name}")
        for title, given in FURTHER.items():
            yield pytest.param(name, asked_of(asked, given), id=f"{name}: {title}")


CASES = pytest.mark.parametrize(("model", "given"), list(cases()))


def expected(made):
    """The slots that the page's template puts texts into."""
    for section in sections(made):
        lines, rows = section.lines(made), section.rows(made)
        if lines:
            yield from (f"{section.id}/cost$", f"{section.id}/cost")
        for row in rows:
            yield row.slot
            yield from (
                f"{row.slot}{end}" for end in ("=" * bool(row.formula), "?" * row.is_limit, "~" * row.branches) if end
            )
            yield from (piece.slot for piece in row.formula if piece.slot)
        yield from (line.slot + end for line in lines for end in "$!")
        for figure in section.figures(made):
            yield from (figure.slot, *([f"{figure.slot}@"] if len(figure.paths) > 1 else []))
            yield from ([f"{figure.slot}~"] if figure.price.entry.basis else [])
            yield from ([f"{figure.slot}^"] if figure.of_several else [])
    yield from (f"?{name}{end}" for name in made.questions for end in ("", ":from"))
    for choice in made.scope.choices:
        for option in choice.options:
            for what in (
                *choice.word.columns,
                "why",
                "state",
                "made",
                "rank",
                *KINDS,
                *(f"bar:{kind}" for kind in KINDS),
            ):
                yield f"{choice.path}.{option.name}:{what}"


def texts(model, given, prices=None):
    made = program(MODELS[model])
    return slots(made, made.values(read(MODELS[model], given, prices or {})))


@CASES
def test_every_slot_has_a_text_for_every_answer(model, given):
    made, found = program(MODELS[model]), texts(model, given)
    wanted = list(expected(made))
    assert [slot for slot in wanted if slot not in found] == []
    assert set(found) == set(wanted), "a text that the page has no place for"
    assert all(isinstance(text, str) for text in found.values())
    assert all("nan" not in text.split() and "inf" not in text.split() for text in found.values())
    for slot, text in found.items():
        assert text or slot.endswith((":made", "@", "~")), slot


@pytest.mark.parametrize("model", MODELS)
def test_an_answer_fills_the_same_slots_as_every_other(model):
    """What one answer leaves out would keep the text of the answer before it."""
    asked = program(MODELS[model]).questions
    _, first = default(MODELS[model])
    for given in FURTHER.values():
        request = {"model": model, "given": asked_of(asked, given)}
        assert json.loads(respond(json.dumps(request)))["slots"].keys() == first.keys()


@CASES
def test_the_texts_are_those_of_the_answer(model, given):
    made, found, reply = program(MODELS[model]), texts(model, given), answer(model, given)
    for path, output in reply["outputs"].items():
        scope, _, name = path.rpartition(".")
        if f"{scope}/{name}" in found:
            assert found[f"{scope}/{name}"] == output["text"], path
    for choice in made.scope.choices:
        states = {found[f"{choice.path}.{option.name}:state"]: option.name for option in choice.options}
        assert states.get("taken", "nothing") == reply["outputs"][choice.path]["text"]


@CASES
def test_the_lines_of_a_bill_add_up_to_it(model, given):
    made = program(MODELS[model])
    values = made.values(read(MODELS[model], given))
    billed = 0
    for section in sections(made):
        scope, lines = section.taken(values), section.lines(made)
        if scope is None or not lines:
            continue
        signed = [(-1 if line.sign == "-" else 1, values[scope.path(_name(line))]) for line in lines]
        cost = values[scope.path("cost")]
        total = math.fsum(sign * value for sign, value in signed)
        assert math.isnan(cost) if math.isnan(total) else math.isclose(total, cost, rel_tol=1e-12, abs_tol=1e-9)
        assert len({line.slot for line in lines}) == len(lines) > 1
        billed += 1
    no_figure = answer(model, given)["outputs"].get("cost", {}).get("text") == "no figure"
    assert billed or no_figure or not any(section.lines(made) for section in sections(made))


def test_a_bill_says_each_line_without_its_month_and_the_discount_with_a_minus():
    found = texts("kinesis", {"discount": "10"})
    assert {slot: text for slot, text in found.items() if slot.endswith("$")} == {
        "/cost$": "$29.62",
        "/shard_cost$": "$10.95",
        "/stream_cost$": "$0.00",
        "/put_cost$": "$7.36",
        "/in_cost$": "$0.00",
        "/out_cost$": "$0.00",
        "/extended_cost$": "$14.60",
        "/kept_cost$": "$0.00",
        "/long_term_cost$": "$0.00",
        "/fan_out_cost$": "$0.00",
        "/saving$": "−$3.29",
    }
    assert texts("kinesis", {})["/saving$"] == "$0.00"


def test_what_an_option_is_made_of_takes_the_discount_off():
    assert texts("queues", {"discount": "10"})["service.Kinesis:made"] == (
        "shards $10.95 + payload units $7.36 + retention to 7 days $14.60 − discount $3.29 + people $1,583.33"
    )
    assert texts("queues", {"people": "no"})["service.Kinesis:made"] == (
        "shards $10.95 + payload units $7.36 + retention to 7 days $14.60"
    )


def test_what_a_bill_is_paid_for_adds_up_to_it_with_the_discount_taken_off():
    found = texts("queues", {"discount": "10"})
    paid = [found[f"service.Kinesis:{kind}"] for kind in KINDS]
    assert paid == ["$9.86", "$13.14", "–", "$6.62", "$1,583.33"]
    assert found["service.Kinesis:cost"] == "$1,612.95"


def test_where_nothing_fits_every_figure_of_the_size_says_so():
    found = texts("msk", {"events": "1000000", "event_size": "1000"})
    assert found["/cost$"] == found["/broker_cost$"] == found["size/cost"] == found["size/cost="] == "no figure"
    assert found["size.m7g.large:state"] == "out"


def test_a_table_says_why_each_option_was_taken_or_not():
    found = texts("queues", {"replay": "yes", "people": "no"})
    rows = {name: [found[f"service.{name}:{part}"] for part in ("cost", "why", "state")] for name in ("SQS", "MSK")}
    assert rows == {
        "SQS": ["$756.86", "Out: a message is gone once it is deleted, and you need replay.", "out"],
        "MSK": ["$540.46", "$507.55 a month more.", "fits"],
    }
    assert found["service.Kinesis:why"] == "The cheapest that fits."
    assert found["service.Kinesis:rank"] == "0"
    assert default(MODELS["queues"])[1]["service.Kinesis:floor"] == "$1,608.92"


def test_the_bars_have_one_scale_and_the_dearest_that_fits_fills_it():
    found = texts("queues", {"people": "no"})
    bars = {
        option.name: sum(float(found[f"service.{option.name}:bar:{kind}"]) for kind in KINDS)
        for option in program(MODELS["queues"]).scope.choices[0].options
        if found[f"service.{option.name}:state"] in {"taken", "fits"}
    }
    assert max(bars.values()) == bars["Event Hubs Dedicated"] == pytest.approx(100, abs=0.05)
    assert bars["Kinesis"] == pytest.approx(100 * 32.9084 / 4999.77, abs=0.05)


def test_what_is_folded_is_not_worked_out_and_what_is_seen_is():
    made = program(MODELS["queues"])
    values = made.values({})
    everything = slots(made, values)
    folded, one = slots(made, values, ()), slots(made, values, ("kinesis",))
    assert folded.items() <= one.items() <= everything.items()
    assert "kinesis/cost" in folded
    assert "kinesis/shards=" not in folded
    assert {slot for slot in everything if slot.startswith("kinesis/")} <= set(one)
    assert "sqs/requests=" not in one


def test_a_price_of_the_readers_own_is_marked_where_it_is_used():
    found = texts("kinesis", {}, {"aws_kinesis.shard_hour": "0.012"})
    assert found["/shard_hour"] == "$0.012 per shard and hour, yours in place of $0.015 per shard and hour"
    assert found["/shard_cost="] == "1 shard × $0.012 per shard and hour (yours) × 730 h/month"
    tiered = texts("sqs", {}, {"aws_sqs.standard_request": "0.2"})
    assert tiered["/standard_cost="] == "1,892,160,000 requests/month × $0.20 per million requests (yours)"
    refused = texts("msk", {"partitions": "10000"}, {"aws_msk.broker_quota": "5"})
    assert "a cluster has at most 5 brokers (yours)" in refused["size.m7g.large:why"]
    assert texts("kinesis", {}, {"aws_kinesis.shard_hour": "0.015"}) == texts("kinesis", {})


def test_a_figure_that_is_one_for_each_size_says_which_is_shown():
    made = program(MODELS["msk"])
    (section,) = (each for each in sections(made) if each.id == "size")
    figures = {figure.name: figure for figure in section.figures(made)}
    assert figures["replicas"].paths == {"aws_msk.replicas": ""}
    assert figures["broker_hour"].paths["aws_msk.broker_hour[m7g.4xlarge]"] == "m7g.4xlarge"
    assert len(figures["broker_hour"].paths) == len(section.scopes)
    assert texts("msk", {})["size/broker_hour@"] == "aws_msk.broker_hour[m7g.large]"
    dear = texts("msk", {}, {"aws_msk.broker_hour[m7g.large]": "9"})
    assert dear["size/broker_hour@"] == "aws_msk.broker_hour[m5.large]"
    assert "yours" not in dear["size/broker_hour"]
    assert texts("msk", {"events": "1000000", "event_size": "1000"})["size/broker_hour@"] == ""


@pytest.mark.parametrize("model", MODELS)
def test_every_formula_and_every_figure_of_a_section_is_on_the_page(model):
    made = program(MODELS[model])
    rows = [row.slot for section in sections(made) for row in section.rows(made)]
    slots_of_figures = [figure.slot for section in sections(made) for figure in section.figures(made)]
    assert len(set(rows)) == len(rows)
    assert len(set(slots_of_figures)) == len(slots_of_figures)
    shown = {id(scope) for section in sections(made) for scope in section.scopes.values()}
    for path, node in made.nodes.items():
        assert not isinstance(node, Formula) or id(node.scope) in shown, path
    for section in sections(made):
        words = section.scope.model.words()
        looked_up = dict.fromkeys(figure.name for figure in section.figures(made))
        assert list(looked_up) == [n for n, w in words.items() if isinstance(w, Lookup)]
        for scope in section.scopes.values():
            assert scope.model is section.scope.model, "the uses differ in values only"


@pytest.mark.parametrize("model", MODELS)
def test_nothing_depends_on_the_order_of_answers_or_prices(model):
    asked = program(MODELS[model]).questions
    given = {name: text for name, text in {"events": "123", "consumers": "4", "discount": "7"}.items() if name in asked}
    prices = dict(itertools.islice(((key, "3") for key in program(MODELS[model]).prices), 3))
    first, shown = answer(model, given, prices), texts(model, given, prices)
    for seed in range(6):
        shuffled = [dict(random.Random(seed).sample(list(each.items()), len(each))) for each in (given, prices)]
        again = answer(model, *shuffled)
        assert again == first
        assert list(again["outputs"]) == list(first["outputs"])
        assert list(texts(model, *shuffled).items()) == list(shown.items())


@pytest.mark.parametrize("model", MODELS)
def test_values_in_any_order_give_the_same_table(model):
    made = program(MODELS[model])
    values = made.values({})
    turned = dict(reversed(values.items()))
    for choice in made.scope.choices:
        assert table(made, turned, choice) == table(made, values, choice)
    assert slots(made, turned) == slots(made, values)


def _name(line):
    return line.slot.rpartition("/")[2]
