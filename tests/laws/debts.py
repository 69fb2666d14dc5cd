"""The laws where people owe and are listed: a list that does nothing, whom a debt reaches, chances of 0 and 1."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from glasstown.core.counters import G, P
from glasstown.core.randomness import Key, life_key
from glasstown.core.state import ABLE, ENROLLED, OWES
from glasstown.engine.run import Run
from glasstown.engine.tables import World
from glasstown.towns.town import MADE
from tests.laws.comparing import Violation, differing_rows, fired, lived, must_equal
from tests.laws.degenerate import must_be
from tests.loud import DEBTORS, debtors, number, to_response
from tests.small_town import small_town

OF_DEBTS = ("judgments", "debts_paid")


def _unseen(data: dict[str, Any]) -> None:
    """Courts collect nothing and list nobody."""
    data["watch"]["collectors"]["courts"]["sees"]["court-files"] = number(0.0)
    del data["enforcement"]


def _own_names(data: dict[str, Any]) -> None:
    data["watch"]["errors"]["namesakes"] = number(0.0)
    data["shaming"] = []


def check_no_effect(people: int, days: int, key: Key) -> None:
    """A list that nobody is put on leaves everybody's debts as they are without it."""
    run = lived(small_town(people, 31), [debtors("unseen", _unseen)], days, key)
    fired("debts paid", int(run.plain[0, :, P["debts_paid"]].sum()), 10)
    for name in OF_DEBTS:
        must_equal(f"{name} by day", run.plain[1, :, P[name]], run.plain[0, :, P[name]])
    for name in ("debt", "owed"):
        one, other = getattr(run.state, name)
        must_equal(f"{name} of everybody", other, one)


def check_reach(people: int, key: Key) -> None:
    """What somebody owes changes them, and through a guardian their children; with namesakes, one more a letter."""
    town = small_town(people, 32)
    heads = np.flatnonzero(town.people.place == 0)[::3].tolist()

    def treated(rows: list[int], edit: Any) -> Run:
        run = Run(town, [debtors("debtors", edit)], 56, key, threads=1)
        run.state.debt[1:, rows] |= np.uint8(OWES | ABLE)
        run.advance(56)
        return run

    plain, some = (treated(rows, _own_names) for rows in ([], heads))
    changed = differing_rows(plain, some) | set(
        np.flatnonzero(plain.state.debt[1] != some.state.debt[1]).tolist()
    )
    fired("people whose debts changed", len(changed), 20)
    homes = {row + i for row in heads for i in range(int(town.people.size[row]))}
    if not changed <= homes:
        raise Violation(f"others changed: rows {sorted(changed - homes)[:5]}")


def check_ends(people: int, days: int) -> None:
    """Everybody ordered to pay is able to and does not, or cannot; all is seen, and reviews always or never err."""
    base = small_town(people, 33)

    def town_where(able: float) -> Any:
        conduct = dict(base.conduct)
        conduct["judgment"] = replace(conduct["judgment"], able=able)
        ways = conduct["repayment"]
        conduct["repayment"] = replace(ways, done=np.zeros(256), recovers=0.0, hides=0.0)
        return replace(base, conduct=conduct, made=MADE)

    def certain(invented: float, sensitivity: float, specificity: float) -> World:
        def edit(data: dict[str, Any]) -> None:
            errors = data["watch"]["errors"]
            errors["namesakes"] = number(0.0)
            errors["misjudged"]["able-to-pay"] = {"missed": number(0.0), "invented": number(invented)}
            data["watch"]["collectors"]["courts"]["sees"]["court-files"] = number(1.0)
            del data["enforcement"]
            data["enrol"] = {"who": "everybody", "share": number(1.0), "from": "day 0"}
            for place in ("review", "higher"):
                data["redress"][place] |= {
                    "sensitivity": number(sensitivity),
                    "specificity": number(specificity),
                }

        response = {**DEBTORS, "debts": {"pays_when_listed": number(0.0)}}
        response["urging"] = {"urges": number(1.0), "pays_when_urged": number(0.0)}
        response["appeals"] = DEBTORS["appeals"] | {
            "asks": {"wrongly": number(1.0), "rightly": number(1.0)},
            "higher": number(1.0),
        }
        return World("debtors", debtors("debtors", edit).regime, to_response(response))

    def total(run: Run, name: str, upto: int | None = None) -> int:
        return int(run.plain[1, :upto, P[name]].sum())

    # entries come 5 days after the judgment; the first place answers 2 + 4 days later, the higher one 2 + 3 after it
    right = lived(town_where(1.0), [certain(1.0, 1.0, 1.0)], days, life_key(33, 0))
    fired("judgments", total(right, "judgments"), 40)
    must_be("entries of those who can pay", total(right, "listings"), total(right, "judgments", -5))
    must_be("wrong entries among them", total(right, "wrong_listings"), 0)
    must_be("reviews found in their favour", total(right, "reviews_upheld"), 0)
    must_be("debts paid by nobody", total(right, "debts_paid"), 0)
    must_be("still listed", (right.state.grounds[0, 0] != 0).sum(), total(right, "listings"))

    wrong = lived(town_where(0.0), [certain(1.0, 1.0, 0.0)], days, life_key(33, 0))
    must_be("entries of those who cannot", total(wrong, "wrong_listings"), total(wrong, "judgments", -5))
    must_be("corrections 8 days after", total(wrong, "left_by_correction"), total(wrong, "listings", -8))
    corrected = int(wrong.grouped[1, :, 0, G["first_corrected"]].sum())
    must_be("people put right", corrected, total(wrong, "left_by_correction"))

    deaf = lived(town_where(0.0), [certain(1.0, 0.0, 1.0)], days, life_key(33, 0))
    must_be("corrections by those who never see an error", total(deaf, "left_by_correction"), 0)
    must_be("entries where nobody unable is taken for able",
            total(lived(town_where(0.0), [certain(0.0, 1.0, 1.0)], days, life_key(33, 0)), "listings"), 0)  # fmt: skip
    must_be("not enrolled", (deaf.state.flags[0] & ENROLLED == 0).sum(), 0)
