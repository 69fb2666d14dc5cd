"""`glasstown run` and `glasstown.run`: the same bytes, whole folders or none, mistakes in words."""

from __future__ import annotations

import getpass
import json
import os
import platform
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import glasstown as gt
from glasstown.cli.app import app
from glasstown.cli.run import told_first
from glasstown.core.documents import shipped
from glasstown.studies.folder import FILES

SMALL = {"people": 1200, "years": 0.5, "replicates": 2, "seed": 7}
SAME = ("measures.json", "report.html", "daily.parquet")


def run(*arguments: str, **changed: object) -> Result:
    given = [word for key, value in {**SMALL, **changed}.items() for word in (f"--{key}", str(value))]
    result = CliRunner().invoke(app, ["run", "article-2020", *given, *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    folder = tmp_path_factory.mktemp("made") / "run"
    return run("--out", str(folder)), folder


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in SAME}


def test_it_ends_with_the_report_the_next_two_commands_and_a_sentence(made: tuple[Result, Path]) -> None:
    result, folder = made
    assert result.exit_code == 0, result.stderr
    assert result.stderr == "", "without a terminal there is no progress"
    text = result.stdout
    assert str(folder / "report.html") in text
    assert "Chance only" in text
    assert f"glasstown why {folder}" in text[text.index("Next") :]
    assert "--assumed 32" in text[text.index("Next") :]
    quote = json.loads((folder / "run.json").read_text())["quote"]
    assert " ".join(text.split()).endswith(" ".join(quote.split()))


def test_the_folder_is_whole_and_says_how_it_was_made(made: tuple[Result, Path]) -> None:
    _, folder = made
    assert sorted(entry.name for entry in folder.iterdir()) == sorted(FILES)
    told = json.loads((folder / "run.json").read_text())
    assert told["seed"] == SMALL["seed"]
    assert set(told["versions"]) >= {"glasstown", "python", "numba", "numpy"}
    assert set(told["machine"]) == {"cpu", "cores", "memory_gib", "os"}
    assert all(seconds >= 0 for seconds in told["timings"].values())
    assert len(told["margins"]) > 20
    assert all(abs(m["town"] - m["published"]) <= m["explained"] for m in told["margins"])
    measures = json.loads((folder / "measures.json").read_text())
    assert {key: measures[key] for key in ("schema", "regime", "status", "people", "seed", "replicates")} == {
        "schema": 1,
        "regime": "article-2020",
        "status": "popular-account",
        "people": 1200,
        "seed": 7,
        "replicates": 2,
    }
    assert set(measures["worlds"]) == {"without", "article-2020"}
    assert set(measures["paired"]) == {"article-2020"}
    crate = json.loads((folder / "ro-crate-metadata.json").read_text())
    parts = {part["@id"]: part for part in crate["@graph"]}
    assert {entry["@id"] for entry in parts["./"]["hasPart"]} == set(FILES) - {"ro-crate-metadata.json"}
    assert parts["#run"]["@type"] == "CreateAction"


def test_nothing_says_where_or_by_whom_it_was_made(made: tuple[Result, Path]) -> None:
    _, folder = made
    texts = {name: (folder / name).read_text(encoding="utf-8") for name in FILES if name != "daily.parquet"}
    for text in texts.values():
        assert str(folder.parent) not in text
        assert str(Path.home()) + os.sep not in text
    for name in ("run.json", "measures.json", "ro-crate-metadata.json"):
        words = set(re.findall(r"[\w.-]+", texts[name]))
        assert not words & {platform.node(), socket.gethostname(), getpass.getuser()}


def test_python_gives_the_same_bytes(made: tuple[Result, Path], tmp_path: Path) -> None:
    _, folder = made
    other = gt.run("article", **SMALL, threads=1, out=tmp_path / "python")  # type: ignore[arg-type]
    assert other.folder is not None
    assert contents(other.folder) == contents(folder)
    ids = [json.loads((place / "run.json").read_text()) for place in (folder, other.folder)]
    assert ids[0]["id"] == ids[1]["id"] == other.id
    assert ids[0]["digest"] == ids[1]["digest"]
    assert ids[0]["command"].startswith("glasstown run article-2020")
    saved = other.save(tmp_path / "saved")
    assert contents(saved) == contents(folder)
    assert other.report(tmp_path / "page.html").read_bytes() == contents(folder)["report.html"]


def test_what_a_run_returns_in_python(made: tuple[Result, Path]) -> None:
    again = gt.run("article-2020", **SMALL)  # type: ignore[arg-type]
    assert again.folder is None, "Python writes nothing unless asked"
    assert {"world", "measure", "value", "low", "high", "unit"} <= set(again.measures.columns)
    assert set(again.measures["world"]) == {"without", "article-2020"}
    assert {"replicate", "world", "day", "axis", "group", "counter", "value"} == set(again.daily.columns)
    assert again.daily.height > 1000
    assert again.id in repr(again)


def test_another_seed_is_another_run(made: tuple[Result, Path], tmp_path: Path) -> None:
    _, folder = made
    other = gt.run("article-2020", **{**SMALL, "seed": 0}, out=tmp_path / "other")  # type: ignore[arg-type]
    assert other.folder is not None
    assert contents(other.folder)["measures.json"] != contents(folder)["measures.json"]


def test_the_same_run_is_replaced_and_another_refused(made: tuple[Result, Path], tmp_path: Path) -> None:
    place = tmp_path / "run"
    assert run("--out", str(place)).exit_code == 0
    before = (place / "run.json").stat().st_ino
    assert run("--out", str(place)).exit_code == 0
    assert (place / "run.json").stat().st_ino != before, "computed anew"
    refused = run("--out", str(place), seed=8)
    assert refused.exit_code == 2
    assert "--force" in refused.stderr
    assert contents(place) == contents(made[1])
    assert run("--out", str(place), "--force", seed=8).exit_code == 0
    assert contents(place) != contents(made[1])
    assert [entry.name for entry in tmp_path.iterdir()] == ["run"]


def test_a_folder_that_is_no_run_s_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    for force in ((), ("--force",)):
        refused = run("--out", str(tmp_path), *force)
        assert refused.exit_code == 2
        assert "mine.txt" in refused.stderr
    refused = run("--out", str(tmp_path / "mine.txt" / "run"))
    assert refused.exit_code == 2
    assert [entry.name for entry in tmp_path.iterdir()] == ["mine.txt"]


def test_without_out_it_is_named_by_its_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run().exit_code == 0
    (folder,) = (tmp_path / "runs").iterdir()
    assert json.loads((folder / "run.json").read_text())["id"] == folder.name


def test_json_for_machines(made: tuple[Result, Path], tmp_path: Path) -> None:
    told = json.loads(run("--json", "--out", str(tmp_path / "run")).stdout)
    measures = json.loads((made[1] / "measures.json").read_text())
    assert {key: told[key] for key in measures} == measures
    assert told["quote"]


def test_other_values_of_the_assumed_numbers(tmp_path: Path) -> None:
    result = run("--assumed", "3", "--out", str(tmp_path / "run"))
    assert result.exit_code == 0, result.stderr
    assert "3 draws of the assumed numbers" in result.stdout
    told = json.loads((tmp_path / "run" / "measures.json").read_text())
    assert told["assumed"]["draws"] == 3
    assert [entry["multiple"] for entry in told["assumed"]["association"]] == [0, 0.25, 0.5, 1, 2, 4]
    value = told["worlds"]["article-2020"]["records_per_person_day"]
    assert value["assumed_low"] < value["assumed_high"]
    shares = [
        value
        for values in told["worlds"].values()
        for value in values.values()
        if value["unit"].startswith("share") and value["assumed_low"] is not None
    ]
    assert len(shares) > 10
    assert all(0 <= value["assumed_low"] <= value["assumed_high"] <= 1 for value in shares)


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("people", "10", "from 1,000"),
        ("people", "-5", "from 1,000"),
        ("people", "many", "people"),
        ("people", "900000000", "to 100,000,000"),
        ("years", "0", "one day"),
        ("years", "nan", "one day"),
        ("years", "21", "at most 20"),
        ("seed", "-1", "from 0"),
        ("replicates", "0", "from 1"),
        ("assumed", "-1", "from 0"),
        ("threads", "0", "from 1"),
        ("town", "chnia-2018", "nearest: china-2018"),
        ("response", "simpel", "nearest: simple"),
    ],
)
def test_mistakes_are_told_in_words(option: str, value: str, words: str, tmp_path: Path) -> None:
    result = run("--out", str(tmp_path / "run"), f"--{option}={value}")
    assert result.exit_code == 2
    assert words in result.stderr
    assert not list(tmp_path.iterdir())


