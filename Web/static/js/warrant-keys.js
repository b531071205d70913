// The keys that live in this browser and never leave it: one for a person's approvals, and one for each warrant that was asked for here. Their private
// halves cannot be exported, not even by these pages.
import { concat, hex, isEqual, toBase64 } from "./warrant-bytes.js";
import { challengeOf, sha256 } from "./warrant-crypto.js";
import { P256_SUITE } from "./warrant-text.js";

const DATABASE = "gantry-keys";
const APPROVALS = "approvals";
const RECIPIENTS = "recipients";
const FINGERPRINT_BYTES = 10;
const P256 = { name: "ECDH", namedCurve: "P-256" };

/** Why keys cannot be made here, in words for the person; null where they can. */
export function obstacle() {
  if (!globalThis.isSecureContext || !globalThis.crypto?.subtle) {
    return "Browsers make keys only on pages that come over HTTPS. Open Gantry at its https address.";
  }
  if (!globalThis.indexedDB) return "This browser keeps nothing for this page, so it cannot keep a key. Allow it to store data for this address.";
  return null;
}

const notKept = () => new Error("This browser did not keep the key. Allow it to store data for this address, and try again.");

/** Waits for a request of the database. */
function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(notKept());
  });
}

/** Waits until a transaction is written. */
function written(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(notKept());
  });
}

async function store(name, mode, act) {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore(APPROVALS, { keyPath: "person" });
    opening.result.createObjectStore(RECIPIENTS, { keyPath: "recipient" });
  };
  const database = await done(opening);
  try {
    const transaction = database.transaction(name, mode);
    const [result] = await Promise.all([done(act(transaction.objectStore(name))), written(transaction)]);
    return result;
  } finally {
    database.close();
  }
}

/** How a key is shown to people everywhere: the first ten bytes of its SHA-256, `4F3A 9C01 …`. */
export async function fingerprintOf(publicKey) {
  const bytes = (await sha256(publicKey)).slice(0, FINGERPRINT_BYTES);
  return hex(bytes).toUpperCase().match(/.{4}/g).join(" ");
}

/** @typedef {{ person: string, publicKey: Uint8Array, privateKey: CryptoKey, fingerprint: string, madeAt: Date }} ApprovalKey */

/** A person's approval key in this browser; undefined where there is none. @returns {Promise<ApprovalKey | undefined>} */
export function approvalKey(person) { return store(APPROVALS, "readonly", (keys) => keys.get(person)); }

/** Makes a person's approval key (Ed25519). One that was there is replaced: it approves nothing any more. @returns {Promise<ApprovalKey>} */
export async function makeApprovalKey(person) {
  let pair;
  try {
    pair = await crypto.subtle.generateKey("Ed25519", false, ["sign"]);
  } catch {
    throw new Error("This browser knows no Ed25519 keys. Chromium and Edge from 137, Firefox from 129 and Safari from 17.4 do.");
  }
  const publicKey = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const key = { person, publicKey, privateKey: pair.privateKey, fingerprint: await fingerprintOf(publicKey), madeAt: new Date() };
  await store(APPROVALS, "readwrite", (keys) => keys.put(key));
  return key;
}

/** A person's word for a warrant, as the office wants it. @param {ApprovalKey} key */
export async function approve(key, warrantBytes) {
  const signature = await crypto.subtle.sign("Ed25519", key.privateKey, await challengeOf(warrantBytes));
  return { person: key.person, key: toBase64(key.publicKey), signature: toBase64(new Uint8Array(signature)) };
}

/**
 * Makes the key pair that a warrant's answers are sealed to (P-256). It is kept by `keepRecipient` once the warrant's text is known.
 * @returns {Promise<{ recipient: Uint8Array, publicKey: Uint8Array, privateKey: CryptoKey }>}
 */
export async function makeRecipient() {
  const pair = await crypto.subtle.generateKey(P256, false, ["deriveBits"]);
  const publicKey = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  return { recipient: concat([P256_SUITE], publicKey), publicKey, privateKey: pair.privateKey };
}

/** Keeps a warrant's key until the warrant has to be public. Of the warrant itself only the digest is kept, so that no plate rests here. */
export async function keepRecipient({ recipient, publicKey, privateKey }, warrantBytes, unsealBy) {
  const kept = { recipient: toBase64(recipient), publicKey, privateKey, digest: await sha256(warrantBytes), unsealBy };
  await store(RECIPIENTS, "readwrite", (keys) => keys.put(kept));
}

/** Forgets a key whose warrant was not accepted. */
export function dropRecipient({ recipient }) { return store(RECIPIENTS, "readwrite", (keys) => keys.delete(toBase64(recipient))); }

/**
 * The key pair of a warrant that was asked for in this browser; undefined for others.
 * @throws {Error} where the key is another text's: the office shows a warrant that nobody signed here
 */
export async function recipientOf(warrant, warrantBytes) {
  const kept = await store(RECIPIENTS, "readonly", (keys) => keys.get(toBase64(warrant.recipient)));
  if (kept && !isEqual(kept.digest, await sha256(warrantBytes))) {
    throw new Error("The office shows another warrant than the one that was signed in this browser. Tell the auditor.");
  }
  return kept;
}

/** Forgets the keys of warrants that nobody may open any more. */
export async function dropExpired(now) {
  const kept = await store(RECIPIENTS, "readonly", (keys) => keys.getAll());
  for (const { recipient, unsealBy } of kept) if (unsealBy <= now) await store(RECIPIENTS, "readwrite", (keys) => keys.delete(recipient));
}
