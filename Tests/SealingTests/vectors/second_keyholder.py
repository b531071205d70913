"""A second implementation of Gantry's sealing, for the tests: it shares no line with the first, only the formats.

Needs the PyPI package cryptography, 48 or later. Reads one JSON request from the standard input and answers on the standard output:
  {"seed", "holder", "record", "region", "plate", "camera", "captureHour", "requests": [{"pass", "seconds": [masked]}]}
  -> {"commitmentsHold", "tokenParts": {subset: hex}, "seconds": [second], "keyParts": [{subset: hex}]}
"""

import hashlib
import hmac
import itertools
import json
import struct
import sys

from cryptography.hazmat.primitives.asymmetric import mlkem, x25519
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, MLKEM768X25519PrivateKey, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SUITE = 1
HPKE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def lp(data):
    data = data.encode() if isinstance(data, str) else data
    return bytes([len(data)]) + data


def u32(number):
    return struct.pack(">I", number)


def sha256(data):
    return hashlib.sha256(data).digest()


def mac(key, message):
    return hmac.new(key, message, hashlib.sha256).digest()


def xor(values):
    total = bytes(len(values[0]))
    for value in values:
        total = bytes(a ^ b for a, b in zip(total, value))
    return total


def context(site, day, epoch, boot_nonce):
    return lp(site) + lp(day) + u32(epoch) + boot_nonce


def subsets(holders, threshold):
    return list(itertools.combinations(sorted(holders), len(holders) - threshold + 1))


def commitment(ctx, members, secret):
    return sha256(b"gantry/v1/commit" + ctx + bytes([len(members)]) + b"".join(map(lp, members)) + secret)


def token_key(ctx, secret):
    return HKDF(SHA256(), 32, salt=None, info=b"gantry/v1/token" + ctx).derive(secret)


def second_key(ctx, secret):
    return HKDF(SHA256(), 32, salt=None, info=b"gantry/v1/second" + ctx).derive(secret)


def masked_second(ctx, secret, pass_id, second):
    """Puts the mask on, or takes it off: the same exclusive or."""
    return second ^ struct.unpack(">H", mac(second_key(ctx, secret), pass_id)[:2])[0]


def record_key(ctx, secret, second):
    value = HKDF(SHA256(), 32, salt=None, info=b"gantry/v1/record" + ctx).derive(secret)
    for _ in range(second):
        value = mac(value, b"gantry/v1/ratchet")
    return value


def plate_value(key, camera, hour, region, plate):
    return mac(key, b"gantry/v1/plate" + lp(camera) + u32(hour) + lp(region) + lp(plate))


def key_part(key, pass_id, value):
    return mac(key, b"gantry/v1/kek" + pass_id + value)


class DayKey:
    """X-Wing: the seed is stretched to an ML-KEM-768 seed and an X25519 key (draft-connolly-cfrg-xwing-kem)."""

    def __init__(self, seed):
        stretched = hashlib.shake_256(seed).digest(96)
        first = mlkem.MLKEM768PrivateKey.from_seed_bytes(stretched[:64])
        second = x25519.X25519PrivateKey.from_private_bytes(stretched[64:])
        self.private = MLKEM768X25519PrivateKey(first, second)
        self.public = first.public_key().public_bytes_raw() + second.public_key().public_bytes_raw()
        self.fingerprint = sha256(self.public)

    def info(self, ctx, holder):
        return b"gantry/v1/capsule" + ctx + lp(holder) + self.fingerprint

    def seal(self, ctx, holder, secrets):
        """A capsule as it is stored."""
        sealed = HPKE.encrypt(secrets, self.private.public_key(), info=self.info(ctx, holder))
        head = bytes([SUITE]) + ctx + lp(holder) + self.fingerprint
        return head + sealed[:1120] + struct.pack(">H", len(sealed) - 1120) + sealed[1120:]

    def open(self, ctx, holder, capsule):
        head = bytes([SUITE]) + ctx + lp(holder) + self.fingerprint
        assert capsule.startswith(head), "the capsule is not for this holder's key"
        sealed = capsule[len(head):]
        length = struct.unpack(">H", sealed[1120:1122])[0]
        assert len(sealed) == 1122 + length
        return HPKE.decrypt(sealed[:1120] + sealed[1122:], self.private, info=self.info(ctx, holder))


class EpochRecord:
    def __init__(self, data):
        self.data, self.at = data, 0
        assert self.take(1)[0] == SUITE
        start = self.at
        self.take(self.take(1)[0]), self.take(self.take(1)[0]), self.take(12)
        self.context = data[start:self.at]
        threshold, count = self.take(2)
        self.holders = [self.take(self.take(1)[0]).decode() for _ in range(count)]
        self.subsets = subsets(self.holders, threshold)
        self.commitments = [self.take(32) for _ in self.subsets]
        self.capsules = {holder: self.take(struct.unpack(">H", self.take(2))[0]) for holder in self.holders}
        assert self.at == len(data)

    def take(self, count):
        taken = self.data[self.at:self.at + count]
        assert len(taken) == count
        self.at += count
        return taken


def answer(request):
    record = EpochRecord(bytes.fromhex(request["record"]))
    holder, ctx = request["holder"], record.context
    opened = DayKey(bytes.fromhex(request["seed"])).open(ctx, holder, record.capsules[holder])
    mine = [number for number, members in enumerate(record.subsets) if holder in members]
    secrets = {number: opened[32 * place:32 * place + 32] for place, number in enumerate(mine)}
    assert len(opened) == 32 * len(mine)
    values = {
        number: plate_value(token_key(ctx, secret), request["camera"], request["captureHour"], request["region"], request["plate"])
        for number, secret in secrets.items()
    }
    seconds = []
    for each in request["requests"]:
        mine_say = {masked_second(ctx, s, bytes.fromhex(each["pass"]), each["seconds"][n]) for n, s in secrets.items()}
        assert len(each["seconds"]) == len(record.subsets) and len(mine_say) == 1, "the masked seconds do not agree"
        seconds.append(mine_say.pop())
    return {
        "commitmentsHold": all(commitment(ctx, record.subsets[n], s) == record.commitments[n] for n, s in secrets.items()),
        "tokenParts": {str(number): value[:16].hex() for number, value in values.items()},
        "seconds": seconds,
        "keyParts": [
            {str(n): key_part(record_key(ctx, s, second), bytes.fromhex(each["pass"]), values[n]).hex() for n, s in secrets.items()}
            for second, each in zip(seconds, request["requests"])
        ],
    }


if __name__ == "__main__":
    json.dump(answer(json.load(sys.stdin)), sys.stdout)
