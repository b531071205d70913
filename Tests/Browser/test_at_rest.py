"""The thief: whoever copies the data folder, or reads the log, learns of nobody."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from gantry_server import GantryServer, now
from office_client import OfficeClient
from patience import eventually
from pictures import Still
from roadside import rows

KEEPER, ADDRESS = "Zebuniso Qoraboyeva", "Canary Street 4711"
OFFICERS = ("Ozodbek Kanareyka", "Malika Kanareyka")
HOTLIST_REASON, HOTLIST_SOURCE = "wanted canary reason", "Canary Court of Tashkent"
PASSING, WANTED, UNPARSED = "01A907XY", "10W404NT", "30Q808QQ"
# Keys and tokens are 256 random bits: nobody finds them from their hash, so the hash is what the server keeps of them.
GUESSABLE = ("plate", "person", "hotlist", "access code")
CLIP = b"\0\0\0\x18ftypisom\0\0\0\x01isomcanary-clip-of-the-act" + b"\0\0\0\x08free" * 40


@dataclass
class Office:
    """A server at work, and everything in it that nobody may find on its disk."""

    server: GantryServer
    secrets: dict[str, bytes] = field(default_factory=dict)

    def keep(self, what: str, *texts: str) -> None:
        for number, text in enumerate(texts):
            self.secrets[f"{what} {number}"] = text.encode()

    def needles(self) -> dict[str, bytes]:
        """Each secret as it is; what can be guessed also in other spellings, and as a hash that a table of all plates would give away."""
        found = dict(self.secrets)
        for what, secret in self.secrets.items():
            if what.startswith(GUESSABLE):
                found[f"{what}, lower case"] = secret.lower()
                found[f"{what}, UTF-16"] = secret.decode().encode("utf-16-le")
                found[f"{what}, hash"] = hashlib.sha256(secret).digest()
                found[f"{what}, hash in hex"] = hashlib.sha256(secret).hexdigest().encode()
        return found


def finds(folder: Path, needles: dict[str, bytes]) -> list[str]:
    """Which needles lie in the folder: in its files or in their names."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    contents = [(file, str(file.relative_to(folder)).encode() + b"\0" + file.read_bytes()) for file in files]
    return [f"{what} in {file.name}" for what, needle in needles.items() for file, content in contents if needle in content]


@pytest.fixture
def office(tmp_path: Path, still: Still):
    """A day's work: passes, a wanted car, a case reviewed by two people up to its notice, a body that nobody could read."""
    work = Office(GantryServer(tmp_path / "gantry", "log:\n  level: trace\n"))
    work.server.init()
    work.server.add_site()
    work.keep("plate", still.plate, PASSING, WANTED, UNPARSED)
    work.keep("person", KEEPER, ADDRESS, *OFFICERS)
    work.keep("hotlist", HOTLIST_REASON, HOTLIST_SOURCE)
    work.secrets |= {"middle of the picture": still.jpeg[300_000:300_024], "clip": b"canary-clip-of-the-act"}
    import_lists(work.server, still.plate)
    key = work.server.add_camera("tas-014-a")
    work.keep("camera key", key)
    work.server.start()
    send_captures(work.server, key, still)
    review(work, still.plate)
    yield work
    if work.server.process is not None:
        work.server.stop()


def import_lists(server: GantryServer, plate: str) -> None:
    registry, hotlist = server.folder.parent / "registry.csv", server.folder.parent / "hotlist.csv"
    registry.write_text(
        "plate,status,valid_until,make,model,colour,keeper_name,keeper_address\n"
        + "".join(f"{each},valid,2099-12-31,Chevrolet,Cobalt,white,{KEEPER},{ADDRESS}\n" for each in (plate, PASSING, WANTED))
    )
    hotlist.write_text(f"plate,list,reason,source,expires\n{WANTED},stolen,{HOTLIST_REASON},{HOTLIST_SOURCE},2099-12-31\n")
    server.run("registry", "import", str(registry))
    server.run("hotlist", "import", str(hotlist))


def send_captures(server: GantryServer, key: str, still: Still) -> None:
    def read(plate: str, **fields) -> dict:
        return {"device": "tas-014-a", "time": now(), "plate": {"text": plate, "confidence": 0.97}, **fields}

    assert server.post_capture(key, read(PASSING), {"scene1": still.jpeg}).status == 201
    assert server.post_capture(key, read(WANTED), {"scene1": still.jpeg}).status == 201
    act = {"scene1": still.jpeg, "clip": CLIP}
    assert server.post_capture(key, read(still.plate, violation="red-light"), act).status == 201
    wrong = ('{"device":"tas-014-a","plate":{"text":"%s"}' % UNPARSED).encode()
    assert server.post(f"/v1/captures/{key}", wrong, "application/json").status == 422
    eventually("an empty inbox", lambda: rows(server, "SELECT COUNT(*) FROM inbox") == [(0,)])
    assert rows(server, "SELECT COUNT(*) FROM cases") == [(1,)] and rows(server, "SELECT COUNT(*) FROM hits") == [(1,)]


def review(work: Office, plate: str) -> None:
    """Two people approve, and a notice is written."""
    clients = []
    for name in OFFICERS:
        link = work.server.add_person(name, "officer", "supervisor")
        work.keep(f"link of {name}", link.partition("#")[2])
        clients.append(OfficeClient(work.server))
        assert clients[-1].enter(link).status == 303
        work.keep(f"session of {name}", clients[-1].cookie.partition("=")[2])
    (case,) = set(re.findall(r"/cases/[0-9a-f-]{36}", clients[0].get("/queue").text))
    assert clients[0].submit(f"{case}/approve", {"plate": plate, "expecting": "queued"}).status == 303
    assert clients[1].submit(f"{case}/approve", {"plate": plate, "expecting": "second-review"}).status == 303
    notice = clients[1].get("/notices/N-2026-000001").text
    assert KEEPER in notice and ADDRESS in notice
    work.keep("access code", re.search(r'class="code">([^<]+)<', notice)[1])


def test_a_stolen_copy_tells_nothing(office):
    """Copied from the running server, with its write-ahead log, and again after a stop."""
    folder = office.server.data_folder
    markers = {"JPEG": b"\xff\xd8\xff\xe0\x00\x10", "JFIF": b"JFIF\0", "MP4": b"ftypisom"}
    needles = office.needles() | markers
    assert finds(folder, needles) == []
    assert office.server.stop() == 0
    assert finds(folder, needles) == []


def test_the_search_would_find_what_lies_open(office, tmp_path):
    """The control: the same search over the same secrets, left open in a folder, finds every one."""
    needles = office.needles()
    (tmp_path / "open").mkdir()
    for number, needle in enumerate(needles.values()):
        (tmp_path / "open" / f"{number}").write_bytes(b"before " + needle + b" after")
    assert {line.rpartition(" in ")[0] for line in finds(tmp_path / "open", needles)} == set(needles)


def test_the_log_names_nobody(office):
    """Even at its most talkative."""
    office.server.stop()
    log = office.server.log()
    assert "case decided" in log
    assert [what for what, secret in office.secrets.items() if secret.decode(errors="replace").lower() in log.lower()] == []


def test_the_folder_is_closed_to_others(office):
    for path in (office.server.data_folder, office.server.folder / "keys"):
        assert path.stat().st_mode & 0o077 == 0, path
