// What is inside a sealed pass, schema 1: fields of `u8 tag || u16 length || value`. Texts are UTF-8, instants microseconds since 1970.
import { ByteReader } from "./warrant-bytes.js";

export const SCHEMA = 1;
const THING = "pass record";

const view = (bytes, size) => {
  if (bytes.length !== size) throw new Error(`Not a readable ${THING}.`);
  return new DataView(bytes.buffer, bytes.byteOffset, size);
};
const text = (bytes) => new ByteReader(bytes, THING).decoded(bytes);
const number = (bytes) => Number(view(bytes, 8).getBigInt64(0));
const instant = (bytes) => new Date(number(bytes) / 1000);
const decimals = (count) => (bytes) => Array.from({ length: count }, (_, place) => view(bytes, 8 * count).getFloat64(8 * place));
const decimal = (bytes) => decimals(1)(bytes)[0];
const fraction = (bytes) => view(bytes, 4).getFloat32(0);

/** The fields of a pass by tag: name, and how its value is read. */
const PASS_FIELDS = {
  1: ["site", text], 2: ["capturedAt", instant], 3: ["receivedAt", instant], 4: ["errorBoundMilliseconds", number], 5: ["deviceTimeText", text],
  6: ["lane", number], 7: ["direction", text], 8: ["headingDegrees", decimal], 9: ["speedKmh", decimal],
  32: ["vehicleKind", text], 33: ["make", text], 34: ["model", text], 35: ["colour", text],
  48: ["coordinate", decimals(2)], 80: ["rawSHA256", text],
};
/** Those of a read follow its reader, tag 16. */
const READ_FIELDS = { 17: ["raw", text], 18: ["plate", text], 19: ["confidence", fraction], 20: ["region", text] };
const READER = 16;
const CANDIDATE = 21;
const ALWAYS = ["site", "capturedAt", "receivedAt", "direction", "vehicleKind", "coordinate", "rawSHA256"];

/**
 * Reads a pass. A tag that is not shown here is skipped: boxes, lamp states, and what later versions may add.
 * @param {Uint8Array} record as it came out of its padding
 */
export function readPass(record, schema) {
  if (schema !== SCHEMA) throw new Error(`The pass is written in schema ${schema}, which this page does not know.`);
  const reader = new ByteReader(record, THING);
  const pass = { reads: [] };
  while (!reader.isAtEnd) {
    const tag = reader.byte();
    take(pass, tag, reader.bytes(reader.u16()), reader);
  }
  if (ALWAYS.some((name) => pass[name] === undefined) || pass.reads.some((read) => read.plate === undefined)) throw reader.fault;
  return pass;
}

function take(pass, tag, value, reader) {
  if (PASS_FIELDS[tag]) {
    const [name, read] = PASS_FIELDS[tag];
    pass[name] = read(value);
  } else if (tag === READER) {
    pass.reads.push({ reader: text(value), confidence: 0, candidates: [] });
  } else if (READ_FIELDS[tag] || tag === CANDIDATE) {
    const last = pass.reads.at(-1);
    if (!last) throw reader.fault;
    if (tag === CANDIDATE) return last.candidates.push({ confidence: fraction(value.slice(0, 4)), plate: text(value.slice(4)) });
    const [name, read] = READ_FIELDS[tag];
    last[name] = read(value);
  }
}
