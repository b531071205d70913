"""The stolen copy: kill -9 in the middle of the work, and every file goes to somebody who has the list of all plates. They get counts."""

from __future__ import annotations

import base64
import hashlib
import io
import random
import shutil
import signal
import sqlite3
import struct
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

import pytest
from archive_files import Row, epochs, frame
from attacker import OPENED, Attacker
from findings import report
from gantry_server import TASHKENT
from opening import CAPTURED_AT, MAKE, PLATE, RECEIVED_AT, fields
from patience import eventually
from PIL import Image
from roadside import rows
from second_keyholder import plate_value
from server_rows import derived
from town import CAMERAS, REGION, Drive, Town, instant, readings

PLATES = [f"{10 + number % 15:02}{'ABCDEH'[number % 6]}{100 + number}{'KX'[number % 2]}T" for number in range(320)]
VIOLATOR, READ_HERE = "40W404NT", "kanareyka-read-here-00001"
CLIP = b"\0\0\0\x18ftypisom\0\0\0\x01isomkanareyka-clip" + bytes(range(256)) * 2
# What the table says of a stolen copy, in numbers.
NOTHING = {"plates": 0, "canaries": 0, "exactTimes": 0, "pictures": 0, "pictureMarkers": 0, "tokensMatched": 0, "keysUnwrapped": 0}
NOTHING |= {"linksAcrossCameras": 0, "linksAcrossHours": 0, "linksAcrossEpochs": 0, "partsRepeated": 0, "rowsNamedElsewhere": 0}


