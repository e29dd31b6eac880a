import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import { temporaryFolder } from '../../../../src/testing/temporary-folder.js';
import { compileForBuilt } from '../../../support/compiled-program.js';
import { builtServer } from '../../../support/built-server.js';
import { Haproxy } from '../../../support/haproxy.js';
import type { Postgres } from '../../../support/postgres.js';
import type { RedisPair } from '../../../support/redis-pair.js';
import { freePort, startServer, type TestServer } from '../../../support/server.js';
import { TcpProxy } from '../../../support/tcp-proxy.js';
import { type Entry, machineMs } from './journal.js';

const CHECKER = 'test/e2e/cluster/checker';
/** After this a process that has ended is started again. */
const RESTART_MS = 300;

/** What a {@link CheckedNode} is connected by. */
type Line = Pick<TcpProxy, 'hold' | 'release' | 'cut' | 'close'>;

/** Several lines that are cut together. */
function together(lines: readonly Line[]): Line {
  const each = (act: (line: Line) => void): void => lines.forEach(act);
  return {
    hold: () => each((line) => line.hold()),
    release: () => each((line) => line.release()),
    cut: () => each((line) => line.cut()),
    close: () => each((line) => line.close()),
  };
}

/** A place for one life of a node after the other, with a proxy before everything that it is connected to. */
export class CheckedNode {
  server: TestServer | undefined;
  /** What all its lives have logged. */
  readonly log: string[] = [];
  private isOver = false;
  private readonly lives: Promise<void>;

  constructor(
    readonly name: string,
    readonly proxies: {
      readonly clients: TcpProxy;
      readonly links: TcpProxy;
      readonly redis: Line;
      readonly sql: TcpProxy;
    },
    /** Where its own connections come from. */
    readonly address: string,
    private readonly env: Readonly<Record<string, string>>,
    private readonly preload: string,
    private readonly note: (text: string) => void,
  ) {
    this.lives = this.live();
  }

  /** Whether it says that it is ready. */
  async isReady(): Promise<boolean> {
    const answer = await fetch(`${this.server?.httpUrl ?? 'http://127.0.0.1:1'}/health/ready`).catch(() => undefined);
    await answer?.body?.cancel();
    return answer?.ok === true;
  }

  /** Passes nothing on for a while, as if the cable were pulled. */
  async cut(ms: number, ...which: (keyof CheckedNode['proxies'])[]): Promise<void> {
    for (const name of which) this.proxies[name].hold();
    await delay(ms);
    for (const name of which) {
      this.proxies[name].release();
      // What hung for so long, both ends have given up.
      this.proxies[name].cut();
    }
  }

  /** For a while, nothing passes between it and what another node dials here, as if a cable between both were pulled. */
  async cutFrom({ address }: CheckedNode, ms: number): Promise<void> {
    const { links } = this.proxies;
    links.hold(address);
    await delay(ms);
    links.release(address);
    links.cut(address);
  }

  /** Sets the clock of its machine, this far from what is right. */
  setClock(shiftMs: number): void {
    writeFileSync(this.env.CLOCK_FILE ?? '', String(shiftMs));
  }

  /** Ends its process, as kill -9 does. */
  async kill(): Promise<void> {
    await this.server?.kill();
  }

  async stop(): Promise<void> {
    this.isOver = true;
    await this.kill();
    await this.lives;
    for (const proxy of Object.values(this.proxies)) proxy.close();
  }

  /** What a supervisor does. */
  private async live(): Promise<void> {
    do {
      try {
        this.server = await startServer({ env: this.env, preload: this.preload });
        if (this.isOver) await this.kill();
        const { code, signal } = await this.server.ended;
        this.log.push(...this.server.logs.map((line) => JSON.stringify(line)));
        this.note(`${this.name} has ended: ${signal ?? String(code)}`);
      } catch (error) {
        this.note(`${this.name} did not start: ${String(error).slice(0, 2_000)}`);
      }
      await delay(RESTART_MS);
    } while (!this.isOver);
  }
}

