"""Somebody at a browser who comes in with a passkey."""

from __future__ import annotations

from authenticator import Authenticator
from gantry_server import GantryServer
from visitor import Visitor


class Guest(Visitor):
    """Somebody at a browser with a key of their own."""

    def __init__(self, browser, server: GantryServer, width: int = 1280, dark: bool = False, cookies: list | None = None, **key) -> None:
        super().__init__(browser, server, width, dark, cookies)
        # What the entrance refuses, browsers report on their console.
        self.expected_statuses |= {401, 403, 409, 422}
        self.key = Authenticator(self.page, **key)

    def enrol(self, link: str, name: str = "Key on my ring") -> "Guest":
        self.page.goto(link)
        self.page.wait_for_selector("[data-greeting]:not([hidden])")
        self.page.fill("input[name=name]", name)
        self.page.click("text=Make the passkey")
        return self.arrived()

    def arrived(self) -> "Guest":
        self.page.wait_for_url(lambda address: address.rstrip("/") == self.server.address, timeout=15_000)
        return self

    def sign_in_with_key(self) -> None:
        self.open("/sign-in").page.click("[data-sign-in]")

    def is_in(self) -> bool:
        return "/sign-in" not in self.open("/account").page.url

    def confirm(self) -> str:
        """Confirms what the page asks, and gives back its words."""
        words = self.page.inner_text("dialog.confirm .panel-body p >> nth=0")
        self.page.click("dialog.confirm [data-primary]")
        return words

    def told(self, said: str) -> None:
        """Waits until the act is done and said so."""
        self.page.wait_for_url(lambda address: address.endswith(f"said={said}"), timeout=15_000)

    def problem(self) -> str:
        self.page.wait_for_selector("[role=alert]:visible")
        return self.page.inner_text("[role=alert]:visible")
