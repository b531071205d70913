// A warrant's text: W of the design, canonical JSON. Whoever approves signs exactly these bytes, so what a page shows of a warrant is read out of them.
import { fromBase64, isEqual, toBase64, utf8 } from "./warrant-bytes.js";
import { canonicalBytes, checkFields, readCanonical } from "./warrant-json.js";

export const NONCE_BYTES = 16;
/** The recipient key's first byte for P-256; the point's 65 bytes follow. */
export const P256_SUITE = 2;

const HOUR_MILLISECONDS = 3_600_000;
const PLATE = /^[A-Z0-9]{1,16}$/;
const REGION = /^[A-Z0-9-]{0,8}$/;
const NAME = /^(?!\.)[A-Za-z0-9._-]{1,64}$/;
const FIELDS = {
  cameras: "list", caseNumber: "text", from: "text", kind: "text", nonce: "text", plates: "list", purpose: "text", recipient: "text", requester: "text",
  to: "text", unsealBy: "text", version: "number",
};

/** An instant as `2026-11-21T14:00:00Z`. */
const secondText = (date) => `${date.toISOString().slice(0, 19)}Z`;

/**
 * @typedef {object} Warrant
 * @property {{ plate: string, region: string }[]} plates in order, each once
 * @property {string[]} cameras in order, each once
 * @property {Date} from the first instant, on a full hour
 * @property {Date} to the first instant that is no longer asked for, on a full hour
 * @property {string} purpose
 * @property {string} caseNumber
 * @property {string} requester
 * @property {Uint8Array} recipient suite byte and public key
 * @property {Date} unsealBy
 * @property {Uint8Array} nonce
 */

/** The bytes of a warrant. Plates and cameras may come in any order. @param {Warrant} warrant */
export function warrantBytes(warrant) {
  const plates = new Map(warrant.plates.map(({ plate, region }) => [`${plate} ${region}`, { plate, region }]));
  const inOrder = (one, other) => (one < other ? -1 : 1);
  return canonicalBytes({
    cameras: [...new Set(warrant.cameras)].sort(), caseNumber: warrant.caseNumber, from: secondText(warrant.from), kind: "warrant",
    nonce: toBase64(warrant.nonce), plates: [...plates.keys()].sort(inOrder).map((key) => plates.get(key)), purpose: warrant.purpose,
    recipient: toBase64(warrant.recipient), requester: warrant.requester, to: secondText(warrant.to), unsealBy: secondText(warrant.unsealBy), version: 1,
  });
}

/**
 * Reads a warrant, and refuses everything that `warrantBytes` would not write.
 * @param {Uint8Array} bytes
 * @returns {Warrant}
 */
export function readWarrant(bytes) { return warrantOf(readCanonical(bytes, "warrant")); }

/** The same from JSON that was read as part of something else. */
export function warrantOf(json) {
  checkFields(json, FIELDS, "warrant");
  if (json.kind !== "warrant" || json.version !== 1) throw new Error("Not a readable warrant: it is not one of version 1.");
  for (const each of json.plates) checkFields(each, { plate: "text", region: "text" }, "warrant");
  const warrant = {
    ...json, from: new Date(json.from), to: new Date(json.to), unsealBy: new Date(json.unsealBy), recipient: fromBase64(json.recipient, "warrant"),
    nonce: fromBase64(json.nonce, "warrant"),
  };
  const fault = faultOf(warrant);
  if (fault) throw new Error(`Not a readable warrant: ${fault}`);
  if (!isEqual(warrantBytes(warrant), canonicalBytes(json))) throw new Error("Not a readable warrant: plates and cameras stand in order, each once.");
  return warrant;
}

/** What nobody could grant, in the keyholders' own words; null where there is nothing. */
function faultOf({ plates, cameras, from, to, unsealBy, purpose, caseNumber, requester, nonce }) {
  if (!plates.length || !plates.every(({ plate, region }) => PLATE.test(plate) && REGION.test(region))) return "a plate is not written in canonical form.";
  if (!cameras.length || !cameras.every((camera) => typeof camera === "string" && NAME.test(camera))) return "a camera is not a name.";
  if ([from, to, unsealBy].some((date) => Number.isNaN(date.getTime()))) return "a time is not like 2026-11-21T14:00:00Z.";
  if (!(from < to) || [from, to].some((date) => date.getTime() % HOUR_MILLISECONDS !== 0)) {
    return "it does not cover whole hours, from one full hour to a later one.";
  }
  if (![purpose, caseNumber, requester].every(isPhrase)) return "purpose, case number and requester are 1 to 200 bytes of plain text each.";
  return nonce.length === NONCE_BYTES ? null : `its nonce does not have ${NONCE_BYTES} bytes.`;
}

/** A text for people: up to 200 bytes without control characters. */
export function isPhrase(text) {
  const length = utf8(text).length;
  return length > 0 && length <= 200 && !/[\u0000-\u001f\u007f]/.test(text);
}

/** The readings that passes are looked for under: each plate with its region, and without one, because a camera may not have known it. */
export function readingsOf({ plates }) {
  const readings = [];
  for (const { plate, region } of plates) {
    for (const reading of [{ plate, region }, { plate, region: "" }]) {
      if (!readings.some((other) => other.plate === reading.plate && other.region === reading.region)) readings.push(reading);
    }
  }
  return readings;
}

export const hourOf = (date) => date.getTime() / HOUR_MILLISECONDS;
