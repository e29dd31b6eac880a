import type { FeedSource } from '../../../core/console/console.decorators.js';
import type { LeaveReason, RoomMember } from '../../../core/rooms/api/room-member.js';
import type { SeenWindow } from '../../../core/prediction/entity-history.js';
import type { RoomMetadata } from '../../../core/rooms/api/room-settings.js';
import type { RoomObserver } from '../../../core/rooms/runtime/room-observer.js';
import type { RoomRuntime } from '../../../core/rooms/runtime/room-runtime.js';
import type { Session, SessionTap } from '../../../core/sessions/session.js';
import type { BinaryPackets } from '../../../protocol/binary/binary-packets.js';
import { GameError } from '../../../protocol/game-error.js';
import type { JsonBridge } from '../../../protocol/json-bridge.js';
import { PongDto, StateHashDto } from '../../../protocol/protocol.messages.js';
import { withoutSecrets } from '../../../protocol/secret.decorator.js';
import { StateLeapDto } from '../../../protocol/state/state.messages.js';
import { AdminError } from '../admin.errors.js';

/** How many of the last lines are shown. */
const MAX_LINES = 200;
const MAX_TEXT_LENGTH = 1_000;
/** What every client is sent by the clock says nothing of the game. */
const QUIET: readonly unknown[] = [PongDto, StateHashDto, StateLeapDto];

/** A message, as the wire has it. */
export interface TapPacket {
  readonly way: 'in' | 'out';
  readonly type: number;
  /** Of the request that it is, or answers; 0 for none. */
  readonly ref: number;
  /** Of what comes in: as the server would write it. Absent for what it could not. */
  readonly bytes?: number;
  /** How long it took to handle and answer it, in milliseconds; absent for what goes out, for inputs, and until then. */
  tookMs?: number;
  /** The numbers of the members that it goes to. */
  readonly to?: number[];
}

/** One thing that has happened in a room. */
export interface TapLine {
  /** Counts up, for the page to know which are new. */
  readonly line: number;
  /** The tick before which it happened. */
  readonly tick: number;
  /** The number of the member that it is of; null for what the room or an administrator did. */
  readonly member: number | null;
  readonly name: string;
  /** The name of the message's class, or what else has happened: `joined`, `left`. */
  readonly what: string;
  readonly text: string;
  /** Absent for what is no message. */
  readonly packet?: TapPacket;
}

/** What a tap needs to read messages. */
export interface TapNames {
  /** The name of a message's class, by type. */
  readonly ofTypes: ReadonlyMap<number, string>;
  /** For fields that JSON has no form for; undefined when no message has one. */
  readonly bridge: JsonBridge | undefined;
  /** How a client writes binary packets. */
  readonly packets: BinaryPackets;
}

/** The messages that members of one room send and are sent, and who comes and goes, while somebody looks. */
export class RoomTap implements RoomObserver, SessionTap, FeedSource {
  private readonly lines: TapLine[] = [];
  private readonly tapped = new Set<Session>();
  private readonly packetOf = new WeakMap<object, TapPacket>();
  /** What went out last, which may go to others as well. */
  private lastOut: object | undefined = undefined;
  private count = 0;

  /** @param withInputs whether inputs are listed too: many, at the rate of the ticks */
  constructor(
    private readonly room: RoomRuntime,
    private readonly names: TapNames,
    private readonly nameOf: (member: RoomMember) => string,
    private readonly withInputs: boolean,
  ) {
    room.loop.observe(this);
    for (const session of room.members.keys()) this.listen(session);
  }

  /** What has happened last, the latest first. @throws GameError admin.no_such_target once the room is over */
  read(): { readonly total: number; readonly lines: readonly TapLine[] } {
    if (this.room.isOver) throw new GameError(AdminError['admin.no_such_target']);
    return { total: this.count, lines: this.lines.toReversed() };
  }

  /** Nobody looks any more. */
  close(): void {
    this.room.loop.unobserve(this);
    for (const session of this.tapped) session.untap(this);
    this.tapped.clear();
  }

