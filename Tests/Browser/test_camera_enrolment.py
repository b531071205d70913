"""Cameras that nobody can impersonate, against the real server: enrolment, certificates, renewal, revocation, and the agent at the roadside."""

from __future__ import annotations

import http.client
import json
import re
import ssl
import stat
import subprocess
import time
from pathlib import Path

import pytest
from camera_devices import Device, TLSServer, capture, self_signed
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ed25519
from gantry_server import BINARY, free_port
from patience import eventually
from roadside import rows

A, B = "tas-014-a", "tas-014-b"


@pytest.fixture
def tls(tmp_path: Path):
    """A running server with two cameras, of which neither has a certificate yet."""
    server = standing(tmp_path / "gantry")
    yield server
    server.stop()


def standing(folder: Path, certificates: str = "offered") -> TLSServer:
    server = TLSServer(folder, certificates=certificates)
    server.init()
    server.add_site()
    server.keys = {camera: server.add_camera(camera) for camera in (A, B)}
    server.start()
    return server


def is_shut_out(device: Device, camera: str = A) -> bool:
    """Whether its certificate ends in the handshake; TLS 1.3 tells a client of it with its first read."""
    try:
        device.post(camera)
        return False
    except (ssl.SSLError, ConnectionError, http.client.RemoteDisconnected):
        return True


def test_a_device_is_enrolled_and_comes_in_by_its_certificate(tls: TLSServer, tmp_path: Path) -> None:
    code = tls.enrolment_code(A)
    device = Device(tls, tmp_path / "device")
    answer = device.enrol(code.lower().replace("-", " "))
    assert answer.status == 200 and answer.json["camera"] == A, answer.body
    certificate = x509.load_pem_x509_certificate(answer.json["certificate"].encode())
    assert (certificate.not_valid_after_utc - certificate.not_valid_before_utc).total_seconds() == pytest.approx(7 * 86_400, abs=700)
    uris = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value.get_values_for_type(x509.UniformResourceIdentifier)
    assert uris == [f"gantry:camera:{A}"]

    assert device.post(A).status == 201
    assert device.post(A, path=f"/v1/captures/{tls.keys[A]}").status == 201
    assert device.post(A, headers={"Authorization": f"Bearer {tls.keys[A]}"}).status == 201
    refused = device.post(B, path=f"/v1/captures/{tls.keys[B]}")
    assert (refused.status, refused.json["error"]["code"]) == (401, "unknownDevice"), "nobody sends in another's name"
    assert device.post(A, certificate=False).status == 401
    assert device.post(A, path=f"/v1/captures/{tls.keys[A]}", certificate=False).status == 201, "a key does, too, where certificates are offered"

    again = Device(tls, tmp_path / "again").enrol(code)
    assert (again.status, again.json["error"]["code"]) == (401, "unknownCode")
    authority = tls.folder / "keys/cameras/authority.key"
    assert stat.S_IMODE(authority.stat().st_mode) == 0o600
    assert code not in tls.log() and code.replace("-", "") not in tls.log()


def test_the_short_way_serves_a_certificate_over_one_connection(tls: TLSServer, tmp_path: Path) -> None:
    device = Device(tls, tmp_path / "device")
    device.enrol(tls.enrolment_code(A))
    connection = device.connection()
    statuses = [device.request("/v1/captures", capture(A, id=str(number)), over=connection).status for number in range(50)]
    connection.close()
    assert statuses == [201] * 50


