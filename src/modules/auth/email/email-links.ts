import { Injectable } from '@nestjs/common';
import type { Session } from '../../../core/sessions/session.js';
import { GameError } from '../../../protocol/game-error.js';
import { AccountsRepository } from '../accounts/accounts.repository.js';
import { AttemptLimits } from '../accounts/attempt-limits.js';
import { AuditRepository } from '../accounts/audit.repository.js';
import { AuthError } from '../auth.errors.js';
import type { AuthLinkEmailDto } from '../auth.messages.js';
import { requireEmail } from './email-address.js';
import { EmailClaimsRepository, type ProvenClaim } from './email-claims.repository.js';
import { EmailProofs, hashOfCode } from './email-proofs.js';
import { MAX_IDENTITIES } from '../accounts/identities.service.js';
import { Passwords } from '../../../core/credentials/passwords.js';

/** Links e-mail addresses to accounts, once a code has proven that the player owns the address. */
@Injectable()
export class EmailLinks {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly passwords: Passwords,
    private readonly limits: AttemptLimits,
    private readonly audit: AuditRepository,
    private readonly proofs: EmailProofs,
    private readonly claims: EmailClaimsRepository,
  ) {}

  /**
   * Sends a code to an address; once it is sent back, the address can sign in with this password. The answer does not show
   * whether somebody already has the address.
   * @throws GameError auth.too_many_identities; auth.too_many_attempts; auth.mail_unavailable; message.invalid
   */
  async ask(session: Session, playerId: string, { email: written, password }: AuthLinkEmailDto): Promise<void> {
    const email = requireEmail(written);
    this.proofs.requireMail();
    this.limits.countSignUp(session.remoteAddress);
    const secretHash = await this.passwords.hash(password, session.remoteAddress);
    const claims = await this.claims.of(playerId);
    const identities = await this.accounts.identitiesOf(playerId);
    if (identities.some(({ kind, subject, verifiedAt }) => kind === 'email' && subject === email && verifiedAt)) return;
    const others = claims.filter((claim) => claim.email !== email).length;
    if (identities.length + others >= MAX_IDENTITIES) throw new GameError(AuthError['auth.too_many_identities']);
    await this.proofs.claim({ email, accountId: playerId, displayName: null, secretHash });
  }

  /**
   * Takes the code sent to an address that this account has claimed; after that the address can sign in.
   * @throws GameError auth.code_refused; auth.too_many_attempts; auth.too_many_identities
   */
  async verify(session: Session, playerId: string, code: string): Promise<ProvenClaim> {
    const proven = await this.limits.guard(undefined, session.remoteAddress, () =>
      this.claims.settleLink(hashOfCode(code), playerId, MAX_IDENTITIES, () => session.isPresent),
    );
    if (proven === undefined) throw new GameError(AuthError['auth.code_refused']);
    if (proven === 'full') throw new GameError(AuthError['auth.too_many_identities']);
    await this.audit.note(playerId, 'email_verified', session.remoteAddress);
    return proven;
  }

  /** Resends codes to the addresses that the account has claimed but not yet verified. */
  async sendCodes(playerId: string): Promise<void> {
    this.proofs.requireMail();
    const claims = new Map((await this.claims.of(playerId)).map(({ email, secretHash }) => [email, secretHash]));
    for (const { kind, subject, secretHash, verifiedAt } of await this.accounts.identitiesOf(playerId)) {
      if (kind === 'email' && verifiedAt === null && secretHash !== null) claims.set(subject, secretHash);
    }
    for (const [email, secretHash] of claims) {
      await this.proofs.claim({ email, accountId: playerId, displayName: null, secretHash });
    }
  }
}
