"""No kernel leaves its arrays: shown by numpy on interpreted copies (`test_mutants`), and by numba's own checks.

What numpy runs is not quite what is compiled: numba adds small integers in 64 bits. So with `--long` the kernels
are also compiled once with their bounds checked.
"""

from __future__ import annotations

import pytest

from tests.laws.checks import bounds
from tests.laws.copies import VIOLATED, Fault, copy_package, run_checks

CHECKED = "NUMBA_BOUNDSCHECK"

WIDER = Fault(
    "days are added up in 64 bits, in which nothing wraps",
    "bounds",
    "engine/end.py",
    (
        ("total = np.int64(own.days[row])", "total = own.days[row]"),
        ("total += days + 1", "total += np.uint16(days + 1)"),
        ("sanction_days[np.int64(np.uint16(total))] += 1", "sanction_days[total] += 1"),
    ),
)
"""A fault that only compiled code has: numpy's 16 bits wrap."""


def test_what_is_checked_happens():
    bounds()


@pytest.mark.long
def test_compiled_kernels_stay_within_their_arrays(tmp_path):
    copy_package(tmp_path, None, interpreted=False)
    done = run_checks(tmp_path, ("bounds", "d", "e", "h", "recounts"), CHECKED)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.long
def test_a_compiled_kernel_that_leaves_its_array_is_noticed(tmp_path):
    copy_package(tmp_path, WIDER, interpreted=False)
    done = run_checks(tmp_path, ("bounds",), CHECKED)
    assert done.returncode == VIOLATED, f"exit {done.returncode}: {done.stdout}{done.stderr}"
    assert "out of bounds" in done.stdout