def test_an_ed25519_device_and_curl(tls: TLSServer, tmp_path: Path) -> None:
    device = Device(tls, tmp_path / "device", key=ed25519.Ed25519PrivateKey.generate())
    assert device.enrol(tls.enrolment_code(A)).status == 200
    assert device.post(A).status == 201
    other = Device(tls, tmp_path / "curl")
    assert other.enrol(tls.enrolment_code(B)).status == 200
    done = subprocess.run(
        ["curl", "-sS", "--tlsv1.3", "--cacert", tls.folder / "tls.crt", "--cert", other.folder / "device.crt", "--key", other.folder / "device.key",
         "-H", "Content-Type: application/json", "--data-binary", "@-", "-w", "\n%{http_code}", f"https://localhost:{tls.camera_port}/v1/captures"],
        input=capture(B), capture_output=True, timeout=30, check=True)
    assert done.stdout.splitlines()[-1] == b"201", done.stdout


def test_certificates_of_others_end_in_the_handshake(tls: TLSServer, tmp_path: Path) -> None:
    device = Device(tls, tmp_path / "device")
    device.enrol(tls.enrolment_code(A))
    stranger = Device(tls, tmp_path / "stranger")
    certificate, key = self_signed(stranger.folder, A)
    certificate.rename(stranger.folder / "device.crt")
    key.rename(stranger.folder / "device.key")
    assert is_shut_out(stranger)
    thief = Device(tls, tmp_path / "thief")
    (thief.folder / "device.crt").write_text((device.folder / "device.crt").read_text())
    with pytest.raises(ssl.SSLError):
        thief.post(A)
    assert device.post(A).status == 201


def test_a_certificate_is_renewed_and_its_old_key_ends(tls: TLSServer, tmp_path: Path) -> None:
    device = Device(tls, tmp_path / "device")
    device.enrol(tls.enrolment_code(A))
    same = device.renew()
    assert same.status == 200 and same.json["notAfter"] > same.json["renewAfter"]
    fresh = Device(tls, tmp_path / "fresh")
    answer = device.renew({"csr": fresh.csr})
    assert answer.status == 200
    fresh.take(answer)
    assert device.post(A).status == 201, "both count until the new one is used"
    assert fresh.post(A).status == 201
    eventually("the old key's end", lambda: is_shut_out(device), seconds=10)
    assert fresh.post(A).status == 201
    assert fresh.request("/v1/renew", b"", certificate=False).status == 401
    assert fresh.renew({"csr": "nothing"}).status == 422


def test_a_revoked_camera_is_hung_up_on_within_a_second(tls: TLSServer, tmp_path: Path) -> None:
    device = Device(tls, tmp_path / "device")
    device.enrol(tls.enrolment_code(A))
    connection = device.connection()
    assert device.request("/v1/captures", capture(A), over=connection).status == 201
    tls.run("camera", "revoke", A)
    began = time.monotonic()
    connection.sock.settimeout(5)
    assert connection.sock.recv(1) == b"", "the server hung up"
    assert time.monotonic() - began < 1.5
    assert is_shut_out(device)
    assert device.post(A, path=f"/v1/captures/{tls.keys[A]}", certificate=False).status == 401
    assert device.post(B, path=f"/v1/captures/{tls.keys[B]}", certificate=False).status == 201
    assert rows(tls, "SELECT count(*) FROM camera_pins") == [(0,)]
    again = Device(tls, tmp_path / "again")
    assert again.enrol(tls.enrolment_code(A)).status == 200
    assert again.post(A).status == 201


def test_where_certificates_are_required_a_key_is_for_weak_cameras(tmp_path: Path) -> None:
    server = standing(tmp_path / "gantry", certificates="required")
    try:
        device = Device(server, tmp_path / "device")
        assert device.post(A, path=f"/v1/captures/{server.keys[A]}", certificate=False).status == 401
        assert device.enrol(server.enrolment_code(A)).status == 200
        assert device.post(A).status == 201
        server.run("camera", "terms", B, "--weak", "--from", "127.0.0.1")
        path = f"/v1/captures/{server.keys[B]}"
        eventually("new terms", lambda: device.post(B, path=path, certificate=False).status == 201, seconds=10)
        server.run("camera", "terms", B, "--from", "10.2.0.0/24")
        eventually("other terms", lambda: device.post(B, path=path, certificate=False).status == 401, seconds=10)
    finally:
        server.stop()


