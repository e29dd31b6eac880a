import type { WebSocket } from 'ws';
import type { LineSettings } from '../../../core/network-lab/line-settings.js';
import type { ContractMessage } from '../../../protocol/contract/contract.js';
import { GameError } from '../../../protocol/game-error.js';
import { FIRST_COUNTED_TYPE, isCountedFromServer, ProtocolType } from '../../../protocol/protocol.messages.js';
import { ResyncReason } from '../../../protocol/state/patch-format.js';
import { StateMirror } from '../../../protocol/state/state-mirror.js';
import type { Packet } from '../../../testing/packet-inbox.js';
import type { Meters } from '../measure/meters.js';
import { openSocket } from './bot-socket.js';
import { InputAcks } from './input-acks.js';
import type { LoadWire } from './load-wire.js';
import { beginOf, type Pacer } from './pacer.js';
import { ServerClock } from './server-clock.js';

/** A request without an answer for so long has failed. */
const ANSWER_TIMEOUT_MS = 10_000;
const PATCHES_PER_HAVE = 10;
/** What the mirror reads by itself. */
const STATE_TYPES = new Set<number>([ProtocolType.StatePatch, ProtocolType.StateOwn, ProtocolType.StateHash]);
const RESYNCS: Readonly<Record<ResyncReason, string>> = {
  [ResyncReason.Gap]: 'resync.gap',
  [ResyncReason.Hash]: 'resync.hash',
  [ResyncReason.Unreadable]: 'resync.unreadable',
};

/** What all bots of a thread share. */
export interface LinkContext {
  readonly url: string;
  readonly wire: LoadWire;
  readonly meters: Meters;
  readonly pacer: Pacer;
  /** Codes that do not count as errors. */
  readonly allows: ReadonlySet<string>;
  /** How bad each bot's line shall be. */
  readonly lab: LineSettings | undefined;
}

/** The room that a bot is in. */
export interface BotRoom {
  readonly roomId: string;
  readonly roomType: string;
  readonly code: string;
  readonly tickHz: number;
  readonly patchHz: number;
}

type Fields = Record<string, unknown>;
type Listener = (message: Fields) => void;

interface Pending {
  readonly resolve: (packet: Packet) => void;
  readonly reject: (error: Error) => void;
  /** The message's name. */
  readonly name: string;
  /** What its time is called where it does not count among replies. */
  readonly timing: string | undefined;
  readonly beginMs: number;
  readonly data: string | Buffer;
  /** How many counted messages had been sent with it; 0 for one that does not count. */
  readonly sent: number;
}

const countedErrors = new WeakSet<object>();

/** Whether an error is among those of the meters already. */
export function isCounted(error: unknown): boolean {
  return typeof error === 'object' && error !== null && countedErrors.has(error);
}

/** A bot's end of the line: it counts and times what passes, mirrors the room's state, and can resume its session. */
export class BotLink {
  readonly mirror: StateMirror;
  readonly clock = new ServerClock();
  readonly acks: InputAcks;
  room: BotRoom | undefined;
  sessionId = '';
  playerId: string | undefined;
  isOpen = false;
  /** Called after each patch. */
  onPatch: (() => void) | undefined;
  /** Called when the connection has ended without {@link close} or {@link drop}. */
  onLost: ((error: Error) => void) | undefined;
  private socket: WebSocket | undefined;
  private readonly pending = new Map<number, Pending>();
  private readonly listeners = new Map<number, Set<Listener>>();
  private nextRef = 1;
  private sent = 0;
  private received = 0;
  private resumeToken: string | undefined;
  private joinBeginMs: number | undefined;
  private lastPatchMs: number | undefined;
  private stopHeartbeat: (() => void) | undefined;

  constructor(private readonly context: LinkContext) {
    this.mirror = new StateMirror(context.wire.contract);
    this.acks = new InputAcks((ms) => context.meters.time('inputAck', ms));
  }

