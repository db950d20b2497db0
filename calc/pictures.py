"""The pictures of a calculator, from its declaration: what the analyses found, drawn by the charts.

Every model has a *main* picture (its options between delay and cost, or its answer over its first question), what its
answer is *sensitive* to, its answer over the range of any question, how far it spreads, and a small picture beside
each question in the open. The same functions draw at build and in the page.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from calc import changes
from calc.addends import addends
from calc.addends import label as named
from calc.analysis.flip import Flip
from calc.analysis.ranges import Spread
from calc.analysis.sweep import sweep
from calc.analysis.tornado import EITHER_WAY, Bar, End, Tornado, tornado
from calc.analysis.verdict import costs, main_output
from calc.catalogue import Tiers
from calc.changes import in_the_open, numeric, starts, told
from calc.charts import breakdown, frontier, histogram, spark
from calc.charts import sweep as sweep_chart
from calc.charts import tornado as tornado_chart
from calc.charts import value as value_chart
from calc.charts.axis import Axis
from calc.charts.figure import Words
from calc.model import Curve, Question, Value
from calc.program import NOTHING, Choice, Formula, Option, Program
from calc.sections import calculator_of
from calc.sheet import KINDS, kinds, ranked
from calc.show import Told, amount, inside, say, show
from calc.trace import shown_at, why_not
from calc.units import scale

BARS = 10  # of a breakdown: it is still one that can be read in a talk
POINTS = 40  # of a sweep: a table of them is still one that can be read
FEW = 24  # of the small picture beside a question
LINES = 5  # of a sweep: more names do not find room beside it
Values = Mapping[str, Value]


def draw(program: Program, answers: Values, name: str, over_: str = "") -> str:
    """The picture *name*, of the question *over_* where it is of one; ``KeyError`` if there is none of that name."""
    values, called = program.values(answers), f"{program.model.id}-{name}"
    return {
        "main": lambda: main(program, answers, values, called),
        "bills": lambda: bills(program, values, called),
        "sensitive": lambda: sensitive(program, answers, values, called),
        "over": lambda: over(program, answers, values, over_, called),
        "beside": lambda: beside(program, answers, values, over_),
        "turning": lambda: changes.turning(program, answers, values),
        "flips": lambda: changes.flips(program, answers, over_),
        "sets": lambda: changes.sets(program, answers, over_),
    }[name]()


def main(program: Program, answers: Values, values: Values, id: str) -> str:
    """The picture under the headline."""
    choice = next((each for each in program.scope.choices if each.word.delay), None)
    if choice:
        return options(program, values, choice, id)
    curve = program.model.curve
    if curve and values[curve.when[0]] == curve.when[1]:
        return value(program, values, curve, id)
    return over(program, answers, values, first(program), id)


@lru_cache(maxsize=64)
def first(program: Program) -> str:
    """The question that the answer is drawn over: that of the comparison, or the one in the open that moves it most."""
    for choice in program.scope.choices:
        if choice.word.over:
            return choice.word.over
    moving = [bar.path for bar in tornado(program, {}).bars]
    return next((path for path in moving if path in in_the_open(program)), numeric(program)[0])


def options(program: Program, values: Values, choice: Choice, id: str) -> str:
    """What each option costs against how fresh it is, the reader's own limit marked."""
    word = choice.word
    delay_unit = program.unit(choice.options[0].scope.path(word.delay))
    cost_unit = program.unit(choice.options[0].cost)
    known = [
        frontier.Option(
            option.name,
            _number(values[path], delay_unit),
            _number(values[option.cost], cost_unit),
            show(values[path], delay_unit),
            amount(values[option.cost], cost_unit),
            _inside(program, values, option),
            option.name == values[choice.path],
        )
        for option in choice.options
        for path in [option.scope.path(word.delay)]
    ]
    window = None
    if word.within in program.questions:
        question = program.questions[word.within]
        limit, shown = values[word.within], shown_at(program, values, word.within)
        window = frontier.Window(float(str(limit)) / scale(delay_unit), f"{question.label}: {shown}")
    best = values[choice.path]
    said = "No option fits." if best == NOTHING else f"{best} is the cheapest that fits."
    words = Words("What each option costs a month, and how soon it delivers", said, "People are in it if counted.")
    return frontier.draw(
        frontier.Frontier(
            words, tuple(known), window, Axis("Delay", delay_unit, log=True), Axis("Cost a month", cost_unit, log=True)
        ),
        id,
    )