def test_required_certificates_need_tls(server) -> None:
    server.config.write_text(server.config.read_text() + "cameras:\n  certificates: required\n")
    done = server.run("camera", "list", check=False)
    assert done.returncode != 0 and "cameras.certificates" in done.stderr and "TLS" in done.stderr


def test_rate_and_size_are_a_cameras_own(tls: TLSServer, tmp_path: Path) -> None:
    tls.run("camera", "terms", A, "--rate", "0.5/s", "--body", "2KiB")
    device = Device(tls, tmp_path / "device")
    path = f"/v1/captures/{tls.keys[A]}"
    long = capture(A, vehicle={"make": "x" * 3000})
    eventually("new terms", lambda: device.request(path, long, certificate=False).status == 413, seconds=10)
    statuses = [device.post(A, path=path, certificate=False).status for _ in range(12)]
    assert 201 in statuses and statuses[-1] == 429
    assert device.post(B, path=f"/v1/captures/{tls.keys[B]}", certificate=False).status == 201
    shown = tls.run("camera", "terms", A).stdout
    assert "0.5/s" in shown and "2KiB" in shown
    for wrong in (["--rate", "fast"], ["--from", "10.2.0.1/8"], ["--body", "8"]):
        assert tls.run("camera", "terms", A, *wrong, check=False).returncode != 0


def test_a_camera_that_signs_is_believed_with_its_signature_alone(tls: TLSServer, tmp_path: Path) -> None:
    device = Device(tls, tmp_path / "device", signing_key=ed25519.Ed25519PrivateKey.generate())
    device.enrol(tls.enrolment_code(A))
    body = capture(A)
    assert device.request("/v1/captures", body, headers=device.signature(body)).status == 201
    for fields in ({}, {"Gantry-Signature": "AAAA"}, device.signature(body + b" ")):
        refused = device.request("/v1/captures", body, headers=fields)
        assert (refused.status, refused.json["error"]["code"]) == (401, "badSignature")
    assert rows(tls, f"SELECT refused FROM camera_credentials WHERE camera = '{A}'") == [(3,)]


def test_guessing_codes_is_slowed_down(tls: TLSServer, tmp_path: Path) -> None:
    device = Device(tls, tmp_path / "device")
    statuses = [device.enrol("00000-00000-00000-00000").status for _ in range(7)]
    assert statuses == [401] * 5 + [429] * 2


def test_the_log_tells_of_cameras_that_come_and_go(tls: TLSServer, tmp_path: Path) -> None:
    Device(tls, tmp_path / "device").enrol(tls.enrolment_code(A))
    tls.run("camera", "revoke", A)

    def told() -> list[str]:
        return re.findall(r"camera\.(?:enrolled|revoked)", tls.run("log", "entries").stdout)

    eventually("three entries of the camera", lambda: told().count("camera.revoked") == 1 and told().count("camera.enrolled") == 3)


# The agent beside a camera that cannot do TLS.


