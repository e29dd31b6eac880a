import { GameError } from '../../protocol/game-error.js';
import type { RoomRuntime } from '../rooms/runtime/room-runtime.js';
import type { RoomObserver } from '../rooms/runtime/room-observer.js';
import type { Divergence, RecordedError, RecordingEntry } from './recording-format.js';
import type { ManualScheduler } from './manual-scheduler.js';
import type { Recording } from './read-recording.js';
import type { RecordedMessages } from './recorded-messages.js';
import { hashSnapshot, takeSnapshot } from './recorded-snapshot.js';
import type { SilentSession } from './silent-session.js';

/** The parts of a {@link Resimulation}. */
export interface ResimulationParts {
  /** The room driven by {@link scheduler}; it has not started. */
  readonly room: RoomRuntime;
  readonly scheduler: ManualScheduler;
  readonly messages: RecordedMessages;
  /** Creates an anonymous session. */
  readonly newSession: (id: string) => SilentSession;
}

/**
 * Simulates a recorded room again as fast as the machine can: the same messages arrive at the same ticks, and it is compared
 * with the recording at each snapshot. It stays equal as long as the game's code is the one that was recorded, and depends
 * only on the room's random numbers, its clock, its input, and services called through `whenDone`, whose results are
 * recorded. `Date.now()`, `Math.random()` and direct results of services differ each time.
 */
export class Resimulation implements RoomObserver {
  /** No service is called again: nothing is bought, sent or counted twice. */
  readonly bringsResults = true;
  /** Where it first differs from the recording; undefined while it does not. */
  divergence: Divergence | undefined = undefined;
  /** Number of matching snapshots, including the final one. */
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
    parts.room.loop.observe(this);
    parts.room.open(options);
  }

  /** The current state; undefined for a room without one. */
  get state(): object | undefined {
    return this.parts.room.room.state;
  }

  /** The last tick that was run. */
  get tick(): number {
    return this.parts.scheduler.tickNumber;
  }

  /** Whether the whole recording was simulated. */
  get isDone(): boolean {
    return this.divergence !== undefined || this.next >= this.recording.entries.length;
  }

  /**
   * Advances to the end of a tick, or to where it diverges.
   * @param untilMs deadline, by `performance.now()`
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

  /** Ends the room, when stopping early. */
  close(): void {
    this.parts.room.loop.unobserve(this);
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
      case 'lost':
        room.loop.lost(entry.ticks);
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

  /** Performs a member's action, unless the room itself has removed the member. */
  private performOf(entry: RecordingEntry & { readonly member: number }): void {
    const { room, messages } = this.parts;
    const session = this.members.get(entry.member);
    if (session === undefined || room.members.get(session)?.number !== entry.member) return;
    switch (entry.op) {
      case 'message':
        this.receive(session, entry, messages.restore(entry.type, entry.message));
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

  private receive(
    session: SilentSession,
    { type, seen }: RecordingEntry & { readonly op: 'message' },
    message: object,
  ): void {
    const { room } = this.parts;
    if (seen !== undefined) room.bringSeen(message, { from: seen[0], to: seen[1], fraction: seen[2] });
    room.receive(session, type, 0, message);
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
