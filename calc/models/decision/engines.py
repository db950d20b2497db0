"""The engines that may do the work: a month of each cluster, what it bills besides, and the least for a run."""

from __future__ import annotations

from typing import Protocol

from calc import vocabulary
from calc.model import Model, ask, cheapest, choose, limit, lookup, part, step
from calc.models.compute.dataflow import Dataflow
from calc.models.compute.emr_serverless import EmrServerless
from calc.models.compute.flink import Flink
from calc.models.compute.glue import Glue
from calc.models.compute.warehouse import Warehouse

STREAMING = ("Managed Flink", "Dataflow", "Snowflake warehouse", "own price")
BATCH = ("Glue", "EMR Serverless", *STREAMING)

OWN_VCPUS: float = ask(
    "8 vcpu",
    label="Processors of a cluster that does not tell",
    low=0.25,
    high=100_000,
    help="Of one at your own price, and of a warehouse: Snowflake does not say. An assumption; it matters only if "
    "the other engine is another.",
    advanced=True,
)


class Engine(Protocol):
    """What is read of an engine."""

    @property
    def cluster(self) -> float: ...
    @property
    def kept(self) -> float: ...
    @property
    def vcpus(self) -> float: ...
    @property
    def least_run(self) -> float: ...
    @property
    def idle_run(self) -> float: ...


class Plain:
    """The steps of an engine that bills nothing but its time."""

    @step("USD/month")
    def kept(self) -> float:
        """It bills nothing besides its time."""
        return 0

    @step("min/run")
    def least_run(self) -> float:
        """It bills a run as long as it is."""
        return 0

    @step("min/run")
    def idle_run(self) -> float:
        """It stops when the work is done."""
        return 0


class OnFlink(Model, title="Managed Flink, all month"):
    """Its KPUs, with the orchestration's and their storage; backups besides."""

    discount: float = vocabulary.discount
    kpu_vcpus: float = lookup("premium.kpu_vcpus")
    flink: Flink = part(Flink, needed=True, always_on="yes", runs="0", run_minutes="0")

    @step("USD/month")
    def kept(self) -> float:
        """Backups, which stay between runs."""
        return self.flink.backup_cost * (1 - self.discount)

    @step("USD/month")
    def cluster(self) -> float:
        """The rest of its bill."""
        return self.flink.cost - self.kept

    @step("vcpu")
    def vcpus(self) -> float:
        """Its processors, without the orchestration's."""
        return self.flink.kpus * self.kpu_vcpus

    @step("min/run")
    def least_run(self) -> float:
        """The least time that it bills for a run."""
        return self.flink.least_run

    idle_run = Plain.idle_run


class OnGlue(Model, title="Glue, all month"):
    """Its DPUs."""

    dpu_vcpus: float = lookup("premium.dpu_vcpus")
    glue: Glue = part(Glue, needed=True, always_on="yes", runs="0", run_minutes="0")

    kept = Plain.kept

    @step("USD/month")
    def cluster(self) -> float:
        """Its bill."""
        return self.glue.cost

    @step("vcpu")
    def vcpus(self) -> float:
        """Its processors."""
        return self.glue.dpus * self.dpu_vcpus

    @step("min/run")
    def least_run(self) -> float:
        """The least time that it bills for a run."""
        return self.glue.least_run

    idle_run = Plain.idle_run


class OnEmr(Model, title="EMR Serverless, all month"):
    """Its workers, with what storage they have beyond the included."""

    emr: EmrServerless = part(EmrServerless, needed=True, always_on="yes", runs="0", run_minutes="0")

    kept = Plain.kept

    @step("USD/month")
    def cluster(self) -> float:
        """Its bill."""
        return self.emr.cost

    @step("vcpu")
    def vcpus(self) -> float:
        """Its processors."""
        return self.emr.workers * self.emr.worker_vcpus

    @step("min/run")
    def least_run(self) -> float:
        """The least time that it bills for a run."""
        return self.emr.least_run

    idle_run = Plain.idle_run