class Agent:
    def __init__(self, server: TLSServer, folder: Path) -> None:
        self.server, self.folder, self.port = server, folder, free_port()
        self.process: subprocess.Popen | None = None

    def command(self, *arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [str(BINARY), "camera", "agent", *arguments, "--folder", str(self.folder)], capture_output=True, text=True, timeout=60)

    def enrol(self, code: str, *more: str, pin: str | None = None) -> subprocess.CompletedProcess:
        return self.command(
            "enrol", code, "--server", f"https://localhost:{self.server.camera_port}", "--pin", pin or self.server.pin, "--listen",
            f"127.0.0.1:{self.port}", *more)

    def start(self) -> None:
        self.process = subprocess.Popen(
            [str(BINARY), "camera", "agent", "run", "--folder", str(self.folder)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert self.process.stdout.readline().strip() == f"The agent listens on port {self.port}"

    def post(self, path: str, body: bytes, content_type: str = "application/json") -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=40)
        connection.request("POST", path, body, {"Content-Type": content_type})
        answer = connection.getresponse()
        result = answer.status, answer.read()
        connection.close()
        return result

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            assert self.process.wait(timeout=20) == 0


@pytest.fixture
def agent(tls: TLSServer, tmp_path: Path):
    agent = Agent(tls, tmp_path / "agent")
    yield agent
    agent.stop()


def test_the_agent_hands_captures_on_under_its_certificate(tls: TLSServer, agent: Agent) -> None:
    done = agent.enrol(tls.enrolment_code(A), "--sign")
    assert done.returncode == 0 and A in done.stdout, done.stderr
    for name in ("device.key", "signing.key", "certificate.json", "agent.yaml"):
        assert stat.S_IMODE((agent.folder / name).stat().st_mode) == 0o600, name
    assert "answers" in agent.command("status").stdout
    agent.start()
    status, body = agent.post("/v1/captures", capture(A))
    assert status == 201 and len(json.loads(body)["receipts"]) == 1
    assert agent.post("/v1/captures", b"{")[0] == 422, "the server's own answer"
    assert agent.post("/v1/captures/anything", capture(A))[0] == 404
    assert agent.post("/v1/enrol", b"{}")[0] == 404
    assert rows(tls, f"SELECT refused FROM camera_credentials WHERE camera = '{A}'") == [(0,)]


def test_the_agent_knows_its_server_by_the_pin(tls: TLSServer, agent: Agent) -> None:
    code = tls.enrolment_code(A)
    done = agent.enrol(code, pin="sha256/" + "A" * 43 + "=")
    assert done.returncode != 0 and "pinned" in done.stderr, done.stderr
    assert not (agent.folder / "device.key").exists()
    assert agent.enrol(code).returncode == 0, "the code was not sent to whoever it was"
    wrong = agent.enrol("00000-00000-00000-00000")
    assert wrong.returncode != 0 and "code" in wrong.stderr
    assert agent.command("status").returncode == 0, "what was there is still good"


def test_while_the_server_is_away_the_camera_keeps_what_it_has(tls: TLSServer, agent: Agent) -> None:
    assert agent.enrol(tls.enrolment_code(A)).returncode == 0
    agent.start()
    assert agent.post("/v1/captures", capture(A))[0] == 201
    tls.stop()
    assert agent.post("/v1/captures", capture(A))[0] == 503
    tls.start()
    eventually("the line to come back", lambda: agent.post("/v1/captures", capture(A))[0] == 201)
    tls.run("camera", "revoke", A)
    eventually("the revoked agent's end", lambda: agent.post("/v1/captures", capture(A))[0] == 503, seconds=10)
    status = agent.command("status")
    assert status.returncode != 0 and "reached" in status.stderr


def test_the_agent_renews_in_time(tls: TLSServer, agent: Agent) -> None:
    assert agent.enrol(tls.enrolment_code(A)).returncode == 0
    file = agent.folder / "certificate.json"
    kept = json.loads(file.read_text())
    before = kept["certificate"]
    kept["renewAfter"] = "2026-01-01T00:00:00.000Z"
    file.write_text(json.dumps(kept))
    agent.start()
    eventually("a new certificate", lambda: json.loads(file.read_text())["certificate"] != before, seconds=20)
    assert agent.post("/v1/captures", capture(A))[0] == 201


def test_strangers_get_nothing_from_the_agent(tls: TLSServer, agent: Agent) -> None:
    assert agent.enrol(tls.enrolment_code(A), "--allow", "10.2.0.7").returncode == 0
    agent.start()
    assert agent.post("/v1/captures", capture(A))[0] == 403
    assert agent.enrol(tls.enrolment_code(A), "--allow", "0.0.0.0/0").returncode != 0
