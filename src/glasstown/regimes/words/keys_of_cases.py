"""What the keys under `cases` are for."""

from __future__ import annotations

from typing import Final, get_args

from glasstown.life.catalogue import SERVICE_BY_NAME
from glasstown.regimes.cases import LAST_DAY, MAX_CASES, MAX_DEEDS, Trait
from glasstown.regimes.labels import OMISSIONS, SCRIPTED_ACTS
from glasstown.regimes.words.key import Key, either

_AFTER: Final = {
    "score": ("score", "Which score?"),
    "grade": ("grade", "Which grade?"),
    "lists": ("lists", "On which lists, all of them?"),
    "refused": ("services refused", "Which services are refused, all of them?"),
}

KEYS_OF_CASES: Final[dict[str, Key]] = {
    "cases": Key(
        "cases",
        "Which scripted lives show what the rules come to?",
        f"At most {MAX_CASES}; `glasstown validate` plays them. Left out: none.",
    ),
    "cases.*": Key('case "{0}"', "What happens to a synthetic person, and what follows?"),
    "cases.*.case": Key(
        'name of the case "{0}"',
        "What is it called?",
        "Small letters and hyphens: no digits, and nobody's name.",
    ),
    "cases.*.with": Key(
        'traits in the case "{0}"',
        "Who is it, of the people of the town?",
        f"AXIS: GROUP, each of {either(get_args(Trait))}. Left out: anybody under the regime.",
    ),
    "cases.*.with.*": Key('{1} in the case "{0}"', "In which group?"),
    "cases.*.starts_at": Key(
        'score at the start of the case "{0}"',
        "With another score at the start?",
        "Left out: the lowest there is.",
    ),
    "cases.*.bad_ties": Key(
        'bad ties in the case "{0}"', "How many ties to bad company, of which kind?", "Left out: none."
    ),
    "cases.*.bad_ties.*": Key('bad ties in the case "{0}": {1}', "How many?"),
    "cases.*.does": Key(
        'what happens in the case "{0}"',
        "What happens, on which days?",
        f"At most {MAX_DEEDS}, in order of days.",
    ),
    "cases.*.does#*": Key('deed {1} of the case "{0}"', "What happens?"),
    "cases.*.does#*.day": Key(
        'day of deed {1} of the case "{0}"', "On which day of the run?", f"1 to {LAST_DAY}."
    ),
    "cases.*.does#*.act": Key(
        'deed {1} of the case "{0}"',
        "What does somebody do?",
        f"{either(SCRIPTED_ACTS)}. Or omits, or tries.",
    ),
    "cases.*.does#*.omits": Key(
        'what is left undone in deed {1} of the case "{0}"',
        "What is due and left undone?",
        f"{either(OMISSIONS)}. Who omits the last hides what there is to take.",
    ),
    "cases.*.does#*.tries": Key(
        'service tried in deed {1} of the case "{0}"',
        "Which service is tried?",
        f"{either(SERVICE_BY_NAME)}.",
    ),
    "cases.*.does#*.seen": Key(
        'whether deed {1} of the case "{0}" is seen',
        "Does a collector see it?",
        "true or false; true if left out.",
    ),
    "cases.*.does#*.as": Key(
        'wrong label of deed {1} of the case "{0}"',
        "Under which wrong label is it recorded?",
        "One that the errors of watching name.",
    ),
    "cases.*.does#*.able": Key(
        'whether who must pay by deed {1} of the case "{0}" can',
        "Is whoever is ordered to pay able to?",
        "true or false; with the act judgment.",
    ),
    "cases.*.does#*.outcome": Key(
        'outcome of the try in deed {1} of the case "{0}"', "What comes of the try?", "granted or refused."
    ),
    "cases.*.does#*.then": Key(
        'what follows deed {1} of the case "{0}"', "What must hold after that day?", "May be left out."
    ),
    **{
        f"cases.*.does#*.then.{key}": Key(f'{name} after deed {{1}} of the case "{{0}}"', asks)
        for key, (name, asks) in _AFTER.items()
    },
    "cases.*.expect": Key('what follows in the case "{0}"', "What must hold at the end?", "May be left out."),
    "cases.*.expect.day": Key(
        'day asked about in the case "{0}"', "After which day?", "Left out: the last of the script."
    ),
    **{
        f"cases.*.expect.{key}": Key(f'{name} at the end of the case "{{0}}"', asks)
        for key, (name, asks) in _AFTER.items()
    },
}
