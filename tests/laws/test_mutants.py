"""Each law notices the faults that it is there for, in faulty copies of the package."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.laws.copies import VIOLATED, Fault, copy_package, run_check
from tests.laws.faults import FAULTS

SOUND = sorted({fault.law for fault in FAULTS})


def _check(folder: Path, law: str, fault: Fault | None) -> CompletedProcess[str]:
    copy_package(folder, fault)
    return run_check(folder, law)


@pytest.fixture(scope="module")
def checks(tmp_path_factory):
    """All checks of all copies, two at a time, each a process of its own."""
    jobs: dict[object, Future[CompletedProcess[str]]] = {}
    with ThreadPoolExecutor(2) as pool:
        for key in [*SOUND, *FAULTS]:
            fault = key if isinstance(key, Fault) else None
            folder = tmp_path_factory.mktemp("copy")
            jobs[key] = pool.submit(_check, folder, fault.law if fault else str(key), fault)
        yield jobs


@pytest.mark.parametrize("law", SOUND)
def test_a_sound_copy_passes(checks, law):
    done = checks[law].result()
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_noticed(checks, fault):
    done = checks[fault].result()
    assert done.returncode == VIOLATED, f"exit {done.returncode}: {done.stdout}{done.stderr}"
    assert done.stdout.strip(), "a violation says where"
