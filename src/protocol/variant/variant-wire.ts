import { endianness } from 'node:os';

/** The bits of a Variant header: the low byte is the type, the high half holds flags. */
export const TYPE_MASK = 0xff;
/** For int, float and (in Godot 4) every real_t type: 64 bits each instead of 32. */
export const FLAG_64 = 1 << 16;
/** For Array: two bits with the kind of its element type. For Dictionary: of its key type. */
export const ELEMENT_SHIFT = 16;
/** For Dictionary: the kind of its value type. */
export const VALUE_SHIFT = 18;
export const KIND_MASK = 0b11;

/** The kind of a container's element type: any type. */
export const KIND_ANY = 0;
/** The kind of a container's element type: a built-in one, whose number follows. 2 and 3 name a class or a script. */
export const KIND_BUILTIN = 1;

/** Set in the first word of every NodePath, marking the current format. */
export const NODE_PATH_MARK = 0x8000_0000;
export const NODE_PATH_ABSOLUTE = 1;

/** How many bytes `byteLength` takes on the wire, where everything is padded to a multiple of four. */
export function padded(byteLength: number): number {
  return Math.ceil(byteLength / 4) * 4;
}

// Packed arrays are copied as raw memory, and Godot's wire format is little-endian.
if (endianness() === 'BE') throw new Error('The Variant codec needs a little-endian machine.');
