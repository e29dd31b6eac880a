import { mayReturnAfter } from '../../../src/protocol/close-codes.js';
import { FIRST_COUNTED_TYPE, isCountedFromServer, ProtocolType } from '../../../src/protocol/protocol.messages.js';
import { SAY, type Say } from './simulated-game.js';
import type { SimulatedSocket, SocketClient } from './simulated-socket.js';
import type { Simulation } from './simulation.js';

const HELLO_REF = 1;
/** After this time a client gives up a line whose node stands still. */
const PATIENCE_MS = 1_500;
const LOOK_MS = 250;
/** What it sends without having heard that it has arrived. */
const MAX_UNCONFIRMED = 40;

interface Packet {
  readonly type: number;
  readonly ref?: number;
  readonly message?: Readonly<Record<string, unknown>>;
}

/** A player, who speaks the protocol as the addon does, and counts. */
export class SimulatedClient implements SocketClient {
  sessionId = '';
  private socket: SimulatedSocket | undefined;
  private isWelcome = false;
  private token: string | undefined;
  /** How many counted messages it has received in this session. */
  private received = 0;
  private told = 0;
  private said = 0;
  /** How many counted messages have arrived, as the server has said. */
  private confirmed = 0;
  private unconfirmed: (readonly [ref: number, message: Say])[] = [];
  private readonly unanswered = new Map<number, number>();
  private isHurried = false;
  private silentMs = 0;
  private lostAtMs = 0;
  private refs = HELLO_REF;

  constructor(
    readonly name: string,
    private readonly simulation: Simulation,
  ) {}

  start(): void {
    this.connect();
    this.every(170, () => this.talk());
    this.every(1_000, () => this.ping());
    this.every(4_000, () => this.fall());
    this.every(LOOK_MS, () => this.look());
  }

  /** What is wrong with it now, where nothing has been wrong for a while. */
  complaint(boundMs: number): string | undefined {
    const { nowMs } = this.simulation.time;
    if (!this.isWelcome) return nowMs - this.lostAtMs > boundMs ? 'hangs without a session' : undefined;
    const [oldestMs = nowMs] = this.unanswered.values();
    return nowMs - oldestMs > boundMs ? 'hangs without an answer' : undefined;
  }

  hears(socket: SimulatedSocket, text: string): void {
    if (socket !== this.socket) return;
    const { type, ref = 0, message = {} } = JSON.parse(text) as Packet;
    if (isCountedFromServer(type)) this.received += 1;
    if (type === (ProtocolType.Welcome as number)) this.welcomed(message);
    else if (type === (ProtocolType.Pong as number)) this.confirm(Number(message.received ?? this.confirmed));
    else if (type === (ProtocolType.Draining as number)) this.isHurried = true;
    else if (type === (ProtocolType.Ack as number)) this.unanswered.delete(ref);
    else if (type === (ProtocolType.Error as number)) this.refused(ref, String(message.code));
    else if (type >= FIRST_COUNTED_TYPE) this.hear(Number(message.n));
  }

  loses(socket: SimulatedSocket, code: number, reason: string): void {
    if (socket !== this.socket) return;
    this.simulation.journal.note(`${this.name} is closed: ${code} ${reason}`);
    if (!mayReturnAfter(code)) this.fault(`is sent away for ever: ${code} ${reason}`);
    this.comeBack(this.isHurried ? 0 : 20 + this.simulation.random.number(200));
  }

  private connect(): void {
    const { time, random, journal } = this.simulation;
    const nodes = [...this.simulation.nodes.values()].filter(({ isOpenForClients }) => isOpenForClients);
    const node = random.pick(nodes);
    if (node?.server === undefined) {
      time.after(50, () => this.connect());
      return;
    }
    journal.note(`${this.name} comes to ${node.id}`);
    this.isHurried = false;
    this.silentMs = 0;
    const { token, received } = this;
    this.socket = node.server.accept(this);
    time.touch();
    this.send(ProtocolType.Hello, HELLO_REF, {
      resumable: true,
      ...(token !== undefined && { resume: token, received }),
    });
  }

