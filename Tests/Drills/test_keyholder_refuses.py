"""A server in other hands asks three keyholders, over HTTP, for what they must not give. Each reason has its code, and nothing is granted."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

import pytest
from bad_server import HOUR, BadServer, OwnLog, Person, commitment, hit, second_text, token_parts
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from findings import report
from gantry_server import Answer
from holder_folder import canonical, coming_days, today
from keyholders import THRESHOLD, Keyholder, Keyholders
from past_epoch import PastEpoch
from second_keyholder import xor
from town import CAMERAS, INSTALLATION, REGION
from warrant_sealing import Passing

PLATE, OTHER_PLATE = "01A907XY", "10W404NT"
YESTERDAY = today() - timedelta(days=1)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Keyholders that trust the log of a server which is not to be trusted."""
    keyholders = Keyholders.made(tmp_path_factory.mktemp("keyholders"), [YESTERDAY, *coming_days()])
    server = BadServer(keyholders, PastEpoch([each.folder for each in keyholders], THRESHOLD, YESTERDAY, 9), CAMERAS[0], PLATE)
    keyholders.adopt(INSTALLATION, server.log.policy, {officer.name: officer.public for officer in server.officers})
    keyholders.start()
    for holder in keyholders:
        holder.sign_in()
    yield server
    keyholders.stop()


@dataclass
class Asked:
    """One request, to one keyholder."""

    holder: Keyholder
    warrant: dict
    opening: bytes
    answer: Answer

    @property
    def name(self) -> str:
        return commitment(self.warrant, self.opening).hex()

    def state(self) -> dict:
        answer = self.holder.get(f"/v1/requests/{self.name}")
        return answer.json if answer.status == 200 else {"state": "unknown"}

    @property
    def code(self) -> str:
        return self.answer.json.get("code", "") if self.answer.status != 202 else "taken"


def ask(server: BadServer, holder: Keyholder, warrant: dict | None = None, log: OwnLog | None = None, time: datetime | None = None, **other) -> Asked:
    """Enters a warrant in a log, and asks with a proof of it."""
    warrant, opening, log = warrant or server.warrant(), os.urandom(32), log or server.log
    entry = {"time": second_text(time)} if time else {}
    place = server.enter(warrant, opening, log, **entry)
    proof = log.proof(place, min(server.seen_by(holder), len(log.entries)))
    return Asked(holder, warrant, opening, holder.post("/v1/requests", server.request(warrant, opening, proof, **other)))


def granted(server: BadServer) -> list[Asked]:
    """A flawless warrant, granted by k judges."""
    warrant, opening = server.warrant(), os.urandom(32)
    place = server.enter(warrant, opening)
    given = []
    for holder in server.keyholders[:THRESHOLD]:
        request = server.request(warrant, opening, server.log.proof(place, server.seen_by(holder)))
        given.append(Asked(holder, warrant, opening, holder.post("/v1/requests", request)))
        assert given[-1].answer.status == 202, given[-1].answer.body
        assert holder.grant(given[-1].name).status == 303
        assert given[-1].state()["state"] == "granted"
    return given


class Tries:
    """What was tried, with the code that is due; and what came of it."""

    def __init__(self, server: BadServer) -> None:
        self.server, self.holder = server, server.keyholders[0]
        self.codes: dict[str, tuple[str, str]] = {}
        self.granted = self.released = 0

    def refused(self, what: str, code: str, **other) -> None:
        asked = ask(self.server, self.holder, **other)
        self.note(what, code, asked.code)
        # Even a judge who says yes cannot grant it.
        self.holder.grant(asked.name)
        self.granted += asked.state()["state"] == "granted"

    def posted(self, what: str, code: str, path: str, body: bytes) -> Answer:
        answer = self.holder.post(path, body)
        self.note(what, code, answer.json["code"] if answer.status not in (200, 202) else "taken")
        self.released += answer.status == 200 and path.endswith("release")
        return answer

    def note(self, what: str, code: str, got: str) -> None:
        self.codes[what] = (code, got)

    def wrong(self) -> dict[str, tuple[str, str]]:
        return {what: codes for what, codes in self.codes.items() if codes[0] != codes[1]}


