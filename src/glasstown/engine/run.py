"""A run of worlds over one town: segments in turn, blocks in parallel, the exchange between them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from glasstown.core.counters import GROUPED, PLAIN, Tally, new_tally
from glasstown.core.randomness import Key, threshold
from glasstown.core.state import CRITICAL, ENROLLED, REAL, SUPPORTIVE, WAITS
from glasstown.core.trace import Log, new_log
from glasstown.engine import checkpoint
from glasstown.engine.candidates import Schedule, candidate_ceilings, first_days
from glasstown.engine.end import nothing_happened, summarise
from glasstown.engine.exchange import most_ties, not_yet, push_all, sort_letters
from glasstown.engine.live import Calendars, Flips, Starting, begin_all, live, own_state, settle_all
from glasstown.engine.plan import EXCHANGE_DAYS, Segment, plan
from glasstown.engine.push import PAGE_BITS, recount
from glasstown.engine.result import Lives
from glasstown.engine.start import Waves, invent, new_state
from glasstown.engine.tables import World, build_tables, rows_of
from glasstown.engine.work import Work, grown_mail, new_mail, new_work
from glasstown.life.catalogue import SERVICES
from glasstown.system.watch.fields import Mail

if TYPE_CHECKING:
    from glasstown.towns import Town

BLOCK_ROWS = 2048
"""The most rows of a block; fewer where the state of many worlds would not fit a core's cache."""

_WITHOUT = "without"


def cut_blocks(heads: np.ndarray, rows: int, most: int) -> np.ndarray:
    """Boundaries of blocks of whole households, each of at most `most` rows; `heads` the households' first rows.

    A household of more than `most` rows is a block of its own.
    """
    bounds = [0]
    ends = np.append(heads[1:], rows)
    while bounds[-1] < rows:
        fits = np.searchsorted(ends, bounds[-1] + most, side="right") - 1
        bounds.append(int(max(ends[fits], ends[np.searchsorted(ends, bounds[-1], side="right")])))
    return np.array(bounds, np.int64)


