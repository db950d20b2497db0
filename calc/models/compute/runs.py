"""The steps of what is either always on or billed by the run, each written once: ``billed = Runs.billed``."""

from __future__ import annotations

from calc.functions import ceil
from calc.model import output, step


class Runs:
    """What the steps below read is asked or looked up by the model that takes them."""

    always_on: bool
    runs: float
    run_minutes: float
    hours_per_month: float
    increment: float
    least_run: float

    @step("min/run")
    def rounded_run(self) -> float:
        """A run, rounded up to the step in which it is billed."""
        return ceil(self.run_minutes / self.increment) * self.increment

    @step("min/run")
    def billed_run(self) -> float:
        """A run as it is billed: rounded up, and at least the least time."""
        return max(self.rounded_run, self.least_run)

    @output("h/month", label="Time billed")
    def billed(self) -> float:
        """The whole month if always on, and otherwise all runs of it."""
        return self.hours_per_month if self.always_on else self.runs * self.billed_run
