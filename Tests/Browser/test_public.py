"""The public listener on a real server: true figures, the check of the log in a real browser, and the notice portal."""

from __future__ import annotations

import base64
import hashlib
import http.client
import re
import urllib.parse
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from gantry_server import GantryServer, now
from office_client import OfficeClient
from patience import eventually
from pictures import small_jpeg
from roadside import Roadside
from visitor import Visitor

FIGURES = "transparency:\n  figures: 10s\n"
QUIET = "transparency:\n  figures: 24h\n"


@pytest.fixture(scope="module")
def roadside(tmp_path_factory):
    road = Roadside.standing(tmp_path_factory.mktemp("public") / "gantry", FIGURES + "public:\n  agency: City of Tashkent\n")
    yield road
    assert road.server.stop() == 0


@pytest.fixture
def quiet(tmp_path: Path):
    """A server that enters figures when it starts, and no more while a test looks."""
    server = GantryServer(tmp_path / "gantry", QUIET)
    server.init()
    server.add_site()
    server.start()
    eventually("the first figures", lambda: b"data-figure" in fetch(server, "/").body and b"No figures" not in fetch(server, "/").body)
    yield server
    if server.process is not None:
        server.stop()


@pytest.fixture
def visitor(browser):
    made: list[Visitor] = []

    def make(server: GantryServer, path: str = "/", width: int = 1280, dark: bool = False) -> Visitor:
        somebody = Visitor(browser, server, width, dark)
        made.append(somebody)
        somebody.page.goto(server.public_address + path)
        return somebody

    yield make
    for somebody in made:
        somebody.close()


