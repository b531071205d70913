"""The doctor on a real server: well where it is well, and every planted fault found."""

from __future__ import annotations

import json
import re
import shutil
import signal
import socket
import sqlite3
import time
import urllib.request
from pathlib import Path

import pytest
from gantry_server import GantryServer
from office_client import OfficeClient
from patience import eventually

# What the machine that runs the tests is like is not what they test.
OF_THE_MACHINE = {"clock", "disk", "memory"}


def examine(server: GantryServer) -> tuple[int, list[dict]]:
    done = server.run("doctor", "--json", check=False)
    assert done.returncode in (0, 1), done.stderr
    report = json.loads(done.stdout)
    assert report["isWell"] == (done.returncode == 0) == all(f["verdict"] != "fails" for f in report["findings"])
    return done.returncode, report["findings"]


def wrong(server: GantryServer) -> dict[str, str]:
    """What is wrong, by check; the machine's own faults left out."""
    return {f["check"]: f["says"] for f in examine(server)[1] if f["verdict"] == "fails" and f["check"] not in OF_THE_MACHINE}


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    server = GantryServer(tmp_path_factory.mktemp("doctor") / "gantry", "transparency:\n  figures: 10s\nsecurity:\n  contact: mailto:security@agency.example\n")
    server.init()
    server.add_site()
    server.add_person("Root", "administrator")
    server.start()
    eventually("an empty outbox", lambda: "outbox" not in wrong(server))
    yield server
    server.stop()


@pytest.fixture
def stopped(tmp_path: Path):
    """A server that ran once, with something in its log."""
    server = GantryServer(tmp_path / "gantry")
    server.init()
    server.add_site()
    server.add_person("Root", "administrator")
    server.start()
    eventually("entries in the log", lambda: any((server.data_folder / "log").rglob("checkpoint")))
    time.sleep(1.5)
    assert server.stop() == 0
    return server


def test_an_installation_as_it_should_be_is_well(running: GantryServer) -> None:
    _, findings = examine(running)
    assert wrong(running) == {}
    verdicts = {f["check"]: f["verdict"] for f in findings}
    for check in ("files", "strangers", "security-headers", "ports", "log", "outbox", "retention", "rotation", "administrator", "software", "security-contact"):
        assert verdicts[check] == "holds", f"{check}: {findings}"


def test_the_words_are_for_people_and_nothing_is_changed(running: GantryServer) -> None:
    before = (running.config.read_bytes(), (running.folder / "keys/server.key").read_bytes())
    done = running.run("doctor", check=False)
    assert "knocks at all doors" in done.stdout and done.stdout.rstrip().splitlines()[-1].endswith(("All is well.", "wrong."))
    assert before == (running.config.read_bytes(), (running.folder / "keys/server.key").read_bytes())


def test_a_configuration_that_cannot_be_read_ends_with_2(tmp_path: Path) -> None:
    server = GantryServer(tmp_path / "none")
    (tmp_path / "none").mkdir()
    assert server.run("doctor", check=False).returncode == 2
    server.config.write_text("listen: [\n")
    assert server.run("doctor", check=False).returncode == 2


def test_a_key_file_that_others_can_read(running: GantryServer) -> None:
    key = running.folder / "keys/server.key"
    key.chmod(0o644)
    try:
        found = wrong(running)
        assert "mode 644" in found["files"]
        assert "store" in found, "nothing is opened with a key that others could have read"
    finally:
        key.chmod(0o600)


def test_a_data_folder_that_is_open(running: GantryServer) -> None:
    running.data_folder.chmod(0o755)
    try:
        assert "mode 755" in wrong(running)["files"]
    finally:
        running.data_folder.chmod(0o700)


def test_a_copy_of_the_data_that_others_can_read(running: GantryServer) -> None:
    copy = running.folder / "data.tar.gz"
    copy.write_bytes(b"x")
    copy.chmod(0o644)
    try:
        assert "data.tar.gz" in wrong(running)["files"]
    finally:
        copy.unlink()


def test_a_listener_beyond_the_configured(tmp_path: Path) -> None:
    server = GantryServer(tmp_path / "gantry")
    server.init()
    server.add_person("Root", "administrator")
    with socket.socket() as back_door:
        back_door.bind(("127.0.0.1", 0))
        back_door.listen()
        server.start(pass_fds=[back_door.fileno()])
        try:
            found = wrong(server)
            assert str(back_door.getsockname()[1]) in found["ports"]
        finally:
            server.stop()


def test_a_server_that_does_not_run_and_one_that_somebody_else_stands_in_for(stopped: GantryServer) -> None:
    found = wrong(stopped)
    assert "Nothing answers" in found["strangers"]


def test_a_changed_byte_in_the_log(stopped: GantryServer) -> None:
    assert "log" not in wrong(stopped)
    entries = next(path for path in (stopped.data_folder / "log").rglob("entries/*") if path.is_file() or any(path.iterdir()))
    tile = entries if entries.is_file() else next(path for path in entries.rglob("*") if path.is_file())
    held = tile.read_bytes()
    tile.write_bytes(held[:10] + bytes([held[10] ^ 1]) + held[11:])
    assert "not as it was written" in wrong(stopped)["log"]
    tile.write_bytes(held)
    assert "log" not in wrong(stopped)


