"""The real-time tax: the whole bill of five ways to do the same work, from always-on to once a night."""

from __future__ import annotations

from calc import vocabulary
from calc.catalogue import Tiers
from calc.functions import tiered
from calc.model import Example, Model, ask, cheapest, choose, headline, limit, lookup, output, part, step, switch
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

ALONE = {"transport": "own figure", "transport_price": "0", "lake_retention": "0", "people": "no"}  # compute alone
OWN = {"stream_engine": "own price", "batch_engine": "own price", "run_overhead": "0"}
SNOWFLAKE = {
    "stream_engine": "Snowflake warehouse",
    "batch_engine": "Snowflake warehouse",
    "run_overhead": "0",
    "utilisation": "1.6666666666666667",
}
GOOGLE = {
    **ALONE,
    "stream_engine": "Dataflow",
    "batch_engine": "Dataflow",
    "run_overhead": "0",
    "workers": "1",
    "worker_memory": "15",
    "worker_disk": "0",
    "passes": "0",
}
SMALL = {
    **OWN,
    "stream_price": "0.7493150684931507",
    "batch_price": "0.7493150684931507",
    "utilisation": "27.605118829981718",
    "transport": "own figure",
    "stays": "no",
    "lake_retention": "0",
    "engineer_cost": "189572.65",
}


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
    stays: bool = switch(
        True,
        label="The transport stays in batch",
        help="Yes if runs read from it, or something else needs it; no if producers write files instead.",
    )
    run_overhead: float = ask(
        "2 min",
        label="Overhead of a run",
        low=0,
        high=1440,
        help="Billed in each run besides the work: start and stop. Weak evidence: seconds to ten minutes, by engine. "
        "The least that an engine bills, and what a warehouse waits before it suspends, are counted by themselves.",
    )
    at_once: float = ask("1 run", label="Runs at each interval", low=1, high=1000, help="One.")
    cent: float = ask("0.01 USD/month", label="Least that is divided by", low=0.01, high=1, help="A cent a month.")
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
    retention: float = vocabulary.retention
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

    @step("USD/month")
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

    ingress = Bill.ingress

    @step("USD/month")
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

    @step("USD/month")
    def stream_transport(self) -> float:
        """The transport of the stream, with the data that its engine bills for moving."""
        return self.carried + self.stream_moved

    @step("USD/month")
    def stream_storage(self) -> float:
        """What the streaming engine keeps, and the files."""
        return self.stream_kept + self.lake

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

    @step("USD/month")
    def batch_transport(self) -> float:
        """The transport, if it stays on in batch, and the data that the batch engine bills for moving."""
        return (self.carried if self.stays else 0) + self.batch_moved

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
        return self.run_overhead / self.at_once + (
            self.warehouse.auto_suspend if self.batch_engine == "Snowflake warehouse" else 0
        )

    @step("vcpu")
    def work(self) -> float:
        """Processors that the work keeps busy: what is used of the streaming cluster."""
        return self.utilisation * self.stream_vcpus

    @step("%")
    def busy(self) -> float:
        """The share of the time that the batch cluster works, overhead left out."""
        return self.work / (self.batch_vcpus if self.batch_vcpus > 0 else self.own_vcpus)

    @limit
    def some_workers(self) -> bool:
        """a cluster without workers does nothing."""
        return self.stream_vcpus > 0 and self.batch_vcpus > 0

    @limit
    def enough_batch(self) -> bool:
        """the batch cluster would have to work {busy} of the time, so it must be larger."""
        return self.busy <= 1

    @limit
    def flink_fits(self) -> bool:
        """a Flink application has fewer KPUs than that by default."""
        return self.flink.within_quota or (
            self.stream_engine != "Managed Flink" and self.batch_engine != "Managed Flink"
        )

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


class Bills:
    """The steps that every way has; what they read is worked out by the model that takes them."""

    compute_cost: float
    transport_cost: float
    storage_cost: float
    people_cost: float

    @output("USD/month")
    def cost(self) -> float:
        """The whole bill."""
        return self.compute_cost + self.transport_cost + self.storage_cost + self.people_cost


