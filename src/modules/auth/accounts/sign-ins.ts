import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { GameError } from '../../../protocol/game-error.js';
import { AccountsRepository, type FoundAccount, type NewIdentity } from './accounts.repository.js';
import { AttemptLimits } from './attempt-limits.js';
import { AuditRepository } from './audit.repository.js';
import { AuthError } from '../auth.errors.js';
import type {
  AuthSignInWithDeviceDto,
  AuthSignInWithEmailDto,
  AuthCompleteSignUpDto,
  AuthSignUpWithEmailDto,
  AuthSignedInDto,
  AuthSignOutDto,
} from '../auth.messages.js';
import { requireEmail } from '../email/email-address.js';
import { Passwords } from '../../../core/credentials/passwords.js';
import type { Account } from '../schema.js';
import { hashOf } from '../tokens/secret-code.js';
import { SignInTokens } from '../tokens/sign-in-tokens.js';
import { EmailClaimsRepository, type ProvenClaim } from '../email/email-claims.repository.js';
import { EmailProofs } from '../email/email-proofs.js';
import { AccountsService } from './accounts.service.js';

/** The account and identity of a sign-in. */
export interface SignIn extends FoundAccount {
  readonly isNew: boolean;
}

/** Finds the account for a sign-in, and creates new ones. Out of scope: tokens and sessions. */
@Injectable()
export class SignIns {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly passwords: Passwords,
    private readonly limits: AttemptLimits,
    private readonly audit: AuditRepository,
    private readonly tokens: SignInTokens,
  ) {}

  /** Signs in by device id; a new device creates an account. @throws GameError auth.banned; auth.too_many_attempts */
  async byDevice({ deviceId, displayName }: AuthSignInWithDeviceDto, address: string): Promise<SignIn> {
    return this.findOrCreate({ kind: 'device', subject: hashOf(deviceId, 'device') }, address, displayName);
  }

  /** Signs in by a subject that the OpenID provider vouches for, and rate-limits. @throws GameError auth.banned */
  async byOpenId(subject: string): Promise<SignIn> {
    return this.findOrCreate({ kind: 'openid', subject });
  }

  /**
   * Signs in by address and password. An address without an account gets the same answer after the same time. A device that
   * presents a refresh token it once had for the account gets in even while others are guessing at it.
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
    // A concurrent request of the same player was faster.
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

/** A name for an account that was created without one. */
export function newName(): string {
  return `Player ${randomInt(1_000, 10_000)}`;
}

/** Creates accounts with an e-mail address and a password, once a code has proven that the player owns the address. */
@Injectable()
export class SignUps {
  constructor(
    private readonly passwords: Passwords,
    private readonly limits: AttemptLimits,
    private readonly audit: AuditRepository,
    private readonly proofs: EmailProofs,
    private readonly claims: EmailClaimsRepository,
  ) {}

  /**
   * Requests an account with an address and a password; the mailed code creates it. The answer and its timing are the same
   * whether or not the address already has one.
   * @throws GameError auth.too_many_attempts; auth.mail_unavailable; message.invalid
   */
  async ask({ email, password, displayName }: AuthSignUpWithEmailDto, address: string): Promise<void> {
    const subject = requireEmail(email);
    this.proofs.requireMail();
    this.limits.countSignUp(address);
    const secretHash = await this.passwords.hash(password, address);
    this.proofs.sendSignUp({ email: subject, accountId: null, displayName: displayName ?? null, secretHash });
  }

  /** Creates the requested account, given the mailed code and the password. @throws GameError auth.code_refused; auth.too_many_attempts */
  async complete({ code, password }: AuthCompleteSignUpDto, address: string): Promise<ProvenClaim> {
    const claim = await this.limits.guard(undefined, address, async () => {
      const asked = await this.proofs.findSignUp(code);
      return (await this.passwords.isMatch(password, asked?.secretHash, address)) ? asked : undefined;
    });
    const proven = claim && (await this.claims.settleSignUp(claim, claim.displayName ?? newName()));
    if (!proven) throw new GameError(AuthError['auth.code_refused']);
    await this.audit.note(proven.account.id, proven.isNew ? 'created' : 'email_verified', address);
    return proven;
  }
}

/** What anyone can do without being signed in, over a socket or HTTP: sign up, in and out. `address` is the client's. */
@Injectable()
export class AuthService {
  constructor(
    private readonly signIns: SignIns,
    private readonly signUps: SignUps,
    private readonly tokens: SignInTokens,
    private readonly accounts: AccountsService,
    private readonly audit: AuditRepository,
  ) {}

  /** Signs in by device id; a new device creates an account. @throws GameError auth.banned; auth.too_many_attempts */
  async withDevice(message: AuthSignInWithDeviceDto, address: string): Promise<AuthSignedInDto> {
    const { account, isNew, identity } = await this.signIns.byDevice(message, address);
    return this.tokens.issue(account.id, isNew, identity);
  }

  /** Signs in by address and password. @throws GameError auth.wrong_credentials; auth.banned; auth.too_many_attempts */
  async withEmail(message: AuthSignInWithEmailDto, address: string): Promise<AuthSignedInDto> {
    const { account, isNew, identity } = await this.signIns.byEmail(message, address);
    return this.tokens.issue(account.id, isNew, identity);
  }

  /** Requests an account; the mailed code creates it. @throws GameError auth.too_many_attempts; auth.mail_unavailable; message.invalid */
  signUp(message: AuthSignUpWithEmailDto, address: string): Promise<void> {
    return this.signUps.ask(message, address);
  }

  /** Creates the requested account. @throws GameError auth.code_refused; auth.banned; auth.too_many_attempts */
  async completeSignUp(message: AuthCompleteSignUpDto, address: string): Promise<AuthSignedInDto> {
    const proven = await this.signUps.complete(message, address);
    await this.accounts.evict(proven);
    return this.tokens.issue(proven.account.id, proven.isNew, proven.identity);
  }

  /** Refreshes the tokens of a sign-in. @throws GameError auth.refused; auth.banned */
  refresh(refreshToken: string, address: string): Promise<AuthSignedInDto> {
    return this.tokens.refresh(refreshToken, address);
  }

  /** Ends a sign-in, or all of its account's. An unknown token counts as already ended. */
  async signOut({ refreshToken, everywhere }: AuthSignOutDto, address: string): Promise<void> {
    const playerId = await this.tokens.end(refreshToken);
    if (playerId === undefined) return;
    await this.audit.note(playerId, 'signed_out', address);
    if (everywhere === true) await this.accounts.signOutEverywhere(playerId);
  }
}
