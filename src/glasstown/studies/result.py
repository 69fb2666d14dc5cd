"""A run that has been made: its measures, its days, its report, and its folder."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import InitVar, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from glasstown.core.errors import GlasstownError
from glasstown.studies.folder import claim, write

if TYPE_CHECKING:
    import polars as pl


COMPUTED: Final = object()
"""What `run` alone hands over to say that it has made a run, so that no frame of somebody else's becomes one."""


@dataclass(frozen=True, eq=False)
class Run:
    """Made by `run`. `folder` is where it was written, None where it was not.

    `results` is the content of measures.json; `html` the report, one page.
    """

    id: str
    results: Mapping[str, Any]
    daily: pl.DataFrame
    html: str
    quote: str
    contents: Mapping[str, bytes]
    folder: Path | None = None
    computed: InitVar[object] = None

    def __post_init__(self, computed: object) -> None:
        if computed is not COMPUTED:
            raise TypeError("a run is made by glasstown.run; it takes no frames and no contents of files")

    @property
    def measures(self) -> pl.DataFrame:
        """One row for each measure, world (or ``paired``: its difference to `without`) and group.

        Columns: `world`, `compared` ("" or "without"), `measure`, `axis`, `group`, then those of a value in
        measures.json: `value`, `low`, `high`, `assumed_low`, `assumed_high`, `n`, `method`, `unit`, `reason`.
        """
        import polars as pl

        rows: list[dict[str, Any]] = []
        for part, compared in (("worlds", ""), ("paired", "without")):
            for world, values in self.results[part].items():
                for key, value in values.items():
                    head = {"world": world, "compared": compared, "measure": key}
                    rows.append({**head, "axis": "everybody", "group": "everybody", **_bare(value)})
                    for axis, groups in value.get("groups", {}).items():
                        rows += [
                            {**head, "axis": axis, "group": group, **_bare(inner)}
                            for group, inner in groups.items()
                        ]
        numbers = ("value", "low", "high", "assumed_low", "assumed_high")
        return pl.DataFrame(rows, schema_overrides=dict.fromkeys(numbers, pl.Float64) | {"reason": pl.String})

    def report(self, file: str | os.PathLike[str]) -> Path:
        """Write the report as one HTML file; returns its place. `GlasstownError` where that is not
        possible.
        """
        return write_report(file, self.html)

    def save(self, folder: str | os.PathLike[str] | None = None, *, force: bool = False) -> Path:
        """Write the run's folder (``runs/<id>`` unless another is given) as `glasstown run` does; returns
        it.
        """
        from glasstown.studies.work import working

        wanted = Path("runs") / self.id if folder is None else folder
        with working(wanted, self.id, force, lambda _sentence: None) as work:
            place = claim(wanted, self.id, force)
            write(place, self.contents, work.folder)
        return place

    def __repr__(self) -> str:
        return f"Run({self.id!r}): {self.quote}"


def _bare(value: Mapping[str, Any]) -> dict[str, Any]:
    return {key: inner for key, inner in value.items() if key != "groups"}


def write_report(file: str | os.PathLike[str], html: str) -> Path:
    """Write a page to a file; `GlasstownError` in words where that is not possible."""
    place = Path(file)
    try:
        place.write_bytes(html.encode())
    except OSError as error:
        raise GlasstownError(f"{place} cannot be written: {error.strerror}.") from error
    return place


def as_json(value: Any) -> bytes:
    """JSON as every file of a run has it: two spaces, UTF-8, no NaN, a last line end."""
    return (json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()
