"""Run in Pyodide when the runtime is made: reaches everything that the page can reach.

What this imports of the standard library is what the shipped one holds, so each way through ``respond`` belongs here:
every model and example, every kind of refusal, and what is imported only once something has gone wrong.
"""

from __future__ import annotations

import json
import linecache
import traceback

import calc.models  # noqa: F401  (registers every model)
from calc.analysis.verdict import verdicts
from calc.changes import in_the_open, numeric
from calc.desk import respond
from calc.model import MODELS
from calc.pictures import itemised
from calc.program import program

for name, model in MODELS.items():
    respond(json.dumps({"model": name, "given": {}}))
    for example in model.examples:
        respond(json.dumps({"model": name, "given": dict(example.given), "prices": dict(example.prices)}))
    respond(json.dumps({"model": name, "given": {"events": "12k", "evnts": "1"}, "prices": {"no.price": "x"}}))
respond(json.dumps({"model": "queue", "given": {}}))

# The code of an answer is shipped (trim.mjs reads this). That of pictures is compiled when the first is drawn: it would
# weigh as much again, and every reader would wait for it.
FIRST = {name: frozenset(program(model).compiled) for name, model in MODELS.items()}
for name, model in MODELS.items():
    asked = {"model": name, "given": {}, "prices": {}}
    wanted = [("main", ""), ("sensitive", ""), ("over", numeric(program(model))[0])]
    wanted += [("beside", each) for each in in_the_open(program(model))]
    wanted += [("turning", "")] if verdicts(program(model)) else []
    wanted += [("bills", "")] if itemised(program(model)) else []
    for picture, over in wanted:
        respond(json.dumps({**asked, "do": "draw", "name": picture, "over": over}))
    respond(json.dumps({**asked, "do": "ranges"}))
    respond(json.dumps({**asked, "do": "spread", "ranges": {}}))
over = in_the_open(program(MODELS["interval"]))[0]
respond(json.dumps({"model": "interval", "given": {}, "do": "draw", "name": "flips", "over": over}))
while '"html"' not in respond(json.dumps({"model": "sqs", "given": {}, "prices": {}, "do": "spread", "ranges": {}})):
    pass
for typed in ("1,200", "much"):
    check = {"output": "cost", "typed": typed, "unit": "USD/month", "tolerance": "5%"}
    respond(json.dumps({"model": "queues", "given": {}, "prices": {"no.price": "1"}, "check": check, "loose": True}))
try:
    respond("{")
except ValueError:
    traceback.format_exc()
    linecache.checkcache()
