"""Kafka that a team runs itself, or rents: what three years of each cost."""

from __future__ import annotations

from math import sqrt
from typing import Any, Protocol

from calc import vocabulary
from calc.model import Example, Model, ask, cheapest, choose, headline, output, part, step
from calc.models.transport.carried import PEOPLE, Carried
from calc.models.transport.confluent import Confluent
from calc.models.transport.kafka import Kafka
from calc.models.transport.msk import MskExpress, MskStandard
from calc.models.transport.msk_serverless import MskServerless

MIGRATION: float = ask(
    "60000 USD",
    label="Cost of the move",
    low=0,
    high=1e9,
    help="Once, now: people, and both paid side by side for a while. Our assumption, about four months of an "
    "engineer; nobody publishes a measurement. 0 if there is nothing to move.",
)
GROWTH: float = ask(
    "20 %",
    label="Growth of the bill",
    low=0,
    high=1000,
    help="A year, of what is paid to a provider. People do not grow with it here.",
)
DISCOUNT_RATE: float = ask(
    "10 %",
    label="Discount rate",
    low=0,
    high=100,
    help="What money costs you a year: that of a year from now is worth less by it. Ask your CFO.",
)


class Billed(Protocol):
    """What is read of a service, people included."""

    @property
    def cost(self) -> float: ...
    @property
    def people_cost(self) -> float: ...


class Plan(Model, title="Three years of it"):
    """What is paid to the provider grows, people stay as many, and each year is paid at its end."""

    carried: Billed = part(needed=True)
    run: str = choose("own", "rented", label="Run", help="Rented, it is moved to first.")
    year: float = ask("1 year", label="A year", low=0, high=1, help="What is paid by the month, by twelve.")
    migration: float = MIGRATION
    growth: float = GROWTH
    discount_rate: float = DISCOUNT_RATE

    @step("USD/month")
    def bill(self) -> float:
        """What is paid to the provider, today."""
        return self.carried.cost - self.carried.people_cost

    @step("USD/month")
    def people(self) -> float:
        """The people who run it."""
        return self.carried.people_cost

    @step("1")
    def later(self) -> float:
        """What a dollar of a year from now is worth today."""
        return 1 / (1 + self.discount_rate)

    @step("USD", label="The move, now")
    def start(self) -> float:
        """What the move costs, if there is one."""
        return self.migration if self.run == "rented" else 0

    @step("USD", label="Year 1")
    def year_1(self) -> float:
        """What the first year costs."""
        return (self.bill + self.people) * self.year

    @step("USD", label="Year 2")
    def year_2(self) -> float:
        """What the second year costs."""
        return (self.bill * (1 + self.growth) + self.people) * self.year

    @step("USD", label="Year 3")
    def year_3(self) -> float:
        """What the third year costs."""
        return (self.bill * (1 + self.growth) * (1 + self.growth) + self.people) * self.year

    @step("USD", label="Year 1, today")
    def worth_1(self) -> float:
        """The first year in today's money."""
        return self.year_1 * self.later

    @step("USD", label="Year 2, today")
    def worth_2(self) -> float:
        """The second year in today's money."""
        return self.year_2 * self.later * self.later

    @step("USD", label="Year 3, today")
    def worth_3(self) -> float:
        """The third year in today's money."""
        return self.year_3 * self.later * self.later * self.later

    @output("USD", label="Three years, today")
    def cost(self) -> float:
        """The move and all three years in today's money: the net present value of what is paid."""
        return self.start + self.worth_1 + self.worth_2 + self.worth_3


def plan(service: Any, *, run: str = "rented", sold_by: str = "Amazon", run_as: str = "service") -> Any:
    """Three years of a service and its people."""
    carried = part(Carried, service=service, sold_by=sold_by, run_as=run_as, prices_are="listed")
    return part(Plan, carried=carried, run=run, year="1")


