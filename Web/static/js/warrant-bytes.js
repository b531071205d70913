// Bytes as the sealed formats are written: big-endian numbers, and LP(x), one length byte and then the bytes.

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
/** What one call may take as arguments; longer arrays are turned into text piece by piece. */
const PIECE = 0x8000;

export const utf8 = (text) => encoder.encode(text);

export function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const isEqual = (one, other) => one.length === other.length && one.every((byte, place) => byte === other[place]);

/** `LP(bytes)`. */
export const prefixed = (bytes) => concat([bytes.length], bytes);

/** A number as `size` bytes, big endian. */
export const bigEndian = (number, size) => Uint8Array.from({ length: size }, (_, place) => Math.floor(number / 256 ** (size - 1 - place)) % 256);

export const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

export function toBase64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += PIECE) text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(text);
}

/**
 * @param {string} text base64 with padding, written in its one canonical way
 * @param {string} thing its name for messages
 */
export function fromBase64(text, thing) {
  try {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    if (toBase64(bytes) === text) return bytes;
  } catch {
    // Refused below, like bytes that another text would stand for as well.
  }
  throw new Error(`Not a readable ${thing}: it is not base64.`);
}

/** Reads what was written so. Nothing is trusted: every length is checked, and what is left over is refused. */
export class ByteReader {
  #bytes;
  #at = 0;
  #thing;

  /** @param {string} thing its name for messages, such as `sealed pass` */
  constructor(bytes, thing) {
    this.#bytes = bytes;
    this.#thing = thing;
  }

  get fault() { return new Error(`Not a readable ${this.#thing}.`); }
  get isAtEnd() { return this.#at === this.#bytes.length; }
  /** How many bytes were read so far. */
  get position() { return this.#at; }

  bytes(count) {
    if (this.#bytes.length - this.#at < count) throw this.fault;
    this.#at += count;
    return this.#bytes.slice(this.#at - count, this.#at);
  }

  number(size) { return this.bytes(size).reduce((number, byte) => number * 256 + byte, 0); }
  byte() { return this.number(1); }
  u16() { return this.number(2); }
  u32() { return this.number(4); }

  /** What stands behind one length byte, as text. */
  text() { return this.decoded(this.bytes(this.byte())); }

  decoded(bytes) {
    try {
      return decoder.decode(bytes);
    } catch {
      throw this.fault;
    }
  }

  finish() {
    if (!this.isAtEnd) throw this.fault;
  }
}