def false_logs(tries: Tries) -> None:
    """Proofs of logs that are not the one that the keyholders know."""
    server, holder = tries.server, tries.holder
    tries.refused("log of another key", "not-logged", log=OwnLog(Ed25519PrivateKey.generate(), server.log.entries))
    forked = OwnLog(server.log.key, [entry.replace(b"warrant", b"Warrant") for entry in server.log.entries])
    tries.refused("forked log", "forked-log", log=forked)
    tries.refused("log that begins anew", "forked-log", log=OwnLog(server.log.key))
    warrant, opening = server.warrant(), os.urandom(32)
    place = server.enter(server.warrant(), os.urandom(32))
    elsewhere = server.log.proof(place, server.seen_by(holder))
    tries.posted("proof of another entry", "not-logged", "/v1/requests", server.request(warrant, opening, elsewhere))
    place = server.enter(warrant, opening)
    true = server.log.proof(place, server.seen_by(holder))
    tries.posted("signature altered", "not-logged", "/v1/requests", server.request(warrant, opening, altered(true)))
    tries.posted("no proof", "not-logged", "/v1/requests", server.request(warrant, opening, b""))
    other = os.urandom(32)
    tries.posted("other random bytes", "not-logged", "/v1/requests", server.request(warrant, other, true))


def altered(proof: bytes) -> bytes:
    """Another digit at the end of the log's signature."""
    place = proof.rindex(b"\\n\"}") - 3
    return proof[:place] + (b"A" if proof[place : place + 1] != b"A" else b"B") + proof[place + 1 :]


def too_much(tries: Tries) -> None:
    """Warrants that nobody could grant, and questions beyond them."""
    server = tries.server
    now = datetime.now(timezone.utc)
    tries.refused("logged eight days ago", "expired", time=now - timedelta(days=8))
    tries.refused("public already", "expired", warrant=server.warrant(unsealBy=second_text(now - HOUR)))
    tries.refused("camera out of scope", "camera-out-of-scope", scopes=[server.scope | {"camera": CAMERAS[1]}])
    tries.refused("hour out of scope", "hour-out-of-scope", scopes=[server.scope | {"hour": server.epoch.hour - 1}])
    tries.refused("another purpose", "purpose-not-allowed", warrant=server.warrant(purpose="curiosity"))
    plates = [{"plate": f"01A{100 + number}BC", "region": REGION} for number in range(21)]
    tries.refused("21 plates", "cap-passed-plates", warrant=server.warrant(plates=plates))
    tries.refused("41 days", "cap-passed-days", warrant=server.warrant(**{"from": second_text(server.epoch.opens_at - timedelta(days=41))}))


def one_alone(tries: Tries) -> None:
    """An officer who has the server, and nobody's word but their own."""
    server = tries.server
    officer, second = server.officers
    warrant = server.warrant()
    whole = canonical(warrant)
    tries.refused("one approval", "approvals-missing", warrant=warrant, approvals=[officer.approval(whole)])
    warrant = server.warrant()
    whole = canonical(warrant)
    tries.refused("own approval twice", "approvals-missing", warrant=warrant, approvals=[officer.approval(whole)] * 2)
    warrant = server.warrant()
    whole = canonical(warrant)
    # Waits for a judge to trust the key, and is refused by no answer: the judge's yes is worth nothing while nobody does.
    tries.refused("own key in another's name", "taken", warrant=warrant, approvals=[officer.approval(whole), officer.approval(whole, second.name)])
    stranger = Person(second.name)
    warrant = server.warrant()
    whole = canonical(warrant)
    tries.refused("invented key", "taken", warrant=warrant, approvals=[officer.approval(whole), stranger.approval(whole)])
    warrant = server.warrant()
    other = canonical(server.warrant())
    tries.refused("approvals of another warrant", "taken", warrant=warrant, approvals=[each.approval(other) for each in server.officers])


