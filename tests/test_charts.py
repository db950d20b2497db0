"""Pictures: well-formed, safe, the same twice, everything in the table, and no text on another at any width."""

import math
import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import calc.charts
from calc.charts import breakdown, frontier, histogram, letters, sweep, tornado, value
from calc.charts import spark as sparks
from calc.charts.axis import Axis, across, spanned, tick, up
from calc.charts.figure import Words
from calc.charts.plane import ASCENT, DESCENT, WIDTHS

NARROW, WIDE = (280, 288, 343, 400, 519), (520, 600, 720, 1100)
BOLD = {"s0", "s1", "s2", "s3", "s4", "i", "turn"}  # as in charts.css
MARGINS = {"breakdown": (2, 0), "tornado": (0, 0)}
MARKUP = """<script>alert(1)</script> & "quotes' \x00\x1b"""

texts = st.one_of(
    st.sampled_from(
        ["Kinesis", "SQS", "Event Hubs Standard", MARKUP, "", "x" * 300, "a very long name " * 9, "№ 費用 ünï"]
    ),
    st.text(max_size=30),
)
names = texts
finite = st.floats(-1e12, 1e12, allow_nan=False)
positive = st.floats(1e-6, 1e9)
numbers = st.one_of(positive, finite, st.sampled_from([0.0, 1.0, 1000.0, 1001.0, math.nan, math.inf, 1e-6, 1e6]))
units = st.sampled_from(["USD/month", "min", "s", "h", "event/s", "%", "1", "USD/million/event"])
bins = st.builds(histogram.Bin, low=numbers, high=numbers, share=numbers, text=texts, share_text=texts)
percentiles = st.builds(histogram.Percentile, name=texts, at=numbers, text=texts)
axes = st.builds(Axis, label=texts, unit=units, log=st.booleans())
words = st.builds(Words, title=texts, summary=texts, note=texts)
options = st.builds(
    frontier.Option, name=names, delay=numbers, cost=numbers, delay_text=texts, cost_text=texts,
    out=st.sampled_from(["", "", "too big"]), yours=st.booleans(),
)  # fmt: skip


@st.composite
def swept(draw):
    count = draw(st.integers(0, 12))
    over = tuple(sorted(draw(st.lists(positive, min_size=count, max_size=count))))
    marks = st.builds(sweep.Mark, at=positive, value=numbers, text=texts)
    lines = st.builds(
        sweep.Line, name=names,
        values=st.lists(numbers, min_size=count, max_size=count).map(tuple),
        texts=st.lists(texts, min_size=count, max_size=count).map(tuple),
    )  # fmt: skip
    return sweep.Sweep(
        words=draw(words), question=draw(axes), answer=draw(axes), over=over,
        texts=tuple(draw(st.lists(texts, min_size=count, max_size=count))),
        lines=tuple(draw(st.lists(lines, max_size=8))),
        gaps=tuple(draw(st.lists(st.builds(sweep.Gap, start=positive, end=positive, reason=texts), max_size=2))),
        crossings=tuple(draw(st.lists(marks, max_size=4))), here=draw(st.none() | marks),
    )  # fmt: skip