def test_a_log_that_was_set_back(stopped: GantryServer) -> None:
    shard = next((stopped.data_folder / "log").glob("20*"))
    copy = stopped.folder / "older"
    shutil.copytree(shard, copy)
    stopped.start()
    stopped.add_person("Another", "auditor")
    eventually("the person in the log", lambda: len(rows(stopped, "SELECT 1 FROM audit WHERE log_index IS NULL")) == 0)
    assert stopped.stop() == 0
    shutil.rmtree(shard)
    copy.rename(shard)
    assert "cut short or set back" in wrong(stopped)["log"]


def test_what_is_kept_beyond_its_time(stopped: GantryServer) -> None:
    stopped.start()
    key = stopped.add_camera("reads")
    eventually("the camera is known", lambda: stopped.post("/v1/captures", b'{"device": "reads", "time": "', "application/json", key).status == 422)
    eventually("a body that nobody can read", lambda: rows(stopped, "SELECT 1 FROM unparsed"))
    assert stopped.stop() == 0
    assert "retention" not in wrong(stopped)
    write(stopped, "UPDATE unparsed SET received_at = ?", int((time.time() - 9 * 86_400) * 1000))
    assert "1 body that nobody could read" in wrong(stopped)["retention"]


def test_entries_that_wait_for_the_log(stopped: GantryServer) -> None:
    stopped.add_person("Another", "auditor")
    assert "outbox" not in wrong(stopped), "entries of a minute are on their way"
    (entry,) = rows(stopped, "SELECT entry FROM log_outbox LIMIT 1")[0]
    at = json.loads(entry)["time"]
    write(stopped, "UPDATE log_outbox SET entry = ?", entry.replace(at.encode(), b"2026-01-01T00:00:00Z"))
    assert "could not be written" in wrong(stopped)["outbox"]


def test_a_key_that_is_older_than_a_year(stopped: GantryServer) -> None:
    write(stopped, "UPDATE notes SET value = ? WHERE name = 'key-since'", int(time.time() - 370 * 86_400))
    assert "more than a year" in wrong(stopped)["rotation"]


def test_no_administrator(tmp_path: Path) -> None:
    server = GantryServer(tmp_path / "gantry")
    server.init()
    server.add_person("Officer", "officer")
    assert "There is no administrator" in wrong(server)["administrator"]


def test_another_program_than_the_log_was_told_of(stopped: GantryServer) -> None:
    assert "software" not in wrong(stopped)
    write(stopped, "UPDATE log_marks SET value = ? WHERE name = 'software'", b"\0" * 32)
    assert "not the one" in wrong(stopped)["software"]


def test_the_hourly_look_is_on_the_dashboard_and_as_pass_or_fail_on_the_public_page(tmp_path: Path) -> None:
    """Planted before the start, found by the server itself; the public learns that something is wrong, and not what."""
    server = GantryServer(tmp_path / "gantry", "transparency:\n  figures: 10s\n")
    server.init()
    server.add_site()
    admin, officer = server.add_person("Root", "administrator"), server.add_person("Officer", "officer")
    copy = server.folder / "data.bak"
    copy.write_bytes(b"x")
    copy.chmod(0o644)
    server.start()
    try:
        page = eventually("the doctor's word in public", lambda: next((text for text in [public(server, "/")] if "data-health" in text), None))
        assert 'data-health="fail"' in page and "data.bak" not in page
        report = json.loads(public(server, "/transparency.json"))
        assert report["installation"]["doctor"] == "fail" and report["installation"]["doctorAt"].startswith("20")
        assert "data.bak" not in json.dumps(report)
        seen = overview(server, admin)
        assert "data.bak" in seen and re.search(r"(1 thing is|things are) wrong", seen)
        others = overview(server, officer)
        assert "Not all is well" in others and "data.bak" not in others
        assert "the doctor found something" in server.log()
    finally:
        server.stop()
    # What was found is known right after the next start, before anything is looked at again.
    server.start()
    try:
        assert "data.bak" in overview(server, server.run("person", "link", "Root").stdout.strip().splitlines()[-1])
    finally:
        server.stop(signal.SIGTERM)


def overview(server: GantryServer, link: str) -> str:
    client = OfficeClient(server)
    assert client.enter(link).status == 303
    return client.get("/").text


def public(server: GantryServer, path: str) -> str:
    return urllib.request.urlopen(server.public_address + path, timeout=10).read().decode()


def rows(server: GantryServer, query: str) -> list[tuple]:
    with sqlite3.connect(f"file:{server.data_folder}/gantry.sqlite?mode=ro", uri=True) as database:
        return database.execute(query).fetchall()


def write(server: GantryServer, statement: str, *values: object) -> None:
    with sqlite3.connect(server.data_folder / "gantry.sqlite") as database:
        database.execute(statement, values)
