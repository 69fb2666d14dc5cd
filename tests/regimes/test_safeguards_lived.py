"""Safeguards in lived worlds: abolition is the world without, and a run holds both worlds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import glasstown as gt
from glasstown.cli.app import app
from glasstown.core.counters import G, P
from glasstown.core.errors import InputError
from glasstown.core.randomness import life_key
from glasstown.engine.tables import World
from glasstown.life.catalogue import SERVICES
from glasstown.regimes.safeguards import apply, load_safeguard
from glasstown.studies.assumed import assumed_worlds
from glasstown.studies.request import prepare
from glasstown.studies.run import worlds_of
from tests.laws.comparing import fired, lived, must_equal
from tests.loud import debtors, loud
from tests.small_town import small_town

PEOPLE, DAYS, KEY = 1500, 70, life_key(5, 0)
SMALL = {"people": 1000, "years": 0.2, "replicates": 1, "seed": 3}


def with_safeguards(world: World, *names: str) -> World:
    models = [load_safeguard(name).model for name in names]
    return World("+".join([world.name, *names]), apply(world.regime, models), world.response)


def test_abolition_is_the_world_without_bit_for_bit() -> None:
    """A mutant of `without_everything` that leaves a gate, the tone or the courts' collecting is caught."""
    bare = [loud(), debtors()]
    worlds = [*bare, *(with_safeguards(world, "abolish") for world in bare)]
    lives = lived(small_town(PEOPLE, 1), worlds, DAYS, KEY).lives()
    noise = lives.streams.index("noise")
    acts = [P["acts"] + s for s in range(len(lives.streams)) if s != noise]
    done = [*acts, *(P["attempts"] + i for i in range(len(SERVICES))), P["debts_paid"], P["judgments"]]
    lived_as = [G["protected_done"], *(G["had"] + i for i in range(len(SERVICES)))]
    for w, world in enumerate(bare, start=1):
        fired(
            f"acts changed by {world.name}",
            int((lives.plain[w][:, done] != lives.plain[0][:, done]).sum()),
            10,
        )
        abolished = w + len(bare)
        must_equal(world.name, lives.plain[abolished][:, done], lives.plain[0][:, done])
        must_equal(world.name, lives.grouped[abolished][..., lived_as], lives.grouped[0][..., lived_as])
        written = [P["records"], P["listings"]]
        fired("records and entries", int(lives.plain[w][:, written].sum()))
        assert lives.plain[abolished][:, written].sum() == 0


def test_less_happens_to_people_with_each_shipped_safeguard() -> None:
    """In the same town, with the same chances: without points for ties fewer points are lost for others."""
    worlds = [loud(), with_safeguards(loud(), "no-association"), with_safeguards(loud(), "purpose-limit")]
    lives = lived(small_town(PEOPLE, 2), worlds, 28, KEY).lives()
    refused = [int(lives.plain[w, :, P["refused"] : P["refused"] + len(SERVICES)].sum()) for w in range(4)]
    fired("refusals", refused[1])
    assert refused[2] < refused[1]
    assert refused[0] == refused[3] == 0


def test_a_run_holds_the_regime_with_and_without_its_safeguards() -> None:
    alone = gt.run("article-2020", **SMALL)
    both = gt.run("article-2020", safeguards="purpose-limit+no-association", **SMALL)
    name = "article-2020+no-association+purpose-limit"
    assert list(both.results["worlds"]) == ["without", name, "article-2020"]
    assert both.results["regime"] == name, "which the report is about"
    assert set(both.results["paired"]) == {name, "article-2020"}
    assert both.id != alone.id
    for world in ("without", "article-2020"):
        assert both.results["worlds"][world] == alone.results["worlds"][world], "the same as when run alone"
    assert both.results["worlds"][name] != both.results["worlds"]["article-2020"]
    inputs = json.loads(both.contents["run.json"])["inputs"]
    assert inputs["safeguard-purpose-limit"]["sha256"] == load_safeguard("purpose-limit").sha256
    assert "with the safeguards no-association and purpose-limit" in both.html
    assert "With and without the safeguards" in both.html
    assert "lived three times in a computer" in both.html
    assert "With and without the safeguards" not in alone.html
    assert "lived twice in a computer" in alone.html


def test_the_order_of_safeguards_gives_the_same_run() -> None:
    assert (
        prepare("article-2020", safeguards="expiry+no-ties").id
        == prepare("article-2020", safeguards="no-ties+expiry").id
    )
    assert prepare("article-2020").id != prepare("article-2020", safeguards="expiry").id


def test_draws_of_the_assumed_numbers_have_the_safeguards_too() -> None:
    request = prepare("article-2020", safeguards="no-association", assumed=3, people=1000)
    bare = prepare("article-2020", assumed=3, people=1000)
    drawn, undrawn = assumed_worlds(request), assumed_worlds(bare)
    assert all(world.regime.association is None for world in drawn)
    assert all(world.regime.association is not None for world in undrawn)
    floors = [world.regime.score.floor.value for world in drawn if world.regime.score]
    assert floors == [world.regime.score.floor.value for world in undrawn if world.regime.score]
    assert len(worlds_of(request)) == 2


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("no-asociation", "nearest: no-association"),
        ("expiry+expiry", "each safeguard once"),
        ("", 'the name ""'),
        ("+".join(["expiry"] * 30), "at most 20"),
        ("missing.yaml", "no such file"),
    ],
)
def test_what_is_no_safeguard_is_refused_in_words(asked: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        prepare("article-2020", safeguards=asked)


def test_a_file_of_the_users_is_laid_over_even_where_a_plus_stands_in_its_path(tmp_path: Path) -> None:
    folder = tmp_path / "a+b"
    folder.mkdir()
    file = folder / "mine.yaml"
    text = Path(load_safeguard("expiry").file).read_text(encoding="utf-8")
    file.write_text(text.replace("safeguard: expiry", "safeguard: mine"), encoding="utf-8")
    request = prepare("article-2020", safeguards=f"{file}+no-ties")
    assert request.world == "article-2020+mine+no-ties"
    assert "--safeguard mine.yaml --safeguard no-ties" in request.command()
    assert 'safeguards="mine.yaml+no-ties"' in request.python


def test_a_share_of_the_time_that_may_be_drawn_is_checked_before_the_run(tmp_path: Path) -> None:
    text = Path(load_safeguard("no-ties").file).read_text(encoding="utf-8")
    changed = text.replace("{end: ties}", "{remove: {collector: street-cameras}}")
    file = tmp_path / "cameras.yaml"
    file.write_text(changed, encoding="utf-8")
    assert prepare("article-2020", safeguards=file).world == "article-2020+no-ties"
    with pytest.raises(InputError, match=r"adherence: found 0\.5, over article-2020"):
        prepare("article-2020", safeguards=file, assumed=2)


def test_the_command_prints_both_beside_each_other(tmp_path: Path) -> None:
    given = [word for key, value in SMALL.items() for word in (f"--{key}", str(value))]
    asked = ["run", "article-2020", *given, "--safeguard", "abolish", "--safeguard", "correction"]
    result = CliRunner().invoke(app, [*asked, "--out", str(tmp_path / "run")])
    assert result.exit_code == 0, result.output
    assert "The safeguard correction changes nothing: article-2020" in result.stderr
    table = result.stdout[result.stdout.index("With and without abolish, correction") :]
    assert table.splitlines()[1].split() == ["with", "without"]
    told = gt.why(tmp_path / "run", person=3, redraws=1)
    assert told.to_json()["world"]["records"] == [], "which is that of the abolished regime"
