"""From the number of a headline to a list price in at most four steps, as a reader opens them."""

from __future__ import annotations

import pytest

import calc.models  # noqa: F401
from calc.analysis.verdict import main_output
from calc.model import MODELS
from calc.program import Formula, Taken, program
from calc.sections import place, places
from calc.trace import worked

STEPS = 4
# A present value of three years of bills: there the list of all prices below a figure, which the page has, is the way.
DEEPER = {"build-or-buy"}


def handed_on(made, values, path):
    """Where a value that is only handed on was worked out: the page opens that at once."""
    node = made.nodes.get(path)
    if isinstance(node, Taken):
        names = [option.name for option in node.choice.options]
        taken = str(values[node.choice.path])
        return handed_on(made, values, node.options[names.index(taken)]) if taken in names else path
    alone = isinstance(node, Formula) and node.own.text.replace(".", "").isidentifier()
    if isinstance(node, Formula) and alone:
        (only,) = node.reads.values()
        return handed_on(made, values, only)
    return path


def steps_to_a_price(made, values, path):
    """How many formulas are opened before a list price stands among what one was worked out from; None if none does."""
    level, seen = [handed_on(made, values, path)], set()
    for steps in range(1, 20):
        following = []
        for each in level:
            node = made.nodes.get(each)
            if not isinstance(node, Formula):
                continue
            _, used = worked(made, values, node)
            if any(name in made.prices and made.prices[name].entry.unit.startswith("USD") for name in used):
                return steps
            following += [handed_on(made, values, name) for name in used]
        level = [each for each in following if each not in seen]
        seen.update(level)
    return None


@pytest.mark.parametrize("model", [each for each in MODELS if each not in DEEPER])
def test_the_headlines_number_opens_to_a_list_price_in_four_steps(model):
    made = program(MODELS[model])
    values = made.values({})
    found = steps_to_a_price(made, values, main_output(made))
    rests_on = any(price.entry.unit.startswith("USD") for price in made.rests_on(main_output(made)))
    assert (found is None and not rests_on) or found <= STEPS


@pytest.mark.parametrize("model", MODELS)
def test_every_name_of_a_formula_that_is_shown_leads_somewhere(model):
    made = program(MODELS[model])
    values = made.values({})
    shown = set(places(made).values())
    for path in [path for path in places(made) if isinstance(made.nodes.get(path), Formula)]:
        for read in made.nodes[path].reads.values():
            assert place(made, values, read) in shown, (path, read)
