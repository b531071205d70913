"""The Debian package: installed, started, upgraded, removed and purged in a root that is thrown away. `make deb-test` builds it and runs this."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from gantry_server import ROOT, free_port
from patience import eventually
from scratch_root import ScratchRoot

UNIT = ROOT / "Packaging/systemd/gantry.service"
CONFIGURATION = "/etc/gantry/gantry.yaml"
MOST_EXPOSURE = 2.0


def built_packages() -> list[Path]:
    return sorted((ROOT / "artifacts/deb").glob("gantry_*.deb"), key=lambda file: file.stat().st_mtime)


@pytest.fixture(scope="module")
def package() -> Path:
    packages = built_packages()
    if not packages:
        pytest.skip("no package in artifacts/deb; `make deb` builds one")
    return packages[-1]


@pytest.fixture(scope="module")
def newer(package: Path, tmp_path_factory) -> Path:
    """The same programs under a later version, with a change to the configuration that it comes with."""
    folder = tmp_path_factory.mktemp("newer")
    subprocess.run(["dpkg-deb", "--raw-extract", package, folder / "tree"], check=True)
    control = folder / "tree/DEBIAN/control"
    control.write_text(re.sub(r"^Version: (.*)$", r"Version: \1+1", control.read_text(), flags=re.M))
    with (folder / "tree" / CONFIGURATION.lstrip("/")).open("a") as text:
        text.write("# A line that the later version brings.\n")
    file = folder / "gantry_newer.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "--build", folder / "tree", file], check=True, capture_output=True)
    shutil.rmtree(folder / "tree")
    return file


@pytest.fixture
def root(package: Path, tmp_path: Path):
    if not ScratchRoot.is_possible():
        pytest.skip("a scratch root is made by root alone")
    scratch = ScratchRoot(tmp_path)
    if not scratch.is_ready:
        pytest.skip(f"no scratch root can be made here: {scratch.why_not()}")
    yield scratch
    scratch.end()


def install(root: ScratchRoot, package: Path) -> str:
    # The package lies outside of the root, where dpkg reads it; its scripts run inside.
    return root.run("dpkg", f"--root={root.root}", "--force-confold", "--install", str(package), inside=False).stdout


def mode(root: ScratchRoot, path: str) -> str:
    return root.run("stat", "-c", "%a %U:%G", path).stdout.strip()


def there(root: ScratchRoot, path: str) -> bool:
    return root.run("test", "-e", path, check=False).returncode == 0


def configure(root: ScratchRoot) -> dict[str, int]:
    """Free ports in the installed configuration, and nothing else."""
    ports = {name: free_port() for name in ("office", "cameras", "public")}
    edits = [f"s/^  {name}: .*/  {name}: 127.0.0.1:{port}/" for name, port in ports.items()] + [f"s#^address: .*#address: http://localhost:{ports['office']}#"]
    root.run("sed", "-i", "; ".join(edits), CONFIGURATION)
    return ports


class Service:
    """What the unit starts, as the user that it names and with its command line."""

    def __init__(self, root: ScratchRoot, ports: dict[str, int], log: Path) -> None:
        command = re.search(r"^ExecStart=(.*)$", UNIT.read_text(), re.M)[1].split()
        self.output = log.open("ab")
        self.process = subprocess.Popen(root.as_gantry(*command), stdout=self.output, stderr=self.output, env=root.environment)
        self.log = log
        self.ports = ports

    def health(self) -> bool:
        assert self.process.poll() is None, self.log.read_text(errors="replace")
        try:
            return urllib.request.urlopen(f"http://localhost:{self.ports['office']}/healthz", timeout=2).status == 200
        except (urllib.error.URLError, OSError):
            return False

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=60)
        self.output.close()
        return code


def test_what_the_package_holds(package: Path) -> None:
    fields = subprocess.run(["dpkg-deb", "--field", package], check=True, capture_output=True, text=True).stdout
    depends = re.search(r"^Depends: (.*)$", fields, re.M)[1]
    for library in ("libc6", "libopencv-core", "libopencv-imgproc", "libturbojpeg", "libsqlite3"):
        assert library in depends, depends
    names = subprocess.run(["dpkg-deb", "--contents", package], check=True, capture_output=True, text=True).stdout
    assert "root/root" in names and not re.search(r"^-.......w", names, re.M), "nothing in it is anybody's to write"
    for path in ("./usr/bin/gantry ->", "./lib/systemd/system/gantry.service", "./etc/gantry/gantry.yaml", "./usr/share/gantry/Models/reader.onnx", "./usr/lib/gantry/libonnxruntime.so"):
        assert path in names, path
    assert not re.search(r"\.key\b|\.sqlite|id_rsa", names), "no package brings keys or data along"


def test_the_unit_is_hardened() -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    done = subprocess.run(["systemd-analyze", "security", "--offline=yes", "--no-pager", UNIT], capture_output=True, text=True)
    exposure = float(re.search(r"Overall exposure level for gantry.service: ([\d.]+)", done.stdout)[1])
    assert exposure <= MOST_EXPOSURE, done.stdout
    unit = UNIT.read_text()
    for line in ("User=gantry", "NoNewPrivileges=yes", "ProtectSystem=strict", "MemoryDenyWriteExecute=yes", "LimitCORE=0", "LimitMEMLOCK=infinity", "CapabilityBoundingSet="):
        assert f"\n{line}\n" in unit, line


def test_it_installs_starts_upgrades_and_goes(package: Path, newer: Path, root: ScratchRoot, tmp_path_factory) -> None:
    logs = tmp_path_factory.mktemp("service")
    install(root, package)
    assert mode(root, "/var/lib/gantry") == "700 gantry:gantry"
    assert mode(root, "/var/lib/gantry/keys/server.key") == "600 gantry:gantry"
    assert mode(root, CONFIGURATION) == "640 root:gantry"
    key = root.run("sha256sum", "/var/lib/gantry/keys/server.key").stdout
    assert ": 0.0.0.0" not in root.run("cat", CONFIGURATION).stdout

    # Starts on loopback, finds its pages and models, and is well as far as the machine is.
    ports = configure(root)
    added = subprocess.run(
        root.as_gantry("gantry", "person", "add", "Root", "--role", "administrator", "--config", CONFIGURATION), capture_output=True, text=True,
        env=root.environment, timeout=60,
    )
    assert added.returncode == 0 and f"http://localhost:{ports['office']}/" in added.stdout, added.stderr
    service = Service(root, ports, logs / "first.log")
    eventually("the installed server answers", service.health)
    page = urllib.request.urlopen(f"http://localhost:{ports['office']}/sign-in", timeout=10).read().decode()
    style = re.search(r'href="(/static/css/[^"]+)"', page)[1]
    assert urllib.request.urlopen(f"http://localhost:{ports['office']}{style}", timeout=10).status == 200
    assert "no plate reader" not in (logs / "first.log").read_text()
    listening = root.run("cat", "/proc/net/tcp", inside=False).stdout
    for port in ports.values():
        assert f"0100007F:{port:04X}" in listening and f"00000000:{port:04X}" not in listening
    report = json.loads(doctor(root))
    wrong = {f["check"]: f["says"] for f in report["findings"] if f["verdict"] == "fails"}
    assert not {"files", "strangers", "log", "retention", "store"} & wrong.keys(), wrong
    assert service.stop() == 0

    # Upgrades: data, key and what the administrator wrote stay.
    root.run("sh", "-c", f"echo '# a line of the administrator' >> {CONFIGURATION}")
    install(root, newer)
    assert root.run("sha256sum", "/var/lib/gantry/keys/server.key").stdout == key
    text = root.run("cat", CONFIGURATION).stdout
    assert "a line of the administrator" in text and str(ports["office"]) in text and "later version" not in text
    assert mode(root, CONFIGURATION) == "640 root:gantry"
    service = Service(root, ports, logs / "second.log")
    eventually("the upgraded server answers", service.health)
    people = subprocess.run(root.as_gantry("gantry", "person", "list", "--config", CONFIGURATION), capture_output=True, text=True, env=root.environment)
    assert "Root" in people.stdout
    assert service.stop() == 0

    # Removing keeps what cannot be had again; purging leaves the user and nothing else.
    root.run("dpkg", f"--root={root.root}", "--remove", "gantry", inside=False)
    assert not there(root, "/usr/bin/gantry") and not there(root, "/usr/share/gantry") and not there(root, "/usr/lib/gantry")
    assert there(root, CONFIGURATION) and there(root, "/var/lib/gantry/data/gantry.sqlite") and there(root, "/var/lib/gantry/keys/server.key")
    root.run("dpkg", f"--root={root.root}", "--purge", "gantry", inside=False)
    for path in ("/etc/gantry", "/var/lib/gantry", "/lib/systemd/system/gantry.service", "/usr/lib/sysusers.d/gantry.conf", "/usr/lib/tmpfiles.d/gantry.conf"):
        assert not there(root, path), path
    left = root.run("find", "/", "-xdev", "-name", "*gantry*", "-newer", "/run", "-not", "-path", "/proc/*", "-not", "-path", "/tmp/*", check=False).stdout
    assert not [line for line in left.splitlines() if line.startswith(("/etc/", "/usr/", "/var/lib/gantry", "/lib/"))], left
    assert "gantry" in root.run("getent", "passwd", "gantry").stdout


def test_an_installation_over_old_data_draws_no_new_key(package: Path, root: ScratchRoot) -> None:
    """With another key the data would be noise, and nobody would notice until the old one is lost."""
    root.run("mkdir", "-p", "/var/lib/gantry/data")
    root.run("touch", "/var/lib/gantry/data/gantry.sqlite")
    install(root, package)
    assert not there(root, "/var/lib/gantry/keys/server.key")


def doctor(root: ScratchRoot) -> str:
    command = root.as_gantry("gantry", "doctor", "--json", "--config", CONFIGURATION)
    return subprocess.run(command, capture_output=True, text=True, env=root.environment, timeout=60).stdout
