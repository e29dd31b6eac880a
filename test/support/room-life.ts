import assert from 'node:assert/strict';
import { EventBus } from '../../src/core/events/event-bus.js';
import type { MessageRouter } from '../../src/core/gateway/message-router.js';
import { ratesOf } from '../../src/core/rooms/api/room-type.decorator.js';
import { RoomEnded } from '../../src/core/rooms/api/room.events.js';
import { Room, RoomPlugin } from '../../src/core/rooms/api/room.js';
import { RoomRuntime } from '../../src/core/rooms/runtime/room-runtime.js';
import type { LoadedRoomType } from '../../src/core/rooms/runtime/room-types.js';
import { SessionGroups } from '../../src/core/sessions/session-groups.js';
import { SessionStores } from '../../src/core/sessions/session-stores.js';
import { SessionLink } from '../../src/core/sessions/session-link.js';
import { Session } from '../../src/core/sessions/session.js';
import { ManualClock } from '../../src/core/time/monotonic-clock.js';
import { TickScheduler } from '../../src/core/simulation/tick-scheduler.js';
import { MessageCodec } from '../../src/protocol/codec.js';
import type { ErrorCode } from '../../src/protocol/error-codes.js';
import { GameError } from '../../src/protocol/game-error.js';
import { MessageCatalogue } from '../../src/protocol/message-catalogue.js';
import { declaredMessages } from '../../src/protocol/message.decorators.js';

const SAY = 1000;
/** The rooms' ticks. */
export const TICK_MS = 50;
const SEAT_HOLD_MS = 1_000;

const idOf = ({ id }: Session): string => id;

/** What goes wrong, or not, when somebody comes in. */
export type Manner =
  | 'well'
  | 'asked'
  | 'refused by the plugin'
  | 'refused by the room'
  | 'kicks itself'
  | 'ends the room'
  | 'breaks the room';

interface Visit {
  readonly id: number;
  readonly manner: Manner;
}

interface Said {
  readonly visit: number;
}

/** A session's end of a connection that can be lost; what goes through it is kept as text. */
class TestLink extends SessionLink {
  isOpen = true;
  isAway = false;
  readonly mayReturn = false;
  readonly bufferedBytes = 0;
  readonly remoteAddress = '';
  readonly packets: { type: number; message: Record<string, unknown> }[] = [];

  send(payload: string | Buffer): void {
    this.packets.push(JSON.parse(payload.toString()) as never);
  }

  sendFrame(frame: Buffer): void {
    this.send(frame.subarray(frame.indexOf('{')));
  }

  close(): void {
    this.isOpen = false;
  }
}

class TestCodec extends MessageCodec {
  readonly isBinary = false;
  readonly subprotocol = '';

  decode(): ErrorCode {
    return 'packet.malformed';
  }

  encode(type: number, ref: number, message: object | undefined): string {
    return JSON.stringify({ type, ref, message });
  }
}

/** What each part of the room was told of each session, a letter each: Join, Drop, Reconnect, Leave. */
class Log {
  readonly told = new Map<string, string>();
  readonly faults: string[] = [];
  hasEnded = false;

  note(part: string, session: Session, letter: string): void {
    const key = `${part} of ${session.id}`;
    this.told.set(key, (this.told.get(key) ?? '') + letter);
    if (this.hasEnded) this.faults.push(`${key}: ${letter} after onDispose`);
  }
}

class NotingPlugin extends RoomPlugin {
  constructor(private readonly log: Log) {
    super();
  }

  override onJoin(session: Session, { manner }: Visit): void {
    if (manner === 'refused by the plugin') throw new GameError('room.refused');
    this.log.note('plugin', session, 'J');
  }

  override onDrop(session: Session): void {
    this.log.note('plugin', session, 'D');
  }

  override onReconnect(session: Session): void {
    this.log.note('plugin', session, 'R');
  }

  override onLeave(session: Session): void {
    this.log.note('plugin', session, 'L');
  }
}

class NotingRoom extends Room {
  /** Lets in or refuses, the oldest first, those whose `onAuth` waits. */
  readonly asked: ((isWelcome: boolean) => void)[] = [];

  constructor(private readonly log: Log) {
    super();
  }

  override onAuth(_session: Session, { manner }: Visit): Promise<void> | undefined {
    if (manner !== 'asked') return undefined;
    return new Promise((resolve, reject) => {
      this.asked.push((isWelcome) => (isWelcome ? resolve() : reject(new GameError('room.refused'))));
    });
  }

