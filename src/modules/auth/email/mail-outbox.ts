import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Mailer } from './mailer.js';

/** How many mails may be under way; more are given up. */
const MAX_MAILS = 200;

/**
 * Owns the sending of mails, which nobody waits for: an answer that came later when there is an account would tell that
 * there is one.
 */
@Injectable()
export class MailOutbox implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Mail');
  private readonly underWay = new Set<Promise<void>>();

  constructor(private readonly mailer: Mailer) {}

  /** False where no mail arrives anywhere. */
  get isReady(): boolean {
    return this.mailer.isReady;
  }

  /** Hands one mail over. @throws Error when it could not be */
  mail(to: string, subject: string, text: string): Promise<void> {
    return this.mailer.send({ to, subject, text: `${text} If you did not ask for it, ignore this mail.\n` });
  }

  /** Does `work`, all that leads to a mail, on its own; a failure is logged. */
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

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }

  /** Nest's hook, while the database still works. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.settled();
  }
}
