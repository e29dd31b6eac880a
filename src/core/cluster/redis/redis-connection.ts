import { createClient, RESP_TYPES } from '@redis/client';
import { StoreUnavailableError } from '../membership.js';
import { findServer, type RedisHost, type RedisTarget } from './redis-address.js';
import { checkServer } from './redis-requirements.js';
import { TimeoutError, within } from './within.js';

/** After this, a command is unsure: it may have happened or not. */
export const COMMAND_TIMEOUT_MS = 1_000;
const CONNECT_TIMEOUT_MS = 2_000;
const RETRY_MS = { first: 50, longest: 1_000 } as const;

/** Answers that mean "not this server, not now": another connection may find a better one. */
const MOVED = /^(READONLY|LOADING|MASTERDOWN|NOREPLICAS|NOAUTH|WRONGPASS|UNBLOCKED)\b/;
/** Answers of a server that is well and cannot do what it was asked now. */
const REFUSED = /^(OOM|BUSY|MISCONF|NOPERM)\b/;

const AS_BUFFERS = { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } } as const;

/** What is used of the library's client. */
export interface RedisClient {
  readonly isOpen: boolean;
  readonly isReady: boolean;
  connect(): Promise<unknown>;
  destroy(): void;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  sendCommand(command: RedisCommand, options?: object): Promise<unknown>;
  subscribe(channel: string, listener: (text: string) => void): Promise<unknown>;
  unsubscribe(channel: string): Promise<unknown>;
}

/** One command: its name and its arguments. */
export type RedisCommand = readonly (string | Buffer)[];

/** Where a {@link RedisConnection} tells what happens to it. */
export interface ConnectionEvents {
  /** It works from now on; for the first time or again. What it awaits comes before any other command. */
  onConnected?(client: RedisClient): Promise<void> | void;
  /** It is lost, or could not be made again. @param reason for the log */
  onLost?(reason: string): void;
}

/**
 * One connection to Redis that is made again for ever, each time to where the server is by then. Nothing waits for it: while
 * there is none, and a second after it was sent without an answer, a command fails with {@link StoreUnavailableError}.
 */
export class RedisConnection {
  private client: RedisClient | undefined;
  private isClosed = false;
  private retryMs: number = RETRY_MS.first;
  private retryTimer: NodeJS.Timeout | undefined;
  private answers = 0;
  private lastRunId = '';

  constructor(
    private readonly target: RedisTarget,
    private readonly events: ConnectionEvents = {},
  ) {}

  /** Whether commands can be sent. */
  get isConnected(): boolean {
    return this.client !== undefined;
  }

  /** Which life of which server the next command goes to; empty before the first connection. */
  get runId(): string {
    return this.lastRunId;
  }

  /** Connects for the first time. @throws the reason, when that fails; then it can be tried again */
  async open(): Promise<void> {
    await this.connect();
  }

  /**
   * Sends a command. @param asBuffers whether texts in the answer are given as bytes
   * @throws StoreUnavailableError when there is no answer, or one that means that nothing can be done now
   */
  async send(command: RedisCommand, asBuffers = false): Promise<unknown> {
    const { client } = this;
    if (client === undefined) throw new StoreUnavailableError('There is no connection to Redis.');
    const answersBefore = this.answers;
    try {
      const sent: Promise<unknown> = client.sendCommand(command, asBuffers ? AS_BUFFERS : undefined);
      const answer = await within(sent, COMMAND_TIMEOUT_MS);
      this.answers++;
      return answer;
    } catch (error) {
      throw this.explain(error, client, answersBefore);
    }
  }

  /** Ends it for good. */
  close(): void {
    this.isClosed = true;
    clearTimeout(this.retryTimer);
    this.drop(this.client);
  }

  private async connect(): Promise<void> {
    const client = makeClient(this.target, await findServer(this.target, COMMAND_TIMEOUT_MS));
    client.on('error', (error: unknown) => this.lose(client, error));
    let runId: string;
    try {
      await within(client.connect(), CONNECT_TIMEOUT_MS);
      const info = await within(client.sendCommand(['INFO']), CONNECT_TIMEOUT_MS);
      runId = checkServer(info as string);
      await this.events.onConnected?.(client);
    } catch (error) {
      destroy(client);
      throw error;
    }
    if (this.isClosed || !client.isReady) {
      destroy(client);
      throw new StoreUnavailableError('The connection to Redis was lost at once.');
    }
    this.client = client;
    this.lastRunId = runId;
    this.retryMs = RETRY_MS.first;
  }

  private lose(client: RedisClient, reason: unknown): void {
    if (client !== this.client) return;
    this.drop(client);
    if (this.isClosed) return;
    this.events.onLost?.(reason instanceof Error ? reason.message : String(reason));
    this.retryLater();
  }

  private drop(client: RedisClient | undefined): void {
    this.client = undefined;
    if (client) destroy(client);
  }

  private retryLater(): void {
    // Half of it by chance, so that not all nodes come at once.
    const delayMs = this.retryMs * (0.5 + Math.random() / 2);
    this.retryMs = Math.min(RETRY_MS.longest, this.retryMs * 2);
    this.retryTimer = setTimeout(() => void this.retry(), delayMs);
  }

  private async retry(): Promise<void> {
    try {
      await this.connect();
    } catch (error) {
      if (this.isClosed) return;
      this.events.onLost?.(error instanceof Error ? error.message : String(error));
      this.retryLater();
    }
  }

  private explain(error: unknown, client: RedisClient, answersBefore: number): unknown {
    const message = error instanceof Error ? error.message : String(error);
    if (error instanceof TimeoutError) {
      // Where nothing at all came in that time the line is dead or the server stands still; a new line finds out.
      if (this.answers === answersBefore) this.lose(client, error);
      return new StoreUnavailableError('Redis gave no answer in time.', { cause: error });
    }
    this.answers++;
    if (MOVED.test(message)) this.lose(client, error);
    const isUnavailable = MOVED.test(message) || REFUSED.test(message) || client !== this.client;
    return isUnavailable ? new StoreUnavailableError(`Redis: ${message}`, { cause: error }) : error;
  }
}

function makeClient({ username, password, database, isTls }: RedisTarget, server: RedisHost): RedisClient {
  const common = { ...server, connectTimeout: CONNECT_TIMEOUT_MS, reconnectStrategy: false } as const;
  return createClient({
    socket: isTls ? { ...common, tls: true } : common,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    database,
    disableOfflineQueue: true,
    disableClientInfo: true,
  });
}

function destroy(client: RedisClient): void {
  if (client.isOpen) client.destroy();
}
