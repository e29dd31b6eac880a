import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What both ends of a handshake know before either proves anything. */
export interface Handshake {
  /** The node that dialled, and the random text that it has given. */
  readonly dialler: string;
  readonly diallerNonce: string;
  /** The node that was dialled. */
  readonly acceptor: string;
  readonly acceptorNonce: string;
}

/** Which end of a handshake. */
export type LinkEnd = 'dialler' | 'acceptor';

const NONCE_BYTES = 16;

/** A text that was never used before and never will be. */
export function newNonce(): string {
  return randomBytes(NONCE_BYTES).toString('base64url');
}

/**
 * Shows that this end knows the secret, in this handshake only: both nonces are in it, so that it cannot be used again, both
 * nodes, so that nobody can pass it on as his own, and the end, so that it cannot be sent back.
 */
export function prove(secret: string, end: LinkEnd, handshake: Handshake): string {
  const { dialler, diallerNonce, acceptor, acceptorNonce } = handshake;
  // As JSON, because no text in a list can then reach into its neighbour.
  const said = JSON.stringify(['godwit link', end, dialler, diallerNonce, acceptor, acceptorNonce]);
  return createHmac('sha256', secret).update(said).digest('base64url');
}

/** Whether the proof is the other end's; takes as long whatever it is. */
export function isProved(proof: unknown, secret: string, end: LinkEnd, handshake: Handshake): boolean {
  const expected = Buffer.from(prove(secret, end, handshake));
  const given = Buffer.from(typeof proof === 'string' ? proof : '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
