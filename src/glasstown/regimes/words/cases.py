"""The cases of a regime in words: who, what happens on which day, and what must follow."""

from __future__ import annotations

from glasstown.life.catalogue import BY_NAME, SERVICE_BY_NAME
from glasstown.regimes.cases import After, Case, Deed
from glasstown.regimes.model import Regime
from glasstown.regimes.words.phrases import counted, plain, series, spaced


def cases(regime: Regime) -> str:
    """How many cases a regime has; empty where it has none."""
    count = len(regime.cases)
    if not count:
        return ""
    told = counted(count, "case, a scripted life", "cases, scripted lives")
    names = series(spaced(case.case) for case in regime.cases)
    return f"The file has {told} with what the rules must come to: {names}. `glasstown validate` plays them."


def case_in_words(case: Case) -> str:
    """What is scripted and what is expected, without a full stop."""
    parts = [_who(case)] if case.traits or case.starts_at is not None or case.bad_ties else []
    parts += [f"on day {deed.day} {_deed(deed)}" for deed in case.does]
    if case.expect is not None:
        parts.append(f"after day {case.last_day} {_after(case.expect)}")
    return "; ".join(parts)


def _who(case: Case) -> str:
    said = [f"{spaced(axis)} {group}" for axis, group in case.traits.items()]
    if case.starts_at is not None:
        said.append(f"{plain(case.starts_at)} points at the start")
    said += [
        f"{counted(count, 'tie', 'ties')} to bad company ({layer})" for layer, count in case.bad_ties.items()
    ]
    return f"somebody with {series(said)}"


def _deed(deed: Deed) -> str:
    if deed.tries is not None:
        said = f"they try to get {SERVICE_BY_NAME[deed.tries].title}"
        said += (
            f" and are {'refused' if deed.outcome == 'refused' else 'not refused'}" if deed.outcome else ""
        )
    elif deed.omits == "repayment":
        said = "they do not pay, and hide what there is to take"
    elif deed.omits is not None:
        said = f"they are to have {BY_NAME[deed.omits].title}, and have not"
    elif deed.act == "repayment":
        said = "they pay"
    else:
        said = f"they {BY_NAME[deed.act or ''].title}".replace("they was", "they were")
    if deed.able is not None:
        said += ", and are able to" if deed.able else ", and are not able to"
    if not deed.seen:
        said += ", unseen"
    if deed.as_label is not None:
        said += f", recorded as what somebody does who {BY_NAME[deed.as_label].title}"
    return said if deed.then is None else f"{said} ({_after(deed.then)})"


def _after(after: After) -> str:
    said = [f"{plain(after.score)} points"] if after.score is not None else []
    said += [f"grade {after.grade}"] if after.grade is not None else []
    if after.lists is not None:
        said.append(f"on the list {series(after.lists)}" if after.lists else "on no list")
    if after.refused is not None:
        said.append(f"refused {series(SERVICE_BY_NAME[name].title for name in after.refused) or 'nothing'}")
    return series(said)