class Run:
    """Worlds on their way through the same days; made by `run_worlds`, or step by step in tests.

    `worlds` are the regimes' worlds; with `twin` the world without any regime runs beside them as world 0. `by_group`
    off counts everybody only. `watched` rows are traced. Bits do not depend on `threads` or `block_rows`.
    """

    def __init__(
        self,
        town: Town,
        worlds: Sequence[World],
        days: int,
        key: Key,
        *,
        threads: int | None = None,
        twin: bool = True,
        by_group: bool = True,
        block_rows: int | None = None,
        watched: Sequence[int] = (),
    ) -> None:
        self.days = days
        self.day = 0
        self.key: Any = Key(np.uint32(key.k0), np.uint32(key.k1))  # type: ignore[arg-type]
        self.names = ((_WITHOUT,) if twin else ()) + tuple(world.name for world in worlds)
        self.worlds = tuple(worlds)
        self.town = town
        self.people = town.people if by_group else town.people._replace(groups=town.people.groups[:0])
        self.tables, self.streams = build_tables(town, worlds, twin)
        self.twin = int(twin)
        regimes = len(worlds)
        rows = town.n
        self.versions = rows_of(worlds)
        self.threads = threads = threads or os.cpu_count() or 1
        most = block_rows or max(256, min(BLOCK_ROWS, 16384 // max(1, regimes)))
        self.blocks = cut_blocks(np.flatnonzero(self.people.place == 0), rows, most)
        blocks = self.blocks.size - 1
        chunks = min(blocks, threads)  # one a thread: its working space stays in its core's cache
        self.chunks = [(c * blocks // chunks, (c + 1) * blocks // chunks) for c in range(chunks)]
        self.pool = ThreadPoolExecutor(threads) if threads > 1 and chunks > 1 else None

        association = self.tables.association
        layers = int(association.slot.max()) + 1
        shunning = self.tables.shunning
        differs = (
            (association.missed > 0) | (association.invented > 0) | (shunning.kin > 0) | (shunning.friend > 0)
        )
        views = 2 if np.any((association.seen != 0) & differs) else 1
        capped = bool(np.any(self.tables.rules.capped >= 0))
        events = bool(np.any(self.tables.entries.grounds > 0))
        spans = int(self.tables.entries.span.max(initial=-1)) + 1
        owing = "judgment" in self.streams
        swayed = bool(np.any(self.tables.belief.swayed > 0))
        heard = bool(np.any(self.tables.review.by_score > 0))
        self.state = new_state(
            regimes, rows, shadows=twin, layers=layers, views=views, capped=capped, events=events, spans=spans,
            owing=owing, swayed=swayed, heard=heard,
        )  # fmt: skip
        if swayed:
            self.state.opinion[:] = self.people.opinion
        self.invented = invent(
            self.people.tie_ptr, self.people.tie, int(association.invented.max(initial=0)), self.key
        )
        self.most_ties = most_ties(self.people, self.invented)
        widest = int(np.diff(self.blocks).max())
        terms = int(self.tables.standards.term_of.max(initial=-1)) + 1
        waits = WAITS * (owing or events) + heard
        entries = widest * (self.state.score.shape[1] * terms + waits)
        self.calendars = Calendars(
            np.empty((blocks, regimes, entries), np.uint64), np.zeros((blocks, regimes), np.int64)
        )
        self.flips = Flips(np.empty((regimes, 2 * rows), np.int64), np.zeros((regimes, blocks), np.int64))
        self.reached = np.zeros((regimes, (rows >> PAGE_BITS) + 1), np.uint8)
        self.letters: Mail = new_mail(0)  # of the week before, until they are opened
        self.sent: list[Mail] = []  # of this week, beside those in `mails`
        self.guarded = sum(1 << i for i, s in enumerate(SERVICES) if s.through == "guardian")
        gap, eligible = candidate_ceilings(town.conduct, self.streams)
        self.waves = Waves(
            town.age,
            np.array([row.regime.enrol.from_age for row in self.versions], np.int64),
            np.array([threshold(row.regime.enrol.share.value) for row in self.versions], np.int64),
        )
        self.schedule = Schedule(np.empty((len(self.streams), rows), np.uint16), gap, eligible)
        self.capacity = widest * len(self.streams)

        groups = 1 + sum(len(axis.groups) for axis in town.axes) if by_group else 1
        self.works: list[Work] = [
            new_work(widest, len(self.streams), EXCHANGE_DAYS, twin, 0) for _ in range(chunks)
        ]
        self.mails = [new_mail(1024) for _ in range(chunks)]
        self.tallies = [new_tally(len(self.names), groups) for _ in range(max(chunks, threads))]
        self.plain = np.zeros((len(self.names), days + 1, len(PLAIN)), np.int64)
        self.grouped = np.zeros((len(self.names), days + 1, groups, len(GROUPED)), np.int32)
        self.log: Log = new_log(rows if watched else 0, watched, 1_000_000 if watched else 0)
        self._begin()

    # -- parallel work --------------------------------------------------------------------------------------------

    def _for_chunks(self, task: Callable[[int, int, int], None]) -> None:
        """Call `task(chunk, first block, block after the last)` for every chunk."""
        if self.pool is None:
            for c, (first, upto) in enumerate(self.chunks):
                task(c, first, upto)
        else:
            list(self.pool.map(lambda c: task(c, *self.chunks[c]), range(len(self.chunks))))

    def _for_ranges(self, task: Callable[[int, int, int], None]) -> None:
        """Call `task(thread, first row, row after the last)` for one range of whole blocks a thread."""
        ends = [int(self.blocks[t * (self.blocks.size - 1) // self.threads]) for t in range(self.threads + 1)]
        if self.pool is None:
            task(0, 0, self.town.n)
        else:
            list(self.pool.map(lambda t: task(t, ends[t], ends[t + 1]), range(self.threads)))

    def rows_on(self, day: int) -> np.ndarray:
        """(W,) int64: the row of the tables that is in force in each world on a day; day 0 is the start."""
        found = np.zeros(len(self.worlds), np.int64)
        for row, version in enumerate(self.versions):
            if version.first <= day:
                found[version.place] = row
        return found

    # -- days -----------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        now = self.rows_on(0)
        tables = Starting(self.tables.ledgers, self.tables.standards, self.tables.gates)

        def start(c: int, first: int, upto: int) -> None:
            first_days(
                self.blocks[first],
                self.blocks[upto],
                self.tables.acts,
                self.people.columns,
                self.schedule,
                self.key,
            )
            begin_all(
                first, upto, self.blocks, tables, self.waves, self.state, self.calendars, self.works[c].touched,
                self.people.groups, self.tallies[c], self.log, self.key, now,
            )  # fmt: skip

        self._for_chunks(start)
        self._merge(Segment(1, 0, False))
        enrolled = self.state.flags & ENROLLED != 0
        scores = self.state.score[:, REAL]
        cuts = self.tables.ledgers.low_cut[now, None]
        self.start_score_sum = (0,) * self.twin + tuple(
            int(s[e].sum(dtype=np.int64)) for s, e in zip(scores, enrolled, strict=True)
        )
        self.start_below = (0,) * self.twin + tuple(int(b) for b in ((scores < cuts) & enrolled).sum(axis=1))

    def advance(self, until: int, progress: Callable[[int], None] | None = None) -> None:
        """Live the days up to `until`, an exchange day or the last; `progress` hears each day reached."""
        for segment in plan(self.days, (version.first for version in self.versions)):
            if segment.first <= self.day or segment.last > until:
                continue
            self._live(segment)
            self.day = segment.last
            if progress is not None:
                progress(self.day)

    def _live(self, segment: Segment) -> None:
        rows, were = self.rows_on(segment.first), self.rows_on(segment.first - 1)

        def task(c: int, first: int, upto: int) -> None:
            ready = self._scripted(segment, c)
            while True:
                at = live(
                    segment.first, segment.last, segment.exchange, first, upto, self.blocks, self.people, self.tables,
                    self.guarded, self.schedule, self.state, self.reached, self.calendars, self.letters, self.flips,
                    self.works[c], self.mails[c], self.tallies[c], self.log, self.key, self.capacity, ready, rows, were,
                    self.waves,
                )  # fmt: skip
                if at == upto:
                    return
                self.sent.append(self.mails[c])
                needed = len(self.worlds) * int(self.works[c].counts.sum())
                self.mails[c] = grown_mail(self.mails[c], needed + int(self.calendars.pending[at].sum()))
                first, ready = at, True

        self._for_chunks(task)
        self.sent.append(not_yet(self.letters, segment.first))
        self.letters = new_mail(0)
        if segment.exchange:
            self.letters = sort_letters([*self.sent, *self.mails])
            self.sent = []
            self.mails = [new_mail(mail.to.size) for mail in self.mails]
            self._make_room_for_letters()
            push_all(
                self.blocks, self.flips, self.people, self.invented, self.tables, self.state, self.reached,
                [tally.plain[self.twin :, segment.last - segment.first + 1] for tally in self.tallies],
                self.most_ties, self.key,
                self._for_ranges, rows,
            )  # fmt: skip
        self._merge(segment)
        if segment.exchange and segment.last == self.days:

            def settle(c: int, first: int, upto: int) -> None:
                settle_all(
                    segment.last, first, upto, self.blocks, self.tables, self.state, self.reached, self.works[c],
                    self.tallies[c], self.log, self.key, rows,
                )  # fmt: skip

            self._for_chunks(settle)
            self._merge(Segment(segment.last + 1, segment.last, False))

    def _scripted(self, segment: Segment, chunk: int) -> bool:
        """Whether the candidates of a segment stand in a chunk's working space already; in a run they are drawn."""
        return False

    def _make_room_for_letters(self) -> None:
        """Let every working space hold the letters of the block that gets most."""
        letters = self.letters.to
        if letters.size == 0:
            return
        most = int(np.diff(np.searchsorted(letters, self.blocks)).max())
        if self.works[0].records.row.size < self.capacity + most:
            widest = self.capacity // len(self.streams)
            self.works = [
                new_work(widest, len(self.streams), EXCHANGE_DAYS, bool(self.twin), 2 * most)
                for _ in self.works
            ]

    def _merge(self, segment: Segment) -> None:
        """Add the tallies of all chunks to the days; index 0 of a tally is the exchange before the segment."""
        first = segment.first - 1
        used = segment.last - first + 1
        for tally in self.tallies:
            self.plain[:, first : segment.last + 1] += tally.plain[:, :used]
            self.grouped[:, first : segment.last + 1] += tally.grouped[:, :used]
            _clear(tally)

    # -- results --------------------------------------------------------------------------------------------------

    def recount(self) -> int:
        """How many counts of bad ties differ from a count by gathering; 0 unless the exchange is wrong."""
        rows = self.rows_on(self.day)
        return sum(
            int(
                recount(
                    0, self.town.n, self.people, self.invented, self.tables.association, self.tables.shunning, rows[w],
                    self.state.flags[w], self.state.ties[w], self.key,
                    np.zeros((self.state.ties.shape[1], 2), np.int64),
                )
            )
            for w in range(len(self.worlds))
        )  # fmt: skip

    def lives(self) -> Lives:
        """What has happened so far."""
        people = self.people
        groups = [("everybody", "everybody")]
        if people.groups.shape[0] > 0:
            groups += [(axis.name, group) for axis in self.town.axes for group in axis.groups]
        everybody = np.ones(self.town.n, bool)
        enrolled = [everybody & False] * self.twin + list(self.state.flags & ENROLLED != 0)
        with_ties = int(np.count_nonzero(np.diff(people.tie_ptr)))
        ends = [nothing_happened(self.day, self.town.n, with_ties)] * self.twin
        rows = self.rows_on(self.day)
        for w in range(len(self.worlds)):
            own = own_state.py_func(self.state, w)
            scored = self.worlds[w].regime.score is not None
            ends.append(summarise(people, own, self.tables, rows[w], self.day, scored, self.key))
        return Lives(
            worlds=self.names, scored=(False,) * self.twin + tuple(w.regime.score is not None for w in self.worlds),
            days=self.day, people=self.town.n, enrolled=tuple(int(on.sum()) for on in enrolled), groups=tuple(groups),
            group_people=_by_group(people.groups, len(groups), everybody),
            group_enrolled=np.stack([_by_group(people.groups, len(groups), on) for on in enrolled]),
            start_score_sum=self.start_score_sum,
            start_below=self.start_below, plain=self.plain[:, : self.day + 1],
            grouped=self.grouped[:, : self.day + 1], ends=tuple(ends), streams=self.streams,
            services=tuple(service.name for service in SERVICES), opinions=_opinions(people.opinion),
        )  # fmt: skip

    # -- set down and taken up ------------------------------------------------------------------------------------

    def save(self, folder: str | os.PathLike[str]) -> Path:
        """Set the run down in a folder; see `engine.checkpoint.save`."""
        return checkpoint.save(self, folder)

    @classmethod
    def load(
        cls,
        folder: str | os.PathLike[str],
        town: Town,
        worlds: Sequence[World],
        days: int,
        key: Key,
        **options: Any,
    ) -> Run:
        """The run of these inputs as it was last set down in a folder; see `engine.checkpoint.load`."""
        run = cls(town, worlds, days, key, **options)
        checkpoint.load(run, folder)
        return run

    @property
    def state_bytes(self) -> int:
        """Bytes of the state of all regime worlds, without calendars."""
        return self.state.nbytes


def _by_group(groups: np.ndarray, size: int, on: np.ndarray) -> np.ndarray:
    """How many rows where `on` is true each group number has; 0 is everybody. `groups` (A, N) → (size,) int64."""
    counts = sum((np.bincount(axis[on], minlength=size) for axis in groups), np.zeros(size, np.int64))
    counts[0] = on.sum()
    return counts


def _opinions(opinion: np.ndarray) -> tuple[int, int, int]:
    """How many are critical, undecided and supportive."""
    critical, undecided, supportive = np.bincount(opinion, minlength=SUPPORTIVE + 1)[CRITICAL:].tolist()
    return critical, undecided, supportive


def _clear(tally: Tally) -> None:
    tally.plain[:] = 0
    tally.grouped[:] = 0


def run_worlds(
    town: Town,
    worlds: Sequence[World],
    days: int,
    key: Key,
    *,
    threads: int | None = None,
    twin: bool = True,
    by_group: bool = True,
    progress: Callable[[int], None] | None = None,
) -> Lives:
    """Run `worlds` (and, with `twin`, the world without) for `days` days over a town; see `Run`."""
    run = Run(town, worlds, days, key, threads=threads, twin=twin, by_group=by_group)
    run.advance(days, progress)
    return run.lives()