KINDS = ("compute", "storage", "network", "requests", "people", "tax", MARKUP)
parts = st.builds(breakdown.Part, kind=st.sampled_from(KINDS), amount=numbers, text=texts)
ends = st.builds(
    tornado.End, input_text=texts, answer=numbers, answer_text=texts, turns=st.sampled_from(["", "SQS", "x " * 80])
)
PICTURES = {
    frontier: st.builds(
        frontier.Frontier, words=words, options=st.lists(options, max_size=25).map(tuple), delay=axes, cost=axes,
        window=st.none() | st.builds(frontier.Window, at=positive, text=texts),
    ),
    sweep: swept(),
    breakdown: st.builds(
        breakdown.Breakdown, words=words, kinds=st.just(KINDS),
        bars=st.lists(
            st.builds(
                breakdown.Bar, name=names, parts=st.lists(parts, max_size=7).map(tuple), total=numbers, text=texts,
                out=st.sampled_from(["", "too big"]), yours=st.booleans(),
            ), max_size=8,
        ).map(tuple),
    ),
    value: st.builds(
        value.Value, words=words, delay=axes, half_life=numbers, half_life_text=texts,
        kept=st.lists(
            st.builds(
                value.Kept, name=names, delay=numbers, share=st.floats(0, 100) | st.just(math.nan), delay_text=texts,
                share_text=texts,
            ), max_size=4,
        ).map(tuple),
    ),
    tornado: st.builds(
        tornado.Tornado, words=words, answer=axes, now=finite, now_text=texts,
        swings=st.lists(st.builds(tornado.Swing, name=names, low=ends, high=ends, note=texts), max_size=12).map(tuple),
    ),
    histogram: st.builds(
        histogram.Histogram, words=words, answer=axes,
        bins=st.lists(bins, max_size=24).map(tuple), percentiles=st.lists(percentiles, max_size=4).map(tuple),
        verdicts=st.lists(st.builds(histogram.Verdict, name=texts, text=texts), max_size=3).map(tuple),
    ),
}  # fmt: skip


def pixels(given, whole):
    return float(given[:-1]) * whole / 100 if given.endswith("%") else float(given)


def placed(figure, width):
    """The texts of a picture that is *width* wide, each with its box; and the box that they must be in."""
    plot = figure.find("div")
    style = dict(each.split(":") for each in plot.get("style", "").split(";") if each)
    narrow = width < WIDTHS[1]
    left = float(style.get("--l", "0px")[:-2])
    right = float(style.get("--r" if narrow else "--w", "0px")[:-2])
    if not narrow and "--L" in style:
        left = float(style["--L"][:-2])
    room = width - left - right
    svg = plot.find("svg")
    found = []

    def walk(node, x, y):
        for each in node:
            if each.get("class") == ("rt-w" if narrow else "rt-n") or each.get("viewBox"):
                continue
            at, down = x + pixels(each.get("x", "0"), room), y + float(each.get("y", "0"))
            if each.tag == "text":
                style = {*each.get("class", "").split()}
                wide = letters.width(each.text or "", bold=bool(style & BOLD))
                start = at + float(each.get("dx", "0")) - (wide if "e" in style else wide / 2 if "m" in style else 0)
                found.append((each.text, (start, start + wide, down - ASCENT, down + DESCENT)))
            elif each.tag == "svg":
                walk(each, at, down)
            elif each.tag == "g":
                walk(each, x, y)

    walk(svg, 0, 0)
    above, below = MARGINS.get(figure.get("class").removeprefix("rt-picture rt-"), (28, 46))
    return found, (-left, room + right, -above, float(svg.get("height")) + below)


def collisions(figure, width):
    found, (left, right, top, bottom) = placed(figure, width)
    wrong = [
        f"{text!r} {box} is not inside {left, right, top, bottom} at {width}"
        for text, box in found
        if text and (box[0] < left - 0.5 or box[1] > right + 0.5 or box[2] < top - 0.5 or box[3] > bottom + 0.5)
    ]
    for (text, a), (other, b) in combinations([each for each in found if each[0]], 2):
        # Places are told to a tenth: of a percent across, of a pixel down.
        if a[0] < b[1] - 1.2 and b[0] < a[1] - 1.2 and a[2] < b[3] - 0.3 and b[2] < a[3] - 0.3:
            wrong.append(f"{text!r} {a} is on {other!r} {b} at {width}")
    return wrong


@pytest.mark.parametrize("module", PICTURES, ids=lambda module: module.__name__)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_text_is_on_another_or_outside_at_any_width(module, data):
    picture = data.draw(PICTURES[module])
    figure = ElementTree.fromstring(module.draw(picture, "p"))
    for width in (*NARROW, *WIDE):
        assert collisions(figure, width) == []


