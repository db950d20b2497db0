"""Confluent Cloud on AWS: Basic, Standard and Enterprise clusters."""

from __future__ import annotations

from calc import vocabulary
from calc.functions import ceil
from calc.model import Example, Model, choose, headline, limit, lookup, output, step, switch
from calc.models.bill import Bill

PRICING = "https://www.confluent.io/confluent-cloud/pricing/"
PLAN = "https://github.com/confluentinc/kcp/blob/73d9fae82fed1a44ea1aeb045acb50838da4ff1c/0.9.0/plan.sample.json"


class Confluent(Model, id="confluent", title="Confluent Cloud"):
    """Elastic units (eCKU) by the hour for the tightest of three, data in and out, and data kept."""

    events: float = vocabulary.events
    event_size: float = vocabulary.event_size
    largest_event: float = vocabulary.largest_event
    peak_factor: float = vocabulary.peak_factor
    consumers: float = vocabulary.consumers
    retention: float = vocabulary.retention
    partitions: float = vocabulary.partitions
    hours_per_month: float = vocabulary.hours_per_month
    region: str = vocabulary.region
    discount: float = vocabulary.discount
    tier: str = choose(
        "basic",
        "standard",
        "enterprise",
        label="Confluent: cluster type",
        help="Basic has one zone, 99.5% and its first unit free. Enterprise is reached over a private network only.",
    )
    service_level: str = choose(
        "99.9%",
        "99.99%",
        label="Confluent: service level",
        help="99.99% takes two elastic units at least. Basic has 99.5%, whatever you take here.",
        advanced=True,
    )
    elastic: bool = switch(
        True,
        label="Confluent: units follow the load",
        help="They are billed hour by hour as they are used. No pays for the peak all month.",
        advanced=True,
    )

    delivery: float = lookup("confluent.delivery")
    fewest_units: float = lookup("confluent.fewest_units")
    free_units: float = lookup("confluent.free_units")
    largest_message: float = lookup("confluent.largest_message")
    most_stored: float = lookup("confluent.most_stored")
    most_units: float = lookup("confluent.most_units")
    replicas: float = lookup("confluent.replicas")
    storage: float = lookup("confluent.storage")
    transfer: float = lookup("confluent.transfer")
    unit_egress: float = lookup("confluent.unit_egress")
    unit_hour: float = lookup("confluent.unit_hour")
    unit_ingress: float = lookup("confluent.unit_ingress")
    unit_partitions: float = lookup("confluent.unit_partitions")

    largest = Bill.largest
    monthly_events = Bill.monthly_events
    ingress = Bill.ingress

    @step("MB/s")
    def egress(self) -> float:
        """Data read, on average: every consumer reads all."""
        return self.ingress * self.consumers

    @step("unit")
    def for_ingress(self) -> float:
        """Elastic units to take the data written, on average."""
        return self.ingress / self.unit_ingress

    @step("unit")
    def for_egress(self) -> float:
        """Elastic units to give the data read, on average."""
        return self.egress / self.unit_egress

    @step("unit")
    def for_partitions(self) -> float:
        """Elastic units to carry the partitions, busy or not."""
        return self.partitions / self.unit_partitions

    @step("unit")
    def peak_units(self) -> float:
        """Whole elastic units at the peak."""
        return max(
            ceil(max(self.for_ingress * self.peak_factor, self.for_egress * self.peak_factor, self.for_partitions)),
            self.fewest_units,
        )

    @output("unit", label="Elastic units")
    def units(self) -> float:
        """Whole elastic units that are billed, on average or for the peak."""
        return (
            max(ceil(max(self.for_ingress, self.for_egress, self.for_partitions)), self.fewest_units)
            if self.elastic
            else self.peak_units
        )

    @output("text", label="What decides")
    def binding(self) -> str:
        """What decides the number of elastic units."""
        return (
            "the fewest that there are"
            if self.units <= self.fewest_units
            else "partitions"
            if self.for_partitions >= max(self.for_ingress, self.for_egress)
            else "data read"
            if self.for_egress >= self.for_ingress
            else "data written"
        )

    @step("unit")
    def paid_units(self) -> float:
        """Elastic units that are paid for: the first of a Basic cluster is free."""
        return max(0, self.units - self.free_units) if self.tier == "basic" else self.units

    @step("USD/month", label="Elastic units", of="compute")
    def unit_cost(self) -> float:
        """Elastic units by the hour, less those that are free."""
        return self.paid_units * self.unit_hour * self.hours_per_month

    @step("USD/month", label="Data written", of="network")
    def ingress_cost(self) -> float:
        """Data written, by the GB."""
        return self.ingress * self.hours_per_month * self.transfer

    @step("USD/month", label="Data read", of="network")
    def egress_cost(self) -> float:
        """Data read, by the GB."""
        return self.egress * self.hours_per_month * self.transfer

    @step("TB")
    def kept(self) -> float:
        """Data kept, before replication."""
        return self.ingress * self.retention

    @step("USD/month", label="Data kept", of="storage")
    def storage_cost(self) -> float:
        """Data kept, with its copies."""
        return self.kept * self.replicas * self.storage

    @step("USD/month")
    def list_cost(self) -> float:
        """The bill at list prices."""
        return self.unit_cost + self.ingress_cost + self.egress_cost + self.storage_cost

    saving = Bill.saving
    cost = Bill.cost
    cost_per_million = Bill.cost_per_million

    @limit
    def within_units(self) -> bool:
        """its peak takes {peak_units}, and {tier} has at most {most_units}."""
        return self.peak_units <= self.most_units

    @limit
    def within_storage(self) -> bool:
        """{kept} are kept, and a basic cluster keeps at most {most_stored}."""
        return self.tier != "basic" or self.kept <= self.most_stored

    @limit
    def within_service_level(self) -> bool:
        """a basic cluster has a service level of 99.5%, and you need {service_level}."""
        return self.tier != "basic" or self.service_level == "99.9%"

    @limit
    def small_enough(self) -> bool:
        """a message may have {largest_message}, and the largest has {largest}."""
        return self.largest <= self.largest_message

    @headline
    def verdict(self) -> str:
        """The bill in one sentence."""
        return (
            f"Confluent {self.tier} carries {self.events} on {self.units} (eCKU) for {self.cost}."
            f" What decides: {self.binding}."
        )

    examples = (
        Example(
            name="Basic starts at nothing: the first unit is free",
            given={"events": "0.001", "event_size": "0.001", "consumers": "1", "partitions": "30"},
            expect={"units": "1 unit", "unit_cost": "$0.00 a month", "cost": "$0.00 a month"},
            source=PRICING,
        ),
        Example(
            name="Confluent's own plan: 100 MB/s in, 180 out, 800 partitions and 30% more is 3 eCKU",
            given={
                "tier": "enterprise",
                "events": "100",
                "event_size": "1000",
                "consumers": "1.8",
                "partitions": "800",
                "peak_factor": "1.3",
                "elastic": "no",
            },
            expect={"units": "3 units", "binding": "data written"},
            source=PLAN,
        ),
        Example(
            name="Confluent's own plan: 10 MB/s in, 20 out, 200 partitions and 30% more is 1 eCKU",
            given={
                "tier": "enterprise",
                "events": "10",
                "event_size": "1000",
                "consumers": "2",
                "partitions": "200",
                "peak_factor": "1.3",
                "elastic": "no",
            },
            expect={"units": "1 unit", "binding": "the fewest that there are"},
            source=PLAN,
        ),
        Example(
            name="a hundred partitions cost more on Basic than 200 events/s",
            given={"partitions": "100"},
            expect={"units": "4 units", "binding": "partitions", "unit_cost": "$306.60 a month"},
        ),
        Example(
            name="100 GiB in, 100 out: $5 each",
            given={
                "events": "1",
                "event_size": "40.857755859969565",
                "consumers": "1",
                "partitions": "30",
                "retention": "24",
            },
            expect={"ingress_cost": "$5.00 a month", "egress_cost": "$5.00 a month", "storage_cost": "$0.79 a month"},
        ),
        Example(
            name="Standard, 99.99%: two units all month",
            given={"tier": "standard", "service_level": "99.99%"},
            expect={"units": "2 units", "unit_cost": "$1,095.00 a month"},
        ),
        Example(
            name="a region without a price",
            given={"region": "eu-west-2"},
            expect={"cost": "no figure"},
        ),
    )
