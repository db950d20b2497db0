"""The figure around every picture: its name, its SVG, its data as a table, and how texts get into HTML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# What stands for a sign in a text and in an attribute; a control character has no place in either.
SIGNS = {
    **dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)),
    ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;", ord("'"): "&#39;",
}  # fmt: skip


NARROW = 4  # columns that fit on a phone; a table with more scrolls


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of a picture: its name, the one thing to see in it, and small print (where the figures are from)."""

    title: str
    summary: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table, the first cell its name; and its place in the picture, for who points at it.

    *at* is from 0 to 1 across, *down* is in pixels; None where it has no place in that direction.
    """

    cells: tuple[str, ...]
    at: float | None = None
    down: float | None = None


def text(given: str) -> str:
    """*given*, safe in HTML and in an attribute."""
    return given.translate(SIGNS)


def number(value: float) -> str:
    """A coordinate, as short as it can be: tenths of a pixel.

    >>> number(12.0), number(-0.04), number(3.14159)
    ('12', '0', '3.1')
    """
    shown = f"{value:.1f}"
    if shown.endswith(".0"):
        shown = shown[:-2]
    return "0" if shown == "-0" else shown


def percent(at: float) -> str:
    """A place from 0 to 1, as a percentage.

    >>> percent(0.34567), percent(1)
    ('34.6%', '100%')
    """
    return number(at * 100) + "%"


def figure(
    kind: str, id: str, words: Words, plot: str, heads: Sequence[str], rows: Sequence[Row], more: str = ""
) -> str:
    """The whole of a picture; *plot* is its SVG in its frame, *more* is HTML for its small print."""
    name = text(id)
    note = f'<p class="rt-small">{text(words.note)}{more}</p>' if words.note or more else ""
    return (
        f'<figure class="rt-picture rt-{kind}" id="{name}"><figcaption>{text(words.title)}</figcaption>'
        f'{plot}<p class="rt-readout" aria-live="polite"></p>'
        f"<details><summary>The data, as a table</summary>{table(words.title, heads, rows)}"
        '<p class="rt-gets"><button type="button" data-get="svg">Download SVG</button> '
        f'<button type="button" data-get="png">Download PNG</button></p></details>{note}</figure>'
    )


def frame(id: str, words: Words, height: float, inner: str, style: str = "") -> str:
    """The plot: what takes the focus, and in it the SVG, which is as wide as there is room."""
    name = text(id)
    named, said = f"{name}-t", f"{name}-d"
    styled = f' style="{style}"' if style else ""
    return (
        f'<div class="rt-plot" tabindex="0" role="group" aria-labelledby="{named}"{styled}>'
        f'<svg role="img" aria-labelledby="{named}" aria-describedby="{said}" width="100%" height="{number(height)}">'
        f'<title id="{named}">{text(words.title)}</title><desc id="{said}">{text(words.summary)}</desc>'
        f"{inner}</svg></div>"
    )


def table(caption: str, heads: Sequence[str], rows: Sequence[Row]) -> str:
    """Every datum of a picture, as text; a row knows where in the picture it is."""
    top = "".join(f'<th scope="col">{text(head)}</th>' for head in heads)
    body = "".join(_row(row) for row in rows)
    made = (
        f'<table class="rt-data"><caption>{text(caption)}</caption><thead><tr>{top}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )
    if len(heads) <= NARROW:
        return made
    return f'<div class="rt-scroll" tabindex="0" role="group" aria-label="{text(caption)}, table">{made}</div>'


def _row(row: Row) -> str:
    first, *rest = row.cells
    at = "" if row.at is None else f' data-x="{number(row.at * 1000)}"'
    down = "" if row.down is None else f' data-y="{number(row.down)}"'
    cells = "".join(f"<td>{text(cell)}</td>" for cell in rest)
    return f'<tr{at}{down}><th scope="row">{text(first)}</th>{cells}</tr>'
