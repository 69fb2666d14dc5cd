"""`glasstown why` and `glasstown.why`: the same text, the run's own lives, mistakes in words."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner, Result

import glasstown as gt
from glasstown.cli.app import app
from glasstown.core.counters import P
from glasstown.core.errors import InputError
from glasstown.core.randomness import life_key, town_key
from glasstown.studies.run import worlds_of
from glasstown.studies.stored import read_stored
from glasstown.studies.why.again import request_of
from glasstown.studies.why.film import film
from glasstown.towns import build_town
from tests.loud import LOUD, number

SMALL = {"people": 1200, "years": 140 / 365, "replicates": 2, "seed": 7}
WORLD_KEYS = {"acts", "records", "points", "standing", "refusals", "ties", "events"}
FOUR = (
    "Punished for what they never did",
    "Punished for somebody else",
    "Silenced",
    "Never back",
)


def why(folder: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(app, ["why", str(folder), *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def refused(folder: Path, *arguments: str) -> str:
    result = why(folder, *arguments)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    return " ".join(result.stderr.split())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run of a user's own regime, whose file lies beside it."""
    regime = copy.deepcopy(LOUD)
    regime["watch"]["errors"]["false-records"]["per-day"] = number(0.0002)
    home = tmp_path_factory.mktemp("mine")
    (home / "loud.yaml").write_text(yaml.safe_dump(regime, sort_keys=False), encoding="utf-8")
    gt.run(home / "loud.yaml", out=home / "run", **SMALL)  # type: ignore[arg-type]
    return home / "run"


@pytest.fixture(scope="module")
def four(made: Path) -> gt.studies.why.Why:  # type: ignore[name-defined]
    return gt.why(made, redraws=3)


def test_both_doors_tell_the_same(made: Path, four) -> None:  # type: ignore[no-untyped-def]
    result = why(made, "--redraws", "3")
    assert result.exit_code == 0, result.stderr
    assert result.stderr == "", "without a terminal there is no progress"
    assert result.stdout == four.text + "\n"
    assert json.loads(why(made, "--redraws", "3", "--json").stdout) == four.to_json()
    assert str(four) == four.text


def test_four_typical_lives_of_four_people(four) -> None:  # type: ignore[no-untyped-def]
    assert [life.title for life in four.lives] == list(FOUR)
    assert len({life.person for life in four.lives}) == 4
    assert four.text.startswith("Invented people")
    for life in four.lives:
        assert "typical, not extreme" in life.typical
        assert 5 <= len(life.story) <= 25
        assert any("one draw of chance" in sentence for sentence in life.summary)
        assert any("of 3 redraws of chance" in sentence for sentence in life.summary)
    for sentence in four.story:
        assert " ".join(sentence.split()) in " ".join(four.text.split())


def test_each_life_is_of_its_kind(four) -> None:  # type: ignore[no-untyped-def]
    never, other, silenced, back = (life.to_json() for life in four.lives)
    assert any(r["truth"] in ("invented", "not-seen") and r["points"] < 0 for r in never["world"]["records"])
    assert any(move["for"] == "ties" for move in other["world"]["points"]) or any(
        r["truth"] == "wrong-person" for r in other["world"]["records"]
    )
    unsaid = [act for act in silenced["world"]["acts"] if not act["done"]]
    said = [(act["day"], act["act"]) for act in silenced["without"]["acts"]]
    assert unsaid
    assert all((act["day"], act["act"]) in said for act in unsaid)
    assert back["world"]["standing"][-1]["closed"]


def test_json_has_the_promised_shape(made: Path) -> None:
    told = json.loads(why(made, "--person", "synthetic-000012", "--redraws", "2", "--json").stdout)
    assert set(told) == {"schema", "person", "synthetic", "world", "without", "story", "redraws"}
    assert told["schema"] == 1
    assert told["person"] == "synthetic-000012"
    assert told["synthetic"] is True
    assert set(told["world"]) == set(told["without"]) == WORLD_KEYS
    assert told["redraws"]["of"] == 2
    assert 0 <= told["redraws"]["wrongly_sanctioned"] <= 2
    assert told["story"]
    for empty in ("records", "points", "standing", "refusals"):
        assert told["without"][empty] == []


def test_a_person_goes_by_id_or_number(made: Path) -> None:
    told = gt.why(made, person=12, redraws=1)
    assert told.text == gt.why(made, person="synthetic-000012", redraws=1).text
    assert told.text + "\n" == why(made, "--person", "12", "--redraws", "1").stdout
    assert len(told.lives) == 1


def test_a_kind_of_life_may_be_asked_for(made: Path, four) -> None:  # type: ignore[no-untyped-def]
    told = gt.why(made, pick="wrongful", redraws=3)
    assert told.story == four.lives[0].story
    refused_one = gt.why(made, pick="refused", redraws=1).to_json()
    assert refused_one["world"]["refusals"]


