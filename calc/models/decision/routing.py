"""Small model first: a router or a cascade in front of a frontier model."""

from __future__ import annotations

from calc import vocabulary
from calc.model import Example, Model, ask, cheapest, choose, headline, limit, lookup, output, part, step, switch
from calc.models.bill import Bill

NADIR = "https://getnadir.com/blog/frugalgpt-cascade-routing-implementation-tutorial"

ESCALATION: float = ask(
    "20 %",
    label="Needs the large model",
    low=0,
    high=100,
    help="The share of the events for which the small model's answer is not good enough. A property of your events: "
    "measure it on a sample.",
)
SMALL_ACCURACY: float = ask(
    "95 %",
    label="Small model: right",
    low=0,
    high=100,
    help="Of the events that stay with it. Our assumption: measure it.",
    advanced=True,
)
LARGE_ACCURACY: float = ask(
    "97 %",
    label="Large model: right",
    low=0,
    high=100,
    help="Of all events, and of those that are sent to it. Our assumption: measure it.",
    advanced=True,
)
ERROR_COST: float = ask(
    "0.01 USD/event",
    label="Cost of a wrong answer",
    low=0,
    high=1e6,
    help="What one costs you, on average: a correction, a refund. Our assumption; 0 compares bills alone.",
    advanced=True,
)

CALLED: str = choose("large", "router", "cascade", label="Way", help="Which of the three.")


class Calls(Model, title="One call of each model"):
    """What a call costs at list prices, how long it takes, and how many events there are."""

    events: float = vocabulary.events
    hours_per_month: float = vocabulary.hours_per_month
    judged: float = ask(
        "1 %",
        label="Events that a model reads",
        low=0.0001,
        high=100,
        help="Of all events. What a rule can decide needs no model.",
    )
    input_tokens: float = ask(
        "800 token/event",
        label="Tokens read",
        low=1,
        high=100_000,
        help="Of one call: instructions, context and the event. 1,000 are about 750 English words. "
        "Longer prompts than 100,000 cost more than is listed.",
    )
    output_tokens: float = ask(
        "100 token/event",
        label="Tokens written",
        low=0,
        high=100_000,
        help="Of one call, with those that the model thinks in.",
    )
    small_model: str = choose(
        "Claude Haiku 5.5",
        "Claude Haiku 4.5",
        "GPT-6 Luna",
        "GPT-5.4 mini",
        "GPT-5.4 nano",
        "Gemini 3.5 Flash-Lite",
        "Gemini 3.1 Flash-Lite",
        label="Small model",
        help="Its list price. Put your own price in its place if yours is another, or runs on your machines.",
    )
    large_model: str = choose(
        "Claude Opus 5.5",
        "Claude Opus 4.7",
        "Claude Sonnet 5.5",
        "GPT-6.1 Sol",
        "GPT-6 Astra",
        "GPT-5.5",
        "Gemini 3.1 Pro",
        label="Large model",
        help="Its list price.",
    )
    batch: bool = switch(
        False,
        label="Batch endpoint allowed",
        help="Half the price, for answers within 24 hours. Often they come within the hour; none is promised.",
    )
    small_latency: float = ask(
        "1 s",
        label="Small model: answers in",
        low=0,
        high=3600,
        help="Our assumption: measure yours. The batch endpoint's promise takes its place.",
        advanced=True,
    )
    large_latency: float = ask(
        "4 s",
        label="Large model: answers in",
        low=0,
        high=3600,
        help="Our assumption: measure yours. The batch endpoint's promise takes its place.",
        advanced=True,
    )

    batch_price: float = lookup("language_models.batch_price")
    batch_within: float = lookup("language_models.batch_within")
    large_input: float = lookup("language_models.large_input")
    large_output: float = lookup("language_models.large_output")
    small_input: float = lookup("language_models.small_input")
    small_output: float = lookup("language_models.small_output")

    monthly_events = Bill.monthly_events

    @step("event/month")
    def read(self) -> float:
        """Events that a model reads."""
        return self.monthly_events * self.judged

    @step("1")
    def rate(self) -> float:
        """What is paid of the list price."""
        return self.batch_price if self.batch else 1

    @step("USD/million/event")
    def small_call(self) -> float:
        """A call of the small model."""
        return (self.input_tokens * self.small_input + self.output_tokens * self.small_output) * self.rate

    @step("USD/million/event")
    def large_call(self) -> float:
        """A call of the large model."""
        return (self.input_tokens * self.large_input + self.output_tokens * self.large_output) * self.rate

    @step("s")
    def small_wait(self) -> float:
        """The wait for the small model, at the batch endpoint the longest."""
        return self.batch_within if self.batch else self.small_latency

    @step("s")
    def large_wait(self) -> float:
        """The wait for the large model, at the batch endpoint the longest."""
        return self.batch_within if self.batch else self.large_latency