class Fetched:
    def __init__(self, status: int, headers, body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body


def fetch(server: GantryServer, path: str, method: str = "GET", body: bytes | None = None, headers: dict | None = None) -> Fetched:
    connection = http.client.HTTPConnection("127.0.0.1", server.public_port, timeout=30)
    try:
        connection.request(method, path, body=body, headers=headers or {})
        answer = connection.getresponse()
        return Fetched(answer.status, answer.headers, answer.read())
    finally:
        connection.close()


def figure(page: str, name: str) -> int:
    return int(re.sub(r"\D", "", re.search(rf'data-figure="{name}">([^<]*)<', page)[1]))


def check_log(somebody: Visitor, tone: str) -> str:
    page = somebody.page
    page.click("[data-verify-start]")
    page.wait_for_selector(f'[data-verify-result][data-tone="{tone}"]', timeout=20_000)
    return page.inner_text("[data-verify-result]")


def test_the_page_shows_the_true_figures(roadside, visitor, screenshots):
    server = roadside.server
    for number in range(5):
        capture = {"device": "tas-014-a", "id": f"public-{number}", "time": now(), "plate": {"text": f"01P10{number}AA", "confidence": 0.98}}
        capture |= {"violation": "red-light"} if number < 2 else {}
        assert server.post_capture(roadside.keys["gantry"], capture, {"scene1": small_jpeg()} if number < 2 else None).status in (200, 201)
    passes = roadside.passes()
    cases = roadside.rows("SELECT COUNT(*) FROM cases")[0][0]
    assert cases == 2

    def is_told() -> bool:
        text = fetch(server, "/").body.decode()
        return figure(text, "Vehicles detected") == passes and figure(text, "Cases opened") == cases

    eventually("the figures on the page", is_told, seconds=60)
    for width, dark in ((1280, False), (1280, True), (390, False), (390, True)):
        somebody = visitor(server, width=width, dark=dark)
        somebody.assert_fits()
        somebody.wait_until("() => [...document.querySelectorAll('[data-chart]')].every(canvas => canvas.width > 0)")
        assert "City of Tashkent" in somebody.page.inner_text("header") and "Red light" in somebody.page.inner_text("main")
        somebody.page.screenshot(path=screenshots / f"public-{width}-{'dark' if dark else 'light'}.png", full_page=True)
    assert "01P100AA" not in fetch(server, "/").body.decode()
    assert somebody.context.cookies() == []


def test_figures_survive_a_restart_and_a_kill(tmp_path):
    road = Roadside.standing(tmp_path / "gantry", FIGURES)
    server = road.server
    try:
        for end in ("TERM", "KILL"):
            for number in range(3):
                capture = {"device": "tas-014-a", "id": f"{end}-{number}", "time": now(), "violation": "red-light"}
                assert server.post_capture(road.keys["gantry"], capture, {"scene1": small_jpeg()}).status == 201
            cases = eventually("settled", lambda: road.passes() and road.rows("SELECT COUNT(*) FROM cases")[0][0])
            server.stop() if end == "TERM" else server.process.kill()
            server.process and server.process.wait()
            server.process = None
            server.start()
            eventually("all cases, each once", lambda: figure(fetch(server, "/").body.decode(), "Cases opened") == cases, seconds=60)
    finally:
        server.stop()


def test_the_check_turns_green_and_shows_any_entry(quiet, visitor):
    somebody = visitor(quiet)
    assert "as they were signed" in check_log(somebody, "good")
    assert somebody.page.locator('.verify-steps [data-state="good"]').count() == 6
    somebody.page.locator("[data-verify-entry-index]").last.click()
    somebody.page.wait_for_selector('[data-verify-result][data-tone="good"]')
    assert '"type"' in somebody.page.inner_text("[data-verify-entry]")
    somebody.page.fill("[data-verify-index]", "999999")
    assert "numbered from 0" in check_log(somebody, "bad")


@pytest.mark.parametrize("part", ["tile/0", "tile/entries", "checkpoint"])
def test_the_check_turns_red_over_a_tampered_file(quiet, visitor, part, screenshots):
    somebody = visitor(quiet)
    check_log(somebody, "good")
    for folder in quiet.data_folder.glob("log/*/public"):
        files = [folder / part] if (folder / part).is_file() else [file for file in (folder / part).rglob("*") if file.is_file()]
        assert files
        for file in files:
            data = bytearray(file.read_bytes())
            data[-2] ^= 1
            file.chmod(0o600)
            file.write_bytes(bytes(data))
    # What this server answers to a file that is none is no fault of the page.
    somebody.expected_statuses |= {404, 500}
    words = check_log(somebody, "bad")
    assert words.startswith("The check failed.")
    somebody.page.locator("[data-verify]").screenshot(path=screenshots / f"public-tampered-{part.rpartition('/')[2]}.png")


def test_keys_from_elsewhere_count(quiet, visitor):
    somebody = visitor(quiet)
    somebody.page.click("summary:has-text('Keys that are trusted')")
    key = re.search(r"^log (\S+)$", somebody.page.input_value("[data-verify-policy]"), re.MULTILINE)[1]
    name, _, encoded = key.split("+", 2)
    other = bytes([1]) + bytes(range(32))
    other_key = f"{name}+{hashlib.sha256(name.encode() + bytes([10]) + other).digest()[:4].hex()}+{base64.b64encode(other).decode()}"
    somebody.page.fill("[data-verify-policy]", f"log {other_key}\nquorum none\n")
    assert "not signed with the key" in check_log(somebody, "bad")


def test_the_report_is_signed(quiet):
    note = fetch(quiet, "/transparency.json.sig").body.decode()
    text, _, signature = note.partition("\n\n")
    kind, digest, place = text.split("\n")
    shard, size = place.split()
    assert kind == "gantry transparency.json v1"
    report = fetch(quiet, f"/transparency.json?shard={shard}&size={size}").body
    assert base64.b64encode(hashlib.sha256(report).digest()).decode() == digest
    name, blob = signature.removeprefix("\u2014 ").split()
    page = fetch(quiet, "/").body.decode()
    key = re.search(rf'{re.escape(name)}(?:\+|&#43;)[0-9a-f]{{8}}(?:\+|&#43;)([A-Za-z0-9+/=]+)', page)[1]
    public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key)[1:])
    public.verify(base64.b64decode(blob)[4:], (text + "\n").encode())
    with pytest.raises(InvalidSignature):
        public.verify(base64.b64decode(blob)[4:], (text + "x\n").encode())


