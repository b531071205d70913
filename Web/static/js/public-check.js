// The whole check of a log, step by step: its newest checkpoint, who signed it, its tree from the tiles, and one entry in that tree.
import { isEqual, toBase64 } from "./warrant-bytes.js";
import { hasQuorum, missingCryptography, readCheckpoint, readNote, readPolicy, signedBy } from "./public-note.js";
import { leafHash, Tree } from "./public-tree.js";

/** The largest file of a log: a full bundle of the longest entries. */
const LARGEST_FILE = 256 * (65_535 + 2);
const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * Fetches files of a log past every cache: what is checked is what is served now.
 * @param {string} prefix such as `/log/2026/`
 */
export function fetching(prefix) {
  return async (path) => {
    const answer = await fetch(prefix + path, { cache: "no-store", credentials: "omit" });
    if (answer.status === 404) return null;
    if (!answer.ok) throw new Error(`${prefix}${path} was answered with ${answer.status}.`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (bytes.length > LARGEST_FILE) throw new Error(`${prefix}${path} is larger than any file of a log.`);
    return bytes;
  };
}

/**
 * Checks a log.
 * @param {object} given
 * @param {string} given.policy who is trusted, in the lines of a policy
 * @param {number | null} given.index the entry that is looked for; null for the newest
 * @param {(path: string) => Promise<Uint8Array | null>} given.fetchFile
 * @param {(words: string, work: () => Promise<string>) => Promise<void>} step tells what is being checked, runs it, and tells what came of it or fails
 * @returns {Promise<{ size: number, index: number, entry: string }>}
 * @throws {Error} with what is wrong, in words for people
 */
export async function check({ policy: policyText, index, fetchFile }, step) {
  const found = {};
  await step("Reading the keys that are trusted", async () => {
    const missing = await missingCryptography();
    if (missing) throw new Error(missing);
    found.policy = await readPolicy(policyText);
    return `${found.policy.logs.length} of the log, ${found.policy.witnesses.length} of witnesses`;
  });
  await step("Fetching the newest checkpoint", async () => {
    const bytes = await fetchFile("checkpoint");
    if (!bytes) throw new Error("The log has no checkpoint.");
    found.note = readNote(decoder.decode(bytes));
    found.checkpoint = readCheckpoint(found.note.text);
    return `${found.checkpoint.origin}: ${found.checkpoint.size} entries, root ${toBase64(found.checkpoint.root)}`;
  });
  await step("Checking the log’s signature", () => checkLog(found));
  await step("Checking the witnesses’ signatures", () => checkWitnesses(found));
  const { checkpoint } = found;
  const tree = new Tree(checkpoint.size, fetchFile);
  await step("Computing the root from the tiles", async () => {
    if (!isEqual(await tree.root(), checkpoint.root)) throw new Error("The tiles do not come to the root that was signed. Somebody changed the log.");
    return tree.isWhole ? `from every one of ${checkpoint.size} hashes, in ${tree.tilesRead} tiles` : `from ${tree.tilesRead} tiles`;
  });
  if (checkpoint.size === 0) return { size: 0, index: -1, entry: "" };
  found.index = index ?? checkpoint.size - 1;
  await step(`Finding entry ${found.index} in the tree`, () => checkEntry(found, tree));
  return { size: checkpoint.size, index: found.index, entry: found.entry };
}

async function checkLog({ policy, note, checkpoint }) {
  const keys = policy.logs.filter((key) => key.name === checkpoint.origin);
  if (!keys.length) throw new Error(`There is no key of the log ${checkpoint.origin} among those that are trusted.`);
  for (const key of keys) if (await signedBy(key, note)) return `signed by ${key.name}`;
  throw new Error(`The checkpoint is not signed with the key of ${checkpoint.origin}.`);
}

async function checkWitnesses({ policy, note }) {
  const signed = new Map();
  for (const { name, key } of policy.witnesses) {
    const signature = await signedBy(key, note);
    if (signature) signed.set(name, signature.time);
  }
  if (!hasQuorum(policy, new Set(signed.keys()))) throw new Error(`Only ${signed.size} of ${policy.witnesses.length} witnesses signed, which are too few.`);
  if (!policy.witnesses.length) return "no witness is among the keys: that the log shows everybody the same is not checked";
  return [...signed].map(([name, time]) => `${name} at ${time.toISOString().slice(0, 19)}Z`).join(", ") || "none signed, and none is asked for";
}

async function checkEntry(found, tree) {
  const { index, checkpoint } = found;
  if (!Number.isSafeInteger(index) || index < 0 || index >= checkpoint.size) throw new Error(`Entries are numbered from 0 to ${checkpoint.size - 1}.`);
  const bytes = await tree.entry(index);
  const leaf = await leafHash(bytes);
  if (!(await tree.hasLeaf(leaf, index))) throw new Error(`Entry ${index} is not the one that the tiles hold the hash of. Somebody changed it.`);
  if (!isEqual(await tree.rootFrom(leaf, index), checkpoint.root)) throw new Error(`Entry ${index} does not lead to the root that was signed.`);
  found.entry = decoder.decode(bytes);
  return `its hash ${toBase64(leaf)} leads to the signed root`;
}