class OnDataflow(Model, title="Dataflow, all month"):
    """Its workers with their disks, at prices of us-central1; data that it moves besides."""

    discount: float = vocabulary.discount
    mode: str = Dataflow.mode
    dataflow: Dataflow = part(Dataflow, needed=True, region="us-central1", always_on="yes", runs="0", run_minutes="0")

    @step("USD/month")
    def kept(self) -> float:
        """Data that Shuffle or Streaming Engine moves, however long it runs."""
        return self.dataflow.data_cost * (1 - self.discount)

    @step("USD/month")
    def cluster(self) -> float:
        """The rest of its bill."""
        return self.dataflow.cost - self.kept

    @step("vcpu")
    def vcpus(self) -> float:
        """Its processors."""
        return self.dataflow.workers * self.dataflow.worker_vcpus

    least_run = Plain.least_run
    idle_run = Plain.idle_run


class OnWarehouse(Model, title="Snowflake warehouse, all month"):
    """Its credits; tables besides."""

    discount: float = vocabulary.discount
    own_vcpus: float = OWN_VCPUS
    warehouse: Warehouse = part(Warehouse, needed=True, always_on="yes", runs="0", run_minutes="0")

    @step("USD/month")
    def kept(self) -> float:
        """Tables, which stay between runs."""
        return self.warehouse.storage_cost * (1 - self.discount)

    @step("USD/month")
    def cluster(self) -> float:
        """The rest of its bill."""
        return self.warehouse.cost - self.kept

    @step("vcpu")
    def vcpus(self) -> float:
        """Its processors, which are not published."""
        return self.own_vcpus

    @step("min/run")
    def least_run(self) -> float:
        """The least time that it bills for a run."""
        return self.warehouse.least_run

    @step("min/run")
    def idle_run(self) -> float:
        """The time without work before it suspends."""
        return self.warehouse.auto_suspend


class OwnStream(Model, title="A streaming cluster at your own price, all month"):
    """By the hour."""

    stream_price: float = ask(
        "0.76 USD/h",
        label="Own price of the streaming cluster",
        low=0,
        high=100_000,
        help="Only for an engine of your own price. $0.76 was a small Databricks cluster in 2020.",
        advanced=True,
    )
    hours_per_month: float = vocabulary.hours_per_month
    own_vcpus: float = OWN_VCPUS

    kept = Plain.kept

    @step("USD/month")
    def cluster(self) -> float:
        """All hours of the month."""
        return self.stream_price * self.hours_per_month

    @step("vcpu")
    def vcpus(self) -> float:
        """Its processors."""
        return self.own_vcpus

    least_run = Plain.least_run
    idle_run = Plain.idle_run


class OwnBatch(Model, title="A batch cluster at your own price, all month"):
    """By the hour."""

    batch_price: float = ask(
        "0.76 USD/h",
        label="Own price of the batch cluster",
        low=0,
        high=100_000,
        help="Only for an engine of your own price, while it runs.",
        advanced=True,
    )
    hours_per_month: float = vocabulary.hours_per_month
    own_vcpus: float = OWN_VCPUS

    kept = Plain.kept

    @step("USD/month")
    def cluster(self) -> float:
        """All hours of the month."""
        return self.batch_price * self.hours_per_month

    vcpus = OwnStream.vcpus
    least_run = Plain.least_run
    idle_run = Plain.idle_run


class Chosen:
    """The steps of an engine that may be chosen."""

    engine: Engine

    @step("USD/month")
    def cluster(self) -> float:
        """Its cluster for a whole month."""
        return self.engine.cluster

    @step("USD/month")
    def kept(self) -> float:
        """What it bills besides its time."""
        return self.engine.kept

    @step("USD/month")
    def cost(self) -> float:
        """Both."""
        return self.cluster + self.kept

    @step("vcpu")
    def vcpus(self) -> float:
        """Its processors."""
        return self.engine.vcpus


