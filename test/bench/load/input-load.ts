import { FrameRing } from './frames.js';
import type { LoadConnection } from './load-connection.js';
import { movePackets } from './moves.js';
import type { MessageSpec } from './orders.js';
import { Workload } from './workload.js';

const STEP_MS = 1;

/** Players' inputs: each connection sends `hz` messages a second, the connections evenly spread over the period. */
export class InputLoad extends Workload {
  private readonly ring: FrameRing;
  private readonly perMs: number;
  private readonly beganAt = performance.now();
  private timer: NodeJS.Timeout | undefined;

  constructor(connections: readonly LoadConnection[], messages: MessageSpec, hz: number) {
    super(connections);
    this.ring = new FrameRing(movePackets(messages));
    this.perMs = (connections.length * hz) / 1000;
  }

  override expects(_type: number): boolean {
    return false;
  }

  override inspect(text: string): void {
    this.fail(`an input was answered: ${text}`);
  }

  override answersArrived(_connection: LoadConnection, _count: number): void {
    this.fail('an input was answered');
  }

  protected override begin(): void {
    for (const connection of this.connections) connection.cursor = 0;
    this.timer = setInterval(() => this.sendWhatIsDue(), STEP_MS);
  }

  protected override endSending(): void {
    clearInterval(this.timer);
    this.finish();
  }

  private sendWhatIsDue(): void {
    const due = Math.floor((performance.now() - this.beganAt) * this.perMs);
    while (this.sent < due) {
      const connection = this.connections[this.sent % this.connections.length];
      if (!connection) return;
      connection.write(this.ring.take(connection.cursor, 1));
      connection.cursor = (connection.cursor + 1) % this.ring.size;
      this.sent++;
    }
  }
}
