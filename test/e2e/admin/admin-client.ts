import { once } from 'node:events';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { Secret, TOTP } from 'otpauth';
import { ConsoleLinks } from '../../../src/core/console/console-links.js';
import type { TestApp } from '../../../src/testing/test-app.js';

export const PASSWORD = 'correct horse battery';
const STEP_MS = 30_000;

/** An answer of the console. */
export interface Answer<T = Record<string, unknown>> {
  status: number;
  body: T;
  headers: IncomingHttpHeaders;
}

/** The code that an authenticator app shows, `steps` of 30 seconds from now. */
export function codeOf(secret: string, steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * STEP_MS });
}

/** Everything that a server answers to these bytes, until it closes. */
export function rawAnswer(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  return text(socket);
}

/** One browser of the console, without the browser. */
export class AdminClient {
  cookie = '';

  constructor(
    readonly server: Pick<TestApp, 'httpUrl' | 'app'>,
    private readonly headers: Record<string, string> = {},
  ) {}

  /** The console's own origin. */
  get origin(): string {
    return this.server.httpUrl;
  }

  get<T = Record<string, unknown>>(path: string, query?: object): Promise<Answer<T>> {
    const search = query === undefined ? '' : `?q=${encodeURIComponent(JSON.stringify(query))}`;
    return this.ask<T>(`/admin/api/${path}${search}`, {});
  }

  post<T = Record<string, unknown>>(
    path: string,
    body: object | string,
    headers: Record<string, string | undefined> = {},
  ): Promise<Answer<T>> {
    const own: Record<string, string | undefined> = {
      'Content-Type': 'application/json',
      'X-Godwit-Admin': '1',
      Origin: this.origin,
      ...headers,
    };
    const given = Object.entries(own).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const content = typeof body === 'string' ? body : JSON.stringify(body);
    return this.ask<T>(`/admin/api/${path}`, { method: 'POST', headers: Object.fromEntries(given), body: content });
  }

  /** Carries out an act. */
  act(path: string, order: object, reason = 'because'): Promise<Answer> {
    return this.post(path, { order, reason });
  }

  /** Makes the account of a new link, and is signed in with it. @returns the secret of its second factor, and its recovery codes */
  async join(name: string, role: string): Promise<{ secret: string; codes: string[] }> {
    const token = this.server.app.get(ConsoleLinks).make({ kind: 'invite', name, role }, Date.now());
    const offer = await this.post<{ factor?: { secret: string } }>('-/link', { token });
    const secret = offer.body.factor?.secret ?? '';
    const code = secret === '' ? '' : codeOf(secret);
    const accepted = await this.post<{ codes: string[] }>('-/accept', { token, password: PASSWORD, code });
    if (accepted.status !== 200) throw new Error(`The link was refused: ${JSON.stringify(accepted.body)}`);
    return { secret, codes: accepted.body.codes };
  }

  /** Each request has a connection of its own. */
  async ask<T>(path: string, { method = 'GET', headers: more, body: sent }: Asked = {}): Promise<Answer<T>> {
    const headers = { ...this.headers, ...(this.cookie !== '' && { Cookie: this.cookie }), ...more };
    const asked = request(`${this.server.httpUrl}${path}`, { method, headers, agent: false }).end(sent);
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    const content = await text(response);
    const [set] = response.headers['set-cookie'] ?? [];
    if (set !== undefined) this.cookie = set.split(';', 1)[0] ?? '';
    const isJson = response.headers['content-type']?.includes('json') === true;
    const body = (isJson ? JSON.parse(content) : { text: content }) as T;
    return { status: response.statusCode ?? 0, headers: response.headers, body };
  }
}

/** A request as {@link AdminClient.ask} takes it. */
interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}
