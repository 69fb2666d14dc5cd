"""A response as a file says it: how people react to a regime. Every part is an assumption that may be left
out.

A part that is absent is off: people then act as in the world without.
"""

from __future__ import annotations

from typing import ClassVar, Final

from pydantic import Field, model_validator

from glasstown.core.documents import Root
from glasstown.core.errors import Mismatch
from glasstown.core.numbers import Number, Share
from glasstown.core.parts import Name, Part, Source, Status, Title
from glasstown.regimes.labels import Layer
from glasstown.regimes.shaming import Form
from glasstown.regimes.units import Period

MOST_TRIES_AGAIN: Final = 0.95


class Multiple(Number):
    """A multiple of the town's ordinary rate."""

    unit: ClassVar[str] = "times the ordinary rate"
    least: ClassVar[float] = 0.0


class Vagueness(Part):
    """How likely somebody who knows the rules and thinks that they are seen holds it that a critical word could count:
    under a rule that is `vague`, and under `clear` ones alone.
    """

    vague: Share
    clear: Share


class Anticipation(Part):
    """What is kept back for what might happen, before anything does, where critical words can count at all.

    A word is kept back with the chance awareness × perceived_watching × vagueness: the share who know the rules, the
    share of public words that these think are seen, and how likely they hold it that the word could count.
    """

    awareness: Share
    perceived_watching: Share
    vagueness: Vagueness


class Speech(Part):
    """What of the critical words said in the world without is still said by somebody beside a punished tie, under
    a regime that publishes who stands badly and records public words; under any other all of them are.

    `hears_of`: the kinds of tie through which one hears of a punishment. `anticipation` keeps words back beside it, of
    everybody. The town draws candidates at the ordinary rate, so no response can make people speak more often.
    """

    said_beside_punished_tie: Multiple
    hears_of: tuple[Layer, ...] = Field(min_length=1)
    anticipation: Anticipation | None = None

    @model_validator(mode="after")
    def _under_the_ceiling(self) -> Speech:
        said = self.said_beside_punished_tie
        highest = max(said.value, *(said.assumed or (said.value,)))
        if highest > 1.0:
            raise Mismatch(
                f"words said at up to {highest:g} times the ordinary rate",
                "at most 1 times the ordinary rate, the ceiling at which candidates are drawn",
                at=("said_beside_punished_tie",),
            )
        return self


class BreaksOff(Part):
    """The chance that a tie who has learned of a listing breaks off, by kind of tie."""

    kin: Share
    friend: Share


class Shunning(Part):
    """Ties to the listed are cut by those who learn of it, through a form of shaming that the regime uses.

    `learns_through`: of the ties that a form reaches, the share who learn of a listing through it. What several forms
    tell adds up: nobody learns twice.
    """

    learns_through: dict[Form, Share]
    breaks_off: BreaksOff


class Avoidance(Part):
    """Contact with somebody published as bad is left undone with the chance `avoids`, where knowing them or contact
    with them costs points.
    """

    avoids: Share


class Debts(Part):
    """What somebody on a list for a debt does about it: at each occasion to pay (every 30 days), one who is able to
    pays because of the list with the chance `pays_when_listed`, beside what they would have done anyway.
    """

    pays_when_listed: Share


class Urging(Part):
    """Those who learn of a listing urge the one listed to pay: at each occasion to pay, each of them with the chance
    `urges`; and one who is able to and is urged by anybody pays because of it with the chance `pays_when_urged`.
    """

    urges: Share
    pays_when_urged: Share


class TriesAgain(Part):
    """Whoever is refused a ticket tries again, each time with the chance `after_refusal`, on the same day."""

    after_refusal: Share

    @model_validator(mode="after")
    def _ends(self) -> TriesAgain:
        chance = self.after_refusal
        highest = max(chance.value, *(chance.assumed or (chance.value,)))
        if highest > MOST_TRIES_AGAIN:
            raise Mismatch(
                f"a chance of up to {highest:g}", f"at most {MOST_TRIES_AGAIN:g}", at=("after_refusal",)
            )
        return self


class Belief(Part):
    """What people think in private: the share of those not supportive whom a broadcast at full strength moves a step
    toward support (from critical to undecided, from undecided to supportive) in a week.
    """

    moved_by_broadcast: Share


class Asks(Part):
    """The share of those put on a list who ask for a review, by whether the entry was wrong."""

    wrongly: Share
    rightly: Share


class Appeals(Part):
    """Who asks for a review, how many days `after` the entry, and the share of those refused who go `higher`."""

    asks: Asks
    after: Period
    higher: Share


class Response(Root):
    """How people react. Each part may be absent: then it is off."""

    kind: ClassVar[str] = "response"

    response: Name
    title: Title
    status: Status
    sources: dict[Name, Source]
    speech: Speech | None = None
    shunning: Shunning | None = None
    avoidance: Avoidance | None = None
    debts: Debts | None = None
    urging: Urging | None = None
    tries_again: TriesAgain | None = None
    appeals: Appeals | None = None
    belief: Belief | None = None
