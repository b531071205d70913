"""`gantry approval verify` with approvals that another program made: what holds is said to, and nothing else."""

from __future__ import annotations

import base64
import copy
import hashlib
import subprocess
import uuid

import pytest
from gantry_server import BINARY
from soft_passkey import USER_PRESENT, SoftPasskey, canonical


def base64_of(data: bytes) -> str:
    return base64.b64encode(data).decode()


def act(**changes) -> dict:
    return {
        "verb": "warrant.approve", "subject": "w-17", "terms": {"cameras": "3", "case": "C-2026-000017"}, "person": str(uuid.UUID(int=7)),
        "at": "2026-11-22T02:00:00Z", "nonce": base64_of(bytes(range(16))), **changes,
    }  # fmt: skip


def approval(passkey: SoftPasskey, signed: dict | None = None) -> dict:
    """The file of an approval of `act()`; `signed` is what the passkey really signed."""
    data, client, signature = passkey.assertion(hashlib.sha256(canonical(signed or act())).digest())
    return {
        "kind": "gantry approval", "version": 1, "relyingParty": {"origin": "https://gantry.example", "name": "Gantry"},
        "approval": {
            "id": str(uuid.uuid4()), "act": act(), "credential": base64_of(passkey.id), "key": base64_of(passkey.cose),
            "authenticatorData": base64_of(data), "clientDataJSON": base64_of(client), "signature": base64_of(signature), "at": "2026-11-22T02:00:09Z",
        },
    }  # fmt: skip


def verify(folder, content: bytes, *flags: str) -> subprocess.CompletedProcess:
    file = folder / "approval.json"
    file.write_bytes(content)
    return subprocess.run([str(BINARY), "approval", "verify", str(file), *flags], capture_output=True, text=True, timeout=60)


def test_an_approval_verifies_by_itself(tmp_path):
    passkey = SoftPasskey()
    made = approval(passkey)
    for content in (canonical(made), canonical(made) + b"\n"):
        done = verify(tmp_path, content, "--address", "https://gantry.example")
        assert done.returncode == 0, done.stderr
        assert "warrant.approve of w-17" in done.stdout and "cameras: 3" in done.stdout and "verifies" in done.stdout
        assert hashlib.sha256(passkey.cose).hexdigest() in done.stdout
        assert hashlib.sha256(canonical(made["approval"])).hexdigest() in done.stdout


def test_it_is_read_from_standard_input_too():
    done = subprocess.run([str(BINARY), "approval", "verify", "-"], input=canonical(approval(SoftPasskey())), capture_output=True, timeout=60)
    assert done.returncode == 0


CHANGES = {
    "another verb": lambda made: made["approval"]["act"].update(verb="warrant.refuse"),
    "another subject": lambda made: made["approval"]["act"].update(subject="w-18"),
    "another term": lambda made: made["approval"]["act"]["terms"].update(cameras="300"),
    "another person": lambda made: made["approval"]["act"].update(person=str(uuid.UUID(int=8))),
    "another time": lambda made: made["approval"]["act"].update(at="2026-11-22T02:00:01Z"),
    "another key": lambda made: made["approval"].update(key=base64_of(SoftPasskey().cose)),
    "another signature": lambda made: made["approval"].update(signature=base64_of(SoftPasskey().assertion(bytes(32))[2])),
    "no signature": lambda made: made["approval"].update(signature=""),
    "another office": lambda made: made["relyingParty"].update(origin="https://other.example"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_was_changed_does_not_verify(tmp_path, what):
    made = copy.deepcopy(approval(SoftPasskey()))
    CHANGES[what](made)
    done = verify(tmp_path, canonical(made))
    assert done.returncode == 1 and "does NOT verify" in done.stderr


LIES = {
    "another origin": (SoftPasskey(origin="https://gantry.example.evil.test"), None),
    "another relying party": (SoftPasskey(relying_party="evil.test"), None),
    "nobody verified": (SoftPasskey(flags=USER_PRESENT), None),
    "something else signed": (SoftPasskey(), act(subject="w-18")),
}


@pytest.mark.parametrize("what", LIES)
def test_what_was_signed_otherwise_does_not_verify(tmp_path, what):
    done = verify(tmp_path, canonical(approval(*LIES[what])))
    assert done.returncode == 1 and "does NOT verify" in done.stderr


def test_it_must_be_for_the_office_that_is_asked_about(tmp_path):
    done = verify(tmp_path, canonical(approval(SoftPasskey())), "--address", "https://other.example")
    assert done.returncode == 1 and "address" in done.stderr


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\x00" * 100, b"{" * 5000, b'{"kind":"gantry approval","version":2}'])
def test_what_is_no_approval_is_said(tmp_path, content):
    done = verify(tmp_path, content)
    assert done.returncode == 1 and "gantry approval" in done.stderr and done.stdout == ""


def test_a_file_draws_no_lines_of_its_own(tmp_path):
    sneaky = act(subject="w-17\nverifies: all is well")
    made = approval(SoftPasskey(), signed=sneaky)
    made["approval"]["act"] = sneaky
    done = verify(tmp_path, canonical(made))
    assert done.returncode == 0 and not any(line.startswith("verifies: all is well") for line in done.stdout.splitlines())


def test_a_missing_file_is_said():
    done = subprocess.run([str(BINARY), "approval", "verify", "/nonexistent"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and "cannot be read" in done.stderr