  /** Connects and says Hello; measured as `connect`, or as `resume` for one that comes back. @throws GameError why not */
  async open(dueMs: number, token?: string): Promise<void> {
    const { url, wire, meters, pacer } = this.context;
    const beginMs = beginOf(dueMs, performance.now());
    const isBack = this.resumeToken !== undefined;
    const socket = await openSocket(url, wire.codec.subprotocol).catch((error: unknown) => this.fail(error));
    this.socket = socket;
    socket.on('message', (data: Buffer, isBinary) => this.take(data, isBinary));
    socket.once('close', (code, reason) => this.ended(socket, code, reason.toString()));
    const hello = {
      contract: wire.contract.hash,
      engine: 'load',
      resumable: true,
      ...(token !== undefined && { token }),
      ...(isBack && { resume: this.resumeToken, received: this.received }),
    };
    const { message = {} } = await this.request(wire.of('Hello'), beginMs, hello, 'hello');
    this.isOpen = true;
    this.welcomed(message);
    meters.time(isBack ? 'resume' : 'connect', performance.now() - beginMs);
    const intervalMs = Number(message.pingIntervalMs ?? 3_000);
    this.stopHeartbeat = pacer.every(performance.now() + intervalMs, intervalMs, () => this.ping());
    if (this.context.lab !== undefined) {
      await this.request(wire.of('NetworkLabLine'), performance.now(), this.context.lab, 'lab');
    }
  }

  /** Sends a message that wants no answer. */
  send(message: ContractMessage, body: object = {}): void {
    const { codec } = this.context.wire;
    this.transmit(message, codec.encode(message.type, 0, body));
  }

  /** Sends a request; its answer is timed from `beginMs`. @throws GameError the refusal, or `load.no_answer` */
  request(message: ContractMessage, beginMs: number, body: object = {}, timing?: string): Promise<Packet> {
    const ref = this.nextRef++;
    const data = this.context.wire.codec.encode(message.type, ref, body);
    return new Promise((resolve, reject) => {
      this.transmit(message, data);
      const sent = message.type >= FIRST_COUNTED_TYPE ? this.sent : 0;
      this.pending.set(ref, { resolve, reject, name: message.name, timing, beginMs, data, sent });
    });
  }

  /** Notes that a room is being joined, so that its first patch is timed. */
  joins(beginMs: number): void {
    this.joinBeginMs = beginMs;
    this.lastPatchMs = undefined;
    this.acks.restart();
  }

  /** Whether the first patch of its room is still to come. */
  get awaitsState(): boolean {
    return this.joinBeginMs !== undefined;
  }

