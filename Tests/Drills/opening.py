"""Opening passes with the day keys of k keyholders, in Python: what a warrant gives for one plate, done for any."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass

from archive_files import Epoch, Row
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap
from holder_folder import HolderFolder
from second_keyholder import DayKey, commitment, key_part, mac, masked_second, plate_value, record_key, token_key, xor

# Tags of the fields in a body that the drills look at.
CAPTURED_AT, RECEIVED_AT, PLATE, MAKE = 2, 3, 18, 33


@dataclass(frozen=True)
class Sought:
    """A reading that somebody wants found."""

    plate: str
    region: str = ""


def secrets_of(epoch: Epoch, holders: Iterable[HolderFolder]) -> dict[int, bytes]:
    """`E_A` of each subset that these holders know. What does not fit its commitment is refused."""
    day = epoch.folder.parent.name
    secrets: dict[int, bytes] = {}
    for holder in holders:
        seed = holder.seeds().get(day)
        if seed is None:
            continue
        opened = DayKey(seed).open(epoch.record.context, holder.name, epoch.record.capsules[holder.name])
        mine = [number for number, members in enumerate(epoch.record.subsets) if holder.name in members]
        for place, number in enumerate(mine):
            secret = opened[32 * place : 32 * place + 32]
            assert commitment(epoch.record.context, epoch.record.subsets[number], secret) == epoch.record.commitments[number]
            assert secrets.setdefault(number, secret) == secret, "two holders were given different secrets"
    return secrets


class EpochKeys:
    """An epoch that k holders opened."""

    def __init__(self, epoch: Epoch, secrets: dict[int, bytes]) -> None:
        assert len(secrets) == len(epoch.record.subsets), "too few holders"
        self.epoch, self.context = epoch, epoch.record.context
        self.secrets = [secrets[number] for number in sorted(secrets)]
        self.token_keys = [token_key(self.context, secret) for secret in self.secrets]
        self._ratchet = [[record_key(self.context, secret, 0)] for secret in self.secrets]

    def record_keys(self, second: int) -> list[bytes]:
        for values in self._ratchet:
            while len(values) <= second:
                values.append(mac(values[-1], b"gantry/v1/ratchet"))
        return [values[second] for values in self._ratchet]

    def values(self, camera: str, hour: int, sought: Sought) -> list[bytes]:
        return [plate_value(key, camera, hour, sought.region, sought.plate) for key in self.token_keys]

    def second(self, row: Row) -> int:
        seconds = {masked_second(self.context, secret, row.identity, masked) for secret, masked in zip(self.secrets, row.seconds, strict=True)}
        assert len(seconds) == 1, "the masked seconds do not agree"
        return seconds.pop()

    def data_key(self, row: Row, values: list[bytes], wrapped: bytes) -> bytes:
        keys = self.record_keys(self.second(row))
        wrapping = xor([key_part(key, row.identity, value) for key, value in zip(keys, values, strict=True)])
        return aes_key_unwrap(wrapping, wrapped)

    def opened(self, row: Row, sought: Sought) -> bytes | None:
        """What is inside a row; `None` where it is not of this vehicle."""
        values = self.values(row.camera, row.hour, sought)
        token = xor(values)[:16]
        wrapped = next((wrapped for mine, wrapped in row.readings if mine == token), None)
        return wrapped and body(row, self.data_key(row, values, wrapped), self.second(row))


def body(row: Row, data_key: bytes, second: int) -> bytes:
    padded = AESGCM(data_key).decrypt(bytes(12), row.body, row.further_data(second))
    return padded[4 : 4 + struct.unpack(">I", padded[:4])[0]]


def opens(wrapping: bytes, wrapped: bytes, row: Row, second: int) -> bool:
    """Whether a key is the one that wraps a row's."""
    try:
        return bool(body(row, aes_key_unwrap(wrapping, wrapped), second))
    except (InvalidUnwrap, InvalidTag):
        return False


def fields(record: bytes) -> dict[int, bytes]:
    """The fields of a pass, the first of each tag."""
    found: dict[int, bytes] = {}
    at = 0
    while at < len(record):
        tag, length = record[at], struct.unpack(">H", record[at + 1 : at + 3])[0]
        found.setdefault(tag, record[at + 3 : at + 3 + length])
        at += 3 + length
    return found


class Opening:
    """What k holders open of an archive."""

    def __init__(self, archive: Iterable[Epoch], holders: list[HolderFolder]) -> None:
        self.keys = []
        for epoch in archive:
            secrets = secrets_of(epoch, holders)
            if len(secrets) == len(epoch.record.subsets):
                self.keys.append(EpochKeys(epoch, secrets))

    def passes(self, sought: Iterable[Sought]) -> list[tuple[Row, Sought, bytes]]:
        """Every pass of some vehicles, opened. Tokens are made for each camera and hour that has rows, as a server would ask."""
        wanted = list(sought)
        found = []
        for keys in self.keys:
            for scope in {(row.camera, row.hour) for row in keys.epoch.rows}:
                found += self._in(keys, scope, wanted)
        return found

    @staticmethod
    def _in(keys: EpochKeys, scope: tuple[str, int], wanted: list[Sought]) -> list[tuple[Row, Sought, bytes]]:
        by_token: dict[bytes, list[Row]] = {}
        for row in keys.epoch.rows:
            if (row.camera, row.hour) == scope:
                for token, _ in row.readings:
                    by_token.setdefault(token, []).append(row)
        found = []
        for sought in wanted:
            token = xor(keys.values(*scope, sought))[:16]
            for row in by_token.get(token, []):
                record = keys.opened(row, sought)
                if record is not None:
                    found.append((row, sought, record))
        return found
