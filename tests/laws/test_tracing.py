"""Tracing changes no bit, and the law notices kernels in which it does."""

from __future__ import annotations

import pytest

from tests.laws.copies import VIOLATED, Fault, copy_package, run_checks
from tests.laws.tracing import tracing

FAULTS = (
    Fault(
        "whoever is watched is spared the charge for ties",
        "tracing",
        "system/associate/kernel.py",
        (
            (
                "note(log, day, first + i, world, _CODE, after - before, 0)",
                "note(log, day, first + i, world, _CODE, after - before, 0)\n                seen[i] = 0",
            ),
        ),
    ),
    Fault(
        "an entry on a list is written down in place of being counted",
        "tracing",
        "system/enter/kernel.py",
        (
            (
                "            _count_entry(plain, truth, rules.harm[label])\n",
                "            if log.watched.size == 0:\n"
                "                _count_entry(plain, truth, rules.harm[label])\n",
            ),
        ),
    ),
)


def test_tracing_changes_no_bit() -> None:
    tracing()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_trace_that_changes_something_is_noticed(tmp_path, fault) -> None:
    copy_package(tmp_path, fault)
    done = run_checks(tmp_path, ("tracing",))
    assert done.returncode == VIOLATED, f"exit {done.returncode}: {done.stdout}{done.stderr}"
    assert done.stdout.strip(), "a violation says where"
