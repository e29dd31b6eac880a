import { defineErrors } from '../../protocol/error-codes.js';

/** The relay's error codes. */
export const RelayError = defineErrors({
  'relay.not_open': 'Open the relay before you send packets.',
  'relay.no_peer': 'There is no such peer in the room.',
  'relay.too_large': 'The packet is larger than the room relays; send it in pieces.',
  'relay.host_left': 'The host has left, and the game is over with it.',
  'relay.too_fast': 'You send more packets a second than the room relays.',
});
