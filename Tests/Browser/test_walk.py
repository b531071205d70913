"""Every address of the running server, as everybody, against the table in Documentation/roles.md: nothing is served that should not be."""

from __future__ import annotations

import re
import socket
import uuid
from dataclasses import dataclass

import pytest
from gantry_server import ROOT, now
from office_client import OfficeClient, Page
from patience import eventually
from pictures import small_jpeg
from roadside import Roadside

ROLES = {"o": "officer", "s": "supervisor", "d": "dispatcher", "i": "investigator", "a": "auditor", "m": "administrator"}
CASE, WANTED, MARK, SITE = ("01A738KM", "01 A 738 KM"), ("10W404NT", "10 W 404 NT"), ("nobody-understood-this",), ("Amir Temur / Navoiy",)
# Who may read what of their own region; auditors read numbers in the records.
READERS = {CASE: "osi", WANTED: "sd", MARK: "os", SITE: "osdiam"}
# Streams do not end by themselves; the entrance and the way out end sessions.
APART = {"GET /events", "POST /enter", "POST /recover", "POST /leave"}
SHARED = {"GET /", "GET /static/**", "GET /healthz"}


@dataclass
class Line:
    method: str
    path: str
    letters: str
    of_region: bool

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


def table() -> list[Line]:
    text = (ROOT / "Documentation/roles.md").read_text()
    found = re.findall(r"^(GET|POST) +(\S+) +(anyone|[osdiam-]{6})(  region)?$", text, re.MULTILINE)
    return [Line(method, path, letters, bool(region)) for method, path, letters, region in found]


@pytest.fixture(scope="module")
def road(tmp_path_factory):
    """One case, one hit and one unparsed body of one region, and another region with a site."""
    road = Roadside.standing(tmp_path_factory.mktemp("walk") / "gantry")
    run = road.server.run
    run("site", "add", "registan", "--name", "Registan", "--district", "Old town", "--region", "Samarkand", "--latitude", "39.65", "--longitude", "66.97")
    hotlist = road.server.folder / "hotlist.csv"
    hotlist.write_text(f"plate,list,reason,source,expires\n{WANTED[0]},stolen,stolen car,Interior Ministry,2099-12-31\n")
    run("hotlist", "import", str(hotlist))
    box = {"x": 0.4, "y": 0.5, "width": 0.1, "height": 0.05}
    wanted = {"device": "tas-014-a", "time": now(), "plate": {"text": WANTED[0], "confidence": 0.95, "box": box}}
    road.send_until("a hit", wanted, {"scene1": small_jpeg()}, "SELECT COUNT(*) FROM hits")
    act = {"device": "tas-014-a", "time": now(), "violation": "red-light", "plate": {"text": CASE[0], "confidence": 0.9, "box": box}}
    road.server.post_capture(road.keys["gantry"], act, {"scene1": small_jpeg()})
    road.server.post("/v1/captures", f'{{"{MARK[0]}"'.encode(), "application/json", road.keys["gantry"])
    eventually("a case", lambda: road.rows("SELECT COUNT(*) FROM cases") == [(1,)])
    yield road
    assert road.server.stop() == 0


@pytest.fixture(scope="module")
def things(road) -> dict[str, str]:
    """What stands in the addresses: the real things of the first region."""
    case, hit, body = (str(uuid.UUID(bytes=road.rows(f"SELECT id FROM {rows} LIMIT 1")[0][0])) for rows in ("cases", "hits", "unparsed"))
    supervisor = entered(road, "Finder", "supervisor")
    item = re.search(rf"/cases/{case}/media/([0-9a-f-]{{36}})", supervisor.get(f"/cases/{case}").text)[1]
    return {"cases": case, "hits": hit, "unparsed": body, "item": item}


def entered(road: Roadside, name: str, role: str, *flags: str) -> OfficeClient:
    client = OfficeClient(road.server)
    link = road.server.run("person", "add", name, "--role", role, *flags).stdout.strip().splitlines()[-1]
    assert client.enter(link).status == 303
    return client


def ask(client: OfficeClient, line: Line, things: dict[str, str]) -> Page:
    room = next(part for part in line.path.split("/") + [""] if part not in ("", "data")) if line.path != "/" else ""
    thing = things.get(room, "2026-W40" if "weeks" in line.path else "1" if room == "audit" else "00000000-0000-4000-8000-000000000000")
    path = line.path.replace("{id}", thing).replace("{item}", things.get("item", thing)).replace("{number}", "N-2026-000001").replace("**", "none.js")
    return client.get(path) if line.method == "GET" else client.submit(path, {})


