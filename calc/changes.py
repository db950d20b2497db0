"""What would change the answer, in words and tables, as HTML: flips, ranges and sets of assumptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from calc.addends import label
from calc.analysis.flip import Flip, flip_points
from calc.analysis.nearest import main_flip
from calc.analysis.ranges import Range, default_ranges
from calc.analysis.tornado import tornado
from calc.analysis.verdict import is_choice, main_output
from calc.charts.figure import text
from calc.errors import StepError
from calc.model import Ask, Choose, Value
from calc.program import NOTHING, Program
from calc.reading import plain_at
from calc.sets import Term, between, change_of
from calc.show import Told, amount, inside, say, show, units

COUNTED = ("brokers",)  # what is sized, beside what it costs
LOOKS = 1200  # answers worked out for the flips of one question
MOST = 8  # flips that are told one by one
ROWS = 12  # of the form for ranges
Values = Mapping[str, Value]


def in_the_open(program: Program) -> list[str]:
    """The numeric questions that are not folded away."""
    asks = program.model.asks or [name for name, each in program.questions.items() if not each.advanced]
    return [name for name in asks if isinstance(program.questions[name], Ask)]


def numeric(program: Program) -> list[str]:
    """The numeric questions, those in the open first; a model without one has nothing to be drawn over."""
    first = in_the_open(program)
    found = [*first, *(n for n, each in program.questions.items() if n not in first and isinstance(each, Ask))]
    if not found:
        raise StepError(f"{program.model.__name__} asks for no number, so there is nothing to draw its answer over")
    return found


def turning(program: Program, answers: Values, values: Values) -> str:
    """The change that is nearest: which question, at what value, and what the verdict is then; as HTML."""
    found = main_flip(program, answers, values)
    if found is None:
        return ""
    question = program.questions[found.question]
    at, own = say(Told(found.flip.at, question.unit), Told(found.here, question.unit, given=True))
    # A border that lies just above the reader's own figure reads as that figure.
    way = ("more than" if at == own else "at least") if found.above else "less than"
    then = (
        "nothing would fit"
        if found.becomes == NOTHING
        else f"{found.becomes} would be the cheapest"
        if is_choice(program, found.target)
        else f"the answer would be “{label(program, found.target)}: {found.becomes}”"
    )
    return f"<p>{text(f'If “{question.label}” were {way} {at} instead of {own}, {then}.')}</p>"


def flips(program: Program, answers: Values, name: str) -> str:
    """Where the verdict changes over the range of a question; as HTML."""
    found, unit = flip_points(program, answers, name, most=LOOKS), program.unit(name)
    said = [told(unit, found.flips) or f"Does not flip between {show(found.low, unit)} and {show(found.high, unit)}."]
    if not found.complete:
        said.append("The search was ended early, so there may be more.")
    said += [f"No answer from {show(gap.low, unit)}: {gap.reason}" for gap in found.gaps]
    return text(" ".join(said))


def told(unit: str, flips: Sequence[Flip]) -> str:
    """Each verdict along a question and from where it holds, in a sentence; empty where none changes."""
    more = f"; {len(flips) - MOST} more changes" if flips[MOST:] else ""
    return f"{upper('; '.join(clauses(unit, flips)[: MOST + 1]))}{more}." if flips else ""


def clauses(unit: str, flips: Sequence[Flip]) -> list[str]:
    """The same, a clause a verdict: the first one, and what each flip leads to."""
    first = [f"{flip.before} at first" for flip in flips[:1]]
    return first + [f"{flip.after} {each}" for flip, each in zip(flips, starts(unit, flips), strict=True)]


def starts(unit: str, flips: Sequence[Flip]) -> list[str]:
    """From where what each flip leads to holds."""
    return [f"from {at}" for at in say(*(Told(flip.at, unit) for flip in flips))]


def ranges(program: Program, answers: Values) -> str:
    """The form for ranges: what moves the answer most first, and every other number folded."""
    known, given = default_ranges(program, answers), program.given(answers)
    moving = [bar.path for bar in tornado(program, answers).bars]
    paths = dict.fromkeys([*in_the_open(program), *moving, *known, *numeric(program)])
    ranged = [path for path in paths if isinstance(given[path], float)]  # a price in tiers has no one value
    rows = [_row(program, path, given[path], known.get(path)) for path in ranged]
    first, rest = rows[:ROWS], rows[ROWS:]
    folded = f"<details><summary>{len(rest)} more</summary>{_fields(rest)}</details>" if rest else ""
    return _fields(first) + folded


def _fields(rows: Sequence[str]) -> str:
    head = "".join(f'<th scope="col">{end}</th>' for end in ("Number", "Low", "Likely", "High"))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _row(program: Program, path: str, present: Value, ends: Range | None) -> str:
    question = program.questions.get(path)
    title = question.label if question else program.prices[path].entry.title
    if not question and program.prices[path].meant:
        title += f": {program.prices[path].meant}"
    unit = program.unit(path)
    cells = (
        ("low", ends.low if ends else None),
        ("likely", float(str(present))),
        ("high", ends.high if ends else None),
    )
    fields = "".join(
        f'<td data-as="{end}"><input type="text" inputmode="decimal" autocomplete="off" data-end="{end}" '
        f'name="{text(path)}" aria-label="{text(title)}, {end}" '
        f'placeholder="{"" if at is None else plain_at(at, unit)}"></td>'
        for end, at in cells
    )
    return f'<tr><th scope="row">{text(title)} <span>{text(units(unit))}</span></th>{fields}</tr>'


def sets_of(program: Program) -> str:
    """The question whose options are sets of assumptions by which the model counts something; empty if none is.

    A model that only has a part which is sized shows the walk on the part's own page.
    """
    asked = program.questions.items() if any(path in program.nodes for path in COUNTED) else ()
    return next((name for name, question in asked if isinstance(question, Choose) and question.sets), "")


def walk(program: Program, answers: Values, other: str) -> tuple[str, list[str], list[Term]]:
    """Our set, the outputs that are followed, and the terms that lead from it to the set *other*."""
    name = sets_of(program)
    first = program.questions[name].default
    wanted = [main_output(program), *(path for path in COUNTED if path in program.nodes)]
    return first, wanted, between(program, answers, name, first, other, wanted)


def sets(program: Program, answers: Values, other: str) -> str:
    """What the answer would be by the assumptions of *other*, and which of them makes how much of the difference."""
    first, wanted, terms = walk(program, answers, other)
    if not terms:
        return f"<p>{text(f'{upper(other)} and {first} have the same figures.')}</p>"
    heads = ("", first, other, *(label(program, path) for path in wanted))
    head = "".join(f'<th scope="col">{text(each)}</th>' for each in heads)
    rows = [
        (f"By {first}", "", "", [amount(terms[0].before[path], program.unit(path)) for path in wanted]),
        *((term.label, term.first, term.second, _moved(program, term)) for term in terms if term.moves),
        (f"By {other}", "", "", [amount(terms[-1].after[path], program.unit(path)) for path in wanted]),
    ]
    body = "".join(
        f'<tr><th scope="row">{text(title)}</th><td>{text(one)}</td><td>{text(two)}</td>'
        + "".join(f'<td class="rt-num">{text(cell)}</td>' for cell in cells)
        + "</tr>"
        for title, one, two, cells in rows
    )
    still = ", ".join(inside(term.label) for term in terms if not term.moves)
    rest = f"<p>{text(f'Differs, and moves nothing here: {still}.')}</p>" if still else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"


def _moved(program: Program, term: Term) -> list[str]:
    """Each output with the term in, and by how much it changed."""
    texts = []
    for path, value in term.after.items():
        shown, change = amount(value, program.unit(path)), change_of(term.before[path], value, program.unit(path))
        texts.append(f"{shown} ({change})" if change else shown)
    return texts


def upper(said: str) -> str:
    """A sentence begins with a capital; a name such as m7g.large keeps its own."""
    return said[0].upper() + said[1:] if said[1:2].islower() else said
