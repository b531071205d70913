"""One person at one browser."""

from __future__ import annotations

import time

from gantry_server import GantryServer
from office_client import OfficeClient
from playwright.sync_api import Browser, Page

OVERFLOWING = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > width + 1)
    .slice(0, 5).map(e => e.tagName + '.' + e.className);
}"""
BROKEN_PICTURES = "() => [...document.images].filter(i => i.loading !== 'lazy' && (!i.complete || i.naturalWidth === 0)).map(i => i.src)"


class Visitor:
    """Every error of a page, and everything its content security policy stops, fails the test."""

    def __init__(self, browser: Browser, server: GantryServer, width: int = 1280, dark: bool = False, cookies: list | None = None) -> None:
        self.browser = browser
        self.server = server
        self.context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light")
        if cookies:
            self.context.add_cookies(cookies)
        self.page: Page = self.context.new_page()
        self.problems: list[str] = []
        # Answers of the server that a test provokes; the browser reports each on its console too.
        self.expected_statuses: set[int] = set()
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("console", lambda message: self._note(message.type, message.text))

    def _note(self, kind: str, text: str) -> None:
        if kind == "error" and not any(f"status of {status}" in text for status in self.expected_statuses):
            self.problems.append(text)

    def sign_in(self, link: str) -> "Visitor":
        self.page.goto(link)
        self.page.wait_for_url(lambda address: "/enter" not in address and "/sign-in" not in address, timeout=15_000)
        return self

    def open(self, path: str) -> "Visitor":
        self.page.goto(self.server.address + path)
        return self

    def elsewhere(self, width: int, dark: bool) -> "Visitor":
        """The same session on another screen."""
        return Visitor(self.browser, self.server, width, dark, cookies=self.context.cookies())

    def by_hand(self) -> OfficeClient:
        """The same session without the browser, for requests that no page of ours makes."""
        client = OfficeClient(self.server)
        client.cookie = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in self.context.cookies())
        return client

    def assert_fits(self) -> None:
        """Nothing reaches beyond the right edge, so that nobody has to scroll sideways."""
        assert self.page.evaluate(OVERFLOWING) == [], self.page.url

    def assert_pictures_show(self) -> None:
        self.wait_until(f"() => ({BROKEN_PICTURES})().length === 0")

    def wait_until(self, condition: str, argument: object = None, seconds: float = 20) -> None:
        """Waits until a function of the page answers true.

        Playwright's own `wait_for_function` asks again from within the page by evaluating a string, which the pages' policy forbids,
        so that it works only where the first answer is yes.
        """
        end = time.monotonic() + seconds
        while not self.page.evaluate(condition, argument):
            assert time.monotonic() < end, f"never came true at {self.page.url}: {condition}"
            self.page.wait_for_timeout(100)

    def close(self) -> None:
        self.context.close()
        assert self.problems == [], self.problems
