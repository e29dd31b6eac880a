import { Envelope, readEnvelope } from '../../protocol/envelope.js';

/** What Nest's own gateways route by: the event's name, or the wire type as text, and its data. */
export interface ParsedPacket {
  readonly event: string;
  readonly data: unknown;
}

/**
 * The message parser of ordinary gateways on other paths: takes Godwit's envelope (type 210 becomes the event '210') and Nest's
 * `{event, data}`. Never throws; what it cannot read is dropped, as Nest does.
 */
export function parsePacket(data: unknown): ParsedPacket | undefined {
  let packet: unknown;
  try {
    packet = JSON.parse(String(data));
  } catch {
    return undefined;
  }
  if (typeof packet === 'object' && packet !== null && 'event' in packet && typeof packet.event === 'string') {
    return { event: packet.event, data: 'data' in packet ? packet.data : undefined };
  }
  const envelope = new Envelope();
  return readEnvelope(packet, envelope) === undefined
    ? { event: String(envelope.type), data: envelope.message }
    : undefined;
}
