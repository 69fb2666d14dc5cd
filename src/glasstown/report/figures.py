"""Every chart of the report, by key."""

from __future__ import annotations

from glasstown.report.context import ReportContext
from glasstown.report.figure import Figure
from glasstown.report.groups import by_group, collateral
from glasstown.report.refused import refusals, refused_people, scaled
from glasstown.report.returning import funnel, never, recovery
from glasstown.report.scores import scores
from glasstown.report.unfolding import assumed, listed, replicates
from glasstown.report.wrong import grounds, interest, wrongs, wrongs_by_year


def every_figure(context: ReportContext) -> dict[str, Figure | None]:
    """All charts by key, in the order of the page; None where there is nothing to draw."""
    makers = (
        wrongs,
        wrongs_by_year,
        by_group,
        collateral,
        listed,
        never,
        replicates,
        assumed,
        scores,
        grounds,
        interest,
        refusals,
        refused_people,
        scaled,
        recovery,
        funnel,
    )
    return {maker.__name__: maker(context) for maker in makers}