  /** Calls `listener` with every message of a type that is no answer. Returns what ends that. */
  on(type: number, listener: Listener): () => void {
    const listeners = this.listeners.get(type) ?? new Set();
    this.listeners.set(type, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  /** Gives up requests that wait for too long; at the end of a run, all that wait. */
  sweep(nowMs: number, isLast = false): void {
    for (const [ref, { reject, name, timing, beginMs }] of this.pending) {
      if (!isLast && nowMs - beginMs < ANSWER_TIMEOUT_MS) continue;
      this.pending.delete(ref);
      // Its time is at least this: a server that stalls does not look better for it.
      this.timeReply(name, nowMs - beginMs, timing);
      reject(this.counted(new GameError('load.no_answer', { text: `${name} was not answered.` })));
    }
  }

  /** Loses the connection without a word. */
  drop(): void {
    this.silence();
    this.socket?.terminate();
    this.acks.forget();
    this.lastPatchMs = undefined;
  }

  /** Leaves for good. */
  close(): void {
    this.silence();
    this.socket?.close(1000);
    for (const { reject } of this.pending.values()) reject(new GameError('load.stopped', { text: 'The run is over.' }));
    this.pending.clear();
  }

  /** Counts an error, and gives it back marked so that it is not counted again. */
  counted(error: Error): Error {
    const code = error instanceof GameError ? error.code : `scenario: ${error.message}`;
    if (!countedErrors.has(error) && !this.context.allows.has(code)) this.context.meters.error(code);
    countedErrors.add(error);
    return error;
  }

  private silence(): void {
    this.isOpen = false;
    this.stopHeartbeat?.();
    this.socket?.removeAllListeners('close');
  }

  private fail(error: unknown): never {
    throw this.counted(error instanceof Error ? error : new Error(String(error)));
  }

  private ended(socket: WebSocket, code: number, reason: string): void {
    if (socket !== this.socket) return;
    this.silence();
    const why = reason === '' ? `closed.${code}` : reason;
    const error = this.counted(new GameError(why, { text: `The connection was closed with ${code} ${reason}.` }));
    for (const { reject } of this.pending.values()) reject(error);
    this.pending.clear();
    this.onLost?.(error);
  }

  private welcomed({ sessionId, playerId, resumeToken, resumed, received }: Fields): void {
    this.sessionId = String(sessionId);
    this.playerId = typeof playerId === 'string' ? playerId : undefined;
    if (this.resumeToken !== undefined && resumed !== true)
      this.fail(new GameError('load.not_resumed', { text: 'The session was not given back.' }));
    this.resumeToken = typeof resumeToken === 'string' ? resumeToken : undefined;
    if (resumed !== true) return;
    this.sent = Number(received);
    for (const { data, sent } of this.pending.values()) {
      if (sent <= Number(received)) continue;
      this.sent += 1;
      this.socket?.send(data);
    }
    const reason = this.mirror.resumed();
    if (reason !== undefined) this.resync(reason);
  }

  private ping(): void {
    const { wire } = this.context;
    const sentMs = performance.now();
    const message = this.received > 0 ? { received: this.received } : {};
    this.request(wire.of('Ping'), sentMs, message, 'heartbeat').then(
      ({ message: pong }) => this.clock.note(sentMs, performance.now(), Number(pong?.serverTimeMs)),
      () => undefined,
    );
  }

  private transmit(message: ContractMessage, data: string | Buffer): void {
    if (message.type >= FIRST_COUNTED_TYPE) this.sent += 1;
    const traffic = this.context.meters.messageOf('out', message.type, message.name);
    traffic.count += 1;
    traffic.bytes += data.length;
    this.socket?.send(data);
  }

  private take(data: Buffer, isBinary: boolean): void {
    const { wire, meters } = this.context;
    const type = wire.codec.typeOf(data);
    const traffic = meters.messageOf('in', type, wire.find(type)?.name);
    traffic.count += 1;
    traffic.bytes += data.length;
    if (STATE_TYPES.has(type)) {
      this.takeState(data, isBinary);
      return;
    }
    if (isCountedFromServer(type)) this.received += 1;
    // In binary the ref comes next; without one, nobody may care for the rest.
    if (isBinary && data[2] === 0 && !this.listeners.has(type) && type !== (ProtocolType.Error as number)) return;
    const packet = wire.codec.decode(data, isBinary);
    if (packet.ref === undefined) this.takePush(packet);
    else this.takeAnswer(packet.ref, packet);
  }

  private takePush({ type, message = {} }: Packet): void {
    if (type === (ProtocolType.Error as number)) this.counted(refusalOf(message));
    const listeners = this.listeners.get(type);
    if (listeners !== undefined) for (const listener of [...listeners]) listener(message);
  }

  private takeAnswer(ref: number, packet: Packet): void {
    const pending = this.pending.get(ref);
    if (pending === undefined) return;
    this.pending.delete(ref);
    const { name, timing, beginMs, resolve, reject } = pending;
    this.timeReply(name, performance.now() - beginMs, timing);
    if (packet.type === (ProtocolType.Error as number)) reject(this.counted(refusalOf(packet.message ?? {})));
    else resolve(packet);
  }

  private timeReply(name: string, ms: number, timing: string | undefined): void {
    const { meters } = this.context;
    if (timing === undefined) {
      meters.time('reply', ms);
      meters.time(`reply:${name}`, ms);
    } else meters.time(timing, ms);
  }

  private takeState(data: Buffer, isBinary: boolean): void {
    const { mirror } = this;
    const before = mirror.patches;
    const reason = mirror.receive(isBinary ? data : data.toString());
    if (reason !== undefined) this.resync(reason);
    else if (mirror.patches !== before) this.patched();
  }

  private patched(): void {
    const { mirror, context } = this;
    const { meters, wire } = context;
    const nowMs = performance.now();
    if (this.joinBeginMs !== undefined) meters.time('firstState', nowMs - this.joinBeginMs);
    if (this.lastPatchMs !== undefined) meters.time('patchInterval', nowMs - this.lastPatchMs);
    const ageMs = this.clock.ageMs(mirror.serverTimeMs, nowMs);
    if (ageMs !== undefined) meters.time('stateAge', ageMs);
    this.joinBeginMs = undefined;
    this.lastPatchMs = nowMs;
    this.acks.acknowledge(mirror.ack, nowMs);
    if (mirror.patches % PATCHES_PER_HAVE === 0 && wire.has('StateHave')) {
      this.send(wire.of('StateHave'), { version: mirror.version % 65_536 });
    }
    this.onPatch?.();
  }

  private resync(reason: ResyncReason): void {
    const { meters, wire } = this.context;
    meters.trafficOf(RESYNCS[reason]).count += 1;
    const body = { reason, version: this.mirror.version };
    this.request(wire.of('StateResync'), performance.now(), body, 'resync').catch(() => undefined);
  }
}

function refusalOf({ code, text, details }: Fields): GameError {
  return new GameError(String(code), {
    text: `${String(text)}${details === undefined ? '' : ` ${JSON.stringify(details)}`}`,
  });
}
