import type { ErrorCode } from '../../../protocol/error-codes.js';
import type { Session } from '../../sessions/session.js';
import type { RandomStream } from '../../simulation/random-stream.js';
import type { SimulationTimers } from '../../simulation/simulation-timers.js';
import type { Tick } from '../../simulation/tick-job.js';
import type { ViewOptions } from '../../sync/view-options.js';
import type { LeaveReason, NumberedInput, RoomMember } from './room-member.js';
import type { RoomMetadata, RoomSettings } from './room-settings.js';

/** One live room as the rest of the server sees it. */
export interface LiveRoom {
  /** Unique on all nodes. */
  readonly id: string;
  /** The code that lets others in, six characters. */
  readonly code: string;
  /** The name of its type. */
  readonly typeName: string;
  /** How it differs from its type. */
  readonly settings: RoomSettings;
  /** What it says of itself in lists. */
  readonly metadata: RoomMetadata;
  /** When it began, milliseconds since 1970. */
  readonly openedAtMs: number;
  /** How many players it takes. */
  readonly maxPlayers: number;
  /** Seats that are taken, reserved, or about to be taken. */
  readonly takenSeats: number;
  /** Whether it takes nobody any more. */
  readonly isLocked: boolean;
  /** True once it is over. */
  readonly isOver: boolean;
  /** Who is in, in the order they came; those too whose connection is lost for the moment. */
  readonly members: ReadonlyMap<Session, RoomMember>;
  /** The member that is host; undefined while nobody is in. */
  readonly hostSession: Session | undefined;
  /** Timers in the room's own time. */
  readonly timers: SimulationTimers;
  /** The room's own random numbers. */
  readonly random: RandomStream;

  /** Tells everybody, perhaps but one. */
  broadcast(message: object, except?: Session): void;
  /** Sends a member away for good; it is told `code`, if there is one. Nothing happens when it is not in. */
  remove(session: Session, reason: LeaveReason, code?: ErrorCode): void;
  /** See {@link RoomPart.whenDone}. */
  whenDone<T>(work: () => PromiseLike<T> | T, onValue: (value: T) => void, onError?: (error: unknown) => void): void;
  /** Shows a member the state as its view wants it now. */
  showState(session: Session): void;
  /** Takes nobody any more, or players again. */
  setLocked(isLocked: boolean): void;
  /** Changes what it says of itself; fields that are not named stay. */
  setMetadata(changes: RoomMetadata): void;
  /** Makes another member the host. */
  setHost(session: Session): void;
  /** Ends it; its members are told the code. */
  dispose(code: ErrorCode): void;
}

/** What a room and its plugins have in common: what they are told, and what they can do. All hooks are optional, and synchronous but `onAuth`; see {@link whenDone}. */
export abstract class RoomPart {
  /** For the server: what runs this room. */
  live!: LiveRoom;

  /** The room begins; `options` are what its type's options class has checked. @throws GameError to refuse the creation */
  onCreate?(options: object): void;
  /** Somebody wants to come in. May ask a service and answer later. @throws GameError to refuse, which the client gets */
  onAuth?(session: Session, options: object): void | Promise<void>;
  /** Somebody is in. @throws GameError to send it away again */
  onJoin?(session: Session, options: object): void;
  /** A member's connection is lost; its seat is held. */
  onDrop?(session: Session): void;
  /** A member whose connection was lost is back, and has all it missed; after a crash of the server it is as one who has just come in. */
  onReconnect?(session: Session): void;
  /** A member is gone. */
  onLeave?(session: Session, reason: LeaveReason): void;
  /** Whether this member should be host rather than others, now that the one before has left. All are when absent. */
  isFitAsHost?(session: Session): boolean;
  /** Another member is host; when the one before has left, `onLeave` comes afterwards. */
  onHostChanged?(): void;
  /** A tick: everything that arrived since the last one has been handled. */
  update?(tick: Tick): void;
  /** The room is over; its members have left. */
  onDispose?(): void;
  /**
   * What must survive a restart besides `state`, members, named timers and random numbers: plain data that JSON can hold.
   * Called between two ticks, when the server stops and now and then before; see CHECKPOINT_INTERVAL_MS.
   */
  save?(): unknown;
  /**
   * Takes what {@link save} returned, in place of `onCreate`. The state, the random numbers and the named timers are
   * there already, and the members, none of whom is connected; say again what the timers run. What throws here, because
   * the class has changed too much, ends this room.
   */
  restore?(saved: unknown): void;

  /** Unique on all nodes. */
  get id(): string {
    return this.live.id;
  }

  /** The code that lets others in, six characters. */
  get code(): string {
    return this.live.code;
  }

  /** Who is in, in the order they came; those too whose connection is lost for the moment. */
  get members(): ReadonlyMap<Session, RoomMember> {
    return this.live.members;
  }

