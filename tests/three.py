"""A comparison of three services without people: few enough to work its flips out by hand."""

from __future__ import annotations

from typing import Any

from calc import vocabulary
from calc.model import Model, cheapest, headline, output, part
from calc.models.transport.kinesis import Kinesis
from calc.models.transport.msk import MskStandard
from calc.models.transport.sqs import Sqs


class Three(Model):
    """SQS, Kinesis and MSK for the same events."""

    events: float = vocabulary.events
    sqs: Sqs = part(Sqs, queue="standard", through_sns="no")
    kinesis: Kinesis = part(Kinesis, mode="provisioned")
    msk: MskStandard = part(MskStandard)
    service: Any = cheapest({"SQS": sqs, "Kinesis": kinesis, "MSK": msk}, over="events")

    @output("USD/month")
    def cost(self) -> float:
        """The bill of the cheapest service that fits."""
        return self.service.cost

    @headline
    def verdict(self) -> str:
        """The cheapest service that fits."""
        return f"{self.service} is the cheapest that fits: {self.cost} for {self.events}."
