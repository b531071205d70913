// Opening: the keyholders' parts together unwrap each pass's key, and the pass opens, here and nowhere else.
import { isEqual } from "./warrant-bytes.js";
import { openPiece, unwrapDataKey } from "./warrant-crypto.js";
import { readPass } from "./warrant-pass.js";
import { readSealed } from "./warrant-records.js";

const KEY_BYTES = 32;
/** How many passes are opened at a time, so that the page can say how far it is. */
const AT_ONCE = 100;

/** Exclusive or of one part for each subset. @param {Map<number, Uint8Array>[]} given each holder's parts */
function combined(given, subsets) {
  const key = new Uint8Array(KEY_BYTES);
  for (const number of subsets.keys()) {
    const parts = given.map((parts) => parts.get(number)).filter(Boolean);
    if (!parts.length) throw new Error("Parts of its key are missing. Ask another keyholder.");
    if (parts.some((part) => !isEqual(part, parts[0]))) {
      throw new Error("Two keyholders gave different parts of one key. One of them is wrong; ask for a custody check.");
    }
    parts[0].forEach((byte, place) => { key[place] ^= byte; });
  }
  return key;
}

async function openOne(hit, found, keys, epoch) {
  const row = readSealed(found.row);
  if (row.id !== hit.pass || row.camera !== hit.scope.camera || row.captureHour !== hit.scope.hour) {
    throw new Error("The office handed over another pass than the keyholders were asked about.");
  }
  const reading = row.readings.find((each) => isEqual(each.token, found.token));
  if (!reading) throw new Error("The pass has no reading with this token.");
  const [second] = keys.map((key) => key.second);
  if (keys.some((key) => key.second !== second)) {
    throw new Error("The keyholders found different seconds: the pass was not sealed in this epoch, or it was altered.");
  }
  const dataKey = await unwrapDataKey(combined(keys.map(({ parts }) => parts), epoch.subsets), reading.wrappedKey);
  const furtherData = row.furtherData(second);
  const record = await openPiece(dataKey, row.body, 0, furtherData);
  const pictures = await Promise.all(row.pictures.map((picture, place) => openPiece(dataKey, picture, place + 1, furtherData)));
  return { id: row.id, camera: row.camera, ...readPass(record, row.schema), pictures };
}

/**
 * Opens the passes that a warrant found.
 * @param release as `readRelease` gives it
 * @param {{ row: Uint8Array, token: Uint8Array }[]} found the sealed passes in the order of the release's hits, each with the token it was found by
 * @param {{ holder: string, keys: object[] }[]} answers of k holders, as `openAnswer` gives them
 * @param {(opened: number) => void} onProgress
 * @returns {Promise<{ passes: object[], failures: { pass: string, camera: string, reason: string }[], repeats: number }>} the passes in order of
 *   time, each with the plate of the warrant that it was found under. What was sealed twice, because a camera sent it twice, is there once.
 */
export async function openPasses(release, found, answers, onProgress = () => {}) {
  if (found.length !== release.hits.length) throw new Error("The office handed over another number of passes than the keyholders were asked about.");
  const opened = [];
  const failures = [];
  const open = async (hit, place) => {
    try {
      const pass = await openOne(hit, found[place], answers.map(({ keys }) => keys[place]), release.epochs[hit.epoch]);
      opened.push({ ...pass, wanted: release.readings[hit.reading].plate });
    } catch (fault) {
      failures.push({ pass: hit.pass, camera: hit.scope.camera, reason: fault.message });
    }
  };
  for (let first = 0; first < release.hits.length; first += AT_ONCE) {
    await Promise.all(release.hits.slice(first, first + AT_ONCE).map((hit, place) => open(hit, first + place)));
    onProgress(Math.min(first + AT_ONCE, release.hits.length));
  }
  // Of two the one with more pictures stays.
  opened.sort((one, other) => one.pictures.length - other.pictures.length);
  const once = new Map(opened.map((pass) => [`${pass.wanted} ${pass.rawSHA256} ${pass.capturedAt.getTime()}`, pass]));
  const passes = [...once.values()].sort((one, other) => one.capturedAt - other.capturedAt || (one.id < other.id ? -1 : 1));
  return { passes, failures, repeats: opened.length - passes.length };
}
