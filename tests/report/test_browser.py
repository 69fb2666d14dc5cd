"""The report in a browser: nothing asked for, nothing complained of, readable at any width."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from glasstown.report import render
from tests.report.contexts import fake_context

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium on this machine: install it to test the report in a browser"
)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, list[str], list[str]]]:
    """(page, what it asked for, what it complained of)."""
    from playwright.sync_api import sync_playwright

    file = Path(tmp_path_factory.mktemp("report")) / "report.html"
    file.write_text(render(fake_context()), "utf-8")
    asked: list[str] = []
    complaints: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(file.as_uri())
        yield page, asked, complaints
        browser.close()


def test_asks_for_nothing_but_itself(opened: tuple[Any, list[str], list[str]]) -> None:
    page, asked, complaints = opened
    assert page.title()
    assert [url for url in asked if not url.startswith("data:")] == [page.url]
    assert complaints == []


def test_bundled_font_is_in_use(opened: tuple[Any, list[str], list[str]]) -> None:
    page = opened[0]
    assert (
        page.evaluate("document.fonts.ready.then(() => [...document.fonts].map(f => f.status))")
        == ["loaded"] * 2
    )


@pytest.mark.parametrize("width", [320, 400, 720, 1200])
def test_nothing_sticks_out(opened: tuple[Any, list[str], list[str]], width: int) -> None:
    page = opened[0]
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    shown = page.evaluate("[...document.querySelectorAll('.chart')].filter(c => c.offsetParent).length")
    assert shown == len(page.query_selector_all("figure"))


def test_everything_can_be_reached_by_keyboard(opened: tuple[Any, list[str], list[str]]) -> None:
    page = opened[0]
    page.set_viewport_size({"width": 1200, "height": 900})
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    summary = page.locator("#figure-wrongs summary")
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("#figure-wrongs table").is_visible()
