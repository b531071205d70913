"""The pages in a real browser: what they show when there is nothing, when something happens, and on a telephone."""

from __future__ import annotations

import re

import pytest
from gantry_server import GantryServer, now
from patience import eventually
from pictures import Still
from roadside import Roadside
from visitor import Visitor

WANTED = "10W404NT"
EMPTY = {
    "/queue": "Nothing waits for review", "/notices": "No notice yet", "/live": "Nothing passes yet", "/hits": "No open hit",
    "/warrants": "No warrant yet",
    "/unparsed": "Everything could be read", "/cameras": "No camera is enrolled", "/": "Overview",
}  # fmt: skip


@pytest.fixture(scope="module")
def roadside(tmp_path_factory):
    road = Roadside.standing(tmp_path_factory.mktemp("pages") / "gantry")
    hotlist = road.server.folder / "hotlist.csv"
    hotlist.write_text(f"plate,list,reason,source,expires\n{WANTED},stolen,stolen car,Interior Ministry,2099-12-31\n")
    road.server.run("hotlist", "import", str(hotlist))
    yield road
    assert road.server.stop() == 0


@pytest.fixture
def sign_in(roadside, visit, request):
    """Signs in somebody new with these roles."""
    number = iter(range(9))

    def enter(*roles: str, **options) -> Visitor:
        return visit(roadside.server, roadside.server.add_person(f"{request.node.name} {next(number)}", *roles), **options)

    return enter


def send(roadside: Roadside, plate: str, **fields) -> None:
    capture = {"device": "tas-014-a", "time": now(), "plate": {"text": plate, "confidence": 0.96}, "lane": 1, "speedKmh": 54.0, **fields}
    assert roadside.server.post_capture(roadside.keys["gantry"], capture).status == 201


def test_pages_without_anything_say_so(server: GantryServer, visit):
    server.start()
    somebody = visit(server, server.add_person("Nodira Karimova", "supervisor", "administrator"))
    for path, words in EMPTY.items():
        assert words in somebody.open(path).page.inner_text("main"), path
    somebody.open("/map").page.wait_for_selector(".leaflet-container")
    somebody.expected_statuses.add(404)
    assert "There is nothing here" in somebody.open("/nowhere").page.inner_text("main")


def test_every_page_fits_every_screen(roadside, sign_in, screenshots):
    send(roadside, "01A500AA", violation="red-light", id="fits")
    roadside.server.post("/v1/captures", b"{", "application/json", roadside.keys["gantry"])
    roadside.passes()
    first = sign_in("supervisor", "administrator")
    pages = first.page.eval_on_selector_all(".nav a", "links => links.map(link => link.getAttribute('href'))")
    assert len(pages) == 10
    for width, dark in ((1280, False), (390, True)):
        screen = first.elsewhere(width, dark)
        for path in pages:
            screen.open(path).assert_fits()
            assert screen.page.locator(".nav [aria-current=page]").get_attribute("href") == path
            name = path.strip("/") or "overview"
            screen.page.screenshot(path=screenshots / f"{name}-{width}-{'dark' if dark else 'light'}.png", full_page=True)
        screen.close()


def test_a_passing_vehicle_appears_with_its_plate_masked(roadside, sign_in):
    watcher = sign_in("officer").open("/live")
    watcher.page.wait_for_selector("[data-stream=open]")
    frames = watcher.page.locator("[data-passes] tr")
    before = frames.count()
    send(roadside, "01A777XY", vehicle={"kind": "car"})
    watcher.wait_until("before => document.querySelectorAll('[data-passes] tr').length > before", before)
    row = frames.first.inner_text()
    assert "01" in row and "•" in row and "54" in row and "car" in row
    for text in (watcher.page.content(), watcher.context.request.get(watcher.server.address + "/live").text()):
        assert "01A777XY" not in re.sub(r"\s", "", text)


def test_the_overview_counts(roadside, sign_in):
    somebody = sign_in("auditor")

    def tiles() -> dict[str, str]:
        somebody.open("/")
        return dict(zip(somebody.page.locator(".tile dt").all_inner_texts(), somebody.page.locator(".tile dd:nth-of-type(1)").all_inner_texts(), strict=True))

    roadside.passes()
    before = tiles()
    for number in range(3):
        send(roadside, f"01B10{number}AA", id=f"count-{number}", **({"violation": "red-light"} if number == 0 else {}))
    expected = {"Passes": 3, "Violations": 1, "Waiting for review": 1}
    goal = {name: int(before[name]) + more for name, more in expected.items()}
    eventually(f"the tiles {goal}", lambda: goal.items() <= {name: int(text) for name, text in tiles().items() if text.isdecimal()}.items())
    somebody.wait_until("() => [...document.querySelectorAll('[data-chart]')].every(canvas => canvas.width > 0)")


def test_the_queue_says_that_a_case_has_come(roadside, sign_in):
    reviewer = sign_in("officer")
    # The page compares with the first number that it hears, so it has to have heard one.
    reviewer.context.add_init_script("addEventListener('gantry-counts', () => { window.hasHeardCounts = true; })")
    reviewer.open("/queue").wait_until("() => window.hasHeardCounts === true")
    send(roadside, "01C100AA", violation="red-light")
    reviewer.page.wait_for_selector("[data-newer]:not([hidden])", timeout=20_000)
    assert "1 new case" in reviewer.page.inner_text("[data-newer]")
    count = reviewer.page.inner_text("[data-count=queue]")
    assert count == str(roadside.rows("SELECT COUNT(*) FROM cases WHERE state = 'queued'")[0][0])


