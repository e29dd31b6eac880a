import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Mailer } from './mailer.js';

/** How many mails may be in progress; further ones are dropped. */
const MAX_MAILS = 200;

/**
 * Sends mails in the background: waiting for them would make the answer slower when an account exists, and so reveal
 * that it does.
 */
@Injectable()
export class MailOutbox implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Mail');
  private readonly underWay = new Set<Promise<void>>();

  constructor(private readonly mailer: Mailer) {}

  /** False when mails cannot be delivered. */
  get isReady(): boolean {
    return this.mailer.isReady;
  }

  /** Sends one mail. @throws Error when it could not be handed over */
  mail(to: string, subject: string, text: string): Promise<void> {
    return this.mailer.send({ to, subject, text: `${text} If you did not ask for it, ignore this mail.\n` });
  }

  /** Runs `work`, everything that leads to a mail, in the background; a failure is logged. */
  send(work: () => Promise<void>): void {
    if (this.underWay.size >= MAX_MAILS) {
      this.logger.error('Too many mails are under way; one was not sent.');
      return;
    }
    const sending = work()
      .catch((error: unknown) => this.logger.error({ err: error }, 'A mail could not be sent.'))
      .finally(() => this.underWay.delete(sending));
    this.underWay.add(sending);
  }

  /** Resolves when nothing is in progress. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }

  /** Nest's hook, while the database is still open. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.settled();
  }
}
