import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../../../core/events/event-bus.js';
import { RoomChanged, RoomEnded } from '../../../core/rooms/api/room.events.js';
import type { LiveRoom } from '../../../core/rooms/api/room.js';
import type { Session } from '../../../core/sessions/session.js';
import { QueueDesk } from '../queue-desk.js';
import type { TicketProperties } from '../query/ticket-properties.js';
import { TicketQuery } from '../query/ticket-query.js';
import type { DeclaredQueue } from '../queue-registry.js';
import type { MatchStarted } from '../search/match-result.js';
import type { TicketRequest } from '../search/ticket.js';
import { ProposalBoard } from './proposal-board.js';

/** The properties and query of one player's ticket. */
export type PlayerProfile = Pick<TicketRequest, 'properties' | 'query'>;

interface Seat {
  readonly team: number;
  readonly profile: PlayerProfile;
  /** True until the player has joined the room, or is known not to come. */
  isPending: boolean;
}

/** A room that was opened for a match: who plays on which team, and which seats are free. */
export class RunningMatch {
  /** For each team, the seats that are on offer or reserved for matched players. */
  readonly offered: number[];
  private readonly seats = new Map<Session, Seat>();

  /** @param bots per team */
  constructor(
    readonly room: LiveRoom,
    readonly declared: DeclaredQueue,
    private readonly bots: readonly number[],
  ) {
    this.offered = bots.map(() => 0);
  }

  /** Adds a player who is going to join. */
  expect(session: Session, team: number, profile: PlayerProfile): void {
    this.seats.set(session, { team, profile, isPending: true });
  }

  /** A player has joined, or is not coming. */
  settle(session: Session): void {
    const seat = this.seats.get(session);
    if (seat) seat.isPending = false;
  }

  /** Free seats per team; none while the room is locked. */
  freeSeats(): number[] {
    this.forgetGone();
    const { count, maxSize } = this.declared.rules.teams;
    const free = Array.from({ length: count }, (_, team) => maxSize - (this.bots[team] ?? 0));
    let pending = 0;
    for (const { team, isPending } of this.seats.values()) {
      free[team] = (free[team] ?? 0) - 1;
      if (isPending) pending++;
    }
    if (this.room.isLocked || this.room.isOver) return free.fill(0);
    const bots = this.bots.reduce((sum, each) => sum + each, 0);
    const inRoom = Math.max(this.room.members.size + pending, this.room.takenSeats);
    const most = Math.min(this.declared.rules.maxPlayers - bots, this.room.maxPlayers) - inRoom;
    return limited(free, most);
  }

  /** How the room appears to tickets: the properties its players share, the average of their numbers, all their queries. */
  profile(): PlayerProfile | undefined {
    const profiles = [...this.seats.values()].map(({ profile }) => profile);
    if (profiles.length === 0) return undefined;
    const properties = commonProperties(profiles);
    return { properties, query: commonQuery(profiles, new Map(Object.entries(properties))) };
  }

  private forgetGone(): void {
    for (const [session, { isPending }] of this.seats) {
      if (!isPending && !this.room.members.has(session)) this.seats.delete(session);
    }
  }
}

/** As many of these free seats as the match has room for, each on the team with the fewest players at that point. */
function limited(free: readonly number[], most: number): number[] {
  const seats = free.map(() => 0);
  for (let given = 0; given < most; given++) {
    const left = free.map((count, team) => count - (seats[team] ?? 0));
    const emptiest = left.indexOf(Math.max(...left));
    if ((left[emptiest] ?? 0) <= 0) break;
    seats[emptiest] = (seats[emptiest] ?? 0) + 1;
  }
  return seats;
}

function commonProperties(profiles: readonly PlayerProfile[]): Record<string, string | number> {
  const [first, ...others] = profiles.map(({ properties = {} }) => properties);
  const common: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(first ?? {})) {
    const values = [
      value,
      ...others.map((properties) => (Object.hasOwn(properties, name) ? properties[name] : undefined)),
    ];
    const numbers = values.filter((each) => typeof each === 'number');
    if (numbers.length === values.length) common[name] = numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
    else if (values.every((each) => each === value)) common[name] = value;
  }
  return common;
}