class Streaming(Model, title="Streaming, always on"):
    """A cluster that never stops."""

    engineers: float = People.engineers
    platform: Platform = part()

    @step("USD/month", label="Compute", of="compute")
    def compute_cost(self) -> float:
        """The streaming cluster, always on."""
        return self.platform.stream_compute

    @step("USD/month", label="Transport", of="network")
    def transport_cost(self) -> float:
        """The transport, and data that the engine bills for moving."""
        return self.platform.stream_transport

    @step("USD/month", label="Storage", of="storage")
    def storage_cost(self) -> float:
        """What the engine keeps, and the files."""
        return self.platform.stream_storage

    @step("USD/month", label="People", of="people")
    def people_cost(self) -> float:
        """The engineers that it keeps busy."""
        return self.engineers * self.platform.engineer_cost if self.platform.people else 0

    cost = Bills.cost


class Functions(Model, title="Near-real-time, by functions"):
    """The transport stays on and calls Lambda functions, which bill the work and nothing while they wait."""

    near_engineers: float = ask(
        "0.2 person",
        label="Engineers that near-real-time would keep busy",
        low=0,
        high=1000,
        help="Functions behind a queue. An assumption: nobody publishes a figure.",
        advanced=True,
    )
    call_batch: float = ask(
        "10 event/request",
        label="Events in a call of a function",
        low=1,
        high=10_000,
        help="Near-real-time calls a function for so many events, or fewer where few come.",
        advanced=True,
    )
    architecture: str = vocabulary.architecture
    region: str = vocabulary.region
    platform: Platform = part()

    duration: Tiers = lookup("aws_lambda.duration")
    function_memory: float = lookup("premium.function_memory")
    gb_second: float = lookup("aws_lambda.gb_second")
    request: float = lookup("aws_lambda.request")

    @step("gbsecond/month")
    def used(self) -> float:
        """The work, as memory of functions that have the power of its processors."""
        return self.platform.work * self.platform.hours_per_month * self.function_memory * self.gb_second

    @step("request/month")
    def calls(self) -> float:
        """Calls of the functions."""
        return self.platform.events * self.platform.hours_per_month / self.call_batch

    @step("USD/month", label="Compute", of="compute")
    def compute_cost(self) -> float:
        """Duration and calls of the functions."""
        return (tiered(self.used, self.duration) + self.calls * self.request) * self.platform.paid

    @step("USD/month", label="Transport", of="network")
    def transport_cost(self) -> float:
        """The transport, which stays on."""
        return self.platform.carried

    @step("USD/month", label="Storage", of="storage")
    def storage_cost(self) -> float:
        """The files."""
        return self.platform.lake

    @step("USD/month", label="People", of="people")
    def people_cost(self) -> float:
        """The engineers that it keeps busy."""
        return self.near_engineers * self.platform.engineer_cost if self.platform.people else 0

    cost = Bills.cost


