"""What the course asks of calc: an answer for a scenario that other models know of, and whether a number is right."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any, TypedDict

from calc.reading import number, quoted
from calc.units import scale


class Marked(TypedDict):
    """Whether it is right, the output as it is shown, and what is wrong with what was typed where it is no number."""

    right: bool
    text: str
    wrong: str


def relevant(said: Mapping[str, str], known: Container[str]) -> dict[str, str]:
    """Of what a reader said to all models, what one of them knows.

    >>> relevant({"events": "5", "window": "9"}, {"events", "event_size"})
    {'events': '5'}
    """
    return {name: text for name, text in said.items() if name in known}


def mark(outputs: Mapping[str, Mapping[str, Any]], output: str, typed: str, unit: str, tolerance: str) -> Marked:
    """Mark a number *typed* in *unit* for one of *outputs*; so many per cent of it off, as in 5%, is right.

    >>> cost = {"value": 1200.0, "unit": "USD/month", "text": "$1,200 a month"}
    >>> mark({"cost": cost}, "cost", "1,150", "USD/month", "5%")["right"]
    True
    >>> mark({"cost": cost}, "cost", "about 1,200", "USD/month", "5%")["wrong"]
    "Type a number, like 1,200 or 0.5, not 'about 1,200'."
    """
    found = outputs[output]
    text = str(found["text"])
    given = number(typed.strip().lstrip("$").removesuffix("%"))
    if given is None:
        return {"right": False, "text": text, "wrong": f"Type a number, like 1,200 or 0.5, not {quoted(typed)}."}
    if isinstance(found["value"], str):
        return {"right": False, "text": text, "wrong": f"Your scenario has no figure here: it is {text}."}
    wanted = found["value"] * scale(found["unit"])
    off = abs(given * scale(unit) - wanted)
    return {"right": off <= abs(wanted) * float(tolerance.removesuffix("%")) / 100, "text": text, "wrong": ""}
