"""A server whose cameras come in over TLS, and devices with keys and certificates of their own."""

from __future__ import annotations

import base64
import datetime
import hashlib
import http.client
import ipaddress
import json
import socket
import ssl
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.x509.oid import NameOID
from gantry_server import BINARY, Answer, GantryServer, now
from patience import eventually

PEM = serialization.Encoding.PEM


def self_signed(folder: Path, name: str = "localhost") -> tuple[Path, Path]:
    """A server's certificate and key, in two files."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    start = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=1)
    certificate = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(start).not_valid_after(start + datetime.timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True).sign(key, hashes.SHA256())
    )
    files = folder / "tls.crt", folder / "tls.key"
    files[0].write_bytes(certificate.public_bytes(PEM))
    files[1].write_bytes(key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    files[1].chmod(0o600)
    return files


def pin_of(key) -> str:
    """A public key as it is pinned (RFC 7469)."""
    spki = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return "sha256/" + base64.b64encode(hashlib.sha256(spki).digest()).decode()


@dataclass
class TLSServer(GantryServer):
    """Its cameras' listener speaks TLS; the others are as ever."""

    certificates: str = "offered"

    def init(self) -> None:
        super().init()
        certificate, key = self_signed(self.folder)
        listener = f"  cameras:\n    address: 127.0.0.1:{self.camera_port}\n    tls: {{certificate: {certificate}, key: {key}}}\n"
        text = self.config.read_text().replace(f"  cameras: 127.0.0.1:{self.camera_port}\n", listener)
        self.config.write_text(text + f"cameras:\n  certificates: {self.certificates}\n")

    def start(self, **popen) -> None:
        log = open(self.folder / "server.log", "ab")
        self.process = subprocess.Popen([str(BINARY), "serve", "--config", str(self.config)], stdout=log, stderr=log, cwd=self.folder, **popen)

        def listens() -> bool:
            assert self.process.poll() is None, self.log()
            with socket.socket() as probe:
                return probe.connect_ex(("127.0.0.1", self.camera_port)) == 0

        eventually("a listener for cameras", listens)

    @property
    def pin(self) -> str:
        return pin_of(x509.load_pem_x509_certificate((self.folder / "tls.crt").read_bytes()).public_key())

    def enrolment_code(self, camera: str) -> str:
        lines = self.run("camera", "enrol", camera).stdout.strip().splitlines()
        assert lines[3] == self.pin
        return lines[1]


@dataclass
class Device:
    """What stands at the roadside."""

    server: TLSServer
    folder: Path
    key: object = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    signing_key: ed25519.Ed25519PrivateKey | None = None

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        private = self.key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        (self.folder / "device.key").write_bytes(private)

    @property
    def csr(self) -> str:
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "device")])
        digest = None if isinstance(self.key, ed25519.Ed25519PrivateKey) else hashes.SHA256()
        return x509.CertificateSigningRequestBuilder().subject_name(name).sign(self.key, digest).public_bytes(PEM).decode()

    def enrol(self, code: str) -> Answer:
        body = {"code": code, "csr": self.csr}
        if self.signing_key:
            body["signingKey"] = base64.b64encode(self.signing_key.public_key().public_bytes_raw()).decode()
        answer = self.request("/v1/enrol", json.dumps(body).encode(), certificate=False)
        if answer.status == 200:
            self.take(answer)
        return answer

    def renew(self, body: dict | None = None) -> Answer:
        answer = self.request("/v1/renew", json.dumps(body).encode() if body else b"")
        return answer

    def take(self, answer: Answer) -> None:
        (self.folder / "device.crt").write_text(answer.json["certificate"])

    def context(self, certificate: bool = True) -> ssl.SSLContext:
        context = ssl.create_default_context(cafile=self.server.folder / "tls.crt")
        if certificate:
            context.load_cert_chain(self.folder / "device.crt", self.folder / "device.key")
        return context

    def connection(self, certificate: bool = True) -> http.client.HTTPSConnection:
        return http.client.HTTPSConnection("localhost", self.server.camera_port, timeout=20, context=self.context(certificate))

    def request(self, path: str, body: bytes, certificate: bool = True, headers: dict | None = None, over=None) -> Answer:
        connection = over or self.connection(certificate)
        try:
            connection.request("POST", path, body, {"Content-Type": "application/json", **(headers or {})})
            answer = connection.getresponse()
            return Answer(answer.status, answer.read(), answer.headers.get("Content-Type"))
        finally:
            if over is None:
                connection.close()

    def signature(self, body: bytes) -> dict:
        return {"Gantry-Signature": base64.b64encode(self.signing_key.sign(body)).decode()}

    def post(self, camera: str, path: str = "/v1/captures", **options) -> Answer:
        return self.request(path, capture(camera), **options)


def capture(camera: str, plate: str = "01A123BC", **more) -> bytes:
    return json.dumps({"device": camera, "time": now(), "plate": {"text": plate, "confidence": 0.97}, **more}).encode()
