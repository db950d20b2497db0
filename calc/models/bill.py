"""The steps that every bill has, each written once: a model takes them as ``cost = Bill.cost``."""

from __future__ import annotations

from calc.model import output, step


class Bill:
    """What the steps below read is asked, looked up or worked out by the model that takes them."""

    events: float
    event_size: float
    largest_event: float
    hours_per_month: float
    discount: float
    list_cost: float

    @step("event/month")
    def monthly_events(self) -> float:
        """Events in a month."""
        return self.events * self.hours_per_month

    @step("MB/s")
    def ingress(self) -> float:
        """Data written, on average."""
        return self.events * self.event_size

    @step("kB/event")
    def largest(self) -> float:
        """The largest event: no smaller than the average."""
        return max(self.event_size, self.largest_event)

    @step("USD/month", label="Discount")
    def saving(self) -> float:
        """The negotiated discount on the whole bill."""
        return self.list_cost * self.discount

    @output("USD/month")
    def cost(self) -> float:
        """The bill."""
        return self.list_cost - self.saving

    @output("USD/million/event", label="Unit cost")
    def cost_per_million(self) -> float:
        """The bill over the events of the month."""
        return self.cost / self.monthly_events
