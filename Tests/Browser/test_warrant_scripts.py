"""The warrant pages' scripts, module by module, in a real browser: their bytes and their cryptography against a second implementation, against the
standards' own vectors, and against what Swift sealed (warrant_story.json)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import itertools
import json
import os
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from script_runner import ScriptRunner, module_tab
from warrant_sealing import HPKE, Passing, Release, canonical, readings_of, text64

STORY = Path(__file__).with_name("warrant_story.json")
START = datetime(2026, 11, 21, 12, 2, 12, 345000, tzinfo=timezone.utc)
MODULES = ("bytes", "json", "crypto", "text", "records", "pass", "release", "opening", "keys", "plates", "csv", "clock")
PRELUDE = """async (given) => {
  const all = Object.assign({}, ...(await Promise.all(%s.map((name) => import(`/static/0/js/warrant-${name}.js`)))));
  const { fromBase64, toBase64 } = all;
  const bytes = (text) => fromBase64(text, "test");
  const recipient = async ({ jwk, publicKey }) => ({
    privateKey: await crypto.subtle.importKey("jwk", jwk, { name: "ECDH", namedCurve: "P-256" }, false, ["deriveBits"]), publicKey: bytes(publicKey),
  });
  const plain = (value) => JSON.parse(JSON.stringify(value, (_, each) => (each instanceof Uint8Array ? toBase64(each) : each)));
  try { return { value: plain(await (async () => { %s })()) }; } catch (fault) { return { fault: fault.message }; }
}"""
OPEN = """
  const warrant = bytes(given.warrant);
  const release = await all.readRelease(bytes(given.release), warrant);
  const key = await recipient(given.recipient);
  const answers = [];
  for (const answer of given.answers) answers.push(await all.openAnswer(bytes(answer), release, key));
  return all.openPasses(release, given.hits.map(({ row, token }) => ({ row: bytes(row), token: bytes(token) })), answers);
