import type { DecodedView, PlaygroundContract, PlaygroundMessage } from '../sections/playground-views.js';
import { base64Of, bytesOf, decode, encode, readStates } from './playground-frames.js';
import { PlayerLog } from './playground-log.js';
import { TEXTS } from './texts.js';

const HELLO = 0;
const WELCOME = 1;
const ERROR = 2;
const ACK = 3;
const PING = 4;
const STATE_RESYNC = 13;
const STATE_TYPES = [10, 11, 12];
const FIRST_COUNTED = 20;
/** A line that was lost, and no player who has left: the server keeps the seat. */
const LOST = 4000;
const LEFT = 1000;
const PING_MS = 3_000;

/** How a test player comes. */
export interface PlayerChoice {
  readonly codec: 'json' | 'binary';
  /** A device to sign in with: a test account; undefined for an anonymous player. */
  readonly device: string | undefined;
}

/** A message to send: the message itself, or the text of a frame as it was typed. */
export interface Sending {
  readonly message: PlaygroundMessage;
  readonly value: unknown;
  readonly wantsReply: boolean;
}

/** One test player: a WebSocket of the browser to the game. */
export class TestPlayer {
  readonly log = new PlayerLog();
  state: 'connecting' | 'open' | 'lost' | 'closed' = 'connecting';
  name: string;
  playerId: string | undefined;
  room: { readonly id: string; readonly type: string; readonly code: string } | undefined;
  isFrozen = false;
  delayMs = 0;
  private socket: WebSocket | undefined;
  private lastRef = 0;
  private received = 0;
  private resumeToken: string | undefined;
  private token: string | undefined;
  /** Counted frames of this session that the server may not have received: sent again when it is resumed. */
  private unheard: (string | Uint8Array<ArrayBuffer>)[] = [];
  private heard = 0;
  private heartbeat: ReturnType<typeof setInterval> | undefined;
  /** What waits for the delay, or for the end of the freeze, in order. */
  private readonly held: { readonly dueMs: number; readonly run: () => void }[] = [];
  /** Frames are sent and read one after another, whatever each of them waits for. */
  private sending: Promise<void> = Promise.resolve();
  private reading: Promise<void> = Promise.resolve();

  constructor(
    readonly number: number,
    private readonly url: string,
    private readonly contract: PlaygroundContract,
    readonly choice: PlayerChoice,
    private readonly changed: () => void,
  ) {
    this.name = `${number}`;
    this.connect();
  }

