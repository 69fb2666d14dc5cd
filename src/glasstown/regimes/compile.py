"""A regime in the units of the engine: tenths of a point, bands of the score, thresholds of 32-bit words.

A score's *band* is the number of cut-offs that it reaches. Since standing is read from the band alone, every
cut-off of a regime is a band's lower edge.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from glasstown.life.catalogue import BY_NAME, LABELS, SERVICE_BY_NAME, Kind
from glasstown.regimes.contradictions import cut_offs
from glasstown.regimes.model import Regime
from glasstown.regimes.units import Level
from glasstown.regimes.watching import Sight


def tenths(points: float) -> int:
    """Points as whole tenths."""
    return round(10 * points)


def read_streams(regime: Regime) -> set[str]:
    """Names of the catalogue's streams that a regime reads: what it scores, lists for, mislabels or invents, the
    attempts at services that it refuses or favours, and contacts where it scores them or where callers hear a tone.
    """
    streams = {LABELS[rule.scored_label] for rule in regime.rules}
    streams |= {
        LABELS[ground.label] for entry in regime.lists for ground in entry.grounds if not ground.of_debt
    }
    errors = regime.watch.errors
    streams |= set(errors.mislabelled)
    if errors.false_records.per_day.value > 0:
        streams.add("noise")
    if any(shaming.form == "call-tone" for shaming in regime.shaming):
        streams.add("contact")
    if regime.reads_debts:
        streams |= {"judgment", "repayment"}
    services = {gate.service for gate in regime.gates}
    services |= {reward.service for reward in regime.rewards if reward.service is not None}
    return streams | {SERVICE_BY_NAME[service].attempt for service in services}


@dataclass(frozen=True)
class Bands:
    """The rising cut-offs of a regime, in tenths. Those up to the floor are always reached and left out."""

    cuts: tuple[int, ...]

    def below(self, cut: Level) -> int:
        """The b for which a score is under the cut-off exactly where its band is under b."""
        value = tenths(cut.value)
        return self.cuts.index(value) + 1 if value in self.cuts else 0


def bands(regime: Regime) -> Bands:
    """The bands of a regime's score."""
    if regime.score is None:
        return Bands(())
    floor = tenths(regime.score.floor.value)
    return Bands(tuple(sorted({tenths(cut.value) for cut in cut_offs(regime)} - set(range(floor + 1)))))


def low_cut(regime: Regime) -> int:
    """Under which score people count as *below*, in tenths: the lowest cut-off that hurts.

    That is the lowest of the cut-offs under which ties are bad, a list is entered, a service is refused or a burden
    imposed; the floor, under which nobody can be, where there is none.
    """
    if regime.score is None:
        return 0
    hurting: list[Level] = [entry.enter_below for entry in regime.lists if entry.enter_below is not None]
    hurting += [cut for gate in regime.gates if (cut := regime.cut(gate.refuse)) is not None]
    hurting += [cut for burden in regime.burdens if (cut := regime.cut(burden.who)) is not None]
    if regime.published_cut is not None:
        hurting.append(regime.published_cut)
    return min((tenths(cut.value) for cut in hurting), default=tenths(regime.score.floor.value))


def list_bits(regime: Regime, names: Iterable[str]) -> int:
    """Lists by name, as bits in the order of the file."""
    order = [entry.name for entry in regime.lists]
    return sum(1 << order.index(name) for name in set(names))


def sights(regime: Regime, stream: str) -> list[tuple[Sight, ...]]:
    """For each channel of a stream: by whom it is seen, in the order of the file.

    What the regime neither scores, lists for nor mislabels leaves no record, whatever its collectors could see.
    """
    act = BY_NAME[stream]
    read = stream in read_streams(regime) and (act.kind != Kind.CONTACT or regime.scores_contact)
    return [regime.watch.sights(channel) if read else () for channel, _share in act.channels]
