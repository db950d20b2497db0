"""WarpStream, in your own account at Amazon."""

from __future__ import annotations

from calc import vocabulary
from calc.catalogue import Tiers
from calc.functions import ceil, tiered
from calc.model import Example, Model, ask, choose, headline, limit, lookup, output, step, switch
from calc.models.bill import Bill

PRICING = "https://www.warpstream.com/pricing"


class WarpStream(Model, id="warpstream", title="WarpStream"):
    """A cluster by the quarter of an hour, data written and kept as it is unpacked, and what Amazon bills for it."""

    events: float = vocabulary.events
    event_size: float = vocabulary.event_size
    peak_factor: float = vocabulary.peak_factor
    retention: float = vocabulary.retention
    partitions: float = vocabulary.partitions
    hours_per_month: float = vocabulary.hours_per_month
    region: str = vocabulary.region
    discount: float = vocabulary.discount
    tier: str = choose(
        "fundamentals",
        "dev",
        "pro",
        label="WarpStream: cluster tier",
        help="Dev has no service level, Fundamentals 99.9%, Pro 99.99%.",
    )
    compression_ratio: float = ask(
        "3",
        label="WarpStream: compression",
        low=1,
        high=20,
        help="Unpacked over sent, as events are billed unpacked. 1 if producers don't compress; LZ4 packs 4 to 1.",
        advanced=True,
    )
    own_account: bool = switch(
        True,
        label="WarpStream: count agents and bucket",
        help="The agents' instances and the bucket, which run in your account and Amazon bills.",
        advanced=True,
    )

    agent_hour: float = lookup("warpstream_cloud.agent_hour")
    agent_ingress: float = lookup("warpstream_cloud.agent_ingress")
    bucket: Tiers = lookup("warpstream_cloud.bucket")
    cluster: float = lookup("warpstream_cloud.cluster")
    delivery: float = lookup("warpstream_cloud.delivery")
    events_a_file: float = lookup("warpstream_cloud.events_a_file")
    fewest_agents: float = lookup("warpstream_cloud.fewest_agents")
    files: float = lookup("warpstream_cloud.files")
    interval: float = lookup("warpstream_cloud.interval")
    most_partitions: float = lookup("warpstream_cloud.most_partitions")
    put: float = lookup("warpstream_cloud.put")
    stored_price: Tiers = lookup("warpstream_cloud.stored")
    written_price: Tiers = lookup("warpstream_cloud.written")

    monthly_events = Bill.monthly_events
    ingress = Bill.ingress

    @step("GiB/month")
    def written(self) -> float:
        """Data written in a month, unpacked."""
        return self.ingress * self.compression_ratio * self.hours_per_month

    @step("GiB")
    def stored(self) -> float:
        """Data kept, unpacked."""
        return self.ingress * self.compression_ratio * self.retention

    @output("instance")
    def agents(self) -> float:
        """Agents for the data of the peak, at least one a zone."""
        return max(ceil(self.ingress * self.peak_factor / self.agent_ingress), self.fewest_agents)

    @step("request/s")
    def files_written(self) -> float:
        """Files written to the bucket: one an agent and batch, and never more than there are events."""
        return min(self.agents * self.files, self.events / self.events_a_file)

    @step("USD/month", label="Cluster", of="compute")
    def cluster_cost(self) -> float:
        """The cluster, by the quarter of an hour."""
        return self.cluster / self.interval * self.hours_per_month

    @step("USD/month", label="Data written", of="network")
    def written_cost(self) -> float:
        """Data written, unpacked, each part at the price of its tier."""
        return tiered(self.written, self.written_price)

    @step("USD/month", label="Data kept", of="storage")
    def stored_cost(self) -> float:
        """Data kept, unpacked, each part at the price of its tier."""
        return tiered(self.stored, self.stored_price)

    @step("USD/month", label="Agents", of="compute")
    def agent_cost(self) -> float:
        """Agents by the hour, billed by Amazon."""
        return self.agents * self.agent_hour * self.hours_per_month if self.own_account else 0

    @step("GB")
    def packed(self) -> float:
        """Data in the bucket, as it was sent."""
        return self.ingress * self.retention

    @step("USD/month", label="Bucket", of="storage")
    def bucket_cost(self) -> float:
        """Data in the bucket, billed by Amazon."""
        return tiered(self.packed, self.bucket) if self.own_account else 0

    @step("USD/month", label="Files written", of="requests")
    def file_cost(self) -> float:
        """Files written to the bucket, billed by Amazon."""
        return self.files_written * self.hours_per_month * self.put if self.own_account else 0

    @step("USD/month")
    def list_cost(self) -> float:
        """The bills at list prices."""
        return (
            self.cluster_cost
            + self.written_cost
            + self.stored_cost
            + self.agent_cost
            + self.bucket_cost
            + self.file_cost
        )

    saving = Bill.saving
    cost = Bill.cost
    cost_per_million = Bill.cost_per_million

    @limit
    def within_partitions(self) -> bool:
        """{tier} has at most {most_partitions}, and you need {partitions}."""
        return self.partitions <= self.most_partitions

    @headline
    def verdict(self) -> str:
        """The bill in one sentence."""
        return f"WarpStream {self.tier} carries {self.events} on {self.agents} for {self.cost}, Amazon's part included."

    examples = (
        Example(
            name="a Pro cluster for a month of 720 hours",
            given={"tier": "pro", "hours_per_month": "720", "own_account": "no"},
            expect={"cluster_cost": "$1,499.99 a month"},
            source=PRICING,
            printed={"cluster_cost": "$1,500.00 a month"},
            why="The price of a quarter of an hour is printed to five places.",
        ),
        Example(
            name="a Fundamentals cluster for a month of 730 hours",
            given={"own_account": "no"},
            expect={"cluster_cost": "$503.70 a month"},
            source=PRICING,
            printed={"cluster_cost": "$500.00 a month"},
            why="It rounds to the hundred.",
        ),
        Example(
            name="1,000 GiB written, unpacked: $10",
            given={"events": "1", "event_size": "408.5775585996956", "compression_ratio": "1", "own_account": "no"},
            expect={"written_cost": "$10.00 a month"},
        ),
        Example(
            name="350 TiB written, unpacked: three tiers",
            given={
                "events": "1000",
                "event_size": "146.4341970021309",
                "compression_ratio": "1",
                "retention": "24",
                "own_account": "no",
            },
            expect={"written": "358,400 GiB/month", "written_cost": "$2,713.60 a month"},
        ),
        Example(
            name="one event a second writes one file a second, not twelve",
            given={"events": "1"},
            expect={"files_written": "1 request/s", "file_cost": "$13.14 a month"},
        ),
        Example(
            name="more partitions than Dev has",
            given={"tier": "dev", "partitions": "5000"},
            expect={"within_partitions": "no", "fits": "no"},
        ),
    )
