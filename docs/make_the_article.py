"""Writes docs/the-article.md: what the press said, where the regime file says it, what the model shows,
what is known.

    python docs/make_the_article.py

runs `article-2020` and `article-2020-total` with their defaults and writes the page anew. The claims, and what is
widely said beside them, stand in the package, where `glasstown show article-2020 --documented` reads them too.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

import glasstown
from glasstown.core.documents import Document
from glasstown.core.parts import Source
from glasstown.regimes import load_regime
from glasstown.regimes.claims import Claim, load_claims
from glasstown.report.numbers import pair

REGIME = "article-2020"
PAGE = Path(__file__).resolve().parent / "the-article.md"
NAMING = ("label", "duty", "list", "service", "form")
MUST_SHOW = (4, 5, 6, 7, 8, 9, 10, 12, 13)
"""Claims that a mechanism of the model can show."""


FILE = load_claims(REGIME)
CLAIMS = FILE.model.entries
BESIDE = load_claims("popular-accounts")


def value_at(document: Document[Any], key: str) -> Any:
    """What a regime file says at a key; an entry of a list goes by its label, duty, list, service or form."""
    at: Any = document.tree.value
    for step in key.split("."):
        if isinstance(at, list):
            at = next(entry for entry in at if step in [entry.get(name) for name in NAMING])
        else:
            at = at[step]
    return at


def counted(daily: pl.DataFrame, world: str) -> dict[str, float]:
    """Counters of everybody in a world, summed over days: a mean over replicates."""
    rows = daily.filter((pl.col("world") == world) & (pl.col("axis") == "everybody"))
    sums = rows.group_by("counter").agg(pl.col("value").sum())
    replicates = daily["replicate"].n_unique()
    return {name: total / replicates for name, total in sums.iter_rows()}


def in_short(value: Any) -> str:
    """What a file says, on one line; of parts that have parts, the names."""
    if isinstance(value, Mapping) and "value" in value:
        rest = f"assumed {value['assumed']}" if "assumed" in value else f"source: {value['source']}"
        return f"{value['value']} ({rest})"
    if isinstance(value, Mapping):
        if all(isinstance(inner, Mapping) and "value" not in inner for inner in value.values()):
            return ", ".join(value)
        return ", ".join(f"{key}: {in_short(inner)}" for key, inner in value.items())
    return str(value)


def figure(value: Mapping[str, Any]) -> str:
    """A measure's value with its unit and interval."""
    unit = value["unit"]
    if value["value"] is None:
        return f"none ({value['reason']})"
    text, between = pair(value["value"], value["low"], value["high"], unit)
    return f"{text} {unit.removeprefix('share ')}" + (f" ({between})" if between else "")


def tally(name: str, total: float) -> str:
    """A counter's sum over a run; points are counted in tenths."""
    return f"{total / 10:,.0f} points" if name.startswith("lost_") else f"{total:,.0f}"


def cited(source: Source) -> str:
    """A source as the page names it."""
    return source.title + (f", <{source.link}>" if source.link else "")


def beside(claim: Claim) -> str:
    """A row of what is widely said beside the article."""
    also = f" (see {claim.same_as})" if claim.same_as else ""
    cites = "; ".join(cited(BESIDE.sources[key]) for key in claim.sources)
    return f"| {claim.said}{also} | {claim.known} | {claim.verdict} | {claim.confidence} | {cites} |"


WORD_BY_WORD = "article-2020-total"
IN_BOTH = (
    "sanctioned_share", "listed_share", "wrongful_share", "inaccurate_share", "someone_elses_act_share",
    "never_did_it_share", "wrong_records_share", "speech_silenced_share",
)  # fmt: skip
"""Measures that are told of the account as it is taken here and of the account word by word."""


