// Epoch records and sealed passes as the server keeps them: who holds the keys, and what is to be opened.
import { bigEndian, ByteReader, concat, hex, prefixed, utf8 } from "./warrant-bytes.js";

const SUITE = 1;
const COMMITMENT_BYTES = 32;
const TOKEN_BYTES = 16;
const WRAPPED_KEY_BYTES = 40;

function checkSuite(reader) {
  const suite = reader.byte();
  if (suite !== SUITE) throw new Error(`Sealed with suite ${suite}, which this page does not know. It knows suite ${SUITE}.`);
}

/** `LP(site) || LP(day) || u32 epoch || bootNonce[8]`, as it goes into every hash. */
function readContext(reader) {
  const names = [reader.text(), reader.text()];
  return concat(...names.map((name) => prefixed(utf8(name))), bigEndian(reader.u32(), 4), reader.bytes(8));
}

function* combinations(count, size, first = 0) {
  if (size === 0) yield [];
  for (let place = first; size > 0 && place + size <= count; place += 1) {
    for (const rest of combinations(count, size - 1, place + 1)) yield [place, ...rest];
  }
}

/**
 * All subsets of n-k+1 holders, in lexicographic order of their members' places: there is one part of each key for every subset.
 * @param {string[]} holders in the order of their names
 * @returns {string[][]}
 */
export function subsetsOf(holders, threshold) {
  return [...combinations(holders.length, holders.length - threshold + 1)].map((places) => places.map((place) => holders[place]));
}

/**
 * Which keyholders an epoch was sealed to. Its commitments and capsules are theirs to check, and are passed over.
 * @param {Uint8Array} bytes
 */
export function readEpoch(bytes) {
  const reader = new ByteReader(bytes, "epoch record");
  checkSuite(reader);
  const context = readContext(reader);
  const threshold = reader.byte();
  const holders = Array.from({ length: reader.byte() }, () => reader.text());
  const isInOrder = holders.every((name, place) => place === 0 || holders[place - 1] < name);
  if (!holders.length || holders.length > 9 || threshold < 1 || threshold > holders.length || !isInOrder) throw reader.fault;
  const subsets = subsetsOf(holders, threshold);
  reader.bytes(subsets.length * COMMITMENT_BYTES);
  for (const _ of holders) reader.bytes(reader.u16());
  reader.finish();
  return { context, holders, threshold, subsets };
}

const uuidText = (bytes) => hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

/**
 * A sealed pass: one token and one wrapped key for each way its plate was read, and the sealed body and pictures.
 * @param {Uint8Array} bytes
 */
export function readSealed(bytes) {
  const reader = new ByteReader(bytes, "sealed pass");
  checkSuite(reader);
  const id = reader.bytes(16);
  const camera = reader.text();
  const captureHour = reader.u32();
  const context = readContext(reader);
  const seconds = Array.from({ length: reader.byte() }, () => reader.u16());
  const schema = reader.byte();
  const readings = Array.from({ length: reader.byte() }, () => ({ token: reader.bytes(TOKEN_BYTES), wrappedKey: reader.bytes(WRAPPED_KEY_BYTES) }));
  const body = reader.bytes(reader.u32());
  const pictures = Array.from({ length: reader.byte() }, () => reader.bytes(reader.u32()));
  reader.finish();
  const head = concat(id, prefixed(utf8(camera)), bigEndian(captureHour, 4), context);
  const tail = concat([seconds.length], ...seconds.map((second) => bigEndian(second, 2)), [schema]);
  return {
    id: uuidText(id), camera, captureHour, context, seconds, schema, readings, body, pictures,
    /** What body and pictures are bound to: `passID || LP(camera) || u32 hour || ctx || u32 second || u8 subsets || u16 masked… || u8 schema`. */
    furtherData: (second) => concat(head, bigEndian(second, 4), tail),
  };
}
