/** How far into a packet the `ref` is looked for. */
const MAX_HEAD_BYTES = 64;
/** The beginning that every client of ours writes: `type` and `ref`, in either order, before everything else. */
const HEAD = /^\s*\{\s*(?:"type"\s*:\s*\d{1,5}\s*,\s*)?"ref"\s*:\s*([1-9]\d{0,15})\s*[,}]/;

/**
 * The `ref` of a packet that could not be parsed, so that its refusal ends the request; 0 where it is not certain. Only
 * the head of the packet counts: what looks like a ref further in may be part of a text.
 */
export function salvagedRef(packet: Buffer): number {
  const [, digits = '0'] = HEAD.exec(packet.toString('latin1', 0, MAX_HEAD_BYTES)) ?? [];
  const ref = Number(digits);
  return Number.isSafeInteger(ref) ? ref : 0;
}
