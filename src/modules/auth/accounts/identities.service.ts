import { Injectable } from '@nestjs/common';
import { EventBus } from '../../../core/events/event-bus.js';
import { PlayerRenamed } from '../../../core/events/player.events.js';
import type { Session } from '../../../core/sessions/session.js';
import { GameError } from '../../../protocol/game-error.js';
import { AccountsRepository, type NewIdentity } from './accounts.repository.js';
import { AttemptLimits } from './attempt-limits.js';
import { AuditRepository } from './audit.repository.js';
import { AuthError } from '../auth.errors.js';
import type { AuthAccountReadDto, AuthChangePasswordDto, AuthIdentityDto } from '../auth.messages.js';
import { EmailClaimsRepository } from '../email/email-claims.repository.js';
import { Passwords } from '../../../core/credentials/passwords.js';
import type { Account, EmailClaim, Identity } from '../schema.js';
import { hashOf } from '../tokens/secret-code.js';

/** How many sign-in methods an account may have. */
export const MAX_IDENTITIES = 10;

/** What players can do with their own account: read, rename, link, unlink, change the password. `address` is the client's. */
@Injectable()
export class IdentitiesService {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly passwords: Passwords,
    private readonly limits: AttemptLimits,
    private readonly audit: AuditRepository,
    private readonly claims: EmailClaimsRepository,
    private readonly events: EventBus,
  ) {}

  /** The account as its player sees it. @throws GameError auth.refused when it was erased */
  async read(playerId: string): Promise<AuthAccountReadDto> {
    const { displayName } = await this.require(playerId);
    const identities = (await this.accounts.identitiesOf(playerId)).map(toDto);
    const known = new Set(identities.map(({ kind, name }) => `${kind} ${name}`));
    const claimed = (await this.claims.of(playerId)).filter(({ email }) => !known.has(`email ${email}`));
    return { playerId, displayName, identities: [...identities, ...claimed.map(toClaimDto)] };
  }

  /** Changes the account's name. @throws GameError auth.refused */
  async rename(playerId: string, displayName: string, address: string): Promise<AuthAccountReadDto> {
    if (!(await this.accounts.update(playerId, { displayName }))) throw new GameError('auth.refused');
    this.events.emit(new PlayerRenamed(playerId, displayName));
    await this.audit.note(playerId, 'renamed', address);
    return this.read(playerId);
  }

  /** Links a device. @throws GameError auth.identity_taken; auth.too_many_identities */
  async linkDevice(session: Session, playerId: string, deviceId: string): Promise<AuthAccountReadDto> {
    await this.link(session, playerId, { kind: 'device', subject: hashOf(deviceId, 'device') });
    return this.read(playerId);
  }

  /** Links a subject of the OpenID provider. @throws GameError auth.identity_taken; auth.too_many_identities */
  async linkOpenId(session: Session, playerId: string, subject: string): Promise<AuthAccountReadDto> {
    await this.link(session, playerId, { kind: 'openid', subject });
    return this.read(playerId);
  }

  /** Removes a sign-in method. @throws GameError auth.last_identity; auth.identity_unknown */
  async unlink(playerId: string, identityId: string, address: string): Promise<AuthAccountReadDto> {
    if (await this.claims.remove(playerId, identityId)) return this.read(playerId);
    const outcome = await this.accounts.removeIdentity(playerId, identityId);
    if (outcome === 'last') throw new GameError(AuthError['auth.last_identity']);
    if (outcome === 'unknown') throw new GameError(AuthError['auth.identity_unknown']);
    await this.audit.note(playerId, 'unlinked', address);
    return this.read(playerId);
  }

  /** Sets a new password after checking the old one. @throws GameError auth.wrong_credentials; auth.too_many_attempts */
  async changePassword(playerId: string, message: AuthChangePasswordDto, address: string): Promise<void> {
    await this.require(playerId);
    const emails = (await this.accounts.identitiesOf(playerId)).filter(({ kind }) => kind === 'email');
    const known = await this.limits.guard(playerId, address, () =>
      this.findByPassword(emails, message.password, address),
    );
    const secretHash = known && (await this.passwords.hash(message.newPassword, address));
    if (!secretHash || !(await this.accounts.changeSecret(known.id, known.secretHash, secretHash))) {
      throw new GameError(AuthError['auth.wrong_credentials']);
    }
    this.limits.forgive(known.subject);
    await this.audit.note(playerId, 'password_changed', address);
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

  private async link(session: Session, playerId: string, identity: NewIdentity): Promise<void> {
    const linked = await this.accounts.addIdentity(playerId, identity, MAX_IDENTITIES, () => session.isPresent);
    if (linked === 'taken') throw new GameError(AuthError['auth.identity_taken']);
    if (linked === 'full') throw new GameError(AuthError['auth.too_many_identities']);
    if (linked === 'no_account') throw new GameError('auth.refused');
    await this.audit.note(playerId, 'linked', session.remoteAddress);
  }
}

function toDto({ id, kind, subject, verifiedAt }: Identity): AuthIdentityDto {
  const name = kind === 'email' ? subject : kind === 'openid' ? subject.slice(0, subject.indexOf('|')) : '';
  return { id, kind, name, isVerified: kind !== 'email' || verifiedAt !== null };
}

function toClaimDto({ id, email }: EmailClaim): AuthIdentityDto {
  return { id, kind: 'email', name: email, isVerified: false };
}
