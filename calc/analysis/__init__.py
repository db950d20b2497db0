"""Questions that can be put to every model: how an output moves, where a verdict flips, how far an answer spreads."""

from calc.analysis.axis import Axis, axis, grid
from calc.analysis.flip import Flip, Flips, Gap, flip_points, flips, floors
from calc.analysis.nearest import MainFlip, main_flip
from calc.analysis.ranges import Bin, Draws, Range, Spread, default_ranges, read_ranges
from calc.analysis.sweep import Series, Sweep, along, sweep
from calc.analysis.tornado import Bar, End, Tornado, tornado
from calc.analysis.turn import turns
from calc.analysis.verdict import costs, judged, label, main_output, verdicts

__all__ = [
    "Axis", "Bar", "Bin", "Draws", "End", "Flip", "Flips", "Gap", "MainFlip", "Range", "Series", "Spread", "Sweep",
    "Tornado", "along", "axis", "costs", "default_ranges", "flip_points", "flips", "floors", "grid", "judged", "label",
    "main_flip", "main_output", "read_ranges", "sweep", "tornado", "turns", "verdicts",
]  # fmt: skip
