"""A camera that keeps what was not acknowledged and sends it again, as a real one does."""

from __future__ import annotations

import http.client
import threading
import uuid
from collections import deque

from gantry_server import GantryServer, now
from patience import eventually
from pictures import small_jpeg


class FaithfulCamera:
    """Sends from its own thread until told to stop; every third capture has a picture and a declared violation."""

    def __init__(self, server: GantryServer, key: str, name: str) -> None:
        self.server, self.key, self.name = server, key, name
        self.acknowledged: dict[str, uuid.UUID] = {}
        self.violations: set[str] = set()
        self.refusals: list[int] = []
        self._unsent: deque[tuple[dict, dict]] = deque()
        self._counter = 0
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)

    def start(self) -> "FaithfulCamera":
        self._thread.start()
        return self

    def stop(self) -> None:
        """Stops making captures, and sends on until the last one is acknowledged."""
        self._stopping.set()
        self._thread.join(timeout=60)
        assert not self._thread.is_alive() and not self._unsent

    def expect_more(self, captures: int) -> None:
        """Waits until so many more have been acknowledged."""
        goal = len(self.acknowledged) + captures
        eventually(f"{goal} acknowledgements", lambda: len(self.acknowledged) >= goal)

    def _work(self) -> None:
        while self._unsent or not self._stopping.is_set():
            if not self._unsent:
                self._unsent.append(self._next())
            self._send(*self._unsent[0])

    def _send(self, capture: dict, pictures: dict) -> None:
        try:
            answer = self.server.post_capture(self.key, capture, pictures)
        except (OSError, http.client.HTTPException):
            # Nobody there, or gone in the middle: a moment later the same again.
            self._stopping.wait(0.02)
            return
        if answer.status in (200, 201):
            self.acknowledged[capture["id"]] = uuid.UUID(answer.json["receipts"][0]["pass"])
            self._unsent.popleft()
        else:
            self.refusals.append(answer.status)
            self._stopping.wait(0.05)

    def _next(self) -> tuple[dict, dict]:
        self._counter += 1
        plate = {"text": f"01A{self._counter % 1000:03}BC", "confidence": 0.95}
        capture = {"device": self.name, "time": now(), "id": f"{self.name}-{self._counter}", "plate": plate}
        if self._counter % 3:
            return capture, {}
        self.violations.add(capture["id"])
        return {**capture, "violation": "red-light"}, {"scene1": small_jpeg(self._counter % 255)}
