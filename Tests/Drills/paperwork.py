"""Two people who ask for warrants on the command line, and the keyholders' judges who decide on them."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from datetime import datetime, timezone
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from keyholders import THRESHOLD, Keyholder
from patience import eventually
from town import REGION, Town

REQUESTER, SECOND = "Malika Yusupova", "Nodira Karimova"


class Paperwork:
    def __init__(self, town: Town) -> None:
        self.town = town
        self._decided: set[tuple[str, str]] = set()
        for person, role in ((REQUESTER, "investigator"), (SECOND, "supervisor")):
            town.server.add_person(person, role)
            town.server.run("warrant", "key", "--as", person, "--key", str(self.key_file(person)))

    def key_file(self, person: str) -> Path:
        return self.town.server.folder / f"{person.partition(' ')[0].lower()}.key"

    def public_key(self, person: str) -> str:
        secret = base64.b64decode(self.key_file(person).read_text().partition(":")[2])[:32]
        return base64.b64encode(Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()).decode()

    def be_trusted(self) -> None:
        """Every keyholder's judge compares both fingerprints and trusts the keys."""
        for holder in self.town.keyholders:
            holder.sign_in()
            for person in (REQUESTER, SECOND):
                name, key = person.lower().replace(" ", "-"), self.public_key(person)
                eventually("a proposed key", lambda holder=holder, name=name, key=key: holder.trust(name, key).status == 303)

    def ask(self, plates: Iterable[str], start: int, end: int) -> str:
        """Asks for passes of some hours since 1970 at all cameras, and has it approved. Returns the warrant's ID."""
        flags = [flag for plate in plates for flag in ("--plate", plate)]
        hours = [datetime.fromtimestamp(hour * 3600, timezone.utc).strftime("%Y-%m-%dT%H:%MZ") for hour in (start, end)]
        flags += ["--region", REGION, "--all-cameras", "--from", hours[0], "--to", hours[1]]
        flags += ["--purpose", "stolen-vehicle", "--case-number", "2026/118"]
        run = self.town.server.run
        warrant = run("warrant", "request", "--as", REQUESTER, "--key", str(self.key_file(REQUESTER)), *flags).stdout.strip()
        run("warrant", "approve", warrant, "--as", SECOND, "--key", str(self.key_file(SECOND)))
        return warrant

    def status(self, warrant: str) -> dict:
        return json.loads(self.town.server.run("warrant", "status", warrant, "--json").stdout)

    def be_granted(self, warrant: str) -> dict:
        """Two judges grant what waits for them; returns the warrant's state once the passes were looked up."""
        for holder in self.town.keyholders[:THRESHOLD]:
            commitment = eventually("a request", lambda holder=holder: self.undecided(holder))
            assert holder.grant(commitment).status == 303
            self._decided.add((holder.name, commitment))

        def found() -> dict | None:
            status = self.status(warrant)
            return status if status["state"] in ("found", "refused", "expired") else None

        return eventually("the passes to be looked up", found)

    def undecided(self, holder: Keyholder) -> str | None:
        return next((each for each in holder.waiting() if (holder.name, each) not in self._decided), None)

    def open(self, warrant: str) -> dict:
        return json.loads(self.town.server.run("warrant", "open", warrant, "--key", str(self.key_file(REQUESTER)), "--json").stdout)
