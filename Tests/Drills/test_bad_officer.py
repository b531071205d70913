"""An officer with bad intent, and nobody's word but their own: with their session, with a script, and with the administrator's console."""

from __future__ import annotations

import json
import os
import time
from datetime import datetime, timezone

import pytest
from bad_server import HOUR, Person, flawless
from findings import report
from holder_folder import canonical, text64
from office_client import OfficeClient, Page
from patience import eventually
from roadside import rows
from town import CAMERAS, Drive, Town, instant

PLATE = "01A907XY"


class Officer:
    """Somebody with a session, who writes requests by hand."""

    def __init__(self, town: Town, name: str, *roles: str) -> None:
        self.person, self.client = Person(name.lower().replace(" ", "-")), OfficeClient(town.server)
        assert self.client.enter(town.server.add_person(name, *roles)).status == 303

    def post(self, path: str, content: dict) -> Page:
        headers = {"Content-Type": "application/json", "Origin": self.client.server.address}
        return self.client.request("POST", path, json.dumps(content).encode(), headers)

    def register(self, person: Person | None = None) -> Page:
        return self.post("/warrants/key", {"key": (person or self.person).public})

    def signature(self, warrant: dict, name: str | None = None, person: Person | None = None) -> dict:
        person = person or self.person
        return person.approval(canonical(warrant), name) | {"key": person.public}

    def ask(self, warrant: dict, **other) -> Page:
        approval = self.signature(warrant)
        return self.post("/warrants", {"warrant": text64(canonical(warrant)), "opening": text64(os.urandom(32)), "approval": approval} | other)


class Tries:
    """What was tried, and what was answered."""

    def __init__(self) -> None:
        self.all: dict[str, Page] = {}
        self.unexpected: list[str] = []

    def to(self, what: str, answer: Page, status: int, words: str) -> None:
        self.all[what] = answer
        if answer.status != status or words not in answer.text:
            self.unexpected.append(f"{what}: {answer.status} {answer.text[:200]}")

    @property
    def taken(self) -> list[str]:
        return [what for what, answer in self.all.items() if answer.status < 400]


def this_hour(requester: str) -> dict:
    now = datetime.now(timezone.utc).replace(minute=0, second=0, microsecond=0)
    return flawless(CAMERAS[0], PLATE, now - HOUR, requester) | {"to": (now + HOUR).strftime("%Y-%m-%dT%H:%M:%SZ")}


def alone(town: Town, officer: Officer, tries: Tries) -> tuple[str, dict]:
    """What somebody tries who may ask, and has no second person."""
    warrant = this_hour(officer.person.name)
    tries.to("asking without a key", officer.ask(warrant), 422, "no approval key")
    assert officer.register().status == 200
    asked = officer.ask(warrant)
    assert asked.status == 201, "asking is their right"
    path = f"/warrants/{asked.json['id']}/approve"
    tries.to("approving one's own", officer.post(path, officer.signature(warrant)), 422, "A second person has to approve")
    tries.to("in another's name", officer.post(path, officer.signature(warrant, "nodira-karimova")), 422, "A second person has to approve")
    second = Person(officer.person.name)
    assert officer.register(second).status == 200
    tries.to("with a second key of one's own", officer.post(path, officer.signature(warrant, person=second)), 422, "A second person has to approve")
    tries.to("asking in another's name", officer.ask(this_hour("nodira-karimova")), 422, "in another name")
    forty = this_hour(officer.person.name) | {"from": "2026-01-01T00:00:00Z"}
    tries.to("asking for a year", officer.post("/warrants", petition(officer, forty, second)), 422, "days")
    return path, warrant


def petition(officer: Officer, warrant: dict, person: Person) -> dict:
    return {"warrant": text64(canonical(warrant)), "opening": text64(os.urandom(32)), "approval": officer.signature(warrant, person=person)}


@pytest.mark.drill
def test_one_person_alone_opens_nothing(town):
    town.send_all([Drive(CAMERAS[0], PLATE, instant(), number) for number in range(5)])
    tries = Tries()
    officer = Officer(town, "Malika Yusupova", "investigator")
    path, warrant = alone(town, officer, tries)
    other = Officer(town, "Bobur Aliev", "officer")
    tries.to("asking without the role", other.ask(this_hour(other.person.name)), 403, "")
    tries.to("approving without the role", other.post(path, other.signature(warrant)), 403, "")
    keeper = Officer(town, "Dilshod Rahimov", "administrator")
    tries.to("as administrator", keeper.post(path, keeper.signature(warrant)), 403, "")
    tries.to("reading before anything was granted", officer.client.get(path.replace("approve", "hits")), 422, "not possible now")
    time.sleep(2)
    waiting = sum(len(signed_in(holder).waiting()) for holder in town.keyholders)
    logged = b"warrant.requested" in b"".join(file.read_bytes() for file in (town.server.data_folder / "log").rglob("*") if file.is_file())
    got = {"tried": len(tries.all), "taken": len(tries.taken), "atKeyholders": waiting, "logged": int(logged)} | console(town, officer, path, warrant)
    must = {"taken": 0, "atKeyholders": 0, "logged": 0, "grantedWithAnUntrustedKey": 0, "found": 0}
    report("bad-officer", "an officer with bad intent", "; ".join(tries.all) + "; a second person invented on the console", got, must)
    assert tries.unexpected == [] and {name: got[name] for name in must} == must


def signed_in(holder):
    if not holder.cookie:
        holder.sign_in()
    return holder


def console(town: Town, officer: Officer, path: str, warrant: dict) -> dict[str, int]:
    """With the administrator's console they invent the second person. The server believes it; no keyholder trusts the invented key."""
    invented = Officer(town, "Nodira Karimova", "supervisor")
    assert invented.register().status == 200
    assert invented.post(path, invented.signature(warrant)).status == 200
    granted = 0
    for holder in town.keyholders:
        signed_in(holder)
        assert holder.trust(officer.person.name, officer.person.public).status in (303, 404)
        (commitment,) = eventually("the request", holder.waiting)
        answer = holder.grant(commitment)
        assert answer.status == 409, answer.body
        granted += holder.get(f"/v1/requests/{commitment}").json["state"] == "granted"
    eventually("the refusal to be noted", lambda: all("approval-invalid" in holder.refusals() for holder in town.keyholders))
    assert rows(town.server, "SELECT COUNT(*) FROM warrants WHERE state IN ('found', 'opened')") == [(0,)]
    hits = officer.client.get(path.replace("approve", "hits"))
    return {"grantedWithAnUntrustedKey": granted, "found": int(hits.status == 200)}
