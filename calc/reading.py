"""The one place where a reader's text becomes a number, and where a text that is none is quoted back.

>>> number(" 12,500.5 ")
12500.5
>>> number("12k") is None
True
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from calc.units import scale

# Thousands may be set off by commas in threes, never anything else: read as 5, "0,5" would be wrong by ten and unseen.
# float() also takes "1_000", "nan" and digits of other scripts, which nobody means here.
NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?")
SHOWN = 24  # characters of a text that are quoted back


def number(text: str) -> float | None:
    """The number that *text* writes, None if it writes none; ``1e999`` is infinite, and so out of any range."""
    stripped = text.strip()
    if not NUMBER.fullmatch(stripped) or not any(digit in stripped for digit in "0123456789"):
        return None
    try:
        return float(stripped.replace(",", ""))
    except ValueError:  # an exponent without digits before it
        return None


def plain(bound: float) -> str:
    """A bound as it is said in a message, and as it may be typed.

    >>> plain(1e6), plain(0.001)
    ('1,000,000', '0.001')
    """
    return f"{bound:,.12g}" if bound < 1 or bound != int(bound) else f"{int(bound):,}"


def plain_at(value: float, unit: str) -> str:
    """A value in base units as it may be typed, in *unit*.

    >>> plain_at(0.2, "%"), plain_at(3600.0, "h")
    ('20', '1')
    """
    return plain(float(f"{value / scale(unit):.6g}"))


def quoted(text: str) -> str:
    """What came, to be said in a message: short, and with nothing in it that acts on a terminal.

    >>> quoted("x" * 10_000)
    "'xxxxxxxxxxxxxxxxxxxxxxxx…' (10,000 characters)"
    """
    if not text.strip():
        return "nothing" if not text else "only spaces"
    return cut(text)


def cut(text: str) -> str:
    """*text* in quotes, its beginning if it is long; what does not print is escaped.

    >>> cut("events"), cut("")
    ("'events'", "''")
    """
    kept = text[:SHOWN]
    while len(repr(kept)) > 2 * SHOWN:  # escapes are longer than what they stand for
        kept = kept[:-1]
    return repr(text) if kept == text else f"{kept + '…'!r} ({len(text):,} characters)"


def nearest(name: str, known: Iterable[str]) -> str:
    """``; did you mean events?``, or nothing where no known name is near."""
    from difflib import get_close_matches

    close = get_close_matches(name[:SHOWN], known, n=1)
    return f"; did you mean {close[0]}?" if close else "."