  override onJoin(session: Session, { id, manner }: Visit): void {
    if (this.members.get(session)?.name !== `visit ${id}`) this.log.faults.push(`onJoin with the options of ${id}`);
    if (manner === 'refused by the room') throw new GameError('room.refused');
    if (manner === 'kicks itself') this.kick(session);
    if (manner === 'ends the room') this.dispose();
    if (manner === 'breaks the room') throw new Error('It is meant to be broken.');
    this.log.note('room', session, 'J');
  }

  override onDrop(session: Session): void {
    this.log.note('room', session, 'D');
  }

  override onReconnect(session: Session): void {
    this.log.note('room', session, 'R');
  }

  override onLeave(session: Session): void {
    this.log.note('room', session, 'L');
  }

  override onDispose(): void {
    this.log.hasEnded = true;
  }

  say(session: Session, { visit }: Said): void {
    if (this.members.get(session)?.name !== `visit ${visit}`) this.log.faults.push(`${visit} speaks after its visit`);
  }
}

/** Counts the answers to each request. */
class TestRouter {
  readonly answers = new Map<number, number>();

  complete(_session: Session, _type: number, ref: number): void {
    this.answers.set(ref, (this.answers.get(ref) ?? 0) + 1);
  }

  refuse(session: Session, ref: number): void {
    this.complete(session, 0, ref);
  }

  reject(session: Session, _type: number, ref: number): void {
    this.complete(session, 0, ref);
  }
}

const catalogue = new MessageCatalogue(declaredMessages());

class Player {
  readonly link = new TestLink();
  readonly session: Session;

  constructor(id: string, codec: MessageCodec) {
    this.session = new Session(id, codec, this.link, catalogue);
  }
}

/** What may happen; `who` is one of three players. */
export type Act =
  | { readonly do: 'tick' | 'breathe' | 'dispose' | 'wait' }
  | { readonly do: 'answer'; readonly isWelcome: boolean }
  | { readonly do: 'join'; readonly who: number; readonly manner: Manner }
  | { readonly do: 'leave' | 'kick' | 'drop' | 'resume' | 'resume while here' | 'say'; readonly who: number };

/** A room, three players who come and go, and one who only looks on. */
export class RoomLife {
  readonly log = new Log();
  readonly router = new TestRouter();
  readonly clock = new ManualClock();
  readonly room: RoomRuntime;
  readonly observer: Player;
  private readonly players: readonly Player[];
  private readonly author: NotingRoom;
  private readonly groups: SessionGroups;
  private visits = 0;
  private requests = 0;
  ended = 0;

  constructor(tickHz: number) {
    const events = new EventBus();
    const scheduler = new TickScheduler(this.clock);
    this.groups = new SessionGroups(events, new SessionStores());
    events.on(RoomEnded, () => (this.ended += 1));
    this.author = new NotingRoom(this.log);
    const services = { groups: this.groups, router: this.router as unknown as MessageRouter, scheduler, events };
    const parts = [this.author, new NotingPlugin(this.log)] as const;
    this.room = new RoomRuntime('r', 'CODE', typeOf(tickHz), parts, {}, services);
    this.room.open({});
    const codec = new TestCodec();
    this.observer = new Player('observer', codec);
    this.players = ['a', 'b', 'c'].map((id) => new Player(id, codec));
    void this.room.admit(this.observer.session, 'visit 0', { id: 0, manner: 'well' });
  }

  async do(act: Act): Promise<void> {
    const player = 'who' in act ? this.players[act.who] : undefined;
    if (player !== undefined) this.doOf(player, act);
    if (act.do === 'tick') this.clock.advance(TICK_MS);
    if (act.do === 'wait') this.clock.advance(SEAT_HOLD_MS);
    if (act.do === 'dispose') this.room.dispose('room.closed');
    if (act.do === 'answer') {
      this.author.asked.shift()?.(act.isWelcome);
      // As far as promises go, but without a turn of the loop.
      for (let i = 0; i < 10; i++) await Promise.resolve();
    }
    if (act.do === 'breathe') await new Promise((resolve) => setImmediate(resolve));
  }

