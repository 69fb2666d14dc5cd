"""Who is under a regime, and the score they have, if it keeps one."""

from __future__ import annotations

from glasstown.regimes.model import Regime
from glasstown.regimes.words.phrases import counted, on, percent, plain, series


def whom(regime: Regime) -> str:
    """The people under the regime: "every adult", "60% of adults, chosen by lot"."""
    share = regime.enrol.share.value
    everybody = regime.enrol.from_age == 0
    if share < 1.0:
        return f"{percent(share)} of all {'people' if everybody else 'adults'}, chosen by lot"
    return "everybody" if everybody else "every adult"


def waves(regime: Regime) -> str:
    """From when on people are enrolled, and when more of them are; empty where all are from the start."""
    enrol = regime.enrol
    text = f" They are enrolled on {on(enrol.from_date)}." if regime.run_day(enrol.from_date, 0) > 0 else ""
    if enrol.then:
        later = series(f"{percent(wave.share.value)} from {on(wave.from_date)}" for wave in enrol.then)
        text += f" More of them are enrolled later, in all {later}."
    return text


def score(regime: Regime) -> str:
    """Who has a score, where it starts, its bounds, how it fades, the grades that follow from it."""
    kept = regime.score
    share = regime.enrol.share.value
    everybody = regime.enrol.from_age == 0
    if kept is None:
        return f"There is no score: nobody has points. Under the regime is {whom(regime)}.{waves(regime)}"
    who = "Everybody has" if everybody else "Every adult has"
    if share < 1.0:
        who = f"Of all {'people' if everybody else 'adults'}, {percent(share)}, chosen by lot, have"
    low, high = kept.start_range
    start = (
        f"{plain(low)} points"
        if low == high
        else f"a number of points between {plain(low)} and {plain(high)}"
    )
    text = (
        f"{who} a score.{waves(regime)} It starts at {start} and stays between "
        f"{plain(kept.floor.value)} and {plain(kept.ceiling.value)}."
    )
    if kept.decay is not None:
        text += (
            f" Every {counted(kept.decay.every.value, 'day')} it moves {percent(kept.decay.share.value)} "
            f"of the way toward {plain(kept.decay.toward.value)}."
        )
    if regime.grades:
        grades = series(f"{name} from {plain(cut.value)}" for name, cut in regime.grades.items())
        text += f" Grades follow from it: {grades}."
    return text
