import type { ErrorCode } from '../../../protocol/error-codes.js';
import type { ClientMessageClass } from '../../../protocol/message.decorators.js';
import { countMove } from '../../../protocol/state/predicted-body.js';
import type { SeenInput } from '../../prediction/rewind.js';
import type { SeenMoment } from '../../prediction/seen-moment.js';
import { shownBody } from '../../prediction/shown-body.js';
import type { Session } from '../../sessions/session.js';
import type { PacedInputs } from '../../simulation/paced-inputs.js';
import type { RandomStream } from '../../simulation/random-stream.js';
import type { SimulationTimers } from '../../simulation/simulation-timers.js';
import { secondsPerTick, type Tick } from '../../simulation/tick-job.js';
import type { ViewOptions } from '../../sync/view-options.js';
import type { LeaveReason, NumberedInput, RoomMember } from './room-member.js';
import type { RoomMetadata, RoomSettings } from './room-settings.js';

/** One live room as the rest of the server sees it. */
export interface LiveRoom {
  /** Unique on all nodes. */
  readonly id: string;
  /** Its join code, six characters. */
  readonly code: string;
  /** The name of its type. */
  readonly typeName: string;
  /** How it differs from its type. */
  readonly settings: RoomSettings;
  /** Its public metadata, as room lists show it. */
  readonly metadata: RoomMetadata;
  /** When it was opened, in milliseconds since 1970. */
  readonly openedAtMs: number;
  /** How many players it has seats for. */
  readonly maxPlayers: number;
  /** Seats that are taken or reserved, including those of players still being admitted. */
  readonly takenSeats: number;
  /** Whether it is closed to new players. */
  readonly isLocked: boolean;
  /** True once it has ended. */
  readonly isOver: boolean;
  /** The members in the order they joined, including those who are disconnected at the moment. */
  readonly members: ReadonlyMap<Session, RoomMember>;
  /** The host; undefined while the room is empty. */
  readonly hostSession: Session | undefined;
  /** The number of the current tick, or of the last one. */
  readonly tickNumber: number;
  /** Ticks per second. */
  readonly tickHz: number;
  /** The class of its members' inputs; undefined if it takes none. */
  readonly inputClass: ClientMessageClass<NumberedInput> | undefined;
  /** Timers in the room's own time. */
  readonly timers: SimulationTimers;
  /** The room's own random numbers. */
  readonly random: RandomStream;

  /** Sends `message` to all members, or all but one. */
  broadcast(message: object, except?: Session): void;
  /** Removes a member for good and sends it `code`, if given. Does nothing for a session that is not a member. */
  remove(session: Session, reason: LeaveReason, code?: ErrorCode): void;
  /** See {@link RoomPart.whenDone}. */
  whenDone<T>(work: () => PromiseLike<T> | T, onValue: (value: T) => void, onError?: (error: unknown) => void): void;
  /** See {@link RoomPart.seenBy}. */
  seenBy(session: Session | undefined, input: SeenInput): SeenMoment;
  /** Re-evaluates a member's view of the state. */
  showState(session: Session): void;
  /** Locks the room against new players, or unlocks it. */
  setLocked(isLocked: boolean): void;
  /** Merges `changes` into the metadata. */
  setMetadata(changes: RoomMetadata): void;
  /** Makes another member the host. */
  setHost(session: Session): void;
  /** Ends the room; members are sent `code`. */
  dispose(code: ErrorCode): void;
}

const NOTHING: readonly never[] = [];

function wrongInput(typeName: string, { name }: ClientMessageClass): Error {
  return new Error(
    `Rooms of type '${typeName}' do not take ${name}: name it in @RoomType('${typeName}', { input: ${name} }).`,
  );
}

/**
 * What a room and its plugins have in common: their hooks, and what they can call. All hooks are optional. All but `onAuth` are
 * synchronous; to wait for a service, use {@link whenDone}.
 */
export abstract class RoomPart {
  /** For the server: what runs this room. */
  live!: LiveRoom;

  /** The room is created; `options` were validated by the type's options class. @throws GameError to refuse the creation */
  onCreate?(options: object): void;
  /** A session asks to join. May await a service. @throws GameError to refuse; the client gets the error */
  onAuth?(session: Session, options: object): void | Promise<void>;
  /** A member has joined. @throws GameError to remove it again */
  onJoin?(session: Session, options: object): void;
  /** A member was disconnected; its seat is held. */
  onDrop?(session: Session): void;
  /** A disconnected member is back and has received everything it missed. After a server crash it starts afresh, like a new member. */
  onReconnect?(session: Session): void;
  /** A member has left. */
  onLeave?(session: Session, reason: LeaveReason): void;
  /** Whether this member is preferred as host now that the previous one has left. Without this hook every member is. */
  isFitAsHost?(session: Session): boolean;
  /** The host has changed. If the previous host left, its `onLeave` runs after this. */
  onHostChanged?(): void;
  /** Runs once per tick, after the messages that arrived since the last one were handled. */
  update?(tick: Tick): void;
  /** The room has ended; its members have left. */
  onDispose?(): void;
  /**
   * What must survive a restart besides `state` (its `@Saved` fields are part of it), members, named timers and random numbers,
   * as plain JSON data.
   * Called between ticks, at shutdown and for each checkpoint; see CHECKPOINT_INTERVAL_MS.
   */
  save?(): unknown;
  /**
   * Receives what {@link save} returned, in place of `onCreate`. State, random numbers, named timers and members are already
   * restored, but no member is connected yet. Register the callbacks of the named timers again. Throw when the data no longer
   * fits the class: this room ends.
   */
  restore?(saved: unknown): void;

