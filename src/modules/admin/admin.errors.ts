import { defineErrors } from '../../protocol/error-codes.js';

/** What the console refuses. */
export const AdminError = defineErrors({
  'admin.signed_out': { text: 'Sign in first.', httpStatus: 401 },
  'admin.wrong_credentials': { text: 'Name, password and code do not belong together.', httpStatus: 401 },
  'admin.code_required': { text: 'The code of your authenticator app is missing.', httpStatus: 401 },
  'admin.code_refused': { text: 'The code is wrong, or was used before.', httpStatus: 403 },
  'admin.prove_again': { text: 'This needs a code of your authenticator app again.', httpStatus: 403 },
  'admin.not_allowed': { text: 'Your role may not do this.', httpStatus: 403 },
  'admin.foreign_request': { text: 'The request did not come from the console itself.', httpStatus: 403 },
  'admin.not_found': { text: 'There is nothing at this address.', httpStatus: 404 },
  'admin.link_refused': { text: 'The link was used before, is too old, or is not whole.', httpStatus: 403 },
  'admin.name_taken': 'There is an administrator of this name.',
  'admin.weak_password': 'A password has 12 characters or more.',
  'admin.last_owner': 'The last owner has to stay one.',
  'admin.reason_missing': 'This needs a reason.',
  'admin.no_such_target': { text: 'What this is about is not there any more.', httpStatus: 404 },
  'admin.busy': { text: 'Too many recordings are being replayed. Close one, or try again later.', httpStatus: 429 },
  'admin.in_use': 'This is still being written.',
  'admin.too_large': { text: 'The request or its answer is too large.', httpStatus: 413 },
});
