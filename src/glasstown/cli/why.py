"""`glasstown why`: the years of an invented person of a run, told beside their twin's."""

from __future__ import annotations

from pathlib import Path

from glasstown.cli.screen import COMPILING, aside, out, print_json, progress, width
from glasstown.core.jit import is_cold
from glasstown.studies.why import why


def why_and_tell(
    run: Path,
    *,
    person: str | None,
    pick: str | None,
    redraws: int,
    world: str | None,
    regime: Path | None,
    town: Path | None,
    response: Path | None,
    as_json: bool,
) -> None:
    """Tell the life asked for, or four typical ones."""
    if is_cold():
        aside().print(COMPILING)
    with progress() as tell:
        found = why(
            run,
            person=person,
            pick=pick,
            redraws=redraws,
            world=world,
            regime=regime,
            town=town,
            response=response,
            progress=tell,
        )
    if as_json:
        print_json(found.to_json())
    else:
        out().print(found.wrapped(width()))