  /** Opens the line, and says Hello: with the session's secret, if there is one to resume. */
  connect(): void {
    this.state = 'connecting';
    const socket = new WebSocket(this.url, [`godwit.${this.choice.codec}.v1`]);
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    socket.onopen = () => {
      if (this.socket === socket) this.hello();
    };
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
      if (this.socket === socket) this.hold(() => this.receive(typeof data === 'string' ? data : new Uint8Array(data)));
    };
    socket.onclose = ({ code, reason }) => {
      if (this.socket === socket) this.ended(code, reason);
    };
    this.changed();
  }

  /** Sends a message. */
  send({ message, value, wantsReply }: Sending): void {
    const ref = wantsReply ? ++this.lastRef : 0;
    this.pack(message.type, ref, value, message.fields.length > 0);
  }

  /** Sends a text as it is. */
  sendText(text: string): void {
    this.transmit({ type: -1, ref: 0, name: TEXTS.playground.raw, message: undefined }, text);
  }

  /** Breaks the line off: the server keeps the seat. */
  drop(): void {
    this.socket?.close(LOST, 'playground');
    this.ended(LOST, '');
  }

  /** Ends the session. */
  leave(): void {
    this.resumeToken = undefined;
    this.room = undefined;
    if (this.state === 'lost') this.state = 'closed';
    this.socket?.close(LEFT);
    this.changed();
  }

  /** Holds back whatever comes and goes, until it is called with false. */
  freeze(isFrozen: boolean): void {
    this.isFrozen = isFrozen;
    this.flush();
    this.changed();
  }

  private hello(): void {
    const message = {
      ...{ contract: this.contract.hash, resumable: true, engine: 'playground' },
      ...(this.token !== undefined && { token: this.token }),
      ...(this.resumeToken !== undefined && { resume: this.resumeToken, received: this.received }),
    };
    this.pack(HELLO, ++this.lastRef, message, true);
  }

  private pack(type: number, ref: number, value: unknown, hasFields: boolean): void {
    const known = this.contract.messages.find((each) => each.type === type);
    const head = { type, ref, name: known?.name ?? String(type), message: value };
    const body = hasFields && value !== undefined ? { message: value } : {};
    if (this.choice.codec === 'json') {
      this.transmit(head, JSON.stringify({ type, ...(ref !== 0 && { ref }), ...body }));
      return;
    }
    this.sending = this.sending.then(async () => {
      const encoded = await encode({ type, ref, ...body }).catch((error: unknown) => ({ problem: String(error) }));
      if ('bytes' in encoded) this.transmit(head, bytesOf(encoded.bytes));
      else this.note(`${head.name}: ${encoded.problem}`, 'binary');
    });
  }

  private transmit(head: Head, frame: string | Uint8Array<ArrayBuffer>): void {
    const { type } = head;
    this.log.add({ ...head, kind: 'out', atMs: performance.now(), frame, bytes: sizeOf(frame), code: undefined });
    if (type >= FIRST_COUNTED || type === -1) this.unheard.push(frame);
    this.hold(() => {
      if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(frame);
    });
    this.changed();
  }

  private receive(frame: string | Uint8Array<ArrayBuffer>): void {
    const atMs = performance.now();
    this.reading = this.reading.then(async () => {
      const read = await this.read(frame).catch((error: unknown): DecodedView => ({
        type: -1,
        ref: 0,
        code: String(error),
      }));
      this.take(read, frame, atMs);
    });
  }

  private async read(frame: string | Uint8Array<ArrayBuffer>): Promise<DecodedView> {
    if (typeof frame !== 'string') return decode({ player: this.number, bytes: base64Of(frame) });
    const { type, ref = 0, message, ...flat } = JSON.parse(frame) as TextPacket;
    if (!STATE_TYPES.includes(type)) return { type, ref, message: message ?? flat };
    const { resync } = await decode({ player: this.number, text: frame });
    return { type, ref, message, ...(resync && { resync }) };
  }

  private take(
    { type, ref, message, code, resync }: DecodedView,
    frame: string | Uint8Array<ArrayBuffer>,
    atMs: number,
  ): void {
    const name = this.contract.messages.find((each) => each.type === type)?.name ?? String(type);
    const fields = (message ?? {}) as Readonly<Record<string, unknown>>;
    const failed = type === ERROR ? String(fields.code) : code;
    const asked = this.log.add({
      kind: 'in',
      atMs,
      name,
      type,
      ref,
      message,
      frame,
      bytes: sizeOf(frame),
      code: failed,
    });
    if (type >= FIRST_COUNTED || type === ERROR || type === ACK) this.received += 1;
    if (type === WELCOME && 'sessionId' in fields) this.welcome(fields);
    if (typeof fields.received === 'number') this.forget(fields.received);
    if (resync) this.pack(STATE_RESYNC, 0, resync, true);
    this.follow(name, fields, asked?.name);
    this.changed();
  }

  private welcome(fields: Readonly<Record<string, unknown>>): void {
    const wasThere = this.resumeToken !== undefined;
    this.state = 'open';
    this.resumeToken = fields.resumeToken as string | undefined;
    this.playerId = (fields.playerId as string | undefined) ?? this.playerId;
    clearInterval(this.heartbeat);
    const everyMs = typeof fields.pingIntervalMs === 'number' ? fields.pingIntervalMs : PING_MS;
    this.heartbeat = setInterval(() => this.pack(PING, 0, { received: this.received }, true), everyMs);
    if (fields.resumed === true) this.resumed(Number(fields.received ?? 0));
    else this.begin(wasThere);
  }

  private resumed(received: number): void {
    this.forget(received);
    for (const frame of this.unheard) this.hold(() => this.socket?.send(frame));
    const again = this.unheard.length > 0 ? ` ${TEXTS.playground.resent(this.unheard.length)}` : '';
    this.note(`${TEXTS.playground.notes.resumed}${again}`);
    void decode({ player: this.number, isBack: true }).then(({ resync }) => {
      if (resync) this.pack(STATE_RESYNC, 0, resync, true);
    });
  }

  private begin(wasThere: boolean): void {
    this.received = this.heard = 0;
    this.unheard = [];
    this.room = undefined;
    readStates.delete(this.number);
    this.note(TEXTS.playground.notes[wasThere ? 'anew' : 'welcome'] ?? '');
    const { device } = this.choice;
    const signIn = this.contract.messages.find(({ name }) => name === 'AuthSignInWithDevice');
    if (device === undefined || signIn === undefined || this.token !== undefined) return;
    this.send({ message: signIn, value: { deviceId: device, displayName: `Test ${this.number}` }, wantsReply: true });
  }

  /** What the server has received need not be sent again. */
  private forget(received: number): void {
    this.unheard.splice(0, Math.max(0, received - this.heard));
    this.heard = Math.max(this.heard, received);
  }

  /** Who the player is and where, by the messages that say so. */
  private follow(name: string, fields: Readonly<Record<string, unknown>>, asked: string | undefined): void {
    if (name === 'AuthSignedIn') {
      this.playerId = String(fields.playerId);
      this.name = String(fields.displayName);
      this.token = String(fields.accessToken);
    }
    if (name === 'RoomJoined') {
      const { roomId, roomType, code } = fields;
      this.room = { id: String(roomId), type: String(roomType), code: String(code) };
    }
    if (name === 'RoomLeft' || (name === 'Ack' && asked === 'RoomLeave')) {
      this.room = undefined;
      readStates.delete(this.number);
    }
  }

  private ended(code: number, reason: string): void {
    if (this.socket === undefined) return;
    const mayResume = this.resumeToken !== undefined && code !== LEFT;
    this.socket = undefined;
    clearInterval(this.heartbeat);
    this.state = mayResume ? 'lost' : 'closed';
    if (!mayResume) this.room = undefined;
    const { unreachable, left } = TEXTS.playground.notes;
    const text = code === 1006 && this.log.entries.length === 0 ? unreachable : code === LEFT ? left : undefined;
    this.note(text ?? TEXTS.playground.closed(code, reason), reason === '' ? undefined : reason);
  }

  private note(name: string, code?: string): void {
    const packet = { type: -1, ref: 0, message: undefined, frame: '', bytes: 0 };
    this.log.add({ ...packet, kind: 'note', atMs: performance.now(), name, code });
    this.changed();
  }

  private hold(run: () => void): void {
    if (!this.isFrozen && this.delayMs === 0 && this.held.length === 0) {
      run();
      return;
    }
    this.held.push({ dueMs: performance.now() + this.delayMs, run });
    if (!this.isFrozen) setTimeout(() => this.flush(), this.delayMs);
  }

  private flush(): void {
    while (!this.isFrozen && this.held[0] !== undefined) {
      const waitMs = this.held[0].dueMs - performance.now();
      if (waitMs > 0) {
        setTimeout(() => this.flush(), waitMs);
        return;
      }
      this.held.shift()?.run();
    }
  }
}

/** A packet of the JSON codec. */
interface TextPacket {
  readonly type: number;
  readonly ref?: number;
  readonly message?: unknown;
}

interface Head {
  readonly type: number;
  readonly ref: number;
  readonly name: string;
  readonly message: unknown;
}

function sizeOf(frame: string | Uint8Array): number {
  return typeof frame === 'string' ? new TextEncoder().encode(frame).length : frame.length;
}
