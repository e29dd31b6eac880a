import { createHash, randomBytes, randomInt } from 'node:crypto';

/** Crockford's base 32: no letters that look like digits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 80 bits: infeasible to guess, yet short enough to type. */
const CODE_LENGTH = 16;
const GROUP = /.{4}(?=.)/g;

const TOKEN_BYTES = 32;

/** A code for typing in from a mail, such as `7ZK4-0M2R-Q8XW-HD5T`. */
export function newMailCode(): string {
  const letters = Array.from({ length: CODE_LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length)));
  return letters.join('').replace(GROUP, '$&-');
}

/** A secret for programs: 43 characters of base64url. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** The stored form of a random secret. Unsalted, since it cannot be guessed (so never use it for passwords). */
export function hashOf(secret: string, use: 'device' | 'refresh' | 'mail'): string {
  return createHash('sha256').update(`godwit.${use}.`).update(secret).digest('base64url');
}

/** The canonical form of a mailed code, however it was typed. */
export function normalMailCode(typed: string): string {
  const letters = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return letters.replace(GROUP, '$&-');
}
