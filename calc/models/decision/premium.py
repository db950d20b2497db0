"""The real-time tax: the same events always on, and in runs."""

from __future__ import annotations

from typing import Protocol

from calc import vocabulary
from calc.model import Example, Model, ask, headline, output, part, step, switch
from calc.models.compute.flink import Flink
from calc.models.decision.people import People
from calc.models.transport.kinesis import Kinesis

LOWDER = (
    "https://shannonlowder-mirror.pages.dev/cloud-costs-and-streaming-the-real-price-of-keeping-a-consumer-online-24-7/"
)
UBER = "https://www.infoq.com/news/2026/03/uber-streaming-date-lake"


class Stack(Protocol):
    """What a way of running reads of the stream that it would replace."""

    @property
    def compute(self) -> float: ...
    @property
    def kept(self) -> float: ...


class Always(Model, title="Always on"):
    """The stream, the job that is never stopped, and what both keep."""

    discount: float = vocabulary.discount
    stays: bool = switch(
        True,
        label="The stream stays in batch",
        help="Yes if runs read from the same stream; no if events go straight to a store and nothing carries them.",
    )
    kinesis: Kinesis = part(Kinesis, mode="provisioned", needed=True)
    flink: Flink = part(Flink, always_on="yes", needed=True)

    @step("USD/month")
    def stored(self) -> float:
        """What stream and job keep, after the discount."""
        return (
            self.kinesis.extended_cost + self.kinesis.long_term_cost + self.flink.storage_cost + self.flink.backup_cost
        ) * (1 - self.discount)

    @step("USD/month")
    def job_storage(self) -> float:
        """What the job keeps, after the discount."""
        return (self.flink.storage_cost + self.flink.backup_cost) * (1 - self.discount)

    @step("USD/month")
    def compute(self) -> float:
        """The job that is always on."""
        return self.flink.cost - self.job_storage

    @step("USD/month")
    def transport(self) -> float:
        """The stream, without what it keeps."""
        return self.kinesis.cost - self.stored + self.job_storage

    @step("USD/month")
    def kept(self) -> float:
        """What of it is paid in batch too."""
        return self.kinesis.cost if self.stays else 0


class Way(Model, title="In runs"):
    """The same work in runs: billed while it works and for the overhead of each run, and with fewer people."""

    interval: float = vocabulary.interval
    utilisation: float = vocabulary.utilisation
    hours_per_month: float = vocabulary.hours_per_month
    engineer_cost: float = vocabulary.engineer_cost
    batch_engineers: float = People.batch_engineers
    stack: Stack = part()
    run_overhead: float = ask(
        "2 min",
        label="Overhead of a run",
        low=0,
        high=1440,
        help="Billed in each run besides the work: start, least time billed, time until suspended. Weak evidence: "
        "seconds to ten minutes, by engine.",
    )
    price_ratio: float = ask(
        "1",
        label="Price of streaming over batch",
        low=0.1,
        high=10,
        help="For the same processor and hour. A KPU of Managed Flink and a quarter of a DPU of Glue cost the same; "
        "Dataflow's streaming costs 1.19 times its batch.",
        advanced=True,
    )

    @output("%", label="Time billed")
    def duty(self) -> float:
        """The share of the time that is billed: the work, and the overhead of each run; all of it at most."""
        return min(1, self.utilisation + self.run_overhead / self.interval)

    @step("USD/month", label="Compute", of="compute")
    def compute_cost(self) -> float:
        """The same machines for the time billed, at batch's price."""
        return self.stack.compute * self.duty / self.price_ratio

    @step("USD/month", label="Stream", of="network")
    def transport_cost(self) -> float:
        """The stream, if runs read from it."""
        return self.stack.kept

    @step("USD/month", label="People", of="people")
    def people_cost(self) -> float:
        """The people that runs keep busy."""
        return self.batch_engineers * self.engineer_cost

    @output("USD/month")
    def cost(self) -> float:
        """The whole bill in runs."""
        return self.compute_cost + self.transport_cost + self.people_cost


