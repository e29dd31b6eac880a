import { textFrame } from './frames.js';
import type { LoadConnection } from './load-connection.js';
import { Workload } from './workload.js';

/** Every connection asks to be told of something, if it has not yet; what then comes is counted. */
export class FollowLoad extends Workload {
  private readonly types: ReadonlySet<number>;

  constructor(
    connections: readonly LoadConnection[],
    private readonly request: number | undefined,
    types: readonly number[],
  ) {
    super(connections);
    this.types = new Set(types);
  }

  override expects(type: number): boolean {
    return this.types.has(type);
  }

  override inspect(): void {
    // The types tell.
  }

  override answersArrived(_connection: LoadConnection, count: number): void {
    this.received += count;
  }

  protected override begin(): void {
    if (this.request === undefined) return;
    const frame = textFrame(JSON.stringify({ type: this.request, ref: 1, message: {} }));
    for (const connection of this.connections) connection.write(frame);
    this.sent = this.connections.length;
  }

  protected override endSending(): void {
    this.finish();
  }
}