def after_the_grant(tries: Tries) -> None:
    """What a granted warrant opens besides."""
    server, (asked, _) = tries.server, granted(tries.server)
    mine, own = server.epoch.seal(Passing(CAMERAS[0], server.epoch.opens_at, PLATE, REGION), 61)
    theirs, others = server.epoch.seal(Passing(CAMERAS[0], server.epoch.opens_at, OTHER_PLATE, REGION), 62)
    assert mine and theirs
    same = server.release(asked.warrant, asked.opening, [hit(own)])
    assert tries.holder.post("/v1/release", same).status == 200, "what the warrant is for is given"
    warrant = asked.warrant | {"plates": [{"plate": OTHER_PLATE, "region": REGION}]}
    tries.posted("another plate under a granted warrant", "wrong-commitment", "/v1/release", server.release(warrant, asked.opening, [hit(others)]))
    unnamed = server.release(asked.warrant, asked.opening, [hit(own, 7)])
    tries.posted("a reading that it does not name", "reading-out-of-scope", "/v1/release", unnamed)
    scope = own["scope"] | {"camera": CAMERAS[1]}
    elsewhere = server.release(asked.warrant, asked.opening, [hit(own | {"scope": scope})])
    tries.posted("another camera", "camera-out-of-scope", "/v1/release", elsewhere)
    relabelled = server.release(asked.warrant, asked.opening, [hit(own | {"pass": others["pass"]})])
    tries.posted("another pass's seconds", "relabelled-pass", "/v1/release", relabelled)
    never = server.warrant()
    tries.posted("a warrant that was never granted", "not-granted", "/v1/release", server.release(never, os.urandom(32), [hit(own)]))
    opening = os.urandom(32)
    place = server.enter(asked.warrant, opening)
    proof = server.log.proof(place, server.seen_by(tries.holder))
    tries.posted("replayed nonce", "replayed-nonce", "/v1/requests", server.request(asked.warrant, opening, proof))
    tries.granted += Asked(tries.holder, asked.warrant, opening, Answer(0, b"")).state()["state"] == "granted"


def with_one_holder(server: BadServer) -> dict[str, int]:
    """k-1 holders grant everything: their parts make no token, and no key."""
    given = granted(server)
    row, _ = server.epoch.seal(Passing(CAMERAS[0], server.epoch.opens_at, PLATE, REGION), 63)
    parts = [token_parts(asked.state()["answer"]) for asked in given]
    subsets = server.epoch.subsets
    mine = [[number for number, members in enumerate(subsets) if asked.holder.name in members] for asked in given]
    # Readings are the plate with its region and without; the first is what was sealed.
    known = [dict(zip(numbers, answer[: len(numbers)], strict=True)) for numbers, answer in zip(mine, parts, strict=True)]
    token = xor(server.epoch.values(CAMERAS[0], server.epoch.hour, (PLATE, REGION)))[:16]
    assert token in row and xor(list((known[0] | known[1]).values())) == token, "k holders make the token"
    made = sum(xor(list(each.values())) == token for each in known)
    return {"tokensOfOneHolder": made, "subsetsThatOneHolderLacks": len(subsets) - len(known[0])}


STEPS: tuple[Callable[[Tries], None], ...] = (false_logs, too_much, one_alone, after_the_grant)


@pytest.mark.drill
def test_a_keyholder_refuses_whatever_the_server_tries(server):
    granted(server)
    tries = Tries(server)
    for step in STEPS:
        step(tries)
    one = with_one_holder(server)
    noted = Counter(tries.holder.refusals())
    due = [code for code, _ in tries.codes.values() if code != "taken"]
    got = {"tried": len(tries.codes), "granted": tries.granted, "keysReleased": tries.released, "otherCodes": len(tries.wrong()), **one}
    must = {"granted": 0, "keysReleased": 0, "otherCodes": 0, "tokensOfOneHolder": 0}
    report("keyholder-refuses", "a server in other hands", "; ".join(tries.codes) + f"; {THRESHOLD - 1} of 3 holders", got, must)
    assert tries.wrong() == {} and {name: got[name] for name in must} == must
    assert one["subsetsThatOneHolderLacks"] >= 1
    assert all(noted[code] >= count for code, count in Counter(due).items()), "each refusal stands in the counter-log"
    assert PLATE.encode() not in (tries.holder.folder.path / "counter-log").read_bytes()
