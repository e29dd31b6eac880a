import { Envelope, readEnvelope } from '../../protocol/envelope.js';
import { isTooDeep } from '../../protocol/json-depth.js';
import { isIllFormed, mayBeIllFormed, wellFormed } from '../../protocol/well-formed.js';

/** What Nest's own gateways route by: the event's name, or the wire type as text, and its data. */
export interface ParsedPacket {
  readonly event: string;
  readonly data: unknown;
}

/**
 * The message parser of ordinary gateways on other paths: takes Godwit's envelope (type 210 becomes the event '210') and Nest's
 * `{event, data}`. Never throws; what it cannot read is dropped, as Nest does.
 * @param maxDepth how deep a packet may nest; one that is sent back at any depth would end the process
 */
export function parsePacket(data: unknown, maxDepth: number): ParsedPacket | undefined {
  const text = String(data);
  if (isTooDeep(Buffer.from(text), maxDepth)) return undefined;
  let packet: unknown;
  try {
    packet = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (mayBeIllFormed(text) && isIllFormed(packet)) packet = wellFormed(packet);
  if (typeof packet === 'object' && packet !== null && 'event' in packet && typeof packet.event === 'string') {
    return { event: packet.event, data: 'data' in packet ? packet.data : undefined };
  }
  const envelope = new Envelope();
  return readEnvelope(packet, envelope) === undefined
    ? { event: String(envelope.type), data: envelope.message }
    : undefined;
}
