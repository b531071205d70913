"""A server that would be unsafe does not start: it says why and what to do, ends with 78, and nothing listens."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest

from gantry_server import BINARY, ROOT, GantryServer, free_port

EX_CONFIG = 78
OWN_NETWORK = "10.1.0.0/16"


def openssl(*arguments: str, folder: Path) -> None:
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def server(tmp_path) -> GantryServer:
    server = GantryServer(tmp_path / "server")
    server.init()
    server.run("tls", "init", "--folder", str(server.folder / "keys/tls"), "--name", "gantry.example", with_config=False)
    return server


def configure(server: GantryServer, office: str | None = None, address: str = "https://gantry.example", rest: str = "", links: str = "enrol") -> None:
    """An office that hears the network, unless a test says otherwise."""
    office = office or f"{{address: '0.0.0.0:{server.office_port}', {tls()}, allow: [{OWN_NETWORK}]}}"
    server.config.write_text(
        f"data: {server.data_folder}\nkey: keys/server.key\naddress: {address}\nsign_in: {{links: {links}}}\n"
        f"listen:\n  office: {office}\n  cameras: 127.0.0.1:{server.camera_port}\n  public: 127.0.0.1:{server.public_port}\n{rest}"
    )


def tls(certificate: str = "keys/tls/server.pem", key: str = "keys/tls/server.key") -> str:
    return f"tls: {{certificate: {certificate}, key: {key}}}"


def is_heard(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def refused(server: GantryServer) -> list[str]:
    """Tries to serve; returns the lines that say why not. Watches that nothing listened meanwhile."""
    process = subprocess.Popen(
        [str(BINARY), "serve", "--config", str(server.config)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=server.folder
    )
    ports = [server.office_port, server.camera_port, server.public_port]
    deadline = time.monotonic() + 30
    heard = False
    while process.poll() is None and time.monotonic() < deadline:
        heard = heard or any(is_heard(port) for port in ports)
        time.sleep(0.02)
    if process.poll() is None:
        process.kill()
    out, err = process.communicate()
    assert process.returncode == EX_CONFIG, (process.returncode, out, err)
    assert not heard, "something listened"
    assert out == ""
    return err.splitlines()


def expect(server: GantryServer, key: str, *words: str) -> None:
    lines = [line for line in refused(server) if re.search(rf"(^|[\s-]){re.escape(key)}:", line)]
    assert any(all(word in line for word in words) for line in lines), (key, words, lines)


# What a listener on the network needs


def test_without_tls(server):
    configure(server, office=f"{{address: '0.0.0.0:{server.office_port}', allow: [{OWN_NETWORK}]}}")
    expect(server, "listen.office.tls", "nothing is encrypted", "gantry tls init")


def test_without_tls_on_ipv6_and_on_an_address(server):
    for host in ("[::]", "192.0.2.1", "[2001:db8::1]"):
        configure(server, office=f"'{host}:{server.office_port}'")
        lines = refused(server)
        assert any("listen.office.tls:" in line for line in lines) and any("listen.office.allow:" in line for line in lines), host


def test_without_a_list(server):
    configure(server, office=f"{{address: '0.0.0.0:{server.office_port}', {tls()}}}")
    expect(server, "listen.office.allow", "nothing says who may come")


@pytest.mark.parametrize("allow", ["everyone", "[]", "[0.0.0.0/0]", "['::/0']", "[10.1.0.0/16, 128.0.0.0/1]"])
def test_with_a_list_that_keeps_nobody_out(server, allow):
    configure(server, office=f"{{address: '0.0.0.0:{server.office_port}', {tls()}, allow: {allow}}}")
    expect(server, "listen.office.allow", "List")


def test_cameras_are_not_for_everyone(server):
    configure(server, office=f"127.0.0.1:{server.office_port}")
    text = server.config.read_text()
    server.config.write_text(text.replace(f"cameras: 127.0.0.1:{server.camera_port}", f"cameras: {{address: '0.0.0.0:{server.camera_port}', allow: everyone}}"))
    expect(server, "listen.cameras.allow", "everyone")
    expect(server, "listen.cameras.tls", "nothing is encrypted")


def test_the_public_page_says_who_may_come(server):
    configure(server, office=f"127.0.0.1:{server.office_port}")
    text = server.config.read_text()
    server.config.write_text(text.replace(f"public: 127.0.0.1:{server.public_port}", f"public: {{address: '0.0.0.0:{server.public_port}', {tls()}}}"))
    expect(server, "listen.public.allow", "everyone")
    expect(server, "public.address", "https://")


def test_without_an_administrator_who_can_sign_in(server):
    configure(server)
    expect(server, "listen", "no administrator has a passkey", "gantry person add")
    server.add_person("Invited, but without a passkey", "administrator")
    expect(server, "listen", "no administrator has a passkey")


def test_with_links_that_let_in(server):
    configure(server, links="enter")
    expect(server, "sign_in", "enter")


def test_with_pages_in_clear(server):
    configure(server, address="http://gantry.example")
    assert any("address:" in line and "https" in line for line in refused(server))


@pytest.mark.skipif(os.geteuid() != 0, reason="shows what root is told")
def test_as_root(server):
    configure(server)
    expect(server, "listen", "root")


def test_everything_is_said_at_once(server):
    (server.folder / "keys/server.key").chmod(0o644)
    server.data_folder.chmod(0o755)
    configure(server, office=f"'0.0.0.0:{server.office_port}'")
    lines = refused(server)
    for key in ("listen.office.tls", "listen.office.allow", "key", "data"):
        assert any(f"- {key}:" in line for line in lines), (key, lines)


# Certificates


def certificate(server: GantryServer, name: str = "gantry.example", days: str = "10", start: str | None = None) -> None:
    folder = server.folder / "keys/tls"
    openssl(
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "server.key", "-out", "server.pem", "-subj", f"/CN={name}",
        "-addext", f"subjectAltName=DNS:{name}", "-days", days, folder=folder,
    )
    (folder / "server.key").chmod(0o600)


def on_loopback(server: GantryServer) -> None:
    configure(server, office=f"{{address: '127.0.0.1:{server.office_port}', {tls()}}}")


def test_an_expired_certificate(server):
    certificate(server, days="-1")
    on_loopback(server)
    expect(server, "listen.office.tls.certificate", "expired", "gantry tls renew")


def test_a_certificate_of_tomorrow(server):
    folder = server.folder / "keys/tls"
    openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "server.key", folder=folder)
    (folder / "server.key").chmod(0o600)
    openssl("req", "-new", "-key", "server.key", "-subj", "/CN=gantry.example", "-out", "server.csr", folder=folder)
    (folder / "ca.cnf").write_text(
        "[ca]\ndefault_ca=c\n[c]\ndatabase=index.txt\nserial=serial\nnew_certs_dir=.\ndefault_md=sha256\npolicy=p\nx509_extensions=x\n"
        "[p]\ncommonName=supplied\n[x]\nsubjectAltName=DNS:gantry.example\n"
    )
    (folder / "index.txt").write_text("")
    (folder / "serial").write_text("01\n")
    start, end = (time.strftime("%Y%m%d%H%M%SZ", time.gmtime(time.time() + hours * 3600)) for hours in (24, 48))
    openssl(
        "ca", "-batch", "-config", "ca.cnf", "-selfsign", "-keyfile", "server.key", "-in", "server.csr", "-out", "server.pem", "-startdate", start,
        "-enddate", end, "-notext", folder=folder,
    )
    on_loopback(server)
    expect(server, "listen.office.tls.certificate", "valid from")


def test_a_certificate_of_another_name(server):
    certificate(server, name="other.example")
    on_loopback(server)
    expect(server, "address", "gantry.example", "other.example")


def test_a_key_of_another_certificate(server):
    shutil.copy(server.folder / "keys/tls/authority.key", server.folder / "keys/tls/server.key")
    on_loopback(server)
    expect(server, "listen.office.tls", "not the one that the certificate")


@pytest.mark.parametrize("text", ["", "rubbish", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
def test_a_certificate_that_is_none(server, text):
    (server.folder / "keys/tls/server.pem").write_text(text)
    on_loopback(server)
    expect(server, "listen.office.tls", "holds no certificate")


# Files


@pytest.mark.parametrize("mode", [0o640, 0o604])
@pytest.mark.parametrize("name, key", [("keys/server.key", "key"), ("keys/log.key", "transparency.key"), ("keys/tls/server.key", "listen.office.tls.key")])
def test_a_secret_that_others_can_read(server, name, key, mode):
    if name == "keys/log.key":
        server.run("log", "key")
    on_loopback(server)
    (server.folder / name).chmod(mode)
    expect(server, key, "can be read by others", "chmod 600")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
@pytest.mark.parametrize("name, key", [("keys/server.key", "key"), ("keys/tls/server.key", "listen.office.tls.key")])
def test_a_secret_of_somebody_else(server, name, key):
    on_loopback(server)
    os.chown(server.folder / name, 65534, 65534)
    expect(server, key, "belongs to the user with number 65534")


@pytest.mark.parametrize("mode", [0o750, 0o701])
def test_a_data_folder_that_others_can_look_into(server, mode):
    on_loopback(server)
    server.data_folder.chmod(mode)
    expect(server, "data", "chmod 700")


def test_a_key_inside_the_data_folder(server):
    shutil.copytree(server.folder / "keys/tls", server.data_folder / "tls")
    configure(server, office=f"{{address: '127.0.0.1:{server.office_port}', {tls('data/tls/server.pem', 'data/tls/server.key')}}}")
    expect(server, "listen.office.tls.key", "inside the data folder")


def test_pages_that_anybody_can_change(server, tmp_path):
    shutil.copytree(ROOT / "Web", tmp_path / "Web")
    script = next((tmp_path / "Web/static/js").iterdir())
    script.chmod(0o666)
    on_loopback(server)
    server.config.write_text(server.config.read_text() + f"web: {{folder: {tmp_path / 'Web'}}}\n")
    expect(server, "web.folder", script.name)


def test_two_listeners_on_one_port(server):
    server.camera_port = server.office_port
    configure(server, office=f"127.0.0.1:{server.office_port}", address=f"http://localhost:{server.office_port}")
    expect(server, "listen.cameras", "same address and port")


def test_a_credential_that_was_not_handed_over(server):
    configure(server, office=f"127.0.0.1:{server.office_port}", address=f"http://localhost:{server.office_port}")
    server.config.write_text(server.config.read_text().replace("key: keys/server.key", "key: credential:server.key"))
    expect(server, "key", "LoadCredentialEncrypted")


# And what is safe starts


def curl(server: GantryServer, *arguments: str, port: int | None = None) -> subprocess.CompletedProcess:
    port = port or server.office_port
    return subprocess.run(
        ["curl", "-sS", "--max-time", "10", "--resolve", f"gantry.example:{port}:127.0.0.1", "--cacert", str(server.folder / "keys/tls/authority.pem"), *arguments],
        capture_output=True, text=True,
    )


def start(server: GantryServer, environment: dict[str, str] | None = None) -> None:
    log = open(server.folder / "server.log", "ab")
    server.process = subprocess.Popen(
        [str(BINARY), "serve", "--config", str(server.config)], stdout=log, stderr=log, cwd=server.folder, env={**os.environ, **(environment or {})}
    )
    deadline = time.monotonic() + 60
    while not (is_heard(server.office_port) and is_heard(server.camera_port)):
        assert server.process.poll() is None and time.monotonic() < deadline, server.log()
        time.sleep(0.1)


def address(server: GantryServer) -> str:
    return f"https://gantry.example:{server.office_port}"


@pytest.fixture
def safe(server):
    """TLS on all three listeners, on this machine."""
    server.config.write_text(
        f"data: data\nkey: keys/server.key\naddress: {address(server)}\nlisten:\n"
        + "".join(f"  {name}: {{address: '127.0.0.1:{port}', {tls()}}}\n" for name, port in
                  (("office", server.office_port), ("cameras", server.camera_port), ("public", server.public_port)))
    )
    yield server
    server.stop()


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_pages_over_tls_and_http2(safe):
    start(safe)
    page = curl(safe, "--http2", "-o", "/dev/null", "-w", "%{http_version} %{http_code} %{ssl_verify_result}", f"{address(safe)}/healthz")
    assert page.stdout == "2 200 0", (page.stdout, page.stderr)
    assert curl(safe, "--http1.1", "-o", "/dev/null", "-w", "%{http_version}", f"{address(safe)}/healthz").stdout == "1.1"
    camera = curl(safe, "--http2", "-w", "%{http_version}", f"https://gantry.example:{safe.camera_port}/healthz", port=safe.camera_port)
    assert camera.stdout == "ok\n1.1", camera.stderr
    assert curl(safe, "--tls-max", "1.2", f"{address(safe)}/healthz").returncode == 35
    stranger = subprocess.run(
        ["curl", "-sS", "--resolve", f"gantry.example:{safe.office_port}:127.0.0.1", f"{address(safe)}/healthz"], capture_output=True, text=True
    )
    assert stranger.returncode == 60, "an authority that nobody installed is not trusted"


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_captures_over_tls_the_short_way_and_the_long(safe):
    safe.add_site()
    key = safe.add_camera("cam-1")
    start(safe)
    capture = '{"device":"cam-1","id":"%d","time":"%s","plate":{"text":"01A123BC","confidence":0.97}%s}'
    for number, extra in enumerate(["", "", ',"violation":"red-light"'], start=1):
        body = capture % (number, time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), extra)
        answer = curl(
            safe, "-H", "Content-Type: application/json", "-H", f"Authorization: Bearer {key}", "-d", body, "-w", "\n%{http_code}",
            f"https://gantry.example:{safe.camera_port}/v1/captures", port=safe.camera_port,
        )
        assert answer.stdout.splitlines()[-1] in ("201", "202", "200"), (answer.stdout, answer.stderr)


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_a_renewed_certificate_is_served_without_a_restart(safe):
    start(safe)

    def serial() -> str:
        shown = subprocess.run(
            ["openssl", "s_client", "-connect", f"127.0.0.1:{safe.office_port}", "-servername", "gantry.example"], input="", capture_output=True, text=True
        ).stdout
        return subprocess.run(["openssl", "x509", "-noout", "-serial"], input=shown, capture_output=True, text=True, check=True).stdout

    before = serial()
    (safe.folder / "keys/tls/server.pem").rename(safe.folder / "keys/tls/kept.pem")
    (safe.folder / "keys/tls/server.pem").write_text("rubbish")
    time.sleep(7)
    assert serial() == before and "the one before stays" in safe.log()
    (safe.folder / "keys/tls/kept.pem").rename(safe.folder / "keys/tls/server.pem")
    safe.run("tls", "renew", "--folder", str(safe.folder / "keys/tls"), with_config=False)
    deadline = time.monotonic() + 15
    while serial() == before:
        assert time.monotonic() < deadline, safe.log()
        time.sleep(0.5)
    assert curl(safe, f"{address(safe)}/healthz").returncode == 0


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_keys_that_systemd_hands_over(safe, tmp_path):
    handed = tmp_path / "credentials"
    handed.mkdir()
    for name, source in (("server.key", "keys/server.key"), ("tls.key", "keys/tls/server.key")):
        shutil.move(safe.folder / source, handed / name)
        # As systemd leaves them: root's, and the service's user reads them by an access list, which shows as the group's bits.
        (handed / name).chmod(0o440)
    text = safe.config.read_text().replace("key: keys/server.key", "key: credential:server.key").replace("key: keys/tls/server.key", "key: credential:tls.key")
    safe.config.write_text(text)
    start(safe, {"CREDENTIALS_DIRECTORY": str(handed)})
    assert curl(safe, f"{address(safe)}/healthz").returncode == 0


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_who_is_not_on_the_list_gets_no_answer(safe):
    text = safe.config.read_text().replace(f"public: {{address: '127.0.0.1:{safe.public_port}', ", f"public: {{address: '127.0.0.1:{safe.public_port}', allow: [127.0.0.2], ")
    safe.config.write_text(text)
    start(safe)
    public = f"https://gantry.example:{safe.public_port}/health"
    assert curl(safe, public, port=safe.public_port).returncode in (35, 56), "closed before TLS"
    assert curl(safe, "--interface", "127.0.0.2", public, port=safe.public_port).stdout == "ok\n"
    assert "connections refused" in safe.log()


# gantry tls


def test_an_authority_is_not_written_over(server):
    again = server.run("tls", "init", "--folder", str(server.folder / "keys/tls"), "--name", "gantry.example", with_config=False, check=False)
    assert again.returncode == 1 and "is there already" in again.stderr
    assert (server.folder / "keys/tls/authority.key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("arguments", [[], ["--name", "*"], ["--name", "a b"], ["--address", "10.0.0.256"], ["--name", "a.example", "--days", "0"], ["--name", "a.example", "--days", "399"]])
def test_what_is_no_name_gets_no_certificate(tmp_path, arguments):
    server = GantryServer(tmp_path)
    done = server.run("tls", "init", "--folder", str(tmp_path / "tls"), *arguments, with_config=False, check=False)
    assert done.returncode != 0 and done.stderr and not (tmp_path / "tls").exists()


def test_others_read_the_certificate_as_we_do(server):
    """OpenSSL verifies it for its name, and the authority for no other."""
    folder = server.folder / "keys/tls"
    said = server.run("tls", "show", "--folder", str(folder), with_config=False).stdout
    fingerprint = subprocess.run(["openssl", "x509", "-in", "authority.pem", "-noout", "-fingerprint", "-sha256"], cwd=folder, capture_output=True, text=True).stdout
    assert fingerprint.strip().split("=")[1] in said
    openssl("verify", "-x509_strict", "-purpose", "sslserver", "-verify_hostname", "gantry.example", "-CAfile", "authority.pem", "server.pem", folder=folder)
    openssl("req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", "evil.key", "-subj", "/CN=bank.example", "-out", "evil.csr", folder=folder)
    (folder / "evil.ext").write_text("subjectAltName=DNS:bank.example\n")
    openssl("x509", "-req", "-in", "evil.csr", "-CA", "authority.pem", "-CAkey", "authority.key", "-CAcreateserial", "-extfile", "evil.ext", "-out", "evil.pem", folder=folder)
    evil = subprocess.run(["openssl", "verify", "-CAfile", "authority.pem", "evil.pem"], cwd=folder, capture_output=True, text=True)
    assert evil.returncode != 0 and "permitted subtree violation" in evil.stderr + evil.stdout
