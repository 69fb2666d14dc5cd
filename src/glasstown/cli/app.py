"""The commands of `glasstown`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from glasstown.cli.screen import in_words, out, print_json

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
    measures = "measures"


class FileKind(StrEnum):
    """Kinds of input files."""

    regime = "regime"
    town = "town"
    response = "response"


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
        out().print(_WELCOME)


_WELCOME = """\
Glasstown is a laboratory for social scoring. A regime (who is watched, what earns or loses points, who is
listed, what a listed person is refused) is run over a town of invented people, beside the same town without
it. What it does to them is measured: who is punished for what they never did, for a lawful word, for somebody
else's act; who falls silent. No real person goes in, and nothing comes out that could be used on one.

  glasstown run article-2020      what the regime of the newspapers does to a town
  glasstown show article-2020     that regime in words, every number with its source
  glasstown list                  what else there is

glasstown --help says the rest."""


@app.command("list")
@in_words
def list_(
    kind: Annotated[Kind | None, typer.Argument(help="One kind; all without it.")] = None,
    as_json: Json = False,
) -> None:
    """Regimes, towns, responses, measures."""
    from glasstown.cli.shelf import entries

    kinds = list(Kind) if kind is None else [kind]
    found = {one.value: entries(one.value) for one in kinds}
    if as_json:
        print_json({"schema": 1, **found})
        return
    from rich.table import Table

    for name, rows in found.items():
        columns = ("name", "title") if name == "measures" else ("name", "title", "status")
        table = Table(*columns, title=name, title_justify="left", box=None, pad_edge=False)
        for row in rows:
            table.add_row(*(row[column] for column in columns))
        console = out()
        console.soft_wrap = False
        console.print(table)
        console.print()


@app.command()
@in_words
def show(
    name: Annotated[str, typer.Argument(help="A regime, town, response or measure, or a file.")],
    as_json: Json = False,
) -> None:
    """One of them in words, with its sources."""
    from glasstown.cli.shelf import find
    from glasstown.cli.words import as_data, in_text

    thing = find(name)
    if as_json:
        print_json(as_data(thing))
    else:
        out().print(in_text(thing))


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
    assumed: Annotated[int, typer.Option(help="Draws of the assumed numbers of regime and response.")] = 0,
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
    """Check a regime, town or response file."""
    from dataclasses import asdict

    from glasstown.cli.shelf import find_file
    from glasstown.cli.words import counted
    from glasstown.core.errors import InputError

    try:
        kind, document = find_file(file)
    except InputError as error:
        if as_json:
            problems = [asdict(problem) for problem in error.problems]
            print_json({"schema": 1, "file": Path(file).name, "valid": False, "problems": problems})
            raise typer.Exit(error.exit_code) from None
        raise
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
            }
        )
    else:
        out().print(
            f"{document.name} is a valid {kind}: {sourced} number{'' if sourced == 1 else 's'} with a source, "
            f"{assumed} assumed with a range."
        )


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
