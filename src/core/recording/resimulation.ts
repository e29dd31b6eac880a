import { GameError } from '../../protocol/game-error.js';
import type { RoomRuntime } from '../rooms/runtime/room-runtime.js';
import type { RoomObserver } from '../rooms/runtime/room-observer.js';
import type { Divergence, RecordedError, RecordingEntry } from './recording-format.js';
import type { ManualScheduler } from './manual-scheduler.js';
import type { Recording } from './read-recording.js';
import type { RecordedMessages } from './recorded-messages.js';
import { hashSnapshot, takeSnapshot } from './recorded-snapshot.js';
import type { SilentSession } from './silent-session.js';

/** What a {@link Resimulation} is made of. */
export interface ResimulationParts {
  /** The room of {@link scheduler}; it has not begun. */
  readonly room: RoomRuntime;
  readonly scheduler: ManualScheduler;
  readonly messages: RecordedMessages;
  /** A session that is nobody's. */
  readonly newSession: (id: string) => SilentSession;
}

/**
 * A recorded room, lived through again as fast as the machine can: the same messages come at the same ticks, and at each
 * snapshot it is compared with what was. It is equal as long as the game's code is the one that was recorded, and asks
 * nothing but its own random numbers, its own clock, what comes in, and services by `whenDone`, whose answers are
 * recorded. `Date.now()`, `Math.random()` and what services answer at once are different each time.
 */
export class Resimulation implements RoomObserver {
  /** No service is asked again: nothing is bought, sent or counted twice. */
  readonly bringsResults = true;
  /** Where it first differs from the recording; undefined while it does not. */
  divergence: Divergence | undefined = undefined;
  /** How many snapshots were equal, the final one included. */
  equalSnapshots = 0;
  private readonly sessions = new Map<string, SilentSession>();
  private readonly members = new Map<number, SilentSession>();
  private next = 0;
  private finalHash: string | undefined = undefined;

  /** @throws what `onCreate` throws */
  constructor(
    private readonly recording: Recording,
    private readonly parts: ResimulationParts,
    options: object,
  ) {
    parts.room.observer = this;
    parts.room.open(options);
  }

  /** The state as it is now; undefined for a room without one. */
  get state(): object | undefined {
    return this.parts.room.room.state;
  }

  /** The last tick that was made. */
  get tick(): number {
    return this.parts.scheduler.tickNumber;
  }

  /** Whether all of the recording was lived through. */
  get isDone(): boolean {
    return this.divergence !== undefined || this.next >= this.recording.entries.length;
  }

  /**
   * Goes on to the end of a tick, or to where it differs.
   * @param untilMs by `performance.now()`: it breaks off then
   * @returns true when it got there
   */
  advanceTo(tick: number, untilMs = Infinity): boolean {
    while (!this.isDone) {
      const entry = this.recording.entries[this.next];
      if (entry === undefined || (entry.tick > this.tick && this.tick >= tick)) return true;
      if (entry.tick <= this.tick) {
        this.next += 1;
        this.apply(entry);
      } else if (!this.parts.scheduler.step()) this.differ('the room was over, or did not tick');
      if (performance.now() >= untilMs) return this.tick >= tick;
    }
    return true;
  }

  /** Ends the room, for whoever stops in the middle. */
  close(): void {
    this.parts.room.observer = undefined;
    this.parts.room.dispose('room.closed');
  }

  ended(): void {
    this.finalHash = hashSnapshot(takeSnapshot(this.parts.room));
  }

  private apply(entry: RecordingEntry): void {
    try {
      this.perform(entry);
    } catch (error) {
      this.differ(error instanceof Error ? error.message : String(error));
    }
  }

  private perform(entry: RecordingEntry): void {
    const { room } = this.parts;
    switch (entry.op) {
      case 'snapshot':
        this.compare(hashSnapshot(takeSnapshot(room)), hashSnapshot(entry.snapshot));
        break;
      case 'enter':
        this.enter(entry);
        break;
      case 'result':
        room.results.settle(entry.call, 'error' in entry ? { error: errorOf(entry.error) } : { value: entry.value });
        break;
      case 'settle':
        room.loop.settle();
        break;
      case 'lock':
        room.setLocked(entry.isLocked);
        break;
      case 'metadata':
        room.setMetadata(entry.changes);
        break;
      case 'end':
        room.dispose(entry.code);
        this.compare(this.finalHash ?? '', entry.hash);
        break;
      case 'stop':
        break;
      default:
        this.performOf(entry);
    }
  }

  /** What a member does. Nothing happens when the room itself has sent it away. */
  private performOf(entry: RecordingEntry & { readonly member: number }): void {
    const { room, messages } = this.parts;
    const session = this.members.get(entry.member);
    if (session === undefined || room.members.get(session)?.number !== entry.member) return;
    switch (entry.op) {
      case 'message':
        room.receive(session, entry.type, 0, messages.restore(entry.type, entry.message));
        break;
      case 'remove':
        room.remove(session, entry.reason);
        break;
      case 'drop':
        session.silentLink.isAway = true;
        room.lifecycle.drop(session);
        break;
      case 'return':
        session.silentLink.isAway = false;
        room.lifecycle.reconnect(session, true);
        break;
      case 'host':
        room.setHost(session);
        break;
      default:
        this.differ('the recording has an entry that this server does not know');
    }
  }

  private enter(entry: RecordingEntry & { readonly op: 'enter' }): void {
    const { room, newSession } = this.parts;
    const session = this.sessions.get(entry.session) ?? newSession(entry.session);
    this.sessions.set(entry.session, session);
    session.playerId = entry.playerId;
    session.silentLink.isAway = false;
    if (room.members.has(session)) throw new Error('a member came twice');
    const { member } = room.lifecycle.enter(session, entry.name, room.type.checkJoinOptions(entry.options));
    this.members.set(member.number, session);
    if (member.number !== entry.member) this.differ('a member got another number');
  }

  private compare(hash: string, recorded: string): void {
    if (hash === recorded) this.equalSnapshots += 1;
    else this.differ('the room is another than it was');
  }

  private differ(what: string): void {
    this.divergence ??= { tick: this.tick, what };
  }
}

function errorOf({ code, message }: RecordedError): Error {
  return code === undefined ? new Error(message) : new GameError(code, { text: message });
}