def word_by_word(run: glasstown.Run, total: glasstown.Run) -> list[str]:
    """What changes where nothing is left unseen."""
    said = (
        f"Taken at its word the account says that everything is seen. `{WORD_BY_WORD}` is `{REGIME}` with every "
        "channel seen whole and no true tie missed; whom a record is credited to, and under which label, goes wrong as "
        "often as before."
    )
    lines = [
        "## Word by word: nothing is left unseen",
        "",
        *textwrap.wrap(said, 118, break_on_hyphens=False),
        "",
    ]
    lines += ["```sh", f"glasstown run {WORD_BY_WORD}", "```", ""]
    lines += [f"| in the model | `{REGIME}` | `{WORD_BY_WORD}` |", "|---|---|---|"]
    here, there = run.results["worlds"][REGIME], total.results["worlds"][WORD_BY_WORD]
    lines += [f"| `{key}` | {figure(here[key])} | {figure(there[key])} |" for key in IN_BOTH]
    return [*lines, ""]


def page(run: glasstown.Run, total: glasstown.Run) -> str:
    """The page, with the figures of a run of the article's regime and of one in which nothing is left unseen."""
    document = load_regime(REGIME)
    happened = counted(run.daily, REGIME)
    values = run.results["worlds"][REGIME]
    days, people = run.results["days"], run.results["people"]
    lines = [
        "# The article, claim by claim",
        "",
        *textwrap.wrap(
            "Generated by `python docs/make_the_article.py`; do not edit. What a much-copied press account "
            'says of China\'s "social credit", in our words; the key of '
            "`article-2020.yaml` that holds it ([regimes](concepts/regimes.md)); what the "
            "model shows; and what is documented. The figures are about a model with mostly assumed numbers, "
            "not about a country; in brackets the 95% interval for chance only, which leaves out "
            "the larger doubt, the assumed numbers: `glasstown run article-2020 --assumed 32` draws them.",
            118,
            break_on_hyphens=False,
        ),
        "",
        f"A default run, {people:,} invented people, {days} days, {run.results['replicates']} replicates:",
        "",
        "```sh",
        "glasstown run article-2020",
        "```",
        "",
    ]
    for claim in CLAIMS:
        lines += [f"## {claim.number}. {claim.said}", "", f"**Documented.** {claim.known}", ""]
        lines += [f"**Verdict.** {claim.verdict[0].upper()}{claim.verdict[1:]}.", ""]
        lines += [f"Confidence in what is documented: {claim.confidence}.", ""]
        if claim.keys:
            lines += ["| key of the regime file | what it says |", "|---|---|"]
            lines += [f"| `{key}` | {in_short(value_at(document, key))} |" for key in claim.keys]
            lines.append("")
        else:
            lines += [f"Nothing in `{REGIME}.yaml`: a claim about history, opinion or firms.", ""]
        if claim.measures or claim.counters:
            lines += ["| in the model | figure |", "|---|---|"]
            lines += [f"| `{key}` | {figure(values[key])} |" for key in claim.measures]
            lines += [
                f"| counter `{name}`, in a run | {tally(name, happened.get(name, 0))} |"
                for name in claim.counters
            ]
            lines.append("")
        if claim.remark:
            lines += [f"**To read it.** {claim.remark}", ""]
        lines += ["Sources: " + "; ".join(cited(FILE.sources[key]) for key in claim.sources) + ".", ""]
    lines += word_by_word(run, total)
    lines += ["## Where the popular account is wrong", "", "What is widely said beside the article.", ""]
    lines += ["| it is said | documented | verdict | confidence | sources |", "|---|---|---|---|---|"]
    lines += [beside(claim) for claim in BESIDE.model.entries]
    return "\n".join(lines).rstrip("\n") + "\n"


def main() -> None:
    """Run the article's regimes with their defaults and write the page."""
    PAGE.write_text(page(glasstown.run(REGIME), glasstown.run(WORD_BY_WORD)), encoding="utf-8")
    print(PAGE)


if __name__ == "__main__":
    main()
