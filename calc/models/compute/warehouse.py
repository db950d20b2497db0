"""A Snowflake warehouse on AWS."""

from __future__ import annotations

from calc import vocabulary
from calc.functions import ceil
from calc.model import Example, Model, ask, choose, headline, lookup, output, step
from calc.models.bill import Bill

TABLE = "https://www.snowflake.com/legal-files/CreditConsumptionTable.pdf"
ALTIMATE = "https://www.altimate.ai/blog/can-ai-agents-reduce-the-cost-of-snowflake-dynamic-tables"


class Warehouse(Model, id="warehouse", title="Snowflake warehouse"):
    """Credits by the second while it is awake: its work, the wait before it suspends, a minute at least."""

    events: float = vocabulary.events
    always_on: bool = vocabulary.always_on
    runs: float = vocabulary.runs
    run_minutes: float = vocabulary.run_minutes
    hours_per_month: float = vocabulary.hours_per_month
    region: str = vocabulary.region
    discount: float = vocabulary.discount
    warehouse_size: str = choose(
        "X-Small",
        "Small",
        "Medium",
        "Large",
        "X-Large",
        "2X-Large",
        "3X-Large",
        "4X-Large",
        label="Warehouse: size",
        help="Each costs twice the one before it.",
    )
    edition: str = choose(
        "standard",
        "enterprise",
        "business-critical",
        "vps",
        label="Snowflake: edition",
        help="It sets the price of a credit.",
    )
    auto_suspend: float = ask(
        "600 s/run",
        label="Warehouse: suspends after",
        low=0,
        high=86_400,
        help="The time without work before it suspends, which is billed. The default is 600 seconds.",
    )
    generation: str = choose(
        "gen1", "gen2", label="Warehouse: generation", help="The second costs more, and is faster.", advanced=True
    )
    cloud_services: float = ask(
        "5 %",
        label="Snowflake: cloud services",
        low=0,
        high=1000,
        help="Their credits, of those of the warehouse. The first tenth costs nothing; many small queries take more.",
        advanced=True,
    )
    stored: float = ask(
        "0 TB",
        label="Snowflake: data stored",
        low=0,
        high=1e6,
        help="Left out unless you type it: it is kept however often it is worked on.",
        advanced=True,
    )

    cloud_services_free: float = lookup("snowflake.cloud_services_free")
    credit: float = lookup("snowflake.credit")
    increment: float = lookup("snowflake.increment")
    least_run: float = lookup("snowflake.least_run")
    multiplier: float = lookup("snowflake.multiplier")
    storage: float = lookup("snowflake.storage")
    warehouse: float = lookup("snowflake.warehouse")

    monthly_events = Bill.monthly_events

    @step("s/run")
    def rounded_run(self) -> float:
        """The work of a run and the wait after it, rounded up to the step in which it is billed."""
        return ceil((self.run_minutes + self.auto_suspend) / self.increment) * self.increment

    @step("s/run")
    def billed_run(self) -> float:
        """A run as it is billed: with the wait after it, and at least the least time."""
        return max(self.rounded_run, self.least_run)

    @output("h/month", label="Time billed")
    def billed(self) -> float:
        """The whole month if always on or never idle long enough to suspend, and otherwise all runs of it."""
        return self.hours_per_month if self.always_on else min(self.runs * self.billed_run, self.hours_per_month)

    @output("%", label="Share of the month")
    def share(self) -> float:
        """The time billed, of the whole month: what it costs, of always on."""
        return self.billed / self.hours_per_month

    @output("credit/month")
    def credits(self) -> float:
        """Credits of the warehouse."""
        return self.warehouse * self.multiplier * self.billed

    @step("credit/month")
    def service_credits(self) -> float:
        """Credits of cloud services beyond what costs nothing."""
        return self.credits * max(0, self.cloud_services - self.cloud_services_free)

    @step("USD/month", label="Warehouse", of="compute")
    def compute_cost(self) -> float:
        """Credits of the warehouse."""
        return self.credits * self.credit

    @step("USD/month", label="Cloud services", of="requests")
    def service_cost(self) -> float:
        """Credits of cloud services."""
        return self.service_credits * self.credit

    @step("USD/month", label="Storage", of="storage")
    def storage_cost(self) -> float:
        """Data stored."""
        return self.stored * self.storage if self.stored > 0 else 0

    @step("USD/month")
    def list_cost(self) -> float:
        """The bill at list prices."""
        return self.compute_cost + self.service_cost + self.storage_cost

    saving = Bill.saving
    cost = Bill.cost
    cost_per_million = Bill.cost_per_million

    @output("USD/year", label="A year of it")
    def yearly(self) -> float:
        """The bill of a year."""
        return self.cost

    @headline
    def verdict(self) -> str:
        """The bill in one sentence."""
        return f"The {self.warehouse_size} warehouse is awake for {self.billed}, {self.share} of it: {self.cost}."

    examples = (
        Example(
            name="an X-Small, Enterprise, for 8,760 hours",
            given={"always_on": "yes", "edition": "enterprise"},
            expect={"credits": "730 credits/month", "yearly": "$26,280.00 a year"},
            source=ALTIMATE,
        ),
        Example(
            name="an X-Small for an hour is one credit",
            given={"runs": "1", "run_minutes": "60", "auto_suspend": "0"},
            expect={"credits": "1 credit/month", "cost": "$2.00 a month"},
            source=TABLE,
        ),
        Example(
            name="15 seconds are billed as 60, each time it resumes",
            given={"runs": "60", "run_minutes": "0.25", "auto_suspend": "0"},
            expect={"billed_run": "60 s/run", "credits": "1 credit/month"},
            source="https://docs.snowflake.com/en/user-guide/cost-understanding-compute",
        ),
        Example(
            name="15 seconds of work every 15 minutes, suspended at once",
            given={"run_minutes": "0.25", "auto_suspend": "0"},
            expect={"share": "6.667%", "cost": "$97.33 a month"},
        ),
        Example(
            name="15 seconds of work every 15 minutes, suspended after a minute",
            given={"run_minutes": "0.25", "auto_suspend": "60"},
            expect={"share": "8.333%", "cost": "$121.67 a month"},
        ),
        Example(
            name="15 seconds of work every 15 minutes, suspended after ten minutes, the default: 68%",
            given={"run_minutes": "0.25"},
            expect={"share": "68.33%", "cost": "$997.67 a month"},
        ),
        Example(
            name="every ten minutes it never suspends",
            given={"runs": "4380", "run_minutes": "0.25"},
            expect={"billed": "730 h/month", "share": "100%"},
        ),
        Example(
            name="cloud services beyond the free tenth, and a terabyte stored",
            given={"always_on": "yes", "cloud_services": "30", "stored": "1"},
            expect={"service_cost": "$292.00 a month", "storage_cost": "$23.00 a month", "cost": "$1,775.00 a month"},
        ),
        Example(
            name="second generation, Medium",
            given={"always_on": "yes", "warehouse_size": "Medium", "generation": "gen2"},
            expect={"credits": "3,942 credits/month"},
        ),
        Example(
            name="VPS where it has no price",
            given={"edition": "vps", "region": "eu-west-1"},
            expect={"cost": "no figure"},
        ),
    )
