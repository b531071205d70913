"""A server's public log and its witnesses, all real processes: nothing is published without them, and no log shows them two faces."""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from gantry_server import BINARY, GantryServer
from patience import eventually
from witness_process import Witness

MARK = "\N{EM DASH} "


@dataclass
class Note:
    """A signed checkpoint, taken apart by other hands than Gantry's."""

    bytes: bytes

    @property
    def text(self) -> str:
        return self.bytes.decode().rpartition("\n\n")[0] + "\n"

    @property
    def size(self) -> int:
        return int(self.text.split("\n")[1])

    def signed_by(self, line: str) -> bool:
        """Whether the witness of a policy's line signed it (C2SP tlog-cosignature)."""
        name, _, encoded = line.split()[2].split("+", 2)
        key = base64.b64decode(encoded)
        identity = hashlib.sha256(name.encode() + b"\n" + key).digest()[:4]
        for signature in self.bytes.decode().rpartition("\n\n")[2].splitlines():
            signer, blob = signature.removeprefix(MARK).split(" ")
            blob = base64.b64decode(blob)
            if signer == name and blob[:4] == identity:
                message = f"cosignature/v1\ntime {int.from_bytes(blob[4:12], 'big')}\n{self.text}"
                Ed25519PublicKey.from_public_bytes(key[1:]).verify(blob[12:], message.encode())
                return True
        return False


@dataclass
class Watched:
    """A server with two witnesses that both have to sign."""

    server: GantryServer
    witnesses: list[Witness]
    lines: list[str]

    def shard(self, server: GantryServer | None = None) -> Path:
        """Where the log rests that is written this year."""
        folder = (server or self.server).data_folder / "log"
        return max(each for each in folder.iterdir() if each.name.isdecimal())

    def published(self, server: GantryServer | None = None) -> Note:
        return Note((self.shard(server) / "public/checkpoint").read_bytes())

    def latest(self, server: GantryServer | None = None) -> Note:
        return Note((self.shard(server) / "head").read_bytes())

    def is_whole(self, server: GantryServer | None = None) -> bool:
        published, latest = self.published(server), self.latest(server)
        return published.text == latest.text and all(published.signed_by(line) for line in self.lines)

    def act(self, server: GantryServer | None = None) -> None:
        """Does something that stands in the log, and waits until it does."""
        before = self.latest(server).size
        (server or self.server).run("keys", "rotate")
        eventually("an entry", lambda: self.latest(server).size > before)


@pytest.fixture
def watched(tmp_path: Path):
    server = GantryServer(tmp_path / "gantry", extra="transparency:\n  origin: gantry.test/audit\n  witnesses: witnesses.txt\n")
    server.init()
    (server.folder / "witnesses.txt").write_text("quorum none\n")
    logs = server.run("log", "key").stdout
    witnesses = [Witness(tmp_path / name) for name in ("first", "second")]
    lines = [each.init(f"witness.test/{each.folder.name}", logs) for each in witnesses]
    names = [line.split()[1] for line in lines]
    policy = [*logs.splitlines(), *lines, f"group both all {' '.join(names)}", "quorum both", ""]
    (server.folder / "witnesses.txt").write_text("\n".join(policy))
    for each in witnesses:
        each.start()
    server.start()
    yield Watched(server, witnesses, lines)
    for each in (server, *witnesses):
        each.stop()


def alarms(server: GantryServer) -> list[Path]:
    folder = server.data_folder / "log-alarms"
    return [each for each in folder.iterdir() if not each.name.startswith("draft-")] if folder.is_dir() else []


def test_nothing_is_published_without_both(watched):
    watched.act()
    eventually("two signatures", watched.is_whole)
    first, second = watched.witnesses
    first.kill()
    size = watched.published().size
    watched.act()
    eventually("the other's signature", lambda: second.command("status").stdout.count(f" {watched.latest().size} entries"))
    assert watched.published().size == size
    eventually("a line in the server's log", lambda: "a witness does not sign the public log" in watched.server.log())
    # It remembers what it signed before it was killed.
    assert f" {size} entries" in first.command("status").stdout
    first.start()
    eventually("two signatures again", watched.is_whole)
    assert watched.published().size > size
    assert first.command("status").returncode == 0
    assert alarms(watched.server) == []


def test_the_witness_shows_what_it_signed(watched):
    watched.act()
    eventually("two signatures", watched.is_whole)
    witness, line = watched.witnesses[0], watched.lines[0]
    origin = watched.published().text.split("\n")[0]
    kept = witness.request("GET", f"/{hashlib.sha256(origin.encode()).hexdigest()}/checkpoint")
    assert kept.status == 200 and kept.content_type == "text/plain; charset=utf-8"
    assert Note(kept.body).text == watched.published().text and Note(kept.body).signed_by(line)
    about = witness.request("GET", "/").body.decode()
    assert line.split()[2] in about and f"{origin} size {watched.published().size} splits 0" in about
    # What anybody can post, and what comes of it.
    for body, status in [(b"", 400), (b"old 0\n\nx\n", 400), (b"old 0\n\n" + watched.published().bytes, 409), (b"x" * 200_000, 413)]:
        assert witness.request("POST", "/add-checkpoint", body).status == status, body[:40]
    assert witness.request("GET", "/witness.key").status == 404


