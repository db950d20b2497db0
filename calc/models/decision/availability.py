"""Nines and penalties: how long a chain is down, what that loses, what is credited, and what one more nine saves."""

from __future__ import annotations

from calc import vocabulary
from calc.model import Example, Model, ask, choose, headline, limit, lookup, output, step, switch

KINESIS = "https://aws.amazon.com/kinesis/sla/"
FLINK = "https://aws.amazon.com/managed-service-apache-flink/sla/"
TABLE = "https://github.com/shibumi/SRE-cheat-sheet"


class Availability(Model, id="availability", title="Nines and penalties"):
    """Parts in a chain fail one by one; a credit is a part of one bill, and a loss is not."""

    transport_availability: float = ask(
        "99.9 %",
        label="Availability of the transport",
        low=1,
        high=100,
        help="What it has been, if you know; otherwise what its seller promises, which is not the same.",
    )
    processing_availability: float = ask(
        "99.9 %",
        label="Availability of the processing",
        low=1,
        high=100,
        help="Your own code counts: a bad release is downtime too.",
    )
    sink_availability: float = ask(
        "99.9 %",
        label="Availability of the sink",
        low=1,
        high=100,
        help="The store or screen in which the result is seen.",
    )
    fourth_availability: float = ask(
        "100 %",
        label="Availability of a fourth part",
        low=1,
        high=100,
        help="100 if there is none.",
        advanced=True,
    )
    transport_bill: float = ask(
        "2000 USD/month",
        label="Bill of the transport",
        low=0,
        high=1e9,
        help="A credit is a share of this, and only for the month in which this part alone was down too long.",
    )
    loss_per_hour: float = ask(
        "500 USD/h",
        label="Lost in an hour of downtime",
        low=0,
        high=1e9,
        help="Acts that do not happen, times what each is worth. An assumption of yours: type a low and a high one.",
    )
    recovered: float = ask(
        "50 %",
        label="Recovered on replay",
        low=0,
        high=100,
        help="The share that is still worth acting on once the events are worked through late. Nearly all of a report, "
        "nothing of a card payment.",
    )
    freshness_promise: float = ask(
        "60 min",
        label="Freshness promised",
        low=0.001,
        high=525_600,
        help="How old the result may be at most. 5 seconds are 0.083 min.",
    )
    interval: float = vocabulary.interval
    run_time: float = vocabulary.run_time
    better_part: str = choose(
        "transport",
        "processing",
        "sink",
        "fourth part",
        label="Part that gets one more nine",
        help="99.9% becomes 99.99%.",
        advanced=True,
    )
    nine_price: float = ask(
        "1000 USD/month",
        label="Price of one more nine",
        low=0,
        high=1e9,
        help="A second region, a larger edition, a standby, or people on call. A guess until you have an offer.",
        advanced=True,
    )
    losing_share: float = ask(
        "100 %",
        label="Share of the month in which downtime loses",
        low=0,
        high=100,
        help="If acts happen in office hours only, 40 of 168 hours a week are 24.",
        advanced=True,
    )
    claimed: bool = switch(
        True,
        label="Credit claimed",
        help="Nobody pays it unasked.",
        advanced=True,
    )
    hours_per_month: float = vocabulary.hours_per_month

    below_first: float = lookup("availability.below_first")
    below_second: float = lookup("availability.below_second")
    below_third: float = lookup("availability.below_third")
    credit_first: float = lookup("availability.credit_first")
    credit_second: float = lookup("availability.credit_second")
    credit_third: float = lookup("availability.credit_third")
    nine: float = lookup("availability.nine")

    @step("%")
    def together(self) -> float:
        """Availability of the chain: every part has to be up, and parts fail independently."""
        return (
            self.transport_availability
            * self.processing_availability
            * self.sink_availability
            * self.fourth_availability
        )

    @output("min/month")
    def downtime(self) -> float:
        """How long the chain is down."""
        return (1 - self.together) * self.hours_per_month

    @output("USD/month", label="Lost")
    def expected_loss(self) -> float:
        """What that loses: in the time that matters, less what a replay brings back."""
        return self.downtime * self.losing_share * self.loss_per_hour * (1 - self.recovered)

    @step("%")
    def credit_share(self) -> float:
        """The credit of Amazon's agreement for a month in which the transport alone was up that much."""
        return (
            self.credit_third
            if self.transport_availability < self.below_third
            else self.credit_second
            if self.transport_availability < self.below_second
            else self.credit_first
            if self.transport_availability < self.below_first
            else 0
        )

    @output("USD/month")
    def credit(self) -> float:
        """The credit, if it is claimed."""
        return self.transport_bill * self.credit_share if self.claimed else 0

    @output("USD/month", label="Lost, less the credit")
    def cost(self) -> float:
        """What downtime costs after the credit."""
        return self.expected_loss - self.credit

    @output("min", label="Freshness slack")
    def freshness_slack(self) -> float:
        """How long a micro-batch may be down before it breaks the promise; below nothing, it breaks it every time."""
        return self.freshness_promise - self.interval - self.run_time

    @step("%")
    def transport_then(self) -> float:
        """Availability of the transport with that nine."""
        return (
            1 - (1 - self.transport_availability) / self.nine
            if self.better_part == "transport"
            else self.transport_availability
        )

    @step("%")
    def processing_then(self) -> float:
        """Availability of the processing with that nine."""
        return (
            1 - (1 - self.processing_availability) / self.nine
            if self.better_part == "processing"
            else self.processing_availability
        )

    @step("%")
    def sink_then(self) -> float:
        """Availability of the sink with that nine."""
        return 1 - (1 - self.sink_availability) / self.nine if self.better_part == "sink" else self.sink_availability

    @step("%")
    def fourth_then(self) -> float:
        """Availability of the fourth part with that nine."""
        return (
            1 - (1 - self.fourth_availability) / self.nine
            if self.better_part == "fourth part"
            else self.fourth_availability
        )

    @step("min/month")
    def downtime_then(self) -> float:
        """How long the chain is down with that nine."""
        return (
            1 - self.transport_then * self.processing_then * self.sink_then * self.fourth_then
        ) * self.hours_per_month

    @step("USD/month")
    def loss_then(self) -> float:
        """What is lost with that nine."""
        return self.downtime_then * self.losing_share * self.loss_per_hour * (1 - self.recovered)

    @step("%")
    def credit_share_then(self) -> float:
        """The credit with that nine."""
        return (
            self.credit_third
            if self.transport_then < self.below_third
            else self.credit_second
            if self.transport_then < self.below_second
            else self.credit_first
            if self.transport_then < self.below_first
            else 0
        )

    @step("USD/month")
    def credit_then(self) -> float:
        """The credit with that nine, if it is claimed."""
        return self.transport_bill * self.credit_share_then if self.claimed else 0

    @output("USD/month", label="Saved by one more nine")
    def nine_saves(self) -> float:
        """What is lost less, without the credit that falls away; below nothing, the credit was worth more."""
        return (self.expected_loss - self.loss_then) - (self.credit - self.credit_then)

    @output("USD/month", label="Gained by one more nine")
    def nine_gain(self) -> float:
        """What one more nine saves over what it costs."""
        return self.nine_saves - self.nine_price

    @limit
    def one_after_another(self) -> bool:
        """a run of {run_time} is longer than the interval of {interval}, so runs pile up and no promise holds."""
        return self.run_time <= self.interval

    @step("USD/month")
    def nine_difference(self) -> float:
        """What one more nine saves, without its sign."""
        return max(self.nine_saves, -self.nine_saves)

    @step("text")
    def nine_does(self) -> str:
        """Whether it saves anything."""
        return "forfeits more credit than it saves, by" if self.nine_saves < 0 else "saves"

    @step("text")
    def nine_pays(self) -> str:
        """Whether one more nine pays."""
        return "pays" if self.nine_gain > 0 else "does not pay"

    @step("min")
    def slack_size(self) -> float:
        """The slack, without its sign."""
        return max(self.freshness_slack, -self.freshness_slack)

    @step("text")
    def keep(self) -> str:
        """Whether a micro-batch keeps the promise."""
        return "break" if self.freshness_slack < 0 else "keep"

    @step("text")
    def through(self) -> str:
        """What the slack is for, or that there is none."""
        return "even without an outage, by up to" if self.freshness_slack < 0 else "through an outage of up to"

    @headline
    def verdict(self) -> str:
        """Downtime, loss, credit, and one more nine."""
        return (
            f"The chain is down for {self.downtime}, which loses {self.expected_loss} and is credited with "
            f"{self.credit}. One more nine of the {self.better_part} costs {self.nine_price} and {self.nine_does} "
            f"{self.nine_difference}, so it {self.nine_pays}. Runs every {self.interval} {self.keep} the promised "
            f"freshness of {self.freshness_promise} {self.through} {self.slack_size}."
        )

    examples = (
        Example(
            name="one part at 99.5%",
            given={"transport_availability": "99.5", "processing_availability": "100", "sink_availability": "100"},
            expect={"downtime": "219 min/month"},
        ),
        Example(
            name="one part at 99.9%",
            given={"transport_availability": "99.9", "processing_availability": "100", "sink_availability": "100"},
            expect={"downtime": "43.8 min/month"},
        ),
        Example(
            name="one part at 99.95%",
            given={"transport_availability": "99.95", "processing_availability": "100", "sink_availability": "100"},
            expect={"downtime": "21.9 min/month"},
        ),
        Example(
            name="one part at 99.99%",
            given={"transport_availability": "99.99", "processing_availability": "100", "sink_availability": "100"},
            expect={"downtime": "4.38 min/month"},
        ),
        Example(
            name="one part at 99.9%, in 30 days",
            given={
                "transport_availability": "99.9",
                "processing_availability": "100",
                "sink_availability": "100",
                "hours_per_month": "720",
            },
            expect={"downtime": "43.2 min/month"},
            source=TABLE,
        ),
        Example(
            name="one part at 99.99%, in 30 days",
            given={
                "transport_availability": "99.99",
                "processing_availability": "100",
                "sink_availability": "100",
                "hours_per_month": "720",
            },
            expect={"downtime": "4.32 min/month"},
            source=TABLE,
        ),
        Example(
            name="three parts at 99.9% each",
            given={},
            expect={"together": "99.7%", "downtime": "131.3 min/month", "credit": "$0.00 a month"},
        ),
        Example(
            name="a better transport mends a third of it",
            given={"transport_availability": "99.99"},
            expect={"downtime": "91.93 min/month"},
        ),
        Example(
            name="the same as one more nine of the transport",
            given={},
            expect={"downtime_then": "91.93 min/month"},
        ),
        Example(
            name="a month at 99.5%: a tenth of the bill",
            given={
                "transport_availability": "99.5",
                "processing_availability": "100",
                "sink_availability": "100",
                "transport_bill": "10000",
            },
            expect={"downtime": "219 min/month", "credit_share": "10%", "credit": "$1,000.00 a month"},
            source=KINESIS,
        ),
        Example(
            name="a month at 98%: a quarter of the bill",
            given={
                "transport_availability": "98",
                "processing_availability": "100",
                "sink_availability": "100",
                "transport_bill": "10000",
            },
            expect={"credit_share": "25%", "credit": "$2,500.00 a month"},
            source=FLINK,
        ),
        Example(
            name="a month at 94%: all of the bill",
            given={
                "transport_availability": "94",
                "processing_availability": "100",
                "sink_availability": "100",
                "transport_bill": "10000",
            },
            expect={"credit_share": "100%", "credit": "$10,000.00 a month"},
            source=KINESIS,
        ),
        Example(
            name="a month at 99.9% exactly",
            given={"transport_availability": "99.9"},
            expect={"credit_share": "0%"},
            source=KINESIS,
        ),
        Example(
            name="a month at 99% exactly",
            given={"transport_availability": "99"},
            expect={"credit_share": "10%"},
            source=KINESIS,
        ),
        Example(
            name="a month at 95% exactly",
            given={"transport_availability": "95"},
            expect={"credit_share": "25%"},
            source=KINESIS,
        ),
        Example(
            name="fresh within an hour, runs every 15 minutes that take 4: an outage of 41 minutes breaks nothing",
            given={"run_time": "4"},
            expect={"freshness_slack": "41 min"},
        ),
        Example(
            name="fresh within 5 seconds: a micro-batch breaks it without an outage",
            given={"freshness_promise": "0.08333333333333333"},
            expect={"freshness_slack": "-16.92 min", "keep": "break"},
        ),
        Example(
            name="$500 an hour, half of it recovered, against one more nine for $1,000",
            given={},
            expect={
                "expected_loss": "$546.95 a month",
                "nine_saves": "$163.92 a month",
                "nine_gain": "-$836.08 a month",
                "nine_pays": "does not pay",
            },
        ),
        Example(
            name="$10,000 an hour, and nothing recovered",
            given={"loss_per_hour": "10000", "recovered": "0"},
            expect={"nine_saves": "$6,556.87 a month", "nine_pays": "pays"},
        ),
        Example(
            name="a credit worth more than the outage",
            given={"transport_availability": "99.5", "transport_bill": "20000", "loss_per_hour": "1"},
            expect={"nine_saves": "-$1,998.36 a month", "nine_does": "forfeits more credit than it saves, by"},
        ),
        Example(
            name="a run longer than the interval",
            given={"interval": "5", "run_time": "6"},
            expect={"fits": "no"},
        ),
    )
