import type { BackfillOffer } from './backfill-offer.js';
import type { Team } from './team.js';
import type { Ticket } from './ticket.js';

/** Tickets that a pass put together. */
export interface FoundMatch {
  readonly queue: string;
  readonly tickets: readonly Ticket[];
  readonly teams: readonly Team[];
  /** The offer whose seats they get; a new game unless set. */
  readonly offer: BackfillOffer | undefined;
}