class Way:
    """What every way of asking has; what the steps below read is asked or worked out by the model that takes them."""

    calls: Calls
    window: float
    error_cost: float
    per_event: float
    accuracy: float
    latency: float
    slowest: float

    @step("USD/month", label="Models", of="requests")
    def bill(self) -> float:
        """What the models cost."""
        return self.calls.read * self.per_event

    @step("USD/month", label="Wrong answers")
    def errors(self) -> float:
        """What wrong answers cost."""
        return self.calls.read * (1 - self.accuracy) * self.error_cost

    @output("USD/month")
    def cost(self) -> float:
        """The models, and the wrong answers."""
        return self.bill + self.errors

    @limit
    def in_time(self) -> bool:
        """its slowest answers come after {slowest}, and your window is {window}."""
        return self.slowest <= self.window


class LargeOnly(Model, title="Large model only"):
    """Every event goes to the large model."""

    calls: Calls = part()
    called: str = CALLED
    window: float = vocabulary.window
    large_accuracy: float = LARGE_ACCURACY
    error_cost: float = ERROR_COST

    @step("USD/million/event")
    def per_event(self) -> float:
        """A call of the large model."""
        return self.calls.large_call

    @step("%")
    def accuracy(self) -> float:
        """Answers that are right."""
        return self.large_accuracy

    @step("s")
    def latency(self) -> float:
        """The wait for an answer."""
        return self.calls.large_wait

    @step("s")
    def slowest(self) -> float:
        """The wait for the slowest answers."""
        return self.calls.large_wait

    bill = Way.bill
    errors = Way.errors
    cost = Way.cost
    in_time = Way.in_time


class Router(Model, title="Router"):
    """Something cheap looks at each event first, and sends it to one of the two models."""

    calls: Calls = part()
    called: str = CALLED
    window: float = vocabulary.window
    escalation: float = ESCALATION
    small_accuracy: float = SMALL_ACCURACY
    large_accuracy: float = LARGE_ACCURACY
    error_cost: float = ERROR_COST
    sent_besides: float = ask(
        "0 %",
        label="Router: sent to the large model besides",
        low=0,
        high=100,
        help="It decides before it sees an answer, and sends some for nothing. None is the best case.",
        advanced=True,
    )
    router_price: float = ask(
        "0 USD/million/event",
        label="Router: costs",
        low=0,
        high=1e6,
        help="What it costs to decide, not halved at the batch endpoint. A rule costs next to nothing.",
        advanced=True,
    )
    router_latency: float = ask(
        "0.05 s", label="Router: decides in", low=0, high=3600, help="Before a model is asked.", advanced=True
    )

    @step("%")
    def sent(self) -> float:
        """Events sent to the large model."""
        return self.escalation + self.sent_besides

    @step("USD/million/event")
    def per_event(self) -> float:
        """The decision, and one call of either model."""
        return self.router_price + (1 - self.sent) * self.calls.small_call + self.sent * self.calls.large_call

    @step("%")
    def accuracy(self) -> float:
        """Answers that are right."""
        return (1 - self.sent) * self.small_accuracy + self.sent * self.large_accuracy

    @step("s")
    def latency(self) -> float:
        """The wait for an answer, on average."""
        return self.router_latency + (1 - self.sent) * self.calls.small_wait + self.sent * self.calls.large_wait

    @step("s")
    def slowest(self) -> float:
        """The wait for the slowest answers."""
        return self.router_latency + max(self.calls.small_wait, self.calls.large_wait)

    bill = Way.bill
    errors = Way.errors
    cost = Way.cost
    in_time = Way.in_time

    @limit
    def no_more_than_all(self) -> bool:
        """{escalation} need the large model and {sent_besides} are sent to it besides, more than there are."""
        return self.sent <= 1