/** All queries combined, except those that would make it too long or that the room's own properties do not support. */
function commonQuery(profiles: readonly PlayerProfile[], properties: TicketProperties): string {
  const different = new Set(profiles.map(({ query = '' }) => query.trim()));
  let common = '';
  for (const query of different) {
    if (query === '') continue;
    const both = common === '' ? `(${query})` : `${common} and (${query})`;
    if (isQuery(both, properties)) common = both;
  }
  return common;
}

function isQuery(text: string, owner: TicketProperties): boolean {
  try {
    new TicketQuery(text).checkOwner(owner);
    return true;
  } catch {
    return false;
  }
}

/**
 * Keeps the seats on offer equal to the free seats of rooms that take players mid-game: when somebody leaves, the seat is
 * offered; when the room is locked or ends, the offer is withdrawn.
 */
@Injectable()
export class Backfill implements OnModuleInit {
  private readonly logger = new Logger(Backfill.name);
  private readonly matches = new Map<string, RunningMatch>();

  constructor(
    private readonly desk: QueueDesk,
    private readonly proposals: ProposalBoard,
    private readonly events: EventBus,
  ) {}

  /** Nest's hook: subscribes to room events. */
  onModuleInit(): void {
    this.desk.onOfferLost = (roomId) => this.offerAgain(roomId);
    this.events.on(RoomChanged, ({ room }) => this.update(room));
    this.events.on(RoomEnded, ({ room }) => {
      this.update(room);
      this.matches.delete(room.id);
    });
  }

  /** Number of watched rooms. */
  get size(): number {
    return this.matches.size;
  }

  /** Starts watching a room. @param bots per team */
  watch(room: LiveRoom, declared: DeclaredQueue, bots: readonly number[]): void {
    this.matches.set(room.id, new RunningMatch(room, declared, bots));
  }

  /** Players were matched to offered seats, which are now reserved for them until they join or fail to. */
  handOver({ room, teams }: MatchStarted): void {
    const match = room && this.matches.get(room.roomId);
    teams.forEach(({ tickets }, team) => {
      if (!match) return;
      const players = tickets.reduce((sum, ticket) => sum + ticket.players.length, 0);
      match.offered[team] = Math.max(0, (match.offered[team] ?? 0) - players);
    });
  }

  /** Reserves a seat for a player. */
  expect(room: LiveRoom, session: Session, team: number, profile: PlayerProfile): void {
    this.matches.get(room.id)?.expect(session, team, profile);
  }

  /** A player has joined, or is not coming. */
  settle(room: LiveRoom, session: Session): void {
    this.matches.get(room.id)?.settle(session);
  }

  /** Updates the offer to match the room's free seats. */
  update(room: LiveRoom): void {
    const match = this.matches.get(room.id);
    if (!match) return;
    const free = match.freeSeats();
    const change = free.map((seats, team) => seats - (match.offered[team] ?? 0));
    if (change.every((seats) => seats === 0)) return;
    const isMore = change.every((seats) => seats >= 0);
    const isOnOffer = match.offered.some((seats) => seats > 0);
    if (isMore && isOnOffer) this.desk.grow(match.declared.queue.name, room.id, change);
    else {
      if (isOnOffer) this.withdraw(match);
      this.offer(match, free);
    }
    free.forEach((seats, team) => (match.offered[team] = seats));
  }

  private offerAgain(roomId: string): void {
    const match = this.matches.get(roomId);
    if (!match) return;
    match.offered.fill(0);
    this.update(match.room);
  }

  private withdraw({ room, declared }: RunningMatch): void {
    for (const dissolved of this.desk.withdraw(declared.queue.name, room.id)) this.proposals.dissolve(dissolved);
  }

  private offer(match: RunningMatch, free: number[]): void {
    const profile = match.profile();
    if (profile === undefined || free.every((seats) => seats === 0)) {
      free.fill(0);
      return;
    }
    const { room, declared } = match;
    const request = { ...profile, id: room.id, roomId: room.id, queue: declared.queue.name, freeSeats: free };
    try {
      this.desk.offer(request);
    } catch (error) {
      this.logger.warn({ err: error, roomId: room.id }, 'The free seats of a room could not be offered.');
      free.fill(0);
    }
  }
}
