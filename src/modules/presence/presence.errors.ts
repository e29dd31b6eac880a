import { defineErrors } from '../../protocol/error-codes.js';

/** Presence's error codes. */
export const PresenceError = defineErrors({
  'presence.too_many_followed': 'You follow as many players as one session may.',
  'presence.bad_key': 'A key of the details is not 1 to 32 letters, digits, "_", "-", "." and ":".',
  'presence.too_much_activity': 'The activity is more than 512 bytes.',
});
