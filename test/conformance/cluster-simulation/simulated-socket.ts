import { VANISHED } from '../../../src/core/sessions/session-seats.js';
import { ClientLink } from '../../../src/core/gateway/client-link.js';
import type { Connection } from '../../../src/core/gateway/connection.js';
import type { CloseCode } from '../../../src/protocol/close-codes.js';
import { mayReturnAfter } from '../../../src/protocol/close-codes.js';
import type { SimulatedServer } from './simulated-server.js';

/** The client's end. */
export interface SocketClient {
  hears(socket: SimulatedSocket, packet: string): void;
  loses(socket: SimulatedSocket, code: number, reason: string): void;
}

let sockets = 0;

/** A client's socket, in virtual time: the server's end of it, and the way to the other one. */
export class SimulatedSocket extends ClientLink {
  readonly remoteAddress = '192.0.2.1';
  readonly bufferedBytes = 0;
  closedWith: CloseCode | undefined = undefined;
  isEnding = false;
  /** What waits until its node may act. */
  private waiting: string[] = [];
  private isOver = false;
  private readonly lane = `socket ${sockets++}`;
  private arrivesAtMs = { client: 0, server: 0 };
  connection: Connection | undefined;

  constructor(
    readonly server: SimulatedServer,
    private readonly client: SocketClient,
  ) {
    super();
  }

  get isOpen(): boolean {
    return !this.isOver && !this.isEnding;
  }

  get mayReturn(): boolean {
    return this.closedWith === undefined || mayReturnAfter(this.closedWith);
  }

  send(payload: string | Buffer): void {
    if (this.isOpen) this.write(String(payload));
  }

  override sendAtOnce(payload: string | Buffer): void {
    if (this.isOpen) this.toClient(() => this.client.hears(this, String(payload)));
  }

  sendFrame(frame: Buffer): void {
    this.copyFrames(frame);
  }

  copyFrames(frames: Buffer): void {
    for (let at = 0; this.isOpen && at < frames.length;) {
      const short = frames.readUInt8(at + 1);
      const start = at + (short < 126 ? 2 : 4);
      at = start + (short < 126 ? short : frames.readUInt16BE(at + 2));
      this.write(frames.toString('utf8', start, at));
    }
  }

  flush(): void {
    if (this.server.node.fence.isClosed) return;
    for (const packet of this.waiting.splice(0)) this.toClient(() => this.client.hears(this, packet));
  }

  close(code: CloseCode, reason: string): void {
    if (!this.isOpen) return;
    this.connection?.closing();
    this.closedWith = code;
    this.isEnding = true;
    this.toClient(() => {
      this.client.loses(this, code, reason);
      this.toServer(() => this.end(code));
    });
  }

  cut(code: CloseCode, reason: string): void {
    this.close(code, reason);
  }

  ping(): void {
    // Lines in the simulation end when they are told to.
  }

  checkBacklog(): void {
    // Clients read at once.
  }

  hear(): void {
    // No pong waits.
  }

  timed(): void {
    // Nobody measures.
  }

  ended(): void {
    // No timer runs.
  }

  /** The client sends something. */
  say(packet: string): void {
    this.toServer(() => {
      if (!this.isOver) this.connection?.received(Buffer.from(packet), false);
    });
  }

  /** The client is gone without a word; its node hears of it some time later. */
  vanish(afterMs: number): void {
    this.server.simulation.time.after(afterMs, () => this.toServer(() => this.end(VANISHED)));
  }

  /** The process at the other end is gone. */
  lose(): void {
    this.isOver = true;
    this.toClient(() => this.client.loses(this, VANISHED, 'its node has ended'));
  }

  private write(packet: string): void {
    this.waiting.push(packet);
    this.flush();
  }

  private end(code: number): void {
    if (this.isOver) return;
    this.isOver = true;
    this.server.sockets.delete(this);
    this.connection?.closed(code);
  }

  private toClient(work: () => void): void {
    this.after('client', work);
  }

  private toServer(work: () => void): void {
    this.after('server', () => this.server.node.machine.receive(work, this.lane));
  }

  private after(end: 'client' | 'server', work: () => void): void {
    const { time, random } = this.server.simulation;
    const dueMs = Math.max(time.nowMs + 0.5 + random.number(3), this.arrivesAtMs[end]);
    this.arrivesAtMs[end] = dueMs;
    time.after(dueMs - time.nowMs, () => {
      time.touch();
      work();
    });
  }
}