class Batched(Model, title="Runs at an interval"):
    """The batch cluster, billed for its runs: the work that came in since the last one, and the overhead."""

    interval: float = vocabulary.interval
    utilisation_low: float = ask(
        "10 %",
        label="Utilisation, at least",
        low=0.1,
        high=100,
        help="The lowest that you would defend; the range of the tax comes from it.",
        advanced=True,
    )
    utilisation_high: float = ask(
        "50 %",
        label="Utilisation, at most",
        low=0.1,
        high=100,
        help="The highest that you would defend.",
        advanced=True,
    )
    platform: Platform = part()

    @step("min/run")
    def work_run(self) -> float:
        """The work of a run: what came in since the last one. All of it is incremental."""
        return self.platform.busy * self.interval / self.platform.at_once

    @step("min/run", label="Billed for a run")
    def billed_run(self) -> float:
        """A run as it is billed, at least the least time."""
        return max(self.work_run + self.platform.idle_run, self.platform.least_run)

    @step("%", label="Share of the time billed")
    def duty(self) -> float:
        """The share of the time that is billed; runs that take longer than their interval never stop."""
        return min(1, self.billed_run * self.platform.at_once / self.interval)

    @step("USD/month", label="Compute", of="compute")
    def compute_cost(self) -> float:
        """The batch cluster, by the time billed."""
        return self.platform.batch_compute * self.duty

    @step("USD/month", label="Transport", of="network")
    def transport_cost(self) -> float:
        """The transport, if it stays on in batch."""
        return self.platform.batch_transport

    @step("USD/month", label="Storage", of="storage")
    def storage_cost(self) -> float:
        """Disks while it runs, what the engine keeps, and the files."""
        return self.platform.batch_disks * self.duty + self.platform.batch_kept + self.platform.lake

    @step("USD/month", label="People", of="people")
    def people_cost(self) -> float:
        """The engineers that it keeps busy."""
        return self.platform.batch_engineers * self.platform.engineer_cost if self.platform.people else 0

    @step("%")
    def duty_low(self) -> float:
        """The same at the lowest utilisation that you would defend."""
        return min(
            1,
            max(
                self.work_run * min(1, self.utilisation_low / self.platform.utilisation) + self.platform.idle_run,
                self.platform.least_run,
            )
            * self.platform.at_once
            / self.interval,
        )

    @step("%")
    def duty_high(self) -> float:
        """The same at the highest utilisation that you would defend."""
        return min(
            1,
            max(
                self.work_run * max(1, self.utilisation_high / self.platform.utilisation) + self.platform.idle_run,
                self.platform.least_run,
            )
            * self.platform.at_once
            / self.interval,
        )

    @step("1")
    def compute_tax(self) -> float:
        """Compute of streaming over compute of these runs; 0 where runs cost nothing."""
        return self.platform.stream_compute / max(self.compute_cost, self.platform.cent) if self.compute_cost > 0 else 0

    cost = Bills.cost


