/** Strings up to this length are copied by a loop; a native call costs more than it saves. */
const SHORT = 16;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();
const NUL = '\0';

/** Maximum size of `text` in UTF-8. */
export function maxUtf8Bytes(text: string): number {
  return text.length <= SHORT ? text.length * 3 : Buffer.byteLength(text);
}

/**
 * Writes `text` as UTF-8 at `offset` of `bytes`, which must have room for {@link maxUtf8Bytes} of it.
 * @returns the bytes written, or -1 when `text` contains an unpaired surrogate or NUL, which Godot would alter.
 */
export function writeUtf8(text: string, bytes: Uint8Array, offset: number): number {
  if (text.length <= SHORT && writeAscii(text, bytes, offset)) return text.length;
  if (!text.isWellFormed() || text.includes(NUL)) return -1;
  return encoder.encodeInto(text, bytes.subarray(offset)).written;
}

/** `text` with U+FFFD in place of everything that {@link writeUtf8} refuses. */
export function mended(text: string): string {
  return text.toWellFormed().replaceAll(NUL, '\ufffd');
}

function writeAscii(text: string, bytes: Uint8Array, offset: number): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0 || code > 0x7f) return false;
    bytes[offset + i] = code;
  }
  return true;
}

/** Reads the UTF-8 from `start` to `end` of `bytes`; undefined when it is invalid or contains NUL. */
export function readUtf8(bytes: Uint8Array, start: number, end: number): string | undefined {
  return (end - start <= SHORT ? readAscii(bytes, start, end) : undefined) ?? decode(bytes.subarray(start, end));
}

function readAscii(bytes: Uint8Array, start: number, end: number): string | undefined {
  const codes: number[] = [];
  for (let i = start; i < end; i++) {
    const byte = bytes[i];
    if (byte === undefined || byte === 0 || byte > 0x7f) return undefined;
    codes.push(byte);
  }
  return String.fromCharCode(...codes);
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    const text = decoder.decode(bytes);
    return text.includes(NUL) ? undefined : text;
  } catch {
    return undefined;
  }
}