@lru_cache(maxsize=64)
def itemised(program: Program) -> Choice | None:
    """The comparison in which every line of every bill says what it is paid for; None where there is none.

    The sizes of one service are none: they differ in one line, and their table has it.
    """
    for choice in program.scope.choices:
        lines = [path for option in choice.options for sign, path in addends(program, option.cost) if sign == "+"]
        steps = [node.step for path in lines if isinstance(node := program.nodes[path], Formula)]
        if (choice.word.over or choice.word.delay) and all(step.of for step in steps):
            return choice
    return None


def bills(program: Program, values: Values, id: str) -> str:
    """What the bill of each option is paid for. Of a service in several forms only the cheapest is drawn.

    What does not fit is drawn where there is room for all of it.
    """
    choice = itemised(program)
    if choice is None:
        raise KeyError("bills")
    known = [each for each in ranked(values, choice) if math.isfinite(float(str(values[each.cost])))]
    forms: dict[str, Option] = {}
    for option in known:
        forms.setdefault(calculator_of(option.scope) or option.name, option)
    first = [*forms.values()]
    fitting = [option for option in first if values[option.fits]]
    shown = (first if len(first) <= BARS else fitting or first)[:BARS]
    paid = {option.name: kinds(program, values, option.cost) for option in shown}
    unit = program.unit(choice.options[0].cost)
    bars = tuple(
        breakdown.Bar(
            option.name,
            tuple(
                breakdown.Part(kind, sum_ / scale(unit), amount(sum_, unit) if sum_ else "–")
                for kind, sum_ in paid[option.name].items()
            ),
            _number(values[option.cost], unit),
            amount(values[option.cost], unit),
            _inside(program, values, option),
            option.name == values[choice.path],
        )
        for option in shown
    )
    said = "No option fits."
    if values[choice.path] != NOTHING:
        best = next(option for option in shown if option.name == values[choice.path])
        most = max(paid[best.name], key=lambda kind: paid[best.name][kind])
        said = f"{best.name} is the cheapest that fits; most of its bill is for {most}."
    rest = len(choice.options) - len(shown)
    left = f"{rest} more {'is' if rest == 1 else 'are'} in the table of options"
    note = f"Of a service in several forms, the cheapest is drawn: {left}." if rest else ""
    words = Words("What each option costs a month, and what for", said, note)
    return breakdown.draw(breakdown.Breakdown(words, KINDS, bars), id)


def value(program: Program, values: Values, curve: Curve, id: str) -> str:
    """What is left of a value over time, and what each way keeps of it."""
    unit = program.unit(curve.half_life)
    kept = tuple(
        value_chart.Kept(
            title,
            _number(values[delay], unit),
            _number(values[share], "%"),
            shown_at(program, values, delay),
            shown_at(program, values, share),
        )
        for title, (delay, share) in curve.kept.items()
    )
    half_life = shown_at(program, values, curve.half_life)
    words = Words(
        "What acting is still worth, by how late it is",
        "; ".join(f"{each.name} keeps {each.share_text}" for each in kept) + ".",
        "Of the value of acting at once. What is kept is the average over all events, so it may lie off the curve.",
    )
    axis = Axis("From event to act", unit)
    return value_chart.draw(value_chart.Value(words, axis, _number(values[curve.half_life], unit), half_life, kept), id)


