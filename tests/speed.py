"""How long the core takes, in the Python that runs this: ``make bench`` runs it in the shipped one and beside it here.

It prints, as JSON, milliseconds by what was measured: the best of some runs, as another load can only make one slower.
``first`` is what the first run took where nothing was compiled yet.
"""

import json
import sys
import time

import calc.models  # noqa: F401  (registers every model)
from calc.analysis.nearest import main_flip
from calc.analysis.ranges import Draws, default_ranges
from calc.analysis.sweep import sweep
from calc.analysis.tornado import tornado
from calc.analysis.verdict import costs
from calc.answers import respond
from calc.model import MODELS
from calc.program import program, sources
from calc.sections import place


def best(run, rounds=7):
    """Milliseconds of the fastest run, and of the first."""
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        taken.append((time.perf_counter() - start) * 1000)
    return {"best": min(taken), "first": taken[0]}


def drawn(made):
    draws = Draws(made, {}, default_ranges(made, {}))
    draws.advance(draws.count)
    draws.spread()


def below(made, path, deep):
    """The places of a value and of what it is worked out from, so many steps down."""
    found = [place(made, made.values({}), path)]
    for each in sources(made.nodes[path]) if deep and path in made.nodes else ():
        found += below(made, each, deep - 1)
    return list(dict.fromkeys(found))


def page():
    """One edit of the page of queues with its sections folded: another rate each time, as none is asked for twice."""
    page.events += 1
    respond(json.dumps({"model": "queues", "given": {"events": str(page.events)}, "opened": []}))


def opened():
    """The same with the bill of the option taken opened in place, two steps down: formulas with their values."""
    page.events += 1
    respond(json.dumps({"model": "queues", "given": {"events": str(page.events)}, "opened": [], "traced": BILL}))


page.events = 1000
QUEUES, PREMIUM = program(MODELS["queues"]), program(MODELS["premium"])
# The longest way down of what is taken: its bill, each line of it, and what each line is worked out from.
BILL = below(QUEUES, "kinesis.cost", 2)
OPTIONS = list(costs(QUEUES))
found = {
    "values": best(lambda: QUEUES.values({}), 50),
    "page": best(page, 50),
    "page, opened": best(opened, 50),
    "sweep": best(lambda: sweep(QUEUES, {}, "events", OPTIONS, marked=False)),
    "sweep, marked": best(lambda: sweep(QUEUES, {}, "events", OPTIONS)),
    "tornado": best(lambda: tornado(QUEUES, {})),
    "main flip": best(lambda: main_flip(PREMIUM, {})),
    "draws": best(lambda: drawn(PREMIUM), 3),
}
print(json.dumps(found))
sys.stdout.flush()