  private comeBack(afterMs: number): void {
    if (this.isWelcome) this.lostAtMs = this.simulation.time.nowMs;
    this.socket = undefined;
    this.isWelcome = false;
    this.simulation.time.after(afterMs, () => this.connect());
  }

  private welcomed({ resumed, resumeToken, sessionId, received }: Readonly<Record<string, unknown>>): void {
    this.isWelcome = true;
    this.simulation.journal.note(`${this.name} is welcomed: ${String(resumed)} ${String(received)}`);
    this.token = String(resumeToken);
    if (resumed === true) this.confirm(Number(received));
    else this.beginAnew(String(sessionId));
    for (const [ref, message] of this.unconfirmed) this.send(SAY, ref, message);
    this.ping();
  }

  private beginAnew(sessionId: string): void {
    if (this.sessionId !== '') this.simulation.ledger.isLost(this.sessionId, this.name);
    this.sessionId = sessionId;
    this.received = this.told = this.said = this.confirmed = 0;
    this.unconfirmed = [];
    this.unanswered.clear();
  }

  private confirm(received: number): void {
    const arrived = received - this.confirmed;
    if (arrived < 0 || arrived > this.unconfirmed.length)
      this.fault(`has sent ${this.confirmed + this.unconfirmed.length}, and ${received} are said to have arrived`);
    this.unconfirmed.splice(0, arrived);
    this.confirmed = received;
  }

  private hear(n: number): void {
    if (n !== this.told + 1) this.fault(`hears ${n} after ${this.told}`);
    this.told = n;
  }

  private refused(ref: number, code: string): void {
    this.simulation.journal.note(`${this.name} is refused: ${code}`);
    if (code !== 'cluster.try_again') this.fault(`is refused: ${code}`);
    this.unanswered.delete(ref);
    if (ref === HELLO_REF) this.comeBack(100);
  }

  private talk(): void {
    if (!this.isWelcome || this.unconfirmed.length >= MAX_UNCONFIRMED) return;
    const { random, time } = this.simulation;
    this.said += 1;
    const way = random.number();
    const how = way < 0.1 && !this.simulation.isOver ? { goes: true } : way < 0.3 ? { takesMs: random.number(60) } : {};
    const message: Say = { n: this.said, ...how };
    const ref = ++this.refs;
    this.unconfirmed.push([ref, message]);
    this.unanswered.set(ref, time.nowMs);
    this.send(SAY, ref, message);
  }

  private ping(): void {
    if (this.isWelcome) this.send(ProtocolType.Ping, ++this.refs, { received: this.received });
  }

  /** Its line breaks; its node notices at once, or later. */
  private fall(): void {
    const { socket } = this;
    const { random, journal } = this.simulation;
    if (socket === undefined) return;
    journal.note(`${this.name} falls`);
    socket.vanish(random.chance(0.5) ? 0 : random.number(3_000));
    this.comeBack(random.number(300));
  }

  /** A line whose node stands still is given up, as for want of pongs. */
  private look(): void {
    const { socket } = this;
    if (socket === undefined) return;
    this.silentMs = socket.server.node.machine.isHalted ? this.silentMs + LOOK_MS : 0;
    if (this.silentMs < PATIENCE_MS) return;
    this.simulation.journal.note(`${this.name} gives up`);
    socket.vanish(0);
    this.comeBack(0);
  }

  private send(type: number, ref: number, message: object): void {
    this.socket?.say(JSON.stringify({ type, ref, message }));
  }

  private every(ms: number, work: () => void): void {
    const { time, random } = this.simulation;
    time.after(random.number(2 * ms), () => {
      work();
      this.every(ms, work);
    });
  }

  private fault(what: string): void {
    this.simulation.journal.fault(`${this.name} ${what}`);
  }
}
