"""What cameras send: taken with a receipt, or refused with words; whatever comes, the server lives on."""

from __future__ import annotations

import hashlib
import json
import socket
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from gantry_server import FORM_DATA, SHARED, form_data, now
from pictures import small_jpeg
from roadside import AGENT, Roadside

JSON = "application/json"
MEBIBYTE = 1 << 20


@pytest.fixture(scope="module")
def roadside(tmp_path_factory):
    road = Roadside.standing(tmp_path_factory.mktemp("roadside") / "gantry", "intake:\n  maximum_body: 1MiB\n")
    yield road
    road.assert_alive()
    assert road.server.stop() == 0


def capture(**fields) -> dict:
    return {"device": "tas-014-a", "time": now(), "plate": {"text": "01A123BC", "confidence": 0.97}, **fields}


def body(**fields) -> bytes:
    return json.dumps(capture(**fields)).encode()


# Receipts


def test_the_receipt_names_the_pass_and_the_hash_of_the_body(roadside):
    sent = body(id="receipt")
    answer = roadside.server.post("/v1/captures", sent, JSON, roadside.keys["gantry"])
    assert answer.status == 201 and answer.content_type.startswith(JSON)
    (receipt,) = answer.json["receipts"]
    assert receipt["sha256"] == hashlib.sha256(sent).hexdigest()
    assert receipt["isRepeat"] is False and len(receipt["pass"]) == 36


def test_the_key_may_stand_in_the_path(roadside):
    assert roadside.server.post(f"/v1/captures/{roadside.keys['gantry']}", body(id="in-path"), JSON).status == 201


@pytest.mark.parametrize("identity", [{"id": "repeat-1"}, {}], ids=["with an ID", "without one"])
def test_a_repeat_gets_the_first_receipt(roadside, identity):
    sent = body(lane=3, **identity)
    first = roadside.server.post("/v1/captures", sent, JSON, roadside.keys["gantry"])
    second = roadside.server.post("/v1/captures", sent, JSON, roadside.keys["gantry"])
    assert (first.status, second.status) == (201, 200)
    assert second.json["receipts"] == [{**first.json["receipts"][0], "isRepeat": True}]


def test_of_many_at_once_one_is_first(roadside):
    sent = body(id="at-once")
    with ThreadPoolExecutor(8) as cameras:
        answers = list(cameras.map(lambda _: roadside.server.post("/v1/captures", sent, JSON, roadside.keys["gantry"]), range(16)))
    receipts = [answer.json["receipts"][0] for answer in answers]
    assert len({receipt["pass"] for receipt in receipts}) == 1
    assert [receipt["isRepeat"] for receipt in receipts].count(False) == 1


def test_two_cameras_may_use_the_same_id(roadside):
    first = roadside.server.post("/v1/captures", body(id="shared"), JSON, roadside.keys["gantry"])
    second = roadside.server.post("/v1/captures", body(id="shared", device="tas-014-b"), JSON, roadside.keys["other"])
    assert (first.status, second.status) == (201, 201)
    assert first.json["receipts"][0]["pass"] != second.json["receipts"][0]["pass"]


# Other vendors


def openalpr_group(**fields) -> bytes:
    at = int(time.time() * 1000)
    group = {
        "data_type": "alpr_group", "version": 2, "epoch_start": at - 900, "epoch_end": at, "agent_uid": AGENT, "camera_id": 1, "country": "uz",
        "best_uuid": f"uuid-{at}", "best_uuid_epoch_ms": at - 400, "best_plate_number": "01A123BC", "best_confidence": 94.2,
    }
    return json.dumps({**group, **fields}).encode()


def test_an_openalpr_agent_is_understood(roadside):
    before = roadside.passes()
    sent = openalpr_group()
    answer = roadside.server.post(f"/v1/openalpr/{roadside.keys['openalpr']}", sent, JSON)
    assert answer.status == 200 and answer.json["receipts"][0]["isRepeat"] is False
    assert roadside.server.post(f"/v1/openalpr/{roadside.keys['openalpr']}", sent, JSON).json["receipts"][0]["isRepeat"] is True
    heartbeat = json.dumps({"data_type": "heartbeat", "agent_uid": AGENT, "timestamp": int(time.time() * 1000)}).encode()
    assert roadside.server.post(f"/v1/openalpr/{roadside.keys['openalpr']}", heartbeat, JSON).json == {"receipts": []}
    assert roadside.passes() == before + 1


