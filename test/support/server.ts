import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { builtServer } from './built-server.js';
import { LoggedProcess, type ProcessEnd } from '../../src/testing/logged-process.js';
import { dataFolder } from '../../src/testing/data-folder.js';

const READY_TIMEOUT_MS = 60_000;

/**
 * For Node, when it runs a server for a test: WebAssembly stays as it is compiled first. The database's better code would
 * be ready when the test has ended, and making it is a third of what a server's start computes.
 */
export const SHORT_LIVED = ['--liftoff-only'];

/** What a test may choose. */
export interface ServerOptions {
  /** The server's variables; without PORT it gets a free one, without DATA_DIR an empty folder. */
  env?: Readonly<Record<string, string>>;
  /** A module that Node loads before the server. */
  preload?: string;
}

/** One line of the server's log: pino's record, or the text of a line that is no record. */
export interface LogLine {
  /** pino's number, 30 for info, 50 for error; undefined for plain text. */
  level?: number;
  msg: string;
  [field: string]: unknown;
}

/** The real server, compiled, in a process of its own, listening on a free port. */
export class TestServer {
  /** Where a game connects, with the path from WS_PATH. */
  readonly url: string;
  /** Where health and metrics are, without a slash at the end. */
  readonly httpUrl: string;

  /** Use {@link startServer}. */
  constructor(
    readonly port: number,
    wsPath: string,
    private readonly process: LoggedProcess,
  ) {
    this.url = `ws://localhost:${port}${wsPath}`;
    this.httpUrl = `http://localhost:${port}`;
  }

  /** Its process id. */
  get pid(): number | undefined {
    return this.process.pid;
  }

  /** Everything logged so far, oldest first. */
  get logs(): LogLine[] {
    return this.process.lines.map(parseLog);
  }

  /**
   * Resolves with the first logged line that `pattern` matches, from index `fromLine` of {@link logs} on; it may be
   * there already. The pattern sees the whole record as it was written.
   * @throws Error with the end of the log when the server ends first or after `timeoutMs`.
   */
  async waitForLog(pattern: RegExp, timeoutMs?: number, fromLine?: number): Promise<LogLine> {
    const match = await this.process.waitForLine(pattern, timeoutMs, fromLine);
    return parseLog(match.input);
  }

  /** Asks it to shut down and waits until it has. */
  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<ProcessEnd> {
    return this.process.stop(signal);
  }

  /** Ends it without a word to anyone. */
  kill(): Promise<ProcessEnd> {
    return this.process.kill();
  }

  /** Suspends it, with its sockets open, until {@link thaw}. */
  freeze(): void {
    this.process.freeze();
  }

  /** Lets it go on after {@link freeze}. */
  thaw(): void {
    this.process.thaw();
  }

  /** Resolves once it has ended by itself. */
  get ended(): Promise<ProcessEnd> {
    return this.process.ended;
  }

  /** What Prometheus would read of a metric now, labels included in its name; undefined when there is none. */
  async metric(name: string): Promise<number | undefined> {
    const text = await (await fetch(`${this.httpUrl}/metrics`)).text();
    const line = text.split('\n').find((each) => each.startsWith(`${name} `));
    return line === undefined ? undefined : Number(line.slice(name.length + 1));
  }

  /** Waits until it says that it is ready. */
  async ready(): Promise<void> {
    const deadline = Date.now() + READY_TIMEOUT_MS;
    while (this.process.isRunning && Date.now() < deadline) {
      const response = await fetch(`${this.httpUrl}/health/ready`).catch(() => undefined);
      await response?.body?.cancel();
      if (response?.ok) return;
      await delay(50);
    }
    throw this.process.failure('did not become ready');
  }
}

/**
 * Starts the real server and waits until it is ready. The caller stops it; at the latest it ends with the spec file.
 * Only `options.env` and the defaults count: nothing of the developer's environment or `.env` reaches it.
 */
export async function startServer({ env = {}, preload }: ServerOptions = {}): Promise<TestServer> {
  const entry = await builtServer();
  const port = env.PORT === undefined ? await freePort() : Number(env.PORT);
  const folder = await dataFolder();
  const child = new LoggedProcess({
    name: 'The server',
    command: process.execPath,
    args: [...SHORT_LIVED, ...(preload === undefined ? [] : ['--import', preload]), entry],
    cwd: folder,
    env: { PATH: process.env.PATH, NODE_ENV: 'test', LOG_LEVEL: 'info', DATA_DIR: folder, ...env, PORT: String(port) },
  });
  const server = new TestServer(port, env.WS_PATH ?? '/', child);
  await server.ready();
  return server;
}

/** Starts the real server where it cannot succeed, and waits until it has ended. */
export async function bootOf(
  env: Readonly<Record<string, string>>,
): Promise<{ code: number | null; lines: readonly string[] }> {
  const command = { name: 'The server', command: process.execPath, args: [...SHORT_LIVED, await builtServer()] };
  const DATA_DIR = await dataFolder();
  const child = new LoggedProcess({ ...command, env: { PATH: process.env.PATH, DATA_DIR, ...env } });
  const { code } = await child.ended;
  return { code, lines: child.lines };
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0);
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('The probe listens on no port.');
  return address.port;
}

function parseLog(line: string): LogLine {
  try {
    const record: unknown = JSON.parse(line);
    if (isLogLine(record)) return record;
  } catch {
    // A line that is no record, as node's own warnings.
  }
  return { msg: line };
}

function isLogLine(value: unknown): value is LogLine {
  return typeof value === 'object' && value !== null && 'msg' in value && typeof value.msg === 'string';
}
