"""Amazon MSK Serverless: a cluster and its partitions by the hour, data by the volume."""

from __future__ import annotations

from calc import vocabulary
from calc.model import Example, Model, headline, limit, lookup, output, step
from calc.models.bill import Bill

PRICING = "https://aws.amazon.com/msk/pricing/"


class MskServerless(Model, id="msk-serverless", title="MSK Serverless"):
    """A cluster and its partitions by the hour; what is written, read and kept by the volume."""

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

    clusters: float = lookup("aws_msk_serverless.clusters")
    cluster_hour: float = lookup("aws_msk_serverless.cluster_hour")
    cluster_ingress: float = lookup("aws_msk_serverless.cluster_ingress")
    cluster_partitions: float = lookup("aws_msk_serverless.cluster_partitions")
    cluster_reads: float = lookup("aws_msk_serverless.cluster_reads")
    data_in: float = lookup("aws_msk_serverless.data_in")
    data_out: float = lookup("aws_msk_serverless.data_out")
    delivery: float = lookup("aws_msk_serverless.delivery")
    largest_message: float = lookup("aws_msk_serverless.largest_message")
    partition_hour: float = lookup("aws_msk_serverless.partition_hour")
    partition_ingress: float = lookup("aws_msk_serverless.partition_ingress")
    partition_reads: float = lookup("aws_msk_serverless.partition_reads")
    storage: float = lookup("aws_msk_serverless.storage")

    monthly_events = Bill.monthly_events
    ingress = Bill.ingress
    largest = Bill.largest

    @step("MB/s")
    def peak(self) -> float:
        """Data written at the peak."""
        return self.ingress * self.peak_factor

    @step("MB/s")
    def peak_reads(self) -> float:
        """Data read at the peak, by all consumers."""
        return self.peak * self.consumers

    @step("MB/s/partition")
    def each_takes(self) -> float:
        """What each partition takes at the peak."""
        return self.peak / self.partitions

    @step("MB/s/partition")
    def each_gives(self) -> float:
        """What each partition gives at the peak."""
        return self.peak_reads / self.partitions

    @step("GiB")
    def stored(self) -> float:
        """Data kept, one copy."""
        return self.ingress * self.retention

    @output("USD/month", label="Cluster", of="compute")
    def cluster_cost(self) -> float:
        """The cluster by the hour, however little it carries."""
        return self.clusters * self.cluster_hour * self.hours_per_month

    @output("USD/month", label="Partitions", of="compute")
    def partition_cost(self) -> float:
        """Partitions by the hour."""
        return self.partitions * self.partition_hour * self.hours_per_month

    @output("USD/month", label="Data written", of="requests")
    def data_in_cost(self) -> float:
        """Data written, by volume."""
        return self.ingress * self.hours_per_month * self.data_in

    @output("USD/month", label="Data read", of="requests")
    def data_out_cost(self) -> float:
        """Data read, by volume: every consumer reads all of it."""
        return self.ingress * self.consumers * self.hours_per_month * self.data_out

    @output("USD/month", label="Storage", of="storage")
    def storage_cost(self) -> float:
        """Data kept."""
        return self.stored * self.storage

    @step("USD/month")
    def list_cost(self) -> float:
        """The bill at list prices."""
        return self.cluster_cost + self.partition_cost + self.data_in_cost + self.data_out_cost + self.storage_cost

    saving = Bill.saving
    cost = Bill.cost
    cost_per_million = Bill.cost_per_million

    @limit
    def small_enough(self) -> bool:
        """a message may have {largest_message}, and the largest has {largest}."""
        return self.largest <= self.largest_message

    @limit
    def takes_it(self) -> bool:
        """{peak} are written at the peak, and one cluster takes {cluster_ingress} before it slows them down."""
        return self.peak <= self.cluster_ingress

    @limit
    def gives_it(self) -> bool:
        """{peak_reads} are read at the peak, and one cluster gives {cluster_reads} before it slows them down."""
        return self.peak_reads <= self.cluster_reads

    @limit
    def few_enough(self) -> bool:
        """a cluster has at most {cluster_partitions}, and you have {partitions}."""
        return self.partitions <= self.cluster_partitions

    @limit
    def partition_takes_it(self) -> bool:
        """each of {partitions} takes {each_takes} at the peak, and may take {partition_ingress}."""
        return self.each_takes <= self.partition_ingress

    @limit
    def partition_gives_it(self) -> bool:
        """each of {partitions} gives {each_gives} at the peak, and may give {partition_reads}."""
        return self.each_gives <= self.partition_reads

    @headline
    def verdict(self) -> str:
        """The bill in one sentence."""
        return f"MSK Serverless carries {self.events} for {self.cost}, of which {self.cluster_cost} is the cluster."

    examples = (
        Example(
            name="a cluster for 744 hours, at $0.75 an hour",
            given={"hours_per_month": "744"},
            expect={"cluster_cost": "$558.00 a month"},
            source=PRICING,
        ),
        Example(
            name="1,000 partitions for an hour, at $0.0015 each",
            given={"partitions": "1000", "hours_per_month": "1"},
            expect={"partition_cost": "$1.50 a month"},
            source=PRICING,
        ),
        Example(
            name="a GiB an hour for an hour, read twice and kept for a day: $0.10 in, $0.05 out",
            given={
                "events": "1",
                "event_size": "298.2616177777778",
                "consumers": "2",
                "retention": "24",
                "hours_per_month": "1",
            },
            expect={
                "data_in_cost": "$0.10 a month",
                "data_out_cost": "$0.10 a month",
                "storage_cost": "$2.40 a month",
            },
            source=PRICING,
        ),
        Example(
            name="before the first byte: 50 partitions",
            given={"events": "0.001", "event_size": "0.001", "partitions": "50"},
            expect={
                "cluster_cost": "$547.50 a month",
                "partition_cost": "$54.75 a month",
                "cost": "$602.25 a month",
            },
        ),
        Example(
            name="Mumbai has no price of storage listed",
            given={"partitions": "100", "region": "ap-south-1"},
            expect={"cluster_cost": "$576.70 a month", "partition_cost": "$116.80 a month", "cost": "no figure"},
        ),
        Example(
            name="200 MB/s in is just carried, and 400 out",
            given={"events": "200000", "peak_factor": "1", "consumers": "2", "partitions": "100"},
            expect={"fits": "yes"},
        ),
        Example(
            name="three consumers of 200 MB/s are too many",
            given={"events": "200000", "peak_factor": "1", "consumers": "3", "partitions": "100"},
            expect={"fits": "no", "gives_it": "no"},
        ),
        Example(
            name="ten partitions take 50 MB/s and no more",
            given={"events": "50001", "peak_factor": "1", "consumers": "1", "partitions": "10"},
            expect={"fits": "no", "partition_takes_it": "no"},
        ),
        Example(
            name="a message of 9 MB",
            given={"largest_event": "9000"},
            expect={"fits": "no", "small_enough": "no"},
        ),
    )
