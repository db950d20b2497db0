"""The files that a refresh writes: values appended to the catalogue, and the day whose prices the site shows."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit

from calc import catalogue
from calc.catalogue import Dated, Entry
from calc.errors import CatalogueError
from sitebuild.offered import Fault

PRICED_ON = re.compile(r"^PRICED_ON = date\((\d+), (\d+), (\d+)\)", re.MULTILINE)
Texts = dict[Path, tuple[str, str]]  # what was read, and what is to be written
Added = Mapping[str, Sequence[Dated]]  # new values of each entry that was looked up, by its key


def edits(folder: Path, model: Path, entries: Mapping[str, Entry], added: Added, day: date) -> Texts:
    """What differs once *added* is appended, and its entries were checked on *day*; nothing is written yet."""
    days = {key: max(entries[key].checked, day) for key in added}
    texts: Texts = {}
    for path in sorted(folder.glob("*.toml")):
        own = {key: checked for key, checked in days.items() if key.partition(".")[0] == path.stem}
        if own:
            _put(texts, path, _edited(text(path), own, added))
    _check(texts, folder, entries, added)
    _put(texts, model, _moved(text(model), max(days.values(), default=date.min), model))
    return texts


def write(texts: Texts) -> None:
    """Write all of *texts*, or none: each file is whole at any moment, and is put back if a later one fails."""
    parts = {path: path.with_name(f".{path.name}.part") for path in texts}
    replaced = []
    try:
        for path, (old, new) in texts.items():
            if text(path) != old:
                raise Fault(f"{path}: was changed while the prices were looked up")
            parts[path].write_text(new, encoding="utf-8", newline="")
        for path, part in parts.items():
            replaced.append(path)
            os.replace(part, path)  # noqa: PTH105  (one call, so that a test can break it)
    except BaseException:
        for path in replaced:
            path.write_text(texts[path][0], encoding="utf-8", newline="")
        raise
    finally:
        for part in parts.values():
            with suppress(OSError):
                part.unlink(missing_ok=True)


def text(path: Path) -> str:
    """A file's text, each line ending as it does."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def _put(texts: Texts, path: Path, new: str) -> None:
    if (old := text(path)) != new:
        texts[path] = (old, new)


def _edited(old: str, checked: Mapping[str, date], added: Added) -> str:
    """A file of the catalogue with what was looked up; all else in it stays as it is written."""
    document: Any = tomlkit.parse(old)
    for key, day in checked.items():
        table = document[key.partition(".")[2]]
        _set(table, "checked", day)
        _set(table, "confidence", "official")
        table.pop("seen", None)
        values = table["values"]
        for value in added[key]:
            values.append(_row(value))
        if added[key] and "\n" not in values.as_string():
            values.multiline(True)
    return tomlkit.dumps(document)


def _set(table: Any, name: str, value: Any) -> None:
    if table[name] != value:
        table[name] = value


def _row(value: Dated) -> Any:
    """A value as the catalogue's files write it."""
    pairs = ", ".join(f'["{end}", "{amount}"]' for end, amount in value.tiers)
    figure = f"tiers = [{pairs}]" if value.tiers else f'amount = "{value.amount}"'
    choice = "".join(f"{name} = {tomlkit.string(text).as_string()}, " for name, text in value.choice.items())
    return tomlkit.parse(f"row = {{ since = {value.since}, {choice}{figure} }}")["row"]


def _moved(text: str, day: date, model: Path) -> str:
    """The module with PRICED_ON not before *day*, so that the site shows what is in the catalogue."""
    found = PRICED_ON.findall(text)
    if len(found) != 1:
        raise Fault(f"{model}: one line PRICED_ON = date(year, month, day) was wanted; {len(found)} came")
    priced_on = max(day, date(*map(int, found[0])))
    return PRICED_ON.sub(f"PRICED_ON = date({priced_on.year}, {priced_on.month}, {priced_on.day})", text)


def _check(texts: Texts, folder: Path, entries: Mapping[str, Entry], added: Added) -> None:
    """The files to be written are a catalogue, with all that was listed, and what is added after it."""
    with tempfile.TemporaryDirectory() as copy:
        for path in folder.glob("*.toml"):
            new = texts[path][1] if path in texts else text(path)
            (Path(copy) / path.name).write_text(new, encoding="utf-8")
        try:
            after = catalogue.read(Path(copy))
        except CatalogueError as error:
            raise Fault(f"what would be written is no catalogue: {error}") from None
    for key, entry in entries.items():
        if after[key].values != (*entry.values, *added.get(key, ())):
            raise Fault(f"{key}: what would be written changes its history")