  private doOf({ session, link }: Player, act: Act): void {
    const { room } = this;
    const isIn = session.room === room;
    if (act.do === 'join' && !isIn) this.join(session, act.manner);
    if (act.do === 'leave') room.remove(session, 'left');
    if (act.do === 'kick') room.remove(session, 'kicked', 'room.kicked');
    if (act.do === 'say' && isIn) {
      const visit = Number(room.members.get(session)?.name.split(' ')[1]);
      room.receive(session, SAY, ++this.requests, { visit });
    }
    if (act.do === 'drop' && !link.isAway) {
      link.isAway = true;
      room.lifecycle.drop(session);
    }
    if (act.do === 'resume' ? link.isAway : act.do === 'resume while here') {
      link.isAway = false;
      room.lifecycle.reconnect(session, true);
    }
  }

  /** What the observer knows of the others by what it was told, and what it was told twice. */
  seen(): { readonly members: Map<string, boolean>; readonly faults: string[] } {
    const members = new Map<string, boolean>();
    const faults: string[] = [];
    for (const { type, message } of this.observer.link.packets) {
      const id = String((message.member as { id?: string } | undefined)?.id ?? message.id);
      const known = members.get(id);
      const wanted = { 54: undefined, 56: true, 57: false }[type];
      if (type >= 54 && type <= 57 && type !== 55 && known !== wanted) faults.push(`message ${type} of ${id}`);
      if (type === 55 && known === undefined) faults.push(`${id} left twice`);
      if (type === 55) members.delete(id);
      else if (type === 54 || type === 57) members.set(id, true);
      else if (type === 56) members.set(id, false);
    }
    return { members, faults };
  }

  // By `assert`, since a property calls it ten thousand times, and `expect` makes an error for each call beforehand.
  check(): void {
    const { room, log } = this;
    assert.deepEqual(log.faults, []);
    const { members, faults } = this.seen();
    assert.deepEqual(faults, []);
    if (!room.isOver) {
      const others = [...room.members.values()].filter(({ session }) => session !== this.observer.session);
      assert.deepEqual(members, new Map(others.map(({ session, isConnected }) => [session.id, isConnected])));
      assert.equal(room.takenSeats, room.members.size + this.author.asked.length);
      assert.deepEqual(
        [...(this.groups.find('room', 'r')?.sessions ?? [])].map(idOf),
        [...room.members.keys()].map(idOf),
      );
      for (const { session, link } of this.players) {
        const member = room.members.get(session);
        assert.equal(session.room, member === undefined ? undefined : room);
        if (member === undefined) continue;
        assert.equal(member.isConnected, !link.isAway);
        if (member.hasArrived) assert.equal(log.told.get(`room of ${session.id}`)?.endsWith('D'), link.isAway);
      }
    }
    for (const told of log.told.values()) assert.match(told, /^(J(DR)*D?L)*(J(DR)*D?)?$/);
  }

  checkEnd(): void {
    const { room, log, router } = this;
    assert.deepEqual([room.isOver, log.hasEnded, this.ended], [true, true, 1]);
    assert.deepEqual([room.members.size, this.groups.size, this.clock.pendingTimers], [0, 0, 0]);
    for (const { session } of [...this.players, this.observer]) assert.equal(session.room, undefined);
    for (const told of log.told.values()) assert.match(told, /^(J(DR)*D?L)*$/);
    const once = Array.from({ length: this.requests }, (_, index) => [index + 1, 1]);
    const answers = [...router.answers].sort(([one], [other]) => one - other);
    assert.deepEqual(answers, once);
  }

  private join(session: Session, manner: Manner): void {
    const id = ++this.visits;
    try {
      const joined = this.room.admit(session, `visit ${id}`, { id, manner });
      if (joined instanceof Promise) joined.catch(() => undefined);
    } catch (error) {
      if (!(error instanceof GameError)) throw error;
    }
  }
}

function typeOf(tickHz: number): LoadedRoomType {
  const say = { part: 0, method: NotingRoom.prototype.say as (session: Session, message: object) => unknown };
  const options = {
    tickHz,
    patchHz: 0,
    maxPlayers: 16,
    maxInputs: 32,
    rewindMs: 250,
    maxWaitingOfPlayer: 3,
    maxWaiting: 5,
  };
  return {
    name: 'noting',
    options: { ...options, isOpenToPlayers: true, isUnlisted: false, emptyTtlMs: 0, seatHoldMs: SEAT_HOLD_MS },
    rates: ratesOf(options),
    handlers: new Map([[SAY, say]]),
    inputType: -1,
    isSaved: false,
    checkOptions: () => ({}),
    costOf: () => 1,
    seatsOf: undefined,
    checkJoinOptions: () => ({}),
    checkInput: () => ({}),
    instantiate: () => {
      throw new Error('It is there already.');
    },
  };
}
