import type { FeedSource } from '../../../core/console/console.decorators.js';
import type { LeaveReason, RoomMember } from '../../../core/rooms/api/room-member.js';
import type { RoomMetadata } from '../../../core/rooms/api/room-settings.js';
import type { RoomObserver } from '../../../core/rooms/runtime/room-observer.js';
import type { RoomRuntime } from '../../../core/rooms/runtime/room-runtime.js';
import type { Session } from '../../../core/sessions/session.js';
import { GameError } from '../../../protocol/game-error.js';
import type { JsonBridge } from '../../../protocol/json-bridge.js';
import { withoutSecrets } from '../../../protocol/secret.decorator.js';
import { AdminError } from '../admin.errors.js';

/** How many of the last lines are shown. */
const MAX_LINES = 100;
const MAX_TEXT_LENGTH = 400;

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
}

/** What a tap needs to read messages. */
export interface TapNames {
  /** The name of a message's class, by type. */
  readonly ofTypes: ReadonlyMap<number, string>;
  /** For fields that JSON has no form for; undefined when no message has one. */
  readonly bridge: JsonBridge | undefined;
}

/** The messages that members of one room send, and who comes and goes, while somebody looks. */
export class RoomTap implements RoomObserver, FeedSource {
  private readonly lines: TapLine[] = [];
  private count = 0;

  /** @param withInputs whether inputs are listed too: many, at the rate of the ticks */
  constructor(
    private readonly room: RoomRuntime,
    private readonly names: TapNames,
    private readonly nameOf: (member: RoomMember) => string,
    private readonly withInputs: boolean,
  ) {
    room.loop.observe(this);
  }

  /** What has happened last, the latest first. @throws GameError admin.no_such_target once the room is over */
  read(): { readonly total: number; readonly lines: readonly TapLine[] } {
    if (this.room.isOver) throw new GameError(AdminError['admin.no_such_target']);
    return { total: this.count, lines: this.lines.toReversed() };
  }

  /** Nobody looks any more. */
  close(): void {
    this.room.loop.unobserve(this);
  }

  entered(member: RoomMember): void {
    this.note(member, 'joined');
  }

  removed(member: RoomMember, reason: LeaveReason): void {
    this.note(member, 'left', reason);
  }

  dropped(member: RoomMember): void {
    this.note(member, 'disconnected');
  }

  returned(member: RoomMember): void {
    this.note(member, 'came back');
  }

  received(member: RoomMember, type: number, message: object): void {
    const { ofTypes, bridge } = this.names;
    if (!this.withInputs && message.constructor === this.room.inputClass) return;
    this.note(
      member,
      ofTypes.get(type) ?? String(type),
      textOf(withoutSecrets(message), bridge && ((each) => bridge.write(type, each))),
    );
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

  private note(member: RoomMember | undefined, what: string, text = ''): void {
    const name = member === undefined ? '' : this.nameOf(member);
    this.count += 1;
    this.lines.push({ line: this.count, tick: this.room.tickNumber, member: member?.number ?? null, name, what, text });
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
