"""One page that says what a regime did, for somebody who knows nothing of the project.

A single offline file: no request of any kind, charts as static SVG with a bundled font, each with a text, a
table and a CSV; the same results give the same bytes. It gets plain results and knows nothing of engines or
files.

Public parts: `ReportContext` with `Source`, `Assumption`, `Margin` and `Command`; `render`; `quote`.
"""

from glasstown.report.context import Assumption, Command, Margin, ReportContext, Source
from glasstown.report.page import render
from glasstown.report.writing import quote

__all__ = ["Assumption", "Command", "Margin", "ReportContext", "Source", "quote", "render"]
