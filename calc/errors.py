"""Everything that calc raises on purpose.

::

    CalcError
    ├── Wrong            something of ours is wrong; it stops the build
    │   ├── UnitError        a unit that is not in the table
    │   ├── CatalogueError   an entry that breaks a rule: file, key and reason
    │   └── StepError        a step that is not one return over names that stand above it
    └── Refused          something the reader gave cannot be used: every wrong input, by name
"""

from __future__ import annotations

from collections.abc import Mapping


class CalcError(Exception):
    """The root of the tree."""


class Wrong(CalcError):  # noqa: N818  (a kind of error, never raised itself)
    """A mistake in the project's own files."""


class UnitError(Wrong):
    """A unit that is not in the table."""


class CatalogueError(Wrong):
    """An entry that cannot be used; the message names file, key and reason."""


class StepError(Wrong):
    """A step that is not one return of an expression over names that stand above it."""


class Refused(CalcError):  # noqa: N818  (a refusal is an answer)
    """Inputs that cannot be used: *errors* tells all of them, by the name of the question."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = dict(errors)
