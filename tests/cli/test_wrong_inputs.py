"""Everything that one can get wrong at the command line: words, an exit code, and nothing left that looks whole."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

import glasstown as gt
from glasstown.cli import screen
from glasstown.cli.app import app
from glasstown.core.documents import shipped
from glasstown.core.errors import InputError
from glasstown.core.marks import MAX_BYTES
from glasstown.studies import memory
from glasstown.studies.folder import FILES
from tests.cli.processes import Terminal, begun, command

SMALL = ["--people", "1000", "--years", "0.1", "--replicates", "1"]
MANY = "9" * 30


def told(arguments: list[str]) -> Result:
    """What a command says, which has neither failed with a traceback nor commanded the terminal."""
    result = CliRunner().invoke(app, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    assert all(c.isprintable() or c == "\n" for c in result.output)
    return result


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test is in a folder of its own, with a few things lying about."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "afile").write_text("mine")
    (tmp_path / "empty.yaml").write_text("")
    (tmp_path / "broken.yaml").write_text("regime: x\ntitle: [1, 2\nstatus: y\n")
    (tmp_path / "tabs.yaml").write_text("regime: x\n\ttitle: y\n")
    (tmp_path / "deep.yaml").write_text("a: " + "[" * 90_000)
    (tmp_path / "bytes.yaml").write_bytes(b"regime: x\ntitle: caf\xe9\n")
    (tmp_path / "large.yaml").write_bytes(b"#" * (MAX_BYTES + 1))
    (tmp_path / "accounts.yaml").write_text("anna:x:0\nboris:x:1\n")
    text = shipped("regimes")["article-2020"].read_text(encoding="utf-8")
    (tmp_path / "without.yaml").write_text(text.replace("regime: article-2020", "regime: without"))
    (tmp_path / "lost.yaml").write_text(text.replace("regime: article-2020", "regime: lost\nbefore: lsot"))
    (tmp_path / "article.yaml").write_text(text)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "notes.txt").write_text("mine")
    return tmp_path


def left(place: Path) -> list[str]:
    return sorted(str(path.relative_to(place)) for path in place.rglob("*"))


WRONG: list[tuple[str, str]] = [
    # no such command, option or thing
    ("rnu article-2020", "No such command 'rnu'"),
    ("run", "Missing argument"),
    ("run article-2020 --peopel 5", "--people"),
    ("run artcle-2020", "nearest: article-2020"),
    ("run ''", 'the name ""; allowed: one of article-2020'),
    ("run article-2020 --town chnia-2018", "nearest: china-2018"),
    ("run article-2020 --town article-2020", 'town: found the name "article-2020"; allowed: one of china-2018'),
    ("run article-2020 --response simpel", "nearest: simple"),
    ("run article-2020 --response ''", 'response: found the name ""'),
    # numbers
    ("run article-2020 --people 0", "found 0; allowed: a whole number from 1,000 to 100,000,000"),
    ("run article-2020 --people=-5", "found -5; allowed: a whole number from 1,000"),
    ("run article-2020 --people 999", "found 999; allowed"),
    ("run article-2020 --people 100000001", "to 100,000,000"),
    ("run article-2020 --people many", "--people"),
    ("run article-2020 --people 1000.5", "--people"),
    ("run article-2020 --people nan", "--people"),
    (f"run article-2020 --people {MANY}", "to 100,000,000"),
    (f"run article-2020 --people {'9' * 5000}", "--people"),
    ("run article-2020 --years 0", "at least one day"),
    ("run article-2020 --years 0.0001", "at least one day"),
    ("run article-2020 --years=-1", "at least one day"),
    ("run article-2020 --years nan", "found nan; allowed: a number of at least one day"),
    ("run article-2020 --years inf", "at most 20"),
    ("run article-2020 --years=-inf", "at most 20"),
    ("run article-2020 --years 1e400", "at most 20"),
    ("run article-2020 --years 20.1", "at most 20"),
    ("run article-2020 --years three", "--years"),
    ("run article-2020 --seed=-1", "from 0 to 18,446,744,073,709,551,615"),
    ("run article-2020 --seed 18446744073709551616", "from 0 to 18,446,744,073,709,551,615"),
    ("run article-2020 --replicates 0", "from 1 to 1,000"),
    ("run article-2020 --replicates 1001", "from 1 to 1,000"),
    ("run article-2020 --assumed=-1", "from 0 to 1,024"),
    ("run article-2020 --threads 0", "from 1 to 1,024"),
    # files
    ("run nowhere.yaml", "no such file"),
    ("run artikle.yaml", "nearest: article.yaml"),
    ("run ./folder/", "something that is not a file"),
    ("run folder/notes.txt", 'line 1: found "mine"; allowed: a mapping'),
    ("run /dev/null", "something that is not a file"),
    ("run empty.yaml", "empty.yaml, line 1: found nothing"),
    ("run broken.yaml", "broken.yaml, line 3: found YAML that does not parse"),
    ("run tabs.yaml", "tabs.yaml, line 2: found YAML that does not parse"),
    ("run deep.yaml", "deep.yaml, line 1: found YAML that does not parse"),
    ("run bytes.yaml", "bytes.yaml, line 2: found bytes that are not UTF-8"),
    ("run large.yaml", "at most 262,144 bytes"),
    ("run accounts.yaml", '"anna:x:0 boris:x:1"'),
    ("run without.yaml", 'without.yaml, line 1, regime: found the name "without", which another world has'),
    ("run lost.yaml", 'lost.yaml, line 2, before: found "lsot"; allowed: one of article-2020'),
    ("run lost.yaml", "nearest: lost"),
    (f"run {'x' * 5000}.yaml", "no such file"),
    ("run article-2020 --town article.yaml", "article.yaml, line 1, regime: found a regime file; allowed: a town file"),
    ("run a\x1b[31m.yaml", "a?[31m.yaml: found no such file"),
    # places of a run
    ("run article-2020 --out afile", "found \"afile\", a file; allowed: a folder"),
    ("run article-2020 --out afile/run", "nothing can in"),
    ("run article-2020 --out folder", "which holds notes.txt"),
    ("run article-2020 --out folder --force", "which holds notes.txt"),
    ("run article-2020 --out .", "in which you are"),
    ("run article-2020 --out ..", "in which you are"),
    ("run article-2020 --out ''", "in which you are"),
    ("run article-2020 --out /", "in which you are"),
    ("run article-2020 --out /dev/shm", "a disk of its own"),
    (f"run article-2020 --out {'x' * 300}", "allowed: a folder (file name too long)"),
    # the other commands
    ("list nothing", "regimes"),
    ("show artcle-2020", "nearest: article-2020"),
    ("show ''", "a name that `glasstown list` shows"),
    ("show sanctioned_shar_", "nearest: sanctioned_share"),
    ("show broken.yaml", "broken.yaml, line 3"),
    ("validate nothing", "no such file"),
    ("validate ''", '"": found no such file'),
    ("validate folder", "no such file"),
    ("validate afile", "line 1: found \"mine\""),
    ("validate broken.yaml", "broken.yaml, line 3"),
    ("validate accounts.yaml", "allowed: a mapping of keys to values"),
    ("schema nothing", "regime"),
    ("report", "Missing argument"),
    ("report nowhere", "nowhere: found nothing; allowed: the folder of a run"),
    ("report afile", "afile: found a file; allowed: the folder of a run"),
    ("report folder", "folder: found none of a run's files"),
    (f"report {'x' * 300}", "file name too long"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "words"), WRONG, ids=[line[:50] for line, _ in WRONG])
def test_a_wrong_input_is_refused_in_words(line: str, words: str, here: Path) -> None:
    before = left(here)
    result = told([word.strip("'") for word in line.split(" ")])
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stdout == ""
    assert left(here) == before


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"people": "many"}, 'people: found "many"'),
        ({"people": 1000.0}, "people: found 1000"),
        ({"people": None}, "people: found nothing"),
        ({"people": True}, "people: found true"),
        ({"people": 10**5000}, "a number of very many digits"),
        ({"years": 10**5000}, "a number of very many digits"),
        ({"years": "3"}, 'years: found "3"'),
        ({"years": float("nan")}, "years: found nan"),
        ({"seed": -1}, "seed: found -1"),
        ({"seed": 1.5}, "seed: found 1.5"),
        ({"replicates": []}, "replicates: found a list"),
        ({"threads": "all"}, 'threads: found "all"'),
        ({"regime": 5}, "regime: found 5; allowed: a name, or a file"),
        ({"regime": None}, "regime: found nothing"),
        ({"regime": b"article-2020"}, "regime: found a bytes"),
        ({"town": {"people": 5}}, "town: found a dict"),
        ({"response": ["none"]}, "response: found a list"),
        ({"people": 0, "years": 0, "seed": -1}, "(?s)people.*seed.*years"),
    ],
    ids=lambda value: ",".join(value) if isinstance(value, dict) else "",
)
def test_python_says_the_same(asked: dict[str, object], words: str) -> None:
    with pytest.raises(InputError, match=words):
        gt.run(**{"people": 1000, "years": 0.1, "replicates": 1, **asked})  # type: ignore[arg-type]


def test_numbers_of_other_libraries_are_numbers() -> None:
    import numpy as np

    from glasstown.studies.request import prepare

    asked = prepare(people=np.int64(2000), seed=np.uint64(7))  # type: ignore[arg-type]
    assert asked.id == prepare(people=2000, seed=7).id
    assert json.dumps(asked.identity)


def test_what_is_valid_is_told_apart_for_machines(here: Path) -> None:
    said = told(["validate", "broken.yaml", "--json"])
    assert said.exit_code == 2
    (problem,) = json.loads(said.stdout)["problems"]
    assert problem["line"] == 3
    assert json.loads(told(["validate", "article.yaml", "--json"]).stdout)["valid"] is True


# -- memory


def test_a_run_that_does_not_fit_is_refused_before_anything_is_made(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "memory_bytes", lambda: 2**30)
    before = left(here)
    result = told(["run", "article-2020", "--people", "100000000", "--out", "run"])
    assert result.exit_code == 2
    assert "needs about " in result.stderr
    assert "this machine's 1.0 GiB" in result.stderr
    assert left(here) == before


def test_memory_that_others_use_is_warned_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_free", lambda: 2**20)
    assert "other programs have left 0.0 GiB" in told(["run", "article-2020", *SMALL, "--out", "run"]).stderr


# -- a damaged folder


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run."""
    place = tmp_path_factory.mktemp("whole") / "run"
    assert told(["run", "article-2020", *SMALL, "--out", str(place)]).exit_code == 0
    return place


