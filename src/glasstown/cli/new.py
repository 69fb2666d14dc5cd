"""`glasstown new`: a regime file to begin with. Nothing that is there is overwritten."""

from __future__ import annotations

import errno
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from glasstown.cli.pages import wrapped
from glasstown.cli.questions import open_questions
from glasstown.cli.template import copied, questions
from glasstown.core.documents import holds
from glasstown.core.errors import GlasstownError, InputError, Problem
from glasstown.core.marks import MAX_BYTES, quoted, read_tree
from glasstown.core.parts import NAME_PATTERN
from glasstown.regimes import load_regime

_ENDINGS: Final = (".yaml", ".yml")
_NO_LINKS: Final = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)


def make(file: str, origin: str | None) -> dict[str, Any]:
    """Write the file; what was written, for machines. ``InputError`` where it cannot be named or placed so."""
    place = _place(file)
    if origin is None:
        text = questions(place.stem)
        asked = len(list(open_questions(read_tree(text.encode(), file), text, file)))
        source = None
    else:
        document = load_regime(origin)
        text, asked, source = copied(document.model, place.stem), 0, document.name
    size = len(text.encode())
    if size > MAX_BYTES:
        found = f"a regime that takes {size:,} bytes with every key explained"
        raise InputError([Problem("new", None, "from", found, f"at most {MAX_BYTES:,} bytes")])
    _write(place, text)
    return {"schema": 1, "file": str(place), "name": place.stem, "from": source, "open": asked}


def in_text(made: dict[str, Any], columns: int) -> str:
    """What was written, and what to do next."""
    return "\n".join(_lines(made, columns))


def _lines(made: dict[str, Any], columns: int) -> Iterator[str]:
    file, origin = made["file"], made["from"]
    if origin is None:
        said = f"{file} has a regime's required keys; {made['open']} questions in it are open."
        follows = [f"glasstown validate {file}", "glasstown show article-2020"]
    else:
        said = f"{file} is a copy of {origin} under the name {made['name']}, with every key explained."
        follows = [f"glasstown validate {file}", f"glasstown diff {origin} {file}", f"glasstown run {file}"]
    yield from wrapped(said, columns)
    yield ""
    yield "Next:"
    yield from (f"  {command}" for command in follows)


def _place(file: str) -> Path:
    """Where the file goes: its name serves as the regime's, its folder is there, and it is not."""
    place = Path(file)
    wanted = f"a name of small letters, digits and hyphens, at most 40, that ends in {_ENDINGS[0]}"
    if place.suffix not in _ENDINGS or not re.fullmatch(NAME_PATTERN, place.stem):
        stem = place.name.removesuffix(".yaml").removesuffix(".yml")
        near = re.sub("[^a-z0-9]+", "-", stem.lower()).strip("-")[:40]
        raise InputError(
            [Problem("new", None, "FILE", quoted(place.name), wanted, f"{near}{_ENDINGS[0]}" if near else "")]
        )
    if not holds(place.parent.is_dir):
        found = f"{quoted(str(place.parent))}, which is no folder"
        raise InputError([Problem("new", None, "FILE", found, "a file in a folder that is there")])
    if os.path.lexists(place):
        raise _there(place)
    return place


def _there(place: Path) -> InputError:
    found, allowed = f"{quoted(str(place))}, which is there already", "a new file: nothing is overwritten"
    return InputError([Problem("new", None, "FILE", found, allowed)])


def _write(place: Path, text: str) -> None:
    """Put the whole file at its place at once, or nothing; another that came there meanwhile stays."""
    fresh = ""
    try:
        handle, fresh = tempfile.mkstemp(prefix=f".{place.stem}-", dir=place.parent)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(fresh, 0o666 & ~_umask())
        _put(Path(fresh), place)
    except FileExistsError:
        raise _there(place) from None
    except OSError as error:
        raise GlasstownError(f"{place} cannot be written: {error.strerror}.") from error
    finally:
        if fresh:
            with suppress(FileNotFoundError):
                os.unlink(fresh)


def _put(fresh: Path, place: Path) -> None:
    """Give the file its name, unless something has it. Where the file system has no links, by renaming."""
    try:
        os.link(fresh, place)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(place):
            raise FileExistsError(place) from None
        fresh.rename(place)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