def test_a_run_that_does_not_fit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("glasstown.studies.memory.memory_bytes", lambda: 2**30)
    result = run("--out", str(tmp_path / "run"), people=10_000_000)
    assert result.exit_code == 2
    assert "GiB of memory" in result.stderr
    assert "this machine's 1.0 GiB" in result.stderr


def test_python_raises_the_same_words() -> None:
    with pytest.raises(gt.InputError, match="from 1,000") as caught:
        gt.run("article-2020", people=10, years=float("nan"))
    assert len(caught.value.problems) == 2
    with pytest.raises(gt.InputError, match="nearest: article-2020"):
        gt.run("articel-2020")


def test_a_file_of_one_s_own_runs(tmp_path: Path) -> None:
    text = shipped("regimes")["article-2020"].read_text(encoding="utf-8")
    mine = tmp_path / "mine.yaml"
    mine.write_text(text.replace("regime: article-2020", "regime: mine"), encoding="utf-8")
    made = gt.run(mine, **SMALL)  # type: ignore[arg-type]
    assert "mine" in made.results["worlds"]
    assert str(tmp_path) not in json.dumps(made.results) + made.html


@pytest.mark.parametrize("when", [1.0, 3.0])
def test_ctrl_c_leaves_nothing(when: float, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "glasstown",
        "run",
        "article-2020",
        "--people",
        "200000",
        "--years",
        "20",
    ]
    with subprocess.Popen(
        [*command, "--out", str(tmp_path / "run")], stderr=subprocess.PIPE, text=True
    ) as process:
        time.sleep(when)
        assert process.poll() is None, "it was done before it could be stopped"
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in said
    assert not list(tmp_path.iterdir())