def copied(whole: Path, to: Path) -> Path:
    to.mkdir()
    for name in FILES:
        (to / name).write_bytes((whole / name).read_bytes())
    return to


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "altered": lambda content: content[:-20] + bytes([content[-20] ^ 1]) + content[-19:],
    "truncated": lambda content: content[: len(content) // 2],
    "emptied": lambda _content: b"",
    "longer": lambda content: content + b"\n",
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("how", ["missing", *DAMAGE])
def test_a_damaged_folder_is_not_told_as_a_run(name: str, how: str, whole: Path, here: Path) -> None:
    place = copied(whole, here / "run")
    if how == "missing":
        (place / name).unlink()
    else:
        (place / name).write_bytes(DAMAGE[how]((place / name).read_bytes()))
    result = told(["report", "run", "--out", "copy.html"])
    assert result.exit_code == 2, name
    assert name in result.stderr
    assert ("no " if how == "missing" else "has been changed") in result.stderr
    assert not (here / "copy.html").exists()


def test_every_damaged_file_is_named(whole: Path, here: Path) -> None:
    place = copied(whole, here / "run")
    for name in ("measures.json", "daily.parquet"):
        (place / name).write_bytes(b"{}")
    said = told(["report", "run"]).stderr
    assert "measures.json" in said
    assert "daily.parquet" in said
    assert "report.html" not in said


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"@graph": 5}', '{"@graph": [{"@type": "File"}]}', "\0"])
def test_metadata_that_are_none_are_said(text: str, whole: Path, here: Path) -> None:
    place = copied(whole, here / "run")
    (place / "ro-crate-metadata.json").write_text(text)
    assert "ro-crate-metadata.json: found a file that has been changed" in told(["report", "run"]).stderr


