import { BackfillOffer, type BackfillRequest } from './backfill-offer.js';
import { GameError } from '../../../protocol/game-error.js';
import { MatchmakingError } from '../matchmaking.errors.js';
import { TicketQuery } from '../query/ticket-query.js';
import type { QueueRules } from './queue-rules.js';
import { Ticket, type TicketRequest } from './ticket.js';
import { badProperties, readProperties, type TicketProperties } from '../query/ticket-properties.js';

/** Number of compiled queries kept; most players use the same few. */
const MAX_KEPT_QUERIES = 1_024;

/** Creates tickets and offers from requests, after checking them against the queue's rules. */
export class TicketDesk {
  private readonly queries = new Map<string, TicketQuery>();
  private sequence = 0;

  /** @throws GameError when the party, a property or the query breaks a rule */
  ticket(request: TicketRequest, rules: QueueRules, nowMs: number): Ticket {
    if (request.players.length > rules.maxPartySize) {
      throw new GameError(MatchmakingError['matchmaking.party_too_large']);
    }
    const { properties, query, skill } = this.look(request, rules);
    const { id, players, waitedMs = 0 } = request;
    return new Ticket(id, ++this.sequence, nowMs - waitedMs, properties, query, skill, rules.name, [...players]);
  }

  /** @throws GameError when the seats, a property or the query breaks a rule */
  offer(request: BackfillRequest, rules: QueueRules, nowMs: number): BackfillOffer {
    const { id, roomId, freeSeats } = request;
    const { count, maxSize } = rules.teams;
    const isSeatCount = (seats: number): boolean => Number.isInteger(seats) && seats >= 0 && seats <= maxSize;
    if (freeSeats.length !== count || !freeSeats.every(isSeatCount) || !freeSeats.some((seats) => seats > 0)) {
      throw new GameError(MatchmakingError['matchmaking.bad_offer']);
    }
    const { properties, query, skill } = this.look(request, rules);
    return new BackfillOffer(id, ++this.sequence, nowMs, properties, query, skill, rules.name, roomId, freeSeats);
  }

  private look(
    request: Pick<TicketRequest, 'properties' | 'query'>,
    rules: QueueRules,
  ): { properties: TicketProperties; query: TicketQuery; skill: number } {
    const properties = readProperties(request.properties ?? {});
    const query = this.compiled(request.query ?? '');
    query.checkOwner(properties);
    return { properties, query, skill: skillOf(properties, rules) };
  }

  private compiled(typed: string): TicketQuery {
    // Normalised like the properties it is compared with.
    const text = typed.normalize('NFC');
    const known = this.queries.get(text);
    if (known) return known;

    const query = new TicketQuery(text);
    if (this.queries.size >= MAX_KEPT_QUERIES) this.queries.clear();
    this.queries.set(text, query);
    return query;
  }
}

function skillOf(properties: TicketProperties, { skill }: QueueRules): number {
  if (!skill) return 0;
  const value = properties.get(skill.property);
  if (typeof value !== 'number') throw badProperties(`This queue needs the number "${skill.property}".`);
  return value;
}
