"""A command line taken apart: what is asked, of which model, and everything in it that cannot be used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from calc.analysis.ranges import Range, default_ranges, read_ranges
from calc.analysis.verdict import WORDS, main_output, verdicts
from calc.answers import model_of, outputs
from calc.changes import sets_of
from calc.errors import Refused
from calc.model import MODELS, Ask, Choose, Value
from calc.program import Program, program
from calc.reading import cut, nearest, number, quoted
from calc.units import scale

FLAGS = ("json", "list", "help")
OPTIONS = ("explain", "flip", "of", "at", "tornado", "sweep", "against")
ALONE = ("explain", "tornado", "ranges")  # may stand without a value


@dataclass(slots=True)
class Command:
    """What a command line says; *errors* are what could not be read of it.

    *ranges* are the texts of ``--ranges``, by path; it may be there without one.
    """

    model: str = ""
    given: dict[str, str] = field(default_factory=dict)
    prices: dict[str, str] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)
    ranges: dict[str, str] | None = None
    flags: set[str] = field(default_factory=set)
    errors: dict[str, str] = field(default_factory=dict)

    def pair(self, name: str, value: str, place: dict[str, str], form: str) -> None:
        """Keep the ``KEY=…`` of an option that may stand several times."""
        key, sign, text = value.partition("=")
        if not sign:
            self.errors[f"{name} {value}"] = f"--{name} is written {form}, not {quoted(value)}."
        elif key in place:
            self.errors[key] = f"A {name.removesuffix('s')} of {cut(key)} is given twice."
        else:
            place[key] = text


def parsed(arguments: Sequence[str]) -> Command:
    """The command line, with whatever is wrong with its form."""
    command, rest = Command(), list(arguments)
    while rest:
        word = rest.pop(0)
        if not word.startswith("--"):
            if command.model:
                command.errors[word] = f"{cut(word)} is a second model; one is asked at a time."
            command.model = command.model or word
            continue
        name, sign, value = word[2:].partition("=")
        name = name.replace("-", "_")
        if name in FLAGS:
            command.flags.add(name)
            continue
        missing = not sign and (not rest or rest[0].startswith("--"))
        if missing and name not in ALONE:
            command.errors[name] = f"{cut(word)} needs a value."
            continue
        value = value if sign or missing else rest.pop(0)
        if name == "price":
            command.pair(name, value, command.prices, "KEY=AMOUNT")
        elif name == "ranges":
            command.ranges = command.ranges or {}
            if not missing:
                command.pair(name, value, command.ranges, "QUESTION=LOW,LIKELY,HIGH")
        else:
            place = command.options if name in OPTIONS else command.given
            if name in place:
                command.errors[name] = f"{cut(word)} is given twice."
            place[name] = value
    if not command.model and not command.flags & {"list", "help"}:
        command.errors["model"] = f"Name a model: {', '.join(MODELS)}. python -m calc --help says more."
    return command


def unknown(command: Command) -> dict[str, str]:
    """What the options name and the model has not, and options that do not go together."""
    if command.model not in MODELS:
        return {}
    made, errors, options = program(model_of(command.model)), {}, command.options
    explain, of = options.get("explain"), options.get("of")
    known = made.values({})
    if explain and explain not in known:
        errors["explain"] = f"{command.model} has no value {cut(explain)}{nearest(explain, known)}"
    if "against" in options:
        errors |= _another_set(options["against"], made)
    for name in ("flip", "sweep"):
        asked = options.get(name)
        if asked is not None and not isinstance(made.questions.get(asked), Ask):
            numeric = [each for each, question in made.questions.items() if isinstance(question, Ask)]
            errors[name] = f"{command.model} asks no number {cut(asked)}{nearest(asked, numeric)}"
    if "flip" in options and "flip" not in errors and of is None and "at" not in options and not verdicts(made):
        errors["flip"] = (
            f"{command.model} chooses between nothing, so nothing flips; name a figure: --of cost --at 100."
        )
    told = [path for path in made.nodes if path in known]
    if of is not None and not {"flip", "sweep"} & options.keys() and command.ranges is None:
        errors["of"] = "--of goes with --flip, --ranges or --sweep."
    elif of is not None and of not in told:
        errors["of"] = f"{command.model} has no value {cut(of)}{nearest(of, told)}"
    elif of is not None and ("sweep" in options or command.ranges is not None) and made.unit(of) in WORDS:
        errors["of"] = f"{cut(of)} is not a number, so only --flip looks at it."
    if output := options.get("tornado"):
        numbers = [path for path in outputs(made) if made.unit(path) not in WORDS]
        if output not in numbers:
            errors["tornado"] = f"{command.model} has no numeric output {cut(output)}{nearest(output, numbers)}"
    if "at" in options and "of" not in errors:
        errors |= _threshold(command, made)
    if command.ranges:
        try:
            read_ranges(made, command.ranges)
        except Refused as refused:
            errors |= refused.errors
    return errors


def _another_set(asked: str, made: Program) -> dict[str, str]:
    """What is wrong with --against."""
    name = sets_of(made)
    question = made.questions.get(name)
    if not isinstance(question, Choose):
        return {"against": f"{made.model.id} counts nothing by a set of assumptions; msk and kafka do."}
    if asked not in question.options[1:]:
        others = ", ".join(question.options[1:])
        return {"against": f"--against must be one of {others}, which are held against {question.default}."}
    return {}


def _threshold(command: Command, made: Program) -> dict[str, str]:
    """What is wrong with --at."""
    text, target = command.options["at"], flipping(command, made)
    if "flip" not in command.options:
        return {"at": "--at goes with --flip."}
    if made.unit(target) in WORDS:
        return {"at": f"--at is for a number, and {target} is none; name one with --of."}
    if number(text) is None:
        return {"at": f"--at must be a number in {made.unit(target)}, not {quoted(text)}."}
    return {}


def flipping(command: Command, made: Program) -> str:
    """The path of what --flip looks at; a threshold alone is of the main output."""
    if "at" in command.options and "of" not in command.options:
        return main_output(made)
    return command.options.get("of") or next(iter(verdicts(made)), "") or main_output(made)


def threshold(command: Command, made: Program) -> float | None:
    """The number of --at in base units."""
    found = number(command.options["at"]) if "at" in command.options else None
    return None if found is None else found * scale(made.unit(flipping(command, made)))


def drawn(command: Command, made: Program, answers: dict[str, Value]) -> dict[str, Range]:
    """The ranges to draw from: those given, or all that are listed if none is."""
    return read_ranges(made, command.ranges) if command.ranges else default_ranges(made, answers)
