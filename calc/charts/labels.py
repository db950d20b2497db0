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
        if not self.inside(box):
            return False
        width = self.width
        start, end = box.at * width + box.left, box.at * width + box.right
        for row in range(int(box.top // ROW), int(box.bottom // ROW) + 1):
            for other in self._rows.get(row, ()):
                if other.top >= box.bottom or other.bottom <= box.top:
                    continue
                place = other.at * width
                if other.at >= box.at and end <= place + other.left:
                    continue
                if other.at <= box.at and place + other.right <= start:
                    continue
                return False
        return True

    def first(self, boxes: Iterable[Box], beside: Room, patience: int) -> Box | None:
        """The first of *boxes* that is free, in *beside* too if one of the first *patience* is so; it is taken."""
        fallback = None
        for i, box in enumerate(boxes):
            if fallback and i >= patience:
                break
            if not self.free(box):
                continue
            if beside.free(box):
                self.take(box)
                return box
            fallback = fallback or box
        if fallback:
            self.take(fallback)
        return fallback
