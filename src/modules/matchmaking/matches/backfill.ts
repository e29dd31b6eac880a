import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../../../core/events/event-bus.js';
import { RoomChanged, RoomEnded } from '../../../core/rooms/api/room.events.js';
import type { LiveRoom } from '../../../core/rooms/api/room.js';
import type { Session } from '../../../core/sessions/session.js';
import { MonotonicClock } from '../../../core/simulation/monotonic-clock.js';
import type { DeclaredQueue } from '../queue-registry.js';
import type { MatchStarted } from '../search/match-result.js';
import { Matchmaker } from '../search/matchmaker.js';
import { ProposalBoard } from './proposal-board.js';
import { type PlayerProfile, RunningMatch } from './running-match.js';

/**
 * Keeps what the matchmaker has on offer equal to the free seats of the rooms that take players in the middle of a game:
 * somebody leaves, and the seat is on offer; the room is locked or over, and it is not any more.
 */
@Injectable()
export class Backfill implements OnModuleInit {
  private readonly logger = new Logger(Backfill.name);
  private readonly matches = new Map<string, RunningMatch>();

  constructor(
    private readonly matchmaker: Matchmaker,
    private readonly proposals: ProposalBoard,
    private readonly events: EventBus,
    private readonly clock: MonotonicClock,
  ) {}

  /** Nest's hook: rooms tell what becomes of them. */
  onModuleInit(): void {
    this.events.on(RoomChanged, ({ room }) => this.update(room));
    this.events.on(RoomEnded, ({ room }) => {
      this.update(room);
      this.matches.delete(room.id);
    });
  }

  /** How many rooms are watched. */
  get size(): number {
    return this.matches.size;
  }

  /** Watches a room from now on. @param bots of each team */
  watch(room: LiveRoom, declared: DeclaredQueue, bots: readonly number[]): void {
    this.matches.set(room.id, new RunningMatch(room, declared, bots));
  }

  /** A match was found for offered seats: they are the players', who will come or not. */
  handOver({ room, teams }: MatchStarted): void {
    const match = room && this.matches.get(room.roomId);
    teams.forEach(({ tickets }, team) => {
      if (!match) return;
      const players = tickets.reduce((sum, ticket) => sum + ticket.players.length, 0);
      match.offered[team] = (match.offered[team] ?? 0) - players;
    });
  }

  /** Keeps a seat for a player. */
  expect(room: LiveRoom, session: Session, team: number, profile: PlayerProfile): void {
    this.matches.get(room.id)?.expect(session, team, profile);
  }

  /** A player has come, or will not come. */
  settle(room: LiveRoom, session: Session): void {
    this.matches.get(room.id)?.settle(session);
  }

  /** Offers, adds or withdraws seats, as they are now. */
  update(room: LiveRoom): void {
    const match = this.matches.get(room.id);
    if (!match) return;
    const free = match.freeSeats();
    const change = free.map((seats, team) => seats - (match.offered[team] ?? 0));
    if (change.every((seats) => seats === 0)) return;
    const isMore = change.every((seats) => seats >= 0);
    const isOnOffer = match.offered.some((seats) => seats > 0);
    if (isMore && isOnOffer) this.matchmaker.growBackfill(room.id, change);
    else {
      if (isOnOffer) this.withdraw(match);
      this.offer(match, free);
    }
    free.forEach((seats, team) => (match.offered[team] = seats));
  }

  private withdraw({ room }: RunningMatch): void {
    for (const dissolved of this.matchmaker.withdrawBackfill(room.id)) this.proposals.dissolve(dissolved);
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
      this.matchmaker.offerBackfill(request, this.clock.nowMs());
    } catch (error) {
      this.logger.warn({ err: error, roomId: room.id }, 'The free seats of a room could not be offered.');
      free.fill(0);
    }
  }
}
