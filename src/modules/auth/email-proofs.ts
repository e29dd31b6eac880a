import { Injectable } from '@nestjs/common';
import { GameConfig } from '../../core/config/game-config.js';
import { GameError } from '../../protocol/game-error.js';
import { AccountsRepository, type FoundAccount } from './accounts.repository.js';
import { AttemptLimits } from './attempt-limits.js';
import { AuthError } from './auth.errors.js';
import { normalEmail } from './email-address.js';
import { EmailCodesRepository, type CodePurpose } from './email-codes.repository.js';
import { MailOutbox } from './mail-outbox.js';
import { Mailer } from './mailer.js';
import type { Identity } from './schema.js';
import { hashOf, newMailCode, normalMailCode } from './secret-code.js';

const HOUR_MS = 3_600_000;

/** What the mail of a purpose says, and how long its code is good. */
const MAILS = {
  verify: { subject: 'Your e-mail address', does: 'verifies your e-mail address', page: 'verify', hours: 24 },
  reset: { subject: 'Your new password', does: 'lets you set a new password', page: 'reset', hours: 1 },
} as const;

/** Proofs that an e-mail address is its player's: codes that are sent to it and come back. */
@Injectable()
export class EmailProofs {
  constructor(
    private readonly config: GameConfig,
    private readonly accounts: AccountsRepository,
    private readonly codes: EmailCodesRepository,
    private readonly limits: AttemptLimits,
    private readonly outbox: MailOutbox,
    private readonly mailer: Mailer,
  ) {}

  /** Sends a code that verifies the address, unless it is verified already. */
  sendVerification(identity: Identity): void {
    if (identity.kind !== 'email' || identity.verifiedAt !== null) return;
    this.outbox.send(() => this.send(identity, 'verify'));
  }

  /**
   * Sends a code for a new password to whoever has an account with this address. An address that was never verified may be
   * a slip of the player's, or somebody else's bait; it can only reset an account that has nothing else.
   */
  sendReset(email: string): void {
    this.outbox.send(async () => {
      const found = await this.accounts.findByIdentity('email', normalEmail(email));
      if (!found) return;
      const { account, identity } = found;
      const isOnly = (await this.accounts.identitiesOf(account.id)).length === 1;
      if (identity.verifiedAt !== null || isOnly) await this.send(identity, 'reset');
    });
  }

  /** Uses a code up, and notes that its address is its player's. @throws GameError auth.code_refused; auth.too_many_attempts */
  async prove(code: string, purpose: CodePurpose, address: string): Promise<FoundAccount> {
    const hash = hashOf(normalMailCode(code), 'mail');
    const found = await this.limits.guard(undefined, address, () => this.codes.take(hash, purpose));
    if (!found) throw new GameError(AuthError['auth.code_refused']);
    if (found.identity.verifiedAt === null) {
      await this.accounts.updateIdentity(found.identity.id, { verifiedAt: new Date() });
    }
    return found;
  }

  private async send({ id: identityId, subject: to }: Identity, purpose: CodePurpose): Promise<void> {
    if (!this.limits.countMail(to)) return;
    const { subject, does, page, hours } = MAILS[purpose];
    const code = newMailCode();
    const expiresAt = new Date(Date.now() + hours * HOUR_MS);
    await this.codes.put({ hash: hashOf(code, 'mail'), identityId, purpose, expiresAt });
    // The address of our own page is configured: a client's Host header could name another's.
    const { PUBLIC_URL: url } = this.config;
    const link = url === undefined ? '' : `\nOr open ${url.replace(/\/$/, '')}/auth/${page}?code=${code}\n`;
    const text = `The code that ${does}:\n\n    ${code}\n${link}\nIt is good for ${hours} hours, once. If you did not ask for it, ignore this mail.\n`;
    await this.mailer.send({ to, subject, text: text.replace('1 hours', 'an hour') });
  }
}
