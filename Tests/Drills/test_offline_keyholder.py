"""Two of three keyholders have no network: what they are asked and what they answer is carried as files, with the real programs on both sides."""

from __future__ import annotations

from pathlib import Path

import pytest
from keyholders import Keyholder, Keyholders
from paperwork import REQUESTER, SECOND, Paperwork
from patience import eventually
from town import CAMERAS, Drive, Town, instant

PLATE = "01A907XY"


class OfflineKeyholders(Keyholders):
    """Only the last one is served; the others get files."""

    @property
    def medium(self) -> Path:
        return self[0].folder.path.parent / "medium"

    def tray(self, holder: Keyholder, side: str) -> Path:
        tray = self.medium / holder.name / side
        tray.mkdir(parents=True, exist_ok=True)
        return tray

    def start(self) -> None:
        self[-1].start()
        self[-1].wait()
        for holder in self[:-1]:
            self.publish(holder)

    def publish(self, holder: Keyholder) -> None:
        holder.command("publish", "--out", str(self.tray(holder, "from-keyholder") / "day-keys.json"))

    @property
    def configuration(self) -> str:
        lines = [f"    - name: {each.name}\n      identity: {each.folder.identity}\n" for each in self]
        ways = [f"      folder: {self.medium / each.name}\n" for each in self[:-1]] + [f"      address: {self[-1].address}\n"]
        return "".join(line + way for line, way in zip(lines, ways))


@pytest.fixture
def town(tmp_path):
    town = Town(tmp_path, keyholders=OfflineKeyholders).build()
    try:
        yield town.open()
    finally:
        town.close()


def test_a_warrant_is_carried_to_keyholders_without_a_network(town):
    drives = [Drive(CAMERAS[place % 3], PLATE, instant(seconds=-place), place) for place in range(5)]
    town.send_all(drives)
    papers = Paperwork(town)
    holders = town.keyholders
    for holder in holders[:-1]:
        for person in (REQUESTER, SECOND):
            name = person.lower().replace(" ", "-")
            card = holders.tray(holder, "to-keyholder") / f"{name}.approval-key"
            eventually("the key to be written", card.exists)
            print_of_key = next(
                line.split("\t")[2] for line in holder.command("trust", "--proposal", str(card)).stdout.splitlines() if line.startswith(f"{name}\t")
            )
            holder.command("trust", name, "--fingerprint", print_of_key, "--proposal", str(card))
    hours = [drive.hour for drive in drives]
    warrant = papers.ask((PLATE,), min(hours), max(hours) + 1)
    for holder in holders[:-1]:
        out, back = holders.tray(holder, "to-keyholder"), holders.tray(holder, "from-keyholder")
        request = eventually("a request", lambda out=out: next(iter(out.glob("*.request")), None))
        holder.command("approve", "--request", str(request), "--answer", str(back / f"{request.stem}.answer"), "--by", "judge-karimova")

    def found() -> dict | None:
        status = papers.status(warrant)
        return status if status["state"] in ("found", "refused", "expired") else None

    assert eventually("the passes to be looked up", found)["hits"] == 5
    assert not list(holders.medium.glob("*/to-keyholder/*.request")), "what names a plate goes once it is answered"
    first = town.server.run("warrant", "open", warrant, "--key", str(papers.key_file(REQUESTER)), "--json", check=False)
    assert first.returncode != 0 and "carry" in first.stderr
    for holder in holders[:-1]:
        out, back = holders.tray(holder, "to-keyholder"), holders.tray(holder, "from-keyholder")
        release = next(out.glob("*.release"))
        holder.command("release", "--request", str(release), "--answer", str(back / f"{release.stem}.keys"))
    assert {each["plate"] for each in papers.open(warrant)["passes"]} == {PLATE}
    assert len(papers.open(warrant)["passes"]) == 5
