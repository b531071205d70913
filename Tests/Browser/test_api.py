"""The interface as Documentation/openapi.yaml describes it, tried by Schemathesis: whatever is sent, no listener fails, and what it answers is as described."""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from gantry_server import ROOT
from office_client import OfficeClient
from roadside import Roadside

DESCRIPTION = ROOT / "Documentation/openapi.yaml"
# Whether a body is evidence is for people to see, so that a wrong one is kept and not refused; whoever sends no key gets 401 before anything is looked at.
CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"


@pytest.fixture(scope="module")
def roadside(tmp_path_factory):
    road = Roadside.standing(tmp_path_factory.mktemp("api") / "gantry")
    yield road
    road.server.stop()


def tried(folder: Path, tag: str, url: str, *headers: str, examples: int = 6, exclude: tuple[str, ...] = ()) -> None:
    """Runs Schemathesis over the operations of a tag, from the same seed each time."""
    command = [
        Path(sys.executable).with_name("st"), "run", DESCRIPTION, "--url", url, "--include-tag", tag, "--phases", "examples,coverage,fuzzing",
        "--checks", CHECKS, "--max-examples", str(examples), "--seed", "6", "--generation-database", "none", "--request-timeout", "20",
        "--suppress-health-check", "all", "--no-shrink", "--continue-on-failure", "--warnings", "off",
    ]
    for header in headers:
        command += ["--header", header]
    for operation in exclude:
        command += ["--exclude-operation-id", operation]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=400, cwd=folder)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert "No operations" not in done.stdout and "passed" in done.stdout


def test_cameras(roadside, tmp_path):
    url = f"http://127.0.0.1:{roadside.server.camera_port}"
    tried(tmp_path, "cameras", url, f"Authorization: Bearer {roadside.keys['gantry']}")
    # What the doctor says of this machine is not about the interface.
    assert not [line for line in roadside.server.log().lower().splitlines() if " error " in line and "doctor" not in line]


@pytest.mark.parametrize("dialect", ["openalpr", "hikvision"])
def test_cameras_of_others(roadside, tmp_path, dialect):
    others = ("sendCapture", "sendCaptureWithKey", "reportPhases", "reportPhasesWithKey", "isServing", "enrolCamera", "renewCamera")
    url = f"http://127.0.0.1:{roadside.server.camera_port}"
    tried(tmp_path, "cameras", url, f"Authorization: Bearer {roadside.keys[dialect]}", exclude=others)


def test_the_public(roadside, tmp_path):
    tried(tmp_path, "public", roadside.server.public_address)


@pytest.mark.parametrize("role", [None, "supervisor", "investigator"])
def test_the_office(roadside, tmp_path, role):
    headers = ["Sec-Fetch-Site: same-origin", "Accept: application/json"]
    if role:
        person = OfficeClient(roadside.server)
        person.enter(roadside.server.add_person(f"Program of a {role}", role))
        headers.append(f"Cookie: {person.cookie}")
    for tag in ("office", "warrants"):
        tried(tmp_path, tag, roadside.server.address, *headers)


def test_no_other_method_does_anything(roadside):
    server = roadside.server
    ports = {"cameras": server.camera_port, "public": server.public_port, "office": server.office_port, "warrants": server.office_port}
    for path, operations in yaml.safe_load(DESCRIPTION.read_text())["paths"].items():
        tags = {tag for operation in operations.values() if isinstance(operation, dict) for tag in operation["tags"]}
        address = re.sub(r"\{[^}]*\}", "00000000-0000-0000-0000-000000000000", path)
        for method in {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECTED"} - {name.upper() for name in operations}:
            for tag in tags:
                connection = http.client.HTTPConnection("127.0.0.1", ports[tag], timeout=20)
                connection.request(method, address, headers={"Sec-Fetch-Site": "same-origin", "Authorization": f"Bearer {roadside.keys['gantry']}"})
                status = connection.getresponse().status
                connection.close()
                assert status in {400, 404, 405, 501}, f"{method} {address}: {status}"
