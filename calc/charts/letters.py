"""How wide a text will be. Nobody can be asked at build, so it is as wide as in the widest of the common fonts."""

from __future__ import annotations

# In hundredths of the size: DejaVu Sans, from the space to the tilde. Segoe UI, SF and Roboto are some 10% narrower.
PLAIN = (
    32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34,
    34, 84, 84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73,
    68, 99, 69, 61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63,
    63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
)  # fmt: skip
BOLD = (
    35, 46, 52, 84, 70, 100, 87, 31, 46, 46, 52, 84, 38, 42, 38, 37, 70, 70, 70, 70, 70, 70, 70, 70, 70, 70, 40,
    40, 84, 84, 84, 58, 100, 77, 76, 73, 83, 68, 68, 82, 84, 37, 37, 77, 64, 100, 84, 85, 73, 85, 77, 72, 68,
    81, 77, 110, 77, 72, 73, 46, 37, 46, 84, 50, 50, 67, 72, 59, 72, 68, 44, 72, 71, 34, 34, 67, 34, 104, 71,
    69, 72, 72, 49, 60, 48, 71, 65, 92, 65, 65, 58, 71, 37, 71, 84,
)  # fmt: skip
NARROW = {"·": 38, "–": 50, "é": 68, "µ": 74}  # of other signs, those that we use much
ANY = 110  # any other sign

SIZE = 12  # pixels: of every text in a picture


def width(text: str, *, bold: bool = False) -> float:
    """Pixels that *text* needs, and rather too many.

    >>> width("$1,000"), width("$1,000", bold=True)
    (42.24, 46.56)
    """
    table = BOLD if bold else PLAIN
    total = 0
    for letter in text:
        code = ord(letter) - 32
        total += table[code] if 0 <= code < 95 else NARROW.get(letter, ANY)
    return total * SIZE / 100


def clipped(text: str, room: float, *, bold: bool = False) -> str:
    """As much of *text* as there is room for.

    >>> clipped("Provisioned streams", 80)
    'Provisione…'
    """
    text = " ".join(text.split())
    if width(text, bold=bold) <= room:
        return text
    room -= width("…", bold=bold)
    end = min(len(text), int(room // 3) if room > 0 else 0)
    while end and width(text[:end], bold=bold) > room:
        end -= 1
    return text[:end].rstrip() + "…" if end else ""