def test_each_listener_serves_its_own_alone(quiet):
    office = OfficeClient(quiet)
    for path in ("/transparency.json", "/notice", "/notice/view", "/log/2026/checkpoint", "/log/"):
        assert office.get(path).status == 404, path
    for path in ("/queue", "/cases/1", "/sign-in", "/people", "/data/statistics", "/events", "/enter", "/healthz", "/static/js/case.js"):
        assert fetch(quiet, path).status == 404, path
    assert fetch(quiet, "/health").body == b"ok\n"


@pytest.fixture(scope="module")
def notice(tmp_path_factory, still):
    """A case that two officers approved: the road, its notice's number, and the access code."""
    road = Roadside.standing(tmp_path_factory.mktemp("portal") / "gantry", QUIET + "public:\n  payment: https://pay.example/?reference={number}\n")
    capture = {"device": "tas-014-a", "id": "portal", "time": now(), "plate": {"text": still.plate, "confidence": 0.98}, "violation": "red-light"}
    assert road.server.post_capture(road.keys["gantry"], capture, {"scene1": still.jpeg}).status == 201
    road.passes()
    second = OfficeClient(road.server)
    second.enter(road.server.add_person("Bobur Aliev", "officer"))
    case = re.search(r'/cases/([0-9a-f-]{36})', road.officer.get("/queue").text)[1]
    for officer, state in ((road.officer, "queued"), (second, "second-review")):
        assert officer.submit(f"/cases/{case}/approve", {"plate": still.plate, "expecting": state, "queue": ""}).status == 303
    number = re.search(r"/notices/(N-\d{4}-\d+)", road.officer.get(f"/cases/{case}").text)[1]
    page = road.officer.get(f"/notices/{number}").text
    yield road, case, number, re.search(r"\b([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})\b", page)[1]
    assert road.server.stop() == 0


def test_a_keeper_sees_checks_and_contests(notice, visitor, screenshots):
    road, case, number, code = notice
    for width, dark in ((1280, False), (390, True)):
        somebody = visitor(road.server, "/notice", width, dark)
        somebody.page.fill("[name=number]", number)
        somebody.page.fill("[name=code]", code.lower())
        somebody.page.click("button[data-primary]")
        somebody.page.wait_for_url("**/notice/view")
        somebody.assert_fits()
        somebody.assert_pictures_show()
        assert somebody.page.locator(".portal-pictures img").count() == 1
        somebody.page.screenshot(path=screenshots / f"public-notice-{width}-{'dark' if dark else 'light'}.png", full_page=True)
    assert somebody.page.get_attribute(".panel-body a[data-primary]", "href") == f"https://pay.example/?reference={number}"
    somebody.page.click("text=Verify the evidence")
    assert "byte for byte" in somebody.page.inner_text("#check")
    somebody.page.fill("[name=text]", "The light was amber.")
    somebody.page.click("text=Contest the notice")
    somebody.page.wait_for_url("**/notice/view")
    assert "You contested this notice" in somebody.page.inner_text("main")
    page = road.officer.get(f"/cases/{case}").text
    assert "The light was amber." in page and "Contested" in page and "Opened by the keeper" in page
    cookie = somebody.context.cookies()[0]
    assert cookie["httpOnly"] and cookie["sameSite"] == "Strict" and cookie["name"] == "gantry-notice"


def test_guessing_gets_one_answer_and_then_none(notice):
    road, _, number, code = notice
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": road.server.public_address}

    def attempt(fields: dict[str, str]) -> Fetched:
        return fetch(road.server, "/notice", "POST", urllib.parse.urlencode(fields).encode(), headers)

    answers = [attempt({"number": "N-2026-999999", "code": code}), attempt({"number": "N-2026-888888", "code": "0000-0000-0000"})]
    assert {answer.status for answer in answers} == {403} and len({answer.body for answer in answers}) == 1
    assert attempt({"number": number, "code": "0000-0000-0000"}).body == answers[0].body
    statuses = [attempt({"number": "N-2026-777777", "code": "x"}).status for _ in range(12)]
    assert statuses[0] == 403 and statuses[-1] == 429
    foreign = headers | {"Origin": "https://elsewhere.example"}
    assert fetch(road.server, "/notice", "POST", urllib.parse.urlencode({"number": number, "code": code}).encode(), foreign).status == 403
