"""The programs that Glasstown is measured against, and what each needs installed."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Final

from benchmarks.mini_model import Program


@dataclass(frozen=True)
class Peer:
    """A program of the mini-model: where it stands, and how much of it one can wait for."""

    title: str
    package: str
    function: str
    most_people: int = 10**9
    most_person_days: int = 10**10
    warms: bool = True
    """Whether a life that is not timed goes before: not in Mesa, which keeps every model that it has ever made."""

    @property
    def name(self) -> str:
        """Of the command line."""
        return self.title.lower().replace(" ", "-")

    @property
    def installed(self) -> bool:
        return find_spec(self.package) is not None

    @property
    def program(self) -> Program:
        """Imports its package."""
        found: Program = getattr(import_module(f"benchmarks.{self.package}_model"), self.function)
        return found

    def days(self, people: int, days: int) -> int:
        """Days that are timed of `days`."""
        return min(days, self.most_person_days // people)


_MESA_PEOPLE: Final = 100_000
_MESA_PERSON_DAYS: Final = 60 * _MESA_PEOPLE

PEERS: Final = {
    peer.name: peer
    for peer in (
        Peer("Mesa plain", "mesa", "plain", _MESA_PEOPLE, _MESA_PERSON_DAYS, warms=False),
        Peer("Mesa tuned", "mesa", "tuned", _MESA_PEOPLE, _MESA_PERSON_DAYS, warms=False),
        Peer("Starsim", "starsim", "starsim"),
        Peer("NumPy plain", "numpy", "plain"),
        Peer("NumPy tuned", "numpy", "tuned"),
    )
}


def installed_peers() -> list[Peer]:
    """Those that can be run here."""
    return [peer for peer in PEERS.values() if peer.installed]


def left_out() -> str:
    """What cannot be run here, in a sentence; empty where nothing is missing."""
    missing = sorted({peer.package.title() for peer in PEERS.values() if not peer.installed})
    if not missing:
        return ""
    are = "is" if len(missing) == 1 else "are"
    return (
        f"{' and '.join(missing)} {are} left out, not being installed: "
        "pip install -r benchmarks/requirements.txt."
    )
