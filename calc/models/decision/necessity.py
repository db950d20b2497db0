"""Whether real-time changes anything: how much of the delay from event to act is the data's, and what would do."""

from __future__ import annotations

from math import exp, log2

from calc import vocabulary
from calc.functions import half_lives_for, left_after, left_on_average
from calc.model import Curve, Example, Model, ask, choose, headline, limit, lookup, output, step, switch

SLA = (
    "https://robkisk.github.io/aidevkit.github.io/skills/data-engineering/spark-structured-streaming/"
    "trigger-and-cost-optimization/"
)


class Necessity(Model, id="necessity", title="Does real-time change anything?"):
    """An event waits for a run, for the run to work, for a look, and for someone to act. A stream removes the first."""

    window: float = vocabulary.window
    look_every: float = vocabulary.look_every
    act_in: float = vocabulary.act_in
    who: str = choose(
        "person",
        "paged",
        "machine",
        "request",
        label="Who acts",
        help="person: someone who looks. paged: someone who is told, so the looks do not count. machine: a program, "
        "after the event. request: a program, while a request waits. Programs neither look nor take time to act.",
    )
    interval: float = vocabulary.interval
    run_time: float = vocabulary.run_time
    value_shape: str = choose(
        "half-life",
        "linear",
        "deadline",
        "measured",
        label="What acting is worth",
        help="half-life: it halves again and again. linear: it falls evenly to nothing at the end of the window. "
        "deadline: all of it within the window, nothing after. measured: what a recommender gained over one trained in "
        "batch, at your interval or the next slower one that was measured: 30 minutes, an hour, 5 hours.",
    )
    half_life: float = vocabulary.half_life
    starts_at: float = ask(
        "9 h",
        label="Work starts at",
        low=0,
        high=23.75,
        help="Of whoever acts, in hours after midnight; for the paged, the hours in which someone is on call. 0 and 24 "
        "are round the clock. A program works always.",
    )
    ends_at: float = ask(
        "17 h",
        label="Work ends at",
        low=0,
        high=24,
        help="If it is no later than the start, it is on the next day: 22 and 6 are a night shift.",
    )
    works_weekends: bool = switch(False, label="Works on weekends", help="Seven days a week, not five.")
    alert_at: float = ask(
        "2 h",
        label="An event at, for example",
        low=0,
        high=23.99,
        help="On a working day, in hours after midnight: when is it read?",
        advanced=True,
    )
    replay: bool = vocabulary.replay
    ordering: bool = vocabulary.ordering
    consumers: float = vocabulary.consumers
    stream_delay: float = vocabulary.stream_delay
    keep: float = ask(
        "99 %",
        label="Share of the value to keep",
        low=50,
        high=99.9,
        help="Runs every 15 minutes are often said to keep 99% of the perceived value. Nobody has measured that.",
        advanced=True,
    )
    changes_every: float = ask(
        "60 min",
        label="The source changes every",
        low=0.1,
        high=525_600,
        help="On average, at random times: how long is a copy of it still right?",
        advanced=True,
    )
    update_time: float = ask(
        "0.1 s",
        label="A stream works on an update for",
        low=0.0001,
        high=3600,
        help="On average, one after another.",
        advanced=True,
    )
    stream_load: float = ask(
        "50 %",
        label="Load of the stream",
        low=0.1,
        high=99.9,
        help="The share of the time in which its consumer is at work. Near 100% updates queue.",
        advanced=True,
    )

    batch_from: float = lookup("necessity.batch_from")
    micro_from: float = lookup("necessity.micro_from")
    stream_below: float = lookup("necessity.stream_below")
    synchronous_below: float = lookup("necessity.synchronous_below")
    headroom: float = lookup("necessity.headroom")
    fan_out: float = lookup("necessity.fan_out")
    day: float = lookup("necessity.day")
    measured_fast: float = lookup("necessity.measured_fast")
    measured_hourly: float = lookup("necessity.measured_hourly")
    measured_slow: float = lookup("necessity.measured_slow")
    gain_fast: float = lookup("necessity.measured_gain_fast")
    gain_hourly: float = lookup("necessity.measured_gain_hourly")
    gain_slow: float = lookup("necessity.measured_gain_slow")
    week_days: float = lookup("necessity.week_days")
    work_days: float = lookup("necessity.work_days")

    @limit
    def one_after_another(self) -> bool:
        """a run of {run_time} is longer than the interval of {interval}, so runs pile up."""
        return self.run_time <= self.interval

    @step("min")
    def between_looks(self) -> float:
        """The time between two looks; nothing where whoever acts is told."""
        return self.look_every if self.who == "person" else 0

    @step("min")
    def acting(self) -> float:
        """The time to decide and act, once it is seen; nothing for a program."""
        return self.act_in if self.who == "person" or self.who == "paged" else 0

    @step("min")
    def human_delay(self) -> float:
        """Half the time between two looks, and the time to act: what no pipeline changes."""
        return self.between_looks / (1 + 1) + self.acting

    @step("min")
    def pipeline_delay(self) -> float:
        """Half an interval, and the run: what the data takes on average."""
        return self.interval / (1 + 1) + self.run_time

    @output("min", label="From event to act, on average")
    def mean_delay(self) -> float:
        """With the runs of today."""
        return self.pipeline_delay + self.human_delay

    @output("min", label="At worst")
    def worst_delay(self) -> float:
        """An event just after a run started, seen just after a look."""
        return self.interval + self.run_time + self.between_looks + self.acting

    @step("min")
    def people_delay(self) -> float:
        """The time between looks and that to act: what they take of the window at worst."""
        return self.between_looks + self.acting

    @step("min")
    def left(self) -> float:
        """The window, less that; below nothing, looking and acting take longer than the window."""
        return self.window - self.people_delay

    @output("min", label="Left for the data")
    def usable(self) -> float:
        """What is left of the window, if anything is."""
        return max(0, self.left)

    @step("yes/no")
    def too_slow(self) -> bool:
        """Whether looking and acting take all of the window, so that every pipeline is too late."""
        return self.left <= 0

    @step("yes/no")
    def timed(self) -> bool:
        """Whether someone looks, and a run that ends just before each look is in time, whatever it waits for else."""
        return self.between_looks >= self.run_time and self.between_looks > 0 and self.usable >= self.run_time

    @output("min", label="Slowest interval")
    def slowest(self) -> float:
        """The interval at which even the event that waits longest is acted on in time; 0 where there is none."""
        return max(0, self.usable - self.run_time)

    @step("min")
    def allowed(self) -> float:
        """The interval with headroom: no slower than that, and no slower than a third of the window."""
        return min(self.slowest, self.window / self.headroom)

    @step("yes/no")
    def fast_enough(self) -> bool:
        """Whether runs as long as these are fast enough at any interval: one ends before the next starts."""
        return self.allowed >= self.run_time

    @step("yes/no")
    def log_needed(self) -> bool:
        """Whether events must be kept for reading again, in order, or for many readers."""
        return self.replay or self.ordering or self.consumers >= self.fan_out

    @step("yes/no")
    def in_a_request(self) -> bool:
        """Whether the answer has to come while a request waits."""
        return self.who == "request" and self.usable < self.synchronous_below

    @step("yes/no")
    def before_looks(self) -> bool:
        """Whether to end one run before each look: the window leaves no slower interval, or none at all."""
        return not self.in_a_request and (
            (self.timed and self.allowed < self.between_looks)
            or (self.too_slow and self.between_looks > 0 and self.between_looks >= self.run_time)
        )

    @output("text", label="Verdict")
    def tier(self) -> str:
        """What it takes, if anything is fast enough."""
        return (
            "synchronous"
            if self.in_a_request
            else "streaming"
            if self.log_needed
            else "too late for any pipeline"
            if self.too_slow
            else "streaming"
            if self.usable < self.stream_below and not self.timed
            else "near-real-time"
            if (self.usable < self.micro_from or not self.fast_enough) and not self.timed
            else "micro-batch"
            if self.usable <= self.batch_from and not (self.before_looks and self.between_looks > self.batch_from)
            else "batch"
        )

    @output("min", label="Recommended interval")
    def recommended_interval(self) -> float:
        """The slowest interval that leaves headroom; 0 where no interval is fast enough.

        Where only a run before each look is in time, or nothing is, that of the looks; where nobody looks, as today.
        """
        return (
            0
            if self.in_a_request
            else self.between_looks
            if self.before_looks
            else self.interval
            if self.too_slow
            else self.allowed
            if self.fast_enough
            else 0
        )

    @output("min", label="With a stream, on average")
    def stream_mean(self) -> float:
        """The delay of the stream in place of the runs'."""
        return self.stream_delay + self.human_delay

    @output("%", label="Share of the delay that is the data's")
    def pipeline_share(self) -> float:
        """The pipeline's part of the average delay: the most that any pipeline can save."""
        return self.pipeline_delay / self.mean_delay

    @output("min", label="A stream is sooner by")
    def stream_gain(self) -> float:
        """What a stream saves of the average delay; below nothing, it is later."""
        return self.mean_delay - self.stream_mean

    @output("%", label="Of the average delay")
    def gain_share(self) -> float:
        """The same over the average delay."""
        return self.stream_gain / self.mean_delay

    @output("min", label="With a run just before each look, on average")
    def aligned_delay(self) -> float:
        """A run that ends when someone looks is never waited for: its length, half the time between looks, the act."""
        return self.run_time + self.human_delay

    @step("1")
    def gain(self) -> float:
        """What was measured at this interval, or the next slower one; slower than all is batch, which gains nothing."""
        return (
            self.gain_fast
            if self.interval <= self.measured_fast
            else self.gain_hourly
            if self.interval <= self.measured_hourly
            else self.gain_slow
            if self.interval <= self.measured_slow
            else 0
        )

    @step("min")
    def spare(self) -> float:
        """What the window leaves for the wait for a run and the wait for a look; nothing, if every event is late."""
        return max(0, self.window - self.run_time - self.acting)

    @step("min")
    def past_run(self) -> float:
        """What is left of that after the longest wait for a run."""
        return max(0, self.spare - self.interval)

    @step("min")
    def past_look(self) -> float:
        """What is left of it after the longest wait for a look."""
        return max(0, self.spare - self.between_looks)

    @step("min")
    def past_both(self) -> float:
        """What is left of it after both."""
        return max(0, self.spare - self.interval - self.between_looks)

    @step("%")
    def in_time(self) -> float:
        """The share of events that are acted on within the window: both waits come evenly, each by itself."""
        return (
            (
                self.spare * self.spare
                - self.past_run * self.past_run
                - self.past_look * self.past_look
                + self.past_both * self.past_both
            )
            / ((1 + 1) * self.interval * self.between_looks)
            if self.between_looks > 0
            else min(1, self.spare / self.interval)
        )

    @step("%")
    def left_of_line(self) -> float:
        """What is left on average of a value that falls evenly to nothing at the end of the window."""
        return (
            (
                self.spare * self.spare * self.spare
                - self.past_run * self.past_run * self.past_run
                - self.past_look * self.past_look * self.past_look
                + self.past_both * self.past_both * self.past_both
            )
            / ((1 + 1) * (1 + 1 + 1) * self.interval * self.between_looks * self.window)
            if self.between_looks > 0
            else (self.spare * self.spare - self.past_run * self.past_run) / ((1 + 1) * self.interval * self.window)
        )

    @step("min")
    def stream_left(self) -> float:
        """What the window leaves with a stream; below nothing, every event is late."""
        return self.window - self.stream_delay - self.acting

    @step("min")
    def stream_spare(self) -> float:
        """The same for the wait for a look."""
        return max(0, self.stream_left)

    @step("%")
    def stream_in_time(self) -> float:
        """The share of events that are acted on within the window with a stream."""
        return (
            min(1, self.stream_spare / self.between_looks)
            if self.between_looks > 0
            else 1
            if self.stream_left >= 0
            else 0
        )

    @step("min")
    def stream_past_look(self) -> float:
        """What is left of it after the longest wait for a look."""
        return max(0, self.stream_spare - self.between_looks)

    @step("%")
    def stream_left_of_line(self) -> float:
        """What a stream leaves of a value that falls evenly to nothing at the end of the window."""
        return (
            (self.stream_spare * self.stream_spare - self.stream_past_look * self.stream_past_look)
            / ((1 + 1) * self.between_looks * self.window)
            if self.between_looks > 0
            else self.stream_spare / self.window
        )

    @output("%", label="Value that runs keep")
    def retained_batch(self) -> float:
        """What is left of the value on average when it is acted on, with the runs of today.

        Measured, it is the gain at this interval over the best that was measured.
        """
        return (
            self.gain / self.gain_fast
            if self.value_shape == "measured"
            else left_after((self.run_time + self.human_delay) / self.half_life)
            * left_on_average(self.interval / self.half_life)
            if self.value_shape == "half-life"
            else self.in_time
            if self.value_shape == "deadline"
            else self.left_of_line
        )

    @output("%", label="Value that a stream keeps")
    def retained_stream(self) -> float:
        """The same with a stream; no gain of one was measured, so it is taken to be the best."""
        return (
            1
            if self.value_shape == "measured"
            else left_after(self.stream_mean / self.half_life)
            if self.value_shape == "half-life"
            else self.stream_in_time
            if self.value_shape == "deadline"
            else self.stream_left_of_line
        )

    @output("min", label="Runs keep that share from a life of")
    def needed_life(self) -> float:
        """The half-life, life or deadline from which runs keep the share to keep, apart from their own length.

        To keep 99%, 34.43 intervals of half-life, or 50 of a value that falls evenly. A deadline keeps all from one.
        """
        return (
            self.interval / half_lives_for(self.keep)
            if self.value_shape == "half-life"
            else self.interval
            if self.value_shape == "deadline" or self.value_shape == "measured"
            else self.interval / ((1 + 1) * (1 - self.keep))
        )

    @output("min", label="Yours is")
    def own_life(self) -> float:
        """Your half-life, the end of your window, or the interval that was best when it was measured."""
        return (
            self.half_life
            if self.value_shape == "half-life"
            else self.measured_fast
            if self.value_shape == "measured"
            else self.window
        )

    @output("text", label="So the claim")
    def claim(self) -> str:
        """Whether the claim holds on these numbers."""
        return "holds" if self.own_life >= self.needed_life else "does not hold"

    @step("h")
    def shift(self) -> float:
        """Hours worked in a working day."""
        return (
            self.ends_at - self.starts_at if self.ends_at > self.starts_at else self.ends_at - self.starts_at + self.day
        )

    @step("h")
    def night(self) -> float:
        """Hours from the end of a working day to the start of the next."""
        return self.day - self.shift

    @step("h")
    def weekend(self) -> float:
        """Hours that a weekend adds to the night before it."""
        return 0 if self.works_weekends else (self.week_days - self.work_days) * self.day

    @step("1")
    def nights(self) -> float:
        """Nights of a week that no weekend follows."""
        return self.week_days if self.works_weekends else self.work_days - 1

    @step("h")
    def long_night(self) -> float:
        """The night with the weekend; nothing if weekends are worked."""
        return 0 if self.works_weekends else self.night + self.weekend

    @step("h")
    def week(self) -> float:
        """Hours in a week."""
        return self.week_days * self.day

    @step("yes/no")
    def has_hours(self) -> bool:
        """Whether whoever acts has working hours: a program has none."""
        return (self.who == "person" or self.who == "paged") and self.nights * self.night + self.long_night > 0

    @output("%", label="Events outside working hours")
    def off_share(self) -> float:
        """The share, if events come evenly through the week."""
        return (self.nights * self.night + self.long_night) / self.week if self.has_hours else 0

    @output("h", label="They wait for work to start")
    def off_wait(self) -> float:
        """How long, on average: half of the gap that each falls into."""
        return (
            (self.nights * self.night * self.night + self.long_night * self.long_night)
            / ((1 + 1) * (self.off_share * self.week if self.off_share > 0 else self.week))
            if self.has_hours
            else 0
        )

    @output("h", label="Average delay, nights and weekends counted")
    def week_delay(self) -> float:
        """Events outside working hours wait for the start, by when the data is long there, and for the act."""
        return (1 - self.off_share) * self.mean_delay + self.off_share * (self.off_wait + self.acting)

    @output("%", label="A stream saves of that")
    def week_gain_share(self) -> float:
        """A stream is sooner in working hours only."""
        return (1 - self.off_share) * self.stream_gain / self.week_delay

    @step("h")
    def since_start(self) -> float:
        """Time from the last start of work to the example event."""
        return (
            self.alert_at - self.starts_at
            if self.alert_at >= self.starts_at
            else self.alert_at - self.starts_at + self.day
        )

    @output("h", label="The example event waits for")
    def alert_wait(self) -> float:
        """Until work starts; nothing if someone is at work, or a program acts."""
        return self.day - self.since_start if self.has_hours and self.since_start >= self.shift else 0

    @output("h", label="And is read at")
    def alert_read(self) -> float:
        """When work starts, or as it comes."""
        return self.starts_at if self.alert_wait > 0 else self.alert_at

    @output("h", label="Start the run before work at")
    def start_by(self) -> float:
        """The latest start of a run whose result is there when work starts; below 0, on the evening before."""
        return self.starts_at - self.run_time

    @output("min", label="Age of what is seen, on average")
    def mean_age(self) -> float:
        """Half an interval and the run, if runs are on time."""
        return self.interval / (1 + 1) + self.run_time

    @output("min", label="Age just before the next run ends")
    def peak_age(self) -> float:
        """An interval and the run. The same is the average if runs come at random, as often."""
        return self.interval + self.run_time

    @output("s", label="Age with a stream, where updates queue")
    def stream_age(self) -> float:
        """One server, updates at random, each in place of the last: a crowded stream is stale too."""
        return self.update_time * (
            1 + 1 / self.stream_load + self.stream_load * self.stream_load / (1 - self.stream_load)
        )

    @output("text", label="Fresher")
    def fresher(self) -> str:
        """Which of the two is fresher on average."""
        return "runs" if self.mean_age < self.stream_age else "a stream"

    @step("1")
    def changes(self) -> float:
        """Changes of the source in an interval."""
        return self.interval / self.changes_every

    @output("%", label="The copy is right")
    def fresh_share(self) -> float:
        """The share of the time in which the source has not changed since the last run."""
        return left_on_average(self.changes * log2(exp(1)))

    @output("min", label="And out of date by, on average")
    def copy_age(self) -> float:
        """The time since the first change that the copy lacks; nothing while it is right."""
        return self.interval * max(0, 1 / (1 + 1) - (1 - self.fresh_share) / self.changes)

    @step("text")
    def says(self) -> str:
        """The tier, as it is said."""
        return (
            "It takes a synchronous call, as a request waits"
            if self.tier == "synchronous"
            else "It takes a log, and so streaming"
            if self.log_needed
            else "It takes streaming"
            if self.tier == "streaming"
            else "Near-real-time is enough"
            if self.tier == "near-real-time"
            else "A micro-batch is enough"
            if self.tier == "micro-batch"
            else "A batch is enough"
            if self.tier == "batch"
            else "Too late for any pipeline"
        )

    @step("text")
    def sooner(self) -> str:
        """Whether a stream is sooner."""
        return "later" if self.stream_gain < 0 else "sooner"

    @step("%")
    def gain_size(self) -> float:
        """What a stream saves or adds, without its sign."""
        return max(self.gain_share, -self.gain_share)

    @output("text", label="Why")
    def why(self) -> str:
        """What decides it."""
        return (
            "A request waits for the answer, so it takes a call; a stream can keep fresh what that reads"
            if self.in_a_request
            else "Events must be readable again, which takes a log, however long the window"
            if self.replay
            else "Events must stay in order, which takes a log, however long the window"
            if self.ordering
            else "Many read every event independently, which takes a log, however long the window"
            if self.log_needed
            else "Looking and acting take all of the window, so no pipeline is fast enough: look more often, or be told"
            if self.too_slow and self.between_looks > 0
            else "Acting alone takes all of the window, so no pipeline is fast enough"
            if self.too_slow
            else "A run that ends just before each look is in time"
            if self.timed and (self.usable < self.micro_from or not self.fast_enough)
            else "Less is left for the data than this stream takes, so it must be a faster one, or a call"
            if self.usable < self.stream_delay
            else "Only seconds are left for the data, and no batch interval is fast enough"
            if self.usable < self.stream_below and not self.fast_enough
            else "Only seconds are left for the data"
            if self.usable < self.stream_below
            else "No batch interval is fast enough with runs this long; a queue and a function are"
            if not self.fast_enough
            else "Minutes are left for the data: a queue and a function, or short runs, are fast enough"
            if self.usable < self.micro_from
            else "There is time for runs, once looking and acting are taken off the window"
        )

    @step("text")
    def so(self) -> str:
        """What decides it, where that is not said before; or what would help."""
        return (
            self.why
            if self.tier != "too late for any pipeline"
            else "No pipeline is fast enough: look more often, or be told"
            if self.between_looks > 0
            else "No pipeline is fast enough: act sooner"
        )

    @step("text")
    def run_it(self) -> str:
        """What to do with the runs."""
        return (
            "Runs cannot answer a request, not even every"
            if self.in_a_request
            else "Run once before each look, every"
            if self.before_looks and not self.log_needed
            else "Leave the runs as they are, every"
            if self.too_slow
            else "Runs of this length are too slow, even back to back every"
            if not self.fast_enough and not self.before_looks
            else "What acts could still read the log before each look, every"
            if self.before_looks
            else "What acts could still read the log every"
            if self.log_needed
            else "Run every"
        )

    @step("min")
    def run_every(self) -> float:
        """The interval that is said: the recommended one, or as often as a run takes."""
        return self.recommended_interval if self.recommended_interval > 0 else self.run_time

    @step("text")
    def align(self) -> str:
        """What a run before a look is like."""
        return ", as a job at 08:45 does for a meeting at 09:00:" if self.before_looks else ":"

    @step("min")
    def said_delay(self) -> float:
        """The average delay of what is said: aligned to the looks, or at the interval that is said."""
        return self.aligned_delay if self.before_looks else self.run_every / (1 + 1) + self.run_time + self.human_delay

    @step("min")
    def behind(self) -> float:
        """How far that is behind a stream; nothing, if it is not."""
        return max(0, self.said_delay - self.stream_mean)

    @step("text")
    def at_night(self) -> str:
        """What working hours do to an event."""
        return (
            "so a batch that is done by then equals a stream"
            if self.alert_wait > 0
            else "as someone is at work"
            if self.has_hours
            else "as whoever acts is always at work"
        )

    @headline
    def verdict(self) -> str:
        """The tier, what people take of the window, what a stream would change, why, when to run, and the nights."""
        return (
            f"{self.says}: looking and acting take up to {self.people_delay} of your window of {self.window}. "
            f"{self.so}. With a stream an event is acted on after {self.stream_mean} on average instead of "
            f"{self.mean_delay}, {self.gain_size} {self.sooner}. {self.run_it} {self.run_every}"
            f"{self.align} {self.behind} behind a stream. An event {self.alert_at} after midnight is read "
            f"{self.alert_read} after midnight, {self.at_night}."
        )

    curve = Curve(
        half_life="half_life",
        kept={"Runs": ("mean_delay", "retained_batch"), "A stream": ("stream_mean", "retained_stream")},
        when=("value_shape", "half-life"),
    )
    asks = ("window", "look_every", "act_in", "who", "interval")
    examples = (
        Example(
            name="looked at hourly, 20 minutes to act",
            given={},
            expect={
                "mean_delay": "59.5 min",
                "worst_delay": "97 min",
                "stream_mean": "50.05 min",
                "pipeline_share": "15.97%",
                "stream_gain": "9.45 min",
                "gain_share": "15.88%",
                "left": "-20 min",
                "usable": "0 min",
                "tier": "too late for any pipeline",
                "recommended_interval": "60 min",
                "aligned_delay": "52 min",
                "retained_batch": "50.35%",
                "retained_stream": "56.09%",
            },
        ),
        Example(
            name="looked at daily, an hour to act: streaming buys 1.2%",
            given={"look_every": "1440", "act_in": "60"},
            expect={
                "mean_delay": "789.5 min",
                "stream_gain": "9.45 min",
                "gain_share": "1.197%",
                "tier": "too late for any pipeline",
                "recommended_interval": "1,440 min",
            },
        ),
        Example(
            name="paged, 5 minutes to act",
            given={"who": "paged", "act_in": "5"},
            expect={
                "mean_delay": "14.5 min",
                "worst_delay": "22 min",
                "tier": "micro-batch",
                "why": "There is time for runs, once looking and acting are taken off the window",
            },
        ),
        Example(
            name="the same with runs every minute",
            given={"who": "paged", "act_in": "5", "interval": "1", "run_time": "0.2", "stream_delay": "0.01"},
            expect={"mean_delay": "5.7 min", "stream_mean": "5.01 min"},
        ),
        Example(
            name="a promise of 1 hour is a run every 20 minutes",
            given={"who": "machine"},
            expect={"recommended_interval": "20 min"},
            source=SLA,
        ),
        Example(
            name="a program with 2 seconds: the default stream is too slow",
            given={"who": "machine", "window": "0.03333"},
            expect={
                "tier": "streaming",
                "recommended_interval": "0 min",
                "why": "Less is left for the data than this stream takes, so it must be a faster one, or a call",
            },
        ),
        Example(
            name="a program with 4 seconds: streaming",
            given={"who": "machine", "window": "0.06667"},
            expect={
                "tier": "streaming",
                "recommended_interval": "0 min",
                "why": "Only seconds are left for the data, and no batch interval is fast enough",
            },
        ),
        Example(
            name="a program with 3 minutes: no batch interval is fast enough for runs of 2",
            given={"who": "machine", "window": "3"},
            expect={
                "slowest": "1 min",
                "tier": "near-real-time",
                "recommended_interval": "0 min",
                "why": "No batch interval is fast enough with runs this long; a queue and a function are",
            },
        ),
        Example(
            name="the same with runs of 15 seconds",
            given={"who": "machine", "window": "3", "run_time": "0.25"},
            expect={
                "tier": "near-real-time",
                "recommended_interval": "1 min",
                "why": "Minutes are left for the data: a queue and a function, or short runs, are fast enough",
            },
        ),
        Example(
            name="a program inside a request",
            given={"who": "request", "window": "0.01"},
            expect={
                "tier": "synchronous",
                "recommended_interval": "0 min",
                "why": "A request waits for the answer, so it takes a call; a stream can keep fresh what that reads",
            },
        ),
        Example(
            name="a program inside a request that reads what is an hour old",
            given={"who": "request", "window": "120"},
            expect={"tier": "batch", "recommended_interval": "40 min"},
        ),
        Example(
            name="four hours to act: a batch",
            given={"window": "240"},
            expect={
                "tier": "batch",
                "recommended_interval": "80 min",
                "aligned_delay": "52 min",
                "why": "There is time for runs, once looking and acting are taken off the window",
            },
        ),
        Example(
            name="looked at every half hour, in a window of eight: runs need no look to be in time",
            given={"window": "480", "look_every": "30"},
            expect={"tier": "batch", "recommended_interval": "160 min", "said_delay": "117 min"},
        ),
        Example(
            name="looked at so often that 3 minutes are left: a run that ends before each look is in time",
            given={"look_every": "37"},
            expect={
                "usable": "3 min",
                "tier": "micro-batch",
                "recommended_interval": "37 min",
                "why": "A run that ends just before each look is in time",
            },
        ),
        Example(
            name="a minute is left, and a run takes two",
            given={"look_every": "39"},
            expect={"usable": "1 min", "tier": "near-real-time", "run_every": "2 min"},
        ),
        Example(
            name="looked at once a day, and an hour more may pass: one run a day, which is a batch",
            given={"window": "1500", "look_every": "1440"},
            expect={"usable": "40 min", "tier": "batch", "recommended_interval": "1,440 min"},
        ),
        Example(
            name="a deadline of an hour, which who has just missed a look cannot keep",
            given={"value_shape": "deadline"},
            expect={"tier": "too late for any pipeline", "retained_batch": "50.83%", "retained_stream": "66.58%"},
        ),
        Example(
            name="acting alone takes longer than the window",
            given={"who": "paged", "window": "15"},
            expect={
                "left": "-5 min",
                "usable": "0 min",
                "tier": "too late for any pipeline",
                "recommended_interval": "15 min",
                "why": "Acting alone takes all of the window, so no pipeline is fast enough",
            },
        ),
        Example(
            name="events must be readable again",
            given={"replay": "yes", "window": "240"},
            expect={
                "tier": "streaming",
                "recommended_interval": "80 min",
                "why": "Events must be readable again, which takes a log, however long the window",
            },
        ),
        Example(
            name="events must stay in order",
            given={"ordering": "yes"},
            expect={
                "tier": "streaming",
                "why": "Events must stay in order, which takes a log, however long the window",
            },
        ),
        Example(
            name="many independent consumers",
            given={"consumers": "5"},
            expect={
                "tier": "streaming",
                "why": "Many read every event independently, which takes a log, however long the window",
            },
        ),
        Example(
            name="an alert at 02:00 that is read at 09:00 equals a 06:00 batch",
            given={"who": "paged"},
            expect={
                "off_share": "76.19%",
                "off_wait": "20 h",
                "alert_wait": "7 h",
                "alert_read": "9 h",
                "week_delay": "15.61 h",
                "week_gain_share": "0.2402%",
                "at_night": "so a batch that is done by then equals a stream",
            },
        ),
        Example(
            name="on call round the clock",
            given={"who": "paged", "starts_at": "0", "ends_at": "24", "works_weekends": "yes"},
            expect={
                "off_share": "0%",
                "off_wait": "0 h",
                "alert_wait": "0 h",
                "alert_read": "2 h",
                "at_night": "as whoever acts is always at work",
            },
        ),
        Example(
            name="a night shift",
            given={"starts_at": "22", "ends_at": "6", "works_weekends": "yes"},
            expect={"off_share": "66.67%", "off_wait": "8 h", "alert_wait": "0 h"},
        ),
        Example(
            name="a job at 08:45 for a meeting at 09:00",
            given={"look_every": "1440", "run_time": "15"},
            expect={"start_by": "8.75 h", "aligned_delay": "755 min", "stream_mean": "740 min", "behind": "14.95 min"},
        ),
        Example(
            name="sales leads worth a seventh after an hour: 79% kept",
            given={"who": "machine", "run_time": "0.001", "stream_delay": "0", "half_life": "21.372"},
            expect={"retained_batch": "79.18%"},
        ),
        Example(
            name="the same every minute",
            given={"who": "machine", "run_time": "0.001", "stream_delay": "0", "half_life": "21.372", "interval": "1"},
            expect={"retained_batch": "98.39%"},
        ),
        Example(
            name="the same every hour",
            given={"who": "machine", "run_time": "0.001", "stream_delay": "0", "half_life": "21.372", "interval": "60"},
            expect={"retained_batch": "44.05%"},
        ),
        Example(
            name="sales leads worth a twenty-first after 25 minutes: 46% kept",
            given={"who": "machine", "run_time": "0.001", "stream_delay": "0", "half_life": "5.692"},
            expect={"retained_batch": "45.93%"},
        ),
        Example(
            name="the same every hour: 14%",
            given={"who": "machine", "run_time": "0.001", "stream_delay": "0", "half_life": "5.692", "interval": "60"},
            expect={"retained_batch": "13.68%"},
        ),
        *(
            Example(
                name=f"a recommender synchronised every {minutes} minutes: {gain} points of AUC over batch",
                given={"who": "machine", "value_shape": "measured", "interval": minutes},
                expect={"gain": gain, "retained_batch": kept},
                source="https://arxiv.org/abs/2209.07663",
            )
            for minutes, gain, kept in (
                ("300", "0.24", "64.86%"),
                ("60", "0.34", "91.89%"),
                ("30", "0.37", "100%"),
            )
        ),
        Example(
            name="half-life of 21.4 minutes, runs of 2",
            given={"who": "machine", "run_time": "2", "stream_delay": "0", "half_life": "21.4"},
            expect={"retained_batch": "74.24%"},
        ),
        Example(
            name="worth nothing after 10 minutes",
            given={"who": "machine", "run_time": "2", "stream_delay": "0", "value_shape": "linear", "window": "10"},
            expect={"retained_batch": "21.33%"},
        ),
        Example(
            name="a deadline of 10 minutes",
            given={"who": "machine", "run_time": "2", "stream_delay": "0", "value_shape": "deadline", "window": "10"},
            expect={"retained_batch": "53.33%"},
        ),
        Example(
            name="a card to block within 2 seconds",
            given={
                "who": "machine",
                "run_time": "0.001",
                "stream_delay": "0",
                "value_shape": "deadline",
                "window": "0.033333333333",
            },
            expect={"retained_batch": "0.2156%", "retained_stream": "100%"},
        ),
        Example(
            name="the same fraud, reviewed every 4 hours",
            given={"who": "machine", "value_shape": "deadline", "window": "240"},
            expect={"retained_batch": "100%"},
        ),
        Example(
            name="99% needs a half-life of 34.4 intervals",
            given={"who": "machine", "run_time": "0.001", "stream_delay": "0", "half_life": "517"},
            expect={"needed_life": "516.4 min", "own_life": "517 min", "claim": "holds", "retained_batch": "99%"},
        ),
        Example(
            name="90% needs 48.5 minutes",
            given={"who": "machine", "run_time": "0.001", "stream_delay": "0", "keep": "90"},
            expect={"needed_life": "48.46 min", "claim": "holds"},
        ),
        Example(
            name="99% of a value that falls evenly needs 50 intervals",
            given={
                "who": "machine",
                "run_time": "0.001",
                "stream_delay": "0",
                "value_shape": "linear",
                "window": "750",
            },
            expect={"needed_life": "750 min", "own_life": "750 min", "claim": "holds"},
        ),
        Example(
            name="age with a run every 15 minutes; at random it would be 17",
            given={},
            expect={"mean_age": "9.5 min", "peak_age": "17 min", "fresher": "a stream"},
        ),
        Example(
            name="a stream at half load",
            given={"update_time": "1"},
            expect={"stream_age": "3.5 s"},
        ),
        Example(
            name="a stream at 90%",
            given={"update_time": "1", "stream_load": "90"},
            expect={"stream_age": "10.21 s"},
        ),
        Example(
            name="a stream at 95%",
            given={"update_time": "1", "stream_load": "95"},
            expect={"stream_age": "20.1 s"},
        ),
        Example(
            name="a crowded stream is staler than runs every 15 minutes",
            given={"update_time": "10", "stream_load": "99"},
            expect={"stream_age": "1,000 s", "fresher": "runs"},
        ),
        Example(
            name="a source that changes every hour, every 15 minutes",
            given={},
            expect={"fresh_share": "88.48%", "copy_age": "0.5878 min"},
        ),
        Example(
            name="a source that changes every hour, hourly",
            given={"interval": "60"},
            expect={"fresh_share": "63.21%", "copy_age": "7.927 min"},
        ),
        Example(
            name="a source that changes every minute",
            given={"changes_every": "1"},
            expect={"fresh_share": "6.667%", "copy_age": "6.567 min"},
        ),
        Example(
            name="runs that pile up",
            given={"interval": "1"},
            expect={"fits": "no"},
        ),
    )