@pytest.mark.parametrize("module", PICTURES, ids=lambda module: module.__name__)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_picture_is_well_formed_the_same_twice_and_its_ids_are_its_own(module, data):
    picture = data.draw(PICTURES[module])
    html = module.draw(picture, "p1")
    assert html == module.draw(picture, "p1")
    figure = ElementTree.fromstring(html)
    assert "<script" not in html
    assert figure.get("id") == "p1"
    ids = [each.get("id") for each in figure.iter() if each.get("id")]
    assert len(ids) == len({*ids})
    assert all(each == "p1" or each.startswith("p1-") for each in ids)
    svg = figure.find("div/svg")
    assert svg.get("role") == "img"
    assert svg.find("title") is not None
    assert svg.find("desc") is not None
    for each in ("aria-labelledby", "aria-describedby"):
        assert svg.get(each) in ids
    used = {each.get("fill")[5:-1] for each in figure.iter() if each.get("fill", "").startswith("url(#")}
    assert used <= {*ids}


@pytest.mark.parametrize("module", PICTURES, ids=lambda module: module.__name__)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_coordinate_is_without_a_number(module, data):
    html = module.draw(data.draw(PICTURES[module]), "p")
    for each in ElementTree.fromstring(html).find("div").iter():
        for name in ("x", "y", "dx", "width", "height", "cx", "cy", "r", "d", "points"):
            assert not {"nan", "inf"} & {*each.get(name, "").replace("%", " ").split()}, name
            assert "nan" not in each.get(name, "")
            assert not each.get(name, "").startswith("-") or name not in {"width", "height", "r"}


def test_pictures_know_no_model_and_no_answer():
    """They are given numbers and texts; of calc they need how a tick is shown, and how long a minute is."""
    for path in sorted(Path(calc.charts.__file__).parent.glob("*.py")):
        found = set(re.findall(r"^from (calc\.\w+)", path.read_text(encoding="utf-8"), re.MULTILINE))
        assert found <= {"calc.charts", "calc.show", "calc.units"}, path.name


def cells(html):
    return [
        ["".join(cell.itertext()) for cell in row] for row in ElementTree.fromstring(html).iter("tr")
    ]  # fmt: skip


def test_the_table_has_every_datum():
    some = frontier.Frontier(
        Words("Cost", "What it costs"),
        (
            frontier.Option("Streaming", 0.05, 8211.6, "3 s", "$8,211.60"),
            frontier.Option("Nightly", math.nan, 1668.39, "no figure", "$1,668.39"),
            frontier.Option("Cluster", 0.05, 9000, "3 s", "$9,000.00"),
            frontier.Option("Small", 0.05, 10, "3 s", "$10.00", out="cannot carry it"),
        ),
    )
    assert cells(frontier.draw(some, "f")) == [
        ["Option", "Delay", "Cost", "Verdict"],
        ["Streaming", "3 s", "$8,211.60", "on the frontier"],
        ["Nightly", "no figure", "$1,668.39", "not in the picture"],
        ["Cluster", "3 s", "$9,000.00", "another beats it"],
        ["Small", "3 s", "$10.00", "cannot carry it"],
    ]
    lines = (sweep.Line("A", (1, math.nan, 3), ("$1", "none", "$3")), sweep.Line("B", (2, 2, 2), ("$2", "$2", "$2")))
    over = sweep.Sweep(
        Words("Sweep", ""), Axis("Events"), Axis("Cost", "USD/month"), (1, 2, 3), ("one", "two", "three"), lines,
        gaps=(sweep.Gap(1.5, 2.5, "too many"),),
        crossings=(sweep.Mark(2.5, 2, "2.5"),), here=sweep.Mark(2, 2, "Yours: 2"),
    )  # fmt: skip
    assert cells(sweep.draw(over, "s")) == [
        ["Events", "A", "B"], ["one", "$1", "$2"], ["two", "none", "$2"], ["three", "$3", "$2"],
        ["one to two", "too many"], ["2.5", "Here two cross"], ["Yours: 2"],
    ]  # fmt: skip


