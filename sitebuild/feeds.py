"""The public price lists: the AWS Price List's bulk files and Azure's Retail Prices, from the network or a folder.

Each list is read once, however many prices are looked up in it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from http.client import HTTPException
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote, urlsplit
from urllib.request import urlopen

from sitebuild.offered import Fault, Match, Offered, aws, azure

AWS = "https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/{offer}/current/{region}/index.json"
AZURE = "https://prices.azure.com/api/retail/prices?$filter="
AZURE_HOST = "prices.azure.com"
SECONDS = 60
BYTES = 200_000_000  # the services priced here have far less; what has more is no list of theirs
PAGES = 200


@dataclass(frozen=True, slots=True)
class Text:
    """What was read, and where."""

    where: str
    content: bytes


class Source(Protocol):
    """Where the lists are read."""

    def aws(self, offer: str, region: str) -> Text: ...
    def azure(self, service: str, region: str, number: int, link: str) -> Text: ...


class Web:
    """The publishers themselves; no credentials are needed."""

    def aws(self, offer: str, region: str) -> Text:
        """The list of one offer in one region."""
        return self._read(AWS.format(offer=quote(offer, safe=""), region=quote(region, safe="")))

    def azure(self, service: str, region: str, number: int, link: str) -> Text:  # noqa: ARG002  (a folder counts, the web follows links)
        """Page *number* of a service in a region: at *link*, which the page before gave, or the first."""
        wanted = f"serviceName eq '{service}' and armRegionName eq '{region}' and priceType eq 'Consumption'"
        return self._read(link or AZURE + quote(wanted))

    def _read(self, url: str) -> Text:
        try:
            with urlopen(url, timeout=SECONDS) as answer:  # noqa: S310  (https: Azure's links are looked at)
                length, content = answer.headers.get("Content-Length"), answer.read(BYTES + 1)
        except (OSError, HTTPException) as error:
            raise Fault(f"{url}: could not be read: {error}") from None
        if len(content) > BYTES:
            raise Fault(f"{url}: has more than the {BYTES:,} bytes that a list of prices may have")
        if length is not None and length.isdigit() and int(length) != len(content):
            raise Fault(f"{url}: broke off: {len(content):,} bytes came of {int(length):,}")
        return Text(url, content)


@dataclass(frozen=True, slots=True)
class Folder:
    """Files that were saved: ``aws/OFFER/REGION.json`` and ``azure/SERVICE/REGION/1.json``, ``2.json``, …"""

    path: Path

    def aws(self, offer: str, region: str) -> Text:
        """The list of one offer in one region."""
        return self._read(self.path / "aws" / offer / f"{region}.json")

    def azure(self, service: str, region: str, number: int, link: str) -> Text:  # noqa: ARG002  (a folder counts, the web follows links)
        """Page *number* of a service in a region."""
        return self._read(self.path / "azure" / service / region / f"{number}.json")

    def _read(self, path: Path) -> Text:
        try:
            return Text(str(path), path.read_bytes())
        except OSError as error:
            raise Fault(f"{path}: could not be read: {error.strerror}") from None


class Feeds:
    """Prices looked up in the lists; each list is read once, however many prices it has."""

    def __init__(self, source: Source, day: date) -> None:
        self.source, self.day = source, day
        self._lists: dict[tuple[str, str, str], tuple[str, Any] | Fault] = {}

    def find(self, feed: str, offer: str, region: str, match: Match) -> Offered:
        """The one price in *region* whose attributes *match*; :class:`Fault` where there is none, or another."""
        where, listed = self._list(feed, offer, region)
        try:
            return (aws if feed == "aws" else azure)(where, listed, region, match, self.day)
        except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
            raise Fault(f"{where}: is not in the form that this reads: {type(error).__name__}: {error}") from None

    def _list(self, feed: str, offer: str, region: str) -> tuple[str, Any]:
        key = (feed, offer, region)
        if key not in self._lists:
            try:
                if feed == "aws":
                    text = self.source.aws(offer, region)
                    self._lists[key] = (text.where, _json(text))
                else:
                    self._lists[key] = _pages(self.source, offer, region)
            except Fault as fault:
                self._lists[key] = fault
        found = self._lists[key]
        if isinstance(found, Fault):
            raise Fault(*found.args)
        return found


def _json(text: Text) -> Any:
    try:
        read = json.loads(text.content, parse_float=Decimal)
    except ValueError as error:
        raise Fault(f"{text.where}: is not whole JSON ({len(text.content):,} bytes): {error}") from None
    if not isinstance(read, dict):
        raise Fault(f"{text.where}: a JSON object was wanted, not a {type(read).__name__}")
    return read


def _pages(source: Source, service: str, region: str) -> tuple[str, Any]:
    """The items of all pages, as one list."""
    items: list[Any] = []
    link, first = "", ""
    for number in range(1, PAGES + 1):
        text = source.azure(service, region, number, link)
        first = first or text.where
        page = _json(text)
        if not isinstance(page.get("Items"), list):
            raise Fault(f"{text.where}: a page with Items was wanted; it has {', '.join(page) or 'nothing'}")
        items += page["Items"]
        link = page.get("NextPageLink") or ""
        if not link:
            return first, items
        if urlsplit(link).scheme != "https" or urlsplit(link).hostname != AZURE_HOST:
            raise Fault(f"{text.where}: its next page is said to be at {link}, not at https://{AZURE_HOST}/")
    raise Fault(f"{first}: has more than the {PAGES} pages that a service may have in a region")