def test_a_log_that_goes_on_twice_is_found_out(watched, tmp_path):
    watched.act()
    eventually("two signatures", watched.is_whole)
    original = watched.server
    original.stop()
    copy = GantryServer(tmp_path / "copy", extra=original.extra)
    shutil.copytree(original.folder, copy.folder)
    (copy.folder / "server.log").unlink()
    copy.config.write_text(
        original.config.read_text()
        .replace(str(original.data_folder), str(copy.data_folder))
        .replace(str(original.office_port), str(copy.office_port))
        .replace(str(original.camera_port), str(copy.camera_port))
    )
    original.start()
    watched.act()
    eventually("two signatures", watched.is_whole)
    original.stop()
    # Nobody watches while the copy goes on to a state of the same size or beyond.
    for each in watched.witnesses:
        each.stop()
    copy.start()
    try:
        while watched.latest(copy).size < watched.latest(original).size:
            watched.act(copy)
        size = watched.published(copy).size
        for each in watched.witnesses:
            each.start()
        alarm = eventually("an alarm", lambda: alarms(copy))[0]
        eventually("a line in the server's log", lambda: "the public log shows two faces" in copy.log())
        ours, theirs = Note((alarm / "ours").read_bytes()), Note((alarm / "theirs").read_bytes())
        assert ours.text == watched.latest(copy).text
        assert theirs.text == watched.published(original).text and any(theirs.signed_by(line) for line in watched.lines)
        assert "shows two faces" in (alarm / "about.txt").read_text()
        watched.act(copy)
        assert watched.published(copy).size == size
        if ours.size == theirs.size:
            statuses = [each.command("status") for each in watched.witnesses]
            assert any(status.returncode == 1 and "SPLIT" in status.stdout for status in statuses)
        # Started again it knows.
        copy.stop()
        copy.start()
        eventually("a line in the server's log", lambda: "the public log showed two faces before" in copy.log())
        assert len(alarms(copy)) == 1
    finally:
        copy.stop()


def test_a_witness_that_reads_the_log_finds_a_changed_byte(watched):
    watched.act()
    eventually("two signatures", watched.is_whole)
    first = watched.witnesses[0]
    first.stop()
    first.start("--reads", watched.server.public_address, "--reads-every", "0.02")
    watched.act()
    eventually("two signatures again", watched.is_whole)
    assert first.command("status").returncode == 0
    tiles = watched.shard() / "public/tile/entries"
    newest = max((each for each in tiles.rglob("*") if each.is_file()), key=lambda each: each.stat().st_mtime)
    bytes_ = bytearray(newest.read_bytes())
    bytes_[len(bytes_) // 2] ^= 1
    newest.write_bytes(bytes_)
    status = eventually("a finding", lambda: (done := first.command("status")).returncode and done)
    assert "CHANGED" in status.stdout
    kept = next(each for each in (first.folder / "findings").iterdir() if not each.name.startswith("."))
    assert "tile/entries/" in kept.read_text()


def test_the_console_says_what_is_wrong(watched, tmp_path):
    first = watched.witnesses[0]
    flags = ["--folder", str(first.folder), "--port", "0"]
    second = subprocess.run([str(BINARY), "witness", "serve", *flags], capture_output=True, text=True, timeout=60, check=False)
    assert second.returncode == 1 and "is running already" in second.stderr
    for host in ("0.0.0.0", "127.evil.example"):
        flags = ["--folder", str(first.folder), "--host", host]
        open_to_all = subprocess.run([str(BINARY), "witness", "serve", *flags], capture_output=True, text=True, timeout=60, check=False)
        assert open_to_all.returncode == 1 and "TLS proxy" in open_to_all.stderr
    again = first.command("init", "--name", "another", "--log", watched.server.run("log", "key").stdout)
    assert again.returncode == 1 and "is there already" in again.stderr
    assert "belongs here" in first.command("add-log", "--log", "nonsense").stderr
    assert "nothing was changed" in first.command("add-log", "--log", watched.server.run("log", "key").stdout).stdout
    assert "gantry witness init" in Witness(tmp_path / "none").command("status").stderr
    watched.server.stop()
    policy = watched.server.folder / "witnesses.txt"
    policy.write_text(policy.read_text().replace("quorum both", "quorum nobody"))
    refused = watched.server.run("serve", check=False)
    assert refused.returncode == 78 and "transparency.witnesses" in refused.stderr and "line " in refused.stderr
