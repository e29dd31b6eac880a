const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** `[` is 0x5b and `{` is 0x7b: with bit 5 set both are 0x7b. */
const OPEN = 0x7b;
/** `]` is 0x5d and `}` is 0x7d. */
const CLOSE = 0x7d;
const LOWER = 0x20;

/**
 * True when the JSON text in `bytes` nests deeper than `maxDepth`. Checked before parsing, because what parses at any depth
 * throws later, when it is written again.
 */
export function isTooDeep(bytes: Uint8Array, maxDepth: number): boolean {
  let openers = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (((bytes[i] ?? 0) | LOWER) === OPEN) openers++;
  }
  // Almost every message ends here: it has too few brackets to be deep.
  return openers > maxDepth && depthOf(bytes) > maxDepth;
}

function depthOf(bytes: Uint8Array): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (inString) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) {
      inString = true;
    } else if ((byte | LOWER) === OPEN) {
      deepest = Math.max(deepest, ++depth);
    } else if ((byte | LOWER) === CLOSE) {
      depth--;
    }
  }
  return deepest;
}
