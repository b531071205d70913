"""Who may see what: every page for every role, strangers, forms from elsewhere, and sessions that have ended."""

from __future__ import annotations

import re
from http.client import HTTPResponse

import pytest
from gantry_server import now
from office_client import OfficeClient
from patience import eventually
from pictures import small_jpeg
from roadside import Roadside

WANTED = "10W404NT"
PAGES = ("/", "/live", "/queue", "/notices", "/hits", "/warrants", "/map", "/cameras", "/unparsed", "/people", "/audit")
OPEN_TO = {
    "officer": ("/", "/live", "/queue", "/notices", "/map", "/cameras", "/unparsed"),
    "supervisor": ("/", "/live", "/queue", "/notices", "/hits", "/warrants", "/map", "/cameras", "/unparsed"),
    "dispatcher": ("/", "/live", "/hits", "/map", "/cameras"),
    "investigator": ("/", "/queue", "/notices", "/warrants"),
    "auditor": ("/", "/audit"),
    "administrator": ("/", "/map", "/cameras", "/people"),
}
# What one case, hit and unparsed body consist of, and who may open them.
PARTS_OPEN_TO = {"case": ("officer", "supervisor", "investigator"), "hit": ("supervisor", "dispatcher"), "body": ("officer", "supervisor")}


@pytest.fixture(scope="module")
def roadside(tmp_path_factory):
    """One case with a picture, one hit with a picture, and one unparsed body."""
    road = Roadside.standing(tmp_path_factory.mktemp("roles") / "gantry")
    hotlist = road.server.folder / "hotlist.csv"
    hotlist.write_text(f"plate,list,reason,source,expires\n{WANTED},stolen,stolen car,Interior Ministry,2099-12-31\n")
    road.server.run("hotlist", "import", str(hotlist))
    box = {"x": 0.4, "y": 0.5, "width": 0.1, "height": 0.05}
    act = {"device": "tas-014-a", "time": now(), "violation": "red-light", "plate": {"text": "01A123BC", "confidence": 0.9, "box": box}}
    wanted = {"device": "tas-014-a", "time": now(), "plate": {"text": WANTED, "confidence": 0.95, "box": box}}
    road.send_until("a hit", wanted, {"scene1": small_jpeg()}, "SELECT COUNT(*) FROM hits")
    road.server.post_capture(road.keys["gantry"], act, {"scene1": small_jpeg()})
    road.server.post("/v1/captures", b"{", "application/json", road.keys["gantry"])
    eventually("a case", lambda: road.rows("SELECT COUNT(*) FROM cases") == [(1,)])
    yield road
    assert road.server.stop() == 0


@pytest.fixture(scope="module")
def people(roadside) -> dict[str, OfficeClient]:
    clients = {}
    for role in OPEN_TO:
        clients[role] = OfficeClient(roadside.server)
        assert clients[role].enter(roadside.server.add_person(f"Role {role}", role)).status == 303
    return clients


@pytest.fixture(scope="module")
def parts(people) -> dict[str, list[str]]:
    """The addresses of what belongs to the case, the hit and the body."""
    case = re.search(r"/cases/[0-9a-f-]{36}", people["supervisor"].get("/queue").text)[0]
    hit = "/hits/" + re.search(r'id="hit-([0-9a-fA-F-]{36})"', people["supervisor"].get("/hits").text)[1]
    body = re.search(r"/unparsed/[0-9a-fA-F-]{36}", people["supervisor"].get("/unparsed").text)[0]
    media = re.findall(rf'{case}/media/[^"?]+', people["supervisor"].get(case).text)
    assert media
    return {"case": [case, media[0], f"{case}/plate?width=160"], "hit": [hit, f"{hit}/plate?width=480", f"{hit}/still"], "body": [body, f"{body}/body"]}


@pytest.mark.parametrize("role", OPEN_TO)
def test_a_role_opens_its_pages_and_no_other(people, role):
    for page in PAGES:
        answer = people[role].get(page)
        assert answer.status == (200 if page in OPEN_TO[role] else 403), page
        navigation = re.search(r'<nav class="nav".*?</nav>', answer.text, re.DOTALL)[0]
        assert tuple(re.findall(r'<a href="([^"]+)"', navigation)) == OPEN_TO[role], page


def test_only_supervisors_open_an_original(people, parts):
    original = f"{parts['case'][1]}/original"
    assert [role for role in OPEN_TO if people[role].get(original).status != 403] == ["supervisor"]
    assert people["supervisor"].get(original).status == 200
    assert "Original 1 opened" in people["supervisor"].get(parts["case"][0]).text


