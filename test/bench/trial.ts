import { resolve } from 'node:path';
import { BenchChild, projectRoot } from './child-process.js';
import type { LoadOrders } from './load/orders.js';
import type { BenchOptions } from './options.js';
import type { ServerName, Subject } from './scenario.js';
import type { Played, Sample, ServerOrders } from './servers/samples.js';

const SERVER_CORE = 0;
const HANDSHAKES_IN_FLIGHT = 64;

/** Servers of other makers lie with their packages, and are not compiled. */
function scriptOf(server: ServerName): string {
  return server === 'state-colyseus' ? resolve(projectRoot, `test/bench/peers/${server}.js`) : `servers/${server}`;
}

/** A load order without the server it goes to: the trial knows that. */
type Order<K extends keyof LoadOrders> = Omit<LoadOrders[K]['order'], 'port'>;

/** One fresh server with the load that goes to it. */
export class Trial {
  private constructor(
    readonly subject: Subject,
    readonly options: BenchOptions,
    private readonly server: BenchChild<ServerOrders>,
    private readonly loadProcess: BenchChild<LoadOrders>,
    private readonly port: number,
    private readonly seats?: readonly string[],
  ) {}

  /** Starts the subject's server. */
  static async start(subject: Subject, options: BenchOptions, loadProcess: BenchChild<LoadOrders>): Promise<Trial> {
    const { profileDir } = options;
    const server = await BenchChild.start<ServerOrders>({
      script: scriptOf(subject.server),
      core: SERVER_CORE,
      nodeArgs: ['--expose-gc', ...(profileDir ? ['--cpu-prof', `--cpu-prof-dir=${profileDir}`] : [])],
      ...(subject.env && { env: subject.env }),
    });
    const { port, seats } = await server.ask('address', {});
    return new Trial(subject, options, server, loadProcess, port, seats);
  }

  /** Opens further connections and waits until all are accepted. */
  open(connections: number, subprotocol?: string): Promise<LoadOrders['open']['result']> {
    return this.load('open', {
      connections,
      handshakesInFlight: HANDSHAKES_IN_FLIGHT,
      ...(subprotocol !== undefined && { subprotocol }),
      ...(this.seats && { seats: this.seats }),
    });
  }

  /** Lets the load process do something to this server. */
  load<K extends keyof LoadOrders>(name: K, order: Order<K>): Promise<LoadOrders[K]['result']> {
    return this.loadProcess.ask(name, { ...order, port: this.port });
  }

  /** Lets the rooms of a state server run for so many ticks. */
  play(ticks: number): Promise<Played> {
    return this.server.ask('play', { ticks });
  }

  /** Looks at the server process from inside. */
  sample(collectFirst = false): Promise<Sample> {
    return this.server.ask('sample', { collectFirst });
  }

  /** Drops the connections and ends the server. Rejects when a connection had been lost. */
  async stop(): Promise<void> {
    try {
      await this.load('close', {});
    } finally {
      await this.server.stop();
    }
  }
}
