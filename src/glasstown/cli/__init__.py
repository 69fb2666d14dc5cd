"""The command line: what a person types, and what they are told.

It holds no knowledge of its own: commands call `studies`, and say in words what came of it. Results go to
standard output, progress and errors to standard error. Exit codes: 0 done, 1 failed, 2 bad input, 130
interrupted. Heavy packages are imported inside the commands that need them. Public part: `main`.
"""

from __future__ import annotations

import io
import signal
import sys


def main() -> None:
    """The command `glasstown`."""
    try:
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # asked to end: as by Ctrl-C
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):  # what a terminal cannot show is no reason to stop
                stream.reconfigure(errors="backslashreplace")
        from glasstown.cli.app import app

        app()
    except KeyboardInterrupt:  # before a command has begun
        sys.exit(130)


__all__ = ["main"]