"""


@pytest.fixture(scope="module")
def page(browser):
    with module_tab(browser) as tab:
        yield tab


@pytest.fixture
def run(page):
    return ScriptRunner(page, lambda body: PRELUDE % (json.dumps(MODULES), body)).value


@pytest.fixture
def fault(page):
    return ScriptRunner(page, lambda body: PRELUDE % (json.dumps(MODULES), body)).fault


def recipient(private: ec.EllipticCurvePrivateKey) -> dict:
    def url64(number: int) -> str:
        return base64.urlsafe_b64encode(number.to_bytes(32, "big")).rstrip(b"=").decode()

    numbers = private.private_numbers()
    jwk = {"kty": "EC", "crv": "P-256", "d": url64(numbers.private_value), "x": url64(numbers.public_numbers.x), "y": url64(numbers.public_numbers.y)}
    return {"jwk": jwk, "publicKey": text64(point(private))}


def point(private: ec.EllipticCurvePrivateKey) -> bytes:
    return private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def warrant_of(private: ec.EllipticCurvePrivateKey, plates: list[dict] | None = None) -> dict:
    return {
        "cameras": ["tas-001", "tas-002"], "caseNumber": '2026/118 "a\\b"', "from": "2026-11-21T10:00:00Z", "kind": "warrant",
        "nonce": text64(bytes(range(16))),
        "plates": plates or [{"plate": "01A123BC", "region": "UZ"}], "purpose": "stolen-vehicle", "recipient": text64(b"\x02" + point(private)),
        "requester": "nodira-karimova", "to": "2026-11-21T20:00:00Z", "unsealBy": "2027-02-19T00:00:00Z", "version": 1,
    }  # fmt: skip


# Canonical JSON


def test_canonical_json_is_the_one_that_others_write(run):
    values = [{"b": [1, -7, 0, 9007199254740991], "a": {}, "": []}, "тест \u2028 \x7f 😀", 'a"b\\c/d\b\f\n\r\t\x01\x1f']
    values.append({"z": "", "ä": "x", "A": "y"})
    written = run("return given.map((value) => toBase64(all.canonicalBytes(value)))", values)
    assert [base64.b64decode(text) for text in written] == [canonical(value) for value in values]
    # RFC 8785, 3.2.3: by UTF-16 code units, where a character beyond the first plane comes before U+FB33.
    assert run('return new TextDecoder().decode(all.canonicalBytes({ "\\ufb33": 1, "\\ud83d\\ude00": 2 }))') == '{"😀":2,"\ufb33":1}'


@pytest.mark.parametrize("value", ["1.5", "NaN", "null", "true", '"\\ud800"', "2 ** 53", "[undefined]"])
def test_what_cannot_be_written_in_one_way_is_not_written(fault, value):
    assert "can be signed" in fault(f"return all.canonicalBytes({value})")


@pytest.mark.parametrize(
    "text", [b"{} ", b' {"a":1}', b'{"b":1,"a":2}', b'{"a":1,"a":1}', b'{"a":1.0}', b'{"a":1e0}', b'{"a":-0}', b'{"a":"\\u0041"}',
             b'{"a":"\\/"}', b'"\xff"', b'\xef\xbb\xbf{}', b'{"a":null}', b'"\\ud800"', b"", b"{"]
)  # fmt: skip
def test_other_forms_of_json_are_refused(fault, text):
    assert "not in canonical form" in fault('return all.readCanonical(bytes(given), "warrant")', text64(text))


# The warrant's text


def test_a_warrant_is_one_text_whatever_order_it_was_filled_in(run):
    private = ec.generate_private_key(ec.SECP256R1())
    plates = [{"plate": "01A123BC", "region": ""}, {"plate": "01A123BC", "region": "UZ"}, {"plate": "01B777BB", "region": "UZ"}]
    warrant = warrant_of(private, plates)
    shuffled = warrant | {"plates": [plates[2], plates[0], plates[1], plates[2]], "cameras": ["tas-002", "tas-001", "tas-002"]}
    result = run(
        """const dates = { from: new Date(given.from), to: new Date(given.to), unsealBy: new Date(given.unsealBy) };
        const text = all.warrantBytes({ ...given, ...dates, recipient: bytes(given.recipient), nonce: bytes(given.nonce) });
        const { from, ...read } = all.readWarrant(text);
        return { text, challenge: await all.challengeOf(text), readings: all.readingsOf(read), from };""",
        shuffled,
    )
    text = base64.b64decode(result["text"])
    assert text == canonical(warrant)
    assert base64.b64decode(result["challenge"]) == hashlib.sha256(b"gantry/v1/request" + hashlib.sha256(text).digest()).digest()
    assert [(each["plate"], each["region"]) for each in result["readings"]] == readings_of(warrant)
    assert result["from"] == "2026-11-21T10:00:00.000Z"


@pytest.mark.parametrize(
    "change", [{"plates": []}, {"plates": [{"plate": "01a123bc", "region": "UZ"}]}, {"plates": [{"plate": "01A123BC", "region": "uz"}]},
               {"cameras": []}, {"cameras": ["tas 001"]}, {"cameras": ["tas-002", "tas-001"]}, {"cameras": ["tas-001", "tas-001"]},
               {"from": "2026-11-21T10:30:00Z"},
               {"from": "2026-11-21T10:00:00.000Z"}, {"to": "2026-11-21T10:00:00Z"}, {"nonce": "AAEC"}, {"caseNumber": ""}, {"caseNumber": "a\nb"},
               {"purpose": "x" * 201}, {"kind": "token-answer"}, {"version": 2}, {"zone": "x"}, {"recipient": "A"},
               {"plates": [{"plate": "01A123BC"}]}]
)  # fmt: skip
def test_what_nobody_would_write_is_no_warrant(fault, change):
    text = canonical(warrant_of(ec.generate_private_key(ec.SECP256R1())) | change)
    assert fault("return all.readWarrant(bytes(given))", text64(text)).startswith("Not a readable warrant")


# Keys and approvals


def test_an_approval_is_signed_with_a_key_that_cannot_leave(run):
    text = canonical(warrant_of(ec.generate_private_key(ec.SECP256R1())))
    result = run(
        """const made = await all.makeApprovalKey("nodira-karimova");
        const kept = await all.approvalKey("nodira-karimova");
        const exported = await crypto.subtle.exportKey("pkcs8", kept.privateKey).then(() => true, () => false);
        const another = await all.approvalKey("timur-aliev");
        const approval = await all.approve(kept, bytes(given));
        return { approval, fingerprint: kept.fingerprint, exported, another: another ?? null, same: made.fingerprint === kept.fingerprint };""",
        text64(text),
    )
    approval = result["approval"]
    public = base64.b64decode(approval["key"])
    challenge = hashlib.sha256(b"gantry/v1/request" + hashlib.sha256(text).digest()).digest()
    key = ed25519.Ed25519PublicKey.from_public_bytes(public)
    key.verify(base64.b64decode(approval["signature"]), challenge)
    with pytest.raises(InvalidSignature):
        key.verify(base64.b64decode(approval["signature"]), hashlib.sha256(text).digest())
    digest = hashlib.sha256(public).hexdigest()[:20].upper()
    assert result["fingerprint"] == " ".join(digest[at : at + 4] for at in range(0, 20, 4))
    assert (approval["person"], result["exported"], result["another"], result["same"]) == ("nodira-karimova", False, None, True)


def test_a_warrants_key_is_found_for_this_very_warrant_until_it_is_public(run, fault):
    warrant = text64(canonical(warrant_of(ec.generate_private_key(ec.SECP256R1()))))
    body = """const pair = await all.makeRecipient();
      const read = { ...all.readWarrant(bytes(given)), recipient: pair.recipient };
      const text = all.warrantBytes(read);
      await all.keepRecipient(pair, text, read.unsealBy);
      const found = async () => Boolean(await all.recipientOf(read, text));"""
    kept = run(body + "const before = await found(); await all.dropExpired(new Date(read.unsealBy - 1)); const then = await found();"
               + "await all.dropExpired(read.unsealBy);"
               + "return [before, then, await found(), pair.recipient.length, pair.privateKey.extractable];", warrant)  # fmt: skip
    assert kept == [True, True, False, 66, False]
    assert "another warrant" in fault(body + "return all.recipientOf(read, all.warrantBytes({ ...read, caseNumber: 'another' }))", warrant)
    assert run(body + "await all.dropRecipient(pair); return found();", warrant) is False


# The standards' own vectors


def test_hpke_opens_the_standards_vectors(run):
    # CFRG's vectors to RFC 9180: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, base mode, first message.
    private = ec.derive_private_key(0x317F915DB7BC629C48FE765587897E01E282D3E8445F79F27F65D031A88082B2, ec.SECP256R1())
    encapsulated = "04c06b4f6bebc7bb495cb797ab753f911aff80aefb86fd8b6fcc35525f3ab5f03e"
    encapsulated += "0b21bd31a86c6048af3cb2d98e0d3bf01da5cc4c39ff5370d331a4f1f7d5a4e0"
    sealed = "58c61a45059d0c5704560e9d88b564a8b63f1364b8d1fcb3c4c6ddc1d291742465e902cd216f8908da49f8f96f"
    given = {"recipient": recipient(private), "sealed": text64(bytes.fromhex(encapsulated + sealed))}
    given |= {"info": text64(b"Ode on a Grecian Urn"), "further": text64(b"Count-0")}
    opened = run("return all.openSealed(await recipient(given.recipient), bytes(given.sealed), bytes(given.info), bytes(given.further))", given)
    assert base64.b64decode(opened) == b"Beauty is truth, truth beauty"
    # RFC 9180, A.3: the same key encapsulation, whatever cipher follows it.
    private = ec.derive_private_key(0xF3CE7FDAE57E1A310D87F1EBBDE6F328BE0A99CDBCADF4D6589CF29DE4B8FFD2, ec.SECP256R1())
    encapsulated = "04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac9"
    encapsulated += "8536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4"
    given = {"recipient": recipient(private), "encapsulated": text64(bytes.fromhex(encapsulated))}
    body = "const key = await recipient(given.recipient); return all.decapsulate(key.privateKey, key.publicKey, bytes(given.encapsulated))"
    secret = run(body, given)
    assert base64.b64decode(secret).hex() == "c0d26aeab536609a572b07695d933b589dcf363ff9d93c93adea537aeabb8cb8"


def test_hpke_opens_for_its_key_and_words_alone(run, fault):
    private, other = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    sealed = HPKE.encrypt(b"parts", private.public_key(), info=b"words")
    body = "return all.openSealed(await recipient(given.recipient), bytes(given.sealed), bytes(given.info))"
    right = {"recipient": recipient(private), "sealed": text64(sealed), "info": text64(b"words")}
    assert base64.b64decode(run(body, right)) == b"parts"
    altered = bytearray(sealed)
    altered[-1] ^= 1
    seals = [{"sealed": text64(bytes(altered))}, {"sealed": text64(sealed[:60])}, {"sealed": ""}]
    for change in [{"recipient": recipient(other)}, {"info": text64(b"other words")}, *seals]:
        assert "not sealed to this warrant's key" in fault(body, right | change)


def test_key_wrap_is_the_standards(run, fault):
    # RFC 3394, 4.6. What comes out cannot be exported, so it shows by what it opens.
    key, wrapping = bytes.fromhex("00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f"), bytes(range(32))
    wrapped = bytes.fromhex("28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21")
    content = (5).to_bytes(4, "big") + b"hello" + bytes(503)
    sealed = AESGCM(key).encrypt(bytes(11) + b"\x01", content, b"further")
    given = {"wrapping": text64(wrapping), "wrapped": text64(wrapped), "sealed": text64(sealed)}
    body = """const key = await all.unwrapDataKey(bytes(given.wrapping), bytes(given.wrapped));
      return all.openPiece(key, bytes(given.sealed), %s, new TextEncoder().encode('%s'));"""
    assert base64.b64decode(run(body % (1, "further"), given)) == b"hello"
    assert "body was altered" in fault(body % (0, "further"), given)
    assert "body was altered" in fault(body % (1, "other"), given)
    assert "does not fit" in fault(body % (1, "further"), given | {"wrapping": text64(bytes(32))})
    for length in (509, 2**32 - 1):
        lying = AESGCM(key).encrypt(bytes(11) + b"\x01", length.to_bytes(4, "big") + content[4:], b"further")
        assert "body was altered" in fault(body % (1, "further"), given | {"sealed": text64(lying)})


# Opening


@pytest.mark.parametrize("story", json.loads(STORY.read_text()), ids=lambda story: f"{story['threshold']} needed")
def test_what_swift_sealed_opens(run, story):
    private = ec.derive_private_key(int.from_bytes(base64.b64decode(story["recipientPrivate"]), "big"), ec.SECP256R1())
    assert run("return all.challengeOf(bytes(given))", story["warrant"]) == story["challenge"]
    commitment = run("return (await all.readRelease(bytes(given.release), bytes(given.warrant))).commitment", story)
    assert commitment == story["commitment"]
    result = run(OPEN, story | {"recipient": recipient(private), "answers": list(story["answers"].values())})
    assert result["repeats"] == 1 and len(result["failures"]) == 1
    assert result["failures"][0]["reason"].startswith("The key does not fit this pass")
    first, second, third = result["passes"]
    assert [each["camera"] for each in result["passes"]] == ["tas-001", "tas-001", "tas-002"]
    expected = {"capturedAt": "2026-11-21T14:02:12.345Z", "lane": 2, "direction": "approach", "speedKmh": 61.25, "headingDegrees": 92.5,
                "site": "crossing", "wanted": "01A123BC", "errorBoundMilliseconds": 40, "coordinate": [41.3111, 69.2797], "make": "Chevrolet",
                "colour": "weiß"}  # fmt: skip
    assert expected.items() <= {name: value for name, value in first.items() if not isinstance(value, dict)}.items()
    read, server = first["reads"]
    assert (read["reader"], read["raw"], read["plate"], read["confidence"], read["region"]) == ("camera", "01 A 123 BC", "01A123BC", 0.75, "UZ")
    assert read["candidates"][1] == {"confidence": 0.25, "plate": "O1A123BC"} and server["reader"] == "server"
    assert "lane" not in second and "speedKmh" not in second and "region" not in second["reads"][0]
    assert [base64.b64decode(each) for each in first["pictures"]] == ([b"not quite a JPEG"] if story["threshold"] == 1 else [])


class Case:
    """A warrant with what was found for it, made by the second implementation."""

    def __init__(self, holders: int = 3, threshold: int = 2, passings: list[Passing] | None = None) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.names = ["court", "data-protection", "inspectorate", "ombudsman", "parliament"][:holders]
        later = Passing("tas-002", START + timedelta(hours=2), region="", pictures=[b"\xff\xd8\xffsmall"])
        self.passings = passings or [Passing("tas-001", START), later]
        self.warrant = canonical(warrant_of(self.private))
        self.release = Release(self.warrant, os.urandom(32), self.passings, self.names, threshold)

    def given(self, *holders: str) -> dict:
        answers = [text64(self.release.answer(name)) for name in holders or self.names]
        given = {"warrant": text64(self.warrant), "release": text64(self.release.bytes), "hits": self.release.found, "answers": answers}
        return given | {"recipient": recipient(self.private)}


@pytest.mark.parametrize(("threshold", "holders"), [(1, 1), (2, 3), (3, 5)])
def test_any_k_keyholders_open_and_fewer_do_not(run, threshold, holders):
    case = Case(holders, threshold)
    for names in list(itertools.combinations(case.names, threshold))[:4] + [case.names]:
        result = run(OPEN, case.given(*names))
        assert [each["camera"] for each in result["passes"]] == ["tas-001", "tas-002"] and result["failures"] == []
        assert base64.b64decode(result["passes"][1]["pictures"][0]) == b"\xff\xd8\xffsmall"
    if threshold > 1:
        few = run(OPEN, case.given(*case.names[: threshold - 1]))
        assert few["passes"] == [] and {each["reason"] for each in few["failures"]} == {"Parts of its key are missing. Ask another keyholder."}


def reasons(result: dict) -> list[str]:
    return [each["reason"] for each in result["failures"]]


def test_a_row_that_was_altered_or_relabelled_does_not_open_and_the_others_do(run):
    case = Case()
    row = bytearray(base64.b64decode(case.given()["hits"][0]["row"]))

    def opened(changed: bytes, **more) -> dict:
        given = case.given()
        given["hits"][0] = {"row": text64(bytes(changed)), "token": more.get("token", given["hits"][0]["token"])}
        result = run(OPEN, given)
        assert [each["camera"] for each in result["passes"]] == ["tas-002"]
        return result

    flipped = bytearray(row)
    flipped[-2] ^= 1
    assert reasons(opened(flipped)) == ["The pass's body was altered, or it belongs to another pass."]
    assert "another pass than the keyholders were asked about" in reasons(opened(row.replace(b"tas-001", b"tas-009")))[0]
    assert reasons(opened(row[:-1])) == ["Not a readable sealed pass."]
    assert reasons(opened(row + b"\0")) == ["Not a readable sealed pass."]
    assert "suite 9" in reasons(opened(b"\x09" + row[1:]))[0]
    assert reasons(opened(row, token=text64(bytes(16)))) == ["The pass has no reading with this token."]
    # The row's own second mask is bound too, though nothing here takes it off.
    mask = row.index(b"\x03", 1 + 16 + 8 + 4 + 14 + 11 + 12) + 1
    masked = bytearray(row)
    masked[mask] ^= 1
    assert reasons(opened(masked)) == ["The pass's body was altered, or it belongs to another pass."]


def test_another_cars_pass_under_the_wanted_token_does_not_open(run):
    case = Case(passings=[Passing("tas-001", START), Passing("tas-001", START, plate="01B777BB", body="stranger")])
    result = run(OPEN, case.given())
    assert [each["wanted"] for each in result["passes"]] == ["01A123BC"]
    assert reasons(result)[0].startswith("The key does not fit this pass")


def test_what_was_sealed_twice_counts_once(run):
    again = [Passing("tas-001", START, body="one"), Passing("tas-001", START, body="one"), Passing("tas-001", START, body="two")]
    result = run(OPEN, Case(passings=again).given())
    assert (len(result["passes"]), result["repeats"], result["failures"]) == (2, 1, [])


def test_answers_to_something_else_are_refused(run, fault):
    case, other = Case(), Case()
    right = case.given("court", "inspectorate")
    assert "is not to this request" in fault(OPEN, right | {"answers": other.given("court")["answers"]})
    assert "not sealed to this warrant's key" in fault(OPEN, right | {"recipient": recipient(other.private)})
    answer = json.loads(base64.b64decode(right["answers"][0]))
    renamed = canonical(answer | {"holder": "inspectorate"})
    assert "not sealed to this warrant's key" in fault(OPEN, right | {"answers": [text64(renamed)]})
    assert "is not to this request" in fault(OPEN, right | {"answers": [text64(canonical(answer | {"holder": "stranger"}))]})
    assert "is not to this request" in fault(OPEN, right | {"answers": [text64(canonical(answer | {"count": 3}))]})
    unsigned = {name: value for name, value in answer.items() if name != "signature"}
    assert "fields are others" in fault(OPEN, right | {"answers": [text64(canonical(unsigned))]})
    # A second answer to the same request whose parts are false: two keyholders disagree, and nothing opens.
    liar = Release(case.warrant, case.release.opening, case.passings, case.names, 2)
    liar.hits, liar.epochs = case.release.hits, [*case.release.epochs]
    honest = case.release.answer("court")
    for epoch in liar.epochs:
        epoch.token_keys = [os.urandom(32) for _ in epoch.token_keys]
    result = run(OPEN, right | {"answers": [text64(honest), text64(liar.answer("inspectorate"))]})
    assert result["passes"] == [] and all("gave different parts" in reason for reason in reasons(result))


def test_a_release_is_for_this_warrant_and_within_it(fault):
    case = Case()
    given = case.given()
    read = "return all.readRelease(bytes(given.release), bytes(given.warrant))"
    release = json.loads(base64.b64decode(given["release"]))
    assert "with another warrant" in fault(read, given | {"warrant": text64(canonical(json.loads(case.warrant) | {"caseNumber": "other"}))})

    def changed(hit: dict) -> dict:
        return given | {"release": text64(canonical(release | {"hits": [release["hits"][0] | hit]}))}

    for hit in ({"scope": {"camera": "tas-009", "hour": 498732}}, {"scope": {"camera": "tas-001", "hour": 498700}}, {"reading": 2}):
        assert "does not cover" in fault(read, changed(hit))
    assert "of no epoch" in fault(read, changed({"epoch": 7}))
    torn = release | {"epochs": [{"record": text64(b"\x01\x02")}]}
    assert "Not a readable epoch record" in fault(read, given | {"release": text64(canonical(torn))})
    assert "another number of passes" in fault(OPEN, given | {"hits": given["hits"][:1]})


def test_a_record_that_is_none_is_refused(run, fault):
    record = Passing("tas-001", START, lane=None, speed=None).record
    read = "return all.readPass(bytes(given), 1)"
    assert run(read, text64(record))["reads"][0]["plate"] == "01A123BC"
    assert "schema 2" in fault("return all.readPass(bytes(given), 2)", text64(record))
    for broken in (record[:-1], record[3 + 8 :], record + b"\x02\x00\x01x", b"", b"\x12\x00\x01A" + record, record + b"\x10\x00\x06person"):
        assert fault(read, text64(broken)).startswith("Not a readable pass record")


# Smaller things


def test_a_pasted_list_becomes_plates(run):
    text = "01A123BC\n uz 01 B 777 BB\r\n40C404CC;KZ\nKZ\t123ABC02\n01X001AA, 01X002AA; 01X003AA\n\n"
    entries = run("return all.platesInList(given, ['UZ', 'KZ'])", text)
    assert [(each.get("region"), each["text"]) for each in entries] == [
        (None, "01A123BC"), ("UZ", "01 B 777 BB"), ("KZ", "40C404CC"), ("KZ", "123ABC02"), (None, "01X001AA"), (None, "01X002AA"), (None, "01X003AA")
    ]  # fmt: skip
    assert run("return given.map(all.canonicalPlate)", ["01 a-123.bc", "А123"]) == [
        {"plate": "01A123BC"}, {"fault": "“А123” has letters that are not Latin. Type the plate in Latin letters and digits."}
    ]  # fmt: skip
    assert "is no plate" in run("return all.canonicalPlate(given).fault", "01A123BC01A123BC0")


def test_hours_of_a_sites_clock_are_instants(run):
    body = "return given.map(([zone, day, hour]) => new all.Clock(zone).instant(day, hour).toISOString())"
    days = [["Asia/Tashkent", "2026-11-21", 0], ["Europe/Berlin", "2026-03-29", 4], ["Europe/Berlin", "2026-03-28", 4]]
    days += [["Asia/Kolkata", "2026-11-21", 9], [None, "2026-11-21", 9]]
    assert run(body, days) == [
        "2026-11-20T19:00:00.000Z", "2026-03-29T02:00:00.000Z", "2026-03-28T03:00:00.000Z", "2026-11-21T03:30:00.000Z", "2026-11-21T09:00:00.000Z"
    ]  # fmt: skip
    zones = ["Asia/Tashkent", "Asia/Kolkata", "UTC", "Nowhere/Land"]
    assert run('return given.map((zone) => new all.Clock(zone).zoneLabel(new Date("2026-11-21")))', zones) == ["UTC+5", "UTC+5:30", "UTC", "UTC"]


def test_a_table_file_holds_no_formula(run):
    text = run(
        """const clock = new all.Clock("Asia/Tashkent");
        const pass = { capturedAt: new Date("2026-11-21T12:00:00.250Z"), camera: "tas-001", direction: "approach", wanted: "01A123BC", id: "7" };
        return all.csvOf([{ pass, clock, place: { name: '=HYPERLINK("x")', site: "A, B" }, read: { plate: "01A123BC", confidence: 0.5 } }]);"""
    )
    head, line, end = text.split("\r\n")
    assert head.startswith("stop,time_utc,time_local,camera") and end == ""
    assert line == """1,2026-11-21T12:00:00.250Z,2026-11-21 17:00:00,tas-001,"'=HYPERLINK(""x"")","A, B",,approach,,01A123BC,01A123BC,,0.5,7"""


def test_a_commitment_is_what_the_log_holds(run):
    case = Case()
    given = case.given()
    commitment = run("return (await all.readRelease(bytes(given.release), bytes(given.warrant))).commitment", given)
    assert base64.b64decode(commitment) == hmac.new(case.release.opening, case.warrant, hashlib.sha256).digest()
