import type { ErrorCode } from '../error-codes.js';

/**
 * An invalid packet, thrown by a reader and caught where the packet was received, never further up. There is one instance
 * per error, created at boot: bad packets are cheap to make, so they must be cheap to refuse.
 */
export class PacketFault extends Error {
  constructor(readonly code: ErrorCode) {
    super(code);
    this.name = 'PacketFault';
  }
}

export const TRUNCATED = new PacketFault('packet.truncated');
export const TRAILING_BYTES = new PacketFault('packet.trailing_bytes');
export const BAD_VARINT = new PacketFault('packet.bad_varint');
export const BAD_VALUE = new PacketFault('packet.bad_value');
export const NOT_UTF8 = new PacketFault('packet.not_utf8');
export const TOO_DEEP = new PacketFault('packet.too_deep');
