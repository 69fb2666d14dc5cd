"""The line: Glasstown looks at scoring systems and is no part of one.

Each check is a function from source text (or a signature) to what crosses the line in it, and is run twice:
over the package, where it must find nothing, and over a counter-example, where it must find something.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import glasstown
from glasstown.core.documents import shipped
from glasstown.core.errors import InputError
from glasstown.life.catalogue import ACTS, BY_NAME, LABELS
from glasstown.regimes import load_regime
from glasstown.responses import load_response
from glasstown.towns import load_town

SOURCES = Path(__file__).resolve().parent.parent / "src" / "glasstown"
ABOUT_PEOPLE = re.compile(
    r"ndarray|DataFrame|LazyFrame|Series|Table\b|ArrayLike|Records?\b|Acts?\b|Scores?\b|Ties\b|People\b|Frame|\bAny\b|"
    r"\b(?:list|Sequence|Iterable|dict|Mapping|tuple)\["
)
DOORS: dict[str, tuple[str, ...]] = {
    "glasstown": (),
    "glasstown.studies.run": ("run", "compute"),
    "glasstown.studies.request": ("prepare", "Request"),
    "glasstown.studies.why": (),
    "glasstown.regimes": ("load_regime",),
    "glasstown.regimes.claims": ("claims_about", "load_claims", "regimes_with_claims"),
    "glasstown.responses": ("load_response",),
    "glasstown.towns": ("load_town", "build_town"),
}
"""Where a user comes in, and the names offered there (all of the module's where none are named)."""


def sources() -> Iterator[tuple[str, str]]:
    for path in sorted(SOURCES.rglob("*.py")):
        yield str(path.relative_to(SOURCES)), path.read_text(encoding="utf-8")


def crossings(check: Callable[[str], list[str]]) -> dict[str, list[str]]:
    found = {name: check(text) for name, text in sources()}
    assert len(found) > 50, "the sources were not found"
    return {name: faults for name, faults in found.items() if faults}


# -- what goes in


def public_functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Functions, and methods of classes, that a user of the package is offered."""
    for door, names in DOORS.items():
        module = importlib.import_module(door)
        for name in names or module.__all__:
            thing = getattr(module, name)
            if inspect.isfunction(thing):
                yield f"{door}.{name}", thing
            elif inspect.isclass(thing) and not issubclass(thing, Exception):
                for method, function in inspect.getmembers(thing, inspect.isfunction):
                    if not method.startswith("_"):
                        yield f"{door}.{name}.{method}", function


def takes_people(function: Callable[..., Any]) -> list[str]:
    """Parameters of a function through which records, scores, ties, frames or arrays could come in."""
    return [
        f"{name}: {parameter.annotation}"
        for name, parameter in inspect.signature(function).parameters.items()
        if name != "self"
        and (
            parameter.annotation is inspect.Parameter.empty or ABOUT_PEOPLE.search(str(parameter.annotation))
        )
    ]


def test_no_public_function_takes_data_about_people() -> None:
    offered = dict(public_functions())
    assert "glasstown.run" in offered
    assert "glasstown.Run.report" in offered
    assert "glasstown.studies.why.Life.to_json" in offered
    assert {
        name: takes_people(function) for name, function in offered.items() if takes_people(function)
    } == {}


def test_a_function_that_took_records_would_be_caught() -> None:
    def of_frames(frame: pl.DataFrame) -> None: ...  # type: ignore[name-defined]  # noqa: F821
    def of_arrays(scores: np.ndarray) -> None: ...  # type: ignore[name-defined]  # noqa: F821
    def of_lists(records: list[str]) -> None: ...
    def of_anything(data: Any) -> None: ...
    def of_whatever(data) -> None: ...  # type: ignore[no-untyped-def]

    caught = (of_frames, of_arrays, of_lists, of_anything, of_whatever)
    assert all(takes_people(function) for function in caught)


def test_towns_and_worlds_are_offered_by_name_only() -> None:
    """A town comes from a file of aggregate tables; a finished town, a frame or an array is no input."""
    import numpy as np
    import polars as pl

    for name in ("Town", "World", "Lives", "build_town", "run_worlds"):
        assert name not in glasstown.__all__
        with pytest.raises(AttributeError):
            getattr(glasstown, name)
    for thing in (np.zeros((1000, 3)), pl.DataFrame({"id": [1]}), [{"score": 1000}], {"anna": 600}):
        with pytest.raises((TypeError, InputError)):
            glasstown.run("article-2020", town=thing)  # type: ignore[arg-type]
        with pytest.raises((TypeError, InputError)):
            glasstown.run(thing)  # type: ignore[arg-type]


def test_a_run_is_not_made_from_a_frame() -> None:
    """Else a frame about real people could be written out as the folder of a run."""
    import polars as pl

    with pytest.raises(TypeError, match="takes no frames"):
        glasstown.Run("a", {}, pl.DataFrame({"id": [1]}), "", "", {"run.json": b"{}"})


def makers(text: str) -> list[str]:
    """Calls by which a town comes into being without its file having been checked."""
    names = {"Town", "People", "replace", "model_construct"}
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Name) and node.id == "MADE":
            found.append("MADE")
        if isinstance(node, ast.Call):
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if called in names and (
                called != "replace" or {"people", "made"} & {k.arg for k in node.keywords}
            ):
                found.append(called)
    return found


def test_the_generator_alone_makes_a_town() -> None:
    found = crossings(makers)
    assert set(found.pop("towns/build.py")) == {"Town", "People", "MADE"}
    assert found == {"towns/town.py": ["MADE", "MADE"]}, "where it is defined and asked for"
    for text in (
        "People(tie=friends_of_anna)",
        "dataclasses.replace(town, people=others)",
        "replace(town, made=token)",
        "TownModel.model_construct(describes=few)",
        "from glasstown.towns.town import MADE\nmake(MADE)",
    ):
        assert makers(text), text


CHECKPOINT = "engine/checkpoint.py"
"""The one file that reads arrays: those of the very run that wrote them, which no door leads to."""


def readers(text: str) -> list[str]:
    """Calls that read tables: a file about people could come back in through them."""
    return re.findall(
        r"\b(?:read|scan)_(?:csv|parquet|ndjson|excel|ipc|database|table|json|delta|avro|ods|array)\b"
        r"|\bnp\.(?:load\w*|fromfile|frombuffer|genfromtxt|memmap)\b|\bcsv\.\w*[rR]eader\b"
        r"|\b(?:sqlite3|pickle|pyarrow|duckdb|h5py)\b",
        text,
    )


def test_nothing_reads_a_file_about_people() -> None:
    found = crossings(readers)
    assert set(found.pop(CHECKPOINT)) == {"read_array"}
    assert found == {}
    doors = {name: text for name, text in sources() if not name.startswith("engine/")}
    assert not [name for name, text in doors.items() if "checkpoint" in " ".join(imports(text))]
    for text in (
        "pl.read_csv(path)",
        "polars.scan_parquet('x')",
        "np.loadtxt(f)",
        "csv.DictReader(f)",
        "import pickle",
        "npy.read_array(file)",
        "np.memmap(path)",
    ):
        assert readers(text), text


def identifiers(text: str) -> list[str]:
    """Names of things that would identify somebody."""
    return re.findall(
        r"\b(?:national_id|id_number|id_card|passport_number|date_of_birth|birth_date|surname|first_name"
        r"|full_name|phone_number|email_address|home_address|face_embedding|ip_address)\b",
        text,
    )


def test_no_identifier_of_a_person_exists() -> None:
    assert crossings(identifiers) == {}
    assert identifiers("def enrol(national_id: str): ...")
    # An invented person is an index: nothing of the town's arrays holds text.
    import numpy as np

    document = load_town("china-2018")
    from glasstown.core.randomness import town_key
    from glasstown.towns import build_town

    town = build_town(document, 1000, town_key(1, 0))
    assert all(array.dtype.kind in "iuf" for array in town.people)
    assert np.array(["anna"]).dtype.kind not in "iuf"


# -- what is inside


def imports(text: str) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


NETWORK = (
    r"socket|http|urllib\.(?:request|error|robotparser)|requests|httpx|aiohttp|ftplib|smtplib|xmlrpc|websockets|starlette|fastapi|flask|django"
    "|uvicorn|tornado|grpc|socketserver|asyncio"
)
SEARCH = (
    r"scipy\.optimize|optuna|nevergrad|skopt|hyperopt|ax|botorch|cma|deap|pymoo|platypus|gymnasium|gym"
    "|stable_baselines3|pettingzoo|ray|torch|tensorflow|jax|sklearn|cvxpy|pyomo|pulp|ortools"
)
CONTENT = "transformers|spacy|nltk|cv2|face_recognition|whisper|PIL|speech_recognition|geopy"


def forbidden(names: str) -> Callable[[str], list[str]]:
    pattern = re.compile(rf"(?:{names})(?:\.|$)")
    return lambda text: [module for module in sorted(imports(text)) if pattern.match(module)]


@pytest.mark.parametrize(
    ("names", "counter_example"),
    [
        (NETWORK, "from http.server import HTTPServer"),
        (SEARCH, "def tune():\n    from scipy.optimize import minimize"),
        (CONTENT, "import transformers"),
    ],
    ids=["no network and no service", "no search for control", "no judging of content"],
)
def test_packages_that_are_never_imported(names: str, counter_example: str) -> None:
    assert crossings(forbidden(names)) == {}
    assert forbidden(names)(counter_example)


CONTROL = re.compile(
    "step|reset_env|observe|reward|look_?up|is_listed|score_of|check_person|optimi[sz]e|maximi[sz]e|minimi[sz]e"
    "|objective|register_callback"
)


def controls(text: str) -> list[str]:
    """Functions of an environment that something could learn to control, or that answer about a person."""
    return [
        node.name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and CONTROL.fullmatch(node.name)
    ]


def test_no_environment_objective_or_look_up() -> None:
    assert crossings(controls) == {}
    assert controls("class Env:\n    def step(self, action): ...")
    assert controls("def is_listed(person): ...")


def test_runs_are_whole() -> None:
    """What a user may pass to a run: names, files and numbers; the one function hears of progress and
    returns nothing.
    """
    parameters = inspect.signature(glasstown.run).parameters
    functions = [
        name
        for name, p in parameters.items()
        if "Callable" in str(p.annotation) or "Progress" in str(p.annotation)
    ]
    assert functions == ["progress"]
    from glasstown.studies.run import Progress

    assert "None" in str(Progress.__args__[-1])  # type: ignore[attr-defined]


# -- regimes are hypotheses about invented lives


def edited(path: Path, old: str, new: str, tmp_path: Path) -> Path:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is no longer in {path.name}"
    copy = tmp_path / path.name
    copy.write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy


@pytest.mark.parametrize("name", sorted(shipped("regimes")))
def test_shipped_regimes_label_only_acts_of_the_catalogue(name: str) -> None:
    regime = load_regime(name).model
    labels = [rule.scored_label for rule in regime.rules]
    labels += [ground.label for entry in regime.lists for ground in entry.grounds]
    assert labels or regime.enforcement is not None
    assert all(BY_NAME[LABELS[label]] in ACTS for label in labels)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("label: spread-rumour", "label: bad-attitude"),  # a label that is no act of the catalogue
        ("misattributed:", "misatributed:"),  # errors of watching are a required part
        ("enrol: {who: adults,", "enrol: {who: group-b,"),  # who is watched is not chosen by group
        ("points: {value: -50, assumed: [-100, -20]}, vague: true}",
         "points: {value: -50, assumed: [-100, -20]}, vague: true, group: B}"),  # a rule cannot read a group
        ("gates:\n  - {service: air-ticket, refuse: {list: discredited}}",
         "gates:\n  - {service: air-ticket, refuse: {group: B}}"),  # nor can a gate
        ("rules:\n", "names: [anna]\nrules:\n"),  # and nobody can be named
    ],
    ids=["unknown label", "no errors", "enrol by group", "rule by group", "gate by group", "names"],
)  # fmt: skip
def test_a_regime_across_the_line_is_refused(old: str, new: str, tmp_path: Path) -> None:
    original = shipped("regimes")["article-2020"]
    load_regime(str(original))
    with pytest.raises(InputError):
        load_regime(str(edited(original, old, new, tmp_path)))


def test_no_rule_can_see_a_group() -> None:
    """The compiled kernels of judging, standing and gates read groups only to count, never to decide."""

    def decides(text: str) -> list[str]:
        found = []
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.If | ast.IfExp | ast.While):
                names = {inner.attr for inner in ast.walk(node.test) if isinstance(inner, ast.Attribute)}
                names |= {inner.id for inner in ast.walk(node.test) if isinstance(inner, ast.Name)}
                found += sorted(names & {"groups", "group", "registration", "axes"})
        return found

    kernels = {name: text for name, text in sources() if name.startswith("system/")}
    assert len(kernels) > 8
    assert {name: decides(text) for name, text in kernels.items() if decides(text)} == {}
    assert decides("if people.groups[0, row] == 2:\n    refuse()")


def test_every_run_has_a_response() -> None:
    """`none` must be asked for: the default reacts, and there is no way to leave the response out."""
    parameter = inspect.signature(glasstown.run).parameters["response"]
    assert parameter.default == "simple"
    assert "None" not in str(parameter.annotation)
    assert load_response(parameter.default).name != "none"
    with pytest.raises(InputError):
        load_response("")


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_a_protected_act_is_never_a_legitimate_ground(act: Any) -> None:
    assert not (act.protected and act.legitimate_ground)
    assert not (act.domestic == "lawful" and act.legitimate_ground)


def test_some_act_is_a_legitimate_ground() -> None:
    assert any(act.legitimate_ground for act in ACTS), "else the check above could not fail"


# -- what comes out


def test_the_folder_of_a_run_holds_no_file_about_people() -> None:
    from glasstown.studies.folder import FILES

    assert set(FILES) == {
        "run.json",
        "measures.json",
        "daily.parquet",
        "report.html",
        "ro-crate-metadata.json",
    }


def test_no_table_has_a_row_for_a_person() -> None:
    """Counters are sums over people: no axis of what a run returns is as long as the town is large."""
    from glasstown.core.randomness import life_key, town_key
    from glasstown.engine.run import run_worlds
    from glasstown.engine.tables import World
    from glasstown.towns import build_town

    people = 1009
    town = build_town(load_town("china-2018"), people, town_key(3, 0))
    world = World("article-2020", load_regime("article-2020").model, load_response("simple").model)
    lives = run_worlds(town, [world], 14, life_key(3, 0))
    arrays = [lives.plain, lives.grouped, lives.group_people]
    arrays += [a for end in lives.ends for a in vars(end).values() if hasattr(a, "shape")]
    assert all(people not in array.shape for array in arrays)
    assert any(people in array.shape for array in town.people), "a table of people would have such an axis"


def test_where_a_users_file_stood_is_not_told(tmp_path: Path) -> None:
    """Folders are often named after people: of a file only its own name and what it says come out."""
    folder = tmp_path / "anna-110101199003"
    folder.mkdir()
    file = folder / "mine.yaml"
    file.write_bytes(shipped("regimes")["article-2020"].read_bytes())
    run = glasstown.run(file, people=1000, years=7 / 365, replicates=1)
    told = {name: content for name, content in run.contents.items() if b"mine.yaml" in content}
    assert {"run.json", "report.html"} <= set(told), "else nothing of the file would be told at all"
    for content in (*run.contents.values(), repr(run).encode()):
        assert folder.name.encode() not in content
        assert str(tmp_path).encode() not in content


def test_shipped_documents_name_their_status() -> None:
    for name in shipped("regimes"):
        assert load_regime(name).model.status in (
            "documented",
            "partly-documented",
            "popular-account",
            "hypothetical",
        )
