// The cryptography that a warrant needs in the browser, all of it WebCrypto's: nothing here is more than the standards' own formulas.
import { bigEndian, concat, utf8 } from "./warrant-bytes.js";

const { subtle } = globalThis.crypto;
const HASH_BYTES = 32;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const POINT_BYTES = 65;

const EMPTY = new Uint8Array();
/** RFC 9180: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. */
const KEM_SUITE = concat(utf8("KEM"), [0x00, 0x10]);
const HPKE_SUITE = concat(utf8("HPKE"), [0x00, 0x10, 0x00, 0x01, 0x00, 0x02]);
const P256 = { name: "ECDH", namedCurve: "P-256" };

export async function sha256(bytes) { return new Uint8Array(await subtle.digest("SHA-256", bytes)); }

export async function hmac(key, message) {
  const imported = await subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await subtle.sign("HMAC", imported, message));
}

/** What requester and second person sign: `SHA-256("gantry/v1/request" || SHA-256(W))`. */
export async function challengeOf(warrantBytes) { return sha256(concat(utf8("gantry/v1/request"), await sha256(warrantBytes))); }

// HKDF-Extract without salt takes a salt of zeros (RFC 5869), which WebCrypto wants to see.
function labeledExtract(suite, salt, label, secret) {
  return hmac(salt.length ? salt : new Uint8Array(HASH_BYTES), concat(utf8("HPKE-v1"), suite, utf8(label), secret));
}

/** LabeledExpand for lengths of one hash and less, the only ones there are here. */
async function labeledExpand(suite, key, label, info, length) {
  const block = await hmac(key, concat(bigEndian(length, 2), utf8("HPKE-v1"), suite, utf8(label), info, [1]));
  return block.slice(0, length);
}

/**
 * DHKEM's Decap (RFC 9180, 4.1).
 * @param {CryptoKey} privateKey P-256, usable for `deriveBits`
 * @param {Uint8Array} publicKey its public half, 65 bytes
 * @param {Uint8Array} encapsulated the sender's point, 65 bytes
 * @returns {Promise<Uint8Array>} the shared secret
 */
export async function decapsulate(privateKey, publicKey, encapsulated) {
  const sender = await subtle.importKey("raw", encapsulated, P256, false, []);
  const agreed = new Uint8Array(await subtle.deriveBits({ name: "ECDH", public: sender }, privateKey, 8 * KEY_BYTES));
  const key = await labeledExtract(KEM_SUITE, EMPTY, "eae_prk", agreed);
  return labeledExpand(KEM_SUITE, key, "shared_secret", concat(encapsulated, publicKey), KEY_BYTES);
}

/**
 * Opens what HPKE (RFC 9180, base mode) sealed as its first message: the encapsulated key, then the ciphertext.
 * @param {{ privateKey: CryptoKey, publicKey: Uint8Array }} recipient
 * @param {Uint8Array} additionalData what a keyholder's answers leave empty
 * @throws {Error} where it was sealed to another key, for other words, or was altered
 */
export async function openSealed(recipient, sealed, info, additionalData = EMPTY) {
  try {
    const secret = await decapsulate(recipient.privateKey, recipient.publicKey, sealed.slice(0, POINT_BYTES));
    const hashes = [await labeledExtract(HPKE_SUITE, EMPTY, "psk_id_hash", EMPTY), await labeledExtract(HPKE_SUITE, EMPTY, "info_hash", info)];
    const context = concat([0], ...hashes);
    const schedule = await labeledExtract(HPKE_SUITE, secret, "secret", EMPTY);
    const key = await labeledExpand(HPKE_SUITE, schedule, "key", context, KEY_BYTES);
    const iv = await labeledExpand(HPKE_SUITE, schedule, "base_nonce", context, NONCE_BYTES);
    const imported = await subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
    return new Uint8Array(await subtle.decrypt({ name: "AES-GCM", iv, additionalData }, imported, sealed.slice(POINT_BYTES)));
  } catch {
    throw new Error("It is not sealed to this warrant's key, or it was altered.");
  }
}

/**
 * Unwraps a pass's data key (AES-256 key wrap, RFC 3394).
 * @throws {Error} where the key is another plate's, camera's or hour's
 */
export async function unwrapDataKey(wrappingKey, wrapped) {
  try {
    const key = await subtle.importKey("raw", wrappingKey, "AES-KW", false, ["unwrapKey"]);
    return await subtle.unwrapKey("raw", wrapped, key, "AES-KW", "AES-GCM", false, ["decrypt"]);
  } catch {
    throw new Error("The key does not fit this pass. It belongs to another plate, camera or hour, or the pass was altered.");
  }
}

/**
 * Opens one piece of a pass: AES-256-GCM under the data key, whose nonce is the piece's number, and takes the padding off.
 * @param {number} piece 0 for the record, from 1 on for pictures
 */
export async function openPiece(key, sealed, piece, additionalData) {
  try {
    const padded = new Uint8Array(await subtle.decrypt({ name: "AES-GCM", iv: bigEndian(piece, NONCE_BYTES), additionalData }, key, sealed));
    const length = padded.length < 4 ? Infinity : new DataView(padded.buffer).getUint32(0);
    if (length <= padded.length - 4) return padded.slice(4, 4 + length);
  } catch {
    // Told below, together with a length that cannot be.
  }
  throw new Error("The pass's body was altered, or it belongs to another pass.");
}
