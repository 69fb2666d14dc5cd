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


@pytest.mark.parametrize("width", [320, 360, 720, 768, 1200, 1280, 1920])
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


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_axe_finds_nothing_to_complain_of(
    opened: tuple[Any, list[str], list[str]], scheme: Any, width: int
) -> None:
    """With all tables open, on a wide light page and on a dark telephone."""
    from axe_playwright_python.sync_playwright import Axe

    page = opened[0]
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["html"][:120] for node in each["nodes"]]) for each in found] == []
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = false)")
    page.emulate_media(color_scheme="light")


def test_charts_keep_their_contrast_on_a_dark_page(opened: tuple[Any, list[str], list[str]]) -> None:
    """Would fail if a colour of the charts had no counterpart: dark ink on dark paper."""
    page = opened[0]
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="dark")
    dim = page.evaluate(
        """() => [...document.querySelectorAll('.wide svg text')].map(text => getComputedStyle(text).fill)
             .filter(fill => /^rgb/.test(fill))
             .map(fill => fill.match(/\\d+/g).map(Number))
             .filter(([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b < 120).length"""
    )
    page.emulate_media(color_scheme="light")
    assert dim == 0


def test_prints_without_navigation_and_with_every_measure(opened: tuple[Any, list[str], list[str]]) -> None:
    page = opened[0]
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    assert page.locator("table.measures").is_visible()
    assert page.locator("#figure-wrongs .wide svg").is_visible()
    assert page.locator("#figure-wrongs .narrow").is_hidden()
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    page.emulate_media(media="screen")
    assert printed.startswith(b"%PDF")
    pages = printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") + printed.count(b"/Type /Page/")
    assert 8 <= pages <= 40


def test_nothing_moves_for_those_who_ask_for_that(opened: tuple[Any, list[str], list[str]]) -> None:
    page = opened[0]
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    page.emulate_media(reduced_motion="no-preference")
