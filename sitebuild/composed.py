"""Logs that functions work on, by two ways: what others published of both together. They have no page of their own."""

from __future__ import annotations

from calc import vocabulary
from calc.model import Example, Model, ask, lookup, output, part, step
from calc.models.compute.lambda_ import Lambda
from calc.models.transport.kinesis import Kinesis

COSTS = "https://github.com/aws-solutions/centralized-logging-with-opensearch/blob/5a21fe82/docs/en/implementation-guide/cost.md"
ROUNDED = {"aws_lambda.duration": "0.0000167", "aws_lambda.request": "0"}  # the publisher's price; it leaves calls out


class ThroughS3(Model, title="Logs through S3 and Lambda"):
    """Files of logs in S3, and a function for each megabyte of them."""

    events: float = vocabulary.events
    event_size: float = vocabulary.event_size
    retention: float = vocabulary.retention
    region: str = vocabulary.region
    function: Lambda = part(Lambda)
    share_kept: float = ask("4 %", label="Size of the files in S3, of what came", low=0, high=100)

    storage: float = lookup("premium.lake_storage")

    @step("GB")
    def kept(self) -> float:
        """What lies in S3."""
        return self.events * self.event_size * self.retention * self.share_kept

    @step("USD/month", label="Storage in S3")
    def storage_cost(self) -> float:
        """Files in S3."""
        return self.kept * self.storage

    @output("USD/month", label="Lambda")
    def function_cost(self) -> float:
        """Functions."""
        return self.function.cost

    @output("USD/month", label="Cost, through S3 and Lambda")
    def cost(self) -> float:
        """Both together."""
        return self.function_cost + self.storage_cost

    examples = tuple(
        Example(
            name=f"{name} GB a day of logs through S3 and Lambda, 260 ms a MiB: {exact} a month",
            given={
                "events": events,
                "event_size": "1.073741824",
                "retention": "720",
                "hours_per_month": "720",
                "invocations": invocations,
                "duration": "260",
                "memory": "1024",
            },
            expect={"cost": cost},
            source=COSTS,
            prices=ROUNDED,
        )
        for name, events, invocations, cost, exact in (
            ("10", "115.74074074074075", "307200", "$1.61 a month", "$1.610"),
            ("100", "1157.4074074074074", "3072000", "$16.10 a month", "$16.099"),
            ("1,000", "11574.074074074075", "30720000", "$160.99 a month", "$160.986"),
        )
    )


class ThroughKinesis(Model, title="Logs through Kinesis and Lambda"):
    """The same logs as records of a stream, and functions that read it."""

    stream: Kinesis = part(Kinesis, consumers="1", peak_factor="1", retention="24")
    function: Lambda = part(Lambda)

    @output("USD/month", label="Lambda")
    def function_cost(self) -> float:
        """Functions."""
        return self.function.cost

    @output("USD/month", label="Cost, through Kinesis and Lambda")
    def cost(self) -> float:
        """Both together."""
        return self.stream.cost + self.function_cost

    examples = (
        Example(
            name="10 GB a day of logs of 1 kB through Kinesis and Lambda, 5,000 s of functions a day: $17.505 a month",
            given={
                "events": "115.74074074074075",
                "hours_per_month": "720",
                "shard_load": "100",
                "invocations": "150000",
                "duration": "1000",
                "memory": "1024",
            },
            expect={"stream.shards": "1 shard", "function_cost": "$2.51 a month", "cost": "$17.51 a month"},
            source=COSTS,
            prices=ROUNDED,
        ),
    )
