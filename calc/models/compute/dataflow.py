"""Google Cloud Dataflow: Apache Beam pipelines, batch and streaming."""

from __future__ import annotations

from calc import vocabulary
from calc.model import Example, Model, ask, choose, headline, lookup, output, step
from calc.models.bill import Bill
from calc.models.compute.runs import Runs

CONSTANTS = "https://github.com/apache/beam/blob/b2d36138d707cc4be3b3e57c57373408cf1474ee/sdks/python/apache_beam/testing/load_tests/dataflow_cost_consts.py"


class Dataflow(Model, id="dataflow", title="Dataflow"):
    """Workers by the second, dearer when they stream, and the data that the service moves between them."""

    events: float = vocabulary.events
    event_size: float = vocabulary.event_size
    always_on: bool = vocabulary.always_on
    runs: float = vocabulary.runs
    run_minutes: float = vocabulary.run_minutes
    workers: float = vocabulary.workers
    worker_vcpus: float = vocabulary.worker_vcpus
    worker_memory: float = vocabulary.worker_memory
    hours_per_month: float = vocabulary.hours_per_month
    region: str = vocabulary.google_region
    discount: float = vocabulary.discount
    mode: str = choose(
        "batch",
        "streaming",
        "flexrs",
        label="Dataflow: mode",
        help="Streaming workers cost more, also for a job that does not run all the time. "
        "FlexRS is batch that may wait for six hours.",
    )
    passes: float = ask(
        "1",
        label="Dataflow: times an event is moved",
        low=0,
        high=1000,
        help="By Shuffle or Streaming Engine: once for each grouping or join, and state that is read and written. "
        "0 if neither is used.",
    )
    disk: str = choose("standard", "ssd", label="Dataflow: disk", help="Of a worker.", advanced=True)
    worker_disk: float = ask(
        "30 GiB/worker",
        label="Dataflow: disk of a worker",
        low=0,
        high=64_000,
        help="30 is recommended with Streaming Engine; without it and without Shuffle it is several hundred.",
        advanced=True,
    )

    data_gib: float = lookup("gcp_dataflow.data_gib")
    disk_hour: float = lookup("gcp_dataflow.disk_hour")
    increment: float = lookup("gcp_dataflow.increment")
    memory_hour: float = lookup("gcp_dataflow.memory_hour")
    vcpu_hour: float = lookup("gcp_dataflow.vcpu_hour")

    monthly_events = Bill.monthly_events
    billed_run = Runs.rounded_run
    billed = Runs.billed

    @output("USD/worker/h", label="A worker, its disk left out")
    def worker_hour(self) -> float:
        """The processors and memory of a worker, by the hour."""
        return self.worker_vcpus * self.vcpu_hour + self.worker_memory * self.memory_hour

    @step("GiB/month")
    def processed(self) -> float:
        """Data that is moved between workers."""
        return self.monthly_events * self.event_size * self.passes

    @step("USD/month", label="Processors", of="compute")
    def vcpu_cost(self) -> float:
        """Processors, by the time billed."""
        return self.workers * self.worker_vcpus * self.vcpu_hour * self.billed

    @step("USD/month", label="Memory", of="compute")
    def memory_cost(self) -> float:
        """Memory, by the time billed."""
        return self.workers * self.worker_memory * self.memory_hour * self.billed

    @step("USD/month", label="Disks", of="storage")
    def disk_cost(self) -> float:
        """Disks of the workers, by the time billed."""
        return self.workers * self.worker_disk * self.disk_hour * self.billed

    @step("USD/month", label="Data moved", of="requests")
    def data_cost(self) -> float:
        """Data that Shuffle or Streaming Engine moves."""
        return self.processed * self.data_gib

    @step("USD/month")
    def list_cost(self) -> float:
        """The bill at list prices."""
        return self.vcpu_cost + self.memory_cost + self.disk_cost + self.data_cost

    saving = Bill.saving
    cost = Bill.cost
    cost_per_million = Bill.cost_per_million

    @headline
    def verdict(self) -> str:
        """The bill in one sentence."""
        return f"Dataflow bills {self.workers}, {self.mode}, for {self.billed}: {self.cost}."

    examples = (
        Example(
            name="an n1-standard-4 worker of a batch job: $0.277 an hour",
            given={"mode": "batch", "worker_vcpus": "4", "worker_memory": "15"},
            expect={"worker_hour": "$0.277355 per worker and hour"},
            source=CONSTANTS,
        ),
        Example(
            name="an n1-standard-4 worker of a streaming job: $0.329 an hour",
            given={"mode": "streaming", "worker_vcpus": "4", "worker_memory": "15"},
            expect={"worker_hour": "$0.329355 per worker and hour"},
            source=CONSTANTS,
        ),
        Example(
            name="an n1-standard-4 worker that streams all month: $240",
            given={
                "mode": "streaming",
                "always_on": "yes",
                "workers": "1",
                "worker_memory": "15",
                "worker_disk": "0",
                "passes": "0",
            },
            expect={"cost": "$240.43 a month"},
        ),
        Example(
            name="an hour a day of it as batch: $8.44",
            given={
                "mode": "batch",
                "runs": "30.416666666666668",
                "run_minutes": "60",
                "workers": "1",
                "worker_memory": "15",
                "worker_disk": "0",
                "passes": "0",
            },
            expect={"cost": "$8.44 a month"},
        ),
        Example(
            name="1,000 GiB through Streaming Engine",
            given={"mode": "streaming", "events": "1", "event_size": "408.5775585996956"},
            expect={"processed": "1,000 GiB/month", "data_cost": "$18.00 a month"},
            source=CONSTANTS,
        ),
        Example(
            name="1,000 GiB through Shuffle",
            given={"mode": "batch", "events": "1", "event_size": "408.5775585996956"},
            expect={"data_cost": "$11.00 a month"},
            source=CONSTANTS,
        ),
        Example(
            name="100 workers with 100 GiB of SSD for an hour",
            given={"disk": "ssd", "workers": "100", "worker_disk": "100", "runs": "1", "run_minutes": "60"},
            expect={"disk_cost": "$2.98 a month"},
            source=CONSTANTS,
        ),
        Example(
            name="FlexRS costs three fifths of batch",
            given={"mode": "flexrs", "worker_memory": "15"},
            expect={"worker_hour": "$0.166413 per worker and hour"},
        ),
    )