class Premium(Model, id="premium", title="The real-time tax"):
    """The same work done always-on, near-real-time and in runs, the whole bill of each."""

    interval: float = vocabulary.interval
    engineers: float = People.engineers
    claimed_tax: float = ask(
        "10",
        label="Claimed tax, low",
        low=1,
        high=1000,
        help="The claim that real-time costs 10 to 50 times as much. No source was found that measured it.",
        advanced=True,
    )
    claimed_most: float = ask(
        "50", label="Claimed tax, high", low=1, high=1000, help="The upper end of that claim.", advanced=True
    )
    claimed_share: float = ask(
        "10 %",
        label="Claimed share of the cost",
        low=0.1,
        high=100,
        help="The claim that micro-batch costs a tenth of streaming, for 99% of the value. No source was found.",
        advanced=True,
    )
    platform: Platform = part(Platform, needed=True, at_once="1", cent="0.01")
    streaming: Streaming = part(Streaming, platform=platform)
    near: Functions = part(Functions, platform=platform)
    micro: Batched = part(Batched, platform=platform)
    hourly: Batched = part(Batched, platform=platform, interval="60")
    nightly: Batched = part(Batched, platform=platform, interval="1440")
    way: Bills = cheapest(
        {
            "Streaming": streaming,
            "Near-real-time": near,
            "Micro-batch": micro,
            "Hourly": hourly,
            "Nightly": nightly,
        }
    )

    @step("USD/month", label="Compute", of="compute")
    def compute_cost(self) -> float:
        """The streaming cluster, always on."""
        return self.streaming.compute_cost

    @step("USD/month", label="Transport", of="network")
    def transport_cost(self) -> float:
        """The transport of the stream."""
        return self.streaming.transport_cost

    @step("USD/month", label="Storage", of="storage")
    def storage_cost(self) -> float:
        """What the stream keeps."""
        return self.streaming.storage_cost

    @step("USD/month", label="People", of="people")
    def people_cost(self) -> float:
        """The engineers that the stream keeps busy."""
        return self.streaming.people_cost

    @output("USD/month", label="Always on")
    def cost(self) -> float:
        """The whole bill of the stream that is always on."""
        return self.compute_cost + self.transport_cost + self.storage_cost + self.people_cost

    @output("USD/month", label="Streaming")
    def cost_streaming(self) -> float:
        """The same, beside the other ways."""
        return self.cost

    @output("USD/month", label="Near-real-time")
    def cost_near_real_time(self) -> float:
        """The whole bill of functions behind the transport."""
        return self.near.cost

    @output("USD/month", label="Micro-batch")
    def cost_micro_batch(self) -> float:
        """The whole bill of runs at your interval."""
        return self.micro.cost

    @output("USD/month", label="Hourly")
    def cost_hourly(self) -> float:
        """The whole bill of hourly runs."""
        return self.hourly.cost

    @output("USD/month", label="Nightly")
    def cost_nightly(self) -> float:
        """The whole bill of one run a day."""
        return self.nightly.cost

    @output("USD/month", label="Premium over micro-batch")
    def extra(self) -> float:
        """What streaming costs more than micro-batch; below nothing, it costs less."""
        return self.cost_streaming - self.cost_micro_batch

    @output("USD/month", label="Premium over near-real-time")
    def extra_near_real_time(self) -> float:
        """What streaming costs more than near-real-time."""
        return self.cost_streaming - self.cost_near_real_time

    @output("USD/month", label="Premium over hourly")
    def extra_hourly(self) -> float:
        """What streaming costs more than hourly runs."""
        return self.cost_streaming - self.cost_hourly

    @output("USD/month", label="Premium over nightly")
    def extra_nightly(self) -> float:
        """What streaming costs more than a run a day."""
        return self.cost_streaming - self.cost_nightly

    @output("1", label="Tax against micro-batch")
    def tax(self) -> float:
        """The whole bill of streaming over that of micro-batch; 0 where micro-batch costs nothing."""
        return self.cost_streaming / max(self.cost_micro_batch, self.platform.cent) if self.cost_micro_batch > 0 else 0

    @output("1", label="Tax against near-real-time")
    def tax_near_real_time(self) -> float:
        """The same against near-real-time."""
        return (
            self.cost_streaming / max(self.cost_near_real_time, self.platform.cent)
            if self.cost_near_real_time > 0
            else 0
        )

    @output("1", label="Tax against hourly")
    def tax_hourly(self) -> float:
        """The same against hourly runs."""
        return self.cost_streaming / max(self.cost_hourly, self.platform.cent) if self.cost_hourly > 0 else 0

    @output("1", label="Tax against nightly")
    def tax_nightly(self) -> float:
        """The same against a run a day."""
        return self.cost_streaming / max(self.cost_nightly, self.platform.cent) if self.cost_nightly > 0 else 0

    @step("USD/month")
    def running(self) -> float:
        """The batch cluster with its disks, if it ran for the whole month."""
        return self.platform.batch_compute + self.platform.batch_disks

    @step("USD/month")
    def cost_idle(self) -> float:
        """Micro-batch, at the lowest utilisation."""
        return self.cost_micro_batch - self.running * (self.micro.duty - self.micro.duty_low)

    @step("USD/month")
    def cost_busy(self) -> float:
        """Micro-batch, at the highest utilisation."""
        return self.cost_micro_batch + self.running * (self.micro.duty_high - self.micro.duty)

    @output("1", label="Tax, at the highest utilisation")
    def tax_low(self) -> float:
        """The least that the tax against micro-batch may be; 0 where micro-batch costs nothing."""
        return self.cost_streaming / max(self.cost_busy, self.platform.cent) if self.cost_micro_batch > 0 else 0

    @output("1", label="Tax, at the lowest utilisation")
    def tax_high(self) -> float:
        """The most that it may be."""
        return (
            self.cost_streaming / max(self.cost_idle, self.platform.cent)
            if self.cost_micro_batch > 0 and self.cost_idle > 0
            else 0
        )

    @step("USD/month")
    def batch_platform(self) -> float:
        """Micro-batch without its people."""
        return self.cost_micro_batch - self.micro.people_cost

    @output("1", label="Tax without people")
    def tax_without_people(self) -> float:
        """The tax against micro-batch, people left out on both sides; 0 where micro-batch costs nothing then."""
        return (
            (self.cost_streaming - self.streaming.people_cost) / max(self.batch_platform, self.platform.cent)
            if self.batch_platform > 0
            else 0
        )

    @output("1", label="Compute tax against micro-batch")
    def tax_compute(self) -> float:
        """Compute alone, of streaming over micro-batch; 0 where its runs cost nothing."""
        return self.micro.compute_tax

    @output("1", label="Compute tax against hourly")
    def tax_compute_hourly(self) -> float:
        """Compute alone, against hourly runs."""
        return self.hourly.compute_tax

    @output("1", label="Compute tax against nightly")
    def tax_compute_nightly(self) -> float:
        """Compute alone, against a run a day."""
        return self.nightly.compute_tax

    @output("1", label="Compute tax, at most")
    def bound(self) -> float:
        """One over the utilisation: what the compute tax cannot exceed where a processor costs the same in both."""
        return 1 / self.platform.utilisation

    @output("1", label="Price of a processor, streaming over batch")
    def price_ratio(self) -> float:
        """What a vCPU that runs all the time costs in streaming over batch; 0 where it costs nothing in batch."""
        return (
            self.platform.stream_compute
            * self.platform.batch_vcpus
            / (self.platform.stream_vcpus if self.platform.stream_vcpus > 0 else self.platform.own_vcpus)
            / max(self.platform.batch_compute, self.platform.cent)
            if self.platform.stream_vcpus > 0 and self.platform.batch_compute > 0
            else 0
        )

    @output("1", label="The same at these prices")
    def bound_here(self) -> float:
        """The price of a processor in streaming over batch, over the utilisation: what runs can at most save here."""
        return self.price_ratio / self.platform.utilisation

    @step("%")
    def full(self) -> float:
        """Compute of streaming, of the batch cluster if it ran all the time; 0 where that costs nothing."""
        return (
            self.platform.stream_compute / max(self.platform.batch_compute, self.platform.cent)
            if self.platform.batch_compute > 0
            else 0
        )

    @output("min", label="Runs compute for less from")
    def pays_from(self) -> float:
        """The interval from which runs cost less compute than the stream; 0 if any does, or none.

        The overhead of a run, over what the stream costs more than the work, or the least time billed, if that is more.
        """
        return (
            max(
                self.platform.idle_run / (self.full - self.platform.busy if self.full > self.platform.busy else 1),
                self.platform.least_run / (self.full if self.full > 0 else 1),
            )
            * self.platform.at_once
            if self.full > self.platform.busy and self.full <= 1
            else 0
        )

    @output("text", label="Runs compute for less")
    def pays(self) -> str:
        """At which intervals runs cost less compute than the stream."""
        return (
            "at any interval"
            if self.full > 1 or self.platform.batch_compute <= 0
            else "at none: streaming is the cheaper one"
            if self.full <= self.platform.busy
            else "from that interval on"
        )

    @output("%", label="Micro-batch, of streaming")
    def micro_share(self) -> float:
        """The bill of micro-batch over that of streaming; 0 where streaming costs nothing."""
        return self.cost_micro_batch / max(self.cost_streaming, self.platform.cent) if self.cost_streaming > 0 else 0

    @output("%", label="Transport, of the streaming bill")
    def share_transport(self) -> float:
        """The share of the transport; 0 where streaming costs nothing."""
        return (
            self.streaming.transport_cost / max(self.cost_streaming, self.platform.cent)
            if self.cost_streaming > 0
            else 0
        )

    @output("%", label="Compute, of the streaming bill")
    def share_compute(self) -> float:
        """The share of compute."""
        return (
            self.streaming.compute_cost / max(self.cost_streaming, self.platform.cent) if self.cost_streaming > 0 else 0
        )

    @output("%", label="Storage, of the streaming bill")
    def share_storage(self) -> float:
        """The share of storage."""
        return (
            self.streaming.storage_cost / max(self.cost_streaming, self.platform.cent) if self.cost_streaming > 0 else 0
        )

    @output("%", label="People, of the streaming bill")
    def share_people(self) -> float:
        """The share of people."""
        return (
            self.streaming.people_cost / max(self.cost_streaming, self.platform.cent) if self.cost_streaming > 0 else 0
        )

    @output("%", label="Utilisation that the low claim takes")
    def claim_utilisation(self) -> float:
        """The utilisation at most, for the claimed tax on compute, where a processor costs the same in both."""
        return 1 / self.claimed_tax

    @output("%", label="Utilisation that the high claim takes")
    def claim_utilisation_most(self) -> float:
        """The same for the upper end of the claim."""
        return 1 / self.claimed_most

    @output("s", label="Billed for a run, that the share takes")
    def claim_run(self) -> float:
        """The time at most that a run may bill for the claimed share of the cost, if nothing else stays on."""
        return self.claimed_share * self.interval

    @output("text", label="The claimed tax")
    def claim_tax(self) -> str:
        """Whether the whole bill bears the claim out."""
        return (
            "not true here: streaming costs no more"
            if self.tax <= 1
            else "not reached here"
            if self.tax < self.claimed_tax
            else "exceeded here"
            if self.tax > self.claimed_most
            else "true here"
        )

    @output("text", label="The claimed share")
    def claim_share(self) -> str:
        """Whether micro-batch costs no more than the claimed share."""
        return "true here" if self.micro_share <= self.claimed_share else "not true here"

    @step("USD/month")
    def more_people(self) -> float:
        """What people cost more in streaming than in micro-batch."""
        return self.streaming.people_cost - self.micro.people_cost

    @step("USD/month")
    def more_compute(self) -> float:
        """What compute costs more."""
        return self.streaming.compute_cost - self.micro.compute_cost

    @step("USD/month")
    def more_transport(self) -> float:
        """What transport costs more."""
        return self.streaming.transport_cost - self.micro.transport_cost

    @step("USD/month")
    def more_storage(self) -> float:
        """What storage costs more."""
        return self.streaming.storage_cost - self.micro.storage_cost

    @step("USD/month")
    def most(self) -> float:
        """The largest of these, in the direction of the whole difference."""
        return (
            min(self.more_people, self.more_compute, self.more_transport, self.more_storage)
            if self.extra < 0
            else max(self.more_people, self.more_compute, self.more_transport, self.more_storage)
        )

    @output("text", label="Most of the difference")
    def driver(self) -> str:
        """What most of the difference comes from."""
        return (
            "people"
            if self.more_people == self.most
            else "compute"
            if self.more_compute == self.most
            else "transport"
            if self.more_transport == self.most
            else "storage"
        )

    @step("USD/month")
    def difference(self) -> float:
        """The premium, without its sign."""
        return max(self.extra, -self.extra)

    @step("text")
    def compared(self) -> str:
        """Whether streaming costs more or less."""
        return "more" if self.extra > 0 else "less" if self.extra < 0 else "more or less"

    @step("text")
    def below_one(self) -> str:
        """What a tax of one or less means."""
        return (
            "Streaming is the cheaper one here, so there is no tax to pay"
            if self.extra < 0
            else "Both cost the same, so there is no tax to pay"
            if self.extra <= 0
            else "Compute alone is no reason for it"
            if self.tax_compute <= 1
            else "Compute alone is dearer too"
        )

    @headline
    def verdict(self) -> str:
        """The premium, its range, the other ways, and the claims."""
        return (
            f"Streaming costs {self.difference} {self.compared} than a run every {self.interval}: "
            f"{self.cost_streaming} against {self.cost_micro_batch}, {self.tax} times as much. Most of the difference "
            f"is {self.driver}; as utilisation goes from {self.micro.utilisation_high} to {self.micro.utilisation_low} "
            f"it is {self.tax_low} to {self.tax_high} times, and without people {self.tax_without_people}. "
            f"{self.below_one}: compute is {self.tax_compute} times as dear. Near-real-time costs "
            f"{self.cost_near_real_time}, hourly runs {self.cost_hourly}, a run a night {self.cost_nightly}. "
            f"A tax of {self.claimed_tax} to {self.claimed_most} on compute takes a utilisation of at most "
            f"{self.claim_utilisation} to {self.claim_utilisation_most}; yours is {self.platform.utilisation}. {self.claimed_share} of the cost "
            f"takes at most {self.claim_run} billed in a run; yours bills {self.micro.billed_run}, and micro-batch "
            f"costs {self.micro_share} of streaming."
        )

    asks = ("events", "utilisation", "interval", "batch_engine", "engineers", "batch_engineers")

    examples = (
        Example(
            name="a mid-size case",
            given={},
            expect={
                "cost_streaming": "$8,211.60 a month",
                "cost_near_real_time": "$3,259.02 a month",
                "cost_micro_batch": "$1,753.15 a month",
                "cost_hourly": "$1,688.91 a month",
                "cost_nightly": "$1,668.39 a month",
                "extra": "$6,458.45 a month",
                "tax": "4.684",
                "tax_compute": "1.915",
                "bound": "4",
                "bound_here": "6",
                "share_people": "96.41%",
            },
        ),
        Example(
            name="a minimal consumer, 4 of every 15 minutes",
            given={**OWN, "hours_per_month": "720", "utilisation": "26.666666666666668"},
            expect={
                "streaming.compute_cost": "$547.20 a month",
                "micro.compute_cost": "$145.92 a month",
                "tax_compute": "3.75",
            },
            source=LOWDER,
            printed={"micro.compute_cost": "$151 a month"},
            why="It takes 4 of 15 minutes as 27%, and hours and dollars rounded up.",
        ),
        Example(
            name="2 of every 5 minutes",
            given={**OWN, "utilisation": "40", "interval": "5"},
            expect={"tax_compute": "2.5"},
            source=LOWDER,
        ),
        Example(
            name="3 of every 15 minutes",
            given={**OWN, "utilisation": "20"},
            expect={"tax_compute": "5"},
            source=LOWDER,
        ),
        Example(
            name="5 of every 30 minutes",
            given={**OWN, "utilisation": "16.666666666666668", "interval": "30"},
            expect={"tax_compute": "6"},
            source=LOWDER,
        ),
        Example(
            name="all three jobs together, at 2 of 5, 3 of 15 and 5 of 30 minutes",
            given={
                **OWN,
                "stream_price": "2.28",
                "batch_price": "2.28",
                "hours_per_month": "720",
                "utilisation": "25.555555555555557",
            },
            expect={
                "streaming.compute_cost": "$1,641.60 a month",
                "micro.compute_cost": "$419.52 a month",
                "tax_compute": "3.913",
            },
            source=LOWDER,
            printed={"micro.compute_cost": "about $422 a month"},
            why="It rounds each of the three jobs before it adds them.",
        ),
        Example(
            name="an hour a day, on a cluster of the same size: compute alone",
            given={**OWN, "utilisation": "4.166666666666667"},
            expect={"tax_compute_nightly": "24", "bound": "24"},
            source=DATAVIDHYA,
        ),
        Example(
            name="45 minutes a day: compute alone",
            given={**OWN, "utilisation": "3.125"},
            expect={"tax_compute_nightly": "32"},
        ),
        Example(
            name="an X-Small with 15 seconds of work every 15 minutes, suspended at once: a minute is billed",
            given={**SNOWFLAKE, "auto_suspend": "0"},
            expect={"micro.duty": "6.667%", "tax_compute": "15"},
        ),
        Example(
            name="the same, suspended after a minute",
            given={**SNOWFLAKE, "auto_suspend": "60"},
            expect={"micro.duty": "8.333%", "tax_compute": "12"},
        ),
        Example(
            name="the same, suspended after ten minutes, the default",
            given={**SNOWFLAKE},
            expect={"micro.duty": "68.33%", "tax_compute": "1.463"},
        ),
        Example(
            name="a small shop, people counted",
            given={**SMALL},
            expect={
                "cost_streaming": "$8,935.86 a month",
                "cost_micro_batch": "$1,730.77 a month",
                "extra": "$7,205.09 a month",
                "tax": "5.163",
                "tax_without_people": "6.868",
                "driver": "people",
            },
        ),
        Example(
            name="the same with Kafka kept as the buffer, people left out: 62% of streaming, not a tenth",
            given={**SMALL, "stays": "yes", "people": "no"},
            expect={
                "cost_streaming": "$1,037.00 a month",
                "cost_micro_batch": "$641.00 a month",
                "tax": "1.618",
                "micro_share": "61.81%",
                "claim_share": "not true here",
            },
        ),
        Example(
            name="a busy platform, streaming at 1.2 times the price of batch",
            given={
                **SMALL,
                "stream_price": "49.31506849315068",
                "batch_price": "41.0958904109589",
                "transport_price": "24000",
                "utilisation": "80",
                "engineers": "2",
                "batch_engineers": "1",
            },
            expect={
                "streaming.compute_cost": "$36,000.00 a month",
                "micro.compute_cost": "$24,000.00 a month",
                "cost_streaming": "$91,595.44 a month",
                "cost_micro_batch": "$39,797.72 a month",
                "tax": "2.302",
                "price_ratio": "1.2",
            },
        ),
        Example(
            name="a Dataflow worker that streams, against an hour a day as batch",
            given={**GOOGLE, "utilisation": "4.166666666666667"},
            expect={
                "cost_streaming": "$240.43 a month",
                "cost_nightly": "$8.44 a month",
                "price_ratio": "1.187",
                "tax_nightly": "28.5",
            },
        ),
        Example(
            name="the same against 18 hours a day of batch",
            given={**GOOGLE, "utilisation": "75"},
            expect={"tax_nightly": "1.583"},
        ),
        Example(
            name="a quarter less compute in streaming than in batch, as Uber reports it: a tax below one",
            given={**OWN, **ALONE, "stream_price": "0.75", "batch_price": "1", "utilisation": "100"},
            expect={
                "tax": "0.75",
                "compared": "less",
                "below_one": "Streaming is the cheaper one here, so there is no tax to pay",
                "claim_tax": "not true here: streaming costs no more",
                "pays": "at none: streaming is the cheaper one",
            },
            source=INFOQ,
        ),
        Example(
            name="10% at work, 2 minutes of overhead: 10 times at most, 4.3 at 15 minutes, 9.9 a night",
            given={**OWN, "run_overhead": "2", "utilisation": "10"},
            expect={
                "bound": "10",
                "tax_compute": "4.286",
                "tax_compute_hourly": "7.5",
                "tax_compute_nightly": "9.863",
                "pays_from": "2.222 min",
                "claim_run": "90 s",
            },
        ),
        Example(
            name="Flink runs every 15 minutes are billed ten minutes each",
            given={"batch_engine": "Managed Flink"},
            expect={"micro.billed_run": "10 min/run", "micro.duty": "66.67%", "tax_compute": "1.5"},
        ),
        Example(
            name="a batch cluster too small for the work",
            given={"batch_engine": "Glue", "dpus": "0.0625", "utilisation": "90"},
            expect={"platform.enough_batch": "no", "fits": "no"},
        ),
        Example(
            name="SQS, and replay needed",
            given={"transport": "SQS", "replay": "yes"},
            expect={"platform.sqs_fits": "no", "fits": "no"},
        ),
        Example(
            name="everything free but people, who are left out: no ratio",
            given={"people": "no", "discount": "100", "lake_retention": "0"},
            expect={"cost_streaming": "$0.00 a month", "tax": "0", "micro_share": "0%"},
        ),
    )
