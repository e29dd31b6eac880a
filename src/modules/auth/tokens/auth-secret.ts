import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import type { GameConfig } from '../../../core/config/game-config.js';
import type { AuthConfig } from '../auth.config.js';

/** As long as the HMAC's hash (RFC 7518 section 3.2). */
const MIN_BYTES = 32;

/** A repetitive key, such as aaaa..., is long but not strong. */
const MIN_DIFFERENT_CHARACTERS = 12;

/** Words that give away a secret copied from an example. */
const EXAMPLE = /change.?me|example|secret|password|replace|insert|your.?(own|key)|godwit|123456|abcdef/i;

const FILE = 'auth-secret';

/**
 * The key of access tokens: AUTH_SECRET, or outside production one that is generated at the first start and kept in DATA_DIR.
 * {@link refuseWeakSecret} decides what production must not start with.
 */
export function authSecret({ AUTH_SECRET: given }: AuthConfig, { NODE_ENV, DATA_DIR }: GameConfig): Buffer {
  if (given !== undefined) return Buffer.from(given);
  return NODE_ENV === 'production' ? randomBytes(MIN_BYTES) : keptSecret(DATA_DIR);
}

/** @throws Error, one sentence, when AUTH_SECRET is missing or too weak for production */
export function refuseWeakSecret({ AUTH_SECRET: given }: AuthConfig, { NODE_ENV }: GameConfig): void {
  if (NODE_ENV !== 'production') return;
  const weakness = given === undefined ? 'is missing, and production needs one' : weaknessOf(given);
  if (weakness === undefined) return;
  throw new Error(
    `AUTH_SECRET ${weakness}: set it to ${MIN_BYTES} random bytes, such as the output of "openssl rand -base64 ${MIN_BYTES}".`,
  );
}

function weaknessOf(secret: string): string | undefined {
  if (Buffer.byteLength(secret) < MIN_BYTES) return `has fewer than ${MIN_BYTES} bytes`;
  if (EXAMPLE.test(secret)) return 'is an example, which everybody knows';
  if (new Set(secret).size < MIN_DIFFERENT_CHARACTERS) return 'repeats itself, which makes it easy to guess';
  return undefined;
}

// Keeps players signed in when a developer restarts the server.
function keptSecret(folder: string): Buffer {
  const file = join(folder, FILE);
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(file, randomBytes(MIN_BYTES).toString('base64url'), { mode: 0o600, flag: 'wx' });
    new Logger('Auth').log(`AUTH_SECRET is not set; a random one is kept in ${file} (production needs its own).`);
  } catch (error) {
    if (!(typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const kept = readFileSync(file);
  if (kept.length < MIN_BYTES)
    throw new Error(`The secret in ${file} is damaged; delete the file to have a new one made.`);
  return kept;
}