def test_an_authentic_openalpr_group_is_understood(roadside):
    sample = SHARED / "samples/openalpr/alpr_group.json"
    if not sample.is_file():
        pytest.skip(f"no sample at {sample}; set GANTRY_SHARED")
    group = json.loads(sample.read_text())
    later = int(time.time() * 1000) - group["epoch_end"]
    for field in ("epoch_start", "epoch_end", "best_uuid_epoch_ms"):
        group[field] += later
    answer = roadside.server.post(f"/v1/openalpr/{roadside.keys['openalpr']}", json.dumps({**group, "agent_uid": AGENT}).encode(), JSON)
    assert answer.status == 200 and len(answer.json["receipts"]) == 1, answer.body


def hikvision_alert(event: str = "ANPR", time_text: str | None = None, extra: str = "") -> bytes:
    plate = "<ANPR><licensePlate>01A123BC</licensePlate><line>1</line><confidenceLevel>97</confidenceLevel></ANPR>" if event == "ANPR" else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>{extra}
        <EventNotificationAlert version="2.0" xmlns="http://www.hikvision.com/ver20/XMLSchema"><macAddress>d4:e8:53:bc:4c:02</macAddress>
        <channelID>1</channelID><dateTime>{time_text or now()}</dateTime><activePostCount>1</activePostCount><eventType>{event}</eventType>
        <eventState>active</eventState>{plate}</EventNotificationAlert>""".encode()


def test_a_hikvision_device_is_understood(roadside):
    before = roadside.passes()
    path = f"/v1/hikvision/{roadside.keys['hikvision']}"
    answer = roadside.server.post(path, hikvision_alert(), "application/xml")
    assert (answer.status, answer.body) == (200, b"")
    parts = [("anpr.xml", "application/xml", hikvision_alert(time_text=now(seconds=-2))), ("licensePlatePicture.jpg", "image/jpeg", small_jpeg())]
    assert roadside.server.post(path, form_data(parts), FORM_DATA).status == 200
    assert roadside.server.post(path, hikvision_alert(event="videoloss"), "application/xml").status == 200
    assert roadside.passes() == before + 2


def test_an_authentic_hikvision_alert_is_understood(roadside):
    sample = SHARED / "samples/hikvision/anpr.xml"
    if not sample.is_file():
        pytest.skip(f"no sample at {sample}; set GANTRY_SHARED")
    before, waiting = roadside.passes(), roadside.unparsed()
    sent = sample.read_text().replace("2024-01-19T11:17:19+08:00", now(seconds=-5)).encode()
    assert roadside.server.post(f"/v1/hikvision/{roadside.keys['hikvision']}", sent, "application/xml").status == 200
    assert roadside.passes() == before + 1
    assert roadside.unparsed() == waiting


# Refused before the body can be evidence


@pytest.mark.parametrize("key", [None, "", "wrong", "../../etc/passwd", "A" * 43, "ключ".encode().decode("latin-1")])
def test_an_unknown_key_is_refused(roadside, key):
    answer = roadside.server.post("/v1/captures", body(), JSON, key)
    assert answer.status == 401 and answer.json["error"]["code"] == "unknownDevice" and answer.json["error"]["message"]


def test_the_key_of_another_dialect_is_as_unknown_as_any(roadside):
    wrong = roadside.server.post("/v1/captures", body(), JSON, "wrong")
    other = roadside.server.post("/v1/captures", body(), JSON, roadside.keys["openalpr"])
    assert (other.status, other.body) == (wrong.status, wrong.body)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "identity, gzip"])
def test_a_compressed_body_is_refused(roadside, encoding):
    answer = roadside.server.post("/v1/captures", body(), JSON, roadside.keys["gantry"], {"Content-Encoding": encoding})
    assert answer.status == 415 and answer.json["error"]["code"] == "unsupportedType"


def raw_exchange(roadside: Roadside, head: str, *pieces: bytes) -> str:
    """Sends bytes as they are and gives back the head and body of the answer as far as they come."""
    with socket.create_connection(("127.0.0.1", roadside.server.camera_port), timeout=20) as connection:
        connection.sendall(head.replace("\n", "\r\n").encode())
        for piece in pieces:
            connection.sendall(piece)
        answer = b""
        while b"\r\n\r\n" not in answer or b"}" not in answer.partition(b"\r\n\r\n")[2]:
            piece = connection.recv(65_536)
            if not piece:
                break
            answer += piece
        return answer.decode(errors="replace")


def head(roadside: Roadside, field: str) -> str:
    return f"POST /v1/captures HTTP/1.1\nHost: 127.0.0.1\nAuthorization: Bearer {roadside.keys['gantry']}\nContent-Type: {JSON}\n{field}\n\n"


def test_a_body_announced_as_too_large_is_refused_unread(roadside):
    answer = raw_exchange(roadside, head(roadside, f"Content-Length: {33 * MEBIBYTE}"))
    assert answer.startswith("HTTP/1.1 413") and '"tooLarge"' in answer


def test_a_body_that_grows_too_large_is_refused(roadside):
    piece = b"%x\r\n" % 65_536 + b" " * 65_536 + b"\r\n"
    answer = raw_exchange(roadside, head(roadside, "Transfer-Encoding: chunked"), *[piece] * 17)
    assert answer.startswith("HTTP/1.1 413") and '"tooLarge"' in answer


def test_a_body_at_the_limit_is_taken(roadside):
    sent = body(id="at-the-limit").ljust(MEBIBYTE)
    assert roadside.server.post("/v1/captures", sent, JSON, roadside.keys["gantry"]).status == 201
    assert roadside.server.post("/v1/captures", sent + b" ", JSON, roadside.keys["gantry"]).status == 413


def test_a_body_that_ends_early_leaves_nothing(roadside):
    before, waiting = roadside.passes(), roadside.unparsed()
    with socket.create_connection(("127.0.0.1", roadside.server.camera_port), timeout=20) as connection:
        connection.sendall(head(roadside, "Content-Length: 500").replace("\n", "\r\n").encode() + b'{"device":"tas-014-a",')
    roadside.assert_alive()
    assert roadside.server.post("/v1/captures", body(id="after"), JSON, roadside.keys["gantry"]).status == 201
    assert roadside.passes() == before + 1
    assert roadside.unparsed() == waiting


@pytest.mark.parametrize(
    "path",
    ["/", "/queue", "/sign-in", "/v1", "/v1/captures/../../healthz", "/v1//captures", "/v1/captures/%2e%2e/captures", "/v1/captures/a/b", "/v1/captures/%00",
     "/v1/captures/..%2f..%2fgantry.yaml", "//v1/captures", "/static/css/base.css", "/v1/captures/" + "k" * 9000],
)  # fmt: skip
def test_other_paths_lead_nowhere(roadside, path):
    assert 400 <= roadside.server.post(path, body(), JSON).status < 500


def test_only_posts_are_heard(roadside):
    for method in ("GET", "PUT", "DELETE", "PATCH", "TRACE"):
        answer = raw_exchange(roadside, f"{method} /v1/captures HTTP/1.1\nHost: 127.0.0.1\nConnection: close\n\n")
        assert answer.split()[1] in ("404", "405"), method


def test_the_office_listens_to_no_camera(roadside):
    answer = roadside.officer.request("POST", "/v1/captures", body(), {"Content-Type": JSON, "Authorization": f"Bearer {roadside.keys['gantry']}"})
    assert answer.status in (403, 404)


# Not understood, and kept


def form(parts: list[tuple[str, bytes]], **fields) -> bytes:
    return form_data([("capture", JSON, body(**fields))] + [(name, "image/jpeg", data) for name, data in parts])


FAULTS = {
    "no body": (b"", JSON, "emptyBody"),
    "no JSON": (b'{"device":"tas-014-a",', JSON, "malformedJSON"),
    "another kind of JSON": (b"[1,2,3]", JSON, "malformedJSON"),
    "not UTF-8": (b'{"device":"\xff\xfe"}', JSON, "malformedJSON"),
    "nested too deep": (b'{"a":' * 200 + b"1" + b"}" * 200, JSON, "tooDeep"),
    "another content type": (b"plate=01A123BC", "text/plain", "unsupportedType"),
    "no time": (json.dumps({"device": "tas-014-a"}).encode(), JSON, "missingField"),
    "no device": (json.dumps({"time": now()}).encode(), JSON, "missingField"),
    "a time without zone": (body(time="2026-11-21T09:15:30"), JSON, "badTime"),
    "no time at all in it": (body(time="yesterday"), JSON, "badTime"),
    "a clock hours ahead": (body(time=now(hours=3)), JSON, "clockOutOfBound"),
    "a clock of 1970": (body(time="1970-01-01T00:00:00Z"), JSON, "clockOutOfBound"),
    "another device": (body(device="tas-999"), JSON, "deviceMismatch"),
    "an impossible speed": (body(speedKmh=9000), JSON, "badValue"),
    "an impossible confidence": (body(plate={"text": "01A123BC", "confidence": 7}), JSON, "badValue"),
    "a form without an end": (form([("scene1", small_jpeg())])[:-40], FORM_DATA, "truncatedBody"),
    "a form without a capture": (form_data([("scene1", "image/jpeg", small_jpeg())]), FORM_DATA, "missingPart"),
    "a form without boundary": (form([]), "multipart/form-data", "malformedMultipart"),
    "two captures in a form": (form_data([("capture", JSON, body()), ("capture", JSON, body())]), FORM_DATA, "duplicatePart"),
    "too many parts": (form([(f"scene{number}", small_jpeg()) for number in range(17)]), FORM_DATA, "tooManyParts"),
    "half a JPEG": (form([("scene1", small_jpeg()[:2000])]), FORM_DATA, "truncatedPicture"),
    "no picture": (form([("scene1", b"GIF89a" + b"\0" * 64)]), FORM_DATA, "unsupportedPicture"),
    "a picture that did not come": (form([], pictures=[{"kind": "scene", "part": "scene1"}]), FORM_DATA, "missingPart"),
}


@pytest.mark.parametrize("what", FAULTS)
def test_what_is_not_understood_is_answered_with_words_and_kept(roadside, what):
    sent, content_type, code = FAULTS[what]
    answer = roadside.server.post("/v1/captures", sent, content_type, roadside.keys["gantry"])
    assert answer.status == 422 and answer.content_type.startswith(JSON), answer.body
    error = answer.json["error"]
    assert error["code"] == code and len(error["message"]) > 10
    assert "01A123BC" not in answer.body.decode()
    kept = roadside.officer.get(f"/unparsed/{error['reference']}")
    assert kept.status == 200 and code in kept.text and "tas-014-a" in kept.text
    assert roadside.officer.get(f"/unparsed/{error['reference']}/body").body == sent
    roadside.assert_alive()


ENTITIES = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
EXTERNAL = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
HIKVISION_FAULTS = {
    "entities": (hikvision_alert(extra=ENTITIES), "entityDeclared"),
    "a file of ours": (hikvision_alert(extra=EXTERNAL).replace(b"01A123BC", b"&x;"), "entityDeclared"),
    "XML nested too deep": (b"<a>" * 200 + b"</a>" * 200, "tooDeep"),
    "half a document": (hikvision_alert()[:300], "malformedXML"),
    "a clock of the factory": (hikvision_alert(time_text="1970-01-01T08:00:00+08:00"), "clockOutOfBound"),
}


@pytest.mark.parametrize("what", HIKVISION_FAULTS)
def test_what_a_hikvision_device_sends_wrong_is_kept(roadside, what):
    sent, code = HIKVISION_FAULTS[what]
    waiting = set(roadside.unparsed())
    answer = roadside.server.post(f"/v1/hikvision/{roadside.keys['hikvision']}", sent, "application/xml")
    assert (answer.status, answer.body) == (200, b""), "the device sends again for ever unless it hears 200"
    (reference,) = set(roadside.unparsed()) - waiting
    assert code in roadside.officer.get(f"/unparsed/{reference}").text


def test_a_small_error_of_the_clock_is_taken(roadside):
    assert roadside.server.post("/v1/captures", body(time=now(seconds=-90), id="late"), JSON, roadside.keys["gantry"]).status == 201
    assert roadside.server.post("/v1/captures", body(time=now(hours=-30), id="later"), JSON, roadside.keys["gantry"]).status == 201


# Signals


def test_a_signal_controller_is_heard(roadside):
    phases = {"phases": [{"group": "2", "colour": "red", "since": now(), "amberMilliseconds": 3000}]}
    assert roadside.server.post("/v1/signals", json.dumps(phases).encode(), JSON, roadside.keys["gantry"]).status == 204
    assert roadside.server.post("/v1/signals", json.dumps(phases).encode(), JSON, "wrong").status == 401
    wrong = roadside.server.post("/v1/signals", b'{"phases":[{"colour":"purple"}]}', JSON, roadside.keys["gantry"])
    assert wrong.status == 400 and wrong.json["error"]["code"] == "malformed"
