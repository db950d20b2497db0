"""Whether acting sooner is worth what real-time costs more."""

from __future__ import annotations

from calc import vocabulary
from calc.functions import left_after, left_on_average
from calc.model import Example, Model, ask, headline, limit, output, part, step
from calc.models.decision.premium import Premium


class Worth(Model, id="worth", title="Is real-time worth its premium?"):
    """What acting sooner gains on the events that are acted on, against what real-time costs more than runs."""

    actionable: float = vocabulary.actionable
    event_value: float = vocabulary.event_value
    half_life_low: float = ask(
        "20 min",
        label="Half-life, at least",
        low=0.001,
        high=525_600,
        help="The shortest that you would defend: with it, acting sooner gains most.",
    )
    half_life: float = vocabulary.half_life
    half_life_high: float = ask(
        "480 min",
        label="Half-life, at most",
        low=0.001,
        high=525_600,
        help="The longest that you would defend.",
    )
    interval: float = vocabulary.interval
    run_time: float = vocabulary.run_time
    stream_delay: float = vocabulary.stream_delay
    hours_per_month: float = vocabulary.hours_per_month
    premium: Premium = part(Premium, needed=True)

    @step("USD/month")
    def at_stake(self) -> float:
        """What acting at once on every one of them would bring."""
        return self.actionable * self.event_value * self.hours_per_month

    @step("%")
    def sooner(self) -> float:
        """The share of the value that a stream keeps and runs lose, at the likely half-life."""
        return left_after(self.stream_delay / self.half_life) - left_after(
            self.run_time / self.half_life
        ) * left_on_average(self.interval / self.half_life)

    @step("%")
    def sooner_low(self) -> float:
        """The same at the longest half-life."""
        return left_after(self.stream_delay / self.half_life_high) - left_after(
            self.run_time / self.half_life_high
        ) * left_on_average(self.interval / self.half_life_high)

    @step("%")
    def sooner_high(self) -> float:
        """The same at the shortest half-life."""
        return left_after(self.stream_delay / self.half_life_low) - left_after(
            self.run_time / self.half_life_low
        ) * left_on_average(self.interval / self.half_life_low)

    @output("USD/month", label="Gain, likely")
    def gain(self) -> float:
        """What acting sooner brings."""
        return self.at_stake * self.sooner

    @output("USD/month", label="Gain, longest half-life")
    def gain_low(self) -> float:
        """What it brings if waiting costs little."""
        return self.at_stake * self.sooner_low

    @output("USD/month", label="Gain, shortest half-life")
    def gain_high(self) -> float:
        """What it brings if waiting costs much."""
        return self.at_stake * self.sooner_high

    @output("USD/month", label="Extra cost")
    def cost(self) -> float:
        """What real-time costs more than runs; below nothing, it costs less."""
        return self.premium.extra

    @step("event/month")
    def acted_on(self) -> float:
        """Events acted on in a month."""
        return self.actionable * self.hours_per_month

    @step("%")
    def kept_more(self) -> float:
        """What a stream keeps more, but for a stream as slow as runs, which keeps nothing more."""
        return max(self.sooner, 0)

    @output("yes/no", label="Gains anything")
    def gains(self) -> bool:
        """Whether a stream keeps more than runs do."""
        return self.sooner > 0

    @output("USD/event", label="Value it takes, of an event")
    def required_value(self) -> float:
        """The value of acting at once on one event with which real-time just pays; none if it costs less anyway, and \
the whole extra cost over all events where it gains nothing."""
        return max(self.cost, 0) / self.acted_on / (self.sooner if self.gains else 1)

    @step("yes/no")
    def priced(self) -> bool:
        """Whether there is a figure for both bills."""
        return self.premium.cost + self.premium.cost_micro_batch >= 0

    @output("text", label="Verdict")
    def answer(self) -> str:
        """Whether the gain covers the extra cost, for every half-life that would be defended."""
        return (
            "not priced here, so there is no verdict"
            if not self.priced
            else "the cheaper one, so there is nothing to pay for"
            if self.cost <= 0
            else "no sooner than these runs, so it gains nothing"
            if not self.gains
            else "worth it at any half-life that you would defend"
            if min(self.gain_low, self.gain, self.gain_high) > self.cost
            else "not worth it at any half-life that you would defend"
            if max(self.gain_low, self.gain, self.gain_high) <= self.cost
            else "worth it only if the half-life is short"
            if self.gain <= self.cost
            else "worth it unless the half-life is long"
        )

    @step("USD/month")
    def difference(self) -> float:
        """The extra cost, without its sign."""
        return max(self.cost, -self.cost)

    @step("text")
    def compared(self) -> str:
        """Whether real-time costs more or less."""
        return "less" if self.cost < 0 else "more"

    @step("text")
    def advice(self) -> str:
        """What to do first where the half-life decides, before the range of the gain."""
        return (
            "Measure the half-life first: over"
            if self.answer == "worth it only if the half-life is short"
            or self.answer == "worth it unless the half-life is long"
            else "Over"
        )

    @limit
    def in_order(self) -> bool:
        """the half-life is from {half_life_low} to {half_life_high}, so {half_life} cannot be the likely one."""
        return self.half_life_low <= self.half_life and self.half_life <= self.half_life_high

    @headline
    def verdict(self) -> str:
        """The verdict with the gain and the cost, the range of the gain, and what an event must be worth."""
        return (
            f"Real-time is {self.answer}: it gains {self.gain} and costs {self.difference} {self.compared} than a run "
            f"every {self.interval}. {self.advice} your range of half-lives it gains from {self.gain_low} to "
            f"{self.gain_high}. To pay, it takes {self.required_value}, on all {self.actionable}."
        )

    asks = ("actionable", "event_value", "half_life_low", "half_life", "half_life_high", "interval")
    examples = (
        Example(
            name="200 events a day of $5, half gone in an hour",
            given={},
            expect={"answer": "worth it only if the half-life is short"},
        ),
        Example(
            name="sales leads: seven times the odds in the first hour, half gone in 21.4 minutes, or 5.7 by other odds",
            given={
                "actionable": "20",
                "event_value": "60",
                "half_life_low": "5.7",
                "half_life": "21.4",
                "half_life_high": "60",
                "run_time": "0.001",
                "stream_delay": "0",
            },
            expect={"sooner": "20.8%", "sooner_high": "54.03%"},
            source="https://cognautic.com/answers/speed-to-lead-statistics",
        ),
        Example(
            name="1,000 events a day of $40, half gone in 10 minutes, an hour or 8 hours",
            given={
                "actionable": "1000",
                "event_value": "40",
                "half_life_low": "10",
                "stream_delay": "0",
            },
            expect={
                "gain_high": "$558,127.59 a month",
                "gain": "$125,096.21 a month",
                "gain_low": "$16,553.46 a month",
            },
        ),
        Example(
            name="200 events a day of $0.50",
            given={"actionable": "200", "event_value": "0.5", "stream_delay": "0"},
            expect={"gain": "$312.74 a month", "gain_low": "$41.38 a month"},
        ),
    )
