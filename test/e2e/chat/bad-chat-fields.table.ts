import { ChatType } from '../../../src/modules/chat/chat.messages.js';
import {
  badField,
  missingField,
  NO_LINE,
  NO_NAME,
  NO_TEXT,
  TALK_FIELDS,
  text,
  unknownField,
  type Message,
} from '../bad-fields.table.js';
import { CANARY, type BadInput } from '../bad-input.table.js';

const CHANNEL = { channel: '"lobby"' };
const LINE = { ...CHANNEL, id: '1' };
const SAY: Message = { name: 'Say', type: ChatType.Say, good: { ...CHANNEL, text: '"hello"' } };
const HISTORY: Message = { name: 'History', type: ChatType.History, good: CHANNEL };
const MEMBERS: Message = { name: 'Members', type: ChatType.Members, good: CHANNEL };
const EDIT: Message = { name: 'Edit', type: ChatType.Edit, good: { ...LINE, text: '"hello"' } };
const DELETE: Message = { name: 'Delete', type: ChatType.Delete, good: LINE };
const TYPING: Message = { name: 'Typing', type: ChatType.Typing, good: CHANNEL };
const RENAME: Message = { name: 'Rename', type: ChatType.Rename, good: { name: '"Ann"' } };
const MUTE: Message = { name: 'Mute', type: ChatType.Mute, good: { ...CHANNEL, target: '"Bob"', seconds: '60' } };
const SLOW: Message = { name: 'SlowMode', type: ChatType.SlowMode, good: { ...CHANNEL, seconds: '5' } };
const REPORT: Message = { name: 'Report', type: ChatType.Report, good: { ...LINE, reason: '"rude"' } };
const BLOCK: Message = { name: 'Block', type: ChatType.Block, good: { playerId: '"Bob"', isBlocked: 'true' } };
const CONVERSATIONS: Message = { name: 'Conversations', type: ChatType.Conversations, good: {} };

/** Texts that address no channel, and values that are no number of a line, no player and no time. */
const NO_ADDRESS = [
  ...[text('room:'), text('party:a b'), text('room:\u0000'), text(`room:${'x'.repeat(65)}`)],
  ...[text('direct:'), text('direct:\n'), text(`direct:${CANARY.repeat(30)}`), '"direct:\\ud800"', text('Room:1')],
];
const NO_LINE_ID = ['0', '-1', '1.5', '1e999', '9007199254740993', 'null', '[]', text(CANARY)];
const NO_PLAYER = [...NO_TEXT, text(''), text('a\nb'), '"\\ud800"', text(CANARY.repeat(30))];
const NO_SECONDS = ['-1', '1.5', '1e999', '2592001', 'true', text(CANARY)];

/** Everything that is wrong with the fields of the chat's messages. */
export const BAD_CHAT_FIELDS: readonly BadInput[] = [
  ...TALK_FIELDS,
  ...['1', '[]', text('No'), text(CANARY.toUpperCase())].map((value) => badField(HISTORY, 'channel', value)),
  ...['1', '[]', text('No'), text(CANARY.toUpperCase())].map((value) => badField(MEMBERS, 'channel', value)),
  ...NO_ADDRESS.map((value) => badField(SAY, 'channel', value)),
  ...[EDIT, DELETE, TYPING, MUTE, SLOW, REPORT].flatMap((message) =>
    ['1', text('No'), text('direct:')].map((value) => badField(message, 'channel', value)),
  ),
  ...[EDIT, DELETE, REPORT].flatMap((message) => NO_LINE_ID.map((value) => badField(message, 'id', value))),
  ...NO_LINE.map((value) => badField(EDIT, 'text', value)),
  ...NO_NAME.map((value) => badField(RENAME, 'name', value)),
  ...NO_PLAYER.map((value) => badField(MUTE, 'target', value)),
  ...NO_SECONDS.map((value) => badField(MUTE, 'seconds', value)),
  ...NO_SECONDS.map((value) => badField(SLOW, 'seconds', value)),
  ...[...NO_TEXT, text(''), text(CANARY.repeat(40))].map((value) => badField(REPORT, 'reason', value)),
  ...NO_PLAYER.map((value) => badField(BLOCK, 'playerId', value)),
  ...['1', 'null', '[]', text('true')].map((value) => badField(BLOCK, 'isBlocked', value)),
  ...NO_LINE_ID.slice(0, 5).map((value) => badField(HISTORY, 'before', value)),
  ...['0', '101', '1.5', text(CANARY)].map((value) => badField(HISTORY, 'limit', value)),
  ...['1', '[]', text(''), text(CANARY.repeat(40))].map((value) => badField(CONVERSATIONS, 'cursor', value)),
  ...['0', '51', text(CANARY)].map((value) => badField(CONVERSATIONS, 'limit', value)),
  ...[EDIT, DELETE, TYPING, RENAME, MUTE, SLOW, REPORT, BLOCK].flatMap((message) =>
    Object.keys(message.good).map((field) => missingField(message, field)),
  ),
  missingField(HISTORY, 'channel'),
  missingField(MEMBERS, 'channel'),
  ...[HISTORY, MEMBERS, EDIT, MUTE, REPORT, BLOCK, CONVERSATIONS].map((message) => unknownField(message, CANARY)),
];
