"""The ways to do the same work: always on, by functions, and in runs. Each is a whole bill with the same four lines."""

from __future__ import annotations

from typing import Protocol

from calc import vocabulary
from calc.catalogue import Tiers
from calc.functions import mean_wait, tiered
from calc.model import Model, ask, cheapest, choose, limit, lookup, output, part, step, switch
from calc.models.bill import Bill
from calc.models.decision.engines import Engines
from calc.models.decision.people import People
from calc.models.transport.carried import PEOPLE
from calc.models.transport.kinesis import Kinesis
from calc.models.transport.msk import MskStandard
from calc.models.transport.sqs import Sqs

TRANSPORTS = ("Kinesis", "MSK", "SQS", "own figure")


class OwnTransport(Model, title="A transport at your own figure"):
    """By the month."""

    transport_price: float = ask(
        "490 USD/month",
        label="Own figure for the transport",
        low=0,
        high=1e9,
        help="Only if you chose it. $490 are three m5.large of MSK with 300 GB.",
        advanced=True,
    )

    @step("USD/month")
    def cost(self) -> float:
        """What you typed."""
        return self.transport_price


class Billed(Protocol):
    """What is read of a transport."""

    @property
    def cost(self) -> float: ...


class Carrier(Model, title="The transport"):
    """What carries the events to the stream."""

    transport: str = choose(*TRANSPORTS, label="Transport", help="What carries the events. MSK is of Standard brokers.")
    name: str = choose(*TRANSPORTS, label="Name", help="Which this is.")
    service: Billed = part(needed=True)

    @limit
    def wanted(self) -> bool:
        """you chose {transport}."""
        return self.transport == self.name

    @step("USD/month")
    def cost(self) -> float:
        """Its bill, with what it keeps."""
        return self.service.cost


class Carriage(Model, title="Transport and files"):
    """What carries the events, and the files that every way writes in the end."""

    stays: bool = switch(
        True,
        label="The transport stays in batch",
        help="Yes if runs read from it, or something else needs it; no if producers write files instead.",
    )
    lake_retention: float = ask(
        "30 day",
        label="Files kept for",
        low=0,
        high=3650,
        help="What every way writes in the end, in object storage: events as they are, not copied.",
        advanced=True,
    )
    events: float = vocabulary.events
    event_size: float = vocabulary.event_size

    lake_storage: float = lookup("premium.lake_storage")

    kinesis: Kinesis = part(Kinesis)
    msk: MskStandard = part(MskStandard)
    sqs: Sqs = part(Sqs)
    own: OwnTransport = part(OwnTransport)
    carrier: Carrier = cheapest(
        {
            "Kinesis": part(Carrier, name="Kinesis", service=kinesis),
            "MSK": part(Carrier, name="MSK", service=msk),
            "SQS": part(Carrier, name="SQS", service=sqs),
            "own figure": part(Carrier, name="own figure", service=own),
        }
    )

    @step("USD/month")
    def carried(self) -> float:
        """What the transport costs."""
        return self.carrier.cost

    @step("USD/month")
    def batch_carried(self) -> float:
        """What of it batch pays too."""
        return self.carried if self.stays else 0

    ingress = Bill.ingress

    @step("USD/month", label="Files", of="storage")
    def lake(self) -> float:
        """Files that are kept, the same in every way."""
        return self.ingress * self.lake_retention * self.lake_storage


class Platform(Model, title="What every way is made of"):
    """The engines, the transport and the files."""

    engines: Engines = part(Engines, needed=True)
    carriage: Carriage = part(Carriage, needed=True)


class Way:
    """The step that every way has; what it reads is worked out by the model that takes it."""

    compute_cost: float
    transport_cost: float
    storage_cost: float
    people_cost: float
    delay: float
    window: float

    @output("USD/month")
    def cost(self) -> float:
        """The whole bill."""
        return self.compute_cost + self.transport_cost + self.storage_cost + self.people_cost

    @limit
    def in_time(self) -> bool:
        """its results come {delay} after the event on average, and your window is {window}."""
        return self.delay <= self.window


class Streaming(Model, title="Streaming, always on"):
    """A cluster that never stops."""

    engineers: float = People.engineers
    engineer_cost: float = vocabulary.engineer_cost
    people: bool = PEOPLE
    stream_delay: float = vocabulary.stream_delay
    window: float = vocabulary.window
    platform: Platform = part(needed=True)

    @step("min")
    def delay(self) -> float:
        """From an event until its result can be seen."""
        return self.stream_delay

    @step("USD/month", label="Compute", of="compute")
    def compute_cost(self) -> float:
        """The streaming cluster for the whole month."""
        return self.platform.engines.stream.cluster

    @step("USD/month", label="Transport", of="network")
    def transport_cost(self) -> float:
        """The transport."""
        return self.platform.carriage.carried

    @step("USD/month", label="Storage", of="storage")
    def storage_cost(self) -> float:
        """What the engine keeps, and the files."""
        return self.platform.engines.stream_kept + self.platform.carriage.lake

    @step("USD/month", label="People", of="people")
    def people_cost(self) -> float:
        """The engineers that it keeps busy."""
        return self.engineers * self.engineer_cost if self.people else 0

    cost = Way.cost
    in_time = Way.in_time