class Premium(Model, id="premium", title="The real-time tax"):
    """What the same events cost always on, and in runs each minute, each interval, each hour and each night."""

    events: float = vocabulary.events
    utilisation: float = vocabulary.utilisation
    interval: float = vocabulary.interval
    engineers: float = People.engineers
    batch_engineers: float = People.batch_engineers
    engineer_cost: float = vocabulary.engineer_cost
    utilisation_low: float = ask(
        "10 %",
        label="Utilisation, at least",
        low=0.1,
        high=100,
        help="The lowest that you would defend; the range of the tax comes from it.",
        advanced=True,
    )
    utilisation_high: float = ask(
        "50 %",
        label="Utilisation, at most",
        low=0.1,
        high=100,
        help="The highest that you would defend.",
        advanced=True,
    )
    claim: float = ask(
        "10",
        label="A tax that was claimed",
        low=0.1,
        high=1000,
        help='"Ten times" and "ten to fifty times" are often said. What that would take is told beside your own.',
        advanced=True,
    )
    always: Always = part(Always, needed=True)
    near: Way = part(Way, stack=always, interval="1")
    micro: Way = part(Way, stack=always)
    hourly: Way = part(Way, stack=always, interval="60")
    nightly: Way = part(Way, stack=always, interval="1440")

    @step("USD/month", label="Stream", of="network")
    def transport_cost(self) -> float:
        """The stream that carries the events."""
        return self.always.transport

    @step("USD/month", label="Compute", of="compute")
    def compute_cost(self) -> float:
        """The job that is always on."""
        return self.always.compute

    @step("USD/month", label="Storage", of="storage")
    def storage_cost(self) -> float:
        """What stream and job keep."""
        return self.always.stored

    @step("USD/month", label="People", of="people")
    def people_cost(self) -> float:
        """The people that it keeps busy, day and night."""
        return self.engineers * self.engineer_cost

    @output("USD/month", label="Always on")
    def cost(self) -> float:
        """The whole bill of streaming."""
        return self.transport_cost + self.compute_cost + self.storage_cost + self.people_cost

    @output("USD/month", label="Near-real-time, each minute")
    def cost_near_real_time(self) -> float:
        """The whole bill in runs of a minute."""
        return self.near.cost

    @output("USD/month", label="Micro-batch")
    def cost_micro_batch(self) -> float:
        """The whole bill in runs at the interval."""
        return self.micro.cost

    @output("USD/month", label="Hourly")
    def cost_hourly(self) -> float:
        """The whole bill in hourly runs."""
        return self.hourly.cost

    @output("USD/month", label="Nightly")
    def cost_nightly(self) -> float:
        """The whole bill in one run a night."""
        return self.nightly.cost

    @output("1", label="Tax over micro-batch")
    def tax(self) -> float:
        """Always on over runs at the interval."""
        return self.cost / self.micro.cost

    @output("1", label="Tax over hourly")
    def tax_hourly(self) -> float:
        """Always on over hourly runs."""
        return self.cost / self.hourly.cost

    @output("1", label="Tax over nightly")
    def tax_nightly(self) -> float:
        """Always on over one run a night."""
        return self.cost / self.nightly.cost

    @output("1", label="Tax, compute alone")
    def tax_compute(self) -> float:
        """The price of streaming over batch, over the time billed in runs."""
        return self.micro.price_ratio / self.micro.duty

    @output("1", label="It can never be more than")
    def bound(self) -> float:
        """The tax on compute with runs so seldom that their overhead is nothing."""
        return self.micro.price_ratio / self.utilisation

    @output("%", label="Of it transport")
    def share_transport(self) -> float:
        """The stream's share of the bill of streaming."""
        return self.transport_cost / self.cost

    @output("%", label="Of it compute")
    def share_compute(self) -> float:
        """The job's share."""
        return self.compute_cost / self.cost

    @output("%", label="Of it storage")
    def share_storage(self) -> float:
        """The share of what is kept."""
        return self.storage_cost / self.cost

    @output("%", label="Of it people")
    def share_people(self) -> float:
        """The share of people."""
        return self.people_cost / self.cost

    @step("USD/month")
    def fixed(self) -> float:
        """What runs cost whatever the utilisation."""
        return self.micro.cost - self.micro.compute_cost

    @step("%")
    def overhead(self) -> float:
        """The share of the time that goes to the overhead of runs."""
        return self.micro.run_overhead / self.interval

    @step("USD/month")
    def cost_idle(self) -> float:
        """In runs, at the lowest utilisation."""
        return self.fixed + self.compute_cost / self.micro.price_ratio * min(
            1, min(self.utilisation, self.utilisation_low) + self.overhead
        )

    @step("USD/month")
    def cost_busy(self) -> float:
        """In runs, at the highest utilisation."""
        return self.fixed + self.compute_cost / self.micro.price_ratio * min(
            1, max(self.utilisation, self.utilisation_high) + self.overhead
        )

    @output("1", label="Tax, at the highest utilisation")
    def tax_low(self) -> float:
        """The least that it may be."""
        return self.cost / self.cost_busy

    @output("1", label="Tax, at the lowest utilisation")
    def tax_high(self) -> float:
        """The most that it may be."""
        return self.cost / self.cost_idle

    @output("%", label="Utilisation that the claim takes, at most")
    def claim_utilisation(self) -> float:
        """With a higher one the tax on compute cannot be what was claimed."""
        return min(1, self.micro.price_ratio / self.claim)

    @output("min", label="Billed in a run for the claim, at most")
    def claim_billed(self) -> float:
        """With more the tax on compute is not what was claimed."""
        return self.interval * self.claim_utilisation

    @step("USD/month")
    def difference(self) -> float:
        """What lies between the two bills."""
        return max(self.cost - self.micro.cost, self.micro.cost - self.cost)

    @step("text")
    def dearer(self) -> str:
        """Whether streaming costs more or less."""
        return "more" if self.cost >= self.micro.cost else "less"

    @step("text")
    def driver(self) -> str:
        """The largest part of the bill of streaming."""
        return (
            "people"
            if self.people_cost >= max(self.compute_cost, self.transport_cost, self.storage_cost)
            else "compute"
            if self.compute_cost >= max(self.transport_cost, self.storage_cost)
            else "the stream"
            if self.transport_cost >= self.storage_cost
            else "storage"
        )

    @headline
    def verdict(self) -> str:
        """The difference and the ratio, with what drives it."""
        return (
            f"Real-time costs {self.difference} {self.dearer} than a run every {self.interval}: {self.cost} against "
            f"{self.cost_micro_batch}, {self.tax} times as much. "
            f"Most of it is {self.driver}; compute alone is {self.tax_compute} times, and from {self.tax_low} to "
            f"{self.tax_high} times in all as utilisation goes from {self.utilisation_high} to {self.utilisation_low}. "
            f"A tax of {self.claim} on compute would take a utilisation of at most {self.claim_utilisation}."
        )

    asks = ("events", "utilisation", "interval", "run_overhead", "engineers", "batch_engineers")

    examples = (
        Example(
            name="a job, a stream of 200 events/s, and half an engineer against a tenth",
            given={},
            expect={"cost": "$8,200.50 a month", "cost_micro_batch": "$1,708.59 a month", "tax": "4.8"},
        ),
        Example(
            name="4 of every 15 minutes at work",
            given={"utilisation": "26.6666667", "run_overhead": "0"},
            expect={"tax_compute": "3.75"},
            source=LOWDER,
        ),
        Example(
            name="5 of every 30 minutes at work",
            given={"utilisation": "16.6666667", "run_overhead": "0", "interval": "30"},
            expect={"tax_compute": "6"},
            source=LOWDER,
        ),
        Example(
            name="a quarter less in streaming than in batch: a tax below one",
            given={
                "utilisation": "100",
                "price_ratio": "0.75",
                "engineers": "0",
                "batch_engineers": "0",
                "stays": "no",
            },
            expect={"tax_compute": "0.75"},
            source=UBER,
        ),
        Example(
            name="2% at work: fifty times at most, 6.5 at 15 minutes, 46.8 a night",
            given={"utilisation": "2", "engineers": "0", "batch_engineers": "0", "stays": "no"},
            expect={"bound": "50", "tax_compute": "6.522", "claim_utilisation": "10%", "claim_billed": "1.5 min"},
        ),
        Example(
            name="25% at work, hourly",
            given={"interval": "60"},
            expect={"bound": "4", "tax_compute": "3.529"},
        ),
        Example(
            name="90% at work, every 15 minutes: runs are billed all the time",
            given={"utilisation": "90"},
            expect={"bound": "1.111", "tax_compute": "1"},
        ),
        Example(
            name="one hour of work a day in Dataflow, whose streaming costs 1.19 times its batch",
            given={"utilisation": "4.1666667", "run_overhead": "0", "interval": "1440", "price_ratio": "1.19"},
            expect={"tax_compute": "28.56"},
        ),
        Example(
            name="without people the stream that stays is what is left",
            given={"engineers": "0", "batch_engineers": "0"},
            expect={"tax": "2.266"},
        ),
    )
