"""Any service that carries events, as a comparison sees it."""

from __future__ import annotations

from typing import Protocol

from calc import vocabulary
from calc.model import Model, ask, choose, limit, lookup, output, part, step, switch
from calc.models.bill import Bill

PEOPLE: bool = switch(True, label="Count people", help="The engineers who keep it running, as a line of the bill.")


class Carrier(Protocol):
    """What is read of a service."""

    @property
    def cost(self) -> float: ...
    @property
    def delivery(self) -> float: ...


class Carried(Model, title="The service taken: people and what you need of it"):
    """Its bill and the people who keep it running; out if it is of another provider or delivers too late."""

    events: float = vocabulary.events
    hours_per_month: float = vocabulary.hours_per_month
    service: Carrier = part(needed=True)
    run_as: str = choose(
        "service", "managed cluster", "own cluster", label="Run as", help="Who keeps the servers, if there are any."
    )
    sold_by: str = choose(
        "Amazon", "Google", "Microsoft", "Confluent", "Redpanda", "WarpStream", label="Sold by", help="Who bills it."
    )
    deliver_within: float = ask(
        "60 s",
        label="Delivered within",
        low=0.001,
        high=86_400,
        help="Of 100 events, 99 must reach a consumer within this time.",
    )
    people: bool = PEOPLE
    provider: str = choose(
        "any",
        "Amazon",
        "Google",
        "Microsoft",
        "Confluent",
        "Redpanda",
        "WarpStream",
        label="Provider",
        help="The only one that you may buy from, if there is one.",
        advanced=True,
    )
    region: str = vocabulary.region
    priced_in: str = choose(
        "the region asked for",
        "us-central1",
        "eastus",
        label="Priced in",
        help="Where its prices are taken from in a comparison.",
    )
    prices_are: str = choose("listed", "unverified", label="Prices are", help="How we know them.")
    unverified: bool = switch(
        False,
        label="Count unverified prices",
        help="Some are known from others than the seller only. What rests on them is shown, and left out.",
        advanced=True,
    )
    engineer_cost: float = vocabulary.engineer_cost

    engineers: float = lookup("people.engineers")

    monthly_events = Bill.monthly_events

    @step("USD/month", label="People", of="people")
    def people_cost(self) -> float:
        """The engineers that it keeps busy."""
        return self.engineers * self.engineer_cost if self.people else 0

    @output("USD/month")
    def cost(self) -> float:
        """The bill, and the people."""
        return self.service.cost + self.people_cost

    cost_per_million = Bill.cost_per_million

    @step("ms")
    def delivery(self) -> float:
        """Of 100 events, 99 arrive within this."""
        return self.service.delivery

    @limit
    def of_provider(self) -> bool:
        """it is sold by {sold_by}, and the provider that you may buy from is {provider}."""
        return self.provider == "any" or self.provider == self.sold_by

    @limit
    def of_region(self) -> bool:
        """its prices here are those of {priced_in}, and you chose {region}."""
        return self.priced_in == "the region asked for" or self.region == "us-east-1"

    @limit
    def listed(self) -> bool:
        """its prices are {prices_are}, and unverified ones count only if you say so."""
        return self.unverified or self.prices_are == "listed"

    @limit
    def fast_enough(self) -> bool:
        """of 100 events 99 arrive within {delivery}, and you need {deliver_within}."""
        return self.delivery <= self.deliver_within
