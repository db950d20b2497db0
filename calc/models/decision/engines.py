"""The two clusters that may do the work: one that streams, and one that runs and stops."""

from __future__ import annotations

from calc import vocabulary
from calc.model import Model, ask, choose, limit, lookup, part, step
from calc.models.compute.dataflow import Dataflow
from calc.models.compute.emr_serverless import EmrServerless
from calc.models.compute.flink import Flink
from calc.models.compute.glue import Glue
from calc.models.compute.warehouse import Warehouse


class Engines(Model, title="The engines: a month of each, and the work"):
    """Both clusters as if they ran for the whole month, with their disks, and how much of it the work takes."""

    utilisation: float = vocabulary.utilisation
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
    run_overhead: float = ask(
        "2 min/run",
        label="Overhead of a run",
        low=0,
        high=1440,
        help="Billed in each run besides the work: start and stop. Weak evidence: seconds to ten minutes, by engine. "
        "The least that an engine bills, and what a warehouse waits before it suspends, are counted by themselves.",
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
    hours_per_month: float = vocabulary.hours_per_month
    discount: float = vocabulary.discount

    dpu_vcpus: float = lookup("premium.dpu_vcpus")
    kpu_vcpus: float = lookup("premium.kpu_vcpus")

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

    @step("1")
    def paid(self) -> float:
        """What is left of a list price after the discount."""
        return 1 - self.discount

    @step("USD/month")
    def stream_kept(self) -> float:
        """What the streaming engine bills besides its time: backups, tables, data that it moves."""
        return self.paid * (
            self.flink.backup_cost
            if self.stream_engine == "Managed Flink"
            else self.dataflow_stream.data_cost
            if self.stream_engine == "Dataflow"
            else self.warehouse.storage_cost
            if self.stream_engine == "Snowflake warehouse"
            else 0
        )

    @step("USD/month")
    def stream_cluster(self) -> float:
        """The streaming cluster for the whole month, without that."""
        return (
            self.flink.cost - self.stream_kept
            if self.stream_engine == "Managed Flink"
            else self.dataflow_stream.cost - self.stream_kept
            if self.stream_engine == "Dataflow"
            else self.warehouse.cost - self.stream_kept
            if self.stream_engine == "Snowflake warehouse"
            else self.stream_price * self.hours_per_month
        )

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
    def batch_kept(self) -> float:
        """What the batch engine bills besides its time."""
        return self.paid * (
            self.flink.backup_cost
            if self.batch_engine == "Managed Flink"
            else self.dataflow_batch.data_cost
            if self.batch_engine == "Dataflow"
            else self.warehouse.storage_cost
            if self.batch_engine == "Snowflake warehouse"
            else 0
        )

    @step("USD/month")
    def batch_cluster(self) -> float:
        """The batch cluster if it ran for the whole month, without that."""
        return (
            self.glue.cost
            if self.batch_engine == "Glue"
            else self.emr.cost
            if self.batch_engine == "EMR Serverless"
            else self.flink.cost - self.batch_kept
            if self.batch_engine == "Managed Flink"
            else self.dataflow_batch.cost - self.batch_kept
            if self.batch_engine == "Dataflow"
            else self.warehouse.cost - self.batch_kept
            if self.batch_engine == "Snowflake warehouse"
            else self.batch_price * self.hours_per_month
        )

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
        """What a run is billed besides its work: the overhead, and the wait of a warehouse before it suspends."""
        return self.run_overhead + (self.warehouse.auto_suspend if self.batch_engine == "Snowflake warehouse" else 0)

    @step("vcpu")
    def work(self) -> float:
        """Processors that the work keeps busy: what is used of the streaming cluster."""
        return self.utilisation * self.stream_vcpus

    @step("%")
    def busy(self) -> float:
        """The share of the time that the batch cluster works, if it has any processors."""
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
