"""A second implementation of a keyholder's answers, for the tests: formats only, no line of the first. Its sealing is the second
implementation beside the sealing tests.

Reads one JSON question from the standard input and writes the answer file on the standard output:
  {"seed", "identity", "holder", "file"}: the day key's seed and the Ed25519 identity in hex, and the text of a request file.
"""

import base64
import hashlib
import hmac
import json
import pathlib
import struct
import sys

from cryptography.hazmat.primitives.asymmetric import ed25519, mlkem, x25519
from cryptography.hazmat.primitives.hpke import MLKEM768X25519PublicKey

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "SealingTests" / "vectors"))
from second_keyholder import HPKE, DayKey, EpochRecord, commitment, key_part, lp, masked_second, plate_value, record_key, sha256, token_key  # noqa: E402


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def base64_text(data):
    return base64.b64encode(data).decode()


class Epoch:
    def __init__(self, text, holder, seed):
        self.record = EpochRecord(base64.b64decode(text))
        opened = DayKey(seed).open(self.record.context, holder, self.record.capsules[holder])
        self.mine = [number for number, members in enumerate(self.record.subsets) if holder in members]
        self.secrets = [opened[place:place + 32] for place in range(0, len(opened), 32)]
        for number, secret in zip(self.mine, self.secrets):
            assert commitment(self.record.context, self.record.subsets[number], secret) == self.record.commitments[number]

    def values(self, scope, reading):
        for secret in self.secrets:
            yield plate_value(token_key(self.record.context, secret), scope["camera"], scope["hour"], reading[1], reading[0])


def readings(warrant):
    found = []
    for each in warrant["plates"]:
        for reading in ((each["plate"], each["region"]), (each["plate"], "")):
            if reading not in found:
                found.append(reading)
    return found


def token_answer(request, holder, seed):
    epochs = []
    for each in request["epochs"]:
        epoch = Epoch(each["record"], holder, seed)
        parts = [value[:16] for scope in each["scopes"] for reading in readings(request["warrant"]) for value in epoch.values(scope, reading)]
        epochs.append({"context": base64_text(epoch.record.context), "parts": base64_text(b"".join(parts))})
    return {"kind": "token-answer", "epochs": epochs}


def release_answer(request, text, holder, seed):
    content = b""
    epochs = [Epoch(each["record"], holder, seed) for each in request["epochs"]]
    for hit in request["hits"]:
        epoch, pass_id = epochs[hit["epoch"]], bytes.fromhex(hit["pass"].replace("-", ""))
        context = epoch.record.context
        seconds = {masked_second(context, secret, pass_id, hit["seconds"][n]) for n, secret in zip(epoch.mine, epoch.secrets)}
        assert len(seconds) == 1, "the masked seconds do not agree"
        second = seconds.pop()
        content += struct.pack(">H", second)
        for secret, value in zip(epoch.secrets, epoch.values(hit["scope"], readings(request["warrant"])[hit["reading"]])):
            content += key_part(record_key(context, secret, second), pass_id, value)
    recipient = base64.b64decode(request["warrant"]["recipient"])
    assert recipient[0] == 1
    key = MLKEM768X25519PublicKey(
        mlkem.MLKEM768PublicKey.from_public_bytes(recipient[1:1185]), x25519.X25519PublicKey.from_public_bytes(recipient[1185:]))
    info = b"gantry/v1/release" + sha256(canonical(request["warrant"])) + lp(holder) + sha256(text)
    return {"kind": "key-release-answer", "count": len(request["hits"]), "sealed": base64_text(HPKE.encrypt(content, key, info=info))}


def answer(question):
    text, holder, seed = question["file"].encode(), question["holder"], bytes.fromhex(question["seed"])
    request = json.loads(text)
    assert canonical(request) == text, "the request is not in canonical form"
    answers = token_answer(request, holder, seed) if request["kind"] == "warrant-request" else release_answer(request, text, holder, seed)
    logged = hmac.new(base64.b64decode(request["opening"]), canonical(request["warrant"]), hashlib.sha256).digest()
    answers |= {"commitment": base64_text(logged), "holder": holder, "version": 1}
    identity = ed25519.Ed25519PrivateKey.from_private_bytes(bytes.fromhex(question["identity"]))
    answers["signature"] = base64_text(identity.sign(b"gantry/v1/answer" + sha256(canonical(answers))))
    return canonical(answers)


if __name__ == "__main__":
    sys.stdout.buffer.write(answer(json.load(sys.stdin)))