class BuildOrBuy(Model, id="build-or-buy", title="Run Kafka or rent it"):
    """Three years of Kafka on EC2 against moving to MSK, MSK Serverless or Confluent, people counted."""

    events: float = vocabulary.events
    people: bool = PEOPLE
    migration: float = MIGRATION
    growth: float = GROWTH
    discount_rate: float = DISCOUNT_RATE
    kafka: Kafka = part(Kafka)
    msk: MskStandard = part(MskStandard)
    msk_express: MskExpress = part(MskExpress)
    msk_serverless: MskServerless = part(MskServerless)
    confluent: Confluent = part(Confluent, tier="standard")
    own: Plan = plan(kafka, run="own", run_as="own cluster")
    on_msk: Plan = plan(msk, run_as="managed cluster")
    on_msk_express: Plan = plan(msk_express, run_as="managed cluster")
    on_msk_serverless: Plan = plan(msk_serverless)
    on_confluent: Plan = plan(confluent, sold_by="Confluent")
    option: Plan = cheapest(
        {
            "Kafka on EC2": own,
            "MSK": on_msk,
            "MSK Express": on_msk_express,
            "MSK Serverless": on_msk_serverless,
            "Confluent Standard": on_confluent,
        },
        columns=("year_1", "year_2", "year_3", "cost"),
        over="events",
    )
    rented: Plan = cheapest(
        {
            "MSK": on_msk,
            "MSK Express": on_msk_express,
            "MSK Serverless": on_msk_serverless,
            "Confluent Standard": on_confluent,
        },
        columns=("bill", "cost"),
    )

    @output("USD", label="The cheapest, three years in today's money")
    def cost(self) -> float:
        """What the cheapest costs, the move and people counted."""
        return self.option.cost

    @output("USD", label="Run it yourself, year 1")
    def own_year_1(self) -> float:
        """What running it yourself costs in the first year."""
        return self.own.year_1

    @output("USD", label="Run it yourself, year 2")
    def own_year_2(self) -> float:
        """What running it yourself costs in the second year."""
        return self.own.year_2

    @output("USD", label="Run it yourself, year 3")
    def own_year_3(self) -> float:
        """What running it yourself costs in the third year."""
        return self.own.year_3

    @output("USD", label="Run it yourself, in today's money")
    def own_npv(self) -> float:
        """What running it yourself costs over three years, in today's money."""
        return self.own.cost

    @output("USD", label="Cheapest rented, the move")
    def rented_start(self) -> float:
        """What moving costs, now."""
        return self.rented.start

    @output("USD", label="Cheapest rented, year 1")
    def rented_year_1(self) -> float:
        """What the cheapest rented one costs in the first year."""
        return self.rented.year_1

    @output("USD", label="Cheapest rented, year 2")
    def rented_year_2(self) -> float:
        """What the cheapest rented one costs in the second year."""
        return self.rented.year_2

    @output("USD", label="Cheapest rented, year 3")
    def rented_year_3(self) -> float:
        """What the cheapest rented one costs in the third year."""
        return self.rented.year_3

    @output("USD", label="Cheapest rented, in today's money")
    def rented_npv(self) -> float:
        """What the cheapest rented one costs over three years, in today's money."""
        return self.rented.cost

    @step("USD")
    def saved_1(self) -> float:
        """What renting saves in the first year; below nothing if it costs more."""
        return self.own_year_1 - self.rented_year_1

    @step("USD")
    def saved_2(self) -> float:
        """What renting saves in the second year."""
        return self.own_year_2 - self.rented_year_2

    @step("USD")
    def saved_3(self) -> float:
        """What renting saves in the third year."""
        return self.own_year_3 - self.rented_year_3

    @step("USD")
    def left_1(self) -> float:
        """What of the move is not earned after a year."""
        return self.migration - self.saved_1

    @step("USD")
    def left_2(self) -> float:
        """What of it is not earned after two years."""
        return self.left_1 - self.saved_2

    @step("USD")
    def left_3(self) -> float:
        """What of it is not earned after three years."""
        return self.left_2 - self.saved_3

    @step("yes/no")
    def compared(self) -> bool:
        """Whether there is a figure for both."""
        return self.own_npv + self.rented_npv >= 0

    @output("text", label="Payback of the move")
    def payback(self) -> str:
        """In which year what renting saves has paid for the move, if it does."""
        return (
            "nothing to compare"
            if not self.compared
            else "in the first year"
            if self.saved_1 > 0 and self.left_1 <= 0
            else "in the second year"
            if self.saved_2 > 0 and self.left_2 <= 0
            else "in the third year"
            if self.saved_3 > 0 and self.left_3 <= 0
            else "not within three years"
            if self.saved_3 > 0
            else "never"
        )

    @output("month", label="Paid for after, three years at most")
    def payback_time(self) -> float:
        """When the move is paid for, what is saved coming evenly over a year; all three years if it is not by then."""
        return (
            self.migration / self.saved_1 * self.own.year
            if self.saved_1 > 0 and self.left_1 <= 0
            else self.own.year + self.left_1 / self.saved_2 * self.own.year
            if self.saved_2 > 0 and self.left_2 <= 0
            else self.own.year + self.own.year + self.left_2 / self.saved_3 * self.own.year
            if (self.saved_3 > 0 and self.left_3 <= 0) or not self.compared
            else self.own.year + self.own.year + self.own.year
        )

    @step("USD")
    def bills_apart(self) -> float:
        """By how much a year's bill of your own is the higher, today, paid at the end of the first year."""
        return (self.own.bill - self.rented.bill) * self.own.year * self.own.later

    @step("USD")
    def to_earn(self) -> float:
        """What the bills must save over three years, in today's money: the move, less what people save."""
        return self.migration - (self.own.people - self.rented.people) * self.own.year * self.own.later * (
            1 + self.own.later + self.own.later * self.own.later
        )

    @step("1")
    def first_years(self) -> float:
        """That, in differences of the bills of a first year; 0 if there is no difference."""
        return 0 if self.bills_apart == 0 else self.to_earn / self.bills_apart

    @step("yes/no")
    def no_break_even(self) -> bool:
        """Whether no growth makes both cost the same: the first year alone is too much, or has the wrong sign."""
        return self.first_years <= 1

    @step("1")
    def ratio(self) -> float:
        """From year to year, in today's money: the root above 0 of 1 + x + x² = that many first years; 0 if none."""
        return 0 if self.no_break_even else sqrt(max(self.first_years - 1 + 1 / ((1 + 1) * (1 + 1)), 0)) - 1 / (1 + 1)

    @output("%", label="Break-even growth of the bill")
    def break_even_growth(self) -> float:
        """The growth a year at which both cost the same over three years; -100% where there is none."""
        return self.ratio * (1 + self.discount_rate) - 1

    @output("text", label="Beyond that growth")
    def beyond(self) -> str:
        """Which of the two costs less if the bill grows faster than that."""
        return (
            "nothing to compare"
            if not self.compared
            else "no growth changes which costs less"
            if self.no_break_even
            else "renting costs less"
            if self.bills_apart > 0
            else "running it yourself costs less"
        )

    @step("yes/no")
    def is_own(self) -> bool:
        """Whether running it yourself costs the least."""
        return self.option.run == "own"

    @output("USD", label="Difference")
    def saving(self) -> float:
        """What the cheapest saves over three years: against running it yourself, or against the cheapest rented."""
        return (self.rented_npv if self.is_own else self.own_npv) - self.cost

    @output("%", label="Difference, of the other")
    def saving_share(self) -> float:
        """That, of what the other costs."""
        return self.saving / (self.saving + self.cost) if self.saving + self.cost > 0 else 0

    @step("text")
    def counted(self) -> str:
        """Whether people are in it."""
        return "people included by assumption" if self.people else "people left out"

    @step("text")
    def other(self) -> str:
        """What it is compared with."""
        return "the cheapest that is rented" if self.is_own else "running Kafka yourself"

    @step("text")
    def paid(self) -> str:
        """Whether the move is paid for, before the figure."""
        return (
            "Moving has not paid for itself after"
            if self.payback == "never" or self.payback == "not within three years"
            else "Moving has paid for itself after"
        )

    @headline
    def verdict(self) -> str:
        """The cheapest over three years."""
        return (
            f"Over three years {self.option} costs the least: {self.cost} in today's money, {self.counted}, "
            f"{self.saving} ({self.saving_share}) less than {self.other}. {self.paid} {self.payback_time}."
        )

    examples = (
        Example(
            name="200 events/s: the bills are alike, and people decide",
            given={},
            expect={
                "option": "Confluent Standard",
                "own.bill": "$457.17 a month",
                "on_confluent.bill": "$672.44 a month",
                "own_year_1": "$290,486.02",
                "rented_start": "$60,000.00",
                "rented_year_1": "$27,069.25",
                "own_npv": "$725,116.08",
                "rented_npv": "$131,318.49",
                "payback": "in the first year",
                "payback_time": "2.733 months",
            },
        ),
        Example(
            name="200 events/s, people left out: it never pays",
            given={"people": "no"},
            expect={
                "option": "Kafka on EC2",
                "own_npv": "$16,363.26",
                "payback": "never",
                "payback_time": "36 months",
                "beyond": "no growth changes which costs less",
            },
        ),
        Example(
            name="20,000 events/s, people left out: paid for in the second year",
            given={"events": "20000", "people": "no"},
            expect={
                "option": "MSK Express",
                "payback": "in the second year",
                "payback_time": "12.69 months",
                "break_even_growth": "-83.21%",
                "beyond": "renting costs less",
            },
        ),
        Example(
            name="5,000 events/s, half a million for the move, people left out",
            given={"events": "5000", "people": "no", "migration": "500000"},
            expect={
                "option": "Kafka on EC2",
                "payback": "not within three years",
                "break_even_growth": "623.7%",
                "beyond": "renting costs less",
            },
        ),
        Example(
            name="not even a bill that is eleven times as high every year makes up for the people",
            given={"growth": "1000"},
            expect={"option": "Confluent Standard", "break_even_growth": "1,603%"},
        ),
        Example(
            name="nothing discounted, nothing grows: three times the first year",
            given={"growth": "0", "discount_rate": "0", "migration": "0"},
            expect={"own_year_1": "$290,486.02", "own_npv": "$871,458.06", "payback_time": "0 months"},
        ),
        Example(
            name="three engineers at half time, each at $15,000 a month",
            given={"engineer_cost": "180000"},
            expect={"own.people": "$22,500.00 a month"},
            source="https://www.conduktor.io/blog/kafka-build-vs-buy-decision-framework",
        ),
        Example(
            name="100 MiB/s, three consumers: what crosses zones costs more than the people",
            given={"events": "100", "event_size": "1048.576"},
            expect={"kafka.network_cost": "$23,953.13 a month", "own.people": "$23,750.00 a month"},
            source="https://www.automq.com/blog/kafka-cross-az-hidden-cost",
        ),
        Example(
            name="the same rate on MSK, which does not bill replication",
            given={"events": "100", "event_size": "1048.576"},
            expect={"msk.network_cost": "$13,687.50 a month"},
        ),
        Example(
            name="nothing to rent carries 100 GB/s",
            given={"events": "1000000", "event_size": "100"},
            expect={"option": "nothing", "payback": "nothing to compare", "payback_time": "no figure"},
        ),
    )
