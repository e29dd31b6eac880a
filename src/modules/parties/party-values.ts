import { GameError } from '../../protocol/game-error.js';
import { GodotFloat } from '../../protocol/variant/scalar-values.js';
import { PartyError } from './parties.errors.js';

/** A value in a party's data. An int stays an int and a float a float, which is why whole floats have a class. */
export type PartyValue = string | number | boolean | GodotFloat;

/** A change of some values, as a JSON Merge Patch (RFC 7396): null removes its key, absent keys stay. */
export type PartyPatch = Record<string, PartyValue | null>;

/** Values as plain JSON data, where a float that looks like an int stands in brackets. */
export type PackedValues = Record<string, string | number | boolean | [number]>;

/** The limits of one set of values. */
export interface ValueLimits {
  readonly maxKeys: number;
  /** For keys and strings, in UTF-8; every value costs another {@link VALUE_BYTES}. */
  readonly maxBytes: number;
}

/** Maximum keys changed per message. */
export const MAX_CHANGES = 32;
/** Maximum length of a key and of a string, in characters. */
export const MAX_KEY_LENGTH = 32;
export const MAX_TEXT_LENGTH = 256;

/** Limits of the party's data and of each member's. With these, a full party fits into one of Godot's buffers. */
export const PARTY_LIMITS: ValueLimits = { maxKeys: 32, maxBytes: 4096 };
export const MEMBER_LIMITS: ValueLimits = { maxKeys: 16, maxBytes: 1024 };

const VALUE_BYTES = 16;
const KEY = /^[A-Za-z0-9_.:-]{1,32}$/;

/** Key-value data within limits: a party's, set by its leader, or a member's. */
export class PartyValues {
  private values: ReadonlyMap<string, PartyValue> = new Map();

  constructor(private readonly limits: ValueLimits) {}

  /** The number of values. */
  get size(): number {
    return this.values.size;
  }

  /**
   * Applies the whole `patch` or nothing. Its values come from a client, and can be anything.
   * @throws GameError party.bad_data, party.too_much_data
   */
  change(patch: Readonly<Record<string, unknown>>): void {
    const next = new Map(this.values);
    for (const [key, value] of Object.entries(patch)) {
      if (!KEY.test(key) || !(value === null || isPartyValue(value))) {
        throw new GameError(PartyError['party.bad_data']);
      }
      if (value === null) next.delete(key);
      else next.set(key, value);
    }
    if (next.size > this.limits.maxKeys || bytesOf(next) > this.limits.maxBytes) {
      throw new GameError(PartyError['party.too_much_data']);
    }
    this.values = next;
  }

  /** All values, as sent in messages. */
  toRecord(): Record<string, PartyValue> {
    return Object.fromEntries(this.values);
  }

  /** All values as plain JSON data. */
  pack(): PackedValues {
    const packed: PackedValues = {};
    for (const [key, value] of this.values) packed[key] = value instanceof GodotFloat ? [value.value] : value;
    return packed;
  }

  /** Replaces all values. @throws GameError what {@link change} does, when they were packed under other limits */
  unpack(packed: PackedValues): void {
    this.values = new Map();
    const patch = Object.entries(packed).map(([key, value]): [string, unknown] => {
      return [key, Array.isArray(value) ? new GodotFloat(value[0]) : value];
    });
    this.change(Object.fromEntries(patch));
  }
}

function isPartyValue(value: unknown): value is PartyValue {
  if (typeof value === 'string') return value.length <= MAX_TEXT_LENGTH;
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value === 'boolean' || value instanceof GodotFloat;
}

function bytesOf(values: ReadonlyMap<string, PartyValue>): number {
  let bytes = 0;
  for (const [key, value] of values) {
    bytes += key.length + VALUE_BYTES + (typeof value === 'string' ? Buffer.byteLength(value) : 0);
  }
  return bytes;
}
