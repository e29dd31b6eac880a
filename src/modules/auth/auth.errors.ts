import { defineErrors } from '../../protocol/error-codes.js';

/** Error codes of sign-in and accounts, besides the core's: `auth.required`, `auth.refused` (for any token) and `auth.too_many_attempts`. */
export const AuthError = defineErrors({
  'auth.wrong_credentials': { text: 'E-mail address and password do not belong together.', httpStatus: 401 },
  'auth.banned': { text: 'This account is banned.', httpStatus: 403 },
  'auth.mail_unavailable': {
    text: 'This server sends no mails, so e-mail addresses are of no use here.',
    httpStatus: 503,
  },
  'auth.email_lost': 'Somebody else has shown that the e-mail address of this account is theirs; sign in again.',
  'auth.identity_taken': 'This way to sign in belongs to another account.',
  'auth.identity_unknown': 'The account has no such way to sign in.',
  'auth.last_identity': 'The last way to sign in cannot be removed.',
  'auth.too_many_identities': 'The account has as many ways to sign in as one may have.',
  'auth.code_refused': 'The code is wrong, was used already, or is too old.',
  'auth.provider_unavailable': { text: 'The identity provider cannot be asked at the moment.', httpStatus: 503 },
  'auth.erased': 'This account was deleted.',
  'auth.signed_out': 'The player has signed out everywhere.',
  'auth.not_confirmed': 'To delete an account, its own id must be repeated.',
});
