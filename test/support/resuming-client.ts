import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { PacketInbox, type Packet } from '../../src/testing/packet-inbox.js';

const HELLO = 0;
const WELCOME = 1;
const ERROR = 2;
const ACK = 3;
const STATE_PATCH = 10;
const FIRST_COUNTED = 20;
const RETRY_MS = 50;
/** A refused Hello is tried again after this. */
const REFUSED_MS = 300;
const HANDSHAKE_MS = 5_000;
const PING = 4;

/** Far from the numbers that tests give to requests themselves. */
const FIRST_REF = 1_000_001;

/**
 * A client that comes back by itself and goes on with its session, as the addons do: both ends count, and after a drop
 * each sends again what the other lacks.
 */
export class ResumingClient extends PacketInbox {
  /** How each return went, oldest first: true where the session went on whole. */
  readonly returns: boolean[] = [];
  /** When it was last welcomed, milliseconds on the process' clock. */
  welcomedAtMs = 0;
  /** When its connection was last lost. */
  lostAtMs = 0;
  /** How often it has opened a connection. */
  attempts = 0;
  /** How the server has closed the last one. */
  closedWith: { readonly code: number; readonly reason: string } | undefined = undefined;
  /** With what its last Hello was refused, if one was. */
  refusedWith: unknown = undefined;
  sessionId = '';
  /** The longest time between two patches of a state, in milliseconds; each begins to count with the first. */
  longestPatchGapMs = 0;
  /** False when so many patches come that nobody wants to search them. */
  keepsPatches = true;
  private patchedAtMs = Infinity;
  private socket: WebSocket | undefined;
  private token: string | undefined;
  private received = 0;
  private before = 0;
  private kept: string[] = [];
  private isWelcome = false;
  private isStopped = false;
  private nextRef = FIRST_REF;

  private constructor(
    private readonly url: () => string,
    private readonly silenceMs: number,
  ) {
    super();
  }

  /**
   * Connects, and stays so until {@link stop}.
   * @param url asked again at each attempt
   * @param silenceMs after which a line counts as broken on which nothing came; pings go out meanwhile
   */
  static async connect(url: () => string, silenceMs = Infinity): Promise<ResumingClient> {
    const client = new ResumingClient(url, silenceMs);
    await client.open();
    await client.waitFor(({ type }) => type === WELCOME, 'the Welcome');
    return client;
  }

  /** Sends a message, now or once it is back. */
  send(type: number, message: object = {}, ref?: number): void {
    const text = JSON.stringify({ type, ref, message });
    this.kept.push(text);
    if (this.isWelcome) this.socket?.send(text);
  }

  /** Sends a request and waits for its answer, over drops and restarts. */
  request(type: number, message: object = {}): Promise<Packet> {
    const ref = this.nextRef++;
    const answer = this.waitFor((packet) => packet.ref === ref, `the answer to request ${ref} (type ${type})`);
    this.send(type, message, ref);
    return answer;
  }

  /** Waits until it was welcomed back so many times in all. */
  async returned(times: number, timeoutMs: number): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (this.returns.length < times) {
      if (Date.now() > deadline) throw new Error(`A client came back ${this.returns.length} times, not ${times}.`);
      await delay(10);
    }
  }

  /** Cuts the connection, as a broken network would. */
  cut(): void {
    this.socket?.terminate();
  }

  /** Stays away from now on. */
  stop(): void {
    this.isStopped = true;
    this.socket?.terminate();
  }

  private async open(): Promise<void> {
    while (!this.isStopped) {
      this.attempts += 1;
      const socket = new WebSocket(this.url(), ['godwit.json.v1'], { handshakeTimeout: HANDSHAKE_MS });
      socket.on('error', () => undefined);
      try {
        await once(socket, 'open');
      } catch {
        await delay(RETRY_MS);
        continue;
      }
      this.socket = socket;
      const stopWatching = this.watch(socket);
      socket.on('message', (data: Buffer) => this.take(JSON.parse(data.toString()) as Packet));
      socket.on('close', (code, reason) => {
        stopWatching();
        this.closedWith = { code, reason: reason.toString() };
        this.lose();
      });
      const resume = this.token === undefined ? {} : { resume: this.token, received: this.received };
      socket.send(JSON.stringify({ type: HELLO, ref: 1, message: { resumable: true, ...resume } }));
      return;
    }
  }

  /** Cuts a line on which nothing comes any more. @returns ends that */
  private watch(socket: WebSocket): () => void {
    if (this.silenceMs === Infinity) return () => undefined;
    let hasHeard = true;
    socket.on('message', () => (hasHeard = true));
    const timer = setInterval(() => {
      if (!hasHeard) socket.terminate();
      hasHeard = false;
      if (this.isWelcome) socket.send(JSON.stringify({ type: PING, ref: 2 }));
    }, this.silenceMs);
    return () => clearInterval(timer);
  }

  private lose(): void {
    const wasWelcome = this.isWelcome;
    this.isWelcome = false;
    this.lostAtMs = performance.now();
    if (wasWelcome) void this.open();
    else setTimeout(() => void this.open(), REFUSED_MS);
  }

  private take(packet: Packet): void {
    if (packet.type === ERROR && !this.isWelcome) {
      this.refusedWith = packet.message?.code;
      this.socket?.terminate();
      return;
    }
    if (packet.type === WELCOME) this.welcome(packet.message ?? {});
    else if (packet.type === ERROR || packet.type === ACK || packet.type >= FIRST_COUNTED) this.received += 1;
    if (packet.type !== STATE_PATCH) this.keep(packet);
    else this.patch(packet);
  }

  private patch(packet: Packet): void {
    const nowMs = performance.now();
    this.longestPatchGapMs = Math.max(this.longestPatchGapMs, nowMs - this.patchedAtMs);
    this.patchedAtMs = nowMs;
    if (this.keepsPatches) this.keep(packet);
  }

  private welcome({ sessionId, resumeToken, resumed, received }: Record<string, unknown>): void {
    if (this.token !== undefined) this.returns.push(resumed === true);
    this.token = String(resumeToken);
    this.sessionId = String(sessionId);
    this.welcomedAtMs = performance.now();
    this.isWelcome = true;
    if (resumed === true) {
      this.kept = this.kept.slice(Number(received) - this.before);
      this.before = Number(received);
    } else {
      // What the server has lost is lost.
      this.kept = [];
      this.before = 0;
      this.received = 0;
    }
    for (const text of this.kept) this.socket?.send(text);
  }
}