/** Real nodes that write journals, behind a balancer, with real stores; each connection of theirs can be cut. */
export class CheckedCluster {
  readonly nodes: CheckedNode[] = [];
  /** What the test and its bots have noted. */
  readonly entries: Entry[] = [];
  readonly journalFolder = temporaryFolder('journals');
  balancer!: Haproxy;

  private constructor(
    readonly redis: RedisPair,
    private readonly leaseMs: number,
  ) {}

  static async start(redis: RedisPair, postgres: Postgres, count: number, leaseMs: number): Promise<CheckedCluster> {
    const cluster = new CheckedCluster(redis, leaseMs);
    await builtServer();
    const files = ['journal', 'machine', 'node-journal'].map((name) => `${CHECKER}/${name}.ts`);
    const folder = compileForBuilt(files);
    const preload = pathToFileURL(join(folder, CHECKER, 'node-journal.js')).href;
    for (let index = 0; index < count; index++) {
      cluster.nodes.push(await cluster.addNode(`n${index}`, postgres, preload));
    }
    await cluster.recovered(120_000);
    cluster.balancer = await Haproxy.start(cluster.nodes.map(({ proxies }) => proxies.clients.port));
    return cluster;
  }

  readonly note = (type: 'fault' | 'forgot' | 'recovered' | 'note', text: string): void => {
    const atMs = machineMs();
    appendFileSync(join(this.journalFolder, 'events.txt'), `${Math.round(atMs)} ${type}: ${text}\n`);
    if (type !== 'note') this.entries.push({ type, text, atMs });
  };

  /** All nodes are ready, and see all. @throws Error when they are not within so long */
  async recovered(withinMs: number): Promise<void> {
    const untilMs = machineMs() + withinMs;
    for (;;) {
      const seen = await Promise.all(this.nodes.map((node) => this.seenBy(node)));
      if (seen.every((count) => count === this.nodes.length)) break;
      if (machineMs() > untilMs) throw new Error(`After ${withinMs} ms the nodes see ${seen.join(', ')} ready nodes.`);
      await delay(100);
    }
    this.note('recovered', 'all nodes are ready');
  }

  /** The journals of all nodes and bots, so far. */
  journals(): Entry[] {
    const lines = readdirSync(this.journalFolder)
      .filter((name) => name.endsWith('.jsonl'))
      .flatMap((name) => readFileSync(join(this.journalFolder, name), 'utf8').split('\n'))
      // The last line of a process that was killed may be cut off.
      .filter((line) => line.endsWith('}'));
    return [...lines.map((line) => JSON.parse(line) as Entry), ...this.entries];
  }

  /** Copies everything that was noted to a folder that stays. @returns a line that says where, and what happened when */
  keepJournals(): string {
    const folder = mkdtempSync(join(tmpdir(), 'godwit-journals-'));
    cpSync(this.journalFolder, folder, { recursive: true });
    writeFileSync(join(folder, 'bots.jsonl'), this.entries.map((entry) => JSON.stringify(entry)).join('\n'));
    for (const node of this.nodes) writeFileSync(join(folder, `${node.name}.log`), node.log.join('\n'));
    return `The journals are in ${folder}:\n${readFileSync(join(folder, 'events.txt'), 'utf8')}`;
  }

  /** What the store has of rooms and sessions, and what the nodes have that live. */
  standing(): Entry[] {
    const atMs = machineMs();
    const records = this.stored('room').concat(this.stored('session'));
    const livingSince = atMs - 2_000;
    const holdings = this.journals().filter((entry) => entry.type === 'holding' && entry.atMs > livingSince);
    return [...holdings, ...records.map((record) => ({ type: 'record' as const, ...record, atMs }))];
  }

