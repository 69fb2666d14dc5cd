"""The numbers of input files in words: what each stands for, and how it is written with its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from glasstown.life.catalogue import BY_NAME, LABELS, SERVICE_BY_NAME
from glasstown.regimes.words import LAYERS, percent, plain
from glasstown.regimes.words.lists import holds_of

_NAMES: Final = (
    # a regime
    ("enrol.share", "people of the ages it covers who are under it"),
    ("enrol.then#*.share", "people of these ages who are under it from wave {0} on"),
    ("score.start", "score at the start"),
    ("score.start.uniform#1", "lowest score at the start"),
    ("score.start.uniform#2", "highest score at the start"),
    ("score.floor", "lowest score possible"),
    ("score.ceiling", "highest score possible"),
    ("score.decay.toward", "score toward which scores fade"),
    ("score.decay.share", "share of that way made each time"),
    ("score.decay.every", "time from one fading to the next"),
    ("grades.*", "score from which grade {0} begins"),
    ("watch.collectors.*.sees.*", "{1} seen by {0}"),
    ("watch.collectors.*.passes", "what {0} see that they pass on"),
    ("watch.fusion.*.passes", "what reaches the {0} that it passes on"),
    ("watch.collectors.*.delay", "time until {0} have passed on what they see"),
    ("watch.errors.falls-on.household", "acts credited to somebody else that fall on one of the household"),
    ("watch.errors.falls-on.neighbour", "acts credited to somebody else that fall on a neighbour"),
    ("watch.errors.falls-on.namesake", "acts credited to somebody else that fall on one of the same name"),
    ("watch.ties.missed", "true ties that the regime does not see"),
    ("watch.ties.invented", "ties it invents, for each true tie"),
    ("watch.errors.misattributed", "acts seen that are credited to a neighbour"),
    ("watch.errors.mislabelled.*.share", "cases recorded under another label, of people who {0}"),
    ("watch.errors.false-records.per-day", "records of what never happened"),
    ("rules.*.points", "points for a record that somebody {0}"),
    ("rules.*.points.from", "points for a record that somebody {0}, one end of an official's choice"),
    ("rules.*.points.to", "points for a record that somebody {0}, other end of an official's choice"),
    ("rules.*.for", "time at no better than a grade, for a record that somebody {0}"),
    ("rules#*.points", "points for a record under rule {0}"),
    ("rules#*.points.from", "points for a record under rule {0}, one end of an official's choice"),
    ("rules#*.points.to", "points for a record under rule {0}, other end of an official's choice"),
    ("rules#*.for", "time at no better than a grade, for a record under rule {0}"),
    ("rules#*.at_most.times", "how often rule {0} counts in its period"),
    ("rules#*.every", "time in which the duty of rule {0} must be done"),
    ("rules.*.at_most.times", "how often it counts in its period that somebody {0}"),
    ("rules.*.every", "time in which it must be done: somebody {0}"),
    ("association.every", "time from one charge for ties to the next"),
    ("association.points_per_tie.*", "points each time for {0} who stands badly"),
    ("association.bad.score_below", "score below which somebody is bad company"),
    ("lists.*.enter.score_below", "score below which one gets on the list {0}"),
    ("lists.*.leave.score_at_least", "score needed to get off the list {0}"),
    ("lists.*.leave.after", "least time on the list {0}"),
    ("gates.*.refuse.score_below", "score below which one is refused {0}"),
    ("gates#*.refuse.score_below", "score below which gate {0} refuses"),
    ("burdens#*.who.score_below", "score below which one bears burden {0}"),
    ("burdens#*.amount", "size of burden {0}, of a year's income"),
    ("rewards#*.who.score_at_least", "score from which one is given reward {0}"),
    ("burdens.*.who.score_below", "score below which one bears the burden {0}"),
    ("burdens.*.amount", "size of the burden {0}, of a year's income"),
    ("rewards.*.who.score_at_least", "score from which one is given the reward {0}"),
    ("watch.errors.namesakes", "events that are credited to a namesake"),
    ("watch.errors.misjudged.*.missed", "{0} who are held not to be that"),
    (
        "watch.errors.misjudged.*.invented",
        "others who are held to be {0}",
    ),
    ("lists.*.enter#*.due_term", "time after which not to have paid puts one on the list {0} (ground {1})"),
    ("lists.*.enter#*.term", "time on the list {0} (ground {1})"),
    ("lists.*.enter#*.extend", "time added on the list {0} for a further event (ground {1})"),
    ("lists.*.leave.paid_within", "time to be taken off the list {0} once one has paid"),
    ("lists.*.leave.early", "chance to be taken off the list {0} before its term ends, once one has paid"),
    ("sentiment.observe.public-expression.missed", "public words seen that it does not count"),
    ("sentiment.observe.public-expression.misread", "public words counted that it takes for the opposite"),
    ("sentiment.broadcast.strength", "strength of its broadcast, of the greatest possible"),
    ("enforcement.collects", "chance that courts collect from somebody able to pay, every 30 days"),
    ("redress.notice.reaches", "people who are told of their entry"),
    ("redress.notice.after", "time until one is told of an entry"),
    ("redress.review.decided_in", "time in which a review is decided"),
    ("redress.review.sensitivity", "wrong entries that a review finds wrong"),
    ("redress.review.specificity", "right entries that a review lets stand"),
    ("redress.correction.within", "time in which an entry found wrong is taken off"),
    ("redress.higher.asked_within", "time in which one may go to a higher place"),
    ("redress.higher.decided_in", "time in which a higher place decides"),
    ("redress.higher.sensitivity", "wrong entries that a higher place finds wrong"),
    ("redress.higher.specificity", "right entries that a higher place lets stand"),
    # a response
    ("speech.said_beside_punished_tie", "public words still said by somebody beside a punished tie"),
    ("speech.anticipation.awareness", "people who know the rules about words"),
    ("speech.anticipation.perceived_watching", "public words that these people think are seen"),
    (
        "speech.anticipation.vagueness.vague",
        "chance that a word could count, as they see it, under a vague rule",
    ),
    (
        "speech.anticipation.vagueness.clear",
        "chance that a word could count, as they see it, under clear rules",
    ),
    ("shunning.learns_through.*", "ties who learn of a listing through the {0}"),
    ("shunning.breaks_off.*", "ties who break off once they know: {0}"),
    ("avoidance.avoids", "contacts with those who stand badly that are left undone where they cost points"),
    (
        "debts.pays_when_listed",
        "chance that somebody listed and able to pay pays because of it, every 30 days",
    ),
    ("urging.urges", "ties who know of a listing who urge the one listed to pay, every 30 days"),
    (
        "urging.pays_when_urged",
        "chance that somebody listed and able to pay pays for being urged, every 30 days",
    ),
    ("tries_again.after_refusal", "chance of another try after a refusal of a ticket"),
    ("appeals.asks.wrongly", "people wrongly listed who ask for a review"),
    ("appeals.asks.rightly", "people rightly listed who ask for a review"),
    ("appeals.after", "time from a listing to asking for a review"),
    ("appeals.higher", "people refused who go to a higher place"),
    (
        "belief.moved_by_broadcast",
        "people not supportive whom the strongest broadcast moves a step in a week",
    ),
    # a safeguard
    ("adherence", "occasions on which the safeguard is kept"),
    ("costs.hours", "work"),
    ("costs.money", "other spending"),
    ("costs.delay", "delay of each decision"),
    ("does#*.cap", "most that a record may cost"),
    ("does#*.expiry", "longest term of a list"),
    ("does#*.notice.reaches", "people who are told of their entry, at least"),
    ("does#*.notice.after", "longest time until one is told of an entry"),
    ("does#*.notice.decided_in", "longest time in which a review after a notice is decided"),
    ("does#*.notice.sensitivity", "wrong entries that a review after a notice finds, at least"),
    ("does#*.notice.specificity", "right entries that a review after a notice lets stand, at least"),
    ("does#*.notice.within", "longest time in which an entry found wrong after a notice is struck"),
    ("does#*.correction.sensitivity", "wrong entries that a review finds, at least"),
    ("does#*.correction.decided_in", "longest time in which a review is decided"),
    ("does#*.correction.within", "longest time in which an entry found wrong is taken off"),
    # a town
    ("describes.people", "people whom its figures describe"),
    ("ages.adult", "age of majority"),
    ("families.lone_parents", "homes with children that have one parent"),
    ("families.one_elder", "homes of three generations that have one grandparent"),
    ("families.grown_children", "children of 25 or more still at home, against younger ones"),
    ("families.strangers", "homes of two of one generation that are no couple"),
    ("collective.share", "people in dormitories and homes"),
    ("collective.room", "people in a room of a dormitory or home"),
    ("place.share", "people in the first kind of place"),
    ("place.locality", "people of a locality, town and country"),
    ("registration.share", "people with the second kind of registration"),
    (
        "registration.in_first_place",
        "people with the second kind of registration who live in the first kind of place",
    ),
    ("group.share", "people of the second group"),
    ("group.household", "members who are of their household's group"),
    ("activity.pupils", "people at school"),
    ("activity.workers", "people at work"),
    ("units.size", "people of a class or work group"),
    ("units.small", "workers in small workplaces"),
    ("units.small_size", "people of a small workplace"),
    ("units.reach", "people of the neighbourhood that classes and work groups draw on"),
    ("units.far", "members of classes and work groups from anywhere"),
    ("stair", "households on a stair"),
    ("kin.mean", "kin in other households"),
    ("kin.households", "households of a family"),
    ("kin.far", "kin who live anywhere"),
    ("kin.reach", "households of the neighbourhood in which most kin live"),
    ("kin.elders", "age from which a parent is elderly"),
    ("friends.mean", "friends"),
    ("friends.circle", "people of a circle of friends"),
    ("friends.density", "pairs of a circle who are friends"),
    ("friends.far", "friends who live anywhere"),
    ("friends.reach", "people of the neighbourhood in which most friends are found"),
    ("friends.same_group", "circles looked for in one's own group"),
    ("friends.age_spread", "spread of ages in a circle"),
    ("friends.from_age", "age from which one has friends"),
    ("opinion.supportive", "adults who think well of the order they live under"),
    ("opinion.critical", "adults who think ill of the order they live under"),
    ("conduct.*.share", "people who ever {0}"),
    ("conduct.noise.per_day", "occasions for a false record"),
    ("conduct.*.per_day", "how often somebody {0}"),
    ("conduct.*.per_year", "how often somebody {0}"),
    ("conduct.*.beta.a", "beta distribution of how often somebody {0}: first number"),
    ("conduct.*.beta.b", "beta distribution of how often somebody {0}: second number"),
    ("conduct.*.done", "how often somebody {0}, when it falls due"),
    ("conduct.*.concentration", "how alike people are in how often somebody {0} (beta distribution)"),
    ("conduct.*.able", "people able to pay, when somebody {0}"),
    ("conduct.*.recovers", "people unable to pay who become able, each time that somebody {0}"),
    ("conduct.*.hides", "people able to pay who hide what there is, each time that somebody {0}"),
    ("conduct.*.ordinary", "attempts that ordinarily succeed, where somebody {0}"),
)
"""Place of a number in its file → words; ``*`` is a name there, written where {0} and {1} stand."""

_PARTS: Final = ("share", "times the ordinary rate", "share of a year's income")
_YEARS: Final = ("ages.adult", "kin.elders", "friends.age_spread", "friends.from_age")
_CALLED: Final = {
    "kin": "kin",
    "friend": "friends",
    "call-tone": "call tone",
    "school-letter": "letter to school",
    "chats-and-mail": "chats and mail",
}


def in_words(key: str) -> str:
    """What a number of a file stands for; its key where no words are known."""
    for known, words in _NAMES:
        match = re.fullmatch(re.escape(known).replace(r"\*", "(.+?)"), key)
        if match is not None:
            return words.format(*(_called(name, known) for name in match.groups()))
    return key


def _called(name: str, known: str) -> str:
    """A label, service, channel, kind of tie or collector, in words."""
    if known.startswith("watch.errors.misjudged"):
        return holds_of(name)
    if known.startswith(("rules", "watch.errors", "conduct")):
        if name == "contact-with-listed":
            return f"{BY_NAME['contact'].title} on a list"
        act = BY_NAME.get(LABELS.get(name, name))
        if act is None:
            return name
        unfulfilled = known.startswith("rules") and act.period and not known.endswith("every")
        return f"was not seen to have {act.title}" if unfulfilled else act.title
    if known.startswith("gates") and name in SERVICE_BY_NAME:
        return SERVICE_BY_NAME[name].title
    if known.startswith("association"):
        return LAYERS.get(name, name)
    if known.startswith(("lists", "grades")):
        return name
    return _CALLED.get(name, name.replace("-", " "))


def with_unit(key: str, number: float, unit: str) -> str:
    """A number of a file as one writes it: 80%, −50 points, 7 days, 0.00005 per person and day."""
    if unit in _PARTS:
        return percent(number)
    written = plain(number).replace("-", "−")
    if key in _YEARS:
        return f"{written} years"
    if unit in ("", "number"):
        return written
    if abs(number) == 1:
        unit = unit.replace("points", "point").replace("days", "day").replace("times", "time")
    return f"{written} {unit}"


def end_of_range(number: float, unit: str) -> str:
    """An end of a range, whose unit is written once elsewhere."""
    return percent(number) if unit in _PARTS else plain(number).replace("-", "−")


def margin_in_words(margin: str) -> str:
    """The name of a town's margin with the kinds of conduct in it written out."""
    act, rest = margin.split(", ", 1) if ", " in margin else (margin, "")
    if act not in BY_NAME:
        return margin
    return f"{act.replace('-', ' ')}s, {rest.replace('who ever does', 'people who ever make one')}"