class Cascade(Model, title="Cascade"):
    """The small model answers every event; what does not pass a check goes to the large one as well."""

    calls: Calls = part()
    called: str = CALLED
    window: float = vocabulary.window
    escalation: float = ESCALATION
    small_accuracy: float = SMALL_ACCURACY
    large_accuracy: float = LARGE_ACCURACY
    error_cost: float = ERROR_COST
    check_price: float = ask(
        "0 USD/million/event",
        label="Cascade: check costs",
        low=0,
        high=1e6,
        help="What it costs to check the small model's answer, not halved at the batch endpoint. "
        "0 if the model says itself how sure it is, which is the weakest check.",
        advanced=True,
    )
    check_latency: float = ask(
        "0 s", label="Cascade: checked in", low=0, high=3600, help="After the small model has answered.", advanced=True
    )

    @step("USD/million/event")
    def small_and_check(self) -> float:
        """What every event costs: a call of the small model, and the check."""
        return self.calls.small_call + self.check_price

    @step("USD/million/event")
    def per_event(self) -> float:
        """That, and a call of the large model for what is escalated."""
        return self.small_and_check + self.escalation * self.calls.large_call

    @step("%")
    def accuracy(self) -> float:
        """Answers that are right."""
        return (1 - self.escalation) * self.small_accuracy + self.escalation * self.large_accuracy

    @step("s")
    def small_first(self) -> float:
        """The wait until the small model's answer is checked."""
        return self.calls.small_wait + self.check_latency

    @step("s")
    def latency(self) -> float:
        """The wait for an answer, on average."""
        return self.small_first + self.escalation * self.calls.large_wait

    @step("s")
    def slowest(self) -> float:
        """The wait for what is escalated: for both models, one after the other."""
        return self.small_first + self.calls.large_wait

    bill = Way.bill
    errors = Way.errors
    cost = Way.cost
    in_time = Way.in_time

    @step("%")
    def least(self) -> float:
        """What an event costs if none is escalated, of a call of the large model; all of it if that is free."""
        return self.small_and_check / self.calls.large_call if self.calls.large_call > 0 else 1

    @step("USD/million/event")
    def lost(self) -> float:
        """What a small model in place of the large one costs in wrong answers; below nothing if it is the better."""
        return (self.large_accuracy - self.small_accuracy) * self.error_cost

    @step("USD/million/event")
    def saved(self) -> float:
        """What is saved each time that the large model need not answer, wrong answers counted."""
        return self.calls.large_call - self.lost

    @step("yes/no")
    def pays(self) -> bool:
        """Whether it costs less than the large model at any escalation, wrong answers counted."""
        return self.small_and_check < self.saved


