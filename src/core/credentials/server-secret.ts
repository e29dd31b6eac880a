import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import type { GameConfig } from '../config/game-config.js';

/** As long as the HMAC's hash (RFC 7518 section 3.2). */
const MIN_SECRET_BYTES = 32;

/** A repetitive key, such as aaaa..., is long but not strong. */
const MIN_DIFFERENT_CHARACTERS = 12;

/** Words that give away a secret copied from an example. */
const EXAMPLE = /change.?me|example|secret|password|replace|insert|your.?(own|key)|godwit|123456|abcdef/i;

/** Why a secret from the environment is not good enough for production, without its name in front; undefined when it is. */
export function weaknessOf(secret: string): string | undefined {
  if (Buffer.byteLength(secret) < MIN_SECRET_BYTES) return `has fewer than ${MIN_SECRET_BYTES} bytes`;
  if (EXAMPLE.test(secret)) return 'is an example, which everybody knows';
  if (new Set(secret).size < MIN_DIFFERENT_CHARACTERS) return 'repeats itself, which makes it easy to guess';
  return undefined;
}

/** How to make a secret, for the sentence that refuses one. */
export const SECRET_ADVICE = `set it to ${MIN_SECRET_BYTES} random bytes, such as the output of "openssl rand -base64 ${MIN_SECRET_BYTES}"`;

/**
 * A secret of the server: the one of its variable, or outside production one that is generated at the first start and kept in
 * DATA_DIR. What production must not start with, {@link weaknessOf} tells.
 * @param variable its name, for the log
 * @param file the name of the file where it is kept
 */
export function serverSecret(
  given: string | undefined,
  { NODE_ENV, DATA_DIR }: GameConfig,
  variable: string,
  file: string,
): Buffer {
  if (given !== undefined) return Buffer.from(given);
  return NODE_ENV === 'production' ? randomBytes(MIN_SECRET_BYTES) : keptSecret(DATA_DIR, file, variable);
}

/**
 * A random secret that is kept in `folder`, so that a restart in development changes nothing; made at the first call.
 * @param variable the variable that production needs instead, for the log
 * @throws Error when the file is damaged
 */
function keptSecret(folder: string, name: string, variable: string): Buffer {
  const file = join(folder, name);
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(file, randomBytes(MIN_SECRET_BYTES).toString('base64url'), { mode: 0o600, flag: 'wx' });
    new Logger('Auth').log(`${variable} is not set; a random one is kept in ${file} (production needs its own).`);
  } catch (error) {
    if (!(typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const kept = readFileSync(file);
  if (kept.length < MIN_SECRET_BYTES)
    throw new Error(`The secret in ${file} is damaged; delete the file to have a new one made.`);
  return kept;
}
