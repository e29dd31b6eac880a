import { createHash } from 'node:crypto';

/** The digits of Godot's identities, `ResourceUID.id_to_text`. */
const DIGITS = 'abcdefghijklmnopqrstuvwxy012345678';
const MAX_BITS = 63;

/**
 * What Godot 4 keeps beside the script `path` of the generated folder, in a file `.gd.uid`: the name by which scenes find
 * it when it was moved. Made of the path, so that every machine and every project gets the same, and an editor that opens
 * the project for the first time has none to write.
 */
export function scriptIdentity(path: string): string {
  const hash = createHash('sha256').update(`godwit/generated/${path}`).digest('hex').slice(0, 16);
  const base = BigInt(DIGITS.length);
  let text = '';
  for (let rest = BigInt.asUintN(MAX_BITS, BigInt(`0x${hash}`)); rest > 0n; rest /= base)
    text = (DIGITS[Number(rest % base)] ?? '') + text;
  return `uid://${text}\n`;
}
