"""The page's desk: one question in, one answer out, both JSON texts.

``{"model": …, "given": …}`` is answered by :func:`calc.answers.respond`. With ``do`` more is asked of the same answers:

- ``draw``: the picture *name*, of the question *over* where it is of one, as HTML;
- ``ranges``: the form for low, likely and high of what the answer rests on, as HTML;
- ``spread``: *ranges* drawn, a slice at a time: *done* says how far, and the last slice has the picture.

Each has ``errors`` as an answer has them, by question or price. What they need is read when it is first asked for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from calc import answers
from calc.errors import Refused
from calc.model import Value
from calc.program import Program, program
from calc.reading import plain, plain_at

if TYPE_CHECKING:
    from calc.analysis.ranges import Draws, Range

SLICE = 250  # draws between two looks at what else the page wants

_drawing: dict[str, tuple[str, Draws]] = {}  # the draws that are under way by model, and what for


def respond(request: str) -> str:
    """The answer to one question of the page."""
    asked = json.loads(request)
    do = asked.get("do")
    if do is None:
        return answers.respond(request)
    try:
        model = answers.model_of(asked["model"])
        given = answers.read(model, asked["given"], asked.get("prices", {}))
        return json.dumps({"errors": {}, **DOES[do](program(model), given, asked)}, allow_nan=False)
    except Refused as refused:
        return json.dumps({"errors": refused.errors})


def _draw(made: Program, given: Mapping[str, Value], asked: Mapping[str, Any]) -> dict[str, str]:
    from calc import pictures

    return {"html": pictures.draw(made, given, asked["name"], asked.get("over", ""))}


def _ranges(made: Program, given: Mapping[str, Value], _: Mapping[str, Any]) -> dict[str, str]:
    from calc import changes

    return {"html": changes.ranges(made, given)}


def _spread(made: Program, given: Mapping[str, Value], asked: Mapping[str, Any]) -> dict[str, Any]:
    from calc import pictures
    from calc.analysis.ranges import Draws, default_ranges, read_ranges

    model, what = made.model.id, json.dumps([asked[each] for each in ("given", "prices", "ranges")])
    if model not in _drawing or _drawing[model][0] != what:
        known = default_ranges(made, given)
        texts = {path: _filled(made, given, known, path, ends) for path, ends in asked["ranges"].items() if any(ends)}
        _drawing[model] = what, Draws(made, given, {**known, **read_ranges(made, texts)})
    draws = _drawing[model][1]
    done = draws.advance(SLICE)
    if done < draws.count:
        return {"done": done, "of": draws.count, "said": f"{plain(done)} of {plain(draws.count)} draws"}
    del _drawing[model]
    html = pictures.spread(made, draws.spread(), f"{made.model.id}-spread")
    return {"done": done, "of": draws.count, "said": "", "html": html}


def _filled(
    made: Program, given: Mapping[str, Value], known: Mapping[str, Range], path: str, ends: Sequence[str]
) -> str:
    """A range as it is written; what the reader left empty is what is listed, or the value that is there."""
    present = made.given(given).get(path)
    listed = known.get(path)
    own: Sequence[object] = (listed.low, listed.likely, listed.high) if listed else (present, present, present)
    texts = (plain_at(each, made.unit(path)).replace(",", "") if isinstance(each, float) else "" for each in own)
    return ";".join(end.replace(",", "") or text for end, text in zip(ends, texts, strict=True))


DOES = {"draw": _draw, "ranges": _ranges, "spread": _spread}
