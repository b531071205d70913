// Signed notes, verifier keys and policies as C2SP writes them (signed-note, tlog-checkpoint, tlog-cosignature, tlog-policy). WebCrypto does the
// cryptography; nothing here is more than the formats.
import { concat, fromBase64, hex, isEqual, utf8 } from "./warrant-bytes.js";

const { subtle } = globalThis.crypto ?? {};
const MARK = "\u2014 ";
const LOG_KIND = 1;
const WITNESS_KIND = 4;
const MOST_SIGNATURES = 100;

export const sha256 = async (...parts) => new Uint8Array(await subtle.digest("SHA-256", concat(...parts)));

/**
 * Whether this browser checks Ed25519 signatures, and is let to: over plain http browsers hand out no cryptography.
 * @returns {Promise<string | null>} what is missing; null where nothing is
 */
export async function missingCryptography() {
  if (!subtle) return "This browser offers cryptography on encrypted pages only. Open this page with https.";
  try {
    await subtle.importKey("raw", new Uint8Array(32).fill(1), { name: "Ed25519" }, false, ["verify"]);
    return null;
  } catch (fault) {
    // A point that is none is a fault of the key; a name that is unknown is one of the browser.
    return fault?.name === "NotSupportedError" ? "This browser cannot check Ed25519 signatures. Take a newer one, or the commands below." : null;
  }
}

/**
 * @typedef {object} Key
 * @property {string} name
 * @property {Uint8Array} id four bytes
 * @property {number} kind 1 for a log's, 4 for a witness's
 * @property {Uint8Array} publicKey
 */

/** Reads a verifier key: `name+hex8(ID)+base64(kind || public key)`. @returns {Promise<Key>} */
export async function readKey(text) {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(text) ?? [];
  if (!name) throw new Error(`“${text}” is not a key such as name+1234abcd+AQ…=.`);
  const bytes = fromBase64(encoded, "key");
  if (bytes.length !== 33 || ![LOG_KIND, WITNESS_KIND].includes(bytes[0])) throw new Error(`The key ${name} is of a sort that is not known here.`);
  const expected = (await sha256(utf8(name), [0x0a], bytes)).slice(0, 4);
  if (hex(expected) !== id) throw new Error(`The key ${name} was altered: its ID does not belong to it.`);
  return { name, id: expected, kind: bytes[0], publicKey: bytes.slice(1) };
}

/**
 * Reads a policy: lines `log <key>`, `witness <name> <key>`, `group <name> all|any|<k> <names>` and `quorum <name>|none`. Lines with a key alone
 * are taken too.
 * @returns {Promise<{ logs: Key[], witnesses: { name: string, key: Key }[], groups: Map<string, { threshold: number, members: string[] }>,
 *   quorum: string | null }>}
 */
export async function readPolicy(text) {
  const policy = { logs: [], witnesses: [], groups: new Map(), quorum: null };
  for (const line of text.split("\n")) {
    const words = line.trim().split(/\s+/);
    if (!words[0] || words[0].startsWith("#")) continue;
    await readLine(words, policy);
  }
  if (!policy.logs.length) throw new Error("There is no log’s key among the keys. A line is written “log <key>”.");
  return policy;
}

async function readLine(words, policy) {
  const [sort, ...rest] = words;
  if (sort === "log" && rest.length >= 1) policy.logs.push(await readKey(rest[0]));
  else if (sort === "witness" && rest.length >= 2) policy.witnesses.push({ name: rest[0], key: await readKey(rest[1]) });
  else if (sort === "group" && rest.length >= 3) policy.groups.set(rest[0], { threshold: thresholdOf(rest[1], rest.length - 2), members: rest.slice(2) });
  else if (sort === "quorum" && rest.length === 1) policy.quorum = rest[0] === "none" ? null : rest[0];
  else if (rest.length === 0 && sort.includes("+")) {
    const key = await readKey(sort);
    if (key.kind === LOG_KIND) policy.logs.push(key);
    else policy.witnesses.push({ name: key.name, key });
  } else throw new Error(`“${words.join(" ")}” is not a line of a policy.`);
}

