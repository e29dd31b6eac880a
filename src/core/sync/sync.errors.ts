import { defineErrors } from '../../protocol/error-codes.js';

/** Refusals of state sync. */
export const syncErrors = defineErrors({
  'sync.no_state': 'This session is in no room whose state it could see.',
  'sync.too_many_resyncs': 'The whole state was asked for too often.',
});
