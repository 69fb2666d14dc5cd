"""A report's context made from made-up lives."""

from __future__ import annotations

from dataclasses import replace

from glasstown.engine.result import Lives
from glasstown.measures import Header, Range, curves, measure
from glasstown.report import Assumption, Command, Margin, ReportContext, Source, figure, render
from glasstown.report.published import published_for
from tests.measures.fakes import fake_lives


def render_words(context: ReportContext) -> str:
    """The report without its drawings, for tests of what it says: drawing takes most of the time."""
    drawn = figure.draw
    figure.draw = lambda make, width, key: "<svg ></svg>"
    try:
        return render(context)
    finally:
        figure.draw = drawn


LIST_WORLDS = ("without", "before", "judgment-defaulters")


def list_context(replicates: int = 5) -> ReportContext:
    """The context of a regime without a score, whose ordinary practice before it was run too."""
    lives = [fake_lives(r, small=True, worlds=LIST_WORLDS, scored=False) for r in range(replicates)]
    context = fake_context(lives=lives)
    return replace(
        context,
        header=replace(context.header, regime="judgment-defaulters", status="partly-documented"),
        regime_title="The list of defaulters on court judgments",
        regime_words=[
            "There is no score: nobody has points. Whoever has not paid 30 days after a court ordered it is listed."
        ],
        cuts={},
        before_title="Courts that collect debts, and no list of debtors",
    )


def fake_context(
    replicates: int = 5, lives: list[Lives] | None = None, ranges: bool = False, critical: float | None = None
) -> ReportContext:
    """A whole report's context; with `ranges` as if the assumed numbers had been drawn."""
    lives = lives if lives is not None else [fake_lives(r, small=True) for r in range(replicates)]
    published = published_for("china-2018")
    drawn = [fake_lives(9, worlds=("without", *(f"article-2020#{i}" for i in range(1, 9))))] if ranges else []
    first = lives[0]
    return ReportContext(
        header=Header(
            "article-2020", "popular-account", "china-2018", first.people, first.days, 1, len(lives)
        ),
        regime_title='"Social credit" as the press described it',
        town_title="a town with the make-up of China in 2018",
        response_title="People speak less beside a punished tie, and break with those who are listed",
        results=measure(lives, drawn),
        curves=curves(lives),
        regime_words=[
            "Every adult starts with 1,000 points. Purchases, calls, chats, visits and posts are watched.",
            "Below 600 points a person is on the list, for two years, and until 650 points are reached.",
        ],
        sources=[
            Source(
                "article", "The press account of a score for every citizen", "", "low", "A popular account."
            ),
            Source(
                "infographic", "The Game of Life (2019)", "https://example.org/game", "low", "1,000 points."
            ),
        ],
        assumptions=[
            Assumption(
                "points for a rumour",
                "−50 points",
                "−100",
                "−20",
                "article-2020",
                "rules.spread-rumour.points",
            ),
            Assumption("share of critical words still said", "0.7", "0.5", "0.9", "simple"),
        ],
        commands=[
            Command("On the command line", "glasstown run article-2020 --people 10000 --years 3 --seed 1"),
            Command(
                "In Python",
                'import glasstown as gt\n\nrun = gt.run("article-2020", people=10_000, years=3, seed=1)',
            ),
        ],
        version="0.1.0",
        run_id="abc123def456",
        cuts={"A": 1000, "B": 850, "C": 600},
        ranges=[Range(365 * y, 0.01 * y, 0.03 * y, 0.1 * y, (0.01 * y, 0.03 * y, 0.1 * y)) for y in (1, 2, 3)]
        if ranges
        else [],
        critical=critical,
        critical_tried=ranges,
        assumed_command="glasstown run article-2020 --assumed 32",
        multiples=[(0.0, (0.01, 0.02, 0.1)), (1.0, (0.01, 0.1, 0.95))] if ranges else [],
        margins=[
            Margin("pupils", 0.182, 0.18202, 0.0036, "share of people"),
            Margin("income, mean of fifth 1", 6440.0, 6459.97, 210.4, "yuan a head and year"),
        ],
        population="the population of China at the end of 2018",
        population_people=1_395_380_000,
        published=published.model if published else None,
    )
