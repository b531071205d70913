"""What was acknowledged is there: after kill -9, after a stop under load, and after a full disk."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
import uuid
from pathlib import Path

import pytest
from faithful_camera import FaithfulCamera
from gantry_server import GantryServer, now
from office_client import OfficeClient
from patience import eventually
from roadside import rows

CAMERAS = ("tas-014-a", "tas-014-b", "tas-014-c")


def cameras_at_work(server: GantryServer) -> list[FaithfulCamera]:
    keys = {name: server.add_camera(name) for name in CAMERAS}
    server.start()
    return [FaithfulCamera(server, key, name).start() for name, key in keys.items()]


def assert_nothing_lost(server: GantryServer, cameras: list[FaithfulCamera]) -> None:
    """Every acknowledged violation is a case once, and every case has its picture. Passes are looked for by the crash drill, which can open them."""
    eventually("an empty inbox", lambda: rows(server, "SELECT COUNT(*) FROM inbox") == [(0,)])
    acknowledged = [passed for camera in cameras for passed in camera.acknowledged.values()]
    assert len(acknowledged) == len(set(acknowledged)) > 0
    violations = sum(len(camera.violations) for camera in cameras)
    assert rows(server, "SELECT COUNT(*) FROM cases") == [(violations,)]
    assert rows(server, "SELECT COUNT(*) FROM unparsed") == [(0,)]
    assert rows(server, "PRAGMA integrity_check") == [("ok",)]
    assert_pictures_rest_whole(server)


def assert_pictures_rest_whole(server: GantryServer) -> None:
    """Each object on the disk has its key, each key its object, and nothing half written lies about."""
    known = {uuid.UUID(bytes=identity) for (identity,) in rows(server, "SELECT id FROM objects WHERE inline IS NULL")}
    files = [file for file in (server.data_folder / "objects").rglob("*") if file.is_file()]
    assert {uuid.UUID(file.stem) for file in files} == known


def test_kill_at_any_moment(server):
    chance = random.Random(20_261_121)
    cameras = cameras_at_work(server)
    for _ in range(5):
        cameras[0].expect_more(1)
        time.sleep(chance.uniform(0, 0.5))
        assert server.stop(signal.SIGKILL) == -signal.SIGKILL
        server.start()
    for camera in cameras:
        camera.stop()
    assert_nothing_lost(server, cameras)
    officer = OfficeClient(server)
    officer.enter(server.add_person("Nodira Karimova", "officer"))
    assert officer.get("/queue").status == 200


def test_a_stop_under_load(server):
    cameras = cameras_at_work(server)
    cameras[0].expect_more(10)
    assert server.stop(signal.SIGTERM) == 0, server.log()
    server.start()
    for camera in cameras:
        camera.stop()
    assert_nothing_lost(server, cameras)


def test_a_stop_with_open_pages(server):
    """A page that listens for events must not hold the server back."""
    key = server.add_camera("tas-014-a")
    server.start()
    officer = OfficeClient(server)
    officer.enter(server.add_person("Nodira Karimova", "officer"))
    with officer.listen("/events") as events:
        assert events.readline().startswith(b"retry:")
        assert server.post_capture(key, {"device": "tas-014-a", "time": now()}).status == 201
        assert server.stop(signal.SIGTERM) == 0, server.log()
        events.read()
    server.start()
    assert rows(server, "SELECT COUNT(*) FROM inbox") == [(0,)]


@pytest.fixture
def small_disk(tmp_path: Path):
    """A disk of its own for the data, small enough to be filled."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=96m,mode=0700", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mounting, capture_output=True).returncode != 0:
        pytest.skip("a disk that can be filled needs the right to mount one")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(disk: Path) -> Path:
    """Takes the last byte of a disk."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 65_536)
        except OSError:
            pass
    return ballast


def test_a_full_disk_is_said_and_survived(small_disk, tmp_path):
    server = GantryServer(tmp_path / "gantry", data=small_disk / "data")
    server.init()
    server.add_site()
    cameras = cameras_at_work(server)
    try:
        for camera in cameras:
            camera.expect_more(3)
        ballast = fill(small_disk)
        eventually("a refusal", lambda: all(camera.refusals for camera in cameras))
        assert {status for camera in cameras for status in camera.refusals} == {503}
        assert server.process.poll() is None
        ballast.unlink()
        for camera in cameras:
            camera.expect_more(3)
            camera.stop()
        assert_nothing_lost(server, cameras)
    finally:
        server.stop()
