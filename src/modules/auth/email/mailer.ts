import { Injectable, Logger } from '@nestjs/common';
import type { Transporter } from 'nodemailer';
import { GameConfig } from '../../../core/config/game-config.js';

/** A plain-text mail. */
export interface Mail {
  /** One address in canonical form, see `parseEmail`; never raw header text. */
  readonly to: string;
  /** One line. */
  readonly subject: string;
  readonly text: string;
}

/** Sends mails. Out of scope: queues and retries, which are the mail server's job. */
export abstract class Mailer {
  /** False when mails cannot be delivered: whatever needs one is then refused. */
  abstract readonly isReady: boolean;

  /** Sends one mail. @throws Error when it could not be handed over */
  abstract send(mail: Mail): Promise<void>;
}

/** For development: writes mails to the log. In production it only logs that mail is not configured: mails contain secrets. */
@Injectable()
export class LogMailer extends Mailer {
  private readonly logger = new Logger('Mail');

  constructor(private readonly config: GameConfig) {
    super();
  }

  get isReady(): boolean {
    return this.config.NODE_ENV !== 'production';
  }

  override send({ to, subject, text }: Mail): Promise<void> {
    if (this.config.NODE_ENV === 'production') this.logger.warn('A mail was not sent: SMTP_URL is not set.');
    else this.logger.log(`Not sent, since SMTP_URL is not set. To: ${to}. ${subject}\n${text}`);
    return Promise.resolve();
  }
}

/** Sends mails through the server at SMTP_URL. */
export class SmtpMailer extends Mailer {
  readonly isReady = true;
  private transport: Transporter | undefined;
  private readonly from: { readonly name: string; readonly address: string };

  /**
   * @param url smtp://user:password@host:587 or smtps://...
   * @param from the sender, such as `My Game <game@example.com>`
   * @throws Error, one sentence, when the sender is not a valid address
   */
  constructor(
    private readonly url: string,
    from: string,
  ) {
    super();
    const [, name = '', address = from] = /^([^<>\p{Cc}]*)<([^<>]+)>$/u.exec(from.trim()) ?? [];
    if (!/^[^\s<>(),;:"\\@]+@[\w.-]+$/.test(address.trim())) {
      throw new Error(
        'MAIL_FROM is no sender: it must be an address, or a name and an address, as in My Game <game@example.com>.',
      );
    }
    this.from = { name: name.trim().replace(/^"(.*)"$/, '$1'), address: address.trim() };
  }

  override async send({ to, subject, text }: Mail): Promise<void> {
    // Loaded with the first mail: most server runs never send one.
    const { createTransport } = await import('nodemailer');
    // The text is always literal, never a file or URL for the library to fetch.
    this.transport ??= createTransport({ url: this.url, disableFileAccess: true, disableUrlAccess: true });
    // As structured data: in header text, names, groups and further addresses would be parsed.
    await this.transport.sendMail({
      from: this.from,
      to: { name: '', address: to },
      subject: subject.replace(/\p{Cc}+/gu, ' '),
      text,
    });
  }
}
