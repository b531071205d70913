"""Who looked at what: every look leaves a record, auditors read and review the records, and the public log has a commitment to each."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import count

import pytest
from gantry_server import now
from office_client import OfficeClient
from patience import eventually
from pictures import small_jpeg
from playwright.sync_api import expect
from roadside import Roadside

PLATE = "01A123BC"
AUDITORS = count(1)


@pytest.fixture(scope="module")
def roadside(tmp_path_factory):
    road = Roadside.standing(tmp_path_factory.mktemp("audit") / "gantry")
    act = {"device": "tas-014-a", "time": now(), "violation": "red-light", "plate": {"text": PLATE, "confidence": 0.9}}
    road.server.post_capture(road.keys["gantry"], act, {"scene1": small_jpeg()})
    eventually("a case", lambda: road.rows("SELECT COUNT(*) FROM cases") == [(1,)])
    yield road
    assert road.server.stop() == 0


@pytest.fixture(scope="module")
def case(roadside) -> str:
    """The address of the case, at which the officer has looked, with its pictures."""
    page = roadside.officer.get("/queue?state=all").text
    address = re.search(r"/cases/[0-9a-f-]{36}", page)[0]
    body = roadside.officer.get(address).text
    for medium in re.findall(rf'{address}/media/[^"?]+', body) * 3:
        assert roadside.officer.get(f"{medium}?longer=320").status == 200
    return address


@pytest.fixture
def auditor(roadside, visit):
    return visit(roadside.server, roadside.server.add_person(f"Gulnora Saidova {next(AUDITORS)}", "auditor"))


def records(roadside, condition: str = "1") -> int:
    return roadside.rows(f"SELECT COUNT(*) FROM audit WHERE {condition}")[0][0]


def test_looks_leave_records_and_pictures_one_for_all(roadside, case):
    assert records(roadside, "subject = 'case' AND act = 'consultation' AND outcome = 'done'") >= 1
    assert records(roadside, "subject = 'pictures' AND outcome = 'done'") == 1


def test_a_refusal_is_recorded(roadside, case):
    clerk = OfficeClient(roadside.server)
    clerk.enter(roadside.server.add_person("Dilshod Rahimov", "administrator"))
    before = records(roadside, "outcome = 'refused'")
    assert clerk.get(case).status == 403
    assert records(roadside, "outcome = 'refused'") == before + 1
    assert clerk.get("/audit").status == 403


def test_watching_is_recorded_with_its_beginning_and_end(roadside, visit):
    watcher = visit(roadside.server, roadside.server.add_person("Sardor Toshev", "dispatcher"))
    watcher.open("/live")
    eventually("the page and the beginning of its stream", lambda: records(roadside, "subject = 'live'") == 2)
    watcher.context.close()
    eventually("the end of the stream", lambda: records(roadside, "subject = 'live'") == 3)


def test_what_is_done_at_the_machine_is_recorded(roadside):
    before = records(roadside, "person = zeroblob(16) AND subject = 'people'")
    roadside.server.run("person", "list")
    assert records(roadside, "person = zeroblob(16) AND subject = 'people'") == before + 1
    assert records(roadside, "person = zeroblob(16) AND subject = 'camera' AND act = 'alteration'") == 4


def test_every_record_reaches_the_public_log(roadside, case):
    eventually("an empty outbox", lambda: roadside.rows("SELECT COUNT(*) FROM log_outbox") == [(0,)])
    assert records(roadside, "log_index IS NULL") == 0
    numbers = [number for (number,) in roadside.rows("SELECT number FROM audit ORDER BY number")]
    assert numbers == sorted(set(numbers))


def test_nothing_that_names_anybody_stands_in_the_clear(roadside, case):
    for file in roadside.server.data_folder.rglob("*"):
        if not file.is_file():
            continue
        content = file.read_bytes()
        for secret in (b"Nodira", PLATE.encode()):
            assert secret not in content, file


def test_an_auditor_finds_a_look_and_its_proof(roadside, case, auditor, screenshots):
    page = auditor.open("/audit").page
    expect(page.get_by_role("heading", name="Audit records")).to_be_visible()
    page.get_by_label("Subject").select_option("case")
    page.wait_for_url("**subject=case**")
    row = page.locator("table.audit tbody tr").filter(has_text="Done").first
    expect(row).to_contain_text("Nodira Karimova")
    expect(row).to_contain_text("red-light")
    row.get_by_role("link").click()
    expect(page.get_by_text("Its inclusion in the signed tree of")).to_be_visible()
    expect(page.get_by_text(re.compile(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d\d\+05:00"), exact=False).first).to_be_visible()
    proof = auditor.by_hand().get(page.url.removeprefix(roadside.server.address) + "/proof")
    assert proof.status == 200 and proof.text.startswith("c2sp.org/tlog-proof@v1\n")


@pytest.mark.parametrize("width", (1280, 390))
@pytest.mark.parametrize("dark", (False, True))
def test_the_pages_fit(roadside, case, auditor, screenshots, width, dark):
    screen = auditor.elsewhere(width, dark)
    try:
        for name, path in (("list", "/audit"), ("record", "/audit/1"), ("sample", "/audit/sample"), ("weeks", "/audit/weeks")):
            screen.open(path)
            screen.assert_fits()
            screen.page.screenshot(path=screenshots / f"audit-{name}-{width}-{'dark' if dark else 'light'}.png", full_page=True)
    finally:
        screen.close()


def test_an_auditor_assesses_the_sample(roadside, case, auditor):
    page = auditor.open("/audit/sample").page
    first = page.locator("section.panel").filter(has=page.get_by_role("button", name="Justified", exact=True)).first
    first.get_by_role("button", name="Justified", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("stored")
    assert records(roadside, "subject = 'audit-review' AND act = 'alteration' AND outcome = 'done'") == 1
    auditor.expected_statuses.add(400)
    open_ones = page.get_by_role("button", name="Not justified")
    if open_ones.count() > 0:
        open_ones.first.click()
        expect(page.get_by_text("Please say why")).to_be_visible()


def test_a_running_week_is_not_signed(roadside, auditor):
    page = auditor.open("/audit/weeks").page
    expect(page.get_by_text("runs until Sunday")).to_be_visible()


def test_an_export_is_recorded_and_harmless(roadside, case, auditor):
    hand = auditor.by_hand()
    before = records(roadside, "subject = 'audit' AND act = 'disclosure'")
    table = list(csv.reader(io.StringIO(hand.get("/audit/export?format=csv").text)))
    assert table[0][:3] == ["number", "time", "person"]
    assert all(not value.startswith(("=", "+", "-", "@")) for line in table for value in line)
    listed = json.loads(hand.get("/audit/export?format=json&subject=case").text)
    assert listed and all(each["record"]["subject"] == "case" for each in listed)
    assert records(roadside, "subject = 'audit' AND act = 'disclosure'") == before + 2
