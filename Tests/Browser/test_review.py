"""The main story: a photograph goes in at the roadside, two people look at it, and a notice comes out."""

from __future__ import annotations

import pytest
from gantry_server import GantryServer, now
from office_client import OfficeClient
from patience import eventually
from pictures import Still, small_jpeg
from visitor import Visitor


def grouped_away(text: str) -> str:
    """Text without the spaces that plates are shown with."""
    return "".join(text.split()).upper()


def send_red_light(server: GantryServer, key: str, *stills: bytes, **fields) -> None:
    """One vehicle over a red light, as a camera declares it."""
    pictures = {f"scene{number}": still for number, still in enumerate(stills, 1)}
    capture = {"device": "tas-014-a", "time": now(), "lane": 2, "direction": "approach", "violation": "red-light", **fields}
    answer = server.post_capture(key, capture, pictures)
    assert answer.status == 201, answer.body


def open_first_case(visitor: Visitor) -> None:
    """By keyboard: J selects the first row, Enter opens it."""
    page = visitor.page

    def a_row() -> bool:
        visitor.open("/queue")
        return page.locator("table.queue tbody tr").count() > 0

    eventually("a case in the queue", a_row)
    page.keyboard.press("j")
    page.wait_for_selector("tr[aria-selected=true]")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-viewer]")
    page.wait_for_load_state()


def approve(visitor: Visitor, plate: str | None = None) -> None:
    """By keyboard: E enters a plate and Enter sends it; without one, A approves what is there."""
    page = visitor.page
    case = page.url
    if plate is None:
        page.keyboard.press("a")
    else:
        page.keyboard.press("e")
        page.keyboard.type(plate)
        page.keyboard.press("Enter")
    page.wait_for_url(lambda address: address != case and "said=" in address, timeout=15_000)


def notice_of(visitor: Visitor) -> str:
    """Opens the newest notice and gives back its text."""
    visitor.open("/notices")
    visitor.page.locator("table tbody tr a").first.click()
    visitor.page.wait_for_selector("article.sheet")
    return visitor.page.inner_text("article.sheet")


def case_path(visitor: Visitor) -> str:
    return visitor.page.url.removeprefix(visitor.server.address).partition("?")[0]


@pytest.fixture
def key(server: GantryServer) -> str:
    key = server.add_camera("tas-014-a", "--unread", "--heading", "90")
    server.start()
    return key


def review_to_notice(server: GantryServer, key: str, picture: Still, visit) -> tuple[Visitor, Visitor]:
    send_red_light(server, key, picture.jpeg)
    one = visit(server, server.add_person("Nodira Karimova", "officer"))
    two = visit(server, server.add_person("Bobur Aliev", "officer"))

    open_first_case(one)
    assert "Red light" in one.page.inner_text("h1")
    assert one.page.input_value("[data-plate]") == picture.plate
    one.assert_pictures_show()
    assert one.page.locator("img.close-up").count() == 1
    approve(one)
    assert "second person" in one.page.inner_text(".flash")

    open_first_case(two)
    assert two.page.input_value("[data-plate]") == ""
    approve(two, picture.plate.lower())
    assert "notice has been issued" in two.page.inner_text(".flash")

    notice = notice_of(two)
    assert picture.plate in grouped_away(notice)
    assert "N-2026-000001" in notice and "G-2026-000001" in notice and "Amir Temur" in notice
    two.assert_pictures_show()
    assert two.page.locator(".exhibits img").count() >= 2
    return one, two


def test_a_photograph_becomes_a_notice(server, key, photo, visit):
    review_to_notice(server, key, photo, visit)


def test_a_rendered_still_becomes_a_notice(server, key, still, visit, screenshots):
    one, two = review_to_notice(server, key, still, visit)
    notice = two.page.url.removeprefix(server.address)
    assert notice.startswith("/notices/")
    send_red_light(server, key, still.jpeg, still.jpeg, id="another")
    open_first_case(one)
    case = case_path(one)
    for width in (1280, 390):
        for dark in (False, True):
            screen = one.elsewhere(width, dark)
            for name, path in (("queue", "/queue"), ("case", case), ("notice", notice)):
                screen.open(path)
                screen.assert_pictures_show()
                screen.assert_fits()
                screen.page.screenshot(path=screenshots / f"{name}-{width}-{'dark' if dark else 'light'}.png", full_page=True)
            screen.close()


