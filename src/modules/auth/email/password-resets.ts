import { Injectable } from '@nestjs/common';
import { GameError } from '../../../protocol/game-error.js';
import { AccountsService } from '../accounts/accounts.service.js';
import { AttemptLimits } from '../accounts/attempt-limits.js';
import { AuditRepository } from '../accounts/audit.repository.js';
import { AuthError } from '../auth.errors.js';
import type { AuthResetPasswordDto } from '../auth.messages.js';
import { requireEmail } from './email-address.js';
import { EmailCodesRepository } from './email-codes.repository.js';
import { EmailProofs, hashOfCode } from './email-proofs.js';
import { Passwords } from '../../../core/credentials/passwords.js';

/** Restores access to an account for the person who proves its e-mail address is theirs. `address` is the client's. */
@Injectable()
export class PasswordResets {
  constructor(
    private readonly passwords: Passwords,
    private readonly limits: AttemptLimits,
    private readonly audit: AuditRepository,
    private readonly proofs: EmailProofs,
    private readonly codes: EmailCodesRepository,
    private readonly accounts: AccountsService,
  ) {}

  /**
   * Sends a code, if the address has an account; the answer does not reveal it.
   * @throws GameError auth.too_many_attempts; auth.mail_unavailable; message.invalid
   */
  request(email: string, address: string): void {
    const subject = requireEmail(email);
    this.proofs.requireMail();
    this.limits.countSignUp(address);
    this.proofs.sendReset(subject);
  }

  /** Sets a new password and signs out everywhere. @throws GameError auth.code_refused; auth.too_many_attempts */
  async reset({ code, password }: AuthResetPasswordDto, address: string): Promise<void> {
    const identity = await this.limits.guard(undefined, address, () => this.codes.take(hashOfCode(code)));
    if (!identity) throw new GameError(AuthError['auth.code_refused']);
    const { accountId, subject } = identity;
    const secretHash = await this.passwords.hash(password, address);
    const recovery = await this.codes.recover(identity.id, accountId, secretHash);
    if (!recovery) throw new GameError(AuthError['auth.code_refused']);
    await this.accounts.throwOut(accountId, recovery.families, AuthError['auth.signed_out']);
    this.limits.forgive(subject);
    await this.audit.note(accountId, 'password_reset', address);
    if (recovery.removed === 0) return;
    await this.audit.note(accountId, 'others_removed', address);
    this.proofs.tellRemoved(subject, recovery.removed);
  }
}
