import { defineErrors } from '../../protocol/error-codes.js';

/** The lobby's error codes, besides those of creating a room; see {@link RoomError}. */
export const LobbyError = defineErrors({
  'lobby.not_open': 'Players may not make rooms of this type.',
  'lobby.not_allowed': 'You may not make such a room.',
  'lobby.small_buffer': 'Your client can hold too little at once to follow the list of rooms.',
});
