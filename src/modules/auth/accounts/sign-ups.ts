import { Injectable } from '@nestjs/common';
import { GameError } from '../../../protocol/game-error.js';
import { AttemptLimits } from './attempt-limits.js';
import { AuditRepository } from './audit.repository.js';
import { AuthError } from '../auth.errors.js';
import type { AuthCompleteSignUpDto, AuthSignUpWithEmailDto } from '../auth.messages.js';
import { requireEmail } from '../email/email-address.js';
import { EmailClaimsRepository, type ProvenClaim } from '../email/email-claims.repository.js';
import { EmailProofs } from '../email/email-proofs.js';
import { Passwords } from './passwords.js';
import { newName } from './sign-ins.js';

/** Makes accounts with an e-mail address and a password, once a code has shown that the address is the player's. */
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
   * Asks for an account with an address and a password: a code in a mail makes it. The answer and its time are the same
   * whether the address has one already.
   * @throws GameError auth.too_many_attempts; auth.mail_unavailable; message.invalid
   */
  async ask({ email, password, displayName }: AuthSignUpWithEmailDto, address: string): Promise<void> {
    const subject = requireEmail(email);
    this.proofs.requireMail();
    this.limits.countSignUp(address);
    const secretHash = await this.passwords.hash(password, address);
    this.proofs.sendSignUp({ email: subject, accountId: null, displayName: displayName ?? null, secretHash });
  }

  /** Makes the account that was asked for, by the mail's code and the password. @throws GameError auth.code_refused; auth.too_many_attempts */
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