class Routing(Model, id="routing", title="Small model first"):
    """A router, a cascade or the large model alone: the cheapest that answers in time, wrong answers counted."""

    events: float = vocabulary.events
    escalation: float = ESCALATION
    calls: Calls = part(Calls)
    large: LargeOnly = part(LargeOnly, calls=calls, called="large")
    router: Router = part(Router, calls=calls, called="router")
    cascade: Cascade = part(Cascade, calls=calls, called="cascade")
    way: LargeOnly = cheapest(
        {"large model only": large, "router": router, "cascade": cascade},
        columns=("bill", "errors", "cost", "latency"),
        over="escalation",
    )

    @output("USD/month", label="Models")
    def bill(self) -> float:
        """What the models cost, the cheapest way that answers in time."""
        return self.way.bill

    @output("USD/month", label="Wrong answers")
    def errors(self) -> float:
        """What its wrong answers cost."""
        return self.way.errors

    @output("USD/month")
    def cost(self) -> float:
        """Both."""
        return self.bill + self.errors

    @output("USD/month", label="Router, models")
    def router_cost(self) -> float:
        """What the models cost with a router."""
        return self.router.bill

    @output("USD/month", label="Cascade, models")
    def cascade_cost(self) -> float:
        """What the models cost in a cascade."""
        return self.cascade.bill

    @output("USD/month", label="Large model only")
    def large_cost(self) -> float:
        """What the large model alone costs."""
        return self.large.bill

    @output("USD/million/event", label="Router, a million events")
    def router_per_million(self) -> float:
        """What the models cost with a router, for a million events that they read."""
        return self.router.per_event

    @output("USD/million/event", label="Cascade, a million events")
    def cascade_per_million(self) -> float:
        """What the models cost in a cascade, for a million events that they read."""
        return self.cascade.per_event

    @output("USD/million/event", label="Large only, a million events")
    def large_per_million(self) -> float:
        """What the large model costs for a million events that it reads."""
        return self.large.per_event

    @output("%", label="Router saves")
    def router_saving(self) -> float:
        """What a router saves of the large model's bill; below nothing if it costs more."""
        return 1 - self.router_cost / self.large_cost if self.large_cost > 0 else 0

    @output("%", label="Cascade saves")
    def cascade_saving(self) -> float:
        """What a cascade saves of the large model's bill; below nothing if it costs more."""
        return 1 - self.cascade_cost / self.large_cost if self.large_cost > 0 else 0

    @output("%", label="Break-even escalation, bills alone")
    def break_even_escalation(self) -> float:
        """The escalation from which a cascade's bill is the higher; 0 if it is at any."""
        return 1 - self.cascade.least if self.cascade.least < 1 else 0

    @output("%", label="Break-even escalation, wrong answers counted")
    def break_even_all_in(self) -> float:
        """The escalation from which a cascade costs more, wrong answers counted; 0 if it does at any."""
        return 1 - self.cascade.small_and_check / self.cascade.saved if self.cascade.pays else 0

    @output("s", label="Router answers in")
    def router_latency_mean(self) -> float:
        """The wait for an answer with a router, on average."""
        return self.router.latency

    @output("s", label="Cascade answers in")
    def cascade_latency(self) -> float:
        """The wait for an answer in a cascade, on average."""
        return self.cascade.latency

    @output("s", label="Cascade, escalated")
    def cascade_slowest(self) -> float:
        """The wait for what a cascade escalates: it is slower than the large model alone."""
        return self.cascade.slowest

    @output("s", label="Large model answers in")
    def large_latency_mean(self) -> float:
        """The wait for the large model."""
        return self.large.latency

    @step("yes/no")
    def is_large(self) -> bool:
        """Whether the large model alone is taken."""
        return self.way.called == "large"

    @step("USD/month")
    def other_cost(self) -> float:
        """What it is compared with: a cascade if the large model is taken, and otherwise the large model."""
        return self.cascade.cost if self.is_large else self.large.cost

    @output("USD/month", label="Difference")
    def saving(self) -> float:
        """What it saves, wrong answers counted; below nothing where the other costs less and is too late."""
        return self.other_cost - self.cost

    @output("%", label="Difference, of the other")
    def saving_share(self) -> float:
        """That, of what the other costs."""
        return self.saving / self.other_cost if self.other_cost > 0 else 0

    @step("text")
    def advice(self) -> str:
        """What to do."""
        return (
            "Ask the large model alone"
            if self.is_large
            else "Let a router choose between the two models"
            if self.way.called == "router"
            else "Ask the small model first"
        )

    @step("text")
    def other(self) -> str:
        """What it is compared with, in words."""
        return (
            "the large model alone"
            if not self.is_large
            else "the small model first"
            if self.cascade.in_time
            else "the small model first, which is too late"
        )

    @step("text")
    def pays(self) -> str:
        """Up to which escalation a cascade pays, before the figure."""
        return "A cascade pays up to an escalation of" if self.cascade.pays else "A cascade does not pay even at"

    @headline
    def verdict(self) -> str:
        """The cheapest way that answers in time."""
        return (
            f"{self.advice}: {self.bill} for models and {self.errors} for wrong answers, "
            f"{self.saving} ({self.saving_share}) less than {self.other}. {self.pays} {self.break_even_all_in}."
        )

    examples = (
        Example(
            name="80% to a model at $0.10 and 20% to one at $15 a million tokens",
            given={"input_tokens": "1", "output_tokens": "0"},
            prices={"language_models.small_input": "0.10", "language_models.large_input": "15"},
            expect={
                "router_per_million": "$3.08 per million events",
                "large_per_million": "$15.00 per million events",
            },
            source=NADIR,
        ),
        Example(
            name="the same as a cascade, which pays the small model for every event",
            given={"input_tokens": "1", "output_tokens": "0"},
            prices={"language_models.small_input": "0.10", "language_models.large_input": "15"},
            expect={
                "router_saving": "79.47%",
                "cascade_per_million": "$3.10 per million events",
                "cascade_saving": "79.33%",
            },
        ),
        *(
            Example(
                name=f"Haiku 4.5 before Opus 4.7, 800 tokens in and 100 out, {escalation}% escalated",
                given={
                    "small_model": "Claude Haiku 4.5",
                    "large_model": "Claude Opus 4.7",
                    "escalation": escalation,
                },
                expect={
                    "calls.small_call": "$1,300.00 per million events",
                    "large_per_million": "$6,500.00 per million events",
                    "cascade_saving": saving,
                    "break_even_escalation": "80%",
                },
            )
            for escalation, saving in (("5", "75%"), ("10", "70%"), ("30", "50%"), ("50", "30%"))
        ),
        Example(
            name="a million events a day, Haiku 4.5 before Opus 4.7: $6,500 become $2,600",
            given={"small_model": "Claude Haiku 4.5", "large_model": "Claude Opus 4.7", "escalation": "20"},
            expect={
                "large_per_million": "$6,500.00 per million events",
                "cascade_per_million": "$2,600.00 per million events",
                "cascade_saving": "60%",
                "break_even_escalation": "80%",
            },
        ),
        Example(
            name="the same at the batch endpoint: $1,300, for whoever can wait two days",
            given={
                "small_model": "Claude Haiku 4.5",
                "large_model": "Claude Opus 4.7",
                "batch": "yes",
                "window": "2880",
            },
            expect={
                "cascade_per_million": "$1,300.00 per million events",
                "break_even_escalation": "80%",
                "cascade_slowest": "172,800 s",
                "fits": "yes",
            },
        ),
        Example(
            name="Haiku 5.5 before Opus 5.5: a small model at a fortieth of the price",
            given={},
            expect={"cascade_saving": "77.5%", "break_even_escalation": "97.5%", "way": "router"},
        ),
        Example(
            name="DeepSeek V4-Flash before GPT-5.5, at their prices of April 2026",
            given={"large_model": "GPT-5.5"},
            prices={"language_models.small_input": "0.14", "language_models.small_output": "0.28"},
            expect={"cascade_saving": "78%"},
        ),
        Example(
            name="40% fewer calls of the large model, by a router, with a small one at a tenth of its price",
            given={"input_tokens": "1", "output_tokens": "0", "escalation": "60"},
            prices={"language_models.small_input": "1", "language_models.large_input": "10"},
            expect={"router_saving": "36%"},
        ),
        Example(
            name="a small model at a tenth, 20% escalated",
            given={"input_tokens": "1", "output_tokens": "0"},
            prices={"language_models.small_input": "1", "language_models.large_input": "10"},
            expect={"cascade_saving": "70%"},
        ),
        Example(
            name="a small model at a thirtieth, 20% escalated",
            given={"input_tokens": "1", "output_tokens": "0"},
            prices={"language_models.small_input": "1", "language_models.large_input": "30"},
            expect={"cascade_saving": "76.67%"},
        ),
        Example(
            name="a wrong answer costs a dollar: two points of accuracy cost more than the large model",
            given={"error_cost": "1"},
            expect={"way": "large model only", "break_even_escalation": "97.5%", "break_even_all_in": "0%"},
        ),
        Example(
            name="4.5 seconds are all there is: a cascade's escalated events come too late",
            given={"window": "0.075"},
            expect={"cascade_slowest": "5 s", "cascade.fits": "no", "router.fits": "yes", "way": "router"},
        ),
        Example(
            name="the batch endpoint promises 24 hours, and the window is one",
            given={"batch": "yes"},
            expect={"fits": "no", "way": "nothing"},
        ),
    )
