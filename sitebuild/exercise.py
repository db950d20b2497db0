"""Run in Pyodide when the runtime is made: reaches everything that the page can reach.

What this imports of the standard library is what the shipped one holds, so each way through ``respond`` belongs here:
every model and example, every kind of refusal, and what is imported only once something has gone wrong.
"""

from __future__ import annotations

import json
import linecache
import traceback

import calc.models  # noqa: F401  (registers every model)
from calc.answers import respond
from calc.model import MODELS

for name, model in MODELS.items():
    respond(json.dumps({"model": name, "given": {}}))
    for example in model.examples:
        respond(json.dumps({"model": name, "given": dict(example.given), "prices": dict(example.prices)}))
    respond(json.dumps({"model": name, "given": {"events": "12k", "evnts": "1"}, "prices": {"no.price": "x"}}))
respond(json.dumps({"model": "queue", "given": {}}))
for typed in ("1,200", "much"):
    check = {"output": "cost", "typed": typed, "unit": "USD/month", "tolerance": "5%"}
    respond(json.dumps({"model": "queues", "given": {}, "prices": {"no.price": "1"}, "check": check, "loose": True}))
try:
    respond("{")
except ValueError:
    traceback.format_exc()
    linecache.checkcache()
