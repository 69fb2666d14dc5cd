"""What each key of a regime file is for: a name, and the question that it answers.

A place is spelled as in an error, with ``*`` for a name of the file's own: ``watch.collectors.*.kind``.
"""

from __future__ import annotations

import re
from typing import Final, get_args

from glasstown.life.catalogue import EVENTS, SERVICE_BY_NAME
from glasstown.regimes.labels import (
    ACT_LABELS,
    CONTACT_LABEL,
    DUTY_LABEL,
    Layer,
    TrueGround,
)
from glasstown.regimes.shaming import REACH
from glasstown.regimes.words.key import Key, dated, either
from glasstown.regimes.words.keys_of_cases import KEYS_OF_CASES
from glasstown.regimes.words.keys_of_watching import KEYS_OF_WATCHING
from glasstown.regimes.words.phrases import series

_TIES: Final = f"{series(get_args(Layer))}; what is left out costs nothing."
_OWN: Final = [name for name, service in SERVICE_BY_NAME.items() if service.through != "guardian"]
_STATES: Final = f"{either(get_args(TrueGround))}. Not of an act."

KEYS: Final[dict[str, Key]] = {
    "regime": Key("name", "What is it called?", "The name of this file without its ending."),
    "title": Key("title", "What is it, in a few words?"),
    "status": Key(
        "status",
        "How well is it known?",
        "documented, partly-documented, popular-account or hypothetical. It stands on every report.",
    ),
    "town": Key("town", "Over which town is it laid?", "A shipped town (`glasstown list towns`) or a file."),
    "begins": Key("day 0", "Which date is day 0 of a run?", "Written 2020-01-31; dated rules refer to it."),
    "ends": Key(
        "end",
        "When does it end?",
        'A date, or a day of the run, written "day 400". Left out: it does not.',
    ),
    "years": Key(
        "proposed length of a run, in years", "How many years does a run take, if nobody says otherwise?"
    ),
    "before": Key(
        "the practice before it",
        "Which regime was there before?",
        "The name of another regime, whose world then runs beside this one.",
    ),
    "sources": Key(
        "sources",
        "Where do its figures come from?",
        "KEY: {title: ..., confidence: high | medium | low, link: https://..., note: ...}. Numbers name a KEY.",
    ),
    "sources.*": Key("source {0}", ""),
    "sources.*.title": Key("title of the source {0}", "What is it called, who published it, when?"),
    "sources.*.confidence": Key(
        "confidence in the source {0}",
        "How sure are its figures?",
        "high: official text or primary study; medium: secondary; low: one weak source.",
    ),
    "sources.*.link": Key("link of the source {0}", "Where can others open it?", "May be left out."),
    "sources.*.note": Key(
        "note on the source {0}", "What does a reader have to know of it?", "May be left out."
    ),
    "enrol": Key("who is under it", "Who is under the regime?"),
    "enrol.who": Key("who is under it", "Is everybody under it, or are adults?", "adults or everybody."),
    "enrol.share": Key("share who are under it", "Which share of them is under it, chosen by lot?"),
    "enrol.from": Key("day of enrolment", "From which day of the run?", 'A date, or "day 0": at the start.'),
    "enrol.then": Key("later waves of enrolment", "Are more people enrolled later?", "Left out: nobody is."),
    "enrol.then#*": Key("wave {0} of enrolment", "Are more people enrolled later?"),
    "enrol.then#*.share": Key("share enrolled from wave {0} on", "Which share is under it then, in all?"),
    "enrol.then#*.from": Key("day of wave {0} of enrolment", "From which day?"),
    "replaces": Key(
        "what it replaces", "Which ordinary practice does it take away?", "nothing is all it can be."
    ),
    "subjects": Key("whom it scores", "Whom does it score?", "[people] is all it can be."),
    "score": Key(
        "the score", "Is there a score?", "Left out: there is none, and lists are entered by events."
    ),
    "score.start": Key(
        "score at the start",
        "With how many points does one start?",
        "One number, or {uniform: [NUMBER, NUMBER]} where people start differently.",
    ),
    "score.start.uniform": Key("range of scores at the start", "Between which two numbers do people start?"),
    "score.floor": Key("lowest score", "How low can a score fall?"),
    "score.ceiling": Key("highest score", "How high can a score rise?"),
    "score.decay": Key("fading of scores", "Do scores fade toward a value?", "Left out: they do not."),
    "score.decay.toward": Key("score toward which scores fade", "Toward which score do they fade?"),
    "score.decay.share": Key(
        "share of the way made each time", "Which share of the way do they make each time?"
    ),
    "score.decay.every": Key("time from one fading to the next", "How often do they fade?"),
    "grades": Key(
        "grades",
        "Which grades follow from the score?",
        "NAME: cut-off, from the best to the worst. Left out: none.",
    ),
    "grades.*": Key("grade {0}", "From which score?"),
    **KEYS_OF_WATCHING,
    "rules": Key("rules", "What earns and costs points?", "One rule for each label and each duty."),
    "rules.*": Key("rule: somebody {0}", "What earns or costs points?"),
    "rules.*.label": Key(
        "label of a rule", "Which recorded act?", f"{either((*ACT_LABELS, CONTACT_LABEL))}."
    ),
    "rules.*.duty": Key(
        "duty of a rule", "Which duty?", f"{either(DUTY_LABEL)}. Instead of a label; with every: and unseen:."
    ),
    "rules.*.every": Key("time in which it must be done: somebody {0}", "In how many days must it be done?"),
    "rules.*.unseen": Key(
        "what counts where somebody {0} and nobody saw it",
        "What if it is done and not seen?",
        "counts-as-missed.",
    ),
    "rules.*.points": Key(
        "points where somebody {0}",
        "How many points does it earn (above 0) or cost (below 0)?",
        "One number, or {from: NUMBER, to: NUMBER} where an official chooses.",
    ),
    "rules.*.points.from": Key("one end of the points where somebody {0}", "From how many points?"),
    "rules.*.points.to": Key("other end of the points where somebody {0}", "To how many points?"),
    "rules.*.at_most": Key(
        "cap where somebody {0}", "How often does it count at most?", "Left out: every time."
    ),
    "rules.*.at_most.times": Key("how often it counts that somebody {0}", "How many times?"),
    "rules.*.at_most.per": Key(
        "period of the cap where somebody {0}", "In which period?", "week, month or year."
    ),
    "rules.*.grade": Key(
        "grade set directly where somebody {0}",
        "At no better than which grade does a record hold somebody?",
        "Left out: at none. With for:.",
    ),
    "rules.*.for": Key("how long that grade lasts where somebody {0}", "For how long?"),
    "rules.*.vague": Key(
        "whether the label can be stretched: somebody {0}", "Can the label be stretched?", "true or false."
    ),
    **dated("rules.*", "the rule that somebody {0}"),
    "association": Key("points for ties", "Does one pay for those one knows?", "Left out: nobody does."),
    "association.every": Key("time from one charge for ties to the next", "How often?", "In whole weeks."),
    "association.bad": Key(
        "who is bad company", "Who is bad company?", "{list: NAME} or {score_below: NUMBER}."
    ),
    "association.bad.list": Key("list of those who are bad company", "On which list?"),
    "association.bad.score_below": Key("score below which one is bad company", "Below which score?"),
    "association.points_per_tie": Key(
        "points for each bad tie",
        "What does each kind of tie cost?",
        _TIES,
    ),
    "association.points_per_tie.*": Key("points for a tie: {0}", "What does it cost?", "0 or below."),
    "association.through": Key(
        "which ties count", "Which ties count?", "seen-ties (as the regime sees them) or true-ties."
    ),
    **dated("association", "points for ties"),
    "lists": Key("lists", "Which lists are there?", "Left out: none."),
    "lists.*": Key('list "{0}"', "Which list is there?"),
    "lists.*.list": Key("name of a list", "What is it called?"),
    "lists.*.enter": Key('how one gets on the list "{0}"', "Who gets on it?", "Below a score, or by events."),
    "lists.*.enter.score_below": Key('score below which one gets on the list "{0}"', "Below which score?"),
    "lists.*.enter#*": Key(
        'event that puts one on the list "{0}"',
        "Which event puts one on it?",
        f"{either((*EVENTS, *ACT_LABELS))}.",
    ),
    "lists.*.enter#*.event": Key(
        'event that puts one on the list "{0}"',
        "Which event puts one on it?",
        f"{either((*EVENTS, *ACT_LABELS))}.",
    ),
    "lists.*.enter#*.true_ground": Key(
        'hidden state that an entry on the list "{0}" claims',
        "Which hidden state does an entry claim?",
        _STATES,
    ),
    "lists.*.enter#*.due_term": Key(
        'time before an omission counts, for the list "{0}"', "After how many days?"
    ),
    "lists.*.enter#*.term": Key(
        'how long one stays on the list "{0}"', "For how long?", "Left out: until paid, or for good."
    ),
    "lists.*.enter#*.for": Key(
        'whether one stays on the list "{0}" for good', "For good?", "good. In place of a term."
    ),
    "lists.*.enter#*.extend": Key(
        'how much longer after a further event, on the list "{0}"',
        "How much longer?",
        "Left out: a further event begins the term anew.",
    ),
    "lists.*.enter#*.from": Key('date from which an event counts for the list "{0}"', "From which date?"),
    "lists.*.enter#*.until": Key('date until which an event counts for the list "{0}"', "Until which date?"),
    **dated("lists.*", 'the list "{0}"'),
    "lists.*.leave": Key(
        'how one gets off the list "{0}"',
        "How does one get off?",
        "Not of a list whose events are no debts: these say how long it holds.",
    ),
    "lists.*.leave.score_at_least": Key('score needed to get off the list "{0}"', "With which score?"),
    "lists.*.leave.after": Key(
        'least time on the list "{0}"', "Not before how many days?", "May be left out."
    ),
    "lists.*.leave.paid_within": Key(
        'time to be taken off the list "{0}" once one has paid', "Within how many days?"
    ),
    "lists.*.leave.early": Key('chance to be taken off the list "{0}" before its term ends', "How likely?"),
    "gates": Key("services refused", "What is refused, and to whom?", "Left out: nothing."),
    "gates.*": Key("refusing {0}", "What is refused?"),
    "gates.*.service": Key("service refused", "Which service?", f"{either(SERVICE_BY_NAME)}."),
    "gates.*.refuse": Key(
        "who is refused {0}", "To whom?", "{list: NAME}, {grade_below: GRADE} or {score_below: NUMBER}."
    ),
    "gates.*.refuse.list": Key("list of those who are refused {0}", "To those on which list?"),
    "gates.*.refuse.grade_below": Key("grade below which one is refused {0}", "To those below which grade?"),
    "gates.*.refuse.score_below": Key("score below which one is refused {0}", "To those below which score?"),
    **dated("gates.*", "refusing {0}"),
    "burdens": Key("burdens", "What is imposed, and on whom?", "Left out: nothing."),
    "burdens.*": Key("burden: {0}", "What is imposed?"),
    "burdens.*.burden": Key("burden", "Which burden?", "publication, fee, inspection or debt."),
    **dated("burdens.*", "the burden {0}"),
    "burdens.*.who": Key(
        "who bears the burden {0}",
        "On whom?",
        "{list: NAME}, {grade_below: GRADE} or {score_below: NUMBER}.",
    ),
    "burdens.*.who.list": Key("list of those who bear the burden {0}", "On those on which list?"),
    "burdens.*.who.grade_below": Key(
        "grade below which one bears the burden {0}", "On those below which grade?"
    ),
    "burdens.*.who.score_below": Key(
        "score below which one bears the burden {0}", "On those below which score?"
    ),
    "burdens.*.amount": Key(
        "amount of the burden {0}",
        "How large is it, as a share of a year's income?",
        "Of a fee or a debt alone; may be left out. It is told, and changes nobody's income.",
    ),
    "rewards": Key("rewards", "What is given, and to whom?", "Left out: nothing."),
    "rewards.*": Key("reward: {0}", "What is given?"),
    "rewards.*.reward": Key("reward", "Which reward?", "queue, deposit, price or inspection-free."),
    "rewards.*.service": Key(
        "service with the reward {0}", "At which service?", f"{either(_OWN)}. Left out: in general."
    ),
    **dated("rewards.*", "the reward {0}"),
    "rewards.*.who": Key(
        "who is given the reward {0}", "To whom?", "{grade_at_least: GRADE} or {score_at_least: NUMBER}."
    ),
    "rewards.*.who.grade_at_least": Key(
        "grade from which one is given the reward {0}", "To those of which grade, or a better one?"
    ),
    "rewards.*.who.score_at_least": Key(
        "score from which one is given the reward {0}", "To those with which score, or more?"
    ),
    "shaming": Key(
        "shaming", "Does anybody learn who is listed?", "Left out: nobody does. Each form once at most."
    ),
    "shaming.*": Key("shaming by {0}", "How do others learn of it?"),
    "shaming.*.form": Key("form of shaming", "In which form?", f"{either(REACH)}."),
    "shaming.*.who": Key(
        "who is shamed by {0}",
        "Who is shamed?",
        "{list: NAME} or {grade_below: GRADE}, the same for every form.",
    ),
    "shaming.*.who.list": Key("list of those shamed by {0}", "Those on which list?"),
    "shaming.*.who.grade_below": Key("grade of those shamed by {0}", "Those below which grade?"),
    "shaming.*.heard_by": Key(
        "who learns of it by {0}",
        "Who learns of it?",
        f"{either(reach.heard_by for reach in REACH.values())}: in this order with the forms.",
    ),
    "shaming.*.from": Key("first day of shaming by {0}", "From which day of the run?"),
    "sentiment": Key(
        "what it takes people to think",
        "Does it gather from public words what people think?",
        "Left out: it does not, and broadcasts nothing.",
    ),
    "sentiment.observe": Key("what it gathers opinions from", "From what does it gather what people think?"),
    "sentiment.observe.public-expression": Key(
        "how it counts public words", "How well does it count what is said in public?"
    ),
    "sentiment.observe.public-expression.missed": Key(
        "public words missed", "Which share of the words that its collectors see is not counted?"
    ),
    "sentiment.observe.public-expression.misread": Key(
        "public words misread", "Which share of those counted is taken for the opposite?"
    ),
    "sentiment.broadcast": Key(
        "its broadcast", "Does it tell everybody what to think?", "Left out: it does not."
    ),
    "sentiment.broadcast.strength": Key(
        "strength of its broadcast", "How strong is it, from 0 to 1?", "Both ends of a range are the value."
    ),
    "enforcement": Key(
        "what courts collect", "Do courts collect debts, listed or not?", "Left out: they do not."
    ),
    "enforcement.collects": Key("debts that courts collect", "How likely, at each occasion to pay?"),
    "sections": Key(
        "what is kept and decides nothing",
        "What else is kept about people, and decides nothing?",
        "NAME: plays-no-part. Left out: nothing.",
    ),
    "sections.*": Key("the section {0}", "Does it decide anything?", "plays-no-part is all it can be."),
    "redress": Key(
        "redress", "How is one told, heard and put right?", "What there is not must be said: none."
    ),
    "redress.notice": Key("notice", "Is one told?"),
    "redress.notice.reaches": Key("people told of their entry", "Which share of them?"),
    "redress.notice.after": Key("time until one is told of an entry", "After how many days?"),
    "redress.hearing": Key("hearing", "Is one heard before?"),
    "redress.appeal": Key("appeal", "Can one appeal?"),
    "redress.review": Key("review", "Is an entry looked at again when one asks?"),
    "redress.review.decided_in": Key("time in which a review is decided", "In how many days?"),
    "redress.review.sensitivity": Key(
        "wrong entries that a review finds wrong", "Which share of wrong entries is found?"
    ),
    "redress.review.specificity": Key(
        "right entries that a review lets stand", "Which share of right entries stands?"
    ),
    "redress.correction": Key("correction", "Is a wrong entry taken off?"),
    "redress.correction.within": Key("time in which a wrong entry is taken off", "Within how many days?"),
    "redress.higher": Key("higher place", "Can one go to a higher place?"),
    "redress.higher.asked_within": Key("time in which one may go to a higher place", "Within how many days?"),
    "redress.higher.decided_in": Key("time in which a higher place decides", "In how many days?"),
    "redress.higher.sensitivity": Key(
        "wrong entries that a higher place finds wrong", "Which share is found?"
    ),
    "redress.higher.specificity": Key("right entries that a higher place lets stand", "Which share stands?"),
    "redress.suspension": Key("suspension", "Does an entry rest while one is heard?"),
    "redress.expiry": Key("expiry", "Does an entry expire?"),
    **KEYS_OF_CASES,
}
"""Place in a regime file → what it is for."""

_PATTERNS: Final = {
    place: re.compile(re.escape(place).replace(r"\*", r"([^.#]+)").replace(r"\#", "#")) for place in KEYS
}


def place_of(key: str) -> str | None:
    """The place of `KEYS` that a key of a file belongs to; None where there is none."""
    exact = (place for place, pattern in _PATTERNS.items() if pattern.fullmatch(key))
    return next(exact, None)


def key_of(key: str) -> tuple[Key, tuple[str, ...]] | None:
    """What a key of a file is for, with the file's own names in it; None where it is not known."""
    place = place_of(key)
    match = None if place is None else _PATTERNS[place].fullmatch(key)
    return None if place is None or match is None else (KEYS[place], match.groups())
