import { defineErrors } from '../../protocol/error-codes.js';

/** Error codes of player storage. */
export const DocumentError = defineErrors({
  'document.invalid': 'The value must be the text of one JSON object whose numbers are finite.',
  'document.too_deep': 'The value is nested too deeply.',
  'document.too_large': 'The value is larger than a document may be.',
  'document.repeated': 'The same document is named twice in one batch.',
  'document.conflict': 'The document has another version by now.',
  'document.protected': 'Only the game itself may change this document.',
  'document.quota_exceeded': 'The player has as many documents, or as many bytes in them, as one player may have.',
  'document.too_fast': 'The player has written as many bytes as one player may in a minute.',
});
