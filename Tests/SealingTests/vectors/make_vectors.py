"""Writes vectors.json beside this file: what the second implementation makes of fixed keys. Run it again only when a format changes."""

import json
import pathlib
import struct

from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import aes_key_wrap

from second_keyholder import (
    SUITE, DayKey, commitment, context, key_part, lp, masked_second, plate_value, record_key, second_key, sha256, subsets, token_key, u32, xor)

SITE, DAY, EPOCH, NONCE = "tashkent-city", "2026-11-21", 14, bytes(range(8))
HOLDERS, THRESHOLD = ["court", "data-protection", "inspectorate"], 2
CAMERA, HOUR, SECOND, SCHEMA = "tas-014-a", 498_734, 1234, 7
READINGS = [("UZ", "01A123BC"), ("UZ", "O1A123BC"), ("", "01A123BC")]
PASS = bytes.fromhex("6f1c0e8a5b1d4c0f9a7e3d2c1b0a9f8e")
RECORD, PICTURE = b'{"at":"2026-11-21T14:20:34.120Z","speedKmh":71.5}', b"\xff\xd8\xff\xe0" + bytes(20_000)


def padded(content, size):
    return u32(len(content)) + content + bytes(size - 4 - len(content))


def sealed(key, content, size, piece, further):
    return AESGCM(key).encrypt(bytes(4) + struct.pack(">Q", piece), padded(content, size), further)


ctx = context(SITE, DAY, EPOCH, NONCE)
members = subsets(HOLDERS, THRESHOLD)
secrets = [sha256(b"secret %d" % number) for number in range(len(members))]
data_key = sha256(b"data key")
token_keys = [token_key(ctx, secret) for secret in secrets]
record_keys = [record_key(ctx, secret, SECOND) for secret in secrets]

readings = []
for region, plate in READINGS:
    values = [plate_value(key, CAMERA, HOUR, region, plate) for key in token_keys]
    parts = [key_part(key, PASS, value) for key, value in zip(record_keys, values)]
    readings.append({
        "region": region, "plate": plate, "values": [value.hex() for value in values], "token": xor(values)[:16].hex(),
        "keyParts": [part.hex() for part in parts], "wrappedKey": aes_key_wrap(xor(parts), data_key).hex()})

masked = [masked_second(ctx, secret, PASS, SECOND) for secret in secrets]
further = (
    PASS + lp(CAMERA) + u32(HOUR) + ctx + u32(SECOND) + bytes([len(masked)]) + b"".join(struct.pack(">H", value) for value in masked) + bytes([SCHEMA]))
holders = []
for holder in HOLDERS:
    seed, identity = sha256(b"seed " + holder.encode()), ed25519.Ed25519PrivateKey.from_private_bytes(sha256(b"identity " + holder.encode()))
    key = DayKey(seed)
    content = bytes([SUITE]) + lp(holder) + lp(DAY) + key.public
    mine = b"".join(secret for secret, each in zip(secrets, members) if holder in each)
    holders.append({
        "name": holder, "seed": seed.hex(), "identity": identity.public_key().public_bytes_raw().hex(),
        "dayKey": (content + identity.sign(b"gantry/v1/daykey" + content)).hex(), "capsule": key.seal(ctx, holder, mine).hex()})

# Secrets that one test looks for in the memory of its process, and that therefore nothing else may use.
sought = [sha256(b"sought %d" % number) for number in range(len(members))]
sought_tokens, sought_key = [token_key(ctx, secret) for secret in sought], sha256(b"sought data key")
sought_values = [plate_value(key, CAMERA, HOUR, *READINGS[0]) for key in sought_tokens]
sought_parts = [key_part(record_key(ctx, secret, 5), PASS, value) for secret, value in zip(sought, sought_values)]
sought_in_memory = {
    "secrets": [secret.hex() for secret in sought], "tokenKeys": [key.hex() for key in sought_tokens],
    "secondKeys": [second_key(ctx, secret).hex() for secret in sought],
    "recordKeys": {str(second): [record_key(ctx, secret, second).hex() for secret in sought] for second in (0, 4, 5, 6)},
    "plateValues": [value.hex() for value in sought_values], "wrappingKey": xor(sought_parts).hex(), "dataKey": sought_key.hex()}

vectors = {
    "site": SITE, "day": DAY, "epoch": EPOCH, "bootNonce": NONCE.hex(), "context": ctx.hex(), "threshold": THRESHOLD, "holders": holders,
    "subsets": [
        {"members": list(each), "secret": secret.hex(), "commitment": commitment(ctx, each, secret).hex(), "recordKey": key.hex()}
        for each, secret, key in zip(members, secrets, record_keys)],
    "camera": CAMERA, "captureHour": HOUR, "second": SECOND, "maskedSeconds": masked, "schema": SCHEMA, "pass": PASS.hex(), "dataKey": data_key.hex(), "readings": readings,
    "record": RECORD.hex(), "body": sealed(data_key, RECORD, 512, 0, further).hex(),
    "sought": sought_in_memory,
    "pictureSHA256": sha256(sealed(data_key, PICTURE, 20_480, 1, further)).hex(),
}
pathlib.Path(__file__).with_name("vectors.json").write_text(json.dumps(vectors, indent=1) + "\n")
