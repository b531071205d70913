"""A day's keys are destroyed, and then everything comes back from backups: the archive, the keyholders' folders, their passphrases. Nothing opens."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from archive_files import epochs
from findings import report
from holder_folder import Destroyed, HolderFolder, coming_days, today
from opening import secrets_of
from paperwork import Paperwork
from past_epoch import PastEpoch
from town import CAMERAS, THRESHOLD, Drive, Town, readings

PLATES = ("01A907XY", "10W404NT")
YESTERDAY = today() - timedelta(days=1)


@pytest.fixture
def old_town(tmp_path):
    """A town whose keyholders have yesterday's keys, and yesterday's passes."""
    town = Town(tmp_path, days=[YESTERDAY, *coming_days()]).build()
    epoch = PastEpoch([each.folder for each in town.keyholders], THRESHOLD, YESTERDAY, 9)
    drives = [Drive(CAMERAS[place % 3], PLATES[place % 2], epoch.opens_at + timedelta(seconds=71 * place), place) for place in range(24)]
    epoch.write(town.archive, drives)
    try:
        yield town.open(), epoch
    finally:
        town.close()


def copied(folder: Path, to: Path, *left_out: str) -> Path:
    return Path(shutil.copytree(folder, to, ignore=shutil.ignore_patterns(*left_out)))


def opened_with(folders: list[HolderFolder], town: Town) -> int:
    """What somebody opens who has these folders, their passphrases and the archive: yesterday's passes."""
    days = [epoch for epoch in epochs(town.archive) if epoch.folder.parent.name == YESTERDAY.isoformat()]
    assert days and all(epoch.rows for epoch in days), "the archive is there"
    try:
        for epoch in days:
            secrets_of(epoch, folders)
    except Destroyed:
        return 0
    return len(town.opening(folders).passes(readings(set(PLATES))))


@pytest.mark.drill
def test_a_destroyed_day_stays_destroyed(old_town, tmp_path):
    town, epoch = old_town
    papers = Paperwork(town)
    papers.be_trusted()
    warrant = papers.ask(PLATES, epoch.hour, epoch.hour + 1)
    assert papers.be_granted(warrant)["hits"] == 24
    assert len(papers.open(warrant)["passes"]) == 24, "before, two keyholders and a warrant open all of them"
    town.close()
    backups = {holder.name: copied(holder.folder.path, tmp_path / "backup" / holder.name, "vault-key.*") for holder in town.keyholders}
    archive = copied(town.archive, tmp_path / "backup" / "passes")

    assert opened_with([each.folder for each in town.keyholders], town) == 24, "and so does whoever has two folders with their passphrases"
    for holder in town.keyholders:
        assert YESTERDAY.isoformat() in holder.command("destroy", YESTERDAY.isoformat()).stdout
    got = {"openedBefore": 24, "afterDestruction": opened_with([each.folder for each in town.keyholders], town)}
    got |= restored(town, backups, archive, tmp_path)
    got["byANewWarrant"] = new_warrant(town, papers, epoch)
    must = dict.fromkeys(got, 0) | {"openedBefore": 24}
    tried = "destroyed day, then all backups come back: 3 of 3 holders with passphrases, and the archive"
    report("destroyed-day", "a coerced court, later", tried, got, must)
    assert got == must


def restored(town: Town, backups: dict[str, Path], archive: Path, tmp_path: Path) -> dict[str, int]:
    """The backups beside what is there now, in every combination: as they are, and with the keys that the folders have now."""
    shutil.rmtree(town.archive)
    copied(archive, town.archive)
    old = [HolderFolder(path, name) for name, path in backups.items()]
    got = {"fromBackup": opened_with(old, town), "withTheKeysOfNow": 0, "startedFromBackup": 0}
    for holder, folder in zip(town.keyholders, old, strict=True):
        for key in holder.folder.path.glob("vault-key.*"):
            try:
                got["withTheKeysOfNow"] += YESTERDAY.isoformat() in folder.seeds_under(key.read_bytes())
            except Destroyed:
                continue
    for holder in town.keyholders:
        real, holder.folder = holder.folder, HolderFolder(backups[holder.name], holder.name)
        got["startedFromBackup"] += holder.command("status", check=False).returncode == 0
        holder.folder = real
    return got


def new_warrant(town: Town, papers: Paperwork, epoch: PastEpoch) -> int:
    """Everybody is back at work, and would give everything: the holders say that there is no such day."""
    town.open()
    for holder in town.keyholders:
        holder.sign_in()
        assert YESTERDAY.isoformat() not in holder.get("/v1/status").json["days"]
    status = papers.be_granted(papers.ask(PLATES, epoch.hour, epoch.hour + 1))
    assert any("left out" in event["what"] for event in status["history"])
    return status["hits"]