function thresholdOf(word, members) {
  const number = word === "all" ? members : word === "any" ? 1 : Number(word);
  if (!Number.isInteger(number) || number < 1 || number > members) throw new Error(`A group asks for “all”, “any” or 1 to ${members} of its members.`);
  return number;
}

/** Whether those who signed are enough. @param {Set<string>} signed names of witnesses */
export function hasQuorum(policy, signed, name = policy.quorum, depth = 0) {
  if (name === null) return true;
  const group = policy.groups.get(name);
  if (!group || depth > 16) return signed.has(name);
  return group.members.filter((member) => hasQuorum(policy, signed, member, depth + 1)).length >= group.threshold;
}

/**
 * Splits a note into its text and its signature lines.
 * @param {string} note
 * @returns {{ text: string, signatures: { name: string, id: Uint8Array, bytes: Uint8Array }[] }}
 */
export function readNote(note) {
  const gap = note.lastIndexOf("\n\n");
  if (gap < 0 || !note.endsWith("\n")) throw new Error("Not a signed note: a text, an empty line and signatures are expected.");
  const lines = note.slice(gap + 2, -1).split("\n");
  if (lines.length > MOST_SIGNATURES) throw new Error("Not a signed note: it has too many signatures.");
  const signatures = lines.map((line) => {
    const [name, encoded, ...more] = line.startsWith(MARK) ? line.slice(MARK.length).split(" ") : [];
    if (!name || !encoded || more.length) throw new Error("Not a signed note: one of its signature lines is none.");
    const bytes = fromBase64(encoded, "signature");
    if (bytes.length < 5) throw new Error("Not a signed note: one of its signatures is too short.");
    return { name, id: bytes.slice(0, 4), bytes: bytes.slice(4) };
  });
  return { text: note.slice(0, gap + 1), signatures };
}

/** Reads a checkpoint's text: origin, size and root. @returns {{ origin: string, size: number, root: Uint8Array }} */
export function readCheckpoint(text) {
  const lines = text.split("\n");
  if (lines.length < 4 || lines.at(-1) !== "" || !/^(0|[1-9][0-9]{0,14})$/.test(lines[1])) throw new Error("Not a checkpoint: origin, size and root are expected.");
  const root = fromBase64(lines[2], "root");
  if (root.length !== 32) throw new Error("Not a checkpoint: its root does not have 32 bytes.");
  return { origin: lines[0], size: Number(lines[1]), root };
}

async function verify(key, signature, message) {
  const imported = await subtle.importKey("raw", key.publicKey, { name: "Ed25519" }, false, ["verify"]);
  return subtle.verify({ name: "Ed25519" }, imported, signature, message);
}

/**
 * What a key says of a note. A line that bears the key's name and ID and is not by it is a forgery, and spoils the note.
 * @returns {Promise<null | { time: Date | null }>} null where the key did not sign
 * @throws {Error} for a forgery
 */
export async function signedBy(key, { text, signatures }) {
  const own = signatures.filter((signature) => signature.name === key.name && isEqual(signature.id, key.id));
  let found = null;
  for (const { bytes } of own) {
    const isWitness = key.kind === WITNESS_KIND;
    if (bytes.length !== (isWitness ? 72 : 64)) throw new Error(`The signature of ${key.name} is false.`);
    const seconds = isWitness ? new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0) : null;
    const message = isWitness ? `cosignature/v1\ntime ${seconds}\n${text}` : text;
    if (!(await verify(key, isWitness ? bytes.slice(8) : bytes, utf8(message)))) throw new Error(`The signature of ${key.name} is false.`);
    found ??= { time: isWitness ? new Date(Number(seconds) * 1000) : null };
  }
  return found;
}
