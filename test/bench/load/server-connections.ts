import { LoadConnection } from './load-connection.js';
import type { Arrived, LoadOrders, LoadResult } from './orders.js';
import type { Workload } from './workload.js';

/** The connections to one server and the workload that is going over them. */
export class ServerConnections {
  /** Open connections, in the order they were opened. */
  readonly all: LoadConnection[] = [];
  private workload: Workload | undefined;
  private loss: string | undefined;

  constructor(private readonly port: number) {}

  /** Opens connections beside those which are open already. Rejects when one of them is refused. */
  async open(order: LoadOrders['open']['order']): Promise<{ elapsedMs: number }> {
    const startedAt = performance.now();
    let left = order.connections;
    const openInTurn = async (): Promise<void> => {
      while (left-- > 0) await this.openOne(order.subprotocol, order.seats?.[left]);
    };
    await Promise.all(Array.from({ length: order.handshakesInFlight }, openInTurn));
    return { elapsedMs: performance.now() - startedAt };
  }

  /** Runs one workload; rejects when a connection was lost before or during it. */
  async run(workload: Workload, durationMs: number): Promise<LoadResult> {
    if (this.loss) throw new Error(this.loss);
    this.workload = workload;
    return workload.run(durationMs);
  }

  /** What state has arrived so far. */
  arrived(): Arrived {
    const { user, system } = process.cpuUsage();
    const result = { frames: 0, bytes: 0, loadCpuUs: user + system };
    for (const { stateFrames, stateBytes } of this.all) {
      result.frames += stateFrames;
      result.bytes += stateBytes;
    }
    return result;
  }

  /** Drops every connection and tells how many there were. Rejects when one had been lost. */
  close(): { wereOpen: number } {
    const { loss } = this;
    const wereOpen = this.all.length;
    for (const connection of this.all) connection.destroy();
    this.all.length = 0;
    this.loss = undefined;
    this.workload = undefined;
    if (loss) throw new Error(loss);
    return { wereOpen };
  }

  private openOne(subprotocol?: string, seat?: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const connection: LoadConnection = new LoadConnection(
        this.port,
        resolve,
        (reason) => {
          reject(new Error(reason));
          this.lost(reason);
        },
        subprotocol,
        seat,
      );
      this.all.push(connection);
    });
  }

  private lost(reason: string): void {
    this.loss ??= reason;
    this.workload?.fail(reason);
  }
}
