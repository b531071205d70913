"""Writes sound inputs for the fuzz targets, from which they start: `python Fuzz/seeds.py FOLDER` makes one folder a target."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import sys
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from PIL import Image

DIALECTS = ("gantry", "openalpr", "hikvision", "video")
TYPES = ("application/json", "application/xml", "-----7e1", "boundary", None)


def chosen(number: int, body: bytes | str) -> bytes:
    """An input whose first byte chooses the reader."""
    return bytes([number]) + (body.encode() if isinstance(body, str) else body)


def url_safe(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


# Pictures


def picture(mode: str = "RGB", progressive: bool = False, size: tuple[int, int] = (48, 32)) -> bytes:
    gradient = Image.linear_gradient("L").resize(size)
    file = io.BytesIO()
    (gradient if mode == "L" else Image.merge("RGB", (gradient, gradient.rotate(90).resize(size), gradient))).save(
        file, "JPEG", quality=60, progressive=progressive)
    return file.getvalue()


def pictures() -> list[bytes]:
    tail = bytes([40, 60, 80, 90, 20, 128, 64, 99, 99, 1, 2, 3])
    return [picture() + tail, picture(progressive=True) + tail, picture("L") + tail, picture(size=(9, 9)), picture()[:200]]


# What cameras send


def camera(dialect: str, kind: str | None, body: bytes) -> bytes:
    return chosen(TYPES.index(kind) * len(DIALECTS) + DIALECTS.index(dialect), body)


def multipart(boundary: str, *parts: tuple[str, str, bytes]) -> bytes:
    body = b""
    for name, kind, content in parts:
        body += f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}"\r\nContent-Type: {kind}\r\n\r\n'.encode()
        body += content + b"\r\n"
    return body + f"--{boundary}--\r\n".encode()


def cameras() -> list[bytes]:
    box = {"x": 0.4, "y": 0.5, "width": 0.1, "height": 0.05}
    capture = json.dumps({
        "device": "camera", "id": "c-1", "time": "2026-11-21T09:15:29.250+05:00", "lane": 2, "direction": "approach", "speedKmh": 61.5,
        "violation": "red-light", "plate": {"text": "01A123BC", "confidence": 0.97, "region": "UZ", "box": box}, "media": ["scene1"],
        "position": {"latitude": 41.31, "longitude": 69.28},
    }).encode()
    group = json.dumps({
        "data_type": "alpr_group", "version": 2, "epoch_start": 1795234529000, "epoch_end": 1795234530000, "best_uuid": "u-1", "camera_id": 1,
        "best_plate": {"plate": "01A123BC", "confidence": 91.5, "region": "uz", "coordinates": [{"x": 1, "y": 2}] * 4,
                       "candidates": [{"plate": "01A123BC", "confidence": 91.5, "matches_template": 1}]},
        "best_plate_number": "01A123BC", "best_confidence": 91.5, "vehicle_crop_jpeg": base64.b64encode(picture()).decode(), "travel_direction": 90.0,
    }).encode()
    alert = (
        '<?xml version="1.0" encoding="UTF-8"?><EventNotificationAlert version="2.0" xmlns="http://www.isapi.org/ver20/XMLSchema">'
        "<ipAddress>192.0.2.1</ipAddress><macAddress>44:19:b6:00:00:01</macAddress><channelID>1</channelID><dateTime>2026-11-21T09:15:29+05:00</dateTime>"
        "<eventType>ANPR</eventType><eventState>active</eventState><UUID>u-1</UUID><ANPR><country>1</country><licensePlate>01A123BC</licensePlate>"
        "<line>1</line><direction>forward</direction><confidenceLevel>97</confidenceLevel><plateType>92TypeCivil</plateType>"
        "<vehicleInfo><index>1</index><speed>61</speed><colorDepth>0</colorDepth></vehicleInfo><pictureInfoList><pictureInfo>"
        "<fileName>licensePlatePicture.jpg</fileName><type>licensePlatePicture</type><plateRect><X>100</X><Y>200</Y><width>50</width><height>20</height>"
        "</plateRect></pictureInfo></pictureInfoList></ANPR></EventNotificationAlert>"
    ).encode()
    heartbeat = b"<EventNotificationAlert><eventType>videoloss</eventType><eventState>inactive</eventState></EventNotificationAlert>"
    parts = multipart("-----7e1", ("capture", "application/json", capture), ("scene1", "image/jpeg", picture()))
    alarm = multipart("boundary", ("anpr.xml", "text/xml", alert), ("licensePlatePicture.jpg", "image/jpeg", picture()))
    sent = [
        ("gantry", "application/json", capture), ("gantry", "-----7e1", parts), ("gantry", None, capture), ("openalpr", "application/json", group),
        ("hikvision", "application/xml", alert), ("hikvision", "application/xml", heartbeat), ("hikvision", "boundary", alarm),
        ("hikvision", None, alert), ("gantry", "application/json", b'{"device":"camera","heartbeat":true}'), ("gantry", "application/json", b"[]"),
    ]
    return [camera(*one) for one in sent]


# Notes, proofs, policies


def notes() -> list[bytes]:
    root = base64.b64encode(hashlib.sha256(b"root").digest()).decode()
    checkpoint = f"log.example/audit\n3\n{root}\n"
    signature = base64.b64encode(bytes(4) + bytes(64)).decode()
    note = f"{checkpoint}\n\N{EM DASH} log.example/audit {signature}\n"
    proof = f"c2sp.org/tlog-proof@v1\nindex 1\n{root}\n{root}\n\n{note}"
    submission = f"old 2\n{root}\n\n{note}"
    key = "log.example/audit+00000000+" + base64.b64encode(b"\x01" + bytes(32)).decode()
    policy = f"log {key}\nwitness w {key} https://witness.example\ngroup g 1 w\nquorum g\n"
    entry = '{"kind":"role.changed","number":1,"time":"2026-11-21T09:15:29.25Z","after":["officer"],"before":[]}'
    texts = [note, proof, submission, policy, checkpoint, key, "tile/0/x001/067.p/8", entry]
    return [chosen(min(number, 6), text) for number, text in enumerate(texts)] + [chosen(6, "tile/entries/x999/x001/067")]


# Passkeys


def cbor(value: object) -> bytes:
    """The canonical form of CTAP2, of what is needed here."""
    def head(major: int, number: int) -> bytes:
        for short, size in ((24, 0), (1 << 8, 1), (1 << 16, 2)):
            if number < short:
                return bytes([major << 5 | number]) if size == 0 else bytes([major << 5 | 23 + size]) + number.to_bytes(size)
        raise ValueError(number)

    if isinstance(value, int):
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, str):
        return head(3, len(value.encode())) + value.encode()
    if isinstance(value, dict):
        pairs = sorted((cbor(key), cbor(content)) for key, content in value.items())
        return head(5, len(pairs)) + b"".join(key + content for key, content in sorted(pairs, key=lambda pair: (len(pair[0]), pair[0])))
    raise TypeError(type(value))


def passkeys() -> list[bytes]:
    numbers = ec.derive_private_key(7, ec.SECP256R1()).public_key().public_numbers()
    key = cbor({1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)})
    edwards = cbor({1: 1, 3: -8, -1: 6, -2: bytes(31) + b"\x09"})
    identity, party = bytes([7] * 16), hashlib.sha256(b"gantry.example").digest()
    made = party + b"\x45" + bytes(4) + bytes(16) + len(identity).to_bytes(2) + identity + key
    extended = party + b"\x85" + bytes(4) + cbor({"credProps": {"rk": 1}})
    used = party + b"\x05" + bytes([0, 0, 0, 9])
    def client(kind: str) -> bytes:
        return json.dumps({"type": kind, "challenge": url_safe(bytes(32)), "origin": "https://gantry.example", "crossOrigin": False}).encode()
    def answer(**response: object) -> str:
        return json.dumps({"id": url_safe(identity), "rawId": url_safe(identity), "type": "public-key", "response": response})
    attestation = cbor({"fmt": "none", "attStmt": {}, "authData": made})
    registration = answer(clientDataJSON=url_safe(client("webauthn.create")), attestationObject=url_safe(attestation), transports=["internal", "hybrid"])
    assertion = answer(clientDataJSON=url_safe(client("webauthn.get")), authenticatorData=url_safe(used), signature=url_safe(bytes(70)))
    seeds = [(0, attestation), (0, key), (1, made), (1, extended), (1, used), (2, client("webauthn.get")), (3, key), (3, edwards)]
    return [chosen(number, body) for number, body in seeds] + [chosen(4, registration), chosen(5, assertion)]


# An identity provider


def agency() -> list[bytes]:
    numbers = ec.derive_private_key(7, ec.SECP256R1()).public_key().public_numbers()
    issuer = "https://login.agency.example"
    claims = {
        "iss": issuer, "sub": "7f3a", "aud": "gantry", "exp": 1800000300, "iat": 1800000000, "auth_time": 1799999990, "nonce": "n", "amr": ["pwd", "mfa"],
        "azp": "gantry", "nbf": 1800000000, "acr": "urn:example:loa3",
    }
    header = {"alg": "ES256", "kid": "a", "typ": "JWT"}
    token = ".".join([url_safe(json.dumps(header).encode()), url_safe(json.dumps(claims).encode()), url_safe(bytes(64))])
    directions = {
        "issuer": issuer, "authorization_endpoint": f"{issuer}/authorize", "token_endpoint": f"{issuer}/token", "jwks_uri": f"{issuer}/keys",
        "response_types_supported": ["code"], "code_challenge_methods_supported": ["S256"], "token_endpoint_auth_methods_supported": ["none"],
    }
    keys = {"keys": [
        {"kty": "EC", "crv": "P-256", "kid": "a", "use": "sig", "x": url_safe(numbers.x.to_bytes(32)), "y": url_safe(numbers.y.to_bytes(32))},
        {"kty": "RSA", "kid": "b", "alg": "RS256", "n": url_safe(b"\xc3" * 256), "e": "AQAB"}, {"kty": "OKP", "crv": "Ed25519", "x": url_safe(bytes(32))},
    ]}
    return [
        chosen(0, token), chosen(1, json.dumps(claims)), chosen(1, json.dumps(claims | {"aud": ["gantry"]})), chosen(2, json.dumps(directions)),
        chosen(3, json.dumps(keys)), chosen(4, url_safe(bytes(120))), chosen(5, "7f3a"),
    ]


# Forms


def forms() -> list[bytes]:
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    return [
        chosen(0, "name=Dilnoza+Karimova&role=officer&role=supervisor&note=%C3%A4%26&empty="), chosen(0, "a&=b&c=d=e"), chosen(1, "192.0.2.7"),
        chosen(1, "::ffff:10.1.0.5"), chosen(1, "fe80::1%eth0"), chosen(2, "10.1.0.0/16"), chosen(2, "fd00::/8"), chosen(3, agent),
        chosen(4, url_safe(bytes(range(40)))),
    ]


TARGETS = {"cameras": cameras, "notes": notes, "pictures": pictures, "passkeys": passkeys, "agency": agency, "forms": forms}

if __name__ == "__main__":
    for target, seeds in TARGETS.items():
        folder = Path(sys.argv[1]) / target
        folder.mkdir(parents=True, exist_ok=True)
        for seed in seeds():
            (folder / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
