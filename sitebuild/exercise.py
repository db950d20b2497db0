"""Run in Pyodide when the runtime is made: reaches everything that the page can reach.

What this imports of the standard library is what the shipped one holds, so each way through ``respond`` belongs here:
every model and example, every kind of refusal, and what is imported only once something has gone wrong.
"""

from __future__ import annotations

import json
import linecache
import traceback

import calc.models  # noqa: F401  (registers every model)
from calc.analysis import Draws, default_ranges, flip_points, main_flip, main_output, sweep, tornado
from calc.analysis.cone import inputs
from calc.answers import respond
from calc.model import MODELS, Ask
from calc.program import program

for name, model in MODELS.items():
    respond(json.dumps({"model": name, "given": {}}))
    for example in model.examples:
        respond(json.dumps({"model": name, "given": dict(example.given), "prices": dict(example.prices)}))
    respond(json.dumps({"model": name, "given": {"events": "12k", "evnts": "1"}, "prices": {"no.price": "x"}}))
respond(json.dumps({"model": "queue", "given": {}}))
# What moves an answer is asked of every model, so its code is shipped; what a question moves is compiled when asked.
for model in MODELS.values():
    tornado(program(model), {})
    main_flip(program(model), {})
needed = program(MODELS["necessity"])
Draws(needed, {}, default_ranges(needed, {})).advance(1)
name = next(path for path in inputs(needed, (main_output(needed),)) if isinstance(needed.questions.get(path), Ask))
sweep(needed, {}, name)
flip_points(needed, {}, name)
try:
    respond("{")
except ValueError:
    traceback.format_exc()
    linecache.checkcache()
