"""The people who keep it running: their time, their incidents and their nights, over those of the batch alternative."""

from __future__ import annotations

from calc import vocabulary
from calc.model import Example, Model, ask, choose, headline, limit, lookup, output, step, switch

SRE = "https://sre.google/sre-book/being-on-call/"
CONDUKTOR = "https://www.conduktor.io/blog/kafka-build-vs-buy-decision-framework"


class People(Model, id="people", title="People and on-call"):
    """Only what real-time takes more than batch counts against it; a batch job has its people too."""

    engineers: float = ask(
        "0.5 person",
        label="Engineers it keeps busy",
        low=0,
        high=1000,
        help="Incidents not counted; 0.5 is one at half time. Of all that runs in real time, its jobs above all: more "
        "than a service takes that only carries events, which the comparison of those has. Weak evidence: the only "
        "concrete figure found is of Kafka that a team runs itself, three engineers at half time.",
    )
    batch_engineers: float = ask(
        "0.1 person",
        label="Engineers that batch would keep busy",
        low=0,
        high=1000,
        help="The alternative is not free of people. An assumption: nobody publishes a figure.",
    )
    incidents: float = ask(
        "0.5 incident/week",
        label="Incidents",
        low=0,
        high=1000,
        help="That someone has to look into, night or day.",
    )
    rota: str = choose(
        "one site",
        "two sites",
        "none",
        label="On-call rota",
        help="Round the clock. None, if nobody is called at night: then what breaks at 02:00 is mended at 09:00.",
    )
    batch_incidents: float = ask(
        "0.1 incident/week",
        label="Incidents that batch would have",
        low=0,
        high=1000,
        help="A run that failed and has to be started again.",
        advanced=True,
    )
    batch_on_call: bool = switch(
        False,
        label="Batch would be on call too",
        help="If the rota is there anyway, real-time adds none of it.",
        advanced=True,
    )
    incident_hours: float = ask(
        "6 h/incident",
        label="Work on an incident",
        low=0.1,
        high=1000,
        help="Of one engineer, with finding the cause and writing it up. Google reports six hours on average.",
        advanced=True,
    )
    rota_share: float = ask(
        "25 %",
        label="Share of the rota",
        low=0,
        high=100,
        help="Of its nights that count for this. A rota that covers four services like it is a quarter; 100 if it is "
        "there for nothing else.",
        advanced=True,
    )
    stipend: float = ask(
        "500 USD/person/month",
        label="On-call stipend",
        low=0,
        high=100_000,
        help="For each engineer in the rota. A guess: there are no public statistics of it, and many are paid none.",
        advanced=True,
    )
    engineer_cost: float = vocabulary.engineer_cost
    hours_per_month: float = vocabulary.hours_per_month

    at_once: float = lookup("on_call.at_once")
    most_incidents: float = lookup("on_call.most_incidents")
    one_site: float = lookup("on_call.one_site")
    shift: float = lookup("on_call.shift")
    two_sites: float = lookup("on_call.two_sites")
    work_year: float = lookup("on_call.work_year")

    @step("h/month")
    def incident_time(self) -> float:
        """Work on the incidents of a month."""
        return self.incidents * self.hours_per_month * self.incident_hours

    @step("h/month")
    def batch_incident_time(self) -> float:
        """Work on the incidents that batch would have."""
        return self.batch_incidents * self.hours_per_month * self.incident_hours

    @output("person", label="Incident load")
    def incident_load(self) -> float:
        """The work on incidents, in engineers."""
        return self.incident_time / self.work_year

    @step("person")
    def batch_load(self) -> float:
        """The same of the batch alternative."""
        return self.batch_incident_time / self.work_year

    @step("person")
    def around_the_clock(self) -> float:
        """The engineers whom a sustainable rota round the clock takes."""
        return self.two_sites if self.rota == "two sites" else self.one_site

    @output("person", label="Rota")
    def rota_size(self) -> float:
        """The engineers in the rota. They do other work besides: they are not an extra team."""
        return 0 if self.rota == "none" else self.around_the_clock

    @output("%", label="On call, each of the rota")
    def on_call_share(self) -> float:
        """The share of the time that each of them is on call; it is mostly presence, not work."""
        return 0 if self.rota == "none" else self.at_once / self.around_the_clock

    @step("USD/month", label="Engineers", of="people")
    def engineers_cost(self) -> float:
        """The engineers that it keeps busy."""
        return self.engineers * self.engineer_cost

    @step("USD/month", label="Incidents", of="people")
    def incidents_cost(self) -> float:
        """The time that goes into incidents."""
        return self.incident_load * self.engineer_cost

    @step("USD/month", label="On-call stipends", of="people")
    def stipends_cost(self) -> float:
        """Stipends of the rota, for the share of it that counts for this."""
        return self.rota_size * self.stipend * self.rota_share

    @output("USD/month", label="People")
    def people_cost(self) -> float:
        """All that it takes of people, before what batch would take."""
        return self.engineers_cost + self.incidents_cost + self.stipends_cost

    @step("USD/month", label="Batch: engineers", of="people")
    def batch_engineers_cost(self) -> float:
        """The engineers that batch would keep busy."""
        return self.batch_engineers * self.engineer_cost

    @step("USD/month", label="Batch: incidents", of="people")
    def batch_incidents_cost(self) -> float:
        """The time that would go into incidents of batch."""
        return self.batch_load * self.engineer_cost

    @step("USD/month", label="Batch: on-call stipends", of="people")
    def batch_stipends_cost(self) -> float:
        """Stipends, if batch is on call too."""
        return self.stipends_cost if self.batch_on_call else 0

    @output("USD/month", label="People of batch")
    def batch_people_cost(self) -> float:
        """All that the batch alternative would take of people."""
        return self.batch_engineers_cost + self.batch_incidents_cost + self.batch_stipends_cost

    @output("USD/month", label="More than batch")
    def cost(self) -> float:
        """What real-time takes of people over batch: the part of it that counts in the decision."""
        return self.people_cost - self.batch_people_cost

    @step("incident")
    def per_shift(self) -> float:
        """Incidents in a shift."""
        return self.incidents * self.shift

    @limit
    def sustainable(self) -> bool:
        """{incidents} are {per_shift} in a shift of {shift}, and the one on call can see to {most_incidents}."""
        return self.rota == "none" or self.per_shift <= self.most_incidents

    @step("USD/month")
    def difference(self) -> float:
        """The difference from batch, without its sign."""
        return max(self.cost, -self.cost)

    @step("text")
    def compared(self) -> str:
        """Whether it takes more of people than batch, or less."""
        return "less than batch would take" if self.cost < 0 else "more than batch would take"

    @step("text")
    def nights(self) -> str:
        """Who is called at night."""
        return (
            "nobody is called at night"
            if self.rota == "none"
            else "the rota is there for batch too"
            if self.batch_on_call
            else "batch needs no rota"
        )

    @headline
    def verdict(self) -> str:
        """What counts in one sentence."""
        return (
            f"The people who keep it running cost {self.people_cost}, {self.difference} {self.compared}, and only that "
            f"difference counts: {self.nights}."
        )

    examples = (
        Example(
            name="three engineers at half time, at the median wage with benefits: $189,573 a year",
            given={"engineers": "1.5", "engineer_cost": "189572.65", "incidents": "0", "rota": "none"},
            expect={"people_cost": "$23,696.58 a month"},
        ),
        Example(
            name="three engineers at half time, at the publisher's least for an engineer, $15,000 a month",
            given={"engineers": "1.5", "engineer_cost": "180000", "incidents": "0", "rota": "none"},
            expect={"people_cost": "$22,500.00 a month"},
            source=CONDUKTOR,
        ),
        Example(
            name="three engineers at half time, at the publisher's most, $25,000 a month",
            given={"engineers": "1.5", "engineer_cost": "300000", "incidents": "0", "rota": "none"},
            expect={"people_cost": "$37,500.00 a month"},
            source=CONDUKTOR,
        ),
        Example(
            name="two incidents a week for 52 weeks: 624 hours, 0.30 of an engineer, $56,872 a year",
            given={
                "engineers": "0",
                "incidents": "2",
                "rota": "none",
                "engineer_cost": "189572.65",
                "hours_per_month": "728",
            },
            expect={"incident_load": "0.3 persons", "people_cost": "$4,739.32 a month"},
        ),
        Example(
            name="a rota of one site is eight engineers, each on call a quarter of the time",
            given={},
            expect={"rota_size": "8 persons", "on_call_share": "25%"},
            source=SRE,
        ),
        Example(
            name="a rota of two sites is six engineers at each",
            given={"rota": "two sites"},
            expect={"rota_size": "12 persons", "on_call_share": "16.67%"},
            source=SRE,
        ),
        Example(
            name="two incidents in every shift of 12 hours are the most",
            given={"incidents": "28"},
            expect={"per_shift": "2 incidents", "sustainable": "yes"},
            source=SRE,
        ),
        Example(
            name="one more a week is too many",
            given={"incidents": "29"},
            expect={"sustainable": "no", "fits": "no"},
        ),
        Example(
            name="half an engineer and a quarter of a rota, over a tenth of an engineer in batch",
            given={},
            expect={
                "people_cost": "$10,107.43 a month",
                "batch_people_cost": "$1,821.49 a month",
                "cost": "$8,285.94 a month",
            },
        ),
        Example(
            name="batch that takes more people than real-time: the difference counts for real-time",
            given={"engineers": "0.1", "batch_engineers": "0.5", "batch_on_call": "yes"},
            expect={"cost": "-$5,380.72 a month", "compared": "less than batch would take"},
        ),
    )
