"""The real-time tax: the whole bill of five ways to do the same work, from always-on to once a night."""

from __future__ import annotations

from calc import vocabulary
from calc.model import Example, Model, ask, cheapest, headline, limit, output, part, step
from calc.models.decision.people import People
from calc.models.decision.ways import Batch, Functions, Platform, Streaming, Way

LOWDER = (
    "https://shannonlowder-mirror.pages.dev/cloud-costs-and-streaming-the-real-price-of-keeping-a-consumer-online-24-7/"
)
DATAVIDHYA = "https://datavidhya.com/learn/kafka/real-time-analytics/when-you-dont-need-real-time"
INFOQ = "https://www.infoq.com/news/2026/03/uber-streaming-date-lake"

ALONE = {"transport": "own figure", "transport_price": "0", "lake_retention": "0", "people": "no"}  # compute alone
OWN = {"stream_engine": "own price", "batch_engine": "own price", "run_overhead": "0"}
SNOWFLAKE = {
    "stream_engine": "Snowflake warehouse",
    "batch_engine": "Snowflake warehouse",
    "run_overhead": "0",
    "utilisation": "1.6666666666666667",
}
GOOGLE = {
    **ALONE,
    "stream_engine": "Dataflow",
    "batch_engine": "Dataflow",
    "run_overhead": "0",
    "workers": "1",
    "worker_memory": "15",
    "worker_disk": "0",
    "passes": "0",
}
SMALL = {
    **OWN,
    "stream_price": "0.7493150684931507",
    "batch_price": "0.7493150684931507",
    "utilisation": "27.605118829981718",
    "transport": "own figure",
    "stays": "no",
    "lake_retention": "0",
    "engineer_cost": "189572.65",
}


