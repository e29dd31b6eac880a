import type { ErrorCode } from './error-codes.js';

/** The largest wire type: types are unsigned 16-bit integers. */
export const MAX_TYPE = 0xffff;

/** One decoded packet. A codec reuses the same instance; to keep a packet, copy it. */
export class Envelope {
  /** The wire type, 0..65535. */
  type = 0;
  /** The client's number for its request, 0 when it wants no reply. */
  ref = 0;
  /** The message, not validated yet. */
  message: unknown = undefined;
}

/**
 * Reads a parsed packet: canonical when its `message` is an object, flat otherwise (every key but `type` and `ref` is the message).
 * @returns the error code, or undefined when `into` holds the packet.
 */
export function readEnvelope(packet: unknown, into: Envelope): ErrorCode | undefined {
  into.ref = 0;
  if (!isPlainObject(packet)) return 'packet.not_object';

  // Checks and stores the ref before the type, so that an error about the type can still be matched to its request.
  const ref = Object.hasOwn(packet, 'ref') ? packet.ref : undefined;
  if (ref !== undefined) {
    if (typeof ref !== 'number' || !Number.isSafeInteger(ref) || ref < 1) return 'packet.bad_ref';
    into.ref = ref;
  }

  const type = Object.hasOwn(packet, 'type') ? packet.type : undefined;
  if (typeof type !== 'number' || !Number.isInteger(type) || type < 0 || type > MAX_TYPE) return 'packet.bad_type';
  into.type = type;

  const message = Object.hasOwn(packet, 'message') ? packet.message : undefined;
  into.message = isPlainObject(message) ? message : flatMessage(packet);
  return undefined;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function flatMessage(packet: Record<string, unknown>): Record<string, unknown> {
  // Rest properties define own keys, so "__proto__" stays a harmless key.
  const { type: _type, ref: _ref, ...message } = packet;
  return message;
}
