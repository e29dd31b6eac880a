import { Injectable, Logger } from '@nestjs/common';
import { RoomRegistry } from '../../../core/rooms/room-registry.js';
import type { RoomRuntime } from '../../../core/rooms/runtime/room-runtime.js';
import { broadcast } from '../../../core/sessions/broadcast.js';
import type { Session } from '../../../core/sessions/session.js';
import { textOf } from '../../../protocol/error-codes.js';
import { GameError } from '../../../protocol/game-error.js';
import type { GameMatch, MatchedPlayer } from '../game-queue.js';
import {
  DissolveReason,
  MatchDissolvedDto,
  MatchFailedDto,
  type MatchPlayerDto,
  MatchStartedDto,
  type MatchTeamDto,
} from '../match-events.messages.js';
import { MatchMetrics } from '../match-metrics.js';
import { type DeclaredQueue, QueueRegistry } from '../queue-registry.js';
import type { MatchStarted } from '../search/match-result.js';
import type { GameTicket } from '../tickets/ticket-directory.js';
import { Backfill, type PlayerProfile } from './backfill.js';

/** Far longer than it takes to seat all players of a match one after the other. */
const SEAT_HOLD_MS = 30_000;

/** Tickets that go back into their queue, and why. */
export interface Returned {
  readonly tickets: readonly GameTicket[];
  readonly reason: DissolveReason;
}

/** State of a match while its players are joining. */
interface Start {
  readonly started: MatchStarted;
  readonly declared: DeclaredQueue;
  readonly tickets: readonly GameTicket[];
  readonly match: GameMatch;
}

/** Opens the room for a match, or takes the one being backfilled, and puts the players in. */
@Injectable()
export class MatchStarter {
  private readonly logger = new Logger(MatchStarter.name);
  private readonly starting = new Set<Session>();

  constructor(
    private readonly rooms: RoomRegistry,
    private readonly queues: QueueRegistry,
    private readonly backfill: Backfill,
    private readonly metrics: MatchMetrics,
  ) {}

  /** Number of sessions on their way into a room. */
  get size(): number {
    return this.starting.size;
  }

  /** Whether a session has left its queue but is not in its room yet. */
  isStarting(session: Session): boolean {
    return this.starting.has(session);
  }

  /** Counts sessions as on their way already, until {@link start} or {@link letGo}. */
  hold(sessions: readonly Session[]): void {
    for (const session of sessions) this.starting.add(session);
  }

  /** Ends what {@link hold} began. */
  letGo(sessions: readonly Session[]): void {
    for (const session of sessions) this.starting.delete(session);
  }

  /** Starts a match. Never fails: players are told what went wrong. Returns those who got no seat and keep waiting. */
  async start(started: MatchStarted, tickets: readonly GameTicket[]): Promise<Returned | undefined> {
    const declared = this.queues.find(started.queue);
    if (!declared) return undefined;
    const start = { started, declared, tickets, match: gameMatch(started, tickets) };
    const sessions = tickets.flatMap((ticket) => ticket.sessions);
    this.hold(sessions);
    this.backfill.handOver(started);
    try {
      return started.room === undefined ? await this.open(start) : await this.fill(start, started.room.roomId);
    } catch (error) {
      // Nothing can be made anywhere at the moment.
      if (error instanceof GameError && error.code === 'cluster.unavailable') {
        return { tickets, reason: DissolveReason.RoomWithdrawn };
      }
      this.metrics.countMatch(started.queue, 'failed');
      this.tellFailure(sessions, started.matchId, error);
      return undefined;
    } finally {
      this.letGo(sessions);
    }
  }

  private async open(start: Start): Promise<Returned | undefined> {
    const { started, declared, match, tickets } = start;
    const { roomType, roomSettings = { isPrivate: true }, backfill = false } = declared.queue;
    const room = await this.rooms.create(roomType, this.queues.roomOptions(declared.queue, match), roomSettings);
    const absent = tickets.filter(isAbsent);
    if (absent.length > 0) {
      room.dispose('room.closed');
      this.tellLoss(started, absent);
      return { tickets: tickets.filter((ticket) => !absent.includes(ticket)), reason: DissolveReason.PlayerLost };
    }
    const bots = started.teams.map((team) => team.bots);
    if (backfill) this.backfill.watch(room, declared, bots);
    await this.seatAll(start, room, tickets);
    return undefined;
  }