class Premium(Model, id="premium", title="The real-time tax"):
    """The same work done always on, near-real-time and in runs, the whole bill of each."""

    window: float = vocabulary.window
    interval: float = vocabulary.interval
    engineers: float = People.engineers
    engineers_low: float = ask(
        "50 %",
        label="Engineers, at least",
        low=0,
        high=100,
        help="Of the engineers that streaming keeps busy: the fewest that you would defend. The range of the tax comes "
        "from this and the utilisation.",
        advanced=True,
    )
    engineers_high: float = ask(
        "200 %",
        label="Engineers, at most",
        low=100,
        high=1000,
        help="The most that you would defend.",
        advanced=True,
    )
    utilisation_low: float = ask(
        "40 %",
        label="Utilisation, at least",
        low=1,
        high=100,
        help="Of the utilisation: the lowest that you would defend.",
        advanced=True,
    )
    utilisation_high: float = ask(
        "200 %",
        label="Utilisation, at most",
        low=100,
        high=1000,
        help="The highest that you would defend.",
        advanced=True,
    )
    claimed_tax: float = ask(
        "10",
        label="Claimed tax, low",
        low=1,
        high=1000,
        help="The claim that real-time costs 10 to 50 times as much. No source was found that measured it.",
        advanced=True,
    )
    claimed_most: float = ask(
        "50", label="Claimed tax, high", low=1, high=1000, help="The upper end of that claim.", advanced=True
    )
    claimed_share: float = ask(
        "10 %",
        label="Claimed share of the cost",
        low=0.1,
        high=100,
        help="The claim that micro-batch costs a tenth of streaming, for 99% of the value. No source was found.",
        advanced=True,
    )
    platform: Platform = part(Platform)
    streaming: Streaming = part(Streaming, platform=platform)
    near: Functions = part(Functions, platform=platform)
    micro: Batch = part(Batch, platform=platform)
    hourly: Batch = part(Batch, platform=platform, interval="60")
    nightly: Batch = part(Batch, platform=platform, interval="1440")

    @step("%")
    def busy(self) -> float:
        """The share of the time that the batch cluster works."""
        return self.platform.engines.busy

    @step("USD/month", label="Compute", of="compute")
    def compute_cost(self) -> float:
        """The streaming cluster, always on."""
        return self.streaming.compute_cost

    @step("USD/month", label="Transport", of="network")
    def transport_cost(self) -> float:
        """The transport of the stream."""
        return self.streaming.transport_cost

    @step("USD/month", label="Storage", of="storage")
    def storage_cost(self) -> float:
        """What the stream keeps."""
        return self.streaming.storage_cost

    @step("USD/month", label="People", of="people")
    def people_cost(self) -> float:
        """The engineers that the stream keeps busy."""
        return self.streaming.people_cost

    @output("USD/month", label="Streaming")
    def cost(self) -> float:
        """The whole bill of the stream that is always on."""
        return self.compute_cost + self.transport_cost + self.storage_cost + self.people_cost

    @output("USD/month", label="Near-real-time")
    def cost_near_real_time(self) -> float:
        """The whole bill of functions behind the transport."""
        return self.near.cost

    @output("USD/month", label="Micro-batch")
    def cost_micro_batch(self) -> float:
        """The whole bill of runs at your interval."""
        return self.micro.cost

    @output("USD/month", label="Hourly")
    def cost_hourly(self) -> float:
        """The whole bill of hourly runs."""
        return self.hourly.cost

    @output("USD/month", label="Nightly")
    def cost_nightly(self) -> float:
        """The whole bill of one run a day."""
        return self.nightly.cost

    @output("1", label="Tax against micro-batch")
    def tax(self) -> float:
        """The whole bill of streaming over that of micro-batch; 0 where micro-batch costs nothing."""
        return self.cost / self.micro.cost if self.micro.cost > 0 else 0

    @output("1", label="Tax against near-real-time")
    def tax_near_real_time(self) -> float:
        """The same against near-real-time."""
        return self.cost / self.near.cost if self.near.cost > 0 else 0

    @output("1", label="Tax against hourly")
    def tax_hourly(self) -> float:
        """The same against hourly runs."""
        return self.cost / self.hourly.cost if self.hourly.cost > 0 else 0

    @output("1", label="Tax against nightly")
    def tax_nightly(self) -> float:
        """The same against a run a day."""
        return self.cost / self.nightly.cost if self.nightly.cost > 0 else 0

    @limit
    def some_workers(self) -> bool:
        """a cluster without workers does nothing."""
        return not (self.platform.engines.stream.vcpus <= 0 or self.platform.engines.batch.vcpus <= 0)

    @limit
    def enough_batch(self) -> bool:
        """runs would have to work {busy} of the time, so the batch cluster must be larger."""
        return not self.busy > 1

    @limit
    def costs_something(self) -> bool:
        """micro-batch costs nothing here, and no bill is a multiple of nothing."""
        return not self.micro.cost <= 0

    @output("USD/month", label="Premium over micro-batch")
    def extra(self) -> float:
        """What streaming costs more than micro-batch; below nothing, it costs less."""
        return self.cost - self.micro.cost

    @step("USD/month")
    def cost_least(self) -> float:
        """Streaming with the fewest engineers."""
        return self.cost - self.people_cost * (1 - self.engineers_low)

    @step("USD/month")
    def cost_most(self) -> float:
        """Streaming with the most engineers."""
        return self.cost + self.people_cost * (self.engineers_high - 1)

    @step("%")
    def duty_idle(self) -> float:
        """The share of the time billed in micro-batch, at the lowest utilisation."""
        return min(
            1,
            max(
                self.busy * self.utilisation_low * self.micro.between + self.platform.engines.batch.idle_run,
                self.platform.engines.batch.least_run,
            )
            / self.micro.between,
        )

    @step("%")
    def duty_busy(self) -> float:
        """The same at the highest utilisation."""
        return min(
            1,
            max(
                self.busy * self.utilisation_high * self.micro.between + self.platform.engines.batch.idle_run,
                self.platform.engines.batch.least_run,
            )
            / self.micro.between,
        )

    @step("USD/month")
    def micro_idle(self) -> float:
        """Micro-batch at the lowest utilisation."""
        return self.micro.cost - self.platform.engines.batch.cluster * (self.micro.duty - self.duty_idle)

    @step("USD/month")
    def micro_busy(self) -> float:
        """Micro-batch at the highest utilisation."""
        return self.micro.cost + self.platform.engines.batch.cluster * (self.duty_busy - self.micro.duty)

    @output("USD/month", label="Premium, at least")
    def extra_low(self) -> float:
        """With the fewest engineers and the highest utilisation."""
        return self.cost_least - self.micro_busy

    @output("USD/month", label="Premium, at most")
    def extra_high(self) -> float:
        """With the most engineers and the lowest utilisation."""
        return self.cost_most - self.micro_idle

    @output("1", label="Tax, at least")
    def tax_low(self) -> float:
        """With the fewest engineers and the highest utilisation; 0 where micro-batch costs nothing."""
        return self.cost_least / self.micro_busy if self.micro_busy > 0 else 0

    @output("1", label="Tax, at most")
    def tax_high(self) -> float:
        """With the most engineers and the lowest utilisation; 0 where micro-batch costs nothing."""
        return self.cost_most / self.micro_idle if self.micro_idle > 0 else 0

    @step("USD/month")
    def without_people(self) -> float:
        """Micro-batch without its people."""
        return self.micro.compute_cost + self.micro.transport_cost + self.micro.storage_cost

    @output("1", label="Tax without people")
    def tax_without_people(self) -> float:
        """The tax against micro-batch with people left out on both sides; 0 where micro-batch costs nothing then."""
        return (
            (self.compute_cost + self.transport_cost + self.storage_cost) / self.without_people
            if self.without_people > 0
            else 0
        )

    @output("1", label="Compute tax against micro-batch")
    def tax_compute(self) -> float:
        """Compute alone, of streaming over micro-batch; 0 where its runs cost nothing."""
        return self.micro.compute_tax

    @output("1", label="Compute tax against hourly")
    def tax_compute_hourly(self) -> float:
        """Compute alone, against hourly runs."""
        return self.hourly.compute_tax

    @output("1", label="Compute tax against nightly")
    def tax_compute_nightly(self) -> float:
        """Compute alone, against a run a day."""
        return self.nightly.compute_tax

    @output("1", label="Compute tax, at most")
    def bound(self) -> float:
        """One over the utilisation: what the compute tax cannot exceed where a processor costs the same in both."""
        return 1 / self.platform.engines.utilisation

    @step("1")
    def full(self) -> float:
        """The streaming cluster over the batch cluster if it ran all the time; 0 where that costs nothing."""
        return (
            self.platform.engines.stream.cluster / self.platform.engines.batch.cluster
            if self.platform.engines.batch.cluster > 0
            else 0
        )

    @output("1", label="Price of a processor, streaming over batch")
    def price_ratio(self) -> float:
        """What a processor that runs all the time costs in streaming over batch; 0 where either has none."""
        return (
            self.full * self.platform.engines.batch.vcpus / self.platform.engines.stream.vcpus
            if self.platform.engines.stream.vcpus > 0
            else 0
        )

    @output("1", label="Compute tax, at most, at these prices")
    def bound_here(self) -> float:
        """The price of a processor in streaming over batch, over the utilisation."""
        return self.price_ratio / self.platform.engines.utilisation

    @output("text", label="Runs cost less compute")
    def pays(self) -> str:
        """At which intervals runs cost less compute than the stream."""
        return (
            "at any interval"
            if self.full > 1 or self.platform.engines.batch.cluster <= 0
            else "at none: streaming is the cheaper one"
            if self.full <= self.platform.engines.busy
            else "at an interval that is long enough"
        )

    @output("min", label="Long enough is")
    def pays_from(self) -> float:
        """The interval from which runs cost less compute than the stream; 0 if any does, or none.

        The overhead of a run, over what the stream costs more than the work, or the least time billed, if that is more.
        """
        return (
            max(
                self.platform.engines.batch.idle_run / (self.full - self.platform.engines.busy),
                self.platform.engines.batch.least_run / self.full,
            )
            * self.micro.at_once
            if self.full > self.platform.engines.busy and self.full <= 1
            else 0
        )

    @output("%", label="Transport, of the streaming bill")
    def share_transport(self) -> float:
        """The share of the transport; 0 where streaming costs nothing."""
        return self.transport_cost / self.cost if self.cost > 0 else 0

    @output("%", label="Compute, of the streaming bill")
    def share_compute(self) -> float:
        """The share of compute."""
        return self.compute_cost / self.cost if self.cost > 0 else 0

    @output("%", label="Storage, of the streaming bill")
    def share_storage(self) -> float:
        """The share of storage."""
        return self.storage_cost / self.cost if self.cost > 0 else 0

    @output("%", label="People, of the streaming bill")
    def share_people(self) -> float:
        """The share of people."""
        return self.people_cost / self.cost if self.cost > 0 else 0

    @output("text", label="The claimed tax")
    def claim_tax(self) -> str:
        """Whether the whole bill bears the claim out."""
        return (
            "not true here: streaming costs no more"
            if self.extra <= 0
            else "not reached here"
            if self.tax < self.claimed_tax
            else "exceeded here"
            if self.tax > self.claimed_most
            else "true here"
        )

    @output("%", label="Utilisation that its low end takes, at most")
    def claim_utilisation(self) -> float:
        """The utilisation at most, for the claimed tax on compute, where a processor costs the same in both."""
        return 1 / self.claimed_tax

    @output("%", label="Utilisation that its high end takes, at most")
    def claim_utilisation_most(self) -> float:
        """The same for the upper end of the claim."""
        return 1 / self.claimed_most

    @output("%", label="Micro-batch, of streaming")
    def micro_share(self) -> float:
        """The bill of micro-batch over that of streaming; 0 where streaming costs nothing."""
        return self.micro.cost / self.cost if self.cost > 0 else 0

    @output("text", label="The claimed share")
    def claim_share(self) -> str:
        """Whether micro-batch costs no more than the claimed share."""
        return "true here" if self.micro.cost <= self.claimed_share * self.cost else "not true here"

    @output("s/run", label="Billed for a run that it takes, at most")
    def claim_run(self) -> float:
        """The time that a run may bill for the claimed share of the cost, if nothing else stays on."""
        return self.claimed_share * self.micro.between

    @output("s/run", label="Billed for a run here")
    def billed_run(self) -> float:
        """The time that a run of micro-batch bills."""
        return self.micro.billed_run

    @step("USD/month")
    def more_people(self) -> float:
        """What people cost more in streaming than in micro-batch."""
        return self.people_cost - self.micro.people_cost

    @step("USD/month")
    def more_compute(self) -> float:
        """What compute costs more."""
        return self.compute_cost - self.micro.compute_cost

    @step("USD/month")
    def more_transport(self) -> float:
        """What transport costs more."""
        return self.transport_cost - self.micro.transport_cost

    @step("USD/month")
    def more_storage(self) -> float:
        """What storage costs more."""
        return self.storage_cost - self.micro.storage_cost

    @step("USD/month")
    def most(self) -> float:
        """The largest of these, in the direction of the whole difference."""
        return (
            min(self.more_people, self.more_compute, self.more_transport, self.more_storage)
            if self.extra < 0
            else max(self.more_people, self.more_compute, self.more_transport, self.more_storage)
        )

    @output("text", label="Most of the difference")
    def driver(self) -> str:
        """What most of the difference comes from."""
        return (
            "people"
            if self.more_people == self.most
            else "compute"
            if self.more_compute == self.most
            else "transport"
            if self.more_transport == self.most
            else "storage"
        )

    way: Way = cheapest(
        {
            "Streaming": streaming,
            "Near-real-time": near,
            "Micro-batch": micro,
            "Hourly": hourly,
            "Nightly": nightly,
        },
        columns=("compute_cost", "transport_cost", "storage_cost", "people_cost", "cost"),
        delay="delay",
        within="window",
    )

    @step("USD/month")
    def difference(self) -> float:
        """The premium, without its sign."""
        return max(self.extra, -self.extra)

    @step("text")
    def compared(self) -> str:
        """Whether streaming costs more or less."""
        return "more" if self.extra > 0 else "less" if self.extra < 0 else "more or less"

    @step("text")
    def meaning(self) -> str:
        """Whether there is a tax to pay at all."""
        return "Most of that is" if self.extra > 0 else "There is no tax to pay, thanks to"

    @step("text")
    def driven(self) -> str:
        """What most of the difference comes from, and whether that is an assumption."""
        return "people (assumed)" if self.driver == "people" else self.driver

    @headline
    def verdict(self) -> str:
        """The premium in dollars and as a ratio with its range, what it comes from, and the size that is assumed."""
        return (
            f"Streaming costs {self.difference} {self.compared} than a run every {self.interval}: {self.tax} times as "
            f"much, or {self.tax_low} to {self.tax_high} within your range of people and utilisation. {self.meaning} "
            f"{self.driven}; without people it is {self.tax_without_people} times, and for compute alone "
            f"{self.tax_compute}: the claimed {self.claimed_tax} to {self.claimed_most} would take a utilisation of at "
            f"most {self.claim_utilisation} to {self.claim_utilisation_most}, and yours is "
            f"{self.platform.engines.utilisation}. The streaming cluster has {self.platform.engines.stream.vcpus}, "
            f"which is assumed and does not follow the rate."
        )

    main = "extra"
    asks = ("events", "utilisation", "interval", "batch_engine", "engineers", "batch_engineers")

    examples = (
        Example(
            name="a mid-size case",
            given={},
            expect={
                "cost": "$8,211.60 a month",
                "cost_near_real_time": "$3,259.02 a month",
                "cost_micro_batch": "$1,753.15 a month",
                "cost_hourly": "$1,688.91 a month",
                "cost_nightly": "$1,668.39 a month",
                "extra": "$6,458.45 a month",
                "tax": "4.684",
                "tax_compute": "1.994",
                "bound": "4",
                "bound_here": "6.249",
                "share_people": "96.41%",
            },
        ),
        Example(
            name="a minimal consumer, 4 of every 15 minutes",
            given={**OWN, "hours_per_month": "720", "utilisation": "26.666666666666668"},
            expect={
                "streaming.compute_cost": "$547.20 a month",
                "micro.compute_cost": "$145.92 a month",
                "tax_compute": "3.75",
            },
            source=LOWDER,
            printed={"micro.compute_cost": "$151 a month"},
            why="It takes 4 of 15 minutes as 27%, and hours and dollars rounded up.",
        ),
        Example(
            name="2 of every 5 minutes",
            given={**OWN, "utilisation": "40", "interval": "5"},
            expect={"tax_compute": "2.5"},
            source=LOWDER,
        ),
        Example(
            name="3 of every 15 minutes",
            given={**OWN, "utilisation": "20"},
            expect={"tax_compute": "5"},
            source=LOWDER,
        ),
        Example(
            name="5 of every 30 minutes",
            given={**OWN, "utilisation": "16.666666666666668", "interval": "30"},
            expect={"tax_compute": "6"},
            source=LOWDER,
        ),
        Example(
            name="all three jobs together, at 2 of 5, 3 of 15 and 5 of 30 minutes",
            given={
                **OWN,
                "stream_price": "2.28",
                "batch_price": "2.28",
                "hours_per_month": "720",
                "utilisation": "25.555555555555557",
            },
            expect={
                "streaming.compute_cost": "$1,641.60 a month",
                "micro.compute_cost": "$419.52 a month",
                "tax_compute": "3.913",
            },
            source=LOWDER,
            printed={"micro.compute_cost": "about $422 a month"},
            why="It rounds each of the three jobs before it adds them.",
        ),
        Example(
            name="an hour a day, on a cluster of the same size: compute alone",
            given={**OWN, "utilisation": "4.166666666666667"},
            expect={"tax_compute_nightly": "24", "bound": "24"},
            source=DATAVIDHYA,
        ),
        Example(
            name="45 minutes a day: compute alone",
            given={**OWN, "utilisation": "3.125"},
            expect={"tax_compute_nightly": "32"},
        ),
        Example(
            name="an X-Small with 15 seconds of work every 15 minutes, suspended at once: a minute is billed",
            given={**SNOWFLAKE, "auto_suspend": "0"},
            expect={"micro.duty": "6.667%", "tax_compute": "15"},
        ),
        Example(
            name="the same, suspended after a minute",
            given={**SNOWFLAKE, "auto_suspend": "60"},
            expect={"micro.duty": "8.333%", "tax_compute": "12"},
        ),
        Example(
            name="the same, suspended after ten minutes, the default",
            given={**SNOWFLAKE},
            expect={"micro.duty": "68.33%", "tax_compute": "1.463"},
        ),
        Example(
            name="a small shop, people counted",
            given={**SMALL},
            expect={
                "cost": "$8,935.86 a month",
                "cost_micro_batch": "$1,730.77 a month",
                "extra": "$7,205.09 a month",
                "tax": "5.163",
                "tax_without_people": "6.868",
                "driver": "people",
            },
        ),
        Example(
            name="the same with Kafka kept as the buffer, people left out: 62% of streaming, not a tenth",
            given={**SMALL, "stays": "yes", "people": "no"},
            expect={
                "cost": "$1,037.00 a month",
                "cost_micro_batch": "$641.00 a month",
                "tax": "1.618",
                "micro_share": "61.81%",
                "claim_share": "not true here",
            },
        ),
        Example(
            name="a busy platform, streaming at 1.2 times the price of batch",
            given={
                **SMALL,
                "stream_price": "49.31506849315068",
                "batch_price": "41.0958904109589",
                "transport_price": "24000",
                "utilisation": "80",
                "engineers": "2",
                "batch_engineers": "1",
            },
            expect={
                "streaming.compute_cost": "$36,000.00 a month",
                "micro.compute_cost": "$24,000.00 a month",
                "cost": "$91,595.44 a month",
                "cost_micro_batch": "$39,797.72 a month",
                "tax": "2.302",
                "price_ratio": "1.2",
            },
        ),
        Example(
            name="a Dataflow worker that streams, against an hour a day as batch",
            given={**GOOGLE, "utilisation": "4.166666666666667"},
            expect={
                "cost": "$240.43 a month",
                "cost_nightly": "$8.44 a month",
                "price_ratio": "1.187",
                "tax_nightly": "28.5",
            },
        ),
        Example(
            name="the same against 18 hours a day of batch",
            given={**GOOGLE, "utilisation": "75"},
            expect={"tax_nightly": "1.583"},
        ),
        Example(
            name="a quarter less compute in streaming than in batch, as Uber reports it: a tax below one",
            given={**OWN, **ALONE, "stream_price": "0.75", "batch_price": "1", "utilisation": "100"},
            expect={
                "tax": "0.75",
                "compared": "less",
                "claim_tax": "not true here: streaming costs no more",
                "pays": "at none: streaming is the cheaper one",
            },
            source=INFOQ,
        ),
        Example(
            name="10% at work, 2 minutes of overhead: 10 times at most, 4.3 at 15 minutes, 9.9 a night",
            given={**OWN, "run_overhead": "2", "utilisation": "10"},
            expect={
                "bound": "10",
                "tax_compute": "4.286",
                "tax_compute_hourly": "7.5",
                "tax_compute_nightly": "9.863",
                "pays_from": "2.222 min",
                "claim_run": "90 s/run",
            },
        ),
        Example(
            name="Flink runs every 15 minutes are billed ten minutes each",
            given={"batch_engine": "Managed Flink"},
            expect={"micro.billed_run": "10 min/run", "micro.duty": "66.67%", "tax_compute": "1.5"},
        ),
        Example(
            name="a batch cluster too small for the work",
            given={"batch_engine": "Glue", "dpus": "0.0625", "utilisation": "90"},
            expect={"enough_batch": "no", "fits": "no"},
        ),
        Example(
            name="SQS, and replay needed",
            given={"transport": "SQS", "replay": "yes"},
            expect={"way": "nothing", "fits": "no"},
        ),
        Example(
            name="everything free but people, who are left out: no ratio",
            given={"people": "no", "discount": "100", "lake_retention": "0"},
            expect={"cost": "$0.00 a month", "costs_something": "no", "fits": "no"},
        ),
    )
