import { Injectable } from '@nestjs/common';
import { GameError } from '../../protocol/game-error.js';
import { AccountsRepository, type NewIdentity } from './accounts.repository.js';
import { AttemptLimits } from './attempt-limits.js';
import { AuditRepository } from './audit.repository.js';
import { AuthError } from './auth.errors.js';
import type { AuthAccountReadDto, AuthChangePasswordDto, AuthIdentityDto, AuthLinkEmailDto } from './auth.messages.js';
import { normalEmail } from './email-address.js';
import { EmailProofs } from './email-proofs.js';
import { Passwords } from './passwords.js';
import type { Account, Identity } from './schema.js';
import { hashOf } from './secret-code.js';

/** How many ways to sign in an account may have. */
const MOST_IDENTITIES = 10;

/** What a player does to his own account: read, rename, link, unlink, change the password. `address` is the client's. */
@Injectable()
export class IdentitiesService {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly passwords: Passwords,
    private readonly proofs: EmailProofs,
    private readonly limits: AttemptLimits,
    private readonly audit: AuditRepository,
  ) {}

  /** The account as its player sees it. @throws GameError auth.refused when it was erased */
  async read(playerId: string): Promise<AuthAccountReadDto> {
    const { displayName } = await this.require(playerId);
    const identities = await this.accounts.identitiesOf(playerId);
    return { playerId, displayName, identities: identities.map(toDto) };
  }

  /** Changes the account's name. @throws GameError auth.refused */
  async rename(playerId: string, displayName: string, address: string): Promise<AuthAccountReadDto> {
    if (!(await this.accounts.update(playerId, { displayName }))) throw new GameError('auth.refused');
    await this.audit.note(playerId, 'renamed', address);
    return this.read(playerId);
  }

  /** Lets a device sign in. @throws GameError auth.identity_taken; auth.too_many_identities */
  async linkDevice(playerId: string, deviceId: string, address: string): Promise<AuthAccountReadDto> {
    await this.link(playerId, { kind: 'device', subject: hashOf(deviceId, 'device') }, address);
    return this.read(playerId);
  }

  /** Lets an address and a password sign in. @throws GameError auth.identity_taken; auth.too_many_identities; auth.too_many_attempts */
  async linkEmail(
    playerId: string,
    { email, password }: AuthLinkEmailDto,
    address: string,
  ): Promise<AuthAccountReadDto> {
    this.limits.countSignUp(address);
    const secretHash = await this.passwords.hash(password, address);
    const identity = await this.link(playerId, { kind: 'email', subject: normalEmail(email), secretHash }, address);
    this.proofs.sendVerification(identity);
    return this.read(playerId);
  }

  /** Lets a subject of the OpenID provider sign in. @throws GameError auth.identity_taken; auth.too_many_identities */
  async linkOpenId(playerId: string, subject: string, address: string): Promise<AuthAccountReadDto> {
    await this.link(playerId, { kind: 'openid', subject }, address);
    return this.read(playerId);
  }

  /** Removes a way to sign in. @throws GameError auth.last_identity; auth.identity_unknown */
  async unlink(playerId: string, identityId: string, address: string): Promise<AuthAccountReadDto> {
    const outcome = await this.accounts.removeIdentity(playerId, identityId);
    if (outcome === 'last') throw new GameError(AuthError['auth.last_identity']);
    if (outcome === 'unknown') throw new GameError(AuthError['auth.identity_unknown']);
    await this.audit.note(playerId, 'unlinked', address);
    return this.read(playerId);
  }

  /** Sends codes to the addresses that are not verified yet. */
  async sendCodes(playerId: string): Promise<void> {
    for (const identity of await this.accounts.identitiesOf(playerId)) this.proofs.sendVerification(identity);
  }

  /** Sets a new password for who knows the old one. @throws GameError auth.wrong_credentials; auth.too_many_attempts */
  async changePassword(playerId: string, message: AuthChangePasswordDto, address: string): Promise<Account> {
    const account = await this.require(playerId);
    const emails = (await this.accounts.identitiesOf(playerId)).filter(({ kind }) => kind === 'email');
    const known = await this.limits.guard(playerId, address, () =>
      this.findByPassword(emails, message.password, address),
    );
    if (!known) throw new GameError(AuthError['auth.wrong_credentials']);
    await this.setPassword(known, message.newPassword, address);
    await this.audit.note(playerId, 'password_changed', address);
    return account;
  }

  /** Sets the password of an e-mail identity, and ends its lockout. */
  async setPassword({ id, subject }: Identity, password: string, address: string): Promise<void> {
    await this.accounts.updateIdentity(id, { secretHash: await this.passwords.hash(password, address) });
    this.limits.forgive(subject);
  }

  private async findByPassword(
    identities: Identity[],
    password: string,
    address: string,
  ): Promise<Identity | undefined> {
    for (const identity of identities) {
      if (await this.passwords.isMatch(password, identity.secretHash, address)) return identity;
    }
    return undefined;
  }

  private async require(playerId: string): Promise<Account> {
    const account = await this.accounts.find(playerId);
    if (!account) throw new GameError('auth.refused');
    return account;
  }

  private async link(playerId: string, identity: NewIdentity, address: string): Promise<Identity> {
    const linked = await this.accounts.addIdentity(playerId, identity, MOST_IDENTITIES);
    if (linked === 'taken') throw new GameError(AuthError['auth.identity_taken']);
    if (linked === 'full') throw new GameError(AuthError['auth.too_many_identities']);
    if (linked === 'no_account') throw new GameError('auth.refused');
    await this.audit.note(playerId, 'linked', address);
    return linked;
  }
}

function toDto({ id, kind, subject, verifiedAt }: Identity): AuthIdentityDto {
  const name = kind === 'email' ? subject : kind === 'openid' ? subject.slice(0, subject.indexOf('|')) : '';
  return { id, kind, name, isVerified: kind !== 'email' || verifiedAt !== null };
}
