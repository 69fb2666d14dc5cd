"""Paragraphs that stand beside the charts: who gets back, who is heard, what was recorded, and for what."""

from __future__ import annotations

from markupsafe import Markup

from glasstown.measures import MIN_CELL
from glasstown.report.context import ReportContext
from glasstown.report.numbers import count, of
from glasstown.report.sentences import shown, told


def recovered(context: ReportContext) -> Markup:
    """How long it takes until half are in the clear, and how many never are."""
    median = context.results.value("recovery_days_median", context.world)
    never = context.results.value("never_recovered_share", context.world)
    if median.reason == "undefined":
        return Markup("Nobody was sanctioned, so there is nothing to recover from.")
    if median.value is None:
        first = Markup(
            "Fewer than half of those sanctioned were in the clear as far as they could be followed"
        )
        rest = Markup(": {} were still not.")
    else:
        first = Markup("Half of those sanctioned were in the clear after {} days").format(
            shown(context, "recovery_days_median")
        )
        rest = Markup("; as long as at least 50 people of each town could be followed, {} were still not.")
    if never.value is None:
        return first + "."
    return first + rest.format(shown(context, "never_recovered_share"))


def hardest(context: ReportContext) -> Markup:
    """How much of the harm falls on the one person in a hundred who is hit hardest."""
    value = context.results.value("harm_top1_share", context.world)
    if value.value is not None and value.value > 0.99995:
        return Markup("All days under sanction fell on fewer than one person in a hundred.")
    said = "The one person in a hundred who is hit hardest bears {} of all days under sanction."
    return told(context, "harm_top1_share", said)


def heard(context: ReportContext) -> Markup:
    """Who asks for a review, and what comes to light of the errors."""
    reach = context.results.value("appeal_reach", context.world)
    if reach.value is None:
        return Markup("")
    if reach.value == 0:
        return Markup(
            "Nobody was heard: nobody asked for a review, nothing was put right, and of the errors above not one came "
            "to light."
        )
    return (
        told(context, "appeal_reach", "{} of the people ever sanctioned asked for a review.")
        + told(context, "wrong_entries_asked_share", "{} of the wrong entries were asked about;")
        + told(context, "appeal_success", "{} of these requests were granted.")
        + told(
            context,
            "visible_error_share",
            "{} of the people ever wrongly sanctioned had an entry corrected: an authority that counts its own "
            "corrections sees no more of its errors than that.",
        )
    )


def ways_off(context: ReportContext) -> str:
    """How people got off a list that is entered by events; empty where there is none."""
    entries = {
        name: float(values.mean()) for name, values in context.curves.worlds[context.world].entries.items()
    }
    if not entries["all"]:
        return ""
    ways = {"paid": "they paid", "corrected": "the entry was corrected", "ended": "a term ended"}
    taken = [f"{_times(entries[way])} because {why}" for way, why in ways.items()]
    said = (
        f"In a run, on average, there were {count(entries['all'])} entries on a list, {count(entries['wrong'])} of "
        f"them wrong. People got off {', '.join(taken[:-1])} and {taken[-1]}."
    )
    if entries["decided"]:
        said += (
            f" A review was asked for {_times(entries['asked'])}. Of {count(entries['decided'])} decisions, here or at "
            f"a higher place, {count(entries['granted'])} found the entry wrong, rightly or not; while a review "
            "runs, the entry stands."
        )
    return said


def _times(mean: float) -> str:
    """How often something happened, in words."""
    if mean == 0:
        return "never"
    times = count(mean)
    return "once" if times == "1" else f"{times} times" if mean >= 1 else "less than once"


def interest(context: ReportContext) -> str:
    """By whom the punished acts harmed, where all of them harmed the same; empty where a chart says it."""
    value = context.results.value("whose_interest", context.world)
    harmed = [name for name, one in (value.groups or {}).get("harmed", {}).items() if one.value]
    if value.value is None or len(harmed) != 1:
        return ""
    whom = {"nobody": "nobody", "person": "a person"}.get(harmed[0], f"the {harmed[0].replace('-', ' ')}")
    what = "points lost" if context.scored else "entries on a list"
    return (
        f"Whose interest was at stake: all {what} were for what harmed {whom.replace('the party', 'the Party')}. "
        "Whom an act harms is a fact of the catalogue, not of the regime."
    )


def unrelated(context: ReportContext) -> Markup:
    """How many refusals came in a part of life that had nothing to do with what is held against the person."""
    value = context.results.value("unrelated_context_share", context.world).value
    said = "{} of the refusals came in a part of life in which the person had no bad record ({note})."
    if value == 1:
        said = said.replace("({note})", ". That is {note}").replace(" . ", ". ")
    return told(context, "unrelated_context_share", said)


def longer(context: ReportContext, unable: bool) -> str:
    """Whether wrong entries on a list lasted longer than others; empty where they did not, by far."""
    entries = context.results.value("wrong_entries_share", context.world)
    days = context.results.value("wrongful_share", context.world)
    few = float(context.curves.worlds[context.world].ever_sanctioned.mean()) < MIN_CELL
    if context.scored or few or not entries.value or not days.value or days.value < 1.2 * entries.value:
        return ""
    why = ": whoever cannot pay does not get off by paying" if unable else ""
    return (
        f"Of the entries on a list {of(entries)[0]} were wrong, of the days under sanction {of(days)[0]}. Wrong "
        f"entries lasted longer than others{why}."
    )


def records(context: ReportContext) -> Markup:
    """How much was recorded, by whom, and how much of it wrongly."""
    each = context.results.value("records_per_person_day", context.world).value
    if not each:
        return Markup("")
    if each < 0.001:  # nothing but a few events is recorded
        total = each * float(context.curves.worlds[context.world].enrolled.mean()) * context.header.days
        made = Markup("In a run, on average, {} records reached a judge. ").format(count(total))
    else:
        made = told(context, "records_per_person_day", "{} records were made per person and day ({note}).")
    if context.results.value("private_collector_share", context.world).value:
        made += told(context, "private_collector_share", "{} of the records were made by companies.")
    return made + told(context, "wrong_records_share", "{} of the records were wrong.")
