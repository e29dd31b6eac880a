import { createHash } from 'node:crypto';

/** The digits of Godot's identities, as in `ResourceUID.id_to_text`. */
const DIGITS = 'abcdefghijklmnopqrstuvwxy012345678';
const MAX_BITS = 63;

/**
 * The `.gd.uid` file that Godot 4 keeps next to the script `path` of the generated folder: the id by which scenes find the
 * script after it was moved. Derived from the path, so that it is the same on every machine and in every project, and an
 * editor that opens the project for the first time has none to write.
 */
export function scriptIdentity(path: string): string {
  const hash = createHash('sha256').update(`godwit/generated/${path}`).digest('hex').slice(0, 16);
  const base = BigInt(DIGITS.length);
  let text = '';
  for (let rest = BigInt.asUintN(MAX_BITS, BigInt(`0x${hash}`)); rest > 0n; rest /= base)
    text = (DIGITS[Number(rest % base)] ?? '') + text;
  return `uid://${text}\n`;
}
