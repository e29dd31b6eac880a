import { defineErrors } from '../../protocol/error-codes.js';

/** What the lobby refuses. */
export const LobbyError = defineErrors({
  'lobby.not_open': 'Players may not make rooms of this type.',
  'lobby.not_allowed': 'You may not make such a room.',
  'lobby.too_many_rooms': 'There are as many rooms of yours as one player may have.',
  'lobby.too_fast': 'Too many requests to the lobby; wait a little.',
  'lobby.small_buffer': 'Your client can hold too little at once to follow the list of rooms.',
});
