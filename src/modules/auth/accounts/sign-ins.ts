import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { GameError } from '../../../protocol/game-error.js';
import { AccountsRepository, type FoundAccount, type NewIdentity } from './accounts.repository.js';
import { AttemptLimits } from './attempt-limits.js';
import { AuditRepository } from './audit.repository.js';
import { AuthError } from '../auth.errors.js';
import type { AuthSignInWithDeviceDto, AuthSignInWithEmailDto } from '../auth.messages.js';
import { requireEmail } from '../email/email-address.js';
import { Passwords } from './passwords.js';
import type { Account } from '../schema.js';
import { hashOf } from '../tokens/secret-code.js';
import { SignInTokens } from '../tokens/sign-in-tokens.js';

/** Whose sign-in it is. */
export interface SignIn extends FoundAccount {
  readonly isNew: boolean;
}

/** Finds out whose account it is, and makes new ones. Out of its scope: tokens and sessions. */
@Injectable()
export class SignIns {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly passwords: Passwords,
    private readonly limits: AttemptLimits,
    private readonly audit: AuditRepository,
    private readonly tokens: SignInTokens,
  ) {}

  /** By a device's id, which makes an account when it is new. @throws GameError auth.banned; auth.too_many_attempts */
  async byDevice({ deviceId, displayName }: AuthSignInWithDeviceDto, address: string): Promise<SignIn> {
    return this.findOrCreate({ kind: 'device', subject: hashOf(deviceId, 'device') }, address, displayName);
  }

  /** By a subject that the OpenID provider vouches for, and has limited. @throws GameError auth.banned */
  async byOpenId(subject: string): Promise<SignIn> {
    return this.findOrCreate({ kind: 'openid', subject });
  }

  /**
   * By address and password. An address without an account is answered in the same words and after the same time. A device
   * that shows a refresh token which it has had of the account gets in although others are guessing at it.
   * @throws GameError auth.wrong_credentials; auth.banned; auth.too_many_attempts; message.invalid
   */
  async byEmail({ email, password, refreshToken }: AuthSignInWithEmailDto, address: string): Promise<SignIn> {
    const subject = requireEmail(email);
    const find = (): Promise<FoundAccount | undefined> => this.accounts.findByIdentity('email', subject);
    const device = refreshToken && (await this.tokens.deviceOf(refreshToken, (await find())?.account.id));
    const check = async (): Promise<FoundAccount | undefined> => {
      const candidate = await find();
      const isMatch = await this.passwords.isMatch(password, candidate?.identity.secretHash, address);
      return isMatch ? candidate : undefined;
    };
    const found = await this.limits.guard(subject, address, check, device);
    if (!found) throw new GameError(AuthError['auth.wrong_credentials']);
    return this.admit(found, address);
  }

  private async findOrCreate(identity: NewIdentity, address?: string, displayName?: string): Promise<SignIn> {
    const { kind, subject } = identity;
    const found = await this.accounts.findByIdentity(kind, subject);
    if (found) return this.admit(found, address);

    if (address !== undefined) this.limits.countSignUp(address);
    const created = await this.create(identity, address, displayName);
    if (created) return { ...created, isNew: true };
    // Another request of the same player was faster.
    const faster = await this.accounts.findByIdentity(kind, subject);
    if (!faster) throw new GameError('auth.refused');
    return this.admit(faster, address);
  }

  private async create(
    identity: NewIdentity,
    address?: string,
    displayName?: string,
  ): Promise<FoundAccount | undefined> {
    const created = await this.accounts.create(displayName ?? newName(), identity);
    if (created) await this.audit.note(created.account.id, 'created', address);
    return created;
  }

  private async admit(found: FoundAccount, address?: string): Promise<SignIn> {
    refuseBanned(found.account);
    await this.audit.note(found.account.id, 'signed_in', address);
    return { ...found, isNew: false };
  }
}

/** @throws GameError auth.banned */
export function refuseBanned({ bannedUntil }: Account): void {
  if (bannedUntil !== null && bannedUntil > new Date()) throw new GameError(AuthError['auth.banned']);
}

/** How an account is called that was not given a name. */
export function newName(): string {
  return `Player ${randomInt(1_000, 10_000)}`;
}