  private async fill(start: Start, roomId: string): Promise<Returned> {
    const room = this.rooms.find(roomId);
    const absent = start.tickets.filter(isAbsent);
    const present = start.tickets.filter((ticket) => !absent.includes(ticket));
    const seated = room === undefined || room.isLocked ? [] : await this.seatAll(start, room, present);
    if (room) this.backfill.update(room);
    this.tellLoss(start.started, absent);
    return { tickets: present.filter((ticket) => !seated.includes(ticket)), reason: DissolveReason.RoomWithdrawn };
  }

  /** Seats whole tickets while there are seats left. Returns those that got in. */
  private async seatAll(start: Start, room: RoomRuntime, tickets: readonly GameTicket[]): Promise<GameTicket[]> {
    const seats = new Map<Session, string>();
    const seated = tickets.filter((ticket) => {
      if (room.isOver || room.takenSeats + ticket.sessions.length > room.maxPlayers) return false;
      for (const session of ticket.sessions) seats.set(session, this.rooms.reserve(room, SEAT_HOLD_MS));
      return true;
    });
    const teams = start.match.teams.map(({ players, bots }) => ({ players: players.map(nameOf), bots }));
    const expected = start.match.teams.flatMap((team) => team.players).filter(({ session }) => seats.has(session));
    // Disconnected players come last, so that the host is somebody who is connected.
    const [here, away] = [expected.filter(isHere), expected.filter((player) => !isHere(player))];
    const players = [...here, ...away];
    for (const player of players) this.backfill.expect(room, player.session, player.team, profileOf(player, tickets));
    if (seated.length > 0) this.metrics.countMatch(start.started.queue, 'started');
    await Promise.all(players.map((player) => this.seat(start, room, player, seats.get(player.session) ?? '', teams)));
    return seated;
  }

  /** Seats one player; a failure affects only that player. */
  private async seat(
    { started, declared }: Start,
    room: RoomRuntime,
    player: MatchedPlayer,
    seat: string,
    teams: MatchTeamDto[],
  ): Promise<void> {
    const { matchId, queue } = started;
    const { session, name, team } = player;
    const isBackfill = started.room !== undefined;
    session.send(new MatchStartedDto({ matchId, queue, roomId: room.id, isBackfill, team, teams }));
    try {
      const options = this.queues.joinOptions(declared.queue, player);
      await this.rooms.join(session, room, { name, seat, options, isUnasked: true });
    } catch (error) {
      room.roster.reservations.take(seat);
      this.tellFailure([session], matchId, error);
    }
    this.starting.delete(session);
    this.backfill.settle(room, session);
    this.backfill.update(room);
    room.endIfEmpty();
  }

  /** Tells the party of somebody who is gone. */
  private tellLoss({ matchId }: MatchStarted, absent: readonly GameTicket[]): void {
    const others = absent.flatMap(({ sessions }) => sessions).filter(({ room }) => room === undefined);
    broadcast(others, new MatchDissolvedDto(matchId, DissolveReason.PlayerLost, false));
  }

  private tellFailure(sessions: readonly Session[], matchId: number, error: unknown): void {
    const code = error instanceof GameError ? error.code : 'server.internal';
    if (!(error instanceof GameError)) this.logger.error({ err: error, matchId }, 'A match could not start.');
    broadcast(sessions, new MatchFailedDto(matchId, code, textOf(code)));
  }
}

function gameMatch({ matchId, queue, teams }: MatchStarted, tickets: readonly GameTicket[]): GameMatch {
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  const playersOf = (ticketId: string, team: number): MatchedPlayer[] => {
    const ticket = byId.get(ticketId);
    const properties = ticket?.request.properties ?? {};
    return (ticket?.sessions ?? []).map((session) => {
      return { session, name: ticket?.names.get(session) ?? '', team, properties };
    });
  };
  return {
    matchId,
    queue,
    teams: teams.map((team, index) => ({
      players: team.tickets.flatMap(({ ticketId }) => playersOf(ticketId, index)),
      bots: team.bots,
    })),
  };
}

function isHere({ session }: MatchedPlayer): boolean {
  return session.isConnected;
}

/** Whether one of its players has left, or has joined a room in the meantime. */
function isAbsent({ sessions }: GameTicket): boolean {
  return sessions.some((session) => !session.isOpen || session.room !== undefined);
}

function profileOf({ session }: MatchedPlayer, tickets: readonly GameTicket[]): PlayerProfile {
  const request = tickets.find(({ sessions }) => sessions.includes(session))?.request;
  return { properties: request?.properties ?? {}, query: request?.query ?? '' };
}

function nameOf({ session, name }: MatchedPlayer): MatchPlayerDto {
  return { id: session.id, name };
}