  /** Unique on all nodes. */
  get id(): string {
    return this.live.id;
  }

  /** Its join code, six characters. */
  get code(): string {
    return this.live.code;
  }

  /** The members in the order they joined, including those who are disconnected at the moment. */
  get members(): ReadonlyMap<Session, RoomMember> {
    return this.live.members;
  }

  /** Timers in the room's own time; they end with the room. */
  get clock(): SimulationTimers {
    return this.live.timers;
  }

  /** The room's random numbers: with the same seed and the same messages, a game runs the same way again. */
  get random(): RandomStream {
    return this.live.random;
  }

  /** The host: the first member, until it leaves or another is chosen. Undefined while the room is empty. */
  get hostSession(): Session | undefined {
    return this.live.hostSession;
  }

  /** The room's public metadata, as room lists show it. */
  get metadata(): RoomMetadata {
    return this.live.metadata;
  }

  /**
   * The inputs of a member that are due in this tick, in order. Each is one step of the simulation: usually one, none when none has
   * arrived, two after a stall. Call it once per tick in `update` for every member, and step each input exactly once: that
   * is what a client predicts.
   * @param inputClass the class that the room's type names as `input`
   * @throws Error when the room's type takes no inputs, or those of another class
   */
  inputs<T extends NumberedInput>(session: Session, inputClass: ClientMessageClass<T>): Iterable<T> {
    const { live } = this;
    if (live.inputClass !== inputClass) throw wrongInput(live.typeName, inputClass);
    const inputs = live.members.get(session)?.inputs as PacedInputs<T> | undefined;
    return inputs?.due(live.tickNumber) ?? NOTHING;
  }

  /**
   * What a member had on the screen when it made an input: where everybody was then, for shots that hit what was seen. Of the
   * sets whose `entitiesOf` has a `rewind`, and at most the room type's `rewindMs` back. Without a session, for bots: what was
   * true after the last tick.
   * @throws Error, one sentence, when the state has no such set
   */
  seenBy(session?: Session, input: SeenInput = {}): SeenMoment {
    return this.live.seenBy(session, input);
  }

  /** Sends `message`, an instance of a class marked `@ServerMessage`, to all members, or all but one. */
  broadcast(message: object, except?: Session): void {
    this.live.broadcast(message, except);
  }

  /** Sends `message` to one member. */
  send(session: Session, message: object): void {
    session.send(message);
  }

  /** Removes a member and sends it `code`. */
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

  /**
   * Who a member is to fields that only an entity's owner sees, `@Predicted` ones among them: what {@link viewOf} names as owner, or the
   * player's id when it joined, or that of an anonymous session. Assign it to the entity's `owner` in `onJoin`.
   */
  ownerOf(session: Session): string {
    const owner = this.viewOf?.(session)?.owner;
    if (typeof owner === 'string') return owner;
    return this.members.get(session)?.owner ?? session.playerId ?? session.id;
  }

  /** The member that {@link ownerOf} names so; undefined if none is here. */
  sessionOf(owner: string): Session | undefined {
    for (const session of this.members.keys()) if (this.ownerOf(session) === owner) return session;
    return undefined;
  }

  /**
   * A player's own body as the player saw it when it made an input: a copy, stepped by the part of a tick that had passed then. What is
   * shot from there follows the line that was on the screen. Ask before you step the body with that input.
   * @throws Error, one sentence, when the body is in no field marked `@Predicted`
   */
  shown<Body extends object>(body: Body, input: SeenInput): Body {
    return shownBody(body, input, secondsPerTick(this.live.tickHz));
  }

  /** Puts a predicted body somewhere else: sets these numbers of it. Its owner is told, and takes it for no misprediction. */
  teleport<Body extends object>(body: Body, place: Partial<Body>): void {
    Object.assign(body, place);
    countMove(body, 'teleports');
  }

  /** Pushes a predicted body: adds these numbers to its own. Its owner is told, and takes it for no misprediction. */
  push<Body extends object>(body: Body, impulse: { readonly [Name in keyof Body]?: number }): void {
    const numbers = body as Record<string, number>;
    for (const [name, value] of Object.entries(impulse) as [string, number][])
      numbers[name] = (numbers[name] ?? 0) + value;
    countMove(body, 'pushes');
  }

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
