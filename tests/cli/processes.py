"""The real command in a process of its own, with or without a terminal."""

from __future__ import annotations

import os
import re
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple


def command() -> list[str]:
    return [sys.executable, "-m", "glasstown"]


class Ended(NamedTuple):
    code: int
    out: str
    err: str


class Process:
    """The command, begun; whoever begins one waits for its end."""

    def __init__(self, first: str, arguments: tuple[str, ...]) -> None:
        program = f"{first}\nfrom glasstown.cli import main\nmain()"
        self._process = subprocess.Popen(
            [sys.executable, "-c", program, *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    @property
    def id(self) -> int:
        return self._process.pid

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    def wait_for(self, holds: Callable[[], bool], seconds: float = 60.0) -> None:
        """Wait until something holds, which the process is to bring about."""
        until = time.monotonic() + seconds
        while not holds():
            if not self.is_running or time.monotonic() > until:
                self._process.kill()
                raise AssertionError(f"it never came about: {self._process.communicate()}")
            time.sleep(0.005)

    def told(self, how: signal.Signals | None = None, seconds: float = 120.0) -> Ended:
        """Send a signal, if any, and wait for the end."""
        if how is not None:
            self._process.send_signal(how)
        try:
            out, err = self._process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
            raise
        return Ended(self._process.returncode, out, err)


def begun(first: str, *arguments: str) -> Process:
    """The command begun, once some lines of Python have run before it."""
    return Process(first, arguments)


class Terminal:
    """A command at a terminal of so many columns: all that it wrote there, and its exit code."""

    def __init__(self, line: list[str], columns: int, env: Mapping[str, str]) -> None:
        import fcntl
        import pty
        import termios

        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS")}
        process = subprocess.Popen(
            line, stdin=theirs, stdout=theirs, stderr=theirs, env={**kept, "TERM": "xterm", **env}
        )
        os.close(theirs)
        written = b""
        while True:
            try:
                some = os.read(ours, 65536)
            except OSError:  # how Linux says that nobody writes there any more
                break
            if not some:
                break
            written += some
        os.close(ours)
        self.code = process.wait()
        self.text = written.decode().replace("\r\n", "\n")

    @property
    def lines(self) -> list[str]:
        """What stands there, without colours."""
        return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", self.text).splitlines()
