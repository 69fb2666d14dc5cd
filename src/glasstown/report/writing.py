"""What one may write about a run, and what one may not."""

from __future__ import annotations

from glasstown.measures import Value
from glasstown.report.context import ReportContext
from glasstown.report.numbers import count, of, percent, spread
from glasstown.report.sentences import STATUS, camps, is_range, length, town
from glasstown.report.spreading import fed_on_itself


def quote(context: ReportContext) -> str:
    """One sentence that may be quoted, with its interval and what that leaves out."""
    hit = context.results.value("sanctioned_share", context.world)
    wrong = context.results.value("wrongful_share", context.world)
    assumed = ", with numbers that are assumed wherever none is published,"
    said = (
        f"In a computer model of {town(context)}, with {context.header.people:,} invented people, the regime "
        f"“{_plain(context.regime_title)}”{assumed if context.assumptions else ''} closed "
    )
    if hit.value == 0 and not is_range(context, hit):
        return said + f"no service to anybody within {length(context)}."
    to = "to, or imposed a burden on," if context.burdens else "to"
    said += (
        f"at least one service {to} {_part(context, hit)} of those under it within {length(context)}"
        f"{_bounds(context, hit)}"
    )
    if wrong.value is not None:
        said += f"; {_part(context, wrong)} of the days under sanction were wrong by the model’s truth"
    return said + "."


def _part(context: ReportContext, value: Value) -> str:
    """The value, or the range or the two camps that take its place."""
    apart = camps(context, value)
    if is_range(context, value):
        return spread(value.assumed_low, value.assumed_high, value.unit)
    return f"{percent(apart[0])} or {percent(apart[1])}" if apart else of(value)[0]


def _bounds(context: ReportContext, value: Value) -> str:
    """What the value before it leaves out, in brackets."""
    if value.assumed_low is not None:
        if is_range(context, value):
            return f" (the range over its assumed numbers; {of(value)[0]} as they stand)"
        return f" ({spread(value.assumed_low, value.assumed_high, value.unit)} over its assumed numbers)"
    if camps(context, value):
        return " (replicates fall into two camps)"
    return f" (95% interval {of(value)[1]}, chance only)" if value.low is not None else " (a single run)"


def _plain(title: str) -> str:
    return title.replace('"', "").replace("“", "").replace("”", "")


def may_write(context: ReportContext) -> list[str]:
    """Sentences that the results bear out."""
    out = [quote(context)]
    others = "of the points people lost were lost for what somebody else did or was"
    if not context.scored:
        others = "of the entries on a list were for what somebody else did or owed"
    never = "of the points people lost were lost for what they never did"
    if not context.scored:
        never = "of the entries on a list were for what the person never did, such as a refusal to pay by somebody who "
        never += "could not"
    for key, said in {
        "never_did_it_share": never,
        "someone_elses_act_share": others,
        "speech_silenced_share": "of the words of criticism that would otherwise have been spoken "
        "in public were not spoken",
    }.items():
        value = context.results.value(key, context.world)
        if value.value:
            out.append(f"In that model {_part(context, value)} {said}{_bounds(context, value)}.")
    return out


def may_not_write(context: ReportContext) -> list[tuple[str, str]]:
    """(sentence, why it is wrong)."""
    hit = context.results.value("sanctioned_share", context.world)
    refused = float(context.curves.worlds[context.world].refused_attempts.sum(axis=1).mean())
    out = [
        (
            f"“{_part(context, hit)} of a country’s people are sanctioned.”",
            "The town is invented. It says which design causes which harm, not how many people a country "
            "harms.",
        ),
    ]
    if hit.value:
        out.append(
            (
                "“The rest were punished justly.”",
                "Not wrongful here means only: by the regime’s own rules, for an unlawful act of one’s own. "
                "It does not mean just, or in proportion.",
            )
        )
    if refused:
        out.insert(
            1,
            (
                f"“{count(refused)} people were refused.”",
                f"There were {count(refused)} refused attempts in a run, on average. One person can be refused "
                "many times.",
            ),
        )
    if context.published is not None and refused and context.scale:
        out.append(
            (
                f"“It would refuse {count(refused * context.scale)} attempts among {context.population}.”",
                "That is the town multiplied, not a forecast: it holds only if everybody lived as these invented "
                "people do, and it counts attempts.",
            )
        )
    if fed_on_itself(context):
        out.append(_takes_everybody(context))
    if hit.assumed_low is None:
        out.append(
            (
                "“The model is certain within that interval.”",
                "The interval is chance only. The assumed numbers could move the result much further.",
            )
        )
    if context.header.status != "documented":
        out.append(
            (
                "“This is how the real system works.”",
                f"The regime is {STATUS.get(context.header.status, context.header.status)}.",
            )
        )
    return out


def _takes_everybody(context: ReportContext) -> tuple[str, str]:
    claim = "“Under such a system nearly everybody ends on the list.”"
    if context.ranges:
        last = context.ranges[-1]
        return claim, (
            f"Over the assumed numbers it was {spread(last.low, last.high, 'share')} of the people at the end."
        )
    return claim, (
        "Here the list fed on itself at the assumed number of points for a tie. Whether it does with other "
        "numbers, this run does not say."
    )
