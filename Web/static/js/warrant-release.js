// The release: what the office asked the keyholders, and what they answered. Answers are sealed to the warrant's own key, so the office relays what it
// cannot read.
import { ByteReader, concat, fromBase64, isEqual, prefixed, utf8 } from "./warrant-bytes.js";
import { hmac, openSealed, sha256 } from "./warrant-crypto.js";
import { canonicalBytes, checkFields, readCanonical } from "./warrant-json.js";
import { readEpoch } from "./warrant-records.js";
import { hourOf, readingsOf, warrantOf } from "./warrant-text.js";

const PART_BYTES = 32;
const REQUEST_FIELDS = { epochs: "list", hits: "list", kind: "text", opening: "text", version: "number", warrant: "object" };
const HIT_FIELDS = { epoch: "number", pass: "text", reading: "number", scope: "object", seconds: "list" };
const ANSWER_FIELDS = { commitment: "text", count: "number", holder: "text", kind: "text", sealed: "text", signature: "text", version: "number" };

/**
 * Reads a release request and checks that it asks for nothing but what the warrant covers.
 * @param {Uint8Array} bytes
 * @param {Uint8Array} warrantBytes the warrant as it was signed
 */
export async function readRelease(bytes, warrantBytes) {
  const json = checkFields(readCanonical(bytes, "release"), REQUEST_FIELDS, "release");
  if (json.kind !== "key-release-request" || json.version !== 1) throw new Error("Not a readable release: it is not one of version 1.");
  if (!isEqual(canonicalBytes(json.warrant), warrantBytes)) {
    throw new Error("The office asked the keyholders with another warrant than this one. Tell the auditor.");
  }
  const warrant = warrantOf(json.warrant);
  const epochs = json.epochs.map(({ record }) => readEpoch(fromBase64(record, "epoch record")));
  for (const hit of json.hits) checkHit(hit, warrant, epochs);
  const commitment = await hmac(fromBase64(json.opening, "release"), warrantBytes);
  const [digest, warrantDigest] = [await sha256(bytes), await sha256(warrantBytes)];
  return { warrant, epochs, hits: json.hits, readings: readingsOf(warrant), commitment, digest, warrantDigest };
}

function checkHit(hit, warrant, epochs) {
  checkFields(hit, HIT_FIELDS, "release");
  checkFields(hit.scope, { camera: "text", hour: "number" }, "release");
  const isCovered = warrant.cameras.includes(hit.scope.camera) && hit.scope.hour >= hourOf(warrant.from) && hit.scope.hour < hourOf(warrant.to)
    && readingsOf(warrant)[hit.reading] !== undefined;
  if (!isCovered) throw new Error("The office asked for a pass that the warrant does not cover. Tell the auditor.");
  if (!epochs[hit.epoch]) throw new Error("Not a readable release: a hit is of no epoch.");
}

/**
 * Opens one keyholder's answer: for every hit the second it was sealed in and the holder's parts of its key, by the number of their subset.
 *
 * Checked here: that the answer is to this warrant and this very request, and sealed to this browser's key; the sealing itself is bound to warrant, holder
 * and request. Not checked here: the holder's signature. The office knows the identities and checks it. A false answer makes keys that fit nothing.
 * @param {Uint8Array} bytes
 * @returns {Promise<{ holder: string, keys: { second: number, parts: Map<number, Uint8Array> }[] }>}
 */
export async function openAnswer(bytes, release, recipient) {
  const json = checkFields(readCanonical(bytes, "answer"), ANSWER_FIELDS, "answer");
  const { holder } = json;
  const isOurs = json.kind === "key-release-answer" && json.version === 1 && json.count === release.hits.length
    && isEqual(fromBase64(json.commitment, "answer"), release.commitment) && release.epochs.some((epoch) => epoch.holders.includes(holder));
  if (!isOurs) throw new Error(`The answer of ${holder} is not to this request.`);
  const info = concat(utf8("gantry/v1/release"), release.warrantDigest, prefixed(utf8(holder)), release.digest);
  const content = await openSealed(recipient, fromBase64(json.sealed, "answer"), info).catch(() => {
    throw new Error(`The answer of ${holder} is not sealed to this warrant's key, or it was altered.`);
  });
  const reader = new ByteReader(content, `answer of ${holder}`);
  const keys = release.hits.map(({ epoch }) => keyParts(reader, release.epochs[epoch].subsets, holder));
  reader.finish();
  return { holder, keys };
}

function keyParts(reader, subsets, holder) {
  const second = reader.u16();
  const parts = new Map();
  for (const [number, members] of subsets.entries()) if (members.includes(holder)) parts.set(number, reader.bytes(PART_BYTES));
  return { second, parts };
}
