import { defineErrors } from '../../protocol/error-codes.js';

/** The matchmaker's error codes. */
export const MatchmakingError = defineErrors({
  'matchmaking.not_waiting': 'You wait for no match.',
  'matchmaking.not_leader': 'Only the leader of the party may look for a match.',
  'matchmaking.in_room': 'You, or a member of your party, is in a room; leave it first.',
  'matchmaking.unknown_queue': 'There is no such queue.',
  'matchmaking.queue_full': 'Too many tickets wait in this queue.',
  'matchmaking.already_waiting': 'A player of this ticket waits for a match already.',
  'matchmaking.party_too_large': 'The party has more players than this queue takes together.',
  'matchmaking.bad_party': 'A ticket needs at least one player, and each player once.',
  'matchmaking.bad_properties': 'The properties of the ticket break a rule of this queue.',
  'matchmaking.bad_query': 'The query cannot be read.',
  'matchmaking.unknown_ticket': 'There is no such ticket.',
  'matchmaking.no_proposal': 'No match waits for an answer to this ticket.',
  'matchmaking.already_offered': 'The seats of this room are on offer already.',
  'matchmaking.bad_offer': 'The offered seats do not fit the teams of this queue.',
});
