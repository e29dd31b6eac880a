import { Injectable, Logger } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { GameConfig } from '../../core/config/game-config.js';

/** A mail of plain text. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Sends mails. Out of its scope: queues and retries, which a mail server has. */
export abstract class Mailer {
  /** Sends one mail. @throws Error when it could not be handed over */
  abstract send(mail: Mail): Promise<void>;
}

/** For development: shows mails in the log. In production it only says that there is none, since a mail holds a secret. */
@Injectable()
export class LogMailer extends Mailer {
  private readonly logger = new Logger('Mail');

  constructor(private readonly config: GameConfig) {
    super();
  }

  override send({ to, subject, text }: Mail): Promise<void> {
    if (this.config.NODE_ENV === 'production') this.logger.warn('A mail was not sent: SMTP_URL is not set.');
    else this.logger.log(`Not sent, since SMTP_URL is not set. To: ${to}. ${subject}\n${text}`);
    return Promise.resolve();
  }
}

/** Hands mails to the server of SMTP_URL. */
export class SmtpMailer extends Mailer {
  private readonly transport: ReturnType<typeof createTransport>;

  /**
   * @param url smtp://user:password@host:587 or smtps://...
   * @param from the sender, such as `My Game <game@example.com>`
   */
  constructor(
    url: string,
    private readonly from: string,
  ) {
    super();
    this.transport = createTransport(url);
  }

  override async send(mail: Mail): Promise<void> {
    await this.transport.sendMail({ from: this.from, ...mail });
  }
}
