// JSON that can be written in one way only: no white space, keys in order and each once, whole numbers, the shortest escapes (RFC 8785 with whole
// numbers). What is signed must not mean one thing to this page and another to a keyholder.
import { utf8 } from "./warrant-bytes.js";

/**
 * The bytes of a value made of texts, whole numbers, lists and objects.
 * @throws {Error} for everything else, such as fractions or half a character.
 */
export function canonicalBytes(value) { return utf8(canonicalText(value)); }

function canonicalText(value) {
  if (typeof value === "string" && value.isWellFormed()) return JSON.stringify(value);
  if (Number.isSafeInteger(value)) return String(value);
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  if (value !== null && typeof value === "object") {
    // Sorted by UTF-16 code units, as the standard wants and as JavaScript sorts by itself.
    return `{${Object.keys(value).sort().map((key) => `${canonicalText(key)}:${canonicalText(value[key])}`).join(",")}}`;
  }
  throw new Error("Only texts, whole numbers, lists and objects can be signed.");
}

/**
 * Reads canonical JSON and refuses everything else, so that what was read has exactly the bytes that were hashed.
 * @param {Uint8Array} bytes
 * @param {string} thing its name for messages, such as `warrant`
 */
export function readCanonical(bytes, thing) {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const value = JSON.parse(text);
    // Catches every other way to write the same: white space, escapes, keys twice, numbers with a point.
    if (canonicalText(value) === text) return value;
  } catch {
    // Refused below.
  }
  throw new Error(`Not a readable ${thing}: it is not in canonical form.`);
}

/**
 * An object whose fields are these and no others.
 * @param {Record<string, "text" | "number" | "list" | "object">} fields
 */
export function checkFields(value, fields, thing) {
  const sort = (field) => (Array.isArray(field) ? "list" : { string: "text", number: "number", object: "object" }[typeof field]);
  const isRight = sort(value) === "object" && Object.keys(value).length === Object.keys(fields).length
    && Object.entries(fields).every(([name, wanted]) => Object.hasOwn(value, name) && sort(value[name]) === wanted);
  if (!isRight) throw new Error(`Not a readable ${thing}: its fields are others than they should be.`);
  return value;
}
