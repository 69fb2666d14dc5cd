"""Reading a report back: a strict little parser for what the report's template writes."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Tag:
    name: str
    attributes: dict[str, str]
    inside: list[Tag] = field(default_factory=list)
    text: str = ""

    def every(self, name: str) -> list[Tag]:
        """All tags of a name below this one, in order."""
        out = []
        for tag in self.inside:
            if tag.name == name:
                out.append(tag)
            out += tag.every(name)
        return out

    def words(self) -> str:
        return " ".join(self.text.split())


class Page(HTMLParser):
    """Raises AssertionError where a tag is not closed, or not open, or an attribute stands twice."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Tag("", {})
        self.open = [self.root]
        self.feed(text)
        self.close()
        assert [tag.name for tag in self.open] == [""], "tags left open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice"
        made = Tag(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(made)
        if tag not in VOID:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].name == tag, f"</{tag}> closes <{self.open[-1].name}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for tag in self.open:
            tag.text += data
