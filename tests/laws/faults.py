"""Deliberate faults, and the law that must report each."""

from __future__ import annotations

from tests.laws.copies import Fault

FAULTS = (
    Fault(
        "everybody enrolled speaks as if beside a punished tie",
        "a",
        "life/act/kernel.py",
        (("(flags[row] // np.uint8(BESIDE))", "(flags[row] // np.uint8(16))"),),
    ),
    Fault(
        "a guardian's standing is read before it is published",
        "b",
        "system/gate/kernel.py",
        (("refused = flags[head] & CLOSES_SCHOOL != 0", "refused = standing[head] >> np.uint16(4) != 0"),),
    ),
    Fault(
        "a change reaches the whole unit of those it is told to",
        "b",
        "engine/push.py",
        (
            (
                "_add(ties, other, slot, ties.shape[1] - 1, amount)",
                "_add(ties, (other * 7 + 3) % ties.shape[2], slot, ties.shape[1] - 1, amount)",
            ),
        ),
    ),
    Fault(
        "streams are keyed by their place among those that run",
        "c",
        "engine/candidates.py",
        (("_draw(n, first, acts.stream[s], key", "_draw(n, first, s, key"),),
    ),
    Fault(
        "letters are opened in the wrong world too",
        "c",
        "system/watch/kernel.py",
        (("if what >> 48 != world:", "if what >> 48 > world:"),),
    ),
    Fault(
        "who saw it depends on which other worlds there are",
        "c",
        "system/watch/kernel.py",
        (
            (
                "while seen >= watching.upto[w, s, slot, sort, eye]:",
                "while seen >= watching.upto[-1, s, slot, sort, eye] and eye < 3:",
            ),
        ),
    ),
    Fault(
        "everybody is taken for everything that a collector looks for",
        "watching",
        "system/watch/kernel.py",
        (("sort = town.kinds[row] & kinds", "sort = kinds"),),
    ),
    Fault(
        "a mistake falls on somebody else each time",
        "watching",
        "system/watch/kernel.py",
        (("pick = first + below(home, size - 1)", "pick = first + below(whom, size - 1)"),),
    ),
    Fault(
        "a namesake is looked for among the rows of a block",
        "watching",
        "system/watch/kernel.py",
        (("pick = below(far, people - 1)", "pick = below(far, min(people, 64) - 1)"),),
    ),
    Fault(
        "a record that is late is opened with the others",
        "watching",
        "system/watch/kernel.py",
        (("if letters.due[x] > day:", "if letters.due[x] > day + 7:"),),
    ),
    Fault(
        "letters that wait are lost at the next exchange",
        "watching",
        "engine/run.py",
        (("        self.sent.append(not_yet(self.letters, segment.first))\n", ""),),
    ),
    Fault(
        "two who do not agree on the person are believed",
        "watching",
        "system/watch/kernel.py",
        (("to = np.int64(-1)", "to = np.int64(row)"),),
    ),
    Fault(
        "who is seen doing it depends on how many people there are",
        "c-person",
        "system/watch/kernel.py",
        (("pick = below(word, others)", "pick = (below(word, others) + town.size.size) % others"),),
    ),
    Fault(
        "people are keyed by their place in a block",
        "d",
        "engine/candidates.py",
        (("_draw(n, first, acts.stream[s], key", "_draw(n, 0, acts.stream[s], key"),),
    ),
    Fault(
        "what one thread leaves for the others stays in its envelope",
        "d",
        "engine/exchange.py",
        (("    for_ranges(tell_rest)\n", ""),),
    ),
    Fault(
        "an envelope has too little room",
        "bounds",
        "engine/exchange.py",
        (("room = most * int(stop - start)", "room = most * int(stop - start) // 9"),),
    ),
    Fault(
        "letters under way are left behind",
        "e",
        "engine/checkpoint.py",
        (("    run.letters = letters\n", ""),),
    ),
    Fault(
        "terms that run are left behind",
        "e",
        "engine/checkpoint.py",
        (("slab[...] = arrays[name]", "slab[...] = 0 if name == 'pending' else arrays[name]"),),
    ),
    Fault(
        "each world does candidates by draws of its own",
        "f",
        "life/act/kernel.py",
        (
            ("< limit\n        did[x]", "< limit // 2\n        did[x]"),
            (
                "candidates[1, x]) < limit\n        if acts.expression",
                "candidates[2, x]) < limit // 2\n        if acts.expression",
            ),
        ),
    ),
    Fault(
        "a key without the person",
        "g",
        "engine/candidates.py",
        (("person_draw(_U64(base) + _U64(words[y]), stream", "person_draw(_U64(base), stream"),),
    ),
    Fault(
        "the next occasion comes a day late",
        "g",
        "engine/candidates.py",
        (
            (
                "np.uint32(np.int32(min(t, 70000.0))) + np.uint32(1)",
                "np.uint32(np.int32(min(t, 70000.0))) + np.uint32(2)",
            ),
        ),
    ),
    Fault(
        "the next occasion comes a day late, at a rate of 1",
        "h",
        "engine/candidates.py",
        (
            (
                "np.uint32(np.int32(min(t, 70000.0))) + np.uint32(1)",
                "np.uint32(np.int32(min(t, 70000.0))) + np.uint32(2)",
            ),
        ),
    ),
    Fault(
        "those alone on their stair are mistaken for somebody",
        "h",
        "system/watch/kernel.py",
        (("if others <= 0:", "if others < 0:"),),
    ),
    Fault(
        "a cut tie takes back what it counts today",
        "recounts",
        "engine/push.py",
        (("flags[other] & WAS_BAD != 0", "flags[other] & BAD != 0"),),
    ),
    Fault(
        "whoever is watched is not counted",
        "tracing",
        "system/stand/kernel.py",
        (("if after_real != real:", "if after_real != real and log.watched.size == 0:"),),
    ),
    Fault(
        "who is sanctioned at the end is counted beyond the last day",
        "bounds",
        "engine/end.py",
        (("sanction_days[np.int64(np.uint16(total))] += 1", "sanction_days[total] += 1"),),
    ),
    Fault(
        "a calendar has room for one entry a person",
        "bounds",
        "engine/run.py",
        (("entries = widest * (self.state.score.shape[1] * terms +", "entries = widest * (1 +"),),
    ),
    Fault(
        "no room is made for letters",
        "bounds",
        "engine/run.py",
        (("            self._make_room_for_letters()\n            push_all(", "            push_all("),),
    ),
    Fault(
        "the pressure of being listed is that of another world",
        "events",
        "life/debt/kernel.py",
        (("np.int64(candidates[3, x]) < debts.pressed[w]", "np.int64(candidates[3, x]) < debts.pressed[0]"),),
    ),
    Fault(
        "debtors pay as if they were listed",
        "a",
        "life/debt/kernel.py",
        (("or (listed and np.int64(", "or (np.int64("),),
    ),
    Fault(
        "a debtor's neighbour is listed",
        "b",
        "system/enter/kernel.py",
        (("people < 2:\n        return row", "people < 2:\n        return (row + 5) % people"),),
    ),
    Fault(
        "namesakes are looked for among the rows of a block",
        "d",
        "system/enter/kernel.py",
        (
            (
                "namesakes[w], flags.size)\n        made",
                "namesakes[w], (flags.size + base) // 2)\n        made",
            ),
        ),
    ),
    Fault(
        "when a debt was ordered to be paid is left behind",
        "e",
        "engine/checkpoint.py",
        (("slab[...] = arrays[name]", "slab[...] = 0 if name == 'state-owed' else arrays[name]"),),
    ),
    Fault(
        "those who cannot pay have refused to",
        "events",
        "system/enter/kernel.py",
        (("                keep ^= BY_ACCURATE\n", ""),),
    ),
    Fault(
        "a review is decided by the draw by which it was asked for",
        "events",
        "system/redress/kernel.py",
        (("since, 1 + place, key.k0", "since, 0, key.k0"),),
    ),
    Fault(
        "an entry found wrong stays",
        "h",
        "system/enter/kernel.py",
        (("grounds[REAL, row] &= np.uint8(0xFF ^ ends)\n", "grounds[REAL, row] = before\n"),),
    ),
    Fault(
        "payment clears what is no debt",
        "records",
        "system/enter/kernel.py",
        (("    ended = entries.unpaid[w]\n", "    ended = np.int64(0xFF)\n"),),
    ),
    Fault(
        "where one term ends, all that holds somebody does",
        "records",
        "system/enter/kernel.py",
        (("grounds[ledger, row] &= np.uint8(0xFF) ^ timed\n", "grounds[ledger, row] = np.uint8(0)\n"),),
    ),
    Fault(
        "a further event adds a term where it begins it anew",
        "records",
        "system/enter/kernel.py",
        (("else max(end, np.int64(until))", "else np.int64(until) + entries.term[w, g]"),),
    ),
    Fault(
        "a grade set directly counts as a list",
        "records",
        "system/stand/kernel.py",
        (("named = standards.named[w] << BAND_BITS", "named = np.int64(0xFFF) << BAND_BITS"),),
    ),
    Fault(
        "those held at a grade are given what goes by a better one",
        "records",
        "system/stand/kernel.py",
        (("                mask &= given_on[i, band]\n", "                mask &= given_on[0, band]\n"),),
    ),
    Fault(
        "an official chooses anew in each world",
        "c",
        "system/judge/kernel.py",
        (
            (
                "records.origin[x], _DISCRETION, records.day[x], lane",
                "records.origin[x], _DISCRETION, records.day[x] + world, lane",
            ),
        ),
    ),
    Fault(
        "a notice is keyed without the day of the entry",
        "redress",
        "system/redress/by_score.py",
        (("person_draw(row, _NOTICE, day, 0,", "person_draw(row, _NOTICE, 0, 0,"),),
    ),
    Fault(
        "a term that was struck runs on",
        "redress",
        "system/redress/by_score.py",
        (
            (
                "            pool[x] = pool[pending - 1]\n            return pending - 1, dues",
                "            return pending, dues",
            ),
        ),
    ),
    Fault(
        "what is struck is struck from the shadow too",
        "redress",
        "system/redress/by_score.py",
        (
            (
                "score[REAL, row] = np.int16(after)",
                "score[REAL, row] = score[ACCURATE, row] = np.int16(before)",
            ),
        ),
    ),
    Fault(
        "what was heard is left behind",
        "e",
        "engine/checkpoint.py",
        (("slab[...] = arrays[name]", "slab[...] = 0 if name == 'state-heard' else arrays[name]"),),
    ),
    Fault(
        "a shadow keeps a false record",
        "reference",
        "system/watch/kernel.py",
        (
            (
                "truth = OWN\n            keep = BY_REAL | BY_INDUCED",
                "truth = OWN\n            keep = BY_REAL | BY_INDUCED | BY_ACCURATE",
            ),
        ),
    ),
    Fault(
        "a term ends a day late",
        "reference",
        "core/calendar.py",
        (("entry_day(due[at]) <= day", "entry_day(due[at]) < day"),),
    ),
    Fault(
        "an official asks who is credited with the act, and when it is judged",
        "reference",
        "system/judge/kernel.py",
        (
            (
                "records.origin[x], _DISCRETION, records.day[x], lane",
                "row, _DISCRETION, day, lane",
            ),
        ),
    ),
    Fault(
        "a cap counts one too many",
        "reference",
        "system/judge/kernel.py",
        (("if count >= rules.times[w, slot]:", "if count > rules.times[w, slot]:"),),
    ),
    Fault(
        "people are known at once",
        "reference",
        "engine/publish.py",
        (
            (
                "((was_bad | was_known) * np.uint8(KNOWN))",
                "((bad | was_bad | was_known) * np.uint8(KNOWN))",
            ),
        ),
    ),
    Fault(
        "who is moved by a broadcast depends on the block they live in",
        "d",
        "life/belief/kernel.py",
        (("person_draw(row, _BELIEF, day", "person_draw(row - first, _BELIEF, day"),),
    ),
    Fault(
        "what people came to think is left behind",
        "e",
        "engine/checkpoint.py",
        (("slab[...] = arrays[name]", "slab[...] = slab if name == 'state-opinion' else arrays[name]"),),
    ),
    Fault(
        "words are read as the opposite",
        "reference",
        "system/sentiment/kernel.py",
        (("(spoken == PRAISE) != (np.int64(read)", "(spoken == PRAISE) == (np.int64(read)"),),
    ),
    Fault(
        "those who support it do not mean their praise",
        "reference",
        "life/belief/kernel.py",
        (("(opinion[row] == CRITICAL or opinion[row] == UNDECIDED)", "opinion[row] != CRITICAL"),),
    ),
    Fault(
        "those who do not know the rules fear them as well",
        "reference",
        "responses/compile.py",
        (("part.awareness.value * part.perceived", "part.perceived"),),
    ),
    Fault(
        "who avoids whom depends on their place in a block",
        "d",
        "life/avoidance/kernel.py",
        (("person_draw(row, _AVOIDS, day", "person_draw(row - base, _AVOIDS, day"),),
    ),
    Fault(
        "a contact that is avoided is made all the same",
        "reference",
        "life/avoidance/kernel.py",
        (("                    continue\n", ""),),
    ),
    Fault(
        "of two punished ties one hears twice through the first",
        "reference",
        "life/speech/kernel.py",
        (("(at + 1 < bad and np.int64(b) < limit)", "(at + 1 < bad and np.int64(a) < limit)"),),
    ),
    Fault(
        "whoever urges a debtor is drawn as if they owed it themselves",
        "events",
        "life/urging/kernel.py",
        (("low if row < other else high", "high if row < other else low"),),
    ),
    Fault(
        "no burden is ever wrong",
        "reference",
        "system/stand/kernel.py",
        (
            (
                "bits |= np.int64(real & ~accurate != 0) << 1",
                "bits |= np.int64(real & ~accurate & 0xFF != 0) << 1",
            ),
        ),
    ),
    Fault(
        "a reward lasts as long as nothing is refused",
        "reference",
        "system/stand/kernel.py",
        (("        if given != before:\n", "        if given > before:\n"),),
    ),
    Fault(
        "those outside the regime are favoured",
        "reference",
        "system/gate/kernel.py",
        (
            (
                "if (given >> service) & 1 != 0 and flags[row] & ENROLLED != 0:",
                "if (given >> service) & 1 != 0:",
            ),
        ),
    ),
    Fault(
        "standing goes on being read by the rules of yesterday",
        "amendments",
        "system/stand/kernel.py",
        (("        changed = was != w or (", "        changed = False or ("),),
    ),
    Fault(
        "what was closed is counted by the rules of today",
        "amendments",
        "system/stand/kernel.py",
        (
            (
                "gates.by_band[was], gates.by_list[was], standards.lists[was]",
                "gates.by_band[w], gates.by_list[w], standards.lists[w]",
            ),
        ),
    ),
    Fault(
        "a list that is not kept any more is not emptied",
        "amendments",
        "system/stand/kernel.py",
        (("    return after & ~(standards.asleep[w] << BAND_BITS)", "    return after"),),
    ),
    Fault(
        "later waves of enrolment reach nobody",
        "amendments",
        "engine/start.py",
        (("    grows = waves.share[v] != waves.share[was]", "    grows = False"),),
    ),
    Fault(
        "letters are opened twice in a week that is cut",
        "amendments",
        "engine/run.py",
        (("        self.letters = new_mail(0)\n        if segment", "        if segment"),),
    ),
)
