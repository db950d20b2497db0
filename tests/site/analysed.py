"""Prints what the analyses of some models come to, as texts by what they are of: the same in every Python."""

import json

import calc.models  # noqa: F401  (registers every model)
from calc.analysis.flip import flip_points
from calc.analysis.nearest import main_flip
from calc.analysis.ranges import Draws, default_ranges
from calc.analysis.sweep import sweep
from calc.analysis.tornado import tornado
from calc.model import MODELS
from calc.program import program
from calc.show import show

found = {}
for model, name in (("queues", "consumers"), ("premium", "interval"), ("worth", "half_life"), ("necessity", "window")):
    made = program(MODELS[model])
    draws = Draws(made, {}, default_ranges(made, {}), count=1000)
    draws.advance(1000)
    spread = draws.spread()
    unit = made.unit(spread.output)
    found[f"{model} draws"] = [
        show(each, unit) for each in (spread.least, spread.p10, spread.p50, spread.p90, spread.most)
    ]
    found[f"{model} chances"] = {path: dict(said) for path, said in spread.chances.items()}
    found[f"{model} tornado"] = [
        (
            bar.path,
            show(bar.low.output, unit),
            show(bar.high.output, unit),
            dict(bar.low.changes),
            dict(bar.high.changes),
        )
        for bar in tornado(made, {}).bars
    ]
    flips = flip_points(made, {}, name)
    found[f"{model} flips"] = [(show(each.at, made.unit(name)), each.before, each.after) for each in flips.flips]
    found[f"{model} gaps"] = [(show(each.low, made.unit(name)), each.reason) for each in flips.gaps]
    nearest = main_flip(made, {})
    found[f"{model} main"] = nearest and (nearest.question, show(nearest.flip.at, made.unit(nearest.question)))
    swept = sweep(made, {}, name, points=40)
    found[f"{model} sweep"] = ["" if each is None else show(each, unit) for each in swept.series[0].values]
print(json.dumps(found))
