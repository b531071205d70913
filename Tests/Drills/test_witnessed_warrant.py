"""A warrant is logged while a witness is away: no keyholder is asked before the witness is back, and then all goes its way."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from paperwork import Paperwork
from town import CAMERAS, INSTALLATION, THRESHOLD, Drive, Town, instant
from witness_process import Witness

PLATE = "01A907XY"


class WitnessedTown(Town):
    """One whose keyholders believe nothing that two witnesses have not signed."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, extra="  witnesses: witnesses.txt\n")
        self.witnesses = [Witness(folder / name) for name in ("first", "second")]

    def build(self, cameras: tuple[str, ...] = CAMERAS) -> "WitnessedTown":
        self.server.folder.mkdir(parents=True)
        policy = self.server.folder / "witnesses.txt"
        policy.write_text("quorum none\n")
        self.server.init()
        self.server.add_site()
        self.keys = {camera: self.server.add_camera(camera) for camera in cameras}
        logs = self.server.run("log", "key").stdout
        lines = [each.init(f"witness.drill/{each.folder.name}", logs) for each in self.witnesses]
        names = " ".join(line.split()[1] for line in lines)
        policy.write_text("\n".join([*lines, f"group both all {names}", "quorum both", ""]))
        self.keyholders.adopt(INSTALLATION, logs + policy.read_text().strip())
        return self

    def close(self) -> None:
        super().close()
        for each in self.witnesses:
            each.stop()


@pytest.fixture
def town(tmp_path):
    town = WitnessedTown(tmp_path).build()
    for each in town.witnesses:
        each.start()
    try:
        yield town.open()
    finally:
        town.close()


@pytest.mark.drill
def test_a_warrant_waits_for_the_witnesses(town):
    drives = [Drive(CAMERAS[place % 3], PLATE, instant(seconds=-place), place) for place in range(6)]
    town.send_all(drives)
    papers = Paperwork(town)
    papers.be_trusted()
    town.witnesses[0].kill()
    hours = [drive.hour for drive in drives]
    warrant = papers.ask((PLATE,), min(hours), max(hours) + 1)
    time.sleep(8)
    waiting = [each.request("GET", "/v1/status").json["treeSize"] for each in town.keyholders]
    assert waiting == [0] * len(waiting), "no keyholder has seen a log"
    town.witnesses[0].start()
    assert papers.be_granted(warrant)["hits"] == 6
    assert len(papers.open(warrant)["passes"]) == 6
    seen = [each.request("GET", "/v1/status").json["treeSize"] for each in town.keyholders]
    assert sum(size > 0 for size in seen) >= THRESHOLD
