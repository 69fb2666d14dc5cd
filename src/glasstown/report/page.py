"""The page itself: a template, a style, and what they are filled with."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from glasstown.report import beside, paragraphs, refused, residuals, sentences, spreading, writing, wrong
from glasstown.report.charts import FONT_FOLDER
from glasstown.report.context import ReportContext
from glasstown.report.figure import Figure
from glasstown.report.figures import every_figure
from glasstown.report.numbers import MISSING, of, spread

_TEMPLATES = Path(__file__).parent / "templates"


@cache
def _environment() -> Any:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["curled"] = sentences.curled
    environment.filters["by_option"] = _by_option
    return environment


def _by_option(command: str) -> Markup:
    """A command that breaks between its options only."""
    first, *options = command.split(" --")
    words = [first, *(f"--{option}" for option in options)]
    return Markup(" ").join(Markup('<span class="option">{}</span>').format(word) for word in words)


@cache
def _style() -> Markup:
    """The style sheet with the font inside."""
    style = (_TEMPLATES / "style.css").read_text("utf-8")
    for weight in ("Regular", "Bold"):
        font = b64encode((FONT_FOLDER / f"PublicSans-{weight}.woff2").read_bytes()).decode()
        style = style.replace(f"font:{weight}", f"data:font/woff2;base64,{font}")
    return Markup(style)


def _sections(context: ReportContext, figures: Mapping[str, Figure | None]) -> list[tuple[str, str]]:
    """(id, heading) of the sections after the first two, in the order of the page."""
    scored = context.scored
    sections: list[tuple[str, str, object]] = [
        ("wrong", "Three kinds of wrong", True),
        ("who", "Who is hit", True),
        ("through", "Through somebody else", True),
        ("unfolds", "How it unfolds", True),
        ("ends", "How scores end", scored),
        ("for", "What the points were lost for" if scored else "What people were listed for", True),
        ("refused", "What was refused", True),
        ("scaled", "Beside the published figures", figures["scaled"]),
        ("back", "Getting back", True),
        ("ordinary", "Beside ordinary practice", context.before),
        ("safeguards", "With and without the safeguards", context.bare),
        ("aims", "What the regime is for", True),
        ("regime", "The regime in words", True),
        ("town", "The town against its tables", context.margins),
        ("sources", "Sources and assumptions", True),
        ("all", "All measures", True),
        ("repeat", "How to repeat it", True),
        ("write", "What you may write", True),
    ]
    return [(key, heading) for key, heading, there in sections if there]


def _told_before(context: ReportContext) -> set[str]:
    """Measures that differ from the one before them in the axis alone: they need not be explained again."""
    measures = context.results.measures
    alike = {(each.numerator, each.denominator): each.key for each in reversed(measures) if each.axis}
    return {
        each.key for each in measures if each.axis and alike[each.numerator, each.denominator] != each.key
    }


def render(context: ReportContext) -> str:
    """The report as one HTML page, UTF-8; the same context gives the same text."""
    about = (
        f"Glasstown {context.version}, run {context.run_id}",
        f"{context.header.regime} in {context.header.town}, {context.header.people} invented people, "
        f"{context.header.days} days, seed {context.header.seed}, {context.results.replicates} replicates",
        "Every person is invented (synthetic: true). About a model, not about a country.",
    )
    figures = every_figure(context)
    sections = _sections(context, figures)
    page: str = (
        _environment()
        .get_template("report.html")
        .render(
            context=context,
            style=_style(),
            figures=figures,
            sections=sections,
            heading=dict(sections),
            about=about,
            headlines=sentences.headlines(context),
            hit=bool(context.curves.worlds[context.world].ever_sanctioned.any()),
            may=writing.may_write(context),
            may_not=writing.may_not_write(context),
            years=sentences.year_rows(context),
            disparities=sentences.disparities(context),
            recovered=paragraphs.recovered(context),
            words=any(year.words_not_said.any() for year in context.curves.worlds[context.world].years),
            heard=paragraphs.heard(context),
            hardest=paragraphs.hardest(context),
            ways_off=paragraphs.ways_off(context),
            interest=paragraphs.interest(context),
            longer=paragraphs.longer(context, bool(wrong.unable(context))),
            unable=bool(wrong.unable(context)),
            points_given=bool(context.results.value("points_gained", context.world).value),
            records=paragraphs.records(context),
            unrelated=paragraphs.unrelated(context),
            doubt=sentences.doubt(context),
            scaling=refused.beside_published(context),
            series=refused.series(context),
            tickets=[refused.service_name(each).capitalize() for each in context.published.tickets]
            if context.published
            else [],
            ordinary=beside.ordinary(context),
            unguarded=beside.unguarded(context),
            benefits=beside.benefits(context),
            fed=spreading.fed_on_itself(context),
            criticality=spreading.criticality(context),
            multiples=spreading.multiples(context),
            by_year=spreading.by_year(context),
            margin_columns=residuals.COLUMNS,
            margins=residuals.rows(context.margins),
            margins_in_words=residuals.in_words(context.margins),
            wider=sentences.wider_than_the_list(context),
            length=sentences.length(context),
            town=sentences.town(context),
            times=sentences.times(context),
            split=sentences.is_split(context),
            status=sentences.STATUS.get(context.header.status, context.header.status),
            shown=lambda key: sentences.shown(context, key),
            told=lambda key, sentence: sentences.told(context, key, sentence),
            brief=_told_before(context),
            note=lambda key: context.results.of(key).note,
            asked=lambda key: context.results.asked(key, context.world),
            sourced=context.published.sources if context.published else {},
            link=sentences.link,
            span=lambda value: of(value)[1] or MISSING,
            assumed_span=lambda value: spread(value.assumed_low, value.assumed_high, value.unit) or MISSING,
        )
    )
    return page
