import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const SECRET_BYTES = 24;

/** A new secret for a client, 32 characters, and the hash by which the server knows it. */
export function newSecret(): { readonly secret: string; readonly hash: Buffer } {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  return { secret, hash: hashOfSecret(secret) };
}

/** What the server keeps of a secret: SHA-256, since nobody guesses 24 random bytes. What is kept opens nothing. */
export function hashOfSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Whether two hashes are equal; takes as long for any two. */
export function isSameHash(one: Buffer, other: Buffer | undefined): boolean {
  return other?.length === one.length && timingSafeEqual(one, other);
}
