"""Names of groups as a reader would write them."""

from __future__ import annotations

import re

_FIFTHS = {"fifth-1": "lowest fifth", "fifth-5": "highest fifth"}


def axis_name(axis: str) -> str:
    """``registration`` → Registration."""
    return axis.replace("-", " ").capitalize()


def group_name(group: str) -> str:
    """``18-29`` → 18–29; ``fifth-1`` → lowest fifth; ``fifth-2`` → fifth 2."""
    if group in _FIFTHS:
        return _FIFTHS[group]
    ages = re.sub(r"^([0-9]+)-([0-9]+)$", r"\1–\2", group)
    return re.sub(r"-([0-9]+)$", r" \1", ages)
