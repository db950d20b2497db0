"""The real-time tax: the whole bill of five ways to do the same work, from always-on to once a night."""

from __future__ import annotations

from calc import vocabulary
from calc.model import Model, ask, choose, limit, lookup, part, step, switch
from calc.models.bill import Bill
from calc.models.compute.dataflow import Dataflow
from calc.models.compute.emr_serverless import EmrServerless
from calc.models.compute.flink import Flink
from calc.models.compute.glue import Glue
from calc.models.compute.warehouse import Warehouse
from calc.models.decision.people import People
from calc.models.transport.carried import PEOPLE
from calc.models.transport.kinesis import Kinesis
from calc.models.transport.msk import MskStandard
from calc.models.transport.sqs import Sqs

LOWDER = (
    "https://shannonlowder-mirror.pages.dev/cloud-costs-and-streaming-the-real-price-of-keeping-a-consumer-online-24-7/"
)
DATAVIDHYA = "https://datavidhya.com/learn/kafka/real-time-analytics/when-you-dont-need-real-time"
INFOQ = "https://www.infoq.com/news/2026/03/uber-streaming-date-lake"


class Platform(Model, title="What every way is made of"):
    """The streaming cluster and the batch cluster, each priced for a whole month, the transport and the storage."""

    utilisation: float = vocabulary.utilisation
    transport: str = choose(
        "Kinesis",
        "MSK",
        "SQS",
        "own figure",
        label="Transport",
        help="What carries the events to the stream. MSK is of Standard brokers.",
    )
    stream_engine: str = choose(
        "Managed Flink",
        "Dataflow",
        "Snowflake warehouse",
        "own price",
        label="Streaming engine",
        help="It is always on. Its size is asked below, or on its own page.",
    )
    batch_engine: str = choose(
        "Glue",
        "EMR Serverless",
        "Managed Flink",
        "Dataflow",
        "Snowflake warehouse",
        "own price",
        label="Batch engine",
        help="It runs at each interval and is billed for that. Managed Flink bills ten minutes at least.",
    )
    transport_in_batch: bool = switch(
        False,
        label="The transport stays on in batch",
        help="It does if something else needs it, or if runs read from it. Otherwise producers write files.",
    )
    overhead: float = ask(
        "2 min/run",
        label="Billed overhead of a run",
        low=0,
        high=1440,
        help="Start and stop, billed and without use. Weak evidence: nobody publishes a measurement. What a warehouse "
        "waits before it suspends is added.",
        advanced=True,
    )
    stream_price: float = ask(
        "0.76 USD/h",
        label="Own price of the streaming cluster",
        low=0,
        high=100_000,
        help="Only for an engine of your own price. $0.76 was a small Databricks cluster in 2020.",
        advanced=True,
    )
    batch_price: float = ask(
        "0.76 USD/h",
        label="Own price of the batch cluster",
        low=0,
        high=100_000,
        help="Only for an engine of your own price, while it runs.",
        advanced=True,
    )
    own_vcpus: float = ask(
        "8 vcpu",
        label="Processors of a cluster that does not tell",
        low=0.25,
        high=100_000,
        help="Of one at your own price, and of a warehouse: Snowflake does not say. An assumption; it matters only if "
        "the other engine is another.",
        advanced=True,
    )
    transport_price: float = ask(
        "490 USD/month",
        label="Own figure for the transport",
        low=0,
        high=1e9,
        help="Only if you chose it. $490 are three m5.large of MSK with 300 GB.",
        advanced=True,
    )
    lake_retention: float = ask(
        "30 day",
        label="Files kept for",
        low=0,
        high=3650,
        help="What every way writes in the end, in object storage: events as they are, not copied.",
        advanced=True,
    )
    people: bool = PEOPLE
    engineer_cost: float = vocabulary.engineer_cost
    batch_engineers: float = People.batch_engineers
    events: float = vocabulary.events
    event_size: float = vocabulary.event_size
    hours_per_month: float = vocabulary.hours_per_month
    discount: float = vocabulary.discount

    dpu_vcpus: float = lookup("premium.dpu_vcpus")
    kpu_vcpus: float = lookup("premium.kpu_vcpus")
    lake_storage: float = lookup("premium.lake_storage")

    kinesis: Kinesis = part(Kinesis)
    msk: MskStandard = part(MskStandard)
    sqs: Sqs = part(Sqs)
    flink: Flink = part(Flink, always_on="yes", runs="0", run_minutes="0")
    glue: Glue = part(Glue, always_on="yes", runs="0", run_minutes="0")
    emr: EmrServerless = part(EmrServerless, always_on="yes", runs="0", run_minutes="0")
    dataflow_stream: Dataflow = part(
        Dataflow, mode="streaming", region="us-central1", always_on="yes", runs="0", run_minutes="0"
    )
    dataflow_batch: Dataflow = part(
        Dataflow, mode="batch", region="us-central1", always_on="yes", runs="0", run_minutes="0"
    )
    warehouse: Warehouse = part(Warehouse, always_on="yes", runs="0", run_minutes="0")

    @step("USD/month", label="Transport", of="network")
    def carried(self) -> float:
        """What the transport costs, with its own storage."""
        return (
            self.kinesis.cost
            if self.transport == "Kinesis"
            else self.msk.cost
            if self.transport == "MSK"
            else self.sqs.cost
            if self.transport == "SQS"
            else self.transport_price
        )

    @step("USD/month", label="Transport in batch", of="network")
    def batch_carried(self) -> float:
        """The transport again, if it stays on."""
        return self.carried if self.transport_in_batch else 0

    ingress = Bill.ingress

    @step("USD/month", label="Files", of="storage")
    def lake(self) -> float:
        """Files that are kept, of every way alike."""
        return self.ingress * self.lake_retention * self.lake_storage

    @step("1")
    def paid(self) -> float:
        """What is left of a list price after the discount."""
        return 1 - self.discount

    @step("USD/month")
    def stream_compute(self) -> float:
        """The streaming cluster for a month, always on; disks are left out."""
        return (
            (self.flink.compute_cost + self.flink.orchestration_cost) * self.paid
            if self.stream_engine == "Managed Flink"
            else (self.dataflow_stream.vcpu_cost + self.dataflow_stream.memory_cost) * self.paid
            if self.stream_engine == "Dataflow"
            else (self.warehouse.compute_cost + self.warehouse.service_cost) * self.paid
            if self.stream_engine == "Snowflake warehouse"
            else self.stream_price * self.hours_per_month
        )

    @step("USD/month")
    def stream_kept(self) -> float:
        """Disks, backups and tables of the streaming engine."""
        return (
            (self.flink.storage_cost + self.flink.backup_cost) * self.paid
            if self.stream_engine == "Managed Flink"
            else self.dataflow_stream.disk_cost * self.paid
            if self.stream_engine == "Dataflow"
            else self.warehouse.storage_cost * self.paid
            if self.stream_engine == "Snowflake warehouse"
            else 0
        )

    @step("USD/month")
    def stream_moved(self) -> float:
        """Data that the streaming engine bills for moving."""
        return self.dataflow_stream.data_cost * self.paid if self.stream_engine == "Dataflow" else 0

    @step("vcpu")
    def stream_vcpus(self) -> float:
        """Processors of the streaming cluster."""
        return (
            self.flink.kpus * self.kpu_vcpus
            if self.stream_engine == "Managed Flink"
            else self.dataflow_stream.workers * self.dataflow_stream.worker_vcpus
            if self.stream_engine == "Dataflow"
            else self.own_vcpus
        )

    @step("USD/month")
    def batch_compute(self) -> float:
        """The batch cluster if it ran for the whole month; disks are left out."""
        return (
            self.glue.compute_cost * self.paid
            if self.batch_engine == "Glue"
            else (self.emr.vcpu_cost + self.emr.memory_cost) * self.paid
            if self.batch_engine == "EMR Serverless"
            else (self.flink.compute_cost + self.flink.orchestration_cost) * self.paid
            if self.batch_engine == "Managed Flink"
            else (self.dataflow_batch.vcpu_cost + self.dataflow_batch.memory_cost) * self.paid
            if self.batch_engine == "Dataflow"
            else (self.warehouse.compute_cost + self.warehouse.service_cost) * self.paid
            if self.batch_engine == "Snowflake warehouse"
            else self.batch_price * self.hours_per_month
        )

    @step("USD/month")
    def batch_disks(self) -> float:
        """Disks of the batch cluster if it ran for the whole month."""
        return (
            self.emr.storage_cost * self.paid
            if self.batch_engine == "EMR Serverless"
            else self.flink.storage_cost * self.paid
            if self.batch_engine == "Managed Flink"
            else self.dataflow_batch.disk_cost * self.paid
            if self.batch_engine == "Dataflow"
            else 0
        )

    @step("USD/month")
    def batch_kept(self) -> float:
        """Backups and tables of the batch engine, which stay between runs."""
        return (
            self.flink.backup_cost * self.paid
            if self.batch_engine == "Managed Flink"
            else self.warehouse.storage_cost * self.paid
            if self.batch_engine == "Snowflake warehouse"
            else 0
        )

    @step("USD/month")
    def batch_moved(self) -> float:
        """Data that the batch engine bills for moving."""
        return self.dataflow_batch.data_cost * self.paid if self.batch_engine == "Dataflow" else 0

    @step("vcpu")
    def batch_vcpus(self) -> float:
        """Processors of the batch cluster."""
        return (
            self.glue.dpus * self.dpu_vcpus
            if self.batch_engine == "Glue"
            else self.emr.workers * self.emr.worker_vcpus
            if self.batch_engine == "EMR Serverless"
            else self.flink.kpus * self.kpu_vcpus
            if self.batch_engine == "Managed Flink"
            else self.dataflow_batch.workers * self.dataflow_batch.worker_vcpus
            if self.batch_engine == "Dataflow"
            else self.own_vcpus
        )

    @step("min/run")
    def least_run(self) -> float:
        """The least time that the batch engine bills for a run."""
        return (
            self.glue.least_run
            if self.batch_engine == "Glue"
            else self.emr.least_run
            if self.batch_engine == "EMR Serverless"
            else self.flink.least_run
            if self.batch_engine == "Managed Flink"
            else self.warehouse.least_run
            if self.batch_engine == "Snowflake warehouse"
            else 0
        )

    @step("min/run")
    def idle_run(self) -> float:
        """What a run is billed beside its work: the overhead, and the wait of a warehouse before it suspends."""
        return self.overhead + (self.warehouse.auto_suspend if self.batch_engine == "Snowflake warehouse" else 0)

    @step("vcpu")
    def work(self) -> float:
        """Processors that the work keeps busy: what is used of the streaming cluster."""
        return self.utilisation * self.stream_vcpus

    @step("%")
    def busy(self) -> float:
        """The share of the time that the batch cluster works, overhead left out."""
        return self.work / self.batch_vcpus if self.batch_vcpus > 0 else 1 + 1

    @limit
    def enough_batch(self) -> bool:
        """the batch cluster would have to work {busy} of the time, so it must be larger."""
        return self.busy <= 1

    @limit
    def kinesis_fits(self) -> bool:
        """Kinesis cannot keep {retention} of these events, or not events that large, or not that many."""
        return self.transport != "Kinesis" or (
            self.kinesis.small_enough
            and self.kinesis.short_enough
            and self.kinesis.within_quota
            and self.kinesis.on_demand_enough
            and self.kinesis.few_enough
        )

    @limit
    def msk_fits(self) -> bool:
        """MSK's tiered storage keeps an event for longer than {retention}."""
        return self.transport != "MSK" or self.msk.long_enough

    @limit
    def sqs_fits(self) -> bool:
        """SQS cannot do what you need: replay, order in a standard queue, {retention}, events that large or many."""
        return self.transport != "SQS" or (
            self.sqs.can_replay
            and self.sqs.can_order
            and self.sqs.small_enough
            and self.sqs.short_enough
            and self.sqs.slow_enough
            and self.sqs.topic_slow_enough
        )
