"""The office without a browser: what a script, or somebody who types requests by hand, can do."""

from __future__ import annotations

import http.client
import json
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message

from gantry_server import GantryServer


@dataclass
class Page:
    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")

    @property
    def json(self) -> dict:
        return json.loads(self.body)

    @property
    def location(self) -> str:
        return self.headers.get("Location", "")


class OfficeClient:
    """One session. Follows no redirect, so that a test sees each."""

    def __init__(self, server: GantryServer) -> None:
        self.server = server
        self.cookie: str | None = None

    def request(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Page:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.office_port, timeout=30)
        try:
            connection.request(method, path, body=body, headers={**({"Cookie": self.cookie} if self.cookie else {}), **(headers or {})})
            answer = connection.getresponse()
            return Page(answer.status, answer.msg, answer.read())
        finally:
            connection.close()

    def get(self, path: str) -> Page:
        return self.request("GET", path)

    @contextmanager
    def listen(self, path: str) -> Iterator[http.client.HTTPResponse]:
        """A stream of events, for as long as it is read."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.office_port, timeout=30)
        try:
            connection.request("GET", path, headers={"Cookie": self.cookie or ""})
            yield connection.getresponse()
        finally:
            connection.close()

    def submit(self, path: str, fields: dict[str, str] | list[tuple[str, str]], **headers: str) -> Page:
        """Sends a form as our own pages do."""
        sent = {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.server.address, **headers}
        return self.request("POST", path, urllib.parse.urlencode(fields).encode(), sent)

    def enter(self, link: str) -> Page:
        """Signs in with a one-time link; on success the session's cookie is kept."""
        answer = self.submit("/enter", {"token": link.rpartition("#")[2]})
        if answer.status == 303:
            self.cookie = answer.headers["Set-Cookie"].partition(";")[0]
        return answer
