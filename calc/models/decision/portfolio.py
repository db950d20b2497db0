"""Some requests stay real-time and the rest go to batch: what that saves, and what a second stack takes of it."""

from __future__ import annotations

from calc.model import Example, Model, ask, headline, output, step

EWING = "https://www.richardewing.io/blog/real-time-vs-batch-economics"


class Portfolio(Model, id="portfolio", title="Keep only some real-time"):
    """Each request is paid at the price of its stack, and two stacks cost something of their own."""

    requests: float = ask(
        "40 request",
        label="Requests for real-time",
        low=1,
        high=100_000,
        help="Dashboards, alerts, features and feeds that someone asked to have in real time.",
    )
    kept: float = ask(
        "25 %",
        label="Share kept real-time",
        low=0,
        high=100,
        help="Of those requests. Keep the ones whose actionability window is shorter than a batch interval.",
    )
    tax: float = ask(
        "4",
        label="Real-time tax",
        low=0.01,
        high=1000,
        help="What a request costs in real time over what it costs in batch. Most published figures are 3 to 5; "
        "below 1 real-time is the cheaper one.",
    )
    request_batch_cost: float = ask(
        "250 USD/request/month",
        label="A request in batch",
        low=0.01,
        high=1e6,
        help="Everything it takes: compute, storage and people.",
    )
    both_cost: float = ask(
        "2000 USD/month",
        label="Cost of running both stacks",
        low=0,
        high=1e9,
        help="What two stacks take that one would not: logic written twice, results that must agree, two things to be "
        "on call for. Nobody publishes a figure; the default is a fifth of the default batch bill, a guess.",
    )

    @output("USD/month", label="All in batch")
    def all_batch_cost(self) -> float:
        """All requests in batch."""
        return self.requests * self.request_batch_cost

    @output("USD/month", label="All real-time")
    def real_time_cost(self) -> float:
        """All requests in real time: one stack, at the tax."""
        return self.all_batch_cost * self.tax

    @step("request")
    def kept_requests(self) -> float:
        """Requests that stay real-time."""
        return self.requests * self.kept

    @step("USD/month", label="Kept real-time")
    def kept_cost(self) -> float:
        """The requests that stay real-time, at the tax."""
        return self.real_time_cost * self.kept

    @step("USD/month", label="Moved to batch")
    def moved_cost(self) -> float:
        """The rest, in batch."""
        return self.all_batch_cost * (1 - self.kept)

    @step("USD/month", label="Running both stacks")
    def stacks_cost(self) -> float:
        """What two stacks cost besides; nothing where all is in one of them."""
        return self.both_cost if self.kept > 0 and self.kept < 1 else 0

    @output("USD/month")
    def cost(self) -> float:
        """The bill: some in real time, the rest in batch, and two stacks."""
        return self.kept_cost + self.moved_cost + self.stacks_cost

    @output("USD/month")
    def saving(self) -> float:
        """What is saved of all in real time; below nothing, it costs more."""
        return self.real_time_cost - self.cost

    @output("%", label="Saving, of all real-time")
    def saving_share(self) -> float:
        """The saving over the cost of all in real time."""
        return self.saving / self.real_time_cost

    @output("%", label="Two stacks pay up to")
    def pays_up_to(self) -> float:
        """The share kept at which two stacks cost as much as one in real time; none where the tax is 1 or less."""
        return (
            max(0, 1 - self.both_cost / (self.all_batch_cost * (self.tax - 1)))
            if self.all_batch_cost * (self.tax - 1) > 0
            else 0
        )

    @step("USD/month")
    def difference(self) -> float:
        """The saving, or the loss, without its sign."""
        return max(self.saving, -self.saving)

    @step("%")
    def difference_share(self) -> float:
        """The same over the cost of all in real time."""
        return self.difference / self.real_time_cost

    @step("text")
    def comes_to(self) -> str:
        """Whether it is a saving or a loss."""
        return "a loss of" if self.saving < 0 else "a saving of"

    @step("text")
    def advice(self) -> str:
        """What follows."""
        return (
            "a request costs no more in real time than in batch, so keep one real-time stack"
            if self.tax <= 1
            else "nothing is moved, so nothing is saved"
            if self.kept == 1
            else "nothing is left in real time, so there is one stack"
            if self.kept == 0
            else "two stacks pay"
            if self.saving > 0
            else "the second stack takes all that it saves, so keep one"
        )

    @headline
    def verdict(self) -> str:
        """The saving in one sentence."""
        return (
            f"With {self.kept} of {self.requests} kept real-time, the bill is {self.cost} instead of "
            f"{self.real_time_cost}, {self.comes_to} {self.difference} or {self.difference_share}: {self.advice}."
        )

    examples = (
        Example(
            name="a tenth kept at a tax of 3: the low end of the published 60 to 70%",
            given={"kept": "10", "tax": "3", "both_cost": "0"},
            expect={"saving_share": "60%"},
            source=EWING,
        ),
        Example(
            name="a tenth kept at a tax of 4",
            given={"kept": "10", "tax": "4", "both_cost": "0"},
            expect={"saving_share": "67.5%"},
            source=EWING,
        ),
        Example(
            name="a tenth kept at a tax of 5",
            given={"kept": "10", "tax": "5", "both_cost": "0"},
            expect={"saving_share": "72%"},
        ),
        Example(
            name="a quarter kept at a tax of 4, and a second stack for nothing",
            given={"both_cost": "0"},
            expect={"cost": "$17,500.00 a month", "saving_share": "56.25%"},
        ),
        Example(
            name="a quarter kept at a tax of 4, and a second stack for a fifth of the batch bill",
            given={},
            expect={
                "all_batch_cost": "$10,000.00 a month",
                "real_time_cost": "$40,000.00 a month",
                "cost": "$19,500.00 a month",
                "saving": "$20,500.00 a month",
                "saving_share": "51.25%",
                "pays_up_to": "93.33%",
            },
        ),
        Example(
            name="a second stack that takes more than it saves",
            given={"kept": "90", "tax": "2"},
            expect={
                "saving": "-$1,000.00 a month",
                "advice": "the second stack takes all that it saves, so keep one",
            },
        ),
        Example(
            name="a tax below one, as Uber reports it: batch saves nothing",
            given={"tax": "0.75", "both_cost": "0"},
            expect={
                "saving": "-$1,875.00 a month",
                "pays_up_to": "0%",
                "advice": "a request costs no more in real time than in batch, so keep one real-time stack",
            },
        ),
        Example(
            name="nothing is kept: one stack, and no second one to pay for",
            given={"kept": "0"},
            expect={"stacks_cost": "$0.00 a month", "cost": "$10,000.00 a month", "saving_share": "75%"},
        ),
    )