def over(program: Program, answers: Values, values: Values, name: str, id: str) -> str:
    """The answer over the range of a question, with where its verdict changes."""
    question = program.questions[name]
    lines = _compared(program)
    output = main_output(program)
    found = sweep(program, answers, name, tuple(lines) or (output,), points=POINTS)
    lines = _shown(lines, values, found.taken) if lines else {output: named(program, output)}
    unit = program.unit(output)
    series = {each.path: each for each in found.series}
    drawn = tuple(
        sweep_chart.Line(
            title,
            tuple(math.nan if each is None else each / scale(unit) for each in series[path].values),
            tuple("no figure" if each is None else amount(each, unit) for each in series[path].values),
        )
        for path, title in lines.items()
    )
    steps = scale(question.unit)
    main = series[output] if output in series else next(iter(series.values()))
    gaps = tuple(
        sweep_chart.Gap(gap.low / steps, gap.high / steps, gap.reason) for gap in (() if len(lines) > 1 else main.gaps)
    )
    now = float(str(values[output]))
    here = None
    if math.isfinite(now):
        here = sweep_chart.Mark(found.here / steps, now / scale(unit), f"Yours: {show(found.here, question.unit)}")
    marks = tuple(_crossings(program, answers, name, output, found.flips, steps, unit))
    said = told(question.unit, found.flips)
    if not said and found.verdict:
        said = "Nothing changes the verdict over this range."
    words = Words(
        f"{named(program, output)} over {inside(question.label)}",
        said or _span(program, output, main.values, question),
        f"Everything else as it is in the form; {POINTS} points are worked out.",
    )
    return sweep_chart.draw(
        sweep_chart.Sweep(
            words,
            Axis(question.label, question.unit, log=found.axis.scale == "log"),
            Axis(named(program, output), unit, log=_wide(drawn)),
            tuple(each / steps for each in found.over),
            tuple(show(each, question.unit) for each in found.over),
            drawn,
            gaps,
            marks,
            here,
        ),
        id,
    )


def beside(program: Program, answers: Values, values: Values, name: str) -> str:
    """The small picture beside a question."""
    question, output = program.questions[name], main_output(program)
    found = sweep(program, answers, name, (output,), points=FEW, marked=False)
    unit, steps = program.unit(output), scale(question.unit)
    heights = tuple(math.nan if each is None else each / scale(unit) for each in found.series[0].values)
    known = [each for each in heights if math.isfinite(each)]
    said = _span(program, output, found.series[0].values, question)
    now = float(str(values[output]))
    here = (found.here / steps, now / scale(unit)) if math.isfinite(now) else None
    line = spark.Spark(
        said,
        Axis(question.label, question.unit, log=found.axis.scale == "log"),
        Axis(named(program, output), unit, log=bool(known) and min(known) > 0 and max(known) > 100 * min(known)),
        tuple(each / steps for each in found.over),
        heights,
        here,
    )
    return spark.draw(line)


def sensitive(program: Program, answers: Values, values: Values, id: str) -> str:
    """What moves the answer, one at a time, the most first."""
    found = tornado(program, answers, values=values)
    unit = program.unit(found.output)
    swings = tuple(
        tornado_chart.Swing(
            bar.title,
            _end(bar, bar.low, unit, f"{EITHER_WAY:.0%} less"),
            _end(bar, bar.high, unit, f"{EITHER_WAY:.0%} more"),
            "" if bar.basis == "listed" else f"{bar.basis}, as no range is given",
        )
        for bar in found.bars
    )
    words = Words(f"What moves {inside(named(program, found.output))}", _most(found), _rest(found))
    now = _number(found.present, unit)
    axis = Axis(named(program, found.output), unit)
    return tornado_chart.draw(tornado_chart.Tornado(words, axis, now, amount(found.present, unit), swings), id)


