"""Redpanda Serverless, on AWS."""

from __future__ import annotations

from calc import vocabulary
from calc.model import Example, Model, headline, limit, lookup, step
from calc.models.bill import Bill

POST = "https://www.redpanda.com/blog/new-redpanda-serverless"


class RedpandaServerless(Model, id="redpanda-serverless", title="Redpanda Serverless"):
    """A cluster and its partitions by the hour, and data in, out and kept."""

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

    delivery: float = lookup("redpanda.delivery")
    egress_price: float = lookup("redpanda.egress")
    ingress_price: float = lookup("redpanda.ingress")
    largest_message: float = lookup("redpanda.largest_message")
    most_egress: float = lookup("redpanda.most_egress")
    most_ingress: float = lookup("redpanda.most_ingress")
    most_partitions: float = lookup("redpanda.most_partitions")
    partition_hour: float = lookup("redpanda.partition_hour")
    storage: float = lookup("redpanda.storage")
    uptime: float = lookup("redpanda.uptime")

    largest = Bill.largest
    monthly_events = Bill.monthly_events
    ingress = Bill.ingress

    @step("MB/s")
    def egress(self) -> float:
        """Data read, on average: every consumer reads all."""
        return self.ingress * self.consumers

    @step("MB/s")
    def peak_ingress(self) -> float:
        """Data written at the peak."""
        return self.ingress * self.peak_factor

    @step("MB/s")
    def peak_egress(self) -> float:
        """Data read at the peak."""
        return self.egress * self.peak_factor

    @step("USD/month", label="Cluster", of="compute")
    def uptime_cost(self) -> float:
        """The cluster by the hour."""
        return self.uptime * self.hours_per_month

    @step("USD/month", label="Partitions", of="compute")
    def partition_cost(self) -> float:
        """Partitions by the hour, replicas not counted."""
        return self.partitions * self.partition_hour * self.hours_per_month

    @step("USD/month", label="Data written", of="network")
    def ingress_cost(self) -> float:
        """Data written, by the GB."""
        return self.ingress * self.hours_per_month * self.ingress_price

    @step("USD/month", label="Data read", of="network")
    def egress_cost(self) -> float:
        """Data read, by the GB."""
        return self.egress * self.hours_per_month * self.egress_price

    @step("GB")
    def kept(self) -> float:
        """Data kept in object storage, once."""
        return self.ingress * self.retention

    @step("USD/month", label="Data kept", of="storage")
    def storage_cost(self) -> float:
        """Data kept, by the GB."""
        return self.kept * self.storage

    @step("USD/month")
    def list_cost(self) -> float:
        """The bill at list prices."""
        return self.uptime_cost + self.partition_cost + self.ingress_cost + self.egress_cost + self.storage_cost

    saving = Bill.saving
    cost = Bill.cost
    cost_per_million = Bill.cost_per_million

    @limit
    def within_ingress(self) -> bool:
        """{peak_ingress} are written at the peak, and a cluster takes at most {most_ingress}."""
        return self.peak_ingress <= self.most_ingress

    @limit
    def within_egress(self) -> bool:
        """{peak_egress} are read at the peak, and a cluster gives at most {most_egress}."""
        return self.peak_egress <= self.most_egress

    @limit
    def within_partitions(self) -> bool:
        """a cluster has at most {most_partitions}, and you need {partitions}."""
        return self.partitions <= self.most_partitions

    @limit
    def small_enough(self) -> bool:
        """a message may have {largest_message}, and the largest has {largest}."""
        return self.largest <= self.largest_message

    @headline
    def verdict(self) -> str:
        """The bill in one sentence."""
        return f"Redpanda Serverless carries {self.events} with {self.partitions} for {self.cost}."

    examples = (
        Example(
            name="an hour of a cluster: $0.10; 1,000 partitions for it: $1.50",
            given={"events": "0.001", "event_size": "0.001", "partitions": "1000", "hours_per_month": "1"},
            expect={"uptime_cost": "$0.10 a month", "partition_cost": "$1.50 a month"},
            source=POST,
        ),
        Example(
            name="a TB written and read once: $45 and $40",
            given={"events": "1", "event_size": "380.517503805175", "consumers": "1", "partitions": "1"},
            expect={"ingress_cost": "$45.00 a month", "egress_cost": "$40.00 a month"},
            source=POST,
        ),
        Example(
            name="100 events/s of 1 kB, 2 consumers, a week, 30 partitions",
            given={"events": "100", "consumers": "2", "partitions": "30"},
            expect={"cost": "$144.14 a month"},
        ),
        Example(
            name="60,000 events/s of 1 kB peak at more than a cluster takes",
            given={"events": "60000"},
            expect={"within_ingress": "no", "fits": "no"},
        ),
    )
