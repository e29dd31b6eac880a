import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { GameConfig } from '../../../core/config/game-config.js';
import { GameError } from '../../../protocol/game-error.js';
import { AccountsRepository } from '../accounts/accounts.repository.js';
import { AttemptLimits } from '../accounts/attempt-limits.js';
import { AuthError } from '../auth.errors.js';
import { mailboxOf } from './email-address.js';
import { EmailClaimsRepository } from './email-claims.repository.js';
import { EmailCodesRepository } from './email-codes.repository.js';
import { MailOutbox } from './mail-outbox.js';
import type { EmailClaim } from '../schema.js';
import { hashOf, newMailCode, normalMailCode } from '../tokens/secret-code.js';

const HOUR_MS = 3_600_000;
const CLAIM_HOURS = 24;
const RESET_HOURS = 1;

/** An address that somebody claims to own. */
export type NewClaim = Pick<EmailClaim, 'email' | 'accountId' | 'displayName' | 'secretHash'>;

/**
 * Verifies e-mail addresses by codes that are mailed and sent back. Mailing runs in the background, so that neither the
 * answer nor its timing reveals whether an address has an account; only the mail does.
 */
@Injectable()
export class EmailProofs {
  constructor(
    private readonly config: GameConfig,
    private readonly accounts: AccountsRepository,
    private readonly claims: EmailClaimsRepository,
    private readonly codes: EmailCodesRepository,
    private readonly limits: AttemptLimits,
    private readonly outbox: MailOutbox,
  ) {}

  /** @throws GameError auth.mail_unavailable where no mail can be sent, whatever the address */
  requireMail(): void {
    if (!this.outbox.isReady) throw new GameError(AuthError['auth.mail_unavailable']);
  }

  /** Sends the code that creates an account with this address; if it already has one, the mail says so instead. */
  sendSignUp(claim: NewClaim): void {
    this.outbox.send(async () => {
      if (await this.isProven(claim.email)) await this.tellOwner(claim.email);
      else await this.sendCode(claim, newMailCode());
    });
  }

  /** Claims an address for an account and sends the code to it; if it already has an account, the mail says so instead. */
  async claim(claim: NewClaim): Promise<void> {
    const code = newMailCode();
    await this.claims.put(stored(claim, code));
    this.outbox.send(async () => {
      if (await this.isProven(claim.email)) await this.tellOwner(claim.email);
      else await this.mailLinkCode(claim.email, code);
    });
  }

  /** Sends a code for a new password to the address, if it has an account. */
  sendReset(email: string): void {
    this.outbox.send(async () => {
      const found = await this.accounts.findByIdentity('email', email);
      if (!found) return;
      const { account, identity } = found;
      // An unverified address may be bait in a stranger's account.
      const isOnly = (await this.accounts.identitiesOf(account.id)).length === 1;
      if (identity.verifiedAt === null && !isOnly) return;
      if (!this.limits.countMail(mailboxOf(email))) return;
      const code = newMailCode();
      await this.codes.put({ hash: hashOfCode(code), identityId: identity.id, expiresAt: inHours(RESET_HOURS) });
      const text = `The code that lets you set a new password:\n\n    ${code}\n${this.linkTo('reset', code)}\nIt is good for an hour, once.`;
      await this.outbox.mail(email, 'Your new password', text);
    });
  }

  /** The sign-up claim this code belongs to. */
  findSignUp(code: string): Promise<EmailClaim | undefined> {
    return this.claims.findSignUp(hashOfCode(code));
  }

  /** Tells an address's owner what verifying it removed from the account. */
  tellRemoved(email: string, removed: number): void {
    this.outbox.send(() =>
      this.outbox.mail(
        email,
        'Your account',
        `You have set a new password. ${removed} other ways to sign in were removed from the account: they had been added before anybody had shown that this address is theirs. Whoever used them was signed out.`,
      ),
    );
  }

  private async isProven(email: string): Promise<boolean> {
    const found = await this.accounts.findByIdentity('email', email);
    return found !== undefined && found.identity.verifiedAt !== null;
  }

  private async sendCode(claim: NewClaim, code: string): Promise<void> {
    if (!this.limits.countMail(mailboxOf(claim.email))) return;
    await this.claims.put(stored(claim, code));
    const text = `The code that makes your account:\n\n    ${code}\n${this.linkTo('complete', code)}\nIt is good for ${CLAIM_HOURS} hours, once, together with the password that you have chosen.`;
    await this.outbox.mail(claim.email, 'Your new account', text);
  }

  // No link: the code only works in the session that asked, so nobody gives their address to a stranger's account by a click.
  private async mailLinkCode(email: string, code: string): Promise<void> {
    if (!this.limits.countMail(mailboxOf(email))) return;
    const text = `The code that lets this address sign in to your account:\n\n    ${code}\n\nType it in the game, where you asked for it. It is good for ${CLAIM_HOURS} hours, once.`;
    await this.outbox.mail(email, 'Your e-mail address', text);
  }

  private async tellOwner(email: string): Promise<void> {
    if (!this.limits.countMail(mailboxOf(email))) return;
    const text =
      'Somebody has asked for an account with this address. It has one already: sign in with it, or ask for a new password in the game.';
    await this.outbox.mail(email, 'Your account', text);
  }

  // The URL of our own page is configured: a client's Host header could name someone else's.
  private linkTo(page: string, code: string): string {
    const { PUBLIC_URL: url } = this.config;
    return url === undefined ? '' : `\nOr open ${url.replace(/\/$/, '')}/auth/${page}?code=${code}\n`;
  }
}

/** The stored form of a mailed code, however it was typed. */
export function hashOfCode(code: string): string {
  return hashOf(normalMailCode(code), 'mail');
}

function stored(claim: NewClaim, code: string): EmailClaim {
  return { ...claim, id: randomUUID(), hash: hashOfCode(code), createdAt: new Date(), expiresAt: inHours(CLAIM_HOURS) };
}

function inHours(hours: number): Date {
  return new Date(Date.now() + hours * HOUR_MS);
}