  /** Timers in the room's own time, which end with it. */
  get clock(): SimulationTimers {
    return this.live.timers;
  }

  /** The room's own random numbers: the same seed and the same messages give the same game. */
  get random(): RandomStream {
    return this.live.random;
  }

  /** The member that is host: the first one, until it leaves or another is chosen. Undefined while nobody is in. */
  get hostSession(): Session | undefined {
    return this.live.hostSession;
  }

  /** What the room says of itself in lists. */
  get metadata(): RoomMetadata {
    return this.live.metadata;
  }

  /** The next numbered input of a member, in the order of its numbers; undefined when none is there. For `update`. */
  nextInput(session: Session): NumberedInput | undefined {
    return this.live.members.get(session)?.inputs?.shift();
  }

  /** Tells everybody, perhaps but one: `message` is an instance of a class marked `@ServerMessage`. */
  broadcast(message: object, except?: Session): void {
    this.live.broadcast(message, except);
  }

  /** Tells one member. */
  send(session: Session, message: object): void {
    session.send(message);
  }

  /** Sends a member out; it is told the code. */
  kick(session: Session, code: ErrorCode = 'room.kicked'): void {
    this.live.remove(session, 'kicked', code);
  }

  /** Takes nobody any more, but those who have a seat. */
  lock(): void {
    this.live.setLocked(true);
  }

  /** Takes players again. */
  unlock(): void {
    this.live.setLocked(false);
  }

  /** Changes what the room says of itself; fields that are not named stay. */
  setMetadata(changes: RoomMetadata): void {
    this.live.setMetadata(changes);
  }

  /** Makes another member the host. */
  setHost(session: Session): void {
    this.live.setHost(session);
  }

  /**
   * Asks a service, and takes its answer in the room's turn: `this.whenDone(() => this.scores.best(), (best) => { ... })`.
   * Of the two callbacks one is called, at the next tick after the answer is there, in line with the messages that came
   * before and after it; in a room without ticks at once. What a callback throws ends the room, as in a timer. When the
   * room is over, or restored after a restart, nobody is called. Whoever the answer is for may have left:
   * `this.members.has(session)` tells. Without `onError`, a failure is logged.
   * @param work is called at once, but not where a recording is simulated again: the answer is that of the recording
   *   then, so it has to be plain data that JSON can hold wherever rooms are recorded
   * @throws GameError room.busy when as many answers are awaited as messages may wait
   */
  whenDone<T>(work: () => PromiseLike<T> | T, onValue: (value: T) => void, onError?: (error: unknown) => void): void {
    this.live.whenDone(work, onValue, onError);
  }

  /** Ends the room; its members are told the code. */
  dispose(code: ErrorCode = 'room.closed'): void {
    this.live.dispose(code);
  }
}

/**
 * One live game. Subclass it, mark the class `@RoomType('arena')` and list it in its module's `providers`: each room is an
 * instance of its own, with its dependencies injected. Only its hooks, its `@OnMessage` methods and its timers change its
 * state, and never two at once. What throws in a hook, a timer or a tick ends this room and no other; what throws in
 * an `@OnMessage` method is answered, and the room goes on.
 */
// A subclass names its state for whoever reads it: Room<ArenaState>.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export abstract class Room<State extends object = object> extends RoomPart {
  /**
   * What can be seen of the game: an object of a class marked `@SyncedState()`. What is assigned to its `@Synced` fields, and to
   * those of its entities, reaches the clients by itself. It is there from the start and never replaced.
   */
  readonly state?: State;

  /** What a member sees of {@link state}; without this hook, or where it returns nothing, all of it. Asked when it comes in and at {@link refreshView}. */
  viewOf?(session: Session): ViewOptions | undefined;

  /** Asks {@link viewOf} again: a member's view has changed. */
  refreshView(session: Session): void {
    this.live.showState(session);
  }
}

/**
 * Behaviour that several room types share, such as kicking idle players: it has the same hooks as a room and `@OnMessage`
 * methods of its own, and each of its hooks runs before the room's. Every room gets its own instance, with its dependencies
 * injected.
 */
// A subclass names its options, which `plugin` checks.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export abstract class RoomPlugin<Options extends object = object> extends RoomPart {
  /** The options it was declared with. */
  options!: Options;
}

/** A plugin's class. */
type RoomPluginClass<Options extends object = object> = new (...dependencies: never[]) => RoomPlugin<Options>;

/** A plugin and how a type of rooms wants it. */
export interface RoomPluginChoice {
  readonly pluginClass: RoomPluginClass;
  readonly options: object;
}

/** Chooses a plugin for a type of rooms: `@RoomType('arena', { plugins: [plugin(IdleKick, { afterMs: 60_000 })] })`. */
export function plugin<Options extends object>(
  pluginClass: RoomPluginClass<Options>,
  options: Options,
): RoomPluginChoice {
  return { pluginClass, options };
}
