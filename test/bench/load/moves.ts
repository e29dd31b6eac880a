import type { MoveFields } from '../wire.js';
import type { MessageSpec } from './orders.js';

/** How many different messages a load consists of; they carry the refs 1 to 256. */
export const MESSAGE_COUNT = 256;

/** The fields of message `index`: inside every rule of the DTOs, or with `dx` far out of range. */
export function moveFields(index: number, isValid: boolean): MoveFields {
  return {
    seq: index,
    dx: isValid ? (index % 19) - 9 : 1000,
    dy: ((index * 7) % 19) - 9,
    buttons: index % 8,
    tick: 10 + (index % 90),
  };
}

/** The packets of a load as JSON, about 80 bytes each; one request type after the other. */
export function movePackets(spec: MessageSpec): string[] {
  return Array.from({ length: MESSAGE_COUNT }, (_, index) => {
    const type = spec.types[index % spec.types.length];
    const message = moveFields(index, spec.isValid);
    return JSON.stringify(spec.wantsAnswer ? { type, ref: index + 1, message } : { type, message });
  });
}
