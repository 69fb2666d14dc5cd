"""What the keys under `watch` are for."""

from __future__ import annotations

from typing import Final, get_args

from glasstown.life.catalogue import Channel
from glasstown.regimes.watching import PersonKind, Watcher
from glasstown.regimes.words.key import Key, dated, either

KEYS_OF_WATCHING: Final[dict[str, Key]] = {
    "watch": Key("watching", "Who is watched, by whom, and how does it go wrong?"),
    "watch.collectors": Key(
        "collectors", "Who watches?", "Each has a name of its own; at most four see the same channel."
    ),
    "watch.collectors.*": Key("collector {0}", ""),
    "watch.collectors.*.kind": Key("kind of {0}", "Who is it?", f"{either(get_args(Watcher))}."),
    **dated("watch.collectors.*", "watching by {0}"),
    "watch.collectors.*.feeds": Key(
        "where {0} pass what they see",
        "To whom does it pass what it sees?",
        "A point of watch.fusion; left out: the regime reads it.",
    ),
    "watch.collectors.*.passes": Key(
        "share of what {0} see that they pass on", "Which share of it does it pass on?", "Left out: all."
    ),
    "watch.collectors.*.delay": Key(
        "how long it takes {0} to pass it on", "How long does that take at least?", "Left out: no time."
    ),
    "watch.collectors.*.among": Key(
        "whom {0} see",
        "Does it see only some people?",
        f"Of {either(get_args(PersonKind))}; left out: everybody.",
    ),
    "watch.collectors.*.sees": Key(
        "what {0} see",
        "What does it see, and which share of it?",
        f"CHANNEL: NUMBER, each of {either(get_args(Channel))}.",
    ),
    "watch.collectors.*.sees.*": Key("{1} seen by {0}", "Which share of it is seen?"),
    "watch.fusion": Key(
        "points where flows join",
        "Where is what they see gathered?",
        "NAME: {kind: ..., feeds: OTHER-POINT, passes: NUMBER}; each flow ends at the regime.",
    ),
    "watch.fusion.*": Key("point {0}", ""),
    "watch.fusion.*.kind": Key("kind of the {0}", "Who is it?", f"{either(get_args(Watcher))}."),
    "watch.fusion.*.feeds": Key(
        "where the {0} passes what it gathers", "To whom?", "Another point; left out: the regime reads it."
    ),
    "watch.fusion.*.passes": Key(
        "share of what reaches the {0} that it passes on", "Which share does it pass on?", "Left out: all."
    ),
    "watch.evidence": Key(
        "the evidence it asks for",
        "Does it record only what two of them saw?",
        "two-records; left out: it takes one collector's word.",
    ),
    "watch.ties": Key(
        "its picture of who knows whom", "Does it know who knows whom?", "Left out: it knows nobody's ties."
    ),
    "watch.ties.seen-through": Key("how ties are seen", "Through which channels are ties seen?"),
    "watch.ties.missed": Key("true ties not seen", "Which share of true ties does it miss?"),
    "watch.ties.invented": Key("ties invented", "How many ties does it invent, for each true one?"),
    "watch.errors": Key(
        "errors of watching", "How does watching go wrong?", "Every error must be said, zero too."
    ),
    "watch.errors.misattributed": Key(
        "acts credited to a neighbour", "Which share of what is seen is credited to a neighbour?"
    ),
    "watch.errors.falls-on": Key(
        "on whom such a mistake falls",
        "Who are these others?",
        "Left out: anybody on the same stair. The figures are taken in proportion.",
    ),
    "watch.errors.falls-on.household": Key(
        "acts credited to one of the household", "One of the same household?"
    ),
    "watch.errors.falls-on.neighbour": Key(
        "acts credited to the neighbour", "A neighbour on the same stair?"
    ),
    "watch.errors.falls-on.namesake": Key(
        "acts credited to a person of the same name", "Somebody of the same name?"
    ),
    "watch.errors.mislabelled": Key(
        "acts recorded under a wrong label",
        "Which acts are recorded as another one?",
        "TRUE-LABEL: {as: OTHER-LABEL, share: NUMBER}; {} for none.",
    ),
    "watch.errors.mislabelled.*": Key(
        "acts recorded under a wrong label: somebody {0}", "How are they recorded?"
    ),
    "watch.errors.mislabelled.*.as": Key("wrong label given when somebody {0}", "As what are they recorded?"),
    "watch.errors.mislabelled.*.share": Key("share recorded wrongly when somebody {0}", "How often?"),
    "watch.errors.false-records": Key(
        "records of what never happened", "Are there records of what never happened?"
    ),
    "watch.errors.false-records.as": Key(
        "labels of records of what never happened", "Under which labels?", "[] for none."
    ),
    "watch.errors.false-records.per-day": Key(
        "records of what never happened", "How many, per person and day?"
    ),
    "watch.errors.namesakes": Key(
        "events credited to a namesake",
        "Which share of events is credited to somebody of the same name?",
        "Where a list is entered by events.",
    ),
    "watch.errors.misjudged": Key(
        "hidden states judged wrongly", "How often is a hidden state judged wrongly?", "{} for never."
    ),
    "watch.errors.misjudged.*": Key("how the state {0} is judged wrongly", "How is it judged wrongly?"),
    "watch.errors.misjudged.*.missed": Key(
        "cases of {0} that are missed", "Where it holds: how often is it missed?"
    ),
    "watch.errors.misjudged.*.invented": Key(
        "cases of {0} that are invented", "Where it does not hold: how often is it claimed?"
    ),
}