def spread(program: Program, found: Spread, id: str) -> str:
    """How far the answer spreads when its inputs do."""
    unit = program.unit(found.output)
    drawn = found.count - found.missing
    bins = tuple(
        histogram.Bin(
            each.low / scale(unit),
            each.high / scale(unit),
            100 * each.count / found.count,
            f"{amount(each.low, unit)} to {amount(each.high, unit)}",
            show(100 * each.count / found.count * scale("%"), "%"),
        )
        for each in found.bins
    )
    marks = (("P10", found.p10), ("P50", found.p50), ("P90", found.p90))
    percentiles = tuple(histogram.Percentile(name, at / scale(unit), amount(at, unit)) for name, at in marks)
    shares = tuple(
        histogram.Verdict(name, show(share * 100 * scale("%"), "%"))
        for chances in list(found.chances.values())[:1]
        for name, share in chances.items()
    )
    said = (
        "In eight of ten draws it is {} to {}.".format(*say(Told(found.p10, unit), Told(found.p90, unit)))
        if drawn
        else "No draw has a figure."
    )
    words = Words(
        f"How far {inside(named(program, found.output))} spreads",
        said,
        f"{show(float(found.count), '1')} draws, each input by itself, triangular; the same ones each time.",
    )
    axis = Axis(named(program, found.output), unit)
    return histogram.draw(histogram.Histogram(words, axis, bins, percentiles, shares), id)


def _compared(program: Program) -> dict[str, str]:
    """The lines of a sweep: what each option costs, where options are compared over a question."""
    return costs(program) if any(choice.word.over for choice in program.scope.choices[:1]) else {}


def _shown(lines: Mapping[str, str], values: Values, taken: Iterable[str | None]) -> dict[str, str]:
    """The options that win somewhere, and then the cheapest for these values."""
    winners = set(taken)
    order = sorted(lines, key=lambda path: (lines[path] not in winners, _last(values[path])))
    kept = set(order[:LINES])
    return {path: name for path, name in lines.items() if path in kept}


def _crossings(
    program: Program, answers: Values, name: str, output: str, flips: Sequence[Flip], steps: float, unit: str
) -> Iterable[sweep_chart.Mark]:
    for flip, start in zip(flips, starts(program.unit(name), flips), strict=True):
        value = float(str(program.scan(name, output)(program.given(answers))([flip.at])[0][0]))
        if math.isfinite(value):
            yield sweep_chart.Mark(flip.at / steps, value / scale(unit), f"{start}: {flip.after}")


def _span(program: Program, output: str, values: Iterable[float | None], question: Question) -> str:
    """From where to where an output goes over a question; *values* are in base units, None where it has no figure."""
    known = [each for each in values if each is not None and math.isfinite(each)]
    if not known:
        return "No figure anywhere in its range."
    unit = program.unit(output)
    least, most = say(Told(min(known), unit), Told(max(known), unit))
    return f"{named(program, output)} is {least} to {most} over the range of {inside(question.label)}."


def _end(bar: Bar, end: End, unit: str, tiers: str) -> tornado_chart.End:
    turns = ", ".join(end.changes.values())
    shown = tiers if isinstance(end.value, Tiers) else amount(end.value, bar.unit)
    return tornado_chart.End(shown, _number(end.output, unit), amount(end.output, unit), turns)


def _most(found: Tornado) -> str:
    turning = [bar.title for bar in found.bars if bar.changes]
    if not found.bars:
        return "Nothing moves it."
    said = f"{found.bars[0].title} moves it most."
    return said if not turning else f"{said} The verdict changes with {', '.join(turning)}."


def _rest(found: Tornado) -> str:
    listed = f"Assumptions go to both ends of their listed range, everything else by {EITHER_WAY:.0%} each way."
    return listed + (f" {found.rest} more move it less." if found.rest else "")


def _inside(program: Program, values: Values, option: Option) -> str:
    return "" if values[option.fits] else why_not(program, values, option.scope)


def _number(value: Value, unit: str) -> float:
    return float(str(value)) / scale(unit)


def _wide(lines: Iterable[sweep_chart.Line]) -> bool:
    known = [each for line in lines for each in line.values if math.isfinite(each)]
    return bool(known) and min(known) > 0 and max(known) > 100 * min(known)


def _last(value: Value) -> float:
    found = float(str(value))
    return found if math.isfinite(found) else math.inf
