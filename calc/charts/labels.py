"""Where labels may stand, so that none lies on another at any width.

A box hangs at a place that moves with the width of the picture, and reaches so many pixels to each side of it. Two
boxes that stand side by side in the order of their places only part as the picture widens. So it is enough to look
at the least width, and to let no box change sides.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

ROW = 16  # pixels: boxes are kept by the rows that they touch


class Box(NamedTuple):
    """A rectangle at a place: from 0 to 1 across, then pixels to both sides of it; pixels from the top."""

    at: float
    left: float
    right: float
    top: float
    bottom: float


class Room:
    """The area of a picture at its least width, and what is taken of it."""

    def __init__(self, width: float, left: float, right: float, top: float, bottom: float) -> None:
        self.width, self.left, self.right, self.top, self.bottom = width, left, right, top, bottom
        self._rows: dict[int, list[Box]] = {}

    def take(self, *boxes: Box) -> None:
        """Nothing else may stand there."""
        for box in boxes:
            for row in range(int(box.top // ROW), int(box.bottom // ROW) + 1):
                self._rows.setdefault(row, []).append(box)

    def inside(self, box: Box) -> bool:
        """Whether *box* is wholly in the picture."""
        place = box.at * self.width
        return (
            place + box.left >= -self.left
            and place + box.right <= self.width + self.right
            and box.top >= self.top
            and box.bottom <= self.bottom
        )

    def free(self, box: Box) -> bool:
        """Whether *box* is in the picture and on nothing else."""
        return self.inside(box) and not self.under(box, 1)

    def under(self, box: Box, most: int = 99) -> int:
        """How many boxes *box* is on; who need not know more than *most* is told sooner."""
        at, left, right, top, bottom = box
        width, count = self.width, 0
        start, end = at * width + left, at * width + right
        for row in range(int(top // ROW), int(bottom // ROW) + 1):
            for place, before, after, above, below in self._rows.get(row, ()):
                if above >= bottom or below <= top:
                    continue
                if place >= at and end <= place * width + before:
                    continue
                if place <= at and place * width + after <= start:
                    continue
                count += 1
                if count >= most:
                    return count
        return count

    def first(self, boxes: Iterable[Box], lines: Room, patience: int) -> tuple[int, Box] | None:
        """The first of *boxes* that is free and on none of the *lines*; it is taken.

        If none of the first *patience* is so, the one of them that is on least; if none of them is free, the first.
        """
        best, least = None, 0
        for i, box in enumerate(boxes):
            if best and i >= patience:
                break
            if not self.free(box):
                continue
            crossed = lines.under(box)
            if best is None or crossed < least:
                best, least = (i, box), crossed
            if not crossed:
                break
        if best:
            self.take(best[1])
        return best
