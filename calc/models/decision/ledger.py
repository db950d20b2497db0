"""The profit and loss of the decision: what acting sooner brings, what it costs more, and when the move is paid for."""

from __future__ import annotations

from calc.model import Example, Model, ask, headline, output, part, step
from calc.models.decision.people import People


class Ledger(Model, id="ledger", title="Profit and loss of real-time"):
    """Real-time against the batch job that would do instead, month by month and year by year."""

    sooner_revenue: float = ask(
        "30000 USD/month",
        label="Revenue from acting sooner",
        low=0,
        high=1e9,
        help="Won, or protected from loss, over acting on the batch result. An assumption until a test with and "
        "without it has been run.",
    )
    margin: float = ask(
        "60 %",
        label="Margin on that revenue",
        low=1,
        high=100,
        help="What is kept of it after what it costs to deliver. 100 if you typed a profit, or a loss avoided.",
    )
    stream_platform: float = ask(
        "2500 USD/month",
        label="Platform in real time",
        low=0,
        high=1e9,
        help="Transport, compute and storage, without people.",
    )
    batch_platform: float = ask(
        "600 USD/month",
        label="Platform in batch",
        low=0,
        high=1e9,
        help="What the batch alternative costs, without people.",
    )
    move_cost: float = ask(
        "60000 USD",
        label="Cost of going real-time, once",
        low=1,
        high=1e9,
        help="Building it, moving the data, and running both meanwhile. Four months of one engineer are about $63,000. "
        "1 if it is there already.",
    )
    horizon: float = ask(
        "36 month",
        label="Judged over",
        low=1,
        high=600,
        help="How long it will be in use before it is replaced.",
        advanced=True,
    )
    people: People = part(People, needed=True)

    @output("USD/month", label="Gain from acting sooner")
    def gain(self) -> float:
        """What is kept of the revenue."""
        return self.sooner_revenue * self.margin

    @step("USD/month", label="Platform in real time", of="compute")
    def stream_line(self) -> float:
        """The platform in real time."""
        return self.stream_platform

    @step("USD/month", label="Platform in batch", of="compute")
    def batch_line(self) -> float:
        """The platform in batch, which falls away."""
        return self.batch_platform

    @output("USD/month", label="Extra platform cost")
    def extra_platform(self) -> float:
        """What the platform costs more; below nothing, real-time is the cheaper platform."""
        return self.stream_line - self.batch_line

    @output("USD/month", label="Extra people", of="people")
    def extra_people(self) -> float:
        """What people cost more than batch would take."""
        return self.people.cost

    @output("USD/month", label="Extra cost")
    def cost(self) -> float:
        """What real-time costs more, a month."""
        return self.extra_platform + self.extra_people

    @output("USD/month")
    def profit(self) -> float:
        """The gain over the extra cost, a month."""
        return self.gain - self.cost

    @output("USD/year", label="Gain, a year")
    def yearly_gain(self) -> float:
        """The gain of a year."""
        return self.gain

    @output("USD/year", label="Extra cost, a year")
    def yearly_cost(self) -> float:
        """The extra cost of a year."""
        return self.cost

    @output("USD/year", label="Profit, a year")
    def yearly_profit(self) -> float:
        """The profit of a year, before the move."""
        return self.profit

    @step("USD")
    def earned(self) -> float:
        """The profit of all the time that it is judged over, before the move."""
        return self.profit * self.horizon

    @output("USD", label="Left in the end")
    def balance(self) -> float:
        """What is left of it once the move is paid for; below nothing, it is a loss."""
        return self.earned - self.move_cost

    @output("text", label="Pays back")
    def pays_back(self) -> str:
        """Whether the profit ever pays for the move."""
        return (
            "never pays back"
            if self.profit <= 0
            else "does not pay back in time"
            if self.earned < self.move_cost
            else "pays back"
        )

    @output("month", label="In the red for")
    def payback(self) -> float:
        """The months until the move is paid for, of those it is judged over: all of them if it is not paid by then."""
        return self.move_cost / max(self.profit, self.move_cost / self.horizon)

    @output("USD/month", label="Revenue it takes")
    def needed_revenue(self) -> float:
        """The revenue from acting sooner with which the move is just paid for in the end; none, if real-time saves."""
        return max(0, self.cost + self.move_cost / self.horizon) / self.margin

    @step("USD/month")
    def result(self) -> float:
        """The profit or loss, without its sign."""
        return max(self.profit, -self.profit)

    @step("text")
    def earns(self) -> str:
        """Whether it is a profit or a loss."""
        return "loses" if self.profit < 0 else "earns"

    @step("USD/month")
    def cost_size(self) -> float:
        """The extra cost, or what is saved, without its sign."""
        return max(self.cost, -self.cost)

    @step("text")
    def against(self) -> str:
        """Whether it costs more than batch or less."""
        return "and real-time costs less than batch by" if self.cost < 0 else "against an extra cost of"

    @headline
    def verdict(self) -> str:
        """Profit, gain, cost and payback."""
        return (
            f"Real-time {self.earns} {self.result} and {self.pays_back}: acting sooner brings {self.gain}, "
            f"{self.against} {self.cost_size}. With {self.move_cost} spent on the move, it is in the red for "
            f"{self.payback} of {self.horizon}."
        )

    examples = (
        Example(
            name="a mid-size case",
            given={},
            expect={
                "gain": "$18,000.00 a month",
                "extra_platform": "$1,900.00 a month",
                "extra_people": "$8,285.94 a month",
                "cost": "$10,185.94 a month",
                "profit": "$7,814.06 a month",
                "yearly_gain": "$216,000.00 a year",
                "yearly_profit": "$93,768.68 a year",
                "pays_back": "pays back",
                "payback": "7.678 months",
            },
        ),
        Example(
            name="$400,000 that save $100,000 a year are paid back in 4 years",
            given={
                "sooner_revenue": "8333.333333333334",
                "margin": "100",
                "stream_platform": "0",
                "batch_platform": "0",
                "move_cost": "400000",
                "horizon": "120",
                "engineer_cost": "0",
                "stipend": "0",
            },
            expect={"yearly_profit": "$100,000.00 a year", "payback": "48 months", "pays_back": "pays back"},
            source="https://www.accountingcoach.com/blog/calculate-payback-period",
        ),
        Example(
            name="a small shop: $7,205 a month more, for $312 of value",
            given={
                "sooner_revenue": "312",
                "margin": "100",
                "stream_platform": "1037",
                "batch_platform": "151",
                "engineers": "0.5",
                "batch_engineers": "0.1",
                "engineer_cost": "189572.65",
                "incidents": "0",
                "batch_incidents": "0",
                "rota": "none",
                "move_cost": "1",
            },
            expect={
                "cost": "$7,205.09 a month",
                "profit": "-$6,893.09 a month",
                "pays_back": "never pays back",
                "payback": "36 months",
            },
        ),
        Example(
            name="a profit too small for the move",
            given={"sooner_revenue": "18000"},
            expect={"profit": "$614.06 a month", "pays_back": "does not pay back in time", "payback": "36 months"},
        ),
        Example(
            name="the revenue with which it is just paid for in the end",
            given={"sooner_revenue": "19755"},
            expect={"needed_revenue": "$19,754.35 a month", "balance": "$14.04", "payback": "35.99 months"},
        ),
        Example(
            name="real-time that costs less than batch pays without a gain",
            given={
                "sooner_revenue": "0",
                "stream_platform": "36000",
                "batch_platform": "48000",
                "rota": "none",
            },
            expect={
                "gain": "$0.00 a month",
                "against": "and real-time costs less than batch by",
                "pays_back": "pays back",
                "needed_revenue": "$0.00 a month",
            },
        ),
    )
