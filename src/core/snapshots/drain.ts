import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type OnModuleInit, Optional } from '@nestjs/common';
import { Cluster } from '../cluster/cluster.js';
import { EventBus } from '../events/event-bus.js';
import { Departures } from '../gateway/pipes/departures.js';
import { Entries } from '../gateway/pipes/entries.js';
import { RoomError } from '../rooms/api/rooms.errors.js';
import { RoomRegistry } from '../rooms/room-registry.js';
import type { RoomRuntime } from '../rooms/runtime/room-runtime.js';
import { SessionGroups } from '../sessions/session-groups.js';
import { SessionRegistry } from '../sessions/session-registry.js';
import { SessionSeats } from '../sessions/session-seats.js';
import { ServerLeaving } from '../sessions/session.events.js';
import type { Session } from '../sessions/session.js';
import { HandOvers } from './hand-overs.js';

/** What moves at a time. */
const ROOM_LANES = 8;
const SESSION_LANES = 32;
/** How often a room or session is offered before it stays. */
const MAX_OFFERS = 3;
/** The share of the time for which rooms that cannot move are played; their players move in the rest of it. */
const PLAY_SHARE = 0.75;
const POLL_MS = 100;

/** The sessions without a room of a node that stops; any other node takes them, those of a group together. */
@Injectable()
export class SessionDrain {
  constructor(
    private readonly sessions: SessionRegistry,
    private readonly seats: SessionSeats,
    private readonly departures: Departures,
    private readonly entries: Entries,
    private readonly groups: SessionGroups,
  ) {}

  /** Moves them away, and then sends all clients to other nodes whose sessions are elsewhere. */
  async run(offers: Offers): Promise<void> {
    const waiting = [...this.sessions.all()].filter((session) => this.mayMove(session));
    await offers.each(
      waiting,
      SESSION_LANES,
      (session, nodeId) => (this.mayMove(session) ? this.departures.moveIdle(session, nodeId) : Promise.resolve(true)),
      (session) => this.groups.allOf(session)[0]?.id,
    );
    await this.entries.drain();
  }

  private mayMove(session: Session): boolean {
    return session.room === undefined && this.seats.has(session.id);
  }
}

/**
 * Empties this node before it stops: saved rooms go on at other nodes, and so do sessions without a room. Rooms that are not saved are
 * played to their end, or the end of the time for it. What nobody takes is saved or ends as on one node.
 */
@Injectable()
export class Drain implements OnModuleInit {
  private readonly logger = new Logger('Shutdown');

  constructor(
    private readonly events: EventBus,
    private readonly rooms: RoomRegistry,
    private readonly handOvers: HandOvers,
    private readonly sessions: SessionDrain,
    @Optional() private readonly cluster?: Cluster,
  ) {}

  /** Nest's hook. */
  onModuleInit(): void {
    const { cluster } = this;
    if (cluster !== undefined) {
      this.events.on(ServerLeaving, (leaving) => leaving.waitFor(this.run(cluster, leaving.untilMs)));
    }
  }

  private async run(cluster: Cluster, untilMs: number): Promise<void> {
    const nowMs = performance.now();
    const playUntilMs = nowMs + (untilMs - nowMs) * PLAY_SHARE;
    const offers = new Offers(cluster, untilMs);
    // Clients that are still here may make rooms until they are gone.
    for (;;) {
      await this.moveRooms(offers);
      await this.sessions.run(offers);
      if (performance.now() >= playUntilMs || !this.isAnythingPlayed()) break;
      await delay(POLL_MS);
    }
    for (const room of [...this.rooms.all()]) if (!room.outlivesRestart) room.dispose(RoomError['room.closed']);
    await this.sessions.run(offers);
  }

  private async moveRooms(offers: Offers): Promise<void> {
    const saved = [...this.rooms.all()].filter(({ outlivesRestart }) => outlivesRestart);
    const of = saved.length;
    const moved = await offers.each(saved, ROOM_LANES, (room, nodeId) => this.handOvers.handOver(room, nodeId));
    if (moved > 0) this.logger.log({ rooms: moved, of }, 'Rooms go on at other nodes.');
  }

  private isAnythingPlayed(): boolean {
    return [...this.rooms.all()].some((room) => !room.outlivesRestart && hasPlayers(room));
  }
}

/** Offers what is here to other nodes, until the time is over. */
export class Offers {
  private readonly tries = new Map<RoomRuntime | Session, number>();
  /** The nodes of those that go together. */
  private readonly places = new Map<string, string>();

  constructor(
    private readonly cluster: Cluster,
    private readonly untilMs: number,
  ) {}

  /**
   * Offers each of these, so many at a time; what was refused too often is not offered again.
   * @param togetherOf names what goes to the same node, if that takes it
   * @returns how many have moved
   */
  async each<T extends RoomRuntime | Session>(
    all: T[],
    lanes: number,
    move: (one: T, nodeId: string) => Promise<boolean>,
    togetherOf: (one: T) => string | undefined = () => undefined,
  ): Promise<number> {
    let moved = 0;
    const lane = async (): Promise<void> => {
      for (let one = all.shift(); one !== undefined; one = all.shift())
        if (await this.offer(one, move, togetherOf(one))) moved += 1;
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    return moved;
  }

  private async offer<T extends RoomRuntime | Session>(
    one: T,
    move: (one: T, nodeId: string) => Promise<boolean>,
    together: string | undefined,
  ): Promise<boolean> {
    for (let tries = this.tries.get(one) ?? 0; tries < MAX_OFFERS && performance.now() < this.untilMs; tries++) {
      const nodeId = this.pick(together);
      if (nodeId === undefined) return false;
      if (await move(one, nodeId)) return true;
      this.tries.set(one, tries + 1);
      // A handler may be running, or a client just coming back.
      await delay(POLL_MS);
    }
    return false;
  }

  private pick(together: string | undefined): string | undefined {
    if (together === undefined) return this.cluster.pickNode();
    const known = this.places.get(together);
    if (known !== undefined && this.cluster.takingNodes().some(({ id }) => id === known)) return known;
    const nodeId = this.cluster.pickNode();
    if (nodeId !== undefined) this.places.set(together, nodeId);
    return nodeId;
  }
}

function hasPlayers({ members }: RoomRuntime): boolean {
  return [...members.keys()].some(({ isConnected }) => isConnected);
}