class Functions(Model, title="Near-real-time, by functions"):
    """The transport stays on and calls Lambda functions, which bill the work and nothing while they wait."""

    near_engineers: float = ask(
        "0.2 person",
        label="Engineers that near-real-time would keep busy",
        low=0,
        high=1000,
        help="Functions behind a queue. An assumption: nobody publishes a figure.",
        advanced=True,
    )
    call_batch: float = ask(
        "10 event/request",
        label="Events in a call of a function",
        low=1,
        high=10_000,
        help="Near-real-time calls a function for so many events, or fewer where few come.",
        advanced=True,
    )
    near_delay: float = ask(
        "1 min",
        label="Delay of near-real-time",
        low=0,
        high=1440,
        help="From the event until its result can be seen, where functions are called for events that have gathered. "
        "An assumption; it moves no cost.",
        advanced=True,
    )
    window: float = vocabulary.window
    events: float = vocabulary.events
    hours_per_month: float = vocabulary.hours_per_month
    engineer_cost: float = vocabulary.engineer_cost
    people: bool = PEOPLE
    discount: float = vocabulary.discount
    architecture: str = vocabulary.architecture
    region: str = vocabulary.region
    platform: Platform = part(needed=True)

    duration: Tiers = lookup("aws_lambda.duration")
    function_memory: float = lookup("premium.function_memory")
    gb_second: float = lookup("aws_lambda.gb_second")
    request: float = lookup("aws_lambda.request")

    @step("min")
    def delay(self) -> float:
        """From an event until its result can be seen."""
        return self.near_delay

    @step("gbsecond/month")
    def used(self) -> float:
        """The work, as memory of functions that have the power of its processors."""
        return self.platform.engines.work * self.hours_per_month * self.function_memory * self.gb_second

    @step("request/month")
    def calls(self) -> float:
        """Calls of the functions."""
        return self.events * self.hours_per_month / self.call_batch

    @step("USD/month", label="Compute", of="compute")
    def compute_cost(self) -> float:
        """Duration and calls of the functions."""
        return (tiered(self.used, self.duration) + self.calls * self.request) * (1 - self.discount)

    @step("USD/month", label="Transport", of="network")
    def transport_cost(self) -> float:
        """The transport, which stays on."""
        return self.platform.carriage.carried

    @step("USD/month", label="Files", of="storage")
    def storage_cost(self) -> float:
        """The files."""
        return self.platform.carriage.lake

    @step("USD/month", label="People", of="people")
    def people_cost(self) -> float:
        """The engineers that it keeps busy."""
        return self.near_engineers * self.engineer_cost if self.people else 0

    cost = Way.cost
    in_time = Way.in_time


class Batch(Model, title="Runs at an interval"):
    """The batch cluster, billed for its runs: the work that came in since the last one, and the overhead."""

    interval: float = vocabulary.interval
    run_time: float = vocabulary.run_time
    window: float = vocabulary.window
    batch_engineers: float = People.batch_engineers
    engineer_cost: float = vocabulary.engineer_cost
    people: bool = PEOPLE
    platform: Platform = part(needed=True)

    at_once: float = lookup("premium.at_once")

    @step("min")
    def delay(self) -> float:
        """From an event until its result can be seen, on average: it waits half an interval for a run."""
        return mean_wait(self.interval) + self.run_time

    @step("min/run")
    def between(self) -> float:
        """The time from one run to the next."""
        return self.interval / self.at_once

    @step("min/run", label="Billed for a run")
    def billed_run(self) -> float:
        """A run as it is billed: what came in since the last one and the overhead, and at least the least time."""
        return max(
            self.platform.engines.busy * self.between + self.platform.engines.batch.idle_run,
            self.platform.engines.batch.least_run,
        )

    @step("%", label="Share of the time billed")
    def duty(self) -> float:
        """The share of the time that is billed; runs that take longer than their interval never stop."""
        return min(1, self.billed_run / self.between)

    @step("USD/month", label="Compute", of="compute")
    def compute_cost(self) -> float:
        """The batch cluster, by the time billed."""
        return self.platform.engines.batch.cluster * self.duty

    @step("USD/month", label="Transport", of="network")
    def transport_cost(self) -> float:
        """The transport, if it stays on in batch."""
        return self.platform.carriage.batch_carried

    @step("USD/month", label="Storage", of="storage")
    def storage_cost(self) -> float:
        """What the engine keeps, and the files."""
        return self.platform.engines.batch_kept + self.platform.carriage.lake

    @step("USD/month", label="People", of="people")
    def people_cost(self) -> float:
        """The engineers that it keeps busy."""
        return self.batch_engineers * self.engineer_cost if self.people else 0

    @step("1")
    def compute_tax(self) -> float:
        """Compute of streaming over that of these runs; 0 where runs cost nothing."""
        return self.platform.engines.stream.cluster / self.compute_cost if self.compute_cost > 0 else 0

    cost = Way.cost
    in_time = Way.in_time