def test_what_is_lived_again_is_the_run(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The counters of the run lived again are those of replicate 0 in the run's own table."""
    request = request_of(read_stored(made), {})
    assert request.id == json.loads((made / "run.json").read_text())["id"]
    town = build_town(request.town, request.people, town_key(request.seed, 0))
    shown = film(town, worlds_of(request)[-1], request.days, life_key(request.seed, 0), [12])
    daily = gt.run(made.parent / "loud.yaml", **SMALL).daily  # type: ignore[arg-type]
    for name in ("records", "wrong_person", "points_lost"):
        rows = daily.filter(replicate=0, world="loud", counter=name, group="everybody")
        assert rows["value"].sum() == int(shown.run.plain[1, :, P[name]].sum()) > 0


def test_progress_reaches_the_end(made: Path) -> None:
    heard: list[float] = []
    gt.why(made, pick="silenced", redraws=2, progress=lambda _words, share: heard.append(share))
    assert heard == sorted(heard)
    assert heard[0] == 0.0
    assert heard[-1] == pytest.approx(1.0)


# -- what cannot be told ---


def test_a_person_who_is_not_in_the_town_is_refused(made: Path) -> None:
    for person in ("1200", "synthetic-999999", "anna", "-1", "1.5", "٣"):
        said = refused(made, f"--person={person}")
        assert "synthetic-000000 to synthetic-001199" in said
        assert person in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--person", "1", "--pick", "silenced"), "a person and a kind of life; allowed: one of them"),
        (("--pick", "wrong"), 'found "wrong"; allowed: one of wrongful, somebody-else'),
        (("--redraws", "0"), "redraws: found 0; allowed: a whole number from 1 to 1,000"),
        (("--redraws", "1001"), "redraws: found 1001"),
        (("--world", "lout"), 'found "lout"; allowed: loud; nearest: loud'),
    ],
)
def test_mistakes_are_told_in_words(made: Path, arguments: tuple[str, ...], words: str) -> None:
    assert words in refused(made, *arguments)


def test_everything_wrong_is_said_at_once(made: Path) -> None:
    said = refused(made, "--redraws", "0", "--pick", "x", "--world", "y")
    assert all(word in said for word in ("redraws", "pick", "world"))


def test_no_run_and_a_damaged_run_are_refused(made: Path, tmp_path: Path) -> None:
    import shutil

    assert "the folder of a run" in refused(tmp_path / "nothing")
    assert "the folder of a run" in refused(tmp_path)
    broken = tmp_path / "broken"
    shutil.copytree(made, broken)
    (broken / "measures.json").write_text("{}", encoding="utf-8")
    assert "measures.json" in refused(broken)


def test_a_changed_or_missing_file_is_said(made: Path, tmp_path: Path) -> None:
    """A user's file is found by its sha256 in the present folder or the run's, else it has to be given."""
    import shutil

    folder = tmp_path / "elsewhere" / "run"
    shutil.copytree(made, folder)
    said = refused(folder, "--person", "1")
    assert "inputs.regime" in said
    assert "which no file here has" in said
    assert "--regime FILE" in said
    changed = tmp_path / "loud.yaml"
    changed.write_bytes((made.parent / "loud.yaml").read_bytes() + b"\n# a remark\n")
    said = refused(folder, "--person", "1", "--regime", str(changed))
    assert "its sha256 differs" in said
    with pytest.raises(InputError, match="sha256 differs"):
        gt.why(folder, person=1, regime=changed)
    given = gt.why(folder, person=1, redraws=1, regime=made.parent / "loud.yaml")
    assert given.text == gt.why(made, person=1, redraws=1).text


def test_a_file_is_found_where_one_is(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import shutil

    folder = tmp_path / "runs" / "run"
    shutil.copytree(made, folder)
    here = tmp_path / "here"
    here.mkdir()
    (here / "another-name.yaml").write_bytes((made.parent / "loud.yaml").read_bytes())
    monkeypatch.chdir(here)
    assert why(folder, "--person", "3", "--redraws", "1").exit_code == 0


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("glasstown", "0.0.1", "a run of version 0.0.1; allowed: one of this version"),
        ("seed", 8, "which its inputs and numbers do not give"),
        ("people", None, "people"),
        ("inputs", {}, "does not say what was run"),
    ],
)
def test_a_run_that_is_not_what_it_says_is_refused(made: Path, key: str, value: object, words: str) -> None:
    """Even where every file's sha256 is the one that the crate names."""
    from dataclasses import replace

    stored = read_stored(made)
    with pytest.raises(InputError, match=words):
        request_of(replace(stored, run={**stored.run, key: value}), {})


def test_where_nobody_fits_that_is_said(tmp_path: Path) -> None:
    gt.run("judgment-defaulters", people=1000, years=30 / 365, replicates=1, out=tmp_path / "run")
    result = why(tmp_path / "run", "--redraws", "1")
    assert result.exit_code == 0
    for title in FOUR:
        assert f"{title}: in this run nobody fits." in " ".join(result.stdout.split())
    assert json.loads(why(tmp_path / "run", "--redraws", "1", "--json").stdout)["lives"] == []


def test_the_practice_before_is_a_world_too(tmp_path: Path) -> None:
    gt.run("judgment-defaulters", people=1000, years=30 / 365, replicates=1, out=tmp_path / "run")
    told = gt.why(tmp_path / "run", person=1, redraws=1, world="before")
    assert "At no time was a service closed to them." in told.story
    with pytest.raises(InputError, match="one of before, judgment-defaulters"):
        gt.why(tmp_path / "run", person=1, world="beforehand")


def test_a_life_is_not_made_by_hand(four) -> None:  # type: ignore[no-untyped-def]
    from glasstown.studies.why import Why

    with pytest.raises(TypeError, match="takes nothing about people"):
        Why((), (), True)
    with pytest.raises(TypeError, match="takes nothing about people"):
        type(four.lives[0])("", "", "", (), (), None, None, ())  # type: ignore[arg-type]
