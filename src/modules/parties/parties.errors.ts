import { defineErrors } from '../../protocol/error-codes.js';

/** Error codes of parties. */
export const PartyError = defineErrors({
  'party.not_member': 'You are in no party.',
  'party.already_member': 'You are in a party already; leave it first.',
  'party.not_leader': 'Only the leader of the party may do this.',
  'party.no_such_party': 'There is no party with this code that you may join.',
  'party.no_such_member': 'The party has no such member.',
  'party.full': 'The party has as many members as it may have.',
  'party.apart': 'You and the party are in different rooms; leave yours to join.',
  'party.too_small': 'The party has more members than that.',
  'party.too_many_guesses': 'Too many wrong codes; try again in a minute.',
  'party.bad_data': 'A key or a value of the data is of no kind that a party keeps.',
  'party.too_much_data': 'The data would be more than a party keeps.',
  'party.not_here': 'The one you invite is not connected.',
  'party.cannot_invite_member': 'The one you invite is a member already.',
  'party.already_invited': 'You have invited this player just now.',
  'party.too_many_invitations': 'Too many of your invitations wait for an answer.',
  'party.too_busy': 'The one you invite has too many invitations.',
  'party.no_such_invitation': 'There is no such invitation any more.',
});
