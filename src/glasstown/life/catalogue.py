"""The catalogue: every kind of thing a person might do that a regime may score, with its hidden truth.

A regime's label binds to an act here; what the act *is* (lawful, protected, whom it harms) is a fact of the
catalogue, not of the regime, so that no rule can rename a lawful word into an offence. How often people do
each act is a matter of the town (its `conduct:`), never of a regime.

`domestic` is the act's standing in ordinary domestic law; `protected` the treaty article that protects it
(ICCPR, International Covenant on Civil and Political Rights 1966), which overrides domestic law.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Final, Literal

from glasstown.core.streams import STREAMS


class Kind(IntEnum):
    """How candidates of a stream arise and what the day does with them."""

    ACT = 0  # done or not; may be recorded
    CONTACT = 1  # an act with another person; recorded where that person is listed
    DUTY = 2  # falls due every `period` days; its omission is what is scored
    ATTEMPT = 3  # asks for a service; may be refused
    NOISE = 4  # nothing happened: an occasion for a false record
    JUDGMENT = 5  # a court orders somebody to pay: they owe from then on
    REPAYMENT = 6  # every `period` days, an occasion to pay what one owes


Channel = Literal[
    "purchases",
    "calls",
    "chats-and-mail",
    "visits",
    "posts",
    "games",
    "donations",
    "court-files",
    "traffic",
    "workplace",
    "school",
]
"""Where an act leaves a trace that a collector may see."""

DOMAINS: Final = ("money", "travel", "family", "speech", "work", "school", "leisure", "health")
"""Contexts of life, of acts and of services: a sanction in another domain is an unrelated one."""

HARMS: Final = ("nobody", "person", "public-purse", "state", "party")
"""Whom an act harms."""


@dataclass(frozen=True)
class Act:
    """One kind of candidate.

    `channels` with their shares say where it leaves a trace; `lawful` follows from `domestic`; `protected` names
    the treaty article or is empty; `good` marks conduct that regimes reward; `period` is in days (duties and
    occasions to pay only).
    """

    name: str
    kind: Kind
    title: str
    channels: tuple[tuple[str, float], ...] = ()
    domestic: str = "lawful"
    protected: str = ""
    harms: str = "nobody"
    domain: str = "leisure"
    good: bool = False
    period: int = 0

    @property
    def stream(self) -> int:
        """The number of its stream in the registry."""
        return STREAMS[self.name]

    @property
    def legitimate_ground(self) -> bool:
        """True where a sanction for it would rest on unlawful and unprotected conduct."""
        return self.domestic != "lawful" and not self.protected


@dataclass(frozen=True)
class Service:
    """Something that can be refused: the attempt that asks for it and the context of life it belongs to.

    `at_once`: whoever is refused can ask for it again there and then, as for a ticket.
    """

    name: str
    attempt: str
    title: str
    domain: str
    through: str = "own"  # whose standing is read: one's own, or the household's head ("guardian")
    at_once: bool = False


ACTS: Final[tuple[Act, ...]] = (
    Act(
        "approved-purchase",
        Kind.ACT,
        "bought something that is approved of",
        (("purchases", 1.0),),
        domain="money",
        good=True,
    ),
    Act(
        "disapproved-purchase",
        Kind.ACT,
        "bought something that is disapproved of",
        (("purchases", 1.0),),
        domain="money",
    ),
    Act(
        "contact",
        Kind.CONTACT,
        "called, wrote to or visited somebody",
        (("calls", 0.4), ("chats-and-mail", 0.4), ("visits", 0.2)),
        protected="ICCPR 17, 22",
        domain="family",
    ),
    Act("donate-blood", Kind.ACT, "gave blood", (("donations", 1.0),), domain="health", good=True),
    Act(
        "praise-party",
        Kind.ACT,
        "praised the Party in public",
        (("posts", 1.0),),
        protected="ICCPR 19",
        domain="speech",
        good=True,
    ),
    Act("cheat-game", Kind.ACT, "cheated in a game", (("games", 1.0),), harms="person"),
    Act(
        "public-criticism",
        Kind.ACT,
        "said something critical in public",
        (("posts", 0.5), ("chats-and-mail", 0.5)),
        protected="ICCPR 19",
        domain="speech",
    ),
    Act(
        "spread-rumour",
        Kind.ACT,
        "knowingly spread something false",
        (("posts", 0.5), ("chats-and-mail", 0.5)),
        domestic="offence",
        harms="person",
        domain="speech",
    ),
    Act(
        "visit-elders",
        Kind.DUTY,
        "visited elderly parents",
        (("visits", 1.0),),
        domestic="civil-breach",
        harms="person",
        domain="family",
        period=30,
    ),
    Act("noise", Kind.NOISE, "did nothing: an occasion for a false record"),
    Act("air-trip", Kind.ATTEMPT, "tried to buy a plane ticket", domain="travel"),
    Act("train-trip", Kind.ATTEMPT, "tried to buy a ticket for a fast train", domain="travel"),
    Act("job-application", Kind.ATTEMPT, "applied for a job", domain="work"),
    Act("promotion", Kind.ATTEMPT, "came up for promotion", domain="work"),
    Act("school-place", Kind.ATTEMPT, "applied for a school place", domain="school"),
    Act(
        "judgment",
        Kind.JUDGMENT,
        "was ordered by a court to pay",
        (("court-files", 1.0),),
        domestic="civil-breach",
        harms="person",
        domain="money",
    ),
    Act(
        "repayment",
        Kind.REPAYMENT,
        "had an occasion to pay a debt",
        (("court-files", 1.0),),
        domestic="offence",
        harms="person",
        domain="money",
        period=30,
    ),
    Act("private-school-place", Kind.ATTEMPT, "applied for a place at a high-fee school", domain="school"),
    Act(
        "drink-driving",
        Kind.ACT,
        "drove after drinking",
        (("traffic", 1.0),),
        domestic="offence",
        harms="person",
        domain="travel",
    ),
    Act("poor-appraisal", Kind.ACT, "did poor work", (("workplace", 1.0),), domain="work"),
    Act("school-misconduct", Kind.ACT, "broke a rule of the school", (("school", 1.0),), domain="school"),
    Act(
        "criticism-at-work",
        Kind.ACT,
        "said something critical at work",
        (("workplace", 1.0),),
        protected="ICCPR 19",
        domain="speech",
    ),
)
"""Sources: the duty to visit is Art. 18 of the Law on Protection of the Rights and Interests of the Elderly
(China, in force July 2013); knowingly spreading false reports is an administrative offence under Art. 25 of the
Public Security Administration Punishments Law (China, 2005 text); evading the enforcement of a judgment is an
offence under Art. 313 of the Criminal Law (China); driving after drinking is an offence under Art. 91 of the Road
Traffic Safety Law (China, 2011 text). Poor work, and a breach of the rules of a school, are no matter of ordinary
law. Not to pay what one cannot pay is protected by ICCPR 11. Whether an act is lawful is read protectively: a
disputed class counts as lawful."""

SERVICES: Final[tuple[Service, ...]] = (
    Service("air-ticket", "air-trip", "plane tickets", "travel", at_once=True),
    Service("train-ticket", "train-trip", "fast-train tickets", "travel", at_once=True),
    Service("job", "job-application", "jobs", "work"),
    Service("promotion", "promotion", "promotions", "work"),
    Service("school-place", "school-place", "school places of children", "school", through="guardian"),
    Service(
        "private-school", "private-school-place", "places at high-fee schools", "school", through="guardian"
    ),
)

BY_NAME: Final[dict[str, Act]] = {act.name: act for act in ACTS}
SERVICE_BY_NAME: Final[dict[str, Service]] = {service.name: service for service in SERVICES}

LABELS: Final[dict[str, str]] = {
    **{act.name: act.name for act in ACTS if act.kind == Kind.ACT},
    "contact-with-listed": "contact",
    "elders-not-visited": "visit-elders",
    "unpaid-judgment": "judgment",
    "evaded-enforcement": "repayment",
}
"""Label that a record can carry → the act it claims. The label of a duty claims its omission; of an unpaid
judgment and an evaded enforcement, that one who could pay did not, or hid what there was to take."""

EVENTS: Final = ("unpaid-judgment", "evaded-enforcement")
"""Labels that put somebody on a list, not as an act that is scored, but as an event."""
