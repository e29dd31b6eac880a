import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { renderSVG } from 'uqr';
import { keyFrom } from '../../../core/console/console-links.js';
import type { AdministratorsRepository } from './administrators.repository.js';
import type { AdministratorRow } from '../schema.js';

const PERIOD_S = 30;
const SECRET_BYTES = 20;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Crockford's base 32: no letters that look like digits. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 10;
const CODES = 10;

/** What a given code proves: nothing, or that its owner has it; perhaps by a clock that goes wrong. */
export type Proof = 'wrong' | 'right' | 'early' | 'late' | 'recovery';

/** A second factor to be set up: the secret for typing in, and as a QR code. */
export interface NewFactor {
  readonly secret: string;
  /** The address of an image. */
  readonly image: string;
}

/** The codes of authenticator apps (RFC 6238), and the recovery codes that replace them. */
export class SecondFactor {
  private readonly sealKey: Buffer;
  private readonly factorKey: Buffer;

  constructor(
    secret: Buffer,
    private readonly administrators: AdministratorsRepository,
  ) {
    this.sealKey = keyFrom(secret, 'totp');
    this.factorKey = keyFrom(secret, 'factors');
  }

  /** The secret that a link sets up: the same each time it is opened, so that nothing is stored before it is used. */
  secretOf(linkId: string): string {
    const bytes = createHmac('sha256', this.factorKey).update(linkId).digest().subarray(0, SECRET_BYTES);
    return new Secret({ buffer: new Uint8Array(bytes).buffer }).base32;
  }

  /** How an authenticator app takes the secret. @param issuer the game's name */
  offer(secret: string, name: string, issuer: string): NewFactor {
    const svg = renderSVG(totpOf(secret, name, issuer).toString(), { border: 2 });
    return { secret, image: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}` };
  }

  /** The step of the code, if it is right for a secret that is not stored yet. */
  stepOf(secret: string, code: string, nowMs: number): number | undefined {
    const delta = totpOf(secret).validate({ token: code, window: 1, timestamp: nowMs });
    return delta === null ? undefined : Math.floor(nowMs / 1_000 / PERIOD_S) + delta;
  }

  /** Checks a code of the app, or a recovery code. Each works once. */
  async prove(administrator: AdministratorRow, code: string, nowMs: number): Promise<Proof> {
    const { id, totpSecret } = administrator;
    if (totpSecret === null) return 'wrong';
    const typed = code.replace(/[\s-]/g, '');
    if (!/^\d{6}$/.test(typed))
      return (await this.administrators.takeCode(id, hashOfCode(typed))) ? 'recovery' : 'wrong';
    const step = this.stepOf(this.open(totpSecret), typed, nowMs);
    if (step === undefined || !(await this.administrators.takeStep(id, step))) return 'wrong';
    const delta = step - Math.floor(nowMs / 1_000 / PERIOD_S);
    if (delta === 0) return 'right';
    return delta < 0 ? 'late' : 'early';
  }

  /** A secret as it is stored. */
  seal(secret: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.sealKey, nonce);
    const sealed = Buffer.concat([nonce, cipher.update(secret), cipher.final()]);
    return Buffer.concat([sealed, cipher.getAuthTag()]).toString('base64url');
  }

  private open(sealed: string): string {
    const bytes = Buffer.from(sealed, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', this.sealKey, bytes.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  }
}

/** New recovery codes, for their owner to keep. */
export function newRecoveryCodes(): string[] {
  const letter = (): string => LETTERS.charAt(randomInt(LETTERS.length));
  return Array.from({ length: CODES }, () => Array.from({ length: CODE_LENGTH }, letter).join(''));
}

/** The stored form of a recovery code. Unsalted: it has 50 random bits, and guesses are limited. */
export function hashOfCode(code: string): string {
  const canonical = code.toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');
  return createHash('sha256').update('godwit.admin.recovery.').update(canonical).digest('base64url');
}

function totpOf(secret: string, label = '', issuer = 'Godwit'): TOTP {
  return new TOTP({ issuer, label, secret: Secret.fromBase32(secret), period: PERIOD_S, digits: 6, algorithm: 'SHA1' });
}
