"""The fragment of a link that opens a page with a scenario: its version, and what is not the default.

docs/javascripts/scenario.mjs reads it; both take what is said here.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

VERSION = 1  # of the names and texts; a new one comes with a migration in scenario.mjs
LONGEST = 2000  # characters; what is longer is cut by some who carry links
PRICE = "price."  # before the path of a figure


def fragment(given: Mapping[str, str], prices: Mapping[str, str]) -> str:
    """Answers by question and own figures by path, without the ``#``; empty if they do not go into a link.

    >>> fragment({"events": "12"}, {"aws_kinesis.shard_hour": "0.01"})
    's=1&events=12&price.aws_kinesis.shard_hour=0.01'
    """
    made = urlencode({"s": VERSION, **given, **{PRICE + path: text for path, text in prices.items()}})
    return made if len(made) <= LONGEST else ""
