"""The templates of finished HTML, and what several of them need said."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

ROOT = Path(__file__).resolve().parents[1]


def templates(folder: str) -> Environment:
    """The templates in *folder* of the theme; a name that is not given is a fault."""
    return Environment(
        loader=FileSystemLoader(ROOT / "overrides" / folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def host(address: str) -> str:
    """Whose page it is.

    >>> host("https://www.example.org/a")
    'example.org'
    """
    return (urlsplit(address).hostname or address).removeprefix("www.")