def test_the_first_compilation_is_announced(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("glasstown.cli.run.is_cold", lambda: True)
    assert "about a minute" in run("--out", str(tmp_path / "run")).stderr


def test_report_tells_again(made: tuple[Result, Path], tmp_path: Path) -> None:
    _, folder = made
    copy = tmp_path / "page.html"
    told = CliRunner().invoke(app, ["report", str(folder), "--out", str(copy)])
    assert told.exit_code == 0
    assert copy.read_bytes() == (folder / "report.html").read_bytes()
    first, again = made[0].stdout, told.stdout
    assert again.split("Next")[0] == first.split("Next")[0]
    assert json.loads(CliRunner().invoke(app, ["report", str(folder), "--json"]).stdout)["quote"]
    nothing = CliRunner().invoke(app, ["report", str(tmp_path)])
    assert nothing.exit_code == 2


def test_a_changed_folder_is_not_told_as_a_run(made: tuple[Result, Path], tmp_path: Path) -> None:
    place = gt.run("article-2020", **SMALL, out=tmp_path / "run").folder  # type: ignore[arg-type]
    assert place is not None
    page = place / "measures.json"
    page.write_text(page.read_text().replace('"seed": 7', '"seed": 9'))
    told = CliRunner().invoke(app, ["report", str(place)])
    assert told.exit_code == 2
    assert "changed" in told.stderr
    (place / "report.html").unlink()
    assert "no report.html" in CliRunner().invoke(app, ["report", str(place)]).stderr


def _told(unit: str, **values: float | None) -> dict[str, dict[str, object]]:
    keys = (
        "sanctioned_share", "listed_share", "wrongful_people_share", "someone_elses_act_share", "never_did_it_share",
        "wrong_entries_asked_share", "speech_silenced_share", "burdened_fee_share",
    )  # fmt: skip
    return {key: {"value": values.get(key), "assumed_low": None, "unit": unit} for key in keys}


def test_only_what_the_regime_can_touch_is_told_first_and_in_the_promised_order() -> None:
    """Would fail if a list of debtors were told as "critical words not said: 0%"."""
    people = ["sanctioned_share", "listed_share", "wrongful_people_share"]

    def keys(unit: str, **values: float) -> list[str]:
        return [key for key, _ in told_first(_told(unit, **values))]

    points = keys("share of points lost", someone_elses_act_share=0.8, never_did_it_share=0.1)
    assert points == [*people, "someone_elses_act_share", "speech_silenced_share"]
    listed = {"someone_elses_act_share": 0.0, "never_did_it_share": 0.3, "wrong_entries_asked_share": 0.3}
    entries = keys("share of entries on a list", speech_silenced_share=0.0, **listed)
    assert entries == [*people, *listed]
    assert (
        keys("share of entries on a list", speech_silenced_share=0.1, **listed)[-1] == "speech_silenced_share"
    )
    assert keys("share of entries on a list", speech_silenced_share=0.0) == people
    assert told_first(_told("share of points lost", burdened_fee_share=0.1))[0] == (
        "sanctioned_share",
        "a service closed, or a burden imposed",
    )
