"""What would change the answer, in words and tables, as HTML: flips, ranges and sets of assumptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from calc.analysis.flip import flip_points
from calc.analysis.nearest import main_flip
from calc.analysis.ranges import Range, default_ranges
from calc.analysis.tornado import tornado
from calc.analysis.verdict import main_output
from calc.charts.figure import text
from calc.model import Ask, Choose, Value
from calc.program import Program
from calc.reading import plain_at
from calc.sets import Term, between, change_of
from calc.show import amount, inside, show, units
from calc.terms import label

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
    """The numeric questions, those in the open first."""
    first = in_the_open(program)
    return [*first, *(n for n, each in program.questions.items() if n not in first and isinstance(each, Ask))]


def turning(program: Program, answers: Values, values: Values) -> str:
    """The change that is nearest: which question, at what value, and what the verdict is then; as HTML."""
    found = main_flip(program, answers, values)
    if found is None:
        return ""
    question = program.questions[found.question]
    way = "at or above" if found.above else "below"
    at, now = show(found.flip.at, question.unit), show(found.here, question.unit)
    said = f"What would change it: “{question.label}” {way} {at}, where yours is {now}. Then: {found.becomes}."
    return f"<p>{text(said)}</p>"


def flips(program: Program, answers: Values, name: str) -> str:
    """Where the verdict changes over the range of a question; as HTML."""
    found, question = flip_points(program, answers, name, most=LOOKS), program.questions[name]
    if not found.flips:
        low, high = show(found.low, question.unit), show(found.high, question.unit)
        said = f"Does not flip between {low} and {high}."
    else:
        flips = [f"{flip.after} from {show(flip.at, question.unit)}" for flip in found.flips[:MOST]]
        more = f"; {len(found.flips) - MOST} more changes" if found.flips[MOST:] else ""
        said = f"{upper(found.flips[0].before)} first; {'; '.join(flips)}{more}."
    if not found.complete:
        said += " The search was ended early, so there may be more."
    gaps = [f"No answer from {show(gap.low, question.unit)}: {gap.reason}" for gap in found.gaps]
    return text(" ".join([said, *gaps]))


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