  async stop(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.stop()));
  }

  private stored(what: 'room' | 'session'): { what: 'room' | 'session'; key: string; owner: string }[] {
    const script = `local all = {}
      for _, key in ipairs(redis.call('KEYS', '*:record:${what}:*')) do
        all[#all + 1] = string.match(key, ':record:${what}:(.*)$') .. ' ' .. (redis.call('HGET', key, 'o') or 'nobody')
      end return all`;
    const lines = this.redis.tell('EVAL', script, '0').split('\n').filter(Boolean);
    return lines.map((line) => {
      const [key = '', owner = ''] = line.split(' ');
      return { what, key, owner };
    });
  }

  private async seenBy(node: CheckedNode): Promise<number> {
    if (!(await node.isReady())) return 0;
    return (await node.server?.metric('godwit_cluster_nodes{phase="ready"}').catch(() => 0)) ?? 0;
  }

  private async addNode(name: string, postgres: Postgres, preload: string): Promise<CheckedNode> {
    const [port, linkPort] = [await freePort(), await freePort()];
    const lines = {
      clients: await TcpProxy.start(port),
      links: await TcpProxy.start(linkPort),
      ...(await this.addRedisLines()),
      sql: await TcpProxy.start(postgres.port),
    };
    const address = `127.0.0.${10 + this.nodes.length}`;
    const { sentinelPort, redis, ...others } = lines;
    const proxies = { ...others, redis };
    const env = {
      ...{
        PORT: String(port),
        NODE_ID: name,
        LOG_LEVEL: 'warn',
        JOURNAL_FILE: join(this.journalFolder, `${name}.jsonl`),
        CLOCK_FILE: join(this.journalFolder, `${name}.clock`),
        DIAL_FROM: address,
      },
      ...{
        REDIS_URL: this.redis.url.replace(`:${this.redis.sentinelPort}/`, `:${sentinelPort}/`),
        CLUSTER_SECRET: 's'.repeat(32),
      },
      ...{
        AUTH_SECRET: 'a'.repeat(32),
        DATABASE_URL: postgres.url.replace(`:${postgres.port}/`, `:${proxies.sql.port}/`),
      },
      ...{ CLUSTER_LEASE_MS: String(this.leaseMs), CLUSTER_PORT: String(linkPort) },
      ...{ CLUSTER_ADDRESS: `127.0.0.1:${proxies.links.port}`, CHECKPOINT_INTERVAL_MS: '200', SEAT_HOLD_MS: '10000' },
      ...{
        DRAIN_DELAY_MS: '500',
        DRAIN_TIMEOUT_MS: '6000',
        TRUSTED_PROXIES: '1',
        MAX_CONNECTIONS_PER_ADDRESS: '10000',
        CHAT_LINES_PER_SECOND: '1000',
        SESSIONS_PER_PLAYER: 'many',
      },
      ...{ RATE_LIMIT_PER_SECOND: '1000', RATE_LIMIT_BURST: '10000', AUTH_SIGN_UPS_PER_ADDRESS: '100000' },
    };
    return new CheckedNode(name, proxies, address, env, preload, (text) => this.note('note', text));
  }

  /** A node's lines to both servers and to the Sentinel, which names the servers as the node finds them behind its lines. */
  private async addRedisLines(): Promise<{ redis: Line; sentinelPort: number }> {
    const ports = new Map<string, string>();
    const servers: TcpProxy[] = [];
    for (const port of this.redis.ports) {
      const proxy = await TcpProxy.start(port);
      ports.set(String(port), String(proxy.port));
      servers.push(proxy);
    }
    // Both have five digits, so that the lengths in the answer stay right.
    const rewrite = (data: Buffer): Buffer =>
      Buffer.from(
        data.toString('latin1').replace(/\d{5}/g, (port) => ports.get(port) ?? port),
        'latin1',
      );
    const sentinel = await TcpProxy.start(this.redis.sentinelPort, { rewrite });
    return { redis: together([...servers, sentinel]), sentinelPort: sentinel.port };
  }
}
