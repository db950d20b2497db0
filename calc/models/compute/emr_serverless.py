"""Amazon EMR Serverless: Spark and Hive without a cluster."""

from __future__ import annotations

from calc import vocabulary
from calc.model import Example, Model, ask, headline, lookup, step
from calc.models.bill import Bill
from calc.models.compute.runs import Runs

PRACTICES = "https://github.com/aws/aws-emr-best-practices/blob/375e9f05243a8fa75eeb006551e199eaed80253a/website/docs/benchmarks/benchmarking_variables.md"


class EmrServerless(Model, id="emr-serverless", title="EMR Serverless"):
    """The processors, memory and storage of workers, by the second, a minute at least each."""

    events: float = vocabulary.events
    always_on: bool = vocabulary.always_on
    runs: float = vocabulary.runs
    run_minutes: float = vocabulary.run_minutes
    workers: float = vocabulary.workers
    worker_vcpus: float = vocabulary.worker_vcpus
    worker_memory: float = vocabulary.worker_memory
    hours_per_month: float = vocabulary.hours_per_month
    region: str = vocabulary.region
    discount: float = vocabulary.discount
    worker_storage: float = ask(
        "20 GiB/worker",
        label="EMR Serverless: ephemeral storage of a worker",
        low=20,
        high=2000,
        help="20 are included.",
        advanced=True,
    )

    included_storage: float = lookup("aws_emr_serverless.included_storage")
    increment: float = lookup("aws_emr_serverless.increment")
    least_run: float = lookup("aws_emr_serverless.least_run")
    memory_hour: float = lookup("aws_emr_serverless.memory_hour")
    storage_hour: float = lookup("aws_emr_serverless.storage_hour")
    vcpu_hour: float = lookup("aws_emr_serverless.vcpu_hour")

    monthly_events = Bill.monthly_events
    rounded_run = Runs.rounded_run
    billed_run = Runs.billed_run
    billed = Runs.billed

    @step("USD/month", label="Processors", of="compute")
    def vcpu_cost(self) -> float:
        """Processors, by the time billed."""
        return self.workers * self.worker_vcpus * self.vcpu_hour * self.billed

    @step("USD/month", label="Memory", of="compute")
    def memory_cost(self) -> float:
        """Memory, by the time billed."""
        return self.workers * self.worker_memory * self.memory_hour * self.billed

    @step("USD/month", label="Ephemeral storage", of="storage")
    def storage_cost(self) -> float:
        """Ephemeral storage beyond the included, by the time billed."""
        return self.workers * max(0, self.worker_storage - self.included_storage) * self.storage_hour * self.billed

    @step("USD/month")
    def list_cost(self) -> float:
        """The bill at list prices."""
        return self.vcpu_cost + self.memory_cost + self.storage_cost

    saving = Bill.saving
    cost = Bill.cost
    cost_per_million = Bill.cost_per_million

    @headline
    def verdict(self) -> str:
        """The bill in one sentence."""
        return f"EMR Serverless bills {self.workers} for {self.billed}: {self.cost}."

    examples = (
        Example(
            name="25 workers of 16 vCPUs and 128 GB for three hours",
            given={
                "workers": "25",
                "worker_vcpus": "16",
                "worker_memory": "128",
                "runs": "1",
                "run_minutes": "180",
                "region": "us-west-2",
            },
            expect={"vcpu_cost": "$63.15 a month", "memory_cost": "$55.47 a month", "cost": "$118.62 a month"},
            source=PRACTICES,
        ),
        Example(
            name="ten seconds are billed as a minute",
            given={"runs": "60", "run_minutes": "0.16666666666666666"},
            expect={"billed_run": "1 min/run", "billed": "1 h/month", "cost": "$0.61 a month"},
        ),
        Example(
            name="two workers with 120 GB of storage, always on",
            given={"always_on": "yes", "worker_storage": "120"},
            expect={"storage_cost": "$16.21 a month"},
        ),
    )
