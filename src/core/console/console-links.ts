import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** How long a link works. */
const LINK_PAGE = '/admin/link#';
const TOKENS = /\/admin\/link#[\w.-]+/g;
const LINK_MS = 15 * 60_000;
const ID_BYTES = 12;
const KEY_BYTES = 32;

/** What a link is good for. */
export interface ConsoleLink {
  /** `invite` makes an account, `recover` gives one a new password and second factor, `develop` opens a developer's session. */
  readonly kind: 'invite' | 'recover' | 'develop';
  /** The administrator's name. */
  readonly name: string;
  /** The role of a new account. */
  readonly role: string;
}

/** A link that was read. */
export interface ReadLink extends ConsoleLink {
  /** Each works once, so its id is kept when it was used. */
  readonly id: string;
  /** Until when it works, as a time of the epoch in milliseconds. */
  readonly untilMs: number;
}

/**
 * Links that make administrators: signed, so that whoever has the server's secret can make one, while the server runs or not,
 * and nothing is stored until one is used.
 */
export class ConsoleLinks {
  private readonly key: Buffer;

  /** @param secret ADMIN_SECRET, or what is kept in its place */
  constructor(secret: Buffer) {
    this.key = keyFrom(secret, 'links');
  }

  /** The token of a new link. @param nowMs the time, of the epoch */
  make(link: ConsoleLink, nowMs: number): string {
    const id = randomBytes(ID_BYTES).toString('base64url');
    const body = Buffer.from(JSON.stringify({ ...link, id, untilMs: nowMs + LINK_MS })).toString('base64url');
    return `${body}.${this.signatureOf(body)}`;
  }

  /** What a token says; undefined for one that is too old, or not ours. */
  read(token: string, nowMs: number): ReadLink | undefined {
    const [body = '', signature = ''] = token.split('.');
    const expected = Buffer.from(this.signatureOf(body));
    const given = Buffer.from(signature);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
    const link = JSON.parse(Buffer.from(body, 'base64url').toString()) as ReadLink;
    return link.untilMs > nowMs ? link : undefined;
  }

  private signatureOf(body: string): string {
    return createHmac('sha256', this.key).update(body).digest('base64url');
  }
}

/** A key for one use, from the console's secret. */
export function keyFrom(secret: Buffer, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `godwit.admin.${use}`, KEY_BYTES));
}

/** The page that takes a token. It stands behind `#`, which no server and no proxy logs. */
export function linkAddress(base: string, token: string): string {
  return `${base.replace(/\/$/, '')}${LINK_PAGE}${token}`;
}

/** A text without the tokens of such addresses: whoever reads it must not become who they are for. */
export function withoutTokens(text: string): string {
  return text.replace(TOKENS, LINK_PAGE);
}