@pytest.mark.parametrize("role", OPEN_TO)
def test_a_role_opens_the_parts_of_its_pages_and_no_other(people, parts, role):
    for kind, addresses in parts.items():
        for address in addresses:
            answer = people[role].get(address)
            assert answer.status == (200 if role in PARTS_OPEN_TO[kind] else 403), address


def test_an_administrator_sees_no_case_pass_or_picture(people, roadside):
    for page in PAGES:
        text = people["administrator"].get(page).text
        assert "01A123BC" not in text and "01 A 123 BC" not in text and WANTED not in text and "/cases/" not in text and "/media/" not in text


def test_an_administrators_page_hears_of_no_pass(people, roadside):
    with people["administrator"].listen("/events") as events, people["officer"].listen("/events") as control:
        capture = {"device": "tas-014-a", "time": now(), "plate": {"text": "01A321BC", "confidence": 0.9}}
        assert roadside.server.post_capture(roadside.keys["gantry"], capture).status == 201
        heard_by_control = hear(control, until=b"event: pass")
        assert b"event: pass" in heard_by_control and b"01A321BC" not in heard_by_control
        heard = hear(events, until=b"event: pass")
        assert heard.startswith(b"retry:") and b"event: pass" not in heard and b"event: hit" not in heard


def hear(events: HTTPResponse, until: bytes) -> bytes:
    """What a stream says up to the line after the given one, or until it has been silent for two seconds."""
    events.fp.raw._sock.settimeout(2)
    heard = b""
    try:
        while until not in heard or not heard.endswith(b"\n\n"):
            heard += events.readline()
    except TimeoutError:
        pass
    return heard


ACTS = {
    "officer": ["/people", "/people/{person}/disable", "/hits/{hit}/decide"],
    "dispatcher": ["/cases/{case}/approve", "/cases/{case}/reject", "/unparsed/{body}/dismiss", "/people"],
    "investigator": ["/cases/{case}/approve", "/cases/{case}/reject", "/cases/{case}/notice", "/hits/{hit}/decide"],
    "auditor": ["/cases/{case}/approve", "/hits/{hit}/decide", "/people"],
    "administrator": ["/cases/{case}/approve", "/cases/{case}/notice", "/hits/{hit}/decide", "/unparsed/{body}/dismiss"],
}


@pytest.mark.parametrize("role", ACTS)
def test_a_role_does_nothing_that_is_not_its_own(people, parts, role):
    names = {kind: addresses[0].rpartition("/")[2] for kind, addresses in parts.items()} | {"person": "00000000-0000-0000-0000-000000000000"}
    for act in ACTS[role]:
        fields = {"plate": "01A123BC", "expecting": "queued", "reason": "glare", "decision": "confirmed", "name": "X", "role": "administrator"}
        assert people[role].submit(act.format(**names), fields).status == 403, act
    assert people["officer"].get("/queue").text.count(parts["case"][0]) > 0


def test_evidence_is_given_byte_for_byte_and_in_parts(people, parts):
    picture, supervisor = f"{parts['case'][1]}/original", people["supervisor"]
    whole = supervisor.get(picture)
    assert whole.body == small_jpeg() and whole.headers["Content-Type"] == "image/jpeg" and whole.headers["Cache-Control"] == "no-store"
    part = supervisor.request("GET", picture, headers={"Range": "bytes=2-9"})
    assert part.status == 206 and part.body == whole.body[2:10]
    assert part.headers["Content-Range"] == f"bytes 2-9/{len(whole.body)}"
    assert supervisor.request("GET", picture, headers={"Range": f"bytes={len(whole.body)}-"}).status == 416


def test_what_officers_are_shown_is_never_the_original(people, parts):
    """Whatever the view hides, the original's bytes do not leave; the header says how much is hidden."""
    view = people["officer"].get(parts["case"][1])
    assert view.status == 200 and view.headers["Content-Type"] == "image/jpeg" and view.headers["Gantry-Redacted"]
    assert view.body != small_jpeg()


def test_a_stranger_is_sent_to_the_entrance(roadside, parts):
    stranger = OfficeClient(roadside.server)
    for path in (*PAGES, *(address for addresses in parts.values() for address in addresses)):
        answer = stranger.get(path)
        assert answer.status == 303 and answer.location.startswith("/sign-in"), path
        assert b"01A123BC" not in answer.body
    for path in ("/data/statistics", "/data/cameras", "/events"):
        answer = stranger.get(path)
        assert answer.status == 401 and answer.json["error"]["message"], path
    assert stranger.submit(f"{parts['case'][0]}/approve", {"plate": "01A123BC", "expecting": "queued"}).location == "/sign-in"


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://elsewhere.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": ""}],
    ids=["another origin", "no origin", "another site", "a neighbour", "an empty origin"],
)
def test_a_form_from_elsewhere_is_not_acted_on(people, parts, headers):
    answer = people["officer"].submit(f"{parts['case'][0]}/approve", {"plate": "01A123BC", "expecting": "queued"}, **headers)
    assert answer.status == 403
    assert "Waiting for first review" in people["officer"].get(parts["case"][0]).text


