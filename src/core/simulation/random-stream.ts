const { imul } = Math;

const UINT32_RANGE = 2 ** 32;
const SAVED = /^[0-9a-f]{32}$/;
/** FNV-1a's offset basis and prime (draft-eastlake-fnv, 32 bits). */
const FNV_BASIS = 0x81_1c_9d_c5;
const FNV_PRIME = 0x01_00_01_93;
/** 2^32 divided by the golden ratio, as SplitMix steps (Steele, Lea and Flood 2014). */
const GOLDEN = 0x9e_37_79_b9;

/**
 * A room's own random numbers: the same seed gives the same numbers, on every machine. xoshiro128** 1.1 (Blackman and Vigna,
 * "Scrambled Linear Pseudorandom Number Generators", 2021): period 2^128 - 1, passes BigCrush. It needs 32-bit
 * integers only, so GDScript gives equal bits (`& 0xFFFFFFFF` after each addition, shift and product).
 * Whoever sees some numbers can compute the next: **not for secrets**, and clients must not know the seed of what is hidden.
 */
export class RandomStream {
  private a = 0;
  private b = 0;
  private c = 0;
  private d = 0;

  /** @param seed a whole number, or any text; `7` and `'7'` are different seeds */
  constructor(seed: number | string) {
    const [low, high] = typeof seed === 'string' ? wordsOfText(seed) : wordsOfNumber(seed);
    this.a = mixed(low + GOLDEN);
    this.b = mixed((high ^ this.a) + 2 * GOLDEN);
    this.c = mixed((low ^ this.b) + 3 * GOLDEN);
    this.d = mixed((high ^ this.c) + 4 * GOLDEN);
  }

  /** Goes on where a stream was saved. */
  static restore(saved: string): RandomStream {
    if (!SAVED.test(saved) || /^0+$/.test(saved)) throw new RangeError('This is no saved stream of random numbers.');
    const stream = new RandomStream(0);
    const word = (index: number): number => parseInt(saved.slice(8 * index, 8 * index + 8), 16);
    stream.a = word(0);
    stream.b = word(1);
    stream.c = word(2);
    stream.d = word(3);
    return stream;
  }

  /** Where the stream is, in 32 hexadecimal digits. */
  save(): string {
    return [this.a, this.b, this.c, this.d].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  }

  /** The next 32 bits. */
  nextUint32(): number {
    const { a, b, c, d } = this;
    const result = imul(rotatedLeft(imul(b, 5), 7), 9) >>> 0;
    const c1 = c ^ a;
    const d1 = d ^ b;
    this.b = b ^ c1;
    this.a = a ^ d1;
    this.c = c1 ^ (b << 9);
    this.d = rotatedLeft(d1, 11);
    return result;
  }

  /** At least 0 and less than 1, in steps of 2^-32. */
  next(): number {
    return this.nextUint32() / UINT32_RANGE;
  }

  /** A whole number from `min` to `max`, both included and all equally likely. */
  int(min: number, max: number): number {
    const count = max - min + 1;
    if (!Number.isSafeInteger(min) || !Number.isSafeInteger(max) || count < 1 || count > UINT32_RANGE) {
      throw new RangeError(`There is no whole number to draw from ${min} to ${max}.`);
    }
    // The lowest 2^32 mod count values would come up once too often (as in OpenBSD's arc4random_uniform).
    const rejected = UINT32_RANGE % count;
    let drawn = this.nextUint32();
    while (drawn < rejected) drawn = this.nextUint32();
    return min + (drawn % count);
  }

  /** True with the probability `p`. */
  chance(p: number): boolean {
    return this.next() < p;
  }

  /** One of the items. */
  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new RangeError('Nothing can be picked from an empty list.');
    return itemAt(list, this.int(0, list.length - 1));
  }

  /** Mixes a list in place (Fisher and Yates, as Durstenfeld's algorithm 235) and returns it. */
  shuffle<T>(list: T[]): T[] {
    for (let last = list.length - 1; last > 0; last--) {
      const other = this.int(0, last);
      const item = itemAt(list, last);
      list[last] = itemAt(list, other);
      list[other] = item;
    }
    return list;
  }
}

function itemAt<T>(list: readonly T[], index: number): T {
  // An array of T holds T below its length, undefined included where T allows it.
  return list[index] as T;
}

function rotatedLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** SplitMix's 32-bit finaliser, which is MurmurHash3's (Appleby): a bijection with 0 at 0, so four words of a seed are never all 0. */
function mixed(word: number): number {
  let z = word | 0;
  z = imul(z ^ (z >>> 16), 0x85_eb_ca_6b);
  z = imul(z ^ (z >>> 13), 0xc2_b2_ae_35);
  return z ^ (z >>> 16);
}

function wordsOfNumber(seed: number): [number, number] {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`A seed is a whole number or a text, not ${seed}.`);
  return [seed >>> 0, Math.floor(seed / UINT32_RANGE) >>> 0];
}

function wordsOfText(seed: string): [number, number] {
  const bytes = new TextEncoder().encode(seed);
  return [hashed(bytes, FNV_BASIS), hashed(bytes, FNV_BASIS ^ GOLDEN)];
}

function hashed(bytes: Uint8Array, basis: number): number {
  return bytes.reduce((hash, byte) => imul(hash ^ byte, FNV_PRIME), basis);
}
