import { textFrame } from './frames.js';
import type { LoadConnection } from './load-connection.js';
import { Workload } from './workload.js';

/** One connection shouts; when every connection has heard it, the next shout goes out. One at a time: nothing to merge. */
export class BroadcastLoad extends Workload {
  private readonly frame: Buffer;
  private isSending = true;

  constructor(
    connections: readonly LoadConnection[],
    type: number,
    private readonly answerType: number,
    private readonly text: string,
  ) {
    super(connections);
    this.frame = textFrame(JSON.stringify({ type, message: { text } }));
  }

  override expects(type: number): boolean {
    return type === this.answerType;
  }

  override inspect(text: string): void {
    const shouted = JSON.parse(text) as { message: { text: string } };
    if (shouted.message.text !== this.text) this.fail(`wrong shout: ${text}`);
  }

  override answersArrived(_connection: LoadConnection, count: number): void {
    this.received += count;
    if (this.received < this.sent * this.connections.length) return;
    if (this.isSending) this.shout();
    else this.finish();
  }

  protected override begin(): void {
    this.shout();
  }

  protected override endSending(): void {
    this.isSending = false;
  }

  private shout(): void {
    this.sent++;
    this.connections[0]?.write(this.frame);
  }
}
