"""Each law notices the faults that it is there for, in faulty copies of the package."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.laws.copies import VIOLATED, Fault, copy_package, run_checks
from tests.laws.faults import FAULTS

LAWS = sorted({fault.law for fault in FAULTS})
SOUND = (tuple(LAWS[0::2]), tuple(LAWS[1::2]))
"""All laws that have a fault, checked on sound copies first, in two processes."""


def _check(folder: Path, laws: Sequence[str], fault: Fault | None) -> CompletedProcess[str]:
    copy_package(folder, fault)
    return run_checks(folder, laws)


@pytest.fixture(scope="module")
def checks(tmp_path_factory):
    """The checks of all copies, two at a time, each a process of its own."""
    jobs: dict[object, Future[CompletedProcess[str]]] = {}
    with ThreadPoolExecutor(2) as pool:
        for laws in SOUND:
            jobs[laws] = pool.submit(_check, tmp_path_factory.mktemp("sound"), laws, None)
        for fault in FAULTS:
            jobs[fault] = pool.submit(_check, tmp_path_factory.mktemp("faulty"), (fault.law,), fault)
        yield jobs
        for job in jobs.values():
            job.cancel()


@pytest.mark.parametrize("laws", SOUND, ids=",".join)
def test_a_sound_copy_passes(checks, laws):
    done = checks[laws].result()
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_noticed(checks, fault):
    done = checks[fault].result()
    assert done.returncode == VIOLATED, f"exit {done.returncode}: {done.stdout}{done.stderr}"
    assert done.stdout.strip(), "a violation says where"