_ROWS: Final = {
    "families.mothers": "ages of mothers at a birth: how often each",
    "families.husbands": "years by which husbands are older: how often each",
    "collective.by_age": "how often people live in dormitories and homes, by age",
    "registration.by_age": "how often people have the second kind of registration, by age",
    "activity.pupils_by_age": "how often people are at school, by age",
    "activity.workers_by_age": "how often people are at work, by age",
    "ages.male": "men and boys, by age",
    "ages.female": "women and girls, by age",
    "households.sizes": "family households, by the people in them",
    "income.fifths": "mean income of each fifth, from the lowest",
    "income.places": "mean income of the two kinds of place",
    "online": "people who are online, by age",
}


def row_in_words(key: str) -> str:
    """What a row of figures stands for; its key where no words are known."""
    act = BY_NAME.get(key.removeprefix("conduct.").removesuffix(".by_income"))
    if act is not None and key.endswith(".by_income"):
        return f"how often people {act.title}, by fifth of income"
    if re.fullmatch("households.generations#[0-9]+", key):
        return f"family households by number of generations, table {key.split('#')[1]}"
    return _ROWS.get(key, key)


def rows(tree: Any, where: tuple[str, ...] = ()) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Rows of figures of a file, with their keys: each shares one source, or one range of factors."""
    if isinstance(tree, Mapping):
        if isinstance(tree.get("values"), list):
            yield ".".join(where).removesuffix(".table"), tree
            return
        for key, inner in tree.items():
            yield from rows(inner, (*where, str(key)))
    elif isinstance(tree, list):
        for place, inner in enumerate(tree, 1):
            yield from rows(inner, (*where[:-1], f"{where[-1]}#{place}"))