def test_a_gap_is_a_gap_and_its_reason_is_said():
    line = sweep.Line("A", (1, 2, math.nan, math.nan, 5, 6), ("",) * 6)
    html = sweep.draw(
        sweep.Sweep(
            Words("Sweep", ""), Axis("Size"), Axis("Cost"), (1, 2, 3, 4, 5, 6), ("",) * 6, (line,),
            gaps=(sweep.Gap(2, 5, "no answer"),),
        ),
        "s",
    )  # fmt: skip
    (drawn,) = (each.get("d") for each in ElementTree.fromstring(html).iter("path") if each.get("class") == "s s0")
    assert drawn.count("M") == 2
    assert "no answer" in html


def test_what_no_other_beats_is_on_the_frontier():
    def option(name, delay, cost, out=""):
        return frontier.Option(name, delay, cost, "", "", out)

    options = [
        option("fresh", 1, 100), option("old", 9, 10), option("beaten", 9, 11), option("same as fresh", 1, 100),
        option("late", 10, 10), option("out", 0.1, 1, "does not fit"),
    ]  # fmt: skip
    assert [each.name for each in frontier.undominated(options)] == ["fresh", "same as fresh", "old"]


def test_every_name_has_room_where_there_are_few():
    some = frontier.Frontier(
        Words("", ""),
        tuple(frontier.Option(name, delay, cost, "", "") for name, delay, cost in (
            ("Streaming", 0.05, 8211.6), ("Near-real-time", 1.5, 3259.02), ("Micro-batch", 10.44, 1753.15),
            ("Hourly", 35, 1688.91), ("Nightly", 740, 1668.39),
        )),
        frontier.Window(15, "Your window: 15 min"),
    )  # fmt: skip
    figure = ElementTree.fromstring(frontier.draw(some, "f"))
    for width in (288, 720):
        shown = [text for text, _ in placed(figure, width)[0]]
        assert {option.name for option in some.options} <= {*shown}
        assert "Your window: 15 min" in " ".join(shown)  # in one line or two


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    spark=swept()
    .filter(lambda of: of.lines)
    .map(lambda of: sparks.Spark(of.words.summary, of.question, of.answer, of.over, of.lines[0].values, (3.0, 4.0)))
)
def test_a_spark_is_well_formed_and_small(spark):
    html = sparks.draw(spark)
    svg = ElementTree.fromstring(html)
    assert html == sparks.draw(spark)
    assert svg.get("role") == "img"
    assert "nan" not in svg.find("path").get("d")
    assert len(html) < 400 + 6 * len(spark.summary)


@settings(max_examples=300, deadline=None)
@given(axis=axes, values=st.lists(numbers, max_size=8))
@example(axis=Axis("", "USD/month", log=True), values=[1e-6, 1e6])
@example(axis=Axis("", "min", log=True), values=[0.0, 5.0])
@example(axis=Axis("", "USD/month"), values=[7.0, 7.0])
@example(axis=Axis("", "min"), values=[0.0, 5e-323])
def test_ticks_are_in_order_and_each_is_said_once(axis, values):
    over = spanned(axis, values)
    assert over.low < over.high
    for ticks in (across(over, 200, 40, 10), across(over, 460, 40, 120), up(over, 260)):
        assert len({each.text for each in ticks}) == len(ticks)
        assert [each.at for each in ticks] == sorted(each.at for each in ticks)
        assert all(0 <= each.at <= 1 for each in ticks)


def test_ticks_step_by_one_two_and_five():
    assert [each.text for each in up(spanned(Axis("", "USD/month"), [0, 4100]), 200)] == [
        "$0", "$1,000", "$2,000", "$3,000", "$4,000",
    ]  # fmt: skip
    log = spanned(Axis("", "event/s", log=True), [1, 1e5])
    assert [each.text for each in across(log, 400, 20, 20)] == ["1", "10", "100", "1,000", "10,000", "100k"]
    time = spanned(Axis("", "min", log=True), [0.05, 1440])
    assert [each.text for each in across(time, 300, 20, 20)] == ["10 s", "1 min", "10 min", "1 h", "6 h", "1 day"]
    assert tick(0.0004, "USD/request") == "$0.0004"