INLINE = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)


def test_no_page_carries_inline_code_and_each_forbids_it(people, parts, roadside):
    opened = [(people["supervisor"], page) for page in OPEN_TO["supervisor"]] + [(people["administrator"], "/people")]
    opened += [(people["supervisor"], parts["case"][0]), (people["supervisor"], parts["body"][0]), (people["auditor"], "/queue")]
    opened += [(OfficeClient(roadside.server), page) for page in ("/sign-in", "/enter", "/nowhere", "/static/nowhere.js")]
    for person, page in opened:
        answer = person.get(page)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "script-src 'self'" in policy and "frame-ancestors 'none'" in policy, page
        assert "unsafe" not in policy and "*" not in policy and "http" not in policy, page
        assert answer.headers["X-Content-Type-Options"] == "nosniff" and answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store" or page.startswith("/static"), page
        assert INLINE.findall(answer.text) == [], page


def test_static_files_lie_in_their_folder_only(roadside):
    stranger = OfficeClient(roadside.server)
    assert stranger.get("/static/css/base.css").status == 200
    for path in ("/static/../templates/case.mustache", "/static/%2e%2e/templates/case.mustache", "/static/..%2f..%2fPackage.swift", "/static//etc/passwd",
                 "/static/css/", "/static/lib/../../gantry.yaml", "/static/css/base.css%00.js"):  # fmt: skip
        assert stranger.get(path).status in (303, 400, 403, 404), path


def test_a_session_that_was_left_is_dead(roadside):
    officer = OfficeClient(roadside.server)
    officer.enter(roadside.server.add_person("Leaves Early", "officer"))
    assert officer.get("/queue").status == 200
    assert officer.submit("/leave", {}).location == "/sign-in"
    assert officer.get("/queue").status == 303 and officer.get("/data/statistics").status == 401


def test_a_link_opens_once_and_a_wrong_one_never(roadside):
    link = roadside.server.add_person("Once Only", "officer")
    assert OfficeClient(roadside.server).enter(link).status == 303
    again = OfficeClient(roadside.server).enter(link)
    assert again.status == 401 and "used or has expired" in again.text and "Set-Cookie" not in again.headers
    for wrong in ("", "#", "#" + "A" * 43, "#" + "A" * 100_000):
        assert OfficeClient(roadside.server).enter(wrong).status in (401, 413)


def test_the_cookie_is_closed_to_scripts_and_other_sites(roadside):
    answer = OfficeClient(roadside.server).enter(roadside.server.add_person("Cookie Reader", "officer"))
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and "Path=/" in cookie


@pytest.mark.parametrize("after", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "/queue\r\nX: y", "javascript:alert(1)"])
def test_signing_in_leads_nowhere_else(roadside, after):
    link = roadside.server.run("person", "link", "Nodira Karimova").stdout.strip()
    answer = OfficeClient(roadside.server).submit("/enter", {"token": link, "next": after})
    assert answer.status == 303 and answer.location == "/" and "X" not in answer.headers


def test_who_is_disabled_is_out_at_once(people, roadside):
    officer = OfficeClient(roadside.server)
    officer.enter(roadside.server.add_person("Soon Disabled", "officer"))
    row = re.search(r"Soon Disabled.*?/people/([0-9a-fA-F-]{36})/disable", people["administrator"].get("/people").text, re.DOTALL)
    assert people["administrator"].submit(f"/people/{row[1]}/disable", {}).status == 303
    assert officer.get("/queue").status == 303
    assert "disabled" in roadside.server.run("person", "link", "Soon Disabled", check=False).stderr


def test_changed_roles_count_at_once(people, roadside):
    officer = OfficeClient(roadside.server)
    officer.enter(roadside.server.add_person("Soon Auditor", "officer"))
    row = re.search(r"Soon Auditor.*?/people/([0-9a-fA-F-]{36})/roles", people["administrator"].get("/people").text, re.DOTALL)
    assert people["administrator"].submit(f"/people/{row[1]}/roles", {"role": "auditor"}).status == 303
    assert officer.get("/queue").status in (303, 403)
    officer.enter(roadside.server.run("person", "link", "Soon Auditor").stdout.strip())
    assert officer.get("/").status == 200 and officer.get("/queue").status == 403
