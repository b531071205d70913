// The Merkle tree of a log (RFC 6962), recomputed from its tiles (C2SP tlog-tiles) and from nothing else.
import { isEqual } from "./warrant-bytes.js";
import { sha256 } from "./public-note.js";

export const TILE_WIDTH = 256;
const HASH_BYTES = 32;
/** Up to this many tiles of leaves the whole tree is recomputed from its leaves; beyond, older parts are taken from the tiles above them. */
export const MOST_LEAF_TILES = 256;

export const leafHash = (entry) => sha256([0], entry);
const nodeHash = (left, right) => sha256([1], left, right);

/** A number as tiles' paths write it: groups of three digits, all but the last with an x. */
export function tileNumber(number) {
  const digits = String(number);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").match(/.{3}/g);
  return groups.map((group, place) => (place < groups.length - 1 ? `x${group}` : group)).join("/");
}

/** @param {number | "entries"} level @param {number} width 1 to 256 */
export function tilePath(level, number, width = TILE_WIDTH) {
  return `tile/${level}/${tileNumber(number)}${width < TILE_WIDTH ? `.p/${width}` : ""}`;
}

/** The root over hashes of equal height: the largest power of two goes to the left (RFC 6962, 2.1). */
async function rootOf(hashes) {
  if (hashes.length === 0) return sha256();
  if (hashes.length === 1) return hashes[0];
  const split = largestPowerBelow(hashes.length);
  return nodeHash(await rootOf(hashes.slice(0, split)), await rootOf(hashes.slice(split)));
}

function largestPowerBelow(count) {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

/** A tree of one size, whose tiles are fetched as they are needed, each once. */
export class Tree {
  #fetchFile;
  #tiles = new Map();
  #ranges = new Map();

  /**
   * @param {number} size
   * @param {(path: string) => Promise<Uint8Array | null>} fetchFile a file of the log; null where there is none
   */
  constructor(size, fetchFile) {
    this.size = size;
    this.#fetchFile = fetchFile;
  }

  get tilesRead() { return this.#tiles.size; }
  /** Whether the root is recomputed from every leaf. */
  get isWhole() { return this.size <= MOST_LEAF_TILES * TILE_WIDTH; }

  /** A partial tile may be gone once there is the full one, which begins with it. */
  async #read(level, number, width) {
    const bytes = (await this.#fetchFile(tilePath(level, number, width))) ?? (width < TILE_WIDTH ? await this.#fetchFile(tilePath(level, number)) : null);
    if (!bytes) throw new Error(`The log has no ${tilePath(level, number, width)}, although its checkpoint is over it.`);
    return bytes;
  }

  #width(level, number) {
    return Math.min(Math.floor(this.size / TILE_WIDTH ** (level === "entries" ? 0 : level)) - number * TILE_WIDTH, TILE_WIDTH);
  }

  /** The hashes of a tile as far as the tree has them. */
  async tile(level, number) {
    const width = this.#width(level, number);
    const path = tilePath(level, number, width);
    if (!this.#tiles.has(path)) this.#tiles.set(path, this.#hashes(await this.#read(level, number, width), width, path));
    return this.#tiles.get(path);
  }

  #hashes(bytes, width, path) {
    if (bytes.length < width * HASH_BYTES || bytes.length % HASH_BYTES) throw new Error(`${path} has ${bytes.length} bytes and not ${width * HASH_BYTES}.`);
    return Array.from({ length: width }, (_, place) => bytes.slice(place * HASH_BYTES, (place + 1) * HASH_BYTES));
  }

  /** The hash over 2^level entries, the index-th of its level. */
  async #hash(level, index) {
    const [row, height] = [Math.floor(level / 8), level % 8];
    const first = index * 2 ** height;
    const tile = await this.tile(row, Math.floor(first / TILE_WIDTH));
    return rootOf(tile.slice(first % TILE_WIDTH, (first % TILE_WIDTH) + 2 ** height));
  }

  /**
   * The hash over the entries from one to another (the second not included), each range once.
   * @returns {Promise<Uint8Array>}
   */
  rangeHash(start, end) {
    const name = `${start} ${end}`;
    if (!this.#ranges.has(name)) this.#ranges.set(name, this.#rangeHash(start, end));
    return this.#ranges.get(name);
  }

  async #rangeHash(start, end) {
    const count = end - start;
    const level = Math.log2(count);
    if (Number.isInteger(level) && start % count === 0) {
      if (level < 8 || !this.isWhole) return this.#hash(level, start / count);
      if (level === 8) return this.#fullTileHash(start / TILE_WIDTH);
    }
    if (count === 0) return rootOf([]);
    const split = start + largestPowerBelow(count);
    return nodeHash(await this.rangeHash(start, split), await this.rangeHash(split, end));
  }

  /** The hash over a full tile of leaves, which the tile above has to hold too. */
  async #fullTileHash(number) {
    const hash = await rootOf(await this.tile(0, number));
    const above = (await this.tile(1, Math.floor(number / TILE_WIDTH)))[number % TILE_WIDTH];
    if (!isEqual(hash, above)) throw new Error(`${tilePath(1, Math.floor(number / TILE_WIDTH))} does not hold what ${tilePath(0, number)} comes to.`);
    return hash;
  }

  /** The root, from the tiles. */
  root() { return this.rangeHash(0, this.size); }

  /**
   * The entry at an index, as it rests in its bundle.
   * @returns {Promise<Uint8Array>}
   */
  async entry(index) {
    const number = Math.floor(index / TILE_WIDTH);
    const bytes = await this.#read("entries", number, this.#width("entries", number));
    let at = 0;
    for (let place = number * TILE_WIDTH; at + 2 <= bytes.length; place += 1) {
      const length = bytes[at] * 256 + bytes[at + 1];
      if (at + 2 + length > bytes.length) break;
      if (place === index) return bytes.slice(at + 2, at + 2 + length);
      at += 2 + length;
    }
    throw new Error(`The bundle of entries is too short: entry ${index} is not in it.`);
  }

  /**
   * The root that an entry's hash leads to, with the hashes beside its way up, all from the tiles (RFC 6962, 2.1.1).
   * @param {Uint8Array} leaf
   */
  async rootFrom(leaf, index, start = 0, end = this.size) {
    if (end - start === 1) return leaf;
    const split = start + largestPowerBelow(end - start);
    return index < split
      ? nodeHash(await this.rootFrom(leaf, index, start, split), await this.rangeHash(split, end))
      : nodeHash(await this.rangeHash(start, split), await this.rootFrom(leaf, index, split, end));
  }

  /** Whether a leaf's hash stands at an index of the lowest tiles. */
  async hasLeaf(leaf, index) { return isEqual(leaf, (await this.tile(0, Math.floor(index / TILE_WIDTH)))[index % TILE_WIDTH]); }
}