@dataclass
class Theft:
    """What was sealed, and the copies that were taken."""

    drives: list[Drive]
    town: Town
    # The open hour, as kill -9 left it; and two epochs later, when what was open had been put in order.
    copies: dict[str, Path]
    disk: Path

    @property
    def plates(self) -> set[str]:
        return {drive.plate for drive in self.drives}

    @property
    def canaries(self) -> list[str]:
        return [READ_HERE, *(text for drive in self.drives for text in (drive.id, drive.make))]

    @property
    def pictures(self) -> list[bytes]:
        return [CLIP, BLANK] + [picture for drive in self.drives for picture in drive.pictures.values()]

    @cached_property
    def times(self) -> list[datetime]:
        """When each pass was captured, and when it arrived: what the bodies say, opened by two keyholders."""
        opening = self.town.opening(archive=self.copies["later"] / "passes")
        inside = [fields(record) for _, _, record in opening.passes(readings(self.plates))]
        microseconds = {struct.unpack(">q", one[tag])[0] for one in inside for tag in (CAPTURED_AT, RECEIVED_AT)}
        milliseconds = {moment // 1000 for moment in microseconds}
        # A pass may arrive in the very millisecond of something else that is told in clear: such an instant would be found, and says nothing of it.
        with tempfile.TemporaryDirectory() as folder:
            for file in self.copies["later"].glob("gantry.sqlite*"):
                shutil.copy(file, folder)
            with closing(sqlite3.connect(f"{folder}/gantry.sqlite")) as database:
                told = {row[0] for row in database.execute("SELECT opened_at FROM cases UNION SELECT changed_at FROM cases UNION SELECT at FROM audit")}
        assert len(milliseconds & told) < 5, "not by chance"
        return [datetime.fromtimestamp(moment / 1000, TASHKENT) for moment in milliseconds - told]

    def clear(self, attacker: Attacker) -> dict[str, dict[str, int]]:
        return attacker.clear(self.canaries, self.times, self.pictures)


def traffic() -> list[Drive]:
    """Every plate at one camera; some an hour earlier, some at another camera, some twice."""
    wanted = [(CAMERAS[0], plate, 0) for plate in PLATES]
    wanted += [(CAMERAS[0], plate, 1) for plate in PLATES[:40]]
    wanted += [(CAMERAS[1], plate, 0) for plate in PLATES[::3]]
    wanted += [(CAMERAS[2], plate, 2) for plate in PLATES[::4]]
    wanted += [(CAMERAS[0], plate, 0) for plate in PLATES[:30]]
    drives = []
    for number, (camera, plate, hours) in enumerate(wanted):
        drives.append(Drive(camera, plate, instant(hours=-hours, milliseconds=-37 * number % 20_000), number))
    for drive in drives[:6]:
        drive.pictures = {"plate": noise(drive.number), "scene1": noise(drive.number + 60), "clip": CLIP}
    return drives


def noise(seed: int) -> bytes:
    """A picture that is like no other."""
    file = io.BytesIO()
    Image.frombytes("L", (64, 36), random.Random(seed).randbytes(64 * 36)).save(file, "JPEG", quality=85)
    return file.getvalue()


BLANK = noise(999)


@pytest.fixture(scope="module")
def theft(tmp_path_factory):
    folder = tmp_path_factory.mktemp("theft")
    town = Town(folder, extra="log:\n  level: trace\n").build()
    try:
        yield steal(town.open(), folder)
    finally:
        town.close()


def steal(town: Town, folder: Path) -> Theft:
    others(town)
    drives = traffic()
    town.send_all(drives[6:])
    # A street at night: what is written down each second is of one car.
    for drive in drives[:6]:
        drive.at = instant()
        town.send(drive)
        time.sleep(0.5)
    copies = {"open": killed(town, folder / "open")}
    town.server.start()
    eventually("an epoch", lambda: len(list(epochs(town.archive))) == 2)
    again = [Drive(drive.camera, drive.plate, drive.at + timedelta(milliseconds=1), 9000 + drive.number) for drive in drives[:60]]
    town.send_all(again)
    copies["later"] = killed(town, folder / "later")
    disk = folder / "disk"
    disk.mkdir()
    shutil.copy(town.server.config, disk)
    shutil.copytree(town.server.folder / "keys", disk / "keys")
    return Theft(drives + again, town, copies, disk)


def others(town: Town) -> None:
    """What is no plain traffic, or goes another way: a violation, which makes a case; and a picture that the server reads, and finds nothing in."""
    case = Drive(CAMERAS[0], VIOLATOR, instant(), 7000, {"scene1": noise(5001), "clip": b"\0\0\0\x18ftypmp42" + noise(5002)})
    capture = {**case.capture, "violation": "red-light", "id": "case", "vehicle": {"kind": "car"}}
    assert town.server.post_capture(town.keys[case.camera], capture, case.pictures).status == 201
    blank = {"device": CAMERAS[0], "time": instant().isoformat(timespec="milliseconds"), "id": READ_HERE}
    assert town.server.post_capture(town.keys[case.camera], blank, {"scene1": BLANK}).status == 201
    eventually("an empty inbox", lambda: rows(town.server, "SELECT COUNT(*) FROM inbox") == [(0,)])
    assert rows(town.server, "SELECT COUNT(*) FROM cases") == [(1,)]


def killed(town: Town, copy: Path) -> Path:
    assert town.server.stop(signal.SIGKILL) == -signal.SIGKILL
    shutil.copytree(town.server.data_folder, copy)
    return copy


def numbers(attacker: Attacker, theft: Theft) -> dict[str, int]:
    """Everything an attacker tries, in the table's words."""
    clear, links = theft.clear(attacker), attacker.links()
    # The case's own pictures may be opened with the server's key; in a file none may lie.
    markers = [file for file in clear["markers"] if not file.startswith(("found", str(OPENED)))]
    return {
        "plates": clear["plates"].get("found", 0), "canaries": clear["canaries"].get("found", 0), "exactTimes": clear["times"].get("found", 0),
        "pictures": clear["pictures"].get("found", 0), "pictureMarkers": len(markers), "tokensMatched": attacker.matched(),
        "keysUnwrapped": attacker.unwrapped(), "linksAcrossCameras": links["acrossCameras"], "linksAcrossHours": links["acrossHours"],
        "linksAcrossEpochs": links["acrossEpochs"], "partsRepeated": sum(count for what, count in links.items() if what.startswith("repeated")),
        "rowsNamedElsewhere": len(attacker.named_elsewhere()), "sameCarSameCameraSameHour": links["sameCarSameCameraSameHour"],
        **attacker.learned(),
    }


@pytest.mark.parametrize("moment", ["open", "later"])
def test_a_stolen_copy_is_worthless(theft, moment):
    """Round one: the data folder alone."""
    attacker = Attacker(theft.copies[moment], theft.plates)
    got = numbers(attacker, theft)
    report(f"stolen-copy-{moment}", "stolen copy", f"data folder after kill -9 ({moment}), with the list of all plates", got, NOTHING)
    assert {name: got[name] for name in NOTHING} == NOTHING, where(attacker, theft)
    assert got["passes"] == len(theft.drives) + 1 - (60 if moment == "open" else 0), "the attacker saw every row there is"


@pytest.mark.parametrize("moment", ["open", "later"])
def test_a_stolen_disk_opens_no_pass(theft, moment):
    """Round two: with the configuration, the server's key ring and the log's key. Cases are the server's own; passes are not."""
    attacker = Attacker(theft.copies[moment], theft.plates, disk=theft.disk)
    got = numbers(attacker, theft)
    report(f"stolen-disk-{moment}", "stolen disk", f"also gantry.yaml, server key and log key ({moment})", got, NOTHING)
    assert got["rowsOpenedWithServerKey"] > 0, "the key was found and tried: it opens the case"
    assert {name: got[name] for name in NOTHING} == NOTHING, where(attacker, theft)


def where(attacker: Attacker, theft: Theft) -> str:
    """In which files something was found, for whoever has to stop it."""
    return f"{theft.clear(attacker)}; rows named in {sorted({file for files in attacker.named_elsewhere().values() for file in files})}"


def test_what_was_stolen_is_all_there(theft):
    """The control: two keyholders open every pass of the copies, so there was something to find."""
    opening = theft.town.opening(archive=theft.copies["later"] / "passes")
    found = opening.passes(readings(theft.plates))
    sent = sorted((drive.camera, drive.plate, drive.make.encode(), micros(drive)) for drive in theft.drives)
    inside = [(row, fields(record)) for row, _, record in found]
    assert sorted((row.camera, one[PLATE].decode(), one[MAKE], struct.unpack(">q", one[CAPTURED_AT])[0]) for row, one in inside) == sent


def micros(drive: Drive) -> int:
    return round(drive.at.timestamp() * 1000) * 1000


# That the attacker is able to find what lies open.


@pytest.fixture
def copy(theft, tmp_path) -> Path:
    """A copy of its own, in which a test leaves something open."""
    return Path(shutil.copytree(theft.copies["later"], tmp_path / "copy"))


@pytest.mark.parametrize(
    "written",
    [
        lambda plate: plate.encode(), lambda plate: plate.lower().encode(), lambda plate: plate.encode("utf-16-le"),
        lambda plate: plate.encode().hex().encode(), lambda plate: base64.b64encode(b"1:" + plate.encode() + b"\n"),
        lambda plate: hashlib.sha256(plate.encode()).digest(),
    ],
    ids=["clear", "lower case", "UTF-16", "hex", "base64", "hash"],
)
def test_the_attacker_finds_a_plate_that_lies_open(theft, copy, written):
    (copy / "notes").write_bytes(b"before " + written(PLATES[7]) + b" after")
    assert Attacker(copy, theft.plates).clear()["plates"] == {"found": 1, f"{copy}/notes": 1}


def test_the_attacker_finds_a_picture_a_canary_and_a_time(theft, copy):
    drive = theft.drives[3]
    (copy / "picture").write_bytes(b"x" + theft.drives[2].pictures["scene1"])
    (copy / "canary").write_bytes(drive.id.encode().hex().encode())
    (copy / "times").write_bytes(struct.pack(">q", round(drive.at.timestamp() * 1000))[2:])
    clear = Attacker(copy, []).clear(theft.canaries, [drive.at], theft.pictures)
    assert f"{copy}/picture" in clear["markers"] and clear["pictures"][f"{copy}/picture"] == 1 and clear["canaries"][f"{copy}/canary"] == 1
    assert f"{copy}/times" in clear["times"]


def plant(copy: Path, *sealed: bytes) -> None:
    """Adds passes to an epoch, as a careless server would."""
    log = next(copy.glob("passes/*/*/*.log"))
    log.write_bytes(log.read_bytes() + b"".join(map(frame, sealed)))


def sealed(row: Row, token: bytes | None = None, camera: str | None = None, identity: bytes | None = None) -> bytes:
    camera = (camera or row.camera).encode()
    (_, wrapped), *_ = row.readings
    data = b"\x01" + (identity or row.identity) + bytes([len(camera)]) + camera + struct.pack(">I", row.hour) + row.context + row.tail
    data += b"\x01" + (token or row.readings[0][0]) + wrapped + struct.pack(">I", len(row.body)) + row.body
    return data + b"\0"


def test_the_attacker_finds_a_token_that_repeats_and_a_row_that_does(theft, copy):
    open_epoch = next(epoch for epoch in epochs(copy / "passes") if not epoch.is_closed)
    row = open_epoch.rows[0]
    plant(copy, sealed(row, camera="tas-014-z", identity=bytes(range(16))))
    links = Attacker(copy, theft.plates).links()
    assert links["acrossCameras"] == 1 and links["repeatedIDs"] == 0
    plant(copy, sealed(row))
    assert Attacker(copy, theft.plates).links()["repeatedIDs"] == 1
    (copy / "notes").write_bytes(row.identity)
    assert Attacker(copy, theft.plates).named_elsewhere()[row.identity.hex()] == [f"{copy}/notes"]


def test_the_attacker_matches_a_token_under_a_key_that_it_finds(theft, copy):
    """A token made under the server's key would give away every plate to whoever has the disk."""
    epoch = next(epoch for epoch in epochs(copy / "passes") if not epoch.is_closed)
    row = epoch.rows[0]
    for key in (bytes(32), derived(Attacker(copy, [], disk=theft.disk).key_files()[0], "index")):
        token = plate_value(key, row.camera, row.hour, REGION, PLATES[5])[:16]
        plant(copy, sealed(row, token=token, identity=key[:16]))
    assert Attacker(copy, PLATES[:12]).matched() == 1
    assert Attacker(copy, PLATES[:12], disk=theft.disk).matched() == 2
