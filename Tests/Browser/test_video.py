"""A camera that is only watched: from its address on the console to the line drawn in the browser, and the case of who crosses it on red."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from gantry_server import GantryServer
from office_client import OfficeClient
from patience import eventually
from red_light import RED_LAMP, STOP_LINE, VideoCamera, film
from roadside import rows
from visitor import Visitor

CAMERA = "junction-v"
PAGE = f"/cameras/{CAMERA}/marks"
LINE = [float(number) for number in STOP_LINE.split(",")]
LAMP = [float(number) for number in RED_LAMP.split(",")]


@pytest.fixture(scope="module")
def act(still, tmp_path_factory) -> Path:
    file = tmp_path_factory.mktemp("film") / "act.mp4"
    film(still, file)
    return file


@pytest.fixture
def camera(act):
    streaming = VideoCamera(act).start()
    yield streaming
    streaming.stop()


@pytest.fixture
def watched(server: GantryServer, camera: VideoCamera):
    """A running server that watches the camera; nothing is drawn yet."""
    server.extra = "log:\n  level: debug\n"
    server.config.write_text(server.config.read_text() + server.extra)
    add_video(server, camera.address)
    server.start()
    return server


def add_video(server: GantryServer, address: str, *flags: str) -> None:
    file = server.folder / "address.txt"
    file.write_text(address + "\n")
    server.run("camera", "add", CAMERA, "--site", "crossing", "--region", "UZ", "--stream-file", str(file), *flags)
    file.unlink()


def signed_in(server: GantryServer) -> OfficeClient:
    client = OfficeClient(server)
    client.enter(server.add_person("Aziza Yusupova", "supervisor"))
    return client


def state(client: OfficeClient) -> dict:
    return client.get(f"/data/cameras/{CAMERA}/watch").json


def drag(visitor: Visitor, handle: str, across: float, down: float) -> None:
    """Takes a handle in its middle to a place of the picture. The handles of the lamp stand beside its corners and keep their distance."""
    frame, grip = visitor.page.locator("[data-frame]").bounding_box(), visitor.page.locator(f"[data-handle={handle}]").bounding_box()
    start = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    names = {"from": ("x1", "y1"), "to": ("x2", "y2"), "corner": ("x", "y")}
    if handle == "edge":
        now = number(visitor, "x") + number(visitor, "w"), number(visitor, "y") + number(visitor, "h")
    else:
        now = tuple(number(visitor, name) for name in names[handle])
    visitor.page.mouse.move(*start)
    visitor.page.mouse.down()
    visitor.page.mouse.move(start[0] + (across - now[0]) * frame["width"], start[1] + (down - now[1]) * frame["height"], steps=5)
    visitor.page.mouse.up()


def number(visitor: Visitor, name: str) -> float:
    return float(visitor.page.input_value(f"[data-marks-form] [name={name}]"))


def numbers(visitor: Visitor) -> list[float]:
    return [number(visitor, name) for name in ("x1", "y1", "x2", "y2", "x", "y", "w", "h")]


def draw_by_mouse(visitor: Visitor) -> None:
    drag(visitor, "from", LINE[0], LINE[1])
    drag(visitor, "to", LINE[2], LINE[3])
    drag(visitor, "corner", LAMP[0], LAMP[1])
    drag(visitor, "edge", LAMP[0] + LAMP[2], LAMP[1] + LAMP[3])


def test_who_crosses_the_drawn_line_on_red_becomes_a_case(watched, camera, still, visit, screenshots):
    supervisor = visit(watched, watched.add_person("Aziza Yusupova", "supervisor")).open("/cameras")
    supervisor.page.click("text=Draw stop line and lamp")
    supervisor.wait_until("() => !document.querySelector('[data-view]').hidden")
    assert "no red light is enforced" in supervisor.page.inner_text("main")
    draw_by_mouse(supervisor)
    assert numbers(supervisor) == pytest.approx(LINE + LAMP, abs=0.004)
    supervisor.page.screenshot(path=screenshots / "marks-1280-light.png", full_page=True)
    supervisor.page.click("text=Save")
    supervisor.page.wait_for_selector(".flash")
    assert "in force" in supervisor.page.inner_text("main")
    assert numbers(supervisor) == pytest.approx(LINE + LAMP, abs=0.004)

    eventually("a case", lambda: rows(watched, "SELECT COUNT(*) FROM cases")[0][0] >= 1, seconds=90)
    officer = visit(watched, watched.add_person("Nodira Karimova", "supervisor")).open("/queue")
    officer.page.click("tbody tr[data-href]")
    officer.page.wait_for_selector("[data-still]")
    officer.assert_pictures_show()
    text = officer.page.inner_text("main")
    assert "Red light" in text and still.plate in text.replace(" ", "") and "Judged from the measurement" in text
    measured = float(re.search(r"Measured\s+([\d.]+)\s+s", text)[1])
    # The lamp goes red two seconds into the film, and the car is at the line at about six and a half.
    assert 3 < measured < 6
    assert officer.page.locator("[data-still]").count() in (3, 4)
    assert officer.page.locator("video").count() == 1
    officer.wait_until("() => document.querySelector('video').readyState >= 1")
    # Ten seconds around the line, and what lies before them from the last key frame on.
    assert 8 < officer.page.evaluate("document.querySelector('video').duration") < 13
    assert officer.page.evaluate("document.querySelector('video').videoWidth") == 1920
    officer.page.screenshot(path=screenshots / "video-case-1280-light.png", full_page=True)


def test_the_password_stays_where_it_is(watched, camera, still):
    """In no page, log line or argument, and in no file in clear; and the camera got it."""
    supervisor = signed_in(watched)
    supervisor.submit(PAGE, dict(zip(("x1", "y1", "x2", "y2", "x", "y", "w", "h"), map(str, LINE + LAMP))))
    eventually("a case", lambda: rows(watched, "SELECT COUNT(*) FROM cases")[0][0] >= 1, seconds=90)
    secrets = [camera.password, camera.user + ":", "canary-stream-path"]
    arguments = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    pages = [supervisor.get(path).text for path in ("/cameras", "/data/cameras", PAGE, f"/data/cameras/{CAMERA}/watch")]
    assert camera.host in pages[2]
    assert camera.connections >= 2, "marks that are drawn begin the watch anew"
    assert watched.stop() == 0
    for secret in secrets:
        assert secret not in arguments
        assert not any(secret in page for page in pages)
        assert secret not in watched.log()
        files = [file for file in watched.folder.rglob("*") if file.is_file()]
        assert [file.name for file in files if secret.encode() in file.read_bytes()] == []
    # Clear pictures rest in no file of the server; what was in memory is gone with it.
    markers = (b"\xff\xd8\xff\xe0\x00\x10", b"JFIF\0", b"ftypisom", b"matroska")
    assert [file.name for file in watched.data_folder.rglob("*") if file.is_file() and any(marker in file.read_bytes() for marker in markers)] == []


def test_nothing_of_a_stream_outlives_the_server_in_memory(server, camera):
    before = set(Path("/dev/shm").glob("gantry-*"))
    add_video(server, camera.address, "--stop-line", STOP_LINE, "--red-lamp", RED_LAMP)
    server.start()
    eventually("a recording", lambda: [file for folder in set(Path("/dev/shm").glob("gantry-*")) - before for file in folder.rglob("*.mkv")])
    (room,) = set(Path("/dev/shm").glob("gantry-*")) - before
    assert room.stat().st_mode & 0o777 == 0o700
    # Killed it leaves what it had; the next start removes it.
    left = next(room.rglob("*.mkv"))
    assert server.stop(9) != 0 and left.exists()
    server.run("camera", "add", CAMERA, "--site", "crossing", "--dialect", "gantry")
    server.start()
    eventually("an empty room", lambda: not any(room.rglob("*.mkv")))
    assert server.stop() == 0
    assert set(Path("/dev/shm").glob("gantry-*")) <= before


def test_handles_move_by_key_and_by_finger(watched, visit, screenshots):
    link = watched.add_person("Aziza Yusupova", "supervisor")
    first = visit(watched, link).open(PAGE)
    first.wait_until("() => !document.querySelector('[data-view]').hidden")
    handle = first.page.locator("[data-handle=from]")
    handle.focus()
    before = numbers(first)
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "Shift+ArrowLeft"):
        first.page.keyboard.press(key)
    after = numbers(first)
    assert after[0] == pytest.approx(before[0] + 0.019, abs=1e-6) and after[1] == pytest.approx(before[1] + 0.01, abs=1e-6)
    assert after[2:] == before[2:]
    assert f"{round(after[0] * 1000) / 10:g} % across" in handle.get_attribute("aria-label")
    for _ in range(120):
        first.page.keyboard.press("ArrowLeft")
    assert numbers(first)[0] == 0, "a handle stays in the picture"
    # What is typed is drawn, and what is none is marked.
    first.page.fill("[name=x2]", "0,9")
    assert first.page.get_attribute("[data-line]", "x2") == "0.9"
    first.page.fill("[name=h]", "high")
    assert first.page.get_attribute("[name=h]", "aria-invalid") == "true"
    assert first.page.get_attribute("[data-lamp]", "visibility") == "hidden"

    narrow = first.elsewhere(390, dark=True)
    narrow.open(PAGE).assert_fits()
    narrow.wait_until("() => !document.querySelector('[data-view]').hidden")
    touch = narrow.context.new_cdp_session(narrow.page)
    grip, frame = narrow.page.locator("[data-handle=to]").bounding_box(), narrow.page.locator("[data-frame]").bounding_box()
    x, y = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    before = numbers(narrow)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 6):
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x - 10 * step, "y": y - 5 * step}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert number(narrow, "x2") == pytest.approx(before[2] - 50 / frame["width"], abs=0.01)
    assert number(narrow, "y2") == pytest.approx(before[3] - 25 / frame["height"], abs=0.01)
    narrow.page.screenshot(path=screenshots / "marks-390-dark.png", full_page=True)
    narrow.close()


def test_a_stream_that_fails_is_told_and_found_again(watched, camera):
    supervisor = signed_in(watched)
    eventually("watching", lambda: state(supervisor)["state"] == "ok")
    camera.stop()
    eventually("the reason", lambda: state(supervisor)["label"].startswith("Not watching: "), seconds=60)
    assert "camera" in state(supervisor)["label"] or "stream" in state(supervisor)["label"]
    assert watched.process.poll() is None
    again = VideoCamera(camera.file).start()
    try:
        add_video(watched, again.address)
        eventually("watching again", lambda: state(supervisor)["state"] == "ok", seconds=60)
    finally:
        again.stop()


def test_a_wrong_password_is_said_and_not_tried_again_and_again(server, camera):
    add_video(server, camera.address.replace(camera.password, "wrong-canary"))
    server.start()
    supervisor = signed_in(server)
    eventually("the reason", lambda: "user or password" in state(supervisor)["label"], seconds=60)
    refused = camera.refused
    eventually("some time", lambda: "user or password" in supervisor.get(PAGE).text)
    assert camera.refused == refused <= 4
    add_video(server, camera.address)
    eventually("watching", lambda: state(supervisor)["state"] == "ok", seconds=60)
    assert server.stop() == 0 and "wrong-canary" not in server.log()
