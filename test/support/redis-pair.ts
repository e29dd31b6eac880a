import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from './redis.js';

const NAME = 'main';
/** A Sentinel that takes the server for dead only when it is told to: other tests of an outage are none of a failover. */
const NEVER_MS = 600_000;
const DOWN_AFTER_MS = 500;
const FAILED_OVER_WITHIN_MS = 60_000;

/** A Redis with a replica and a Sentinel, all of them real processes; as long as nobody fails over, like one Redis. */
export class RedisPair {
  /** What a server's REDIS_URL is set to. */
  readonly url: string;

  private constructor(
    private master: Redis,
    private replica: Redis,
    private readonly sentinel: Redis,
  ) {
    this.url = `redis+sentinel://127.0.0.1:${sentinel.port}/${NAME}`;
  }

  /** Starts them. @returns undefined where Redis is not installed, see {@link Redis.start} */
  static async start(): Promise<RedisPair | undefined> {
    const master = await Redis.start();
    if (master === undefined) return undefined;
    const replica = await Redis.start({ config: { replicaof: `127.0.0.1 ${master.port}` } });
    const sentinel = await Redis.start({
      args: ['--sentinel'],
      config: {
        'sentinel monitor': `${NAME} 127.0.0.1 ${master.port} 1`,
        'sentinel down-after-milliseconds': `${NAME} ${NEVER_MS}`,
        'sentinel failover-timeout': `${NAME} 3000`,
      },
    });
    if (replica === undefined || sentinel === undefined) return undefined;
    return new RedisPair(master, replica, sentinel);
  }

  /** Where the server and its replica listen; which of both is which may change. */
  get ports(): readonly number[] {
    return [this.master.port, this.replica.port];
  }

  /** Where the Sentinel listens, which tells who is the server. */
  get sentinelPort(): number {
    return this.sentinel.port;
  }

  /** See {@link Redis.tell}. */
  tell(...command: string[]): string {
    return this.master.tell(...command);
  }

  /** See {@link Redis.stop}. */
  stop(): Promise<void> {
    return this.master.stop();
  }

  /** See {@link Redis.kill}. */
  kill(): Promise<void> {
    return this.master.kill();
  }

  /** See {@link Redis.resume}. */
  resume(): Promise<void> {
    return this.master.resume();
  }

  /** See {@link Redis.freeze}. */
  freeze(): void {
    this.master.freeze();
  }

  /** See {@link Redis.thaw}. */
  thaw(): void {
    this.master.thaw();
  }

  /**
   * The server dies after its replica has heard nothing from it for a while, and the Sentinel makes that one the server.
   * @param unheardMs for how long what is written is forgotten
   * @param onDead called when the server is dead
   * @throws Error when the Sentinel does not
   */
  async failOver(unheardMs: number, onDead: () => void): Promise<void> {
    const { master, replica, sentinel } = this;
    await this.until('the Sentinel knows the replica', () => {
      const isLinked = replica.tell('INFO', 'replication').includes('master_link_status:up');
      return isLinked && sentinel.tell('INFO', 'sentinel').includes('slaves=1');
    });
    // From nobody: what it has heard so far, it keeps.
    replica.tell('REPLICAOF', '127.0.0.1', '1');
    await delay(unheardMs);
    await master.kill();
    onDead();
    this.declareDeadAfter(DOWN_AFTER_MS);
    await this.until('the Sentinel has failed over', () => {
      const [, port] = sentinel.tell('SENTINEL', 'get-master-addr-by-name', NAME).split('\n');
      return Number(port) === replica.port && replica.tell('ROLE').startsWith('master');
    });
    this.declareDeadAfter(NEVER_MS);
    this.master = replica;
    this.replica = master;
    await master.resume();
    master.tell('REPLICAOF', '127.0.0.1', String(replica.port));
  }

  private declareDeadAfter(ms: number): void {
    this.sentinel.tell('SENTINEL', 'SET', NAME, 'down-after-milliseconds', String(ms));
  }

  private async until(what: string, isTrue: () => boolean): Promise<void> {
    for (const endMs = performance.now() + FAILED_OVER_WITHIN_MS; !isTrue();) {
      if (performance.now() > endMs) throw new Error(`It did not come true that ${what}.`);
      await delay(50);
    }
  }
}
