import { defineErrors } from '../../protocol/error-codes.js';

/** Chat's error codes. */
export const ChatError = defineErrors({
  'chat.not_member': 'You are not in this channel.',
  'chat.too_many_channels': 'You are in as many channels as one player may be.',
  'chat.channel_full': 'This channel takes no more members.',
  'chat.too_often': 'You enter and read channels too often; wait a little.',
  'chat.too_fast': 'You say too much in too short a time.',
  'chat.slow_mode': 'This channel is in slow mode; wait a little.',
  'chat.muted': 'You may not speak in this channel at the moment.',
  'chat.refused': 'This text is not allowed here.',
  'chat.undeliverable': 'The message cannot be delivered.',
  'chat.unknown_line': 'There is no such line.',
  'chat.not_yours': 'The line is not yours.',
  'chat.too_late': 'The line is too old to be changed.',
  'chat.not_moderator': 'You may not moderate this channel.',
  'chat.too_many_mutes': 'As many are muted in this channel as can be.',
  'chat.too_many_blocked': 'You have blocked as many players as one player may.',
  'chat.reports_full': 'No more reports are taken at the moment.',
  'chat.report_claimed': 'Another moderator looks at this report.',
  'chat.unknown_report': 'There is no such report, or it was decided.',
  'chat.busy': 'Chat cannot take anything new at the moment.',
});
