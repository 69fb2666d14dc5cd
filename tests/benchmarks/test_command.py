"""The benchmark's command: one measurement, what a process holds, what is left out, and what is written where."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import programs
from benchmarks.cases import HERE, MINI
from benchmarks.programs import PEERS, Peer
from benchmarks.run import BEGIN, DECLARATION, END, Report, planned
from benchmarks.tables import ONE_THREAD, OURS, Timing, aims_sentence, ratio_table, spread

MEASURE = str(HERE / "measure.py")


def measured(*words: str) -> dict[str, object]:
    done = subprocess.run([sys.executable, MEASURE, *words], check=True, capture_output=True, text=True)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_one_measurement_of_each_kind_prints_json(tmp_path: Path) -> None:
    town = str(tmp_path / "town.npz")
    measured("town", "hot", "1000", "0", "--town", town)
    ours = measured("glasstown", "hot", "1000", "14")
    theirs = measured("numpy-tuned", "hot", "1000", "14", "--town", town)
    for said in (ours, theirs):
        times = [float(str(said[name])) for name in ("import", "setup", "loop", "peak")]
        assert min(times) > 0
        assert len(list(said["last"])) == 4  # type: ignore[call-overload]
    assert int(str(theirs["peak"])) < int(str(ours["peak"])), "the other holds nothing of Glasstown"


def test_a_program_needs_its_town() -> None:
    words = [sys.executable, MEASURE, "numpy-plain", "hot", "1000", "14"]
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    assert done.returncode == 2
    assert "needs --town" in done.stderr


def test_what_is_not_installed_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = Peer("Nowhere plain", "nowhere", "plain")
    here = PEERS["numpy-plain"]
    monkeypatch.setattr(programs, "PEERS", {peer.name: peer for peer in (absent, here)})
    assert programs.installed_peers() == [here]
    assert programs.left_out().startswith("Nowhere is left out, not being installed: pip install")
    monkeypatch.setattr(programs, "PEERS", {here.name: here})
    assert programs.left_out() == ""


def test_every_program_is_run_as_far_as_one_can_wait() -> None:
    assert PEERS["mesa-plain"].days(10_000, 365) == 365
    assert PEERS["mesa-plain"].days(100_000, 365) == 60
    assert PEERS["numpy-plain"].days(1_000_000, 365) == 365
    timings = planned([10_000, 1_000_000], 365, [*MINI, "article", "defaulters"], 2)
    assert not any(t.program.startswith("Mesa") for t in timings if t.people > 100_000)
    assert {(t.case, t.days) for t in timings if t.case not in MINI} == {
        ("article", 365), ("article", 1095), ("defaulters", 365)
    }  # fmt: skip
    assert {t.people for t in timings if t.case not in MINI} == {1_000_000}
    assert sum(t.program == ONE_THREAD for t in timings) == 4


def test_ratios_are_of_the_same_round_and_say_the_size() -> None:
    """Mesa has no town of a million; its rate in the largest it has is stated as such."""
    theirs = Timing("hot", "Mesa plain", 100_000, 60, [{"loop": 6.0}, {"loop": 12.0}])
    ours = Timing("hot", OURS, 1_000_000, 60, [{"loop": 0.5}, {"loop": 0.5}])
    assert ours.ratios(theirs) == [120.0, 240.0]
    row = ratio_table([theirs, ours]).splitlines()[-1]
    assert "180 (120–240), its 100,000 people" in row
    assert aims_sentence([theirs, ours]) == ""
    ours.case = theirs.case = "spec"
    assert aims_sentence([theirs, ours]).endswith("people: Mesa plain 180 of 1,000 (not reached).")
    assert spread([3.0, 1.0, 2.0], 1.0, 1) == "2.0 (1.0–3.0)"


def test_results_are_written_between_the_markers_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    report = Report()
    report.say("new")
    report.write(page)
    assert page.read_text(encoding="utf-8") == f"before\n{BEGIN}\n\nnew\n\n{END}\nafter\n"
    page.write_text("no markers\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="nothing was written"):
        report.write(page)
    assert page.read_text(encoding="utf-8") == "no markers\n"


def test_the_declaration_has_its_markers() -> None:
    text = DECLARATION.read_text(encoding="utf-8")
    assert text.count(BEGIN) == text.count(END) == 1
    assert text.index(BEGIN) < text.index(END)