def test_nobody_gives_both_reviews(server, key, still, visit):
    send_red_light(server, key, still.jpeg)
    one = visit(server, server.add_person("Nodira Karimova", "officer", "supervisor"))
    open_first_case(one)
    case = case_path(one)
    approve(one)
    one.open(case)
    assert one.page.locator("[data-decision]").count() == 0
    assert "Waiting for second review" in one.page.inner_text(".case-head")

    by_hand = one.by_hand()
    answer = by_hand.submit(f"{case}/approve", {"plate": still.plate, "expecting": "second-review"})
    assert answer.status == 409 and "another person" in answer.text
    assert by_hand.submit(f"{case}/notice", {}).status == 409
    assert by_hand.get("/notices").text.count("N-2026-") == 0


def test_the_second_reviewer_sees_nothing_of_the_first_plate_and_a_supervisor_settles(server, key, still, visit):
    """Three people, three plates: none of the later ones finds an earlier one's plate anywhere."""
    send_red_light(server, key, still.jpeg)
    one = visit(server, server.add_person("Nodira Karimova", "officer"))
    open_first_case(one)
    case = case_path(one)
    approve(one, "01Z111ZZ")

    two = visit(server, server.add_person("Bobur Aliev", "officer"))
    open_first_case(two)
    assert_no_trace(two, case, "01Z111ZZ")
    assert two.page.input_value("[data-plate]") == ""
    approve(two, "02Y222YY")
    assert "supervisor decides" in two.page.inner_text(".flash")
    assert OfficeClient(server).get(case).status == 303

    judge = visit(server, server.add_person("Gulnora Saidova", "supervisor"))
    open_first_case(judge)
    assert case_path(judge) == case
    assert_no_trace(judge, case, "01Z111ZZ", "02Y222YY")
    approve(judge, still.plate)
    assert still.plate in grouped_away(notice_of(judge))


def assert_no_trace(visitor: Visitor, case: str, *plates: str) -> None:
    for path in (case, "/queue", "/queue?state=all", "/live", "/"):
        text = grouped_away(visitor.context.request.get(visitor.server.address + path).text())
        for plate in plates:
            assert plate not in text, path


def test_rejecting_needs_a_reason_and_ends_the_case(server, key, still, visit):
    send_red_light(server, key, still.jpeg)
    one = visit(server, server.add_person("Nodira Karimova", "officer"))
    open_first_case(one)
    case = case_path(one)
    page = one.page
    page.keyboard.press("r")
    page.keyboard.type("glare")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "said=rejected" in address)
    one.open(case)
    assert "Rejected" in page.inner_text(".case-head")
    assert "Glare" in page.inner_text(".timeline")
    assert page.locator("[data-decision]").count() == 0
    one.open("/queue")
    assert "Nothing waits for review" in page.inner_text("main")


def test_other_as_a_reason_needs_words(server, key, visit):
    send_red_light(server, key, small_jpeg(), plate={"text": "01A123BC", "confidence": 0.9})
    one = visit(server, server.add_person("Nodira Karimova", "officer"))
    open_first_case(one)
    case = case_path(one)
    by_hand = one.by_hand()
    assert by_hand.submit(f"{case}/reject", {"reason": "other", "expecting": "queued"}).status in (409, 422)
    assert by_hand.submit(f"{case}/reject", {"reason": "no such reason", "expecting": "queued"}).status in (400, 422)
    assert by_hand.submit(f"{case}/reject", {"expecting": "queued"}).status in (400, 422)
    assert by_hand.submit(f"{case}/reject", {"reason": "other", "note": "A film set", "expecting": "queued"}).status == 303
    one.open(case)
    assert "Rejected" in one.page.inner_text(".case-head")


def test_a_stale_page_cannot_decide(server, key, visit):
    """Two people have the same case open: who is later is told, and nothing of theirs is stored."""
    send_red_light(server, key, small_jpeg(), plate={"text": "01A123BC", "confidence": 0.9})
    one = visit(server, server.add_person("Nodira Karimova", "officer"))
    two = visit(server, server.add_person("Bobur Aliev", "officer"))
    open_first_case(one)
    open_first_case(two)
    approve(one, "01A123BC")
    two.expected_statuses.add(409)
    two.page.keyboard.press("e")
    two.page.keyboard.type("01A123BC")
    two.page.keyboard.press("Enter")
    two.page.wait_for_selector(".problem")
    assert "meanwhile" in two.page.inner_text(".problem")
    two.open("/notices")
    assert "No notice yet" in two.page.inner_text("main")