def test_filters_narrow_the_queue(roadside, sign_in):
    send(roadside, "01D100AA", violation="red-light")
    send(roadside, "01D200AA", violation="seat-belt")
    roadside.passes()
    reviewer = sign_in("officer").open("/queue?kind=seat-belt")
    assert set(reviewer.page.locator(".queue-kind").all_inner_texts()) == {"No seat belt"}
    reviewer.expected_statuses.add(400)
    assert "could not be understood" in reviewer.open("/queue?kind=nonsense&from=yesterday&after=%00").page.inner_text("main")
    assert "No case matches" in reviewer.open("/queue?from=2020-01-01&to=2020-01-02").page.inner_text("main")


def test_the_map_shows_the_cameras(roadside, sign_in):
    operator = sign_in("administrator").open("/map")
    operator.wait_until("() => !document.querySelector('[data-map-summary]').textContent.includes('loading')")
    assert "4" in operator.page.inner_text("[data-map-summary]")
    marks = operator.page.locator(".cluster, path.camera")
    assert marks.count() >= 1
    rows = operator.open("/cameras").page.locator("tbody tr").all_inner_texts()
    assert len(rows) == 4 and any("tas-014-a" in row for row in rows)


def test_a_hit_arrives_and_is_confirmed_by_eye(roadside, sign_in, still: Still):
    dispatcher = sign_in("dispatcher").open("/live")
    dispatcher.page.wait_for_selector("[data-stream=open]")
    wanted = {"device": "tas-014-a", "time": now(), "plate": {"text": WANTED, "confidence": 0.95}}
    roadside.send_until("a hit", wanted, {"scene1": still.jpeg}, "SELECT COUNT(*) FROM hits WHERE decision = 'open'")
    card = dispatcher.page.locator("[data-hit-list] article")
    card.first.wait_for()
    text = card.first.inner_text()
    assert WANTED in re.sub(r"\s", "", text) and "stolen car" in text and "Interior Ministry" in text
    dispatcher.assert_pictures_show()
    card.first.locator("input[name=note]").fill("patrol 12 sent")
    card.first.locator("button[value=confirmed]").click()
    eventually("a decision", lambda: roadside.rows("SELECT COUNT(*) FROM hits WHERE decision = 'confirmed'") == [(1,)])
    dispatcher.open("/hits?state=all")
    decided = dispatcher.page.locator("article.hit[data-decided]").first.inner_text()
    assert "patrol 12 sent" in decided and "test_a_hit_arrives" in decided


def test_an_unparsed_body_is_looked_at_and_dismissed(roadside, sign_in):
    assert roadside.server.post("/v1/captures", b'{"device":"tas-014-a","time":', "application/json", roadside.keys["gantry"]).status == 422
    officer = sign_in("officer").open("/unparsed")
    waiting = officer.page.locator("tbody tr").count()
    officer.page.locator("tbody tr a").first.click()
    officer.page.wait_for_selector("pre.body-text")
    assert '{"device":"tas-014-a","time":' in officer.page.inner_text("pre.body-text")
    assert "malformedJSON" in officer.page.inner_text("main")
    item = officer.page.url
    officer.page.fill("input[name=reason]", "A test of the camera")
    officer.page.click("button[data-danger]")
    officer.page.wait_for_selector(".flash")
    assert "Dismissed" in officer.page.inner_text(".flash")
    assert officer.page.locator("tbody tr").count() == waiting - 1
    assert officer.context.request.get(item + "/body").status == 404


def test_an_administrator_invites(roadside, sign_in, visit, browser):
    administrator = sign_in("administrator").open("/people")
    page = administrator.page
    page.fill("form[action='/people'] input[name=name]", "Invited <b>Person</b>")
    page.check("form[action='/people'] input[value=officer]")
    page.click("form[action='/people'] button")
    link = page.input_value("[data-copy-source]")
    assert link.startswith(f"{roadside.server.address}/enter#")
    assert "Invited <b>Person</b>" in page.inner_text(".invitation")
    guest = visit(roadside.server, link)
    assert "Invited <b>Person</b>" in guest.page.inner_text(".who")
    assert "#" not in guest.page.url
    late = Visitor(browser, roadside.server)
    late.expected_statuses.add(401)
    late.page.goto(link)
    late.page.wait_for_selector("[role=alert]")
    assert "used or has expired" in late.page.inner_text("[role=alert]")
    late.close()
    administrator.open("/people")
    assert link.partition("#")[2] not in page.content()


def test_keys_lead_everywhere(roadside, sign_in):
    officer = sign_in("officer", "dispatcher")
    page = officer.page
    for keys, path in (("gq", "/queue"), ("gl", "/live"), ("gh", "/hits"), ("gm", "/map"), ("go", "/")):
        for key in keys:
            page.keyboard.press(key)
        page.wait_for_url(lambda address, path=path: address == roadside.server.address + path)
        page.wait_for_load_state()
    page.keyboard.press("?")
    assert "Go to the review queue" in page.inner_text("#help[open]")


def test_signing_out_ends_the_session(roadside, sign_in):
    officer = sign_in("officer").open("/queue")
    officer.page.click("form[action='/leave'] button")
    officer.page.wait_for_url("**/sign-in")
    officer.open("/queue")
    assert "/sign-in" in officer.page.url
