"""Apache Kafka that a team runs itself, on EC2 instances with EBS volumes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from calc import vocabulary
from calc.functions import ceil
from calc.model import Example, Model, ask, cheapest, choose, headline, limit, lookup, output, part, step
from calc.models.bill import Bill

INSTANCES = (
    "m5.large",
    "m5.xlarge",
    "m5.2xlarge",
    "m5.4xlarge",
    "m5.8xlarge",
    "m5.12xlarge",
    "m5.16xlarge",
    "m5.24xlarge",
    "m7g.large",
    "m7g.xlarge",
    "m7g.2xlarge",
    "m7g.4xlarge",
    "m7g.8xlarge",
    "m7g.12xlarge",
    "m7g.16xlarge",
)
HIDDEN_COST = "https://www.automq.com/blog/kafka-cross-az-hidden-cost"
REPLICATION_COST = "https://www.automq.com/blog/kafka-cross-az-replication-cost-aws"

INSTANCE: str = choose(
    "auto",
    *INSTANCES,
    label="Kafka: instance",
    help="auto takes the cheapest that carries the load.",
    advanced=True,
)
REPLICATION: float = ask(
    "3",
    label="Kafka: replication factor",
    low=1,
    high=5,
    help="Copies of every event, the leader's among them.",
    advanced=True,
)
ZONES: float = ask(
    "3",
    label="Kafka: availability zones",
    low=1,
    high=6,
    help="Brokers and clients are spread over them evenly.",
    advanced=True,
)
VOLUME: str = choose(
    "gp3",
    "st1",
    label="Kafka: volumes",
    help="EBS volumes of the brokers: gp3 are solid-state disks; st1 are hard disks, with throughput by their size.",
    advanced=True,
)


class KafkaLoad(Model, title="Kafka, what the brokers carry"):
    """What the events ask of brokers, whatever the instance, and what does not depend on it."""

    events: float = vocabulary.events
    event_size: float = vocabulary.event_size
    peak_factor: float = vocabulary.peak_factor
    consumers: float = vocabulary.consumers
    retention: float = vocabulary.retention
    hours_per_month: float = vocabulary.hours_per_month
    region: str = vocabulary.region
    rack_aware: bool = vocabulary.rack_aware
    replication: float = REPLICATION
    zones: float = ZONES
    volume: str = VOLUME
    sizing: str = vocabulary.sizing
    size: str = choose(*INSTANCES, label="Instance of a controller")

    broker_each: float = lookup("kafka.broker_each")
    consume_each: float = lookup("kafka_sizing.consume_each")
    controller_hour: float = lookup("aws_ec2.instance_hour")
    controllers: float = lookup("kafka.controllers")
    cross_zone: float = lookup("aws_transfer.cross_zone")
    disk_copy_load: float = lookup("kafka_sizing.disk_copy_load")
    disk_read_load: float = lookup("kafka_sizing.disk_read_load")
    disk_reserve: float = lookup("kafka_sizing.disk_reserve")
    even_zones: float = lookup("kafka_sizing.even_zones")
    lagging_load: float = lookup("kafka_sizing.lagging_load")
    network_copy_load: float = lookup("kafka_sizing.network_copy_load")
    network_write_load: float = lookup("kafka_sizing.network_write_load")
    partitions_any: float = lookup("kafka_sizing.partitions")
    produce_each: float = lookup("kafka_sizing.produce_each")
    read_load: float = lookup("kafka_sizing.read_load")
    rebalancing_load: float = lookup("kafka_sizing.rebalancing_load")
    st1_bytes: float = lookup("aws_ebs.st1_bytes")
    storage: float = lookup("aws_ebs.storage")
    storage_limit: float = lookup("kafka.storage_limit")
    utilisation: float = lookup("kafka_sizing.utilisation")
    write_load: float = lookup("kafka_sizing.write_load")

    @step("MiB/s")
    def ingress(self) -> float:
        """Data written, on average."""
        return self.events * self.event_size

    @step("MiB/s")
    def peak(self) -> float:
        """Data written at the peak."""
        return self.ingress * self.peak_factor

    @step("MiB/s")
    def disk_peak(self) -> float:
        """Disk traffic of the peak."""
        return self.peak * (
            self.write_load
            + self.lagging_load
            + self.rebalancing_load
            + self.disk_copy_load * (self.replication - 1)
            + self.disk_read_load * self.consumers
        )

    @step("MiB/s")
    def disk_traffic(self) -> float:
        """Disk throughput that the instances must have for it, with room to spare."""
        return self.disk_peak / self.utilisation

    @step("MiB/s")
    def network_traffic(self) -> float:
        """Network throughput that the instances must have for the peak, with room to spare."""
        return (
            self.peak
            * (
                self.network_write_load
                + self.lagging_load
                + self.rebalancing_load
                + self.network_copy_load * (self.replication - 1)
                + self.read_load * self.consumers
            )
            / self.utilisation
        )

    @step("vcpu")
    def for_writing(self) -> float:
        """Processors for what is written at the peak; hardly any where brokers are not planned by them."""
        return self.peak / self.produce_each

    @step("vcpu")
    def for_reading(self) -> float:
        """Processors for what is read at the peak; hardly any where brokers are not planned by them."""
        return self.peak * self.consumers / self.consume_each

    @step("vcpu")
    def processors(self) -> float:
        """Processors for both: they write and read at the same time."""
        return max(self.for_writing, self.for_reading)

    @step("1")
    def together(self) -> float:
        """Brokers are added by so many: one in every zone, or one at a time."""
        return self.zones if self.even_zones > 0 else 1

    @step("GiB")
    def kept(self) -> float:
        """Disk for every copy of what is kept, and as much again kept free."""
        return self.ingress * self.retention * self.replication * self.disk_reserve

    @step("GiB")
    def stored(self) -> float:
        """Disk bought: of hard disks, enough for the traffic of the peak too."""
        return max(self.kept, self.disk_peak / self.st1_bytes) if self.volume == "st1" else self.kept

    @step("broker")
    def fewest_brokers(self) -> float:
        """One broker for each copy, rounded up as brokers are added."""
        return max(ceil(self.replication * self.broker_each / self.together), self.broker_each) * self.together

    @step("broker")
    def at_least(self) -> float:
        """Brokers for the disk bought, rounded up as they are added; at least one for each copy."""
        return max(self.fewest_brokers, ceil(self.stored / self.storage_limit / self.together) * self.together)

    @step("MiB/s")
    def from_producers(self) -> float:
        """What producers send to a leader in another zone."""
        return self.ingress * (1 - 1 / self.zones)

    @step("MiB/s")
    def between_brokers(self) -> float:
        """What leaders send to copies in other zones: each of them, if there is a zone for each."""
        return self.ingress * min(self.replication - 1, self.replication * (1 - 1 / self.zones))

    @step("MiB/s")
    def to_consumers(self) -> float:
        """What consumers fetch from another zone: from the leader, or where their own zone has no copy."""
        return (
            self.ingress
            * self.consumers
            * (max(0, 1 - self.replication / self.zones) if self.rack_aware else 1 - 1 / self.zones)
        )

    @step("USD/month", label="Data between zones", of="network")
    def network_cost(self) -> float:
        """Data between zones on the three paths, paid at both ends."""
        return (
            (self.from_producers + self.between_brokers + self.to_consumers)
            * self.hours_per_month
            * (self.cross_zone + self.cross_zone)
        )

    @step("USD/month", label="Storage", of="storage")
    def storage_cost(self) -> float:
        """Volumes, by their size."""
        return self.stored * self.storage

    @step("USD/month", label="Controllers by the hour", of="compute")
    def controller_cost(self) -> float:
        """Controllers by the hour, on small instances of their own."""
        return self.controllers * self.controller_hour * self.hours_per_month


class KafkaSize(Model, title="Kafka, the instance taken"):
    """One type of instance: enough brokers for the tightest of the limits that the sizing rules have."""

    load: KafkaLoad = part()
    partitions: float = vocabulary.partitions
    hours_per_month: float = vocabulary.hours_per_month
    region: str = vocabulary.region
    discount: float = vocabulary.discount
    replication: float = REPLICATION
    volume: str = VOLUME
    sizing: str = vocabulary.sizing
    instance: str = INSTANCE
    size: str = choose(*INSTANCES, label="This instance")

    broker_hour: float = lookup("aws_ec2.instance_hour")
    broker_quota: float = lookup("kafka.broker_quota")
    disk_bytes: float = lookup("aws_ec2.disk_bytes")
    included_bytes: float = lookup("aws_ebs.included_bytes")
    network_bytes: float = lookup("aws_ec2.network_bytes")
    partitions_each: float = lookup("kafka.partitions")
    throughput: float = lookup("aws_ebs.throughput")
    throughput_unit: float = lookup("aws_ebs.throughput_unit")
    vcpus: float = lookup("aws_ec2.vcpus")
    volume_bytes: float = lookup("aws_ebs.volume_bytes")

    @step("broker")
    def for_disk(self) -> float:
        """Brokers for the disk traffic, rounded up as they are added."""
        return (
            ceil(self.load.disk_traffic / min(self.disk_bytes, self.volume_bytes) / self.load.together)
            * self.load.together
        )

    @step("broker")
    def for_network(self) -> float:
        """Brokers for the network traffic, rounded up as they are added."""
        return ceil(self.load.network_traffic / self.network_bytes / self.load.together) * self.load.together

    @step("broker")
    def for_processors(self) -> float:
        """Brokers for the processors, rounded up as they are added."""
        return ceil(self.load.processors / self.vcpus / self.load.together) * self.load.together

    @step("broker")
    def for_partitions(self) -> float:
        """Brokers for the partitions and their replicas, rounded up as they are added."""
        return (
            ceil(
                self.partitions
                * self.replication
                / max(self.load.partitions_any, self.partitions_each)
                / self.load.together
            )
            * self.load.together
        )

    @step("broker")
    def brokers(self) -> float:
        """Brokers for the tightest of them."""
        return max(self.load.at_least, self.for_disk, self.for_network, self.for_processors, self.for_partitions)

    @step("text")
    def binding(self) -> str:
        """What decides the number of brokers."""
        return (
            "one broker a copy and zone"
            if self.brokers <= self.load.fewest_brokers
            else "disk throughput"
            if self.for_disk >= self.brokers
            else "network throughput"
            if self.for_network >= self.brokers
            else "processors"
            if self.for_processors >= self.brokers
            else "partitions"
            if self.for_partitions >= self.brokers
            else "storage"
        )

    @step("USD/month", label="Brokers by the hour", of="compute")
    def broker_cost(self) -> float:
        """Brokers by the hour."""
        return self.brokers * self.broker_hour * self.hours_per_month

    @step("USD/month", label="Disk throughput", of="storage")
    def throughput_cost(self) -> float:
        """Throughput of gp3 volumes for the peak, beyond what comes with one a broker."""
        return (
            max(0, self.load.disk_peak - self.brokers * self.included_bytes) / self.throughput_unit * self.throughput
            if self.volume == "gp3"
            else 0
        )

    @step("USD/month")
    def list_cost(self) -> float:
        """The bill at list prices."""
        return (
            self.broker_cost
            + self.load.controller_cost
            + self.load.storage_cost
            + self.throughput_cost
            + self.load.network_cost
        )

    saving = Bill.saving
    cost = Bill.cost

    @limit
    def wanted(self) -> bool:
        """you chose {instance}."""
        return self.instance == "auto" or self.instance == self.size

    @limit
    def within_quota(self) -> bool:
        """it takes {brokers} ({binding}), and a cluster is planned with at most {broker_quota}."""
        return self.brokers <= self.broker_quota


def sizes(load: Any) -> Mapping[str, Any]:
    """A part for each type of instance."""
    return {size: part(KafkaSize, size=size, load=load) for size in INSTANCES}


class Kafka(Model, id="kafka", title="Kafka on EC2"):
    """Kafka on instances of your own: the cheapest type that carries the load, its disks and its traffic."""

    events: float = vocabulary.events
    hours_per_month: float = vocabulary.hours_per_month
    discount: float = vocabulary.discount
    load: KafkaLoad = part(KafkaLoad, size="m7g.large")
    size: KafkaSize = cheapest(sizes(load), columns=("brokers", "cost"))

    delivery: float = lookup("kafka.delivery")

    monthly_events = Bill.monthly_events

    @output("broker")
    def brokers(self) -> float:
        """Brokers."""
        return self.size.brokers

    @output("text", label="What decides")
    def binding(self) -> str:
        """What decides the number of brokers."""
        return self.size.binding

    @output("USD/month", label="Brokers by the hour", of="compute")
    def broker_cost(self) -> float:
        """Brokers by the hour."""
        return self.size.broker_cost

    @output("USD/month", label="Controllers by the hour", of="compute")
    def controller_cost(self) -> float:
        """Controllers by the hour."""
        return self.load.controller_cost

    @output("USD/month", label="Storage", of="storage")
    def storage_cost(self) -> float:
        """Volumes, by their size."""
        return self.load.storage_cost

    @output("USD/month", label="Disk throughput", of="storage")
    def throughput_cost(self) -> float:
        """Throughput of gp3 volumes beyond what comes with them."""
        return self.size.throughput_cost

    @output("USD/month", label="Data between zones", of="network")
    def network_cost(self) -> float:
        """Data between zones: producers, replication and consumers."""
        return self.load.network_cost

    @step("USD/month")
    def list_cost(self) -> float:
        """The bill at list prices."""
        return self.broker_cost + self.controller_cost + self.storage_cost + self.throughput_cost + self.network_cost

    saving = Bill.saving
    cost = Bill.cost
    cost_per_million = Bill.cost_per_million

    @headline
    def verdict(self) -> str:
        """The bill in one sentence."""
        return (
            f"Kafka on EC2 carries {self.events} on {self.brokers} of {self.size} for {self.cost}, people not counted. "
            f"What decides: {self.binding}."
        )

    examples = (
        Example(
            name="100 MiB/s, three consumers: 466.7 MiB/s between zones",
            given={"events": "100", "event_size": "1048.576"},
            expect={
                "load.from_producers": "66.67 MiB/s",
                "load.between_brokers": "200 MiB/s",
                "load.to_consumers": "200 MiB/s",
                "network_cost": "$23,953.13 a month",
            },
            source=HIDDEN_COST,
        ),
        Example(
            name="100 MiB/s, three consumers that read in their zone",
            given={"events": "100", "event_size": "1048.576", "rack_aware": "yes"},
            expect={"network_cost": "$13,687.50 a month"},
            source=HIDDEN_COST,
        ),
        Example(
            name="300 MiB/s, two consumers: 1,200 MiB/s between zones",
            given={"events": "300", "event_size": "1048.576", "consumers": "2"},
            expect={
                "load.from_producers": "200 MiB/s",
                "load.between_brokers": "600 MiB/s",
                "load.to_consumers": "400 MiB/s",
                "network_cost": "$61,593.75 a month",
            },
            source=REPLICATION_COST,
        ),
        Example(
            name="10 MiB/s, a week: as many brokers as on MSK, at two fifths of the price",
            given={"events": "10", "event_size": "1048.576"},
            expect={
                "brokers": "6 brokers",
                "size": "m7g.large",
                "binding": "disk throughput",
                "broker_cost": "$357.41 a month",
                "controller_cost": "$178.70 a month",
                "storage_cost": "$2,835.00 a month",
            },
        ),
        Example(
            name="one zone: nothing crosses",
            given={"zones": "1", "replication": "3"},
            expect={"network_cost": "$0.00 a month", "brokers": "3 brokers"},
        ),
        Example(
            name="two copies in three zones: a third of the readers have none in their zone",
            given={"events": "100", "event_size": "1048.576", "replication": "2", "rack_aware": "yes"},
            expect={"load.between_brokers": "100 MiB/s", "load.to_consumers": "100 MiB/s"},
        ),
        Example(
            name="hard disks are bought for their throughput",
            given={"events": "100", "event_size": "1048.576", "retention": "1", "volume": "st1"},
            expect={"load.stored": "33,280 GiB", "throughput_cost": "$0.00 a month"},
        ),
        Example(
            name="solid-state disks are not",
            given={"events": "100", "event_size": "1048.576", "retention": "1", "instance": "m7g.8xlarge"},
            expect={"load.stored": "2,109 GiB", "brokers": "3 brokers", "throughput_cost": "$37.00 a month"},
        ),
        Example(
            name="one large instance type for a lot",
            given={"events": "1000000"},
            expect={"cost": "no figure"},
        ),
    )
