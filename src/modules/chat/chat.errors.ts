import { defineErrors } from '../../protocol/error-codes.js';

/** What chat refuses. */
export const ChatError = defineErrors({
  'chat.not_member': 'You are not in this channel.',
  'chat.too_many_channels': 'You are in as many channels as one player may be.',
});