def leaks(client: OfficeClient, letter: str, things: dict[str, str], elsewhere: bool = False) -> list[str]:
    """What was answered otherwise than the table says; a letter of none is a stranger's."""
    found = []
    for line in table():
        if line.name in APART:
            continue
        answer = ask(client, line, things)
        served = line.letters == "anyone" or (letter != "" and letter in line.letters)
        if served and line.of_region and elsewhere:
            nothing = ask(client, line, {})
            # An empty form may be refused before anything is looked for; then it is for things that never were, too.
            right = answer.status in (400, 404, 422) and (answer.status, answer.body) == (nothing.status, nothing.body)
        elif served:
            right = answer.status not in (401, 403) and answer.status < 500
        elif letter:
            right = answer.status == 403
        else:
            right = answer.status == 401 or (answer.status == 303 and answer.location.startswith("/sign-in"))
        if not right:
            found.append(f"{line.name}: {answer.status}")
        for words, readers in READERS.items():
            may = letter != "" and letter in readers and not elsewhere
            if not may and any(word in answer.text for word in words):
                found.append(f"{line.name}: reads {words[0]}")
        for name in ("Content-Security-Policy", "X-Content-Type-Options", "Cache-Control", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy"):
            if name not in answer.headers:
                found.append(f"{line.name}: no {name}")
        if "Server" in answer.headers:
            found.append(f"{line.name}: names its program")
    return found


def test_the_table_is_read():
    assert len(table()) > 60 and sum(line.of_region for line in table()) > 25


def test_a_stranger_is_served_the_entrance_and_nothing_else(road, things):
    assert leaks(OfficeClient(road.server), "", things) == []


@pytest.mark.parametrize("letter", ROLES)
def test_each_role_is_served_its_own(road, things, letter):
    assert leaks(entered(road, f"Here {letter}", ROLES[letter]), letter, things) == []


@pytest.mark.parametrize("letter", [letter for letter in ROLES if letter != "a"])
def test_each_role_of_another_region_finds_nothing_of_this_one(road, things, letter):
    assert leaks(entered(road, f"Elsewhere {letter}", ROLES[letter], "--region", "Samarkand"), letter, things, elsewhere=True) == []


def test_a_leak_would_be_found(road, things):
    """A supervisor of this region, of whom the walk believes that they work in another one, or are an officer."""
    supervisor = entered(road, "Not elsewhere", "supervisor")
    assert any("/cases/{id}" in leak for leak in leaks(supervisor, "s", things, elsewhere=True))
    assert any("reads 10W404NT" in leak for leak in leaks(supervisor, "o", things))


def test_an_auditor_has_no_region(road):
    done = road.server.run("person", "add", "Half an auditor", "--role", "auditor", "--region", "Samarkand", check=False)
    assert done.returncode != 0 and "An auditor works everywhere" in done.stderr
    missing = road.server.run("person", "add", "Nowhere", "--role", "officer", "--region", "Atlantis", check=False)
    assert missing.returncode != 0 and "Samarkand" in missing.stderr


def test_a_stolen_session_opens_nothing_once_it_has_ended(road, things):
    left = entered(road, "Left", "supervisor")
    assert left.get(f"/cases/{things['cases']}").status == 200
    assert left.submit("/leave", {}).status == 303
    assert leaks(left, "", things) == []
    moved = entered(road, "Moved", "supervisor")
    assert moved.get(f"/cases/{things['cases']}").status == 200
    road.server.run("person", "scope", "Moved", "--region", "Samarkand")
    assert leaks(moved, "", things) == []


@pytest.mark.parametrize("port", ["camera_port", "public_port"])
def test_the_other_listeners_have_none_of_the_offices_addresses(road, things, port):
    supervisor = entered(road, f"At {port}", "supervisor")
    office = road.server.office_port
    try:
        road.server.office_port = getattr(road.server, port)
        answers = {line.name: ask(supervisor, line, things).status for line in table() if line.name not in SHARED}
    finally:
        road.server.office_port = office
    assert {name: status for name, status in answers.items() if status not in (403, 404)} == {}


@pytest.mark.parametrize(
    "request_line",
    [
        "GET //cases/{case} HTTP/1.1", "GET /static/../cases/{case} HTTP/1.1", "GET /static/%2e%2e/cases/{case} HTTP/1.1", "GET /CASES/{case} HTTP/1.1",
        "GET /cases%2f{case} HTTP/1.1", "GET /cases/{case}/ HTTP/1.1", "GET http://evil.example/cases/{case} HTTP/1.1", "GET /cases/{case}%00 HTTP/1.1",
        "GET /static/../../../../../../etc/passwd HTTP/1.1", "PROPFIND /cases/{case} HTTP/1.1", "TRACE / HTTP/1.1", "HEAD /cases/{case} HTTP/1.1",
        "GET /" + "a" * 7000 + " HTTP/1.1", "GET /cases/{case} HTTP/1.0", "NONSENSE", "GET /cases/{case} HTTP/9.9",
    ],
)
@pytest.mark.parametrize("host", ["127.0.0.1", "evil.example", ""])
def test_no_way_of_asking_goes_round_a_gate(road, things, request_line, host):
    with socket.create_connection(("127.0.0.1", road.server.office_port), timeout=10) as connection:
        line = request_line.replace("{case}", things["cases"])
        connection.sendall(f"{line}\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        connection.settimeout(5)
        answer = b""
        try:
            while piece := connection.recv(65536):
                answer += piece
        except (TimeoutError, ConnectionResetError):
            pass
    text = answer.decode(errors="replace")
    assert not any(word in text for words in READERS for word in words) and "root:" not in text
    assert "evil.example" not in text and "Server:" not in text
    assert not text.startswith("HTTP/1.1 2") and not text.startswith("HTTP/1.1 5")
    road.assert_alive()