def test_the_report_cannot_be_copied_everywhere(whole: Path) -> None:
    for out, words, code in (("folder", "a folder", 2), ("nowhere/page.html", "No such file", 1)):
        result = told(["report", str(whole), "--out", out])
        assert result.exit_code == code
        assert words in result.stderr


# -- places that cannot be written


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux's own file systems")
def test_a_folder_where_nothing_can_be_made() -> None:
    for out in ("/sys/glasstown-run", "/proc/glasstown-run"):
        result = told(["run", "article-2020", *SMALL, "--out", out])
        assert result.exit_code in (1, 2)
        assert "cannot be written to" in result.stderr or "nothing can in" in result.stderr
        assert not Path(out).exists()


def test_a_folder_that_one_may_only_read(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "shelf").mkdir()
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path).name != "shelf")
    for out in ("shelf/run", "shelf/a/b/run"):
        result = told(["run", "article-2020", *SMALL, "--out", out])
        assert result.exit_code == 2
        assert "nothing can in" in result.stderr
    assert not list((here / "shelf").iterdir())


@pytest.mark.skipif(os.name != "posix", reason="needs limits of files")
@pytest.mark.parametrize("most", [1, 200_000])
def test_a_disk_that_is_full(most: int, here: Path) -> None:
    """No file may grow beyond `most` bytes: neither the lock nor anything else; not the report."""
    before = left(here)
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}))"
    ended = begun(limit, "run", "article-2020", *SMALL, "--out", "deep/er/run").told()
    assert ended.code == 1
    assert "File too large" in ended.err
    assert "Traceback" not in ended.err
    assert left(here) == before


@pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full")
@pytest.mark.parametrize("line", ["list", "show article-2020", "schema regime", "list --json"])
def test_output_that_nobody_takes(line: str) -> None:
    with open("/dev/full", "w") as full:
        ended = subprocess.run([*command(), *line.split()], stdout=full, stderr=subprocess.PIPE, check=False)
    assert ended.returncode == 1
    assert ended.stderr == b"The output could not be written: No space left on device.\n"


@pytest.mark.skipif(os.name != "posix", reason="needs pipes")
def test_a_reader_that_has_had_enough() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    ended = subprocess.run([*command(), "list"], stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert ended.stderr == b""


def test_a_terminal_that_knows_few_letters() -> None:
    env = {**os.environ, "PYTHONIOENCODING": "ascii"}
    for line in (["show", "article-2020"], ["list", "--json"], ["validate", "“x”.yaml"]):
        ended = subprocess.run([*command(), *line], env=env, capture_output=True, check=False)
        assert b"Traceback" not in ended.stderr
        assert (ended.stdout + ended.stderr).isascii()
        if "--json" in line:
            json.loads(ended.stdout)


# -- stopped


@pytest.fixture(scope="module")
def long_run() -> list[str]:
    return ["run", "article-2020", "--people", "20000", "--years", "5"]


def test_stopped_early_nothing_is_left(long_run: list[str], here: Path) -> None:
    before = left(here)
    process = begun("", *long_run, "--out", "some/where/run")
    process.wait_for(lambda: (here / "some" / "where" / ".run.work" / "work.json").exists())
    ended = process.told(signal.SIGTERM)
    assert ended.code == 130
    assert ended.err == "Stopped. Nothing has been written.\n"
    assert left(here) == before


def test_stopped_later_the_same_command_goes_on(here: Path) -> None:
    eager = "import os, glasstown.engine.kept as k; k.EVERY_SECONDS, k.MOST_SHARE = 0.0, 1e9; os.fsync = id"
    asked = ["run", "article-2020", "--people", "1000", "--years", "2", "--replicates", "2", "--out", "run"]
    process = begun(eager, *asked)
    process.wait_for(lambda: any(here.glob(".run.work/replicate-0/day-*/manifest.json")))
    ended = process.told(signal.SIGINT)
    assert ended.code == 130
    assert ended.err.startswith("Stopped.\nWhat has been lived so far is kept: the same command goes on")
    assert not (here / "run").exists()
    again = begun("", *asked).told()
    assert again.code == 0
    assert "Note: Taken up at replicate 1 of 2, day " in again.err
    assert sorted(path.name for path in here.glob("*run*")) == ["run"]


# -- two at once


def test_a_second_run_in_the_same_place(long_run: list[str], here: Path) -> None:
    first = begun("", *long_run, "--out", "run")
    lock = here / ".run.work" / "lock"
    first.wait_for(lambda: lock.exists() and lock.read_text().strip().isdigit())
    for second in (
        told([*long_run, "--out", "run"]),
        told(["run", "article-2020", *SMALL, "--out", "run", "--force"]),
    ):
        assert second.exit_code == 2
        assert f"where a run is being made by process {first.id}" in second.stderr
    with pytest.raises(InputError, match="is being made"):
        gt.run("article-2020", people=1000, years=0.1, replicates=1, out="run")
    assert first.told(signal.SIGKILL).code == -signal.SIGKILL
    third = told(["run", "article-2020", *SMALL, "--out", "run", "--force"])
    assert third.exit_code == 0, third.stderr
    assert not lock.exists()


def test_what_another_run_began_is_not_thrown_away(here: Path) -> None:
    work = here / ".run.work"
    (work / "replicate-0").mkdir(parents=True)
    (work / "work.json").write_text(json.dumps({"run": "other-123"}))
    refused = told(["run", "article-2020", *SMALL, "--out", "run"])
    assert refused.exit_code == 2
    assert "where the run other-123 was begun" in refused.stderr
    assert "--force" in refused.stderr
    assert told(["run", "article-2020", *SMALL, "--out", "run", "--force"]).exit_code == 0
    assert not work.exists()


def test_a_stranger_s_folder_of_that_name_is_left_alone(here: Path) -> None:
    work = here / ".run.work"
    work.mkdir()
    (work / "diary.txt").write_text("mine")
    for force in ([], ["--force"]):
        refused = told(["run", "article-2020", *SMALL, "--out", "run", *force])
        assert refused.exit_code == 2
        assert "diary.txt" in refused.stderr
    assert (work / "diary.txt").read_text() == "mine"


# -- terminals


@pytest.fixture
def narrow() -> Iterator[Callable[..., Terminal]]:
    if sys.platform == "win32":
        pytest.skip("needs Unix's terminals")
    return lambda *line, **env: Terminal([*command(), *line], columns=40, env=env)


def test_a_pipe_gets_progress_line_by_line_and_no_control_characters() -> None:
    ended = begun(
        "import glasstown.cli.screen as s; s.LINE_SECONDS = 0.0", "run", "article-2020", *SMALL
    ).told()
    assert ended.code == 0
    assert len(ended.err.splitlines()) > 3
    assert all(c.isprintable() or c == "\n" for c in ended.out + ended.err)
    assert "%  town and lives 1 of 1\n" in ended.err


def test_a_narrow_terminal(narrow: Callable[..., Terminal], whole: Path) -> None:
    said = narrow("run", "article-2020", *SMALL, "--out", "run")
    assert said.code == 0
    assert "\x1b[2K" in said.text, "a bar that is drawn anew"
    assert "  A town with the make-up of China in 2018" in narrow("list").lines
    told_again = narrow("report", str(whole)).lines
    prose = [line for line in told_again if not line.startswith(("Report", "Next", "   " * 3))]
    assert len(prose) > 20
    assert all(len(line) <= 40 for line in prose)


@pytest.mark.parametrize(("term", "draws"), [("dumb", False), ("xterm", True)])
def test_a_terminal_that_cannot_redraw_a_line(
    term: str, draws: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = io.StringIO()
    console = Console(file=written, force_terminal=True, _environ={"TERM": term})
    monkeypatch.setattr(screen, "aside", lambda: console)
    with screen.progress() as tell:
        for share in (0.1, 0.5, 0.9):
            tell("town and lives", share)
    assert ("\x1b" in written.getvalue()) == draws


def test_a_terminal_without_colour(narrow: Callable[..., Terminal]) -> None:
    assert "\x1b[3" not in narrow("list", NO_COLOR="1").text
