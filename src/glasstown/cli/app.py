"""The commands of `glasstown`."""

from __future__ import annotations

import textwrap
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from glasstown.cli.screen import FAILED, NARROW, in_words, out, print_json, width

app = typer.Typer(
    name="glasstown",
    help="A laboratory for social scoring: run a scoring regime over a town of invented people, "
    "and see what it does to them.",
    epilog="Invented people only. Numbers are about a model, never about a country or a person.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]


class Kind(StrEnum):
    """What there is to list."""

    regimes = "regimes"
    towns = "towns"
    responses = "responses"
    safeguards = "safeguards"
    measures = "measures"


class FileKind(StrEnum):
    """Kinds of input files."""

    regime = "regime"
    town = "town"
    response = "response"
    safeguard = "safeguard"


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"glasstown {version('glasstown')}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        out().print(_filled(_WELCOME))


def _filled(text: str) -> str:
    """Paragraphs in lines of the terminal's width; lines that are set in stay as they are."""
    parts = text.split("\n\n")
    return "\n\n".join(
        part if part.startswith(" ") else textwrap.fill(part.replace("\n", " "), width()) for part in parts
    )


_WELCOME = """\
Glasstown is a laboratory for social scoring. A regime (who is watched, what earns or loses points, who is
listed, what a listed person is refused) is run over a town of invented people, beside the same town without
it. What it does to them is measured: who is punished for what they never did, for a lawful word, for somebody
else's act; who falls silent. No real person goes in, and nothing comes out that could be used on one.

  glasstown run article-2020      what the regime of the newspapers does to a town
  glasstown show article-2020     that regime in words, with its sources
  glasstown list                  what else there is

glasstown --help says the rest."""


@app.command("list")
@in_words
def list_(
    kind: Annotated[Kind | None, typer.Argument(help="One kind; all without it.")] = None,
    as_json: Json = False,
) -> None:
    """Regimes, towns, responses, safeguards, measures."""
    from glasstown.cli.shelf import entries

    kinds = list(Kind) if kind is None else [kind]
    found = {one.value: entries(one.value) for one in kinds}
    if as_json:
        print_json({"schema": 1, **found})
        return
    from rich.table import Table

    for name, rows in found.items():
        columns = ("name", "title") if name == "measures" else ("name", "title", "status")
        console = out()
        if width() < NARROW:  # a name that is cut cannot be typed
            console.print(name)
            for row in rows:
                console.print("\n".join([row["name"], *(f"  {row[column]}" for column in columns[1:])]))
            console.print()
            continue
        table = Table(title=name, title_justify="left", box=None, pad_edge=False)
        for column in columns:  # what can be typed stays whole
            table.add_column(column, no_wrap=column != "title")
        for row in rows:
            table.add_row(*(row[column] for column in columns))
        console.soft_wrap = False
        console.print(table)
        console.print()


@app.command()
@in_words
def show(
    name: Annotated[str, typer.Argument(help="A regime, town, response, safeguard or measure, or a file.")],
    documented: Annotated[
        bool, typer.Option("--documented", help="Each popular claim beside the documented fact.")
    ] = False,
    as_json: Json = False,
) -> None:
    """A regime, town, response, safeguard or measure in words."""
    from glasstown.cli import documented as claims
    from glasstown.cli import show as entry
    from glasstown.cli.shelf import find
    from glasstown.cli.words import as_data

    thing = find(name)
    if as_json:
        print_json(claims.as_data(thing) if documented else as_data(thing))
    else:
        out().print((claims if documented else entry).in_text(thing, width()))


@app.command()
@in_words
def diff(
    a: Annotated[str, typer.Argument(metavar="A", help="A regime, town, response or safeguard, or a file.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Another of its kind.")],
    as_json: Json = False,
) -> None:
    """What one file says and another does not."""
    from glasstown.cli.diff import as_data, both, in_text

    two = both(a, b)
    if as_json:
        print_json(as_data(two))
    else:
        out().print(in_text(two, width()))


@app.command()
@in_words
def new(
    file: Annotated[str, typer.Argument(help="A file that is not there yet, such as mine.yaml.")],
    origin: Annotated[
        str | None,
        typer.Option("--from", metavar="REGIME", help="Copy this regime, with every key explained."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Write a regime file of your own to begin with."""
    from glasstown.cli.new import in_text, make

    made = make(file, origin)
    if as_json:
        print_json(made)
    else:
        out().print(in_text(made, width()))


@app.command()
@in_words
def assumptions(
    regime: Annotated[str, typer.Argument(help="A name (article finds article-2020) or a file.")],
    town: Annotated[str | None, typer.Option(help="Another town than the regime's own.")] = None,
    response: Annotated[str, typer.Option(help="How people react.")] = "simple",
    safeguard: Annotated[
        list[str] | None,
        typer.Option(help="A safeguard laid over the regime; may be given again.", show_default=False),
    ] = None,
    as_json: Json = False,
) -> None:
    """What a run rests on that nobody has published."""
    from glasstown.cli.assumptions import as_data, files, in_text

    documents = files(regime, town, response, "+".join(safeguard) if safeguard else None)
    if as_json:
        print_json(as_data(documents))
    else:
        out().print(in_text(documents, width()))


@app.command()
@in_words
def run(
    regime: Annotated[str, typer.Argument(help="A name (article finds article-2020) or a file.")],
    town: Annotated[str | None, typer.Option(help="Another town than the regime's own.")] = None,
    people: Annotated[int, typer.Option(help="Invented people, at least 1,000.")] = 100_000,
    years: Annotated[
        float | None,
        typer.Option(help="Years of 365 days, at most 20.", show_default="the regime's own, else 3"),
    ] = None,
    seed: Annotated[int, typer.Option(help="Same seed, same result.")] = 1,
    replicates: Annotated[int, typer.Option(help="Towns and lives drawn anew, for the intervals.")] = 5,
    response: Annotated[str, typer.Option(help="How people react; none must be asked for.")] = "simple",
    safeguard: Annotated[
        list[str] | None,
        typer.Option(help="Lay a safeguard over the regime; may be given again.", show_default=False),
    ] = None,
    assumed: Annotated[
        int, typer.Option(help="Draws of the assumed numbers; 32 give results as ranges.")
    ] = 0,
    threads: Annotated[int | None, typer.Option(help="Changes no result.", show_default="all cores")] = None,
    out_folder: Annotated[
        Path | None, typer.Option("--out", help="Folder of the run.", show_default="runs/ID")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace another run in that folder.")] = False,
    as_json: Json = False,
) -> None:
    """Run a regime over a town; write a report."""
    from glasstown.cli.run import run_and_tell

    run_and_tell(
        regime,
        town=town,
        people=people,
        years=years,
        seed=seed,
        replicates=replicates,
        response=response,
        safeguards="+".join(safeguard) if safeguard else None,
        assumed=assumed,
        threads=threads,
        out=out_folder,
        force=force,
        as_json=as_json,
    )


@app.command()
@in_words
def validate(
    file: Annotated[str, typer.Argument(help="A file of yours, or a shipped name.")], as_json: Json = False
) -> None:
    """Check a regime, town, response or safeguard file; play a regime's cases."""
    from dataclasses import asdict

    from glasstown.cli.questions import with_questions
    from glasstown.cli.shelf import find_file
    from glasstown.cli.words import counted
    from glasstown.core.errors import InputError
    from glasstown.regimes.model import Regime
    from glasstown.studies import cases

    try:
        kind, document = find_file(file)
        played = cases.verdicts(document) if isinstance(document.model, Regime) else ()
    except InputError as refused:
        error = with_questions(refused, file)
        if as_json:
            problems = [asdict(problem) for problem in error.problems]
            print_json({"schema": 1, "file": Path(file).name, "valid": False, "problems": problems})
            raise typer.Exit(error.exit_code) from None
        raise error from None
    sourced, assumed = counted(document)
    if as_json:
        print_json(
            {
                "schema": 1,
                "file": Path(file).name,
                "valid": True,
                "problems": [],
                "kind": kind,
                "name": document.name,
                "numbers": {"sourced": sourced, "assumed": assumed},
                "cases": [asdict(verdict) for verdict in played],
            }
        )
    else:
        out().print(
            f"{document.name} is a valid {kind}: {sourced} number{'' if sourced == 1 else 's'} with a source, "
            f"{assumed} assumed with a range."
        )
        if played:
            passed = sum(verdict.passed for verdict in played)
            out().print(f"Of its {len(played)} cases {passed} come to what they expect.")
        for verdict in played:
            if not verdict.passed:
                out().print(f"  {verdict}.")
    if not all(verdict.passed for verdict in played):
        raise typer.Exit(FAILED)


@app.command()
@in_words
def schema(kind: Annotated[FileKind, typer.Argument(help="A kind of input file.")]) -> None:
    """Print the JSON Schema of a kind of file."""
    from glasstown.cli.shelf import schema_of

    print_json(schema_of(kind.value))


@app.command()
@in_words
def report(
    run_folder: Annotated[Path, typer.Argument(metavar="RUN", help="The folder of a run.")],
    out_file: Annotated[Path | None, typer.Option("--out", help="Also copy the report to this file.")] = None,
    as_json: Json = False,
) -> None:
    """Tell again what a run found."""
    from glasstown.cli.run import tell_again

    tell_again(run_folder, out_file, as_json)


@app.command()
@in_words
def why(
    run_folder: Annotated[Path, typer.Argument(metavar="RUN", help="The folder of a run.")],
    person: Annotated[
        str | None,
        typer.Option(help="An invented person, such as synthetic-000123.", show_default="four of them"),
    ] = None,
    pick: Annotated[
        str | None,
        typer.Option(help="A kind of life: wrongful, somebody-else, silenced, never-back or refused."),
    ] = None,
    redraws: Annotated[int, typer.Option(help="Times the town is lived in again with other chance.")] = 20,
    world: Annotated[
        str | None, typer.Option(help="The world to tell of.", show_default="the regime's")
    ] = None,
    regime: Annotated[
        Path | None, typer.Option(help="Your file that the run read, if it is not here.", show_default=False)
    ] = None,
    town: Annotated[Path | None, typer.Option(help="The same for a town.", show_default=False)] = None,
    response: Annotated[
        Path | None, typer.Option(help="The same for a response.", show_default=False)
    ] = None,
    as_json: Json = False,
) -> None:
    """Tell an invented person's years beside their twin's."""
    from glasstown.cli.why import why_and_tell

    why_and_tell(
        run_folder,
        person=person,
        pick=pick,
        redraws=redraws,
        world=world,
        regime=regime,
        town=town,
        response=response,
        as_json=as_json,
    )