class Streamer(Model, title="The streaming engine"):
    """The engine that is always on."""

    stream_engine: str = choose(
        *STREAMING,
        label="Streaming engine",
        help="It is always on. Its size is asked below, or on its own page.",
    )
    name: str = choose(*STREAMING, label="Name", help="Which this is.")
    engine: Engine = part(needed=True)

    @limit
    def wanted(self) -> bool:
        """you chose {stream_engine}."""
        return self.stream_engine == self.name

    cluster = Chosen.cluster
    kept = Chosen.kept
    cost = Chosen.cost
    vcpus = Chosen.vcpus


class Runner(Model, title="The batch engine"):
    """The engine that runs and stops."""

    batch_engine: str = choose(
        *BATCH,
        label="Batch engine",
        help="It runs at each interval and is billed for that. Managed Flink bills ten minutes at least.",
    )
    name: str = choose(*BATCH, label="Name", help="Which this is.")
    engine: Engine = part(needed=True)
    run_overhead: float = ask(
        "2 min/run",
        label="Overhead of a run",
        low=0,
        high=1440,
        help="Billed in each run besides the work: start and stop. Weak evidence: seconds to ten minutes, by engine. "
        "The least that an engine bills, and what a warehouse waits before it suspends, are counted by themselves.",
    )

    @limit
    def wanted(self) -> bool:
        """you chose {batch_engine}."""
        return self.batch_engine == self.name

    cluster = Chosen.cluster
    kept = Chosen.kept
    cost = Chosen.cost
    vcpus = Chosen.vcpus

    @step("min/run")
    def least_run(self) -> float:
        """The least time that it bills for a run."""
        return self.engine.least_run

    @step("min/run")
    def idle_run(self) -> float:
        """What a run is billed besides its work: the overhead, and the wait before it stops."""
        return self.run_overhead + self.engine.idle_run


class Engines(Model, title="The engines and the work"):
    """Both engines, and how much of the batch cluster the work takes."""

    utilisation: float = vocabulary.utilisation
    flink: OnFlink = part(OnFlink)
    glue: OnGlue = part(OnGlue)
    emr: OnEmr = part(OnEmr)
    dataflow_stream: OnDataflow = part(OnDataflow, mode="streaming")
    dataflow_batch: OnDataflow = part(OnDataflow, mode="batch")
    warehouse: OnWarehouse = part(OnWarehouse)
    own_stream: OwnStream = part(OwnStream)
    own_batch: OwnBatch = part(OwnBatch)
    stream: Streamer = cheapest(
        {
            "Managed Flink, all month": part(Streamer, name="Managed Flink", engine=flink),
            "Dataflow, streaming all month": part(Streamer, name="Dataflow", engine=dataflow_stream),
            "Snowflake warehouse, all month": part(Streamer, name="Snowflake warehouse", engine=warehouse),
            "Streaming at your own price, all month": part(Streamer, name="own price", engine=own_stream),
        }
    )
    batch: Runner = cheapest(
        {
            "Glue, all month": part(Runner, name="Glue", engine=glue),
            "EMR Serverless, all month": part(Runner, name="EMR Serverless", engine=emr),
            "Managed Flink, all month": part(Runner, name="Managed Flink", engine=flink),
            "Dataflow, batch all month": part(Runner, name="Dataflow", engine=dataflow_batch),
            "Snowflake warehouse, all month": part(Runner, name="Snowflake warehouse", engine=warehouse),
            "Batch at your own price, all month": part(Runner, name="own price", engine=own_batch),
        }
    )

    @step("USD/month", label="Kept by the engine", of="storage")
    def stream_kept(self) -> float:
        """What the streaming engine bills besides its time."""
        return self.stream.kept

    @step("USD/month", label="Kept by the engine", of="storage")
    def batch_kept(self) -> float:
        """What the batch engine bills besides its time."""
        return self.batch.kept

    @step("vcpu")
    def work(self) -> float:
        """Processors that the work keeps busy: what is used of the streaming cluster."""
        return self.utilisation * self.stream.vcpus

    @step("%")
    def busy(self) -> float:
        """The share of the time that the batch cluster works; all of it, if it has no processors."""
        return self.work / self.batch.vcpus if self.batch.vcpus > 0 else 1
