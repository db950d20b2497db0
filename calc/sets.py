"""Sets of assumptions: what another option of a question changes, told figure by figure.

A question may choose among figures of the catalogue (those listed ``by`` it): whose rules a cluster is sized by, say.
Two of its options are two sets. The walk from one to the other replaces one figure at a time, so that each change of
an answer has one cause, and all changes together are the whole difference.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from calc.addends import label
from calc.model import Value
from calc.program import Price, Program
from calc.show import amount, looked_up, show
from calc.trace import own

ALIKE = 1e-9  # a part in a billion is float noise, and no difference
SIGNS = str.maketrans("", "", "$,%")


@dataclass(frozen=True, slots=True)
class Term:
    """One figure that differs between two sets: both as texts, and the outputs *before* and *after* it is replaced.

    *key* is its entry in the catalogue. The last term may have none: what the question changes beside figures.
    """

    key: str
    label: str
    first: str
    second: str
    before: Mapping[str, Value]
    after: Mapping[str, Value]

    @property
    def moves(self) -> bool:
        """Whether any of the outputs is another for it."""
        return any(not alike(value, self.after[name]) for name, value in self.before.items())


def between(
    program: Program, answers: Mapping[str, Value], question: str, first: str, second: str, wanted: Sequence[str]
) -> list[Term]:
    """The terms that lead from one option of *question* to another, in the order in which the model looks them up.

    *answers* are in base units, with the reader's own figures, which stay in both sets. Each term begins with the
    *wanted* outputs that the one before it ended with; the first begins with those of *first*, the last ends with
    those of *second*. What a term moves depends on its place: the figure that binds changes on the way.
    """
    option = program.questions[question].read
    given = program.given({**answers, question: option(first)})
    other = program.given({**answers, question: option(second)})
    run, terms = program.only(*wanted), []
    begun, ended = run(given), run(other)
    now, walked = begun, dict(given)
    for prices in _by_entry(program, question, given, other):
        walked |= {price.path: other[price.path] for price in prices}
        after, price = run(walked), prices[0]
        entry, paths = price.entry, [each.path for each in prices]
        left, right = (_shown(price, [values[path] for path in paths]) for values in (given, other))
        terms.append(Term(entry.key, entry.title, left, right, now, after))
        now = after
    if any(not alike(now[name], ended[name]) for name in wanted):
        terms.append(Term("", program.questions[question].label, first, second, now, ended))
    elif terms:
        terms[-1] = _ending(terms[-1], ended)
    return terms


def _ending(term: Term, ended: Mapping[str, Value]) -> Term:
    """The last term with the outputs of the second set themselves, not what float noise made of them on the way."""
    return Term(term.key, term.label, term.first, term.second, term.before, ended)


def _by_entry(
    program: Program, question: str, given: Mapping[str, Value], other: Mapping[str, Value]
) -> list[list[Price]]:
    """The figures that the question chooses and that differ, those of one entry together."""
    found: dict[str, list[Price]] = {}
    for path, price in program.prices.items():
        if question in price.choice.values() and not own(given, price) and not alike(given[path], other[path]):
            found.setdefault(price.entry.key, []).append(price)
    return list(found.values())


def alike(first: Value, second: Value) -> bool:
    """Whether two values are the same; what is not a number is like itself."""
    if isinstance(first, float | int) and isinstance(second, float | int):
        return (
            first == second or (math.isnan(first) and math.isnan(second)) or math.isclose(first, second, rel_tol=ALIKE)
        )
    return first == second


def _shown(price: Price, values: Sequence[Value]) -> str:
    """One figure, or the different ones that an entry has for several options."""
    return ", ".join(dict.fromkeys(looked_up(value, price.entry) for value in values))


def told(program: Program, terms: Sequence[Term], first: str, second: str) -> str:
    """The walk as text for a terminal: a line for each figure that moves an output, and the names of the others.

    Changes are those of what is shown, so that they add up to the cent.
    """
    if not terms:
        return f"{second} has no figure that differs from {first}."
    begun, ended = terms[0].before, terms[-1].after
    rows = [["", "", *(label(program, path) for path in begun)]]
    rows += [[first, "", *(show(value, program.unit(path)) for path, value in begun.items())]]
    for term in terms:
        if term.moves:
            rows.append([term.label, f"{term.first} → {term.second}", *_moved(program, term.before, term.after)])
    rows.append([second, "", *_moved(program, begun, ended)])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    if still := [f"{term.label}, {term.first} → {term.second}" for term in terms if not term.moves]:
        lines.append("Differs, and moves nothing here:")
        lines += [f"  {each}" for each in still]
    return "\n".join(lines)


def _moved(program: Program, before: Mapping[str, Value], after: Mapping[str, Value]) -> list[str]:
    """Each output as it is then, and by how much it has changed."""
    texts = []
    for path, value in after.items():
        text, change = show(value, program.unit(path)), change_of(before[path], value, program.unit(path))
        texts.append(f"{text} ({change})" if change else text)
    return texts


def change_of(before: Value, after: Value, unit: str) -> str:
    """The difference of two figures as they are shown, with its sign; empty where there is none, or no figure.

    >>> change_of(99.996, 100.004, "USD/month"), change_of(36.0, 33.0, "broker"), change_of(1.0, 1.0, "broker")
    ('', '-3', '')
    """
    numbers = [_number(value, unit) for value in (before, after)]
    if None in numbers or numbers[0] == numbers[1]:
        return ""
    change = (numbers[1] or Decimal(0)) - (numbers[0] or Decimal(0))
    money = "$" if unit.startswith("USD") else ""
    return f"{'+' if change > 0 else '-'}{money}{abs(change):,}"


def _number(value: Value, unit: str) -> Decimal | None:
    """The number in what is shown of a value; None where it has none."""
    if isinstance(value, bool) or not isinstance(value, float | int) or not math.isfinite(value):
        return None
    return Decimal(amount(value, unit).partition(" ")[0].translate(SIGNS))
