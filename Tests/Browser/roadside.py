"""A server with a camera of each dialect, and an officer who looks at what could not be read."""

from __future__ import annotations

import re
import sqlite3
import time
import uuid
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from gantry_server import GantryServer
from office_client import OfficeClient
from patience import eventually

AGENT = "gantry-test-agent"
HIKVISION_SERIAL = "DS-TEST-0001"


@dataclass
class Roadside:
    server: GantryServer
    officer: OfficeClient
    keys: dict[str, str]

    @classmethod
    def standing(cls, folder: Path, extra: str = "") -> "Roadside":
        server = GantryServer(folder, extra)
        server.init()
        server.add_site()
        keys = {
            "gantry": server.add_camera("tas-014-a"),
            "other": server.add_camera("tas-014-b"),
            "openalpr": server.add_camera("tas-014-c", "--dialect", "openalpr", "--device", AGENT),
            "hikvision": server.add_camera("tas-014-d", "--dialect", "hikvision"),
        }
        server.start()
        officer = OfficeClient(server)
        officer.enter(server.add_person("Nodira Karimova", "officer"))
        return cls(server, officer, keys)

    def unparsed(self) -> list[str]:
        """The references of what waits in the queue of unparsed bodies, newest first."""
        return re.findall(r'<a href="/unparsed/([0-9a-fA-F-]+)"', self.officer.get("/unparsed").text)

    def rows(self, query: str) -> list[tuple]:
        """Counts and states stand in the database in clear; what it holds of plates and people does not."""
        return rows(self.server, query)

    def passes(self) -> int:
        """How many vehicles have passed, once everything that was acknowledged has been judged."""
        eventually("an empty inbox", lambda: self.rows("SELECT COUNT(*) FROM inbox") == [(0,)])
        # What is sealed at once is counted in memory, and written down a moment later.
        time.sleep(0.6)
        return sum(bucket["passes"] for bucket in self.officer.get("/data/statistics?hours=24").json["hours"])

    def send_until(self, what: str, capture: dict, pictures: dict[str, bytes], query: str) -> None:
        """Sends the same vehicle anew until a count is no longer zero: lists that were just imported are noticed within a moment."""

        def happened() -> bool:
            assert self.server.post_capture(self.keys["gantry"], {**capture, "id": f"until-{uuid.uuid4()}"}, pictures).status == 201
            self.passes()
            return self.rows(query) != [(0,)]

        eventually(what, happened)

    def assert_alive(self) -> None:
        assert self.server.process is not None and self.server.process.poll() is None, self.server.log()
        assert self.officer.get("/healthz").status == 200


def rows(server: GantryServer, query: str) -> list[tuple]:
    """Asks the server's database beside the running server, as a backup does."""
    with closing(sqlite3.connect(f"file:{server.data_folder}/gantry.sqlite?mode=ro", uri=True, timeout=20)) as database:
        return database.execute(query).fetchall()