  entered(member: RoomMember): void {
    this.listen(member.session);
    this.note(member, 'joined');
  }

  removed(member: RoomMember, reason: LeaveReason): void {
    this.note(member, 'left', reason);
    member.session.untap(this);
    this.tapped.delete(member.session);
  }

  dropped(member: RoomMember): void {
    this.note(member, 'disconnected');
  }

  returned(member: RoomMember): void {
    this.note(member, 'came back');
  }

  received(member: RoomMember, type: number, message: object, _window?: SeenWindow, ref = 0): void {
    if (!this.withInputs && message.constructor === this.room.inputClass) return;
    const bytes = this.bytesOf(member.session, type, ref, message);
    const packet: TapPacket = { way: 'in', type, ref, ...(bytes !== undefined && { bytes }) };
    this.packetOf.set(message, packet);
    this.note(member, this.nameOfType(type), this.textOfMessage(type, message), packet);
  }

  handled(message: object, tookMs: number): void {
    const packet = this.packetOf.get(message);
    if (packet !== undefined) packet.tookMs = tookMs;
  }

  sent(session: Session, type: number, ref: number, message: object | undefined, bytes: number): void {
    if (QUIET.includes(message?.constructor)) return;
    const member = this.room.members.get(session);
    if (member === undefined) return;
    const last = this.lines.at(-1);
    const others = last?.packet?.to;
    const isSame = message !== undefined && message === this.lastOut && last?.tick === this.room.tickNumber;
    if (isSame && others?.includes(member.number) === false) {
      others.push(member.number);
      return;
    }
    const text = message === undefined ? '' : this.textOfMessage(type, message);
    this.note(member, this.nameOfType(type), text, { way: 'out', type, ref, bytes, to: [member.number] });
    this.lastOut = message;
  }

  lockSet(isLocked: boolean): void {
    this.note(undefined, isLocked ? 'locked' : 'unlocked');
  }

  metadataSet(changes: RoomMetadata): void {
    this.note(undefined, 'metadata', textOf(changes));
  }

  hostSet(session: Session): void {
    this.note(this.room.members.get(session), 'became the host');
  }

  private listen(session: Session): void {
    if (this.tapped.has(session)) return;
    this.tapped.add(session);
    session.tap(this);
  }

  private nameOfType(type: number): string {
    return this.names.ofTypes.get(type) ?? String(type);
  }

  private textOfMessage(type: number, message: object): string {
    const { bridge } = this.names;
    return textOf(withoutSecrets(message), bridge && ((each) => bridge.write(type, each)));
  }

  /** What is received is counted by nobody: it is written again, while somebody looks. */
  private bytesOf({ codec }: Session, type: number, ref: number, message: object): number | undefined {
    try {
      return codec.isBinary
        ? this.names.packets.encode(type, ref, message).length
        : Buffer.byteLength(codec.encode(type, ref, message));
    } catch {
      return undefined;
    }
  }

  private note(member: RoomMember | undefined, what: string, text = '', packet?: TapPacket): void {
    const name = member === undefined ? '' : this.nameOf(member);
    this.count += 1;
    this.lastOut = undefined;
    const line = { line: this.count, tick: this.room.tickNumber, member: member?.number ?? null, name, what, text };
    this.lines.push(packet === undefined ? line : { ...line, packet });
    if (this.lines.length > MAX_LINES) this.lines.shift();
  }
}

/** As JSON, cut. At once, since a handler may change the message; and without an error, which would be the room's. */
function textOf(value: object, plain: (value: object) => object = (same) => same): string {
  let text: string;
  try {
    text = JSON.stringify(plain(value), (_key, item: unknown) => (typeof item === 'bigint' ? item.toString() : item));
  } catch {
    return '?';
  }
  return text.length <= MAX_TEXT_LENGTH ? text : `${text.slice(0, MAX_TEXT_LENGTH)}…`;
}
