"""How often to refresh: the interval at which runs and waiting together cost least, and what streaming may cost."""

from __future__ import annotations

from math import sqrt

from calc import vocabulary
from calc.functions import left_after, left_on_average, optimal_interval
from calc.model import Example, Model, ask, choose, headline, limit, output, step


class Interval(Model, id="interval", title="How often to refresh"):
    """More runs cost more, and fewer let value go. Streaming has no runs, and costs what it costs all the time."""

    run_cost: float = ask(
        "0.05 USD",
        label="Cost of one more run",
        low=0.0001,
        high=10_000,
        help="Start, least time billed, idle time until it stops, requests; not the work on the events, which both "
        "pay. 4 minutes at $0.76 an hour are $0.05.",
    )
    delay_costs: str = choose(
        "decaying",
        "linear",
        label="Waiting costs",
        help="decaying: what acting is worth halves again and again, so that no more can be lost than it was worth. "
        "linear: each hour costs the same, until the window ends.",
    )
    event_value: float = vocabulary.event_value
    half_life: float = vocabulary.half_life
    delay_cost: float = ask(
        "0.5 USD/event/h",
        label="Lost on an event by each hour of delay",
        low=0.0001,
        high=1e6,
        help="Only where waiting costs the same each hour; the value and half-life above then do not count.",
        advanced=True,
    )
    actionable: float = vocabulary.actionable
    always_on_cost: float = ask(
        "2600 USD/month",
        label="Cost of streaming",
        low=0,
        high=1e9,
        help="All that is always on: the job, its transport, the people; less the work on the events, which both pay. "
        "The default is a small job ($547), a small cluster ($490) and a tenth of an engineer.",
    )
    window: float = vocabulary.window
    interval: float = vocabulary.interval
    run_time: float = vocabulary.run_time
    act_in: float = vocabulary.act_in
    stream_delay: float = vocabulary.stream_delay
    hours_per_month: float = vocabulary.hours_per_month

    @limit
    def time_to_act(self) -> bool:
        """acting alone takes {act_in}, and the window is {window}, so nothing is fast enough."""
        return self.act_in < self.window

    @step("USD/h/h")
    def delay_rate(self) -> float:
        """What each hour of delay costs, on the events of an hour."""
        return self.actionable * self.delay_cost

    @step("min")
    def time_left(self) -> float:
        """The window, less the time that acting takes: what the data may take."""
        return max(0, self.window - self.act_in)

    @step("USD/h")
    def stake(self) -> float:
        """What acting at once on the events of an hour is worth, and so the most that delay can lose."""
        return self.delay_rate * self.time_left if self.delay_costs == "linear" else self.event_value * self.actionable

    @step("USD/h")
    def left_value(self) -> float:
        """What is left of it after the length of a run, where value decays: what waiting for the run can lose."""
        return self.stake * left_after(self.run_time / self.half_life)

    @output("min", label="Interval that costs least")
    def free_interval(self) -> float:
        """The interval at which runs and waiting cost least, whatever the window; 0 if no run can earn its cost.

        Where each hour costs the same it is the square root of twice the cost of a run over the cost of delay. Where
        value decays there is no formula: optimal_interval finds it.
        """
        return (
            sqrt((1 + 1) * self.run_cost / self.delay_rate)
            if self.delay_costs == "linear"
            else optimal_interval(
                self.run_cost, max(self.left_value, self.run_cost / (self.half_life + self.half_life)), self.half_life
            )
        )

    @output("min", label="Slowest interval in the window")
    def slowest(self) -> float:
        """The interval at which even the event that waits longest is acted on in time; 0 where there is none."""
        return max(0, self.time_left - self.run_time)

    @step("yes/no")
    def fast_enough(self) -> bool:
        """Whether any interval is fast enough for every event: a run must end before the next one starts."""
        return self.slowest >= self.run_time

    @step("min")
    def tried(self) -> float:
        """The cheapest interval there is: no slower than the window allows, and no faster than a run."""
        return max(self.run_time, min(self.free_interval if self.free_interval > 0 else self.slowest, self.slowest))

    @step("min")
    def tried_in_time(self) -> float:
        """The part of that interval whose events are acted on within the window."""
        return min(self.tried, self.slowest)

    @step("USD/h")
    def tried_value(self) -> float:
        """What is left of the value at that interval; of events too late for the window, nothing."""
        return (
            self.delay_rate * (self.slowest - self.tried_in_time / (1 + 1)) * (self.tried_in_time / self.tried)
            if self.delay_costs == "linear"
            else self.left_value
            * left_on_average(self.tried_in_time / self.half_life)
            * (self.tried_in_time / self.tried)
        )

    @step("USD/month", label="Runs")
    def runs_cost(self) -> float:
        """What the runs cost."""
        return self.run_cost / self.tried * self.hours_per_month

    @step("USD/month", label="Lost by delay")
    def delay_loss(self) -> float:
        """What delay loses."""
        return (self.stake - self.tried_value) * self.hours_per_month

    @output("USD/month", label="Cost at that interval, with what delay loses")
    def cost(self) -> float:
        """The runs, and what delay loses."""
        return self.runs_cost + self.delay_loss

    @output("USD/h", label="The same an hour")
    def hourly_cost(self) -> float:
        """The cost of an hour."""
        return self.cost / self.hours_per_month

    @output("USD/month", label="Lost if nothing runs")
    def nothing_cost(self) -> float:
        """What is lost if nothing is built: all that acting is worth."""
        return self.stake * self.hours_per_month

    @step("yes/no")
    def pays(self) -> bool:
        """Whether running at all loses less than not running."""
        return self.cost < self.nothing_cost

    @output("min", label="Best interval")
    def best_interval(self) -> float:
        """The interval to run at; 0 where none pays."""
        return self.tried if self.pays else 0

    @step("USD/month", label="Lost by the delay of a stream")
    def stream_loss(self) -> float:
        """What the delay of the stream loses; all, if it is not fast enough either."""
        return (
            self.stake
            if self.stream_delay + self.act_in > self.window
            else self.delay_rate * self.stream_delay
            if self.delay_costs == "linear"
            else self.stake * (1 - left_after(self.stream_delay / self.half_life))
        ) * self.hours_per_month

    @output("USD/month", label="Streaming, with what its delay loses")
    def stream_cost(self) -> float:
        """All that is always on, and what its delay loses."""
        return self.always_on_cost + self.stream_loss

    @step("USD/month")
    def without_stream(self) -> float:
        """The best there is without a stream: runs, or nothing."""
        return min(self.cost, self.nothing_cost)

    @output("USD/month", label="Stream if it costs less than")
    def stream_below(self) -> float:
        """What streaming may cost and still be the cheapest; nothing, if its delay alone loses more than runs cost."""
        return max(0, self.without_stream - self.stream_loss)

    @step("yes/no")
    def stream_wins(self) -> bool:
        """Whether streaming is the cheapest."""
        return self.stream_cost < self.without_stream

    @output("USD/h/h", label="Delay cost from which streaming wins")
    def stream_from(self) -> float:
        """The cost of delay, for each hour of it on the events of an hour, from which streaming wins.

        Taken as the same each hour, with no delay in a run or a stream: the always-on cost squared, over twice the cost
        of a run.
        """
        return (
            (self.always_on_cost / self.hours_per_month)
            * (self.always_on_cost / self.hours_per_month)
            / ((1 + 1) * self.run_cost)
        )

    @output("text", label="Answer")
    def answer(self) -> str:
        """What is the cheapest."""
        return (
            "Streaming wins, and no batch interval is fast enough"
            if self.stream_wins and not self.fast_enough
            else "Streaming wins, and no interval pays"
            if self.stream_wins and not self.pays
            else "Streaming wins"
            if self.stream_wins
            else "No batch interval is fast enough, and streaming does not pay"
            if not self.fast_enough and not self.pays
            else "No batch interval is fast enough for every event, but runs lose the least"
            if not self.fast_enough
            else "No interval pays, and streaming does not either"
            if not self.pays
            else "Runs win, as often as a run takes"
            if self.tried == self.run_time
            else "Runs win, as seldom as the window allows"
            if self.tried == self.slowest
            else "Runs win"
        )

    @step("min")
    def around(self) -> float:
        """The interval that costs least; where there is none, the one that was tried."""
        return self.free_interval if self.free_interval > 0 else self.tried

    @step("USD/h")
    def least(self) -> float:
        """What depends on the interval, at that one: runs, and what is lost by waiting for them."""
        return self.run_cost / self.around + (
            self.delay_rate * self.around / (1 + 1)
            if self.delay_costs == "linear"
            else self.left_value * (1 - left_on_average(self.around / self.half_life))
        )

    @step("USD/h")
    def twice_as_long(self) -> float:
        """The same at twice the interval."""
        return self.run_cost / (self.around * (1 + 1)) + (
            self.delay_rate * self.around
            if self.delay_costs == "linear"
            else self.left_value * (1 - left_on_average(self.around * (1 + 1) / self.half_life))
        )

    @step("USD/h")
    def half_as_long(self) -> float:
        """The same at half the interval."""
        return self.run_cost * (1 + 1) / self.around + (
            self.delay_rate * self.around / ((1 + 1) * (1 + 1))
            if self.delay_costs == "linear"
            else self.left_value * (1 - left_on_average(self.around / (1 + 1) / self.half_life))
        )

    @step("USD/h")
    def thrice_as_long(self) -> float:
        """The same at three times the interval."""
        return self.run_cost / (self.around * (1 + 1 + 1)) + (
            self.delay_rate * self.around * (1 + 1 + 1) / (1 + 1)
            if self.delay_costs == "linear"
            else self.left_value * (1 - left_on_average(self.around * (1 + 1 + 1) / self.half_life))
        )

    @step("USD/h")
    def third_as_long(self) -> float:
        """The same at a third of the interval."""
        return self.run_cost * (1 + 1 + 1) / self.around + (
            self.delay_rate * self.around / ((1 + 1 + 1) * (1 + 1))
            if self.delay_costs == "linear"
            else self.left_value * (1 - left_on_average(self.around / (1 + 1 + 1) / self.half_life))
        )

    @output("1", label="Off by a factor of 2, times as dear")
    def penalty_2x(self) -> float:
        """The worse of twice and half the interval over the least, of what depends on the interval."""
        return max(self.twice_as_long, self.half_as_long) / self.least

    @output("USD/month", label="Off by a factor of 2 costs")
    def extra_2x(self) -> float:
        """What that is in money."""
        return (max(self.twice_as_long, self.half_as_long) - self.least) * self.hours_per_month

    @output("1", label="Off by a factor of 3, times as dear")
    def penalty_3x(self) -> float:
        """The worse of three times and a third of the interval over the least, of what depends on the interval."""
        return max(self.thrice_as_long, self.third_as_long) / self.least

    @output("USD/month", label="Off by a factor of 3 costs")
    def extra_3x(self) -> float:
        """What that is in money."""
        return (max(self.thrice_as_long, self.third_as_long) - self.least) * self.hours_per_month

    @step("min")
    def interval_in_time(self) -> float:
        """The part of today's interval whose events are acted on within the window."""
        return min(self.interval, self.slowest)

    @step("USD/h")
    def interval_value(self) -> float:
        """What is left of the value at today's interval."""
        return (
            self.delay_rate * (self.slowest - self.interval_in_time / (1 + 1)) * (self.interval_in_time / self.interval)
            if self.delay_costs == "linear"
            else self.left_value
            * left_on_average(self.interval_in_time / self.half_life)
            * (self.interval_in_time / self.interval)
        )

    @output("USD/month", label="Cost at the interval of today")
    def interval_cost(self) -> float:
        """The same sum for the interval that you have."""
        return (self.run_cost / self.interval + self.stake - self.interval_value) * self.hours_per_month

    @step("text")
    def today(self) -> str:
        """How the interval of today stands to the window and the run."""
        return (
            "as today but not done when the next one starts"
            if self.interval < self.run_time
            else "as today but too late for some events"
            if self.interval > self.slowest
            else "as today"
        )

    @headline
    def verdict(self) -> str:
        """The answer, what each way costs, and what streaming may cost."""
        return (
            f"{self.answer}: with what delay loses, runs every {self.tried} cost {self.cost}, streaming "
            f"{self.stream_cost}, and doing nothing {self.nothing_cost}. Stream if it costs less than "
            f"{self.stream_below}, all in. Runs every {self.interval}, {self.today}, cost {self.interval_cost}."
        )

    asks = ("run_cost", "actionable", "event_value", "half_life", "always_on_cost", "interval")
    examples = (
        Example(
            name="a mid-size case",
            given={},
            expect={
                "free_interval": "3.622 min",
                "slowest": "38 min",
                "cost": "$1,912.60 a month",
                "nothing_cost": "$30,416.67 a month",
                "best_interval": "3.622 min",
                "stream_cost": "$2,617.56 a month",
                "stream_below": "$1,895.04 a month",
                "answer": "Runs win",
                "penalty_2x": "1.247",
                "extra_2x": "$300.24 a month",
                "penalty_3x": "1.659",
                "extra_3x": "$802.50 a month",
                "interval_cost": "$3,273.41 a month",
            },
        ),
        Example(
            name="$0.50 a run, $8 lost an hour for each hour of delay",
            given={
                "delay_costs": "linear",
                "actionable": "24",
                "run_time": "0.001",
                "act_in": "0",
                "window": "1440",
                "run_cost": "0.5",
                "delay_cost": "8",
            },
            expect={
                "best_interval": "21.21 min",
                "hourly_cost": "$2.829 per hour",
                "stream_below": "$2,059.98 a month",
                "penalty_2x": "1.25",
                "penalty_3x": "1.667",
                "answer": "Runs win",
            },
        ),
        Example(
            name="the same every 15 minutes: $3.00 an hour",
            given={
                "delay_costs": "linear",
                "actionable": "24",
                "run_time": "0.001",
                "act_in": "0",
                "window": "1440",
                "run_cost": "0.5",
                "delay_cost": "8",
            },
            expect={"interval_cost": "$2,190.10 a month"},
        ),
        Example(
            name="the same every 30 minutes costs as much as every 15",
            given={
                "delay_costs": "linear",
                "actionable": "24",
                "run_time": "0.001",
                "act_in": "0",
                "window": "1440",
                "run_cost": "0.5",
                "delay_cost": "8",
                "interval": "30",
            },
            expect={"interval_cost": "$2,190.10 a month"},
        ),
        Example(
            name="the same every 5 minutes: $6.33 an hour",
            given={
                "delay_costs": "linear",
                "actionable": "24",
                "run_time": "0.001",
                "act_in": "0",
                "window": "1440",
                "run_cost": "0.5",
                "delay_cost": "8",
                "interval": "5",
            },
            expect={"interval_cost": "$4,623.43 a month"},
        ),
        Example(
            name="the same every 60 minutes: $4.50 an hour",
            given={
                "delay_costs": "linear",
                "actionable": "24",
                "run_time": "0.001",
                "act_in": "0",
                "window": "1440",
                "run_cost": "0.5",
                "delay_cost": "8",
                "interval": "60",
            },
            expect={"interval_cost": "$3,285.10 a month"},
        ),
        Example(
            name="4 minutes at $0.76 an hour, or $0.76 all the time: $1 lost an hour for each hour",
            given={
                "delay_costs": "linear",
                "actionable": "24",
                "run_time": "0.001",
                "act_in": "0",
                "window": "1440",
                "run_cost": "0.05066666666666667",
                "always_on_cost": "554.8",
                "stream_delay": "0",
                "delay_cost": "1",
            },
            expect={
                "best_interval": "19.1 min",
                "hourly_cost": "$0.3183 per hour",
                "stream_from": "$5.70 per hour and hour",
                "answer": "Runs win",
            },
        ),
        Example(
            name="the same, $5 lost",
            given={
                "delay_costs": "linear",
                "actionable": "24",
                "run_time": "0.001",
                "act_in": "0",
                "window": "1440",
                "run_cost": "0.05066666666666667",
                "always_on_cost": "554.8",
                "stream_delay": "0",
                "delay_cost": "5",
            },
            expect={"best_interval": "8.542 min", "hourly_cost": "$0.7119 per hour", "answer": "Runs win"},
        ),
        Example(
            name="the same, $10 lost: streaming wins",
            given={
                "delay_costs": "linear",
                "actionable": "24",
                "run_time": "0.001",
                "act_in": "0",
                "window": "1440",
                "run_cost": "0.05066666666666667",
                "always_on_cost": "554.8",
                "stream_delay": "0",
                "delay_cost": "10",
            },
            expect={
                "best_interval": "6.04 min",
                "hourly_cost": "$1.007 per hour",
                "stream_cost": "$554.80 a month",
                "answer": "Streaming wins",
            },
        ),
        Example(
            name="little to lose: a run twice a day",
            given={
                "delay_costs": "linear",
                "actionable": "24",
                "run_time": "0.001",
                "act_in": "0",
                "window": "1440",
                "run_cost": "1",
                "delay_cost": "0.02",
            },
            expect={"best_interval": "600 min", "hourly_cost": "$0.20 per hour", "answer": "Runs win"},
        ),
        Example(
            name="decay: $0.50 a run, $20 an hour to lose, half of it in an hour",
            given={
                "actionable": "24",
                "run_time": "0.001",
                "act_in": "0",
                "window": "1440",
                "run_cost": "0.5",
                "event_value": "20",
                "always_on_cost": "3000",
            },
            expect={"best_interval": "17.21 min", "hourly_cost": "$3.606 per hour", "answer": "Runs win"},
        ),
        Example(
            name="decay: no interval pays",
            given={
                "actionable": "24",
                "run_time": "0.001",
                "act_in": "0",
                "window": "1440",
                "run_cost": "5",
                "event_value": "4",
                "half_life": "30",
                "always_on_cost": "3000",
            },
            expect={
                "free_interval": "0 min",
                "best_interval": "0 min",
                "nothing_cost": "$2,920.00 a month",
                "stream_below": "$2,916.63 a month",
                "answer": "No interval pays, and streaming does not either",
            },
        ),
        Example(
            name="no interval pays, but a stream would",
            given={
                "actionable": "24",
                "run_time": "0.001",
                "act_in": "0",
                "window": "1440",
                "run_cost": "5",
                "event_value": "4",
                "half_life": "30",
            },
            expect={
                "best_interval": "0 min",
                "stream_cost": "$2,603.37 a month",
                "answer": "Streaming wins, and no interval pays",
            },
        ),
        Example(
            name="a window of 3 seconds: no batch interval is fast enough",
            given={"window": "0.05", "act_in": "0"},
            expect={
                "slowest": "0 min",
                "best_interval": "0 min",
                "answer": "Streaming wins, and no batch interval is fast enough",
            },
        ),
        Example(
            name="a window of 3 minutes, and streaming too dear",
            given={"window": "3", "act_in": "0", "always_on_cost": "50000"},
            expect={
                "slowest": "1 min",
                "best_interval": "2 min",
                "cost": "$16,736.20 a month",
                "nothing_cost": "$30,416.67 a month",
                "answer": "No batch interval is fast enough for every event, but runs lose the least",
            },
        ),
        Example(
            name="a window too short for any, and too little to lose",
            given={"window": "1", "act_in": "0", "event_value": "0.1"},
            expect={
                "best_interval": "0 min",
                "stream_below": "$607.98 a month",
                "answer": "No batch interval is fast enough, and streaming does not pay",
            },
        ),
        Example(
            name="as often as a run takes",
            given={"run_cost": "0.001"},
            expect={
                "free_interval": "0.5061 min",
                "best_interval": "2 min",
                "answer": "Runs win, as often as a run takes",
            },
        ),
        Example(
            name="as seldom as the window allows",
            given={"run_cost": "5", "always_on_cost": "50000"},
            expect={
                "free_interval": "41.82 min",
                "best_interval": "38 min",
                "answer": "Runs win, as seldom as the window allows",
            },
        ),
        Example(
            name="nothing to lose",
            given={"event_value": "0"},
            expect={
                "cost": "$57.63 a month",
                "nothing_cost": "$0.00 a month",
                "best_interval": "0 min",
                "stream_below": "$0.00 a month",
                "answer": "No interval pays, and streaming does not either",
            },
        ),
        Example(
            name="acting takes longer than the window",
            given={"window": "15"},
            expect={"stream_below": "$0.00 a month", "fits": "no"},
        ),
    )
