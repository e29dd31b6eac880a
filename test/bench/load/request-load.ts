import { isDeepStrictEqual } from 'node:util';
import { ERROR_TYPE } from '../wire.js';
import { FrameRing } from './frames.js';
import type { LoadConnection } from './load-connection.js';
import { moveFields, movePackets } from './moves.js';
import type { MessageSpec } from './orders.js';
import { Workload } from './workload.js';

/** The parts of an answer which are checked. */
interface Answer {
  ref: number;
  type: number;
  message: unknown;
}

/** Keeps a number of requests per connection in flight: as many new ones as answers came, in one write. */
export class RequestLoad extends Workload {
  private readonly ring: FrameRing;
  private readonly answerTypes: ReadonlySet<number>;
  private isSending = true;

  constructor(
    connections: readonly LoadConnection[],
    private readonly messages: MessageSpec,
    private readonly inFlight: number,
  ) {
    super(connections);
    this.ring = new FrameRing(movePackets(messages));
    this.answerTypes = new Set(messages.answerTypes);
  }

  override expects(type: number): boolean {
    return this.answerTypes.has(type);
  }

  override inspect(text: string): void {
    const answer = JSON.parse(text) as Answer;
    const fields = moveFields(answer.ref - 1, this.messages.isValid);
    const isRight = answer.type === ERROR_TYPE || isDeepStrictEqual(answer.message, fields);
    if (!isRight) this.fail(`wrong answer: ${text}`);
  }

  override answersArrived(connection: LoadConnection, count: number): void {
    this.received += count;
    if (this.isSending) this.send(connection, count);
    else this.finishWhenAnswered();
  }

  protected override begin(): void {
    this.connections.forEach((connection, index) => {
      connection.cursor = (index * 7) % this.ring.size;
      this.send(connection, this.inFlight);
    });
  }

  protected override endSending(): void {
    this.isSending = false;
    this.finishWhenAnswered();
  }

  private send(connection: LoadConnection, count: number): void {
    connection.write(this.ring.take(connection.cursor, count));
    connection.cursor = (connection.cursor + count) % this.ring.size;
    this.sent += count;
  }

  private finishWhenAnswered(): void {
    if (this.received === this.sent) this.finish();
  }
}
