import { CANARY, REF, type BadInput } from './bad-input.table.js';

/** A client message and what a good one holds. */
interface Message {
  readonly name: string;
  readonly type: number;
  readonly good: Readonly<Record<string, string>>;
}

const HELLO: Message = { name: 'Hello', type: 0, good: {} };
const PING: Message = { name: 'Ping', type: 4, good: {} };
const JOIN: Message = { name: 'ChatJoin', type: 200, good: { channel: '"lobby"', name: '"Ann"' } };
const LEAVE: Message = { name: 'ChatLeave', type: 202, good: { channel: '"lobby"' } };
const SAY: Message = { name: 'ChatSay', type: 203, good: { channel: '"lobby"', text: '"hello"' } };
const HISTORY: Message = { name: 'ChatHistory', type: 206, good: { channel: '"lobby"' } };
const COMPARE: Message = { name: 'ContractCompare', type: 7, good: {} };
const MEMBERS: Message = { name: 'ChatMembers', type: 208, good: { channel: '"lobby"' } };

const LOBBY_LINE = { channel: '"lobby"', id: '1' };
const EDIT: Message = { name: 'ChatEdit', type: 215, good: { ...LOBBY_LINE, text: '"hello"' } };
const DELETE: Message = { name: 'ChatDelete', type: 217, good: LOBBY_LINE };
const TYPING: Message = { name: 'ChatTyping', type: 219, good: { channel: '"lobby"' } };
const RENAME: Message = { name: 'ChatRename', type: 212, good: { name: '"Ann"' } };
const MUTE: Message = { name: 'ChatMute', type: 221, good: { channel: '"lobby"', target: '"Bob"', seconds: '60' } };
const SLOW: Message = { name: 'ChatSlowMode', type: 223, good: { channel: '"lobby"', seconds: '5' } };
const REPORT: Message = { name: 'ChatReport', type: 225, good: { ...LOBBY_LINE, reason: '"rude"' } };
const BLOCK: Message = { name: 'ChatBlock', type: 226, good: { playerId: '"Bob"', isBlocked: 'true' } };
const TALKS: Message = { name: 'ChatConversations', type: 229, good: {} };

const text = (value: string): string => JSON.stringify(value);

/** JSON values that are no text at all. */
const NO_TEXT = ['1', '-1', '1.5', '1e999', 'true', 'null', '[]', '{}', `[${text(CANARY)}]`, '{"length":5}'];

/** Texts that are no channel's name. */
const NO_CHANNEL = [
  ...['', ' ', 'Lobby', 'lob by', 'lobby\n', '\u0000lobby', 'łobby', '💬', 'a/../b', 'a.b', `${CANARY}!`].map(text),
  ...['a'.repeat(33), '-'.repeat(16_000), `${'a'.repeat(15_000)}!`, `${'a_'.repeat(7000)}\u0001`].map(text),
  ...['"\\ud800"', '"\\udc00lobby"', '"lobby\\u0000"'],
];

const NO_NAME = [...NO_TEXT, text(''), text('x'.repeat(25)), text(CANARY.repeat(5)), text('💬'.repeat(25))];
const NO_LINE = [...NO_TEXT, text(''), text(`${CANARY}${'x'.repeat(500)}`), text('ł'.repeat(501))];
const NO_WORD = ['1', 'true', '[]', '{}', text(''), text(CANARY.repeat(7))];
const NO_SIZE = ['1023', '1.5', '-1', '1e999', '1073741825', text('65535'), text(CANARY), 'true', '[]', '{}'];

/** Texts that address no channel, and values that are no number of a line, no player and no time. */
const NO_ADDRESS = [
  ...[text('room:'), text('party:a b'), text('room:\u0000'), text(`room:${'x'.repeat(65)}`)],
  ...[text('direct:'), text('direct:\n'), text(`direct:${CANARY.repeat(30)}`), '"direct:\\ud800"', text('Room:1')],
];
const NO_LINE_ID = ['0', '-1', '1.5', '1e999', '9007199254740993', 'null', '[]', text(CANARY)];
const NO_PLAYER = [...NO_TEXT, text(''), text('a\nb'), '"\\ud800"', text(CANARY.repeat(30))];
const NO_SECONDS = ['-1', '1.5', '1e999', '2592001', 'true', text(CANARY)];

/** A digest as ContractCompare takes it, with some fields instead of its own. */
const digestOf = (more: object = {}): string =>
  JSON.stringify({ type: 1, name: 'A', hash: '01234567', direction: 'client', access: 'player', fields: [], ...more });

const digest = (second: string): string => `[${digestOf()},${second}]`;

/** Values that ContractCompare.messages may not have, and the field that is named for each. */
const NO_DIGESTS: readonly (readonly [value: string, field: string])[] = [
  ...['1', '{}', text(CANARY)].map((value) => [value, 'messages'] as const),
  [`[${Array(65).fill(digestOf()).join()}]`, 'messages'],
  [digest(digestOf({ type: -1 })), 'messages.1.type'],
  [digest(digestOf({ name: `${CANARY}!` })), 'messages.1.name'],
  [digest(digestOf({ hash: CANARY })), 'messages.1.hash'],
  [digest(digestOf({ direction: `${CANARY} ` })), 'messages.1.direction'],
  [digest(digestOf({ access: CANARY.repeat(9) })), 'messages.1.access'],
  [digest(digestOf({ reply: `${CANARY}!` })), 'messages.1.reply'],
  [digest(digestOf({ fields: CANARY })), 'messages.1.fields'],
  [digest(digestOf({ fields: [CANARY] })), 'messages.1.fields'],
  [digest(digestOf({ [CANARY]: 1 })), 'messages.1'],
  [digest('{}'), 'messages.1.type'],
  [digest('null'), 'messages.1'],
  [digest(text(CANARY)), 'messages.1'],
];

/** One field of one message with a value it may not have; `named` is the path that the details name. */
function badField({ name, type, good }: Message, field: string, value: string, named = field): BadInput {
  const fields = Object.entries({ ...good, [field]: value }).map(([key, json]) => `"${key}":${json}`);
  return {
    name: `${name}.${field} = ${value.length > 300 ? `${value.slice(0, 297)}...` : value}`,
    data: `{"type":${type},"ref":${REF},"message":{${fields.join(',')}}}`,
    code: 'message.invalid',
    ref: REF,
    field: named,
  };
}

/** One message, in the flat form, without one of its fields. */
function missingField({ name, type, good }: Message, field: string): BadInput {
  const fields = Object.entries(good).filter(([key]) => key !== field);
  return {
    name: `${name} without ${field}`,
    data: `{"type":${type}${fields.map(([key, json]) => `,"${key}":${json}`).join('')},"ref":${REF}}`,
    code: 'message.invalid',
    ref: REF,
    field,
  };
}

/** A good message with a field that its class does not have. */
function unknownField({ name, type, good }: Message, key: string): BadInput {
  const fields = Object.entries({ ...good, [key]: text(CANARY) }).map(([name, json]) => `"${name}":${json}`);
  return {
    name: `${name} with the unknown field ${key.slice(0, 20)}`,
    data: `{"type":${type},"ref":${REF},${fields.join(',')}}`,
    code: 'message.invalid',
    ref: REF,
  };
}

const crowd = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`${CANARY}${index}`, 0]));

/** Everything that is wrong with the fields of a message. */
export const BAD_FIELDS: readonly BadInput[] = [
  ...[...NO_TEXT, ...NO_CHANNEL].map((value) => badField(JOIN, 'channel', value)),
  ...NO_NAME.map((value) => badField(JOIN, 'name', value)),
  ...['1', 'null', text('No'), text(CANARY.toUpperCase())].map((value) => badField(LEAVE, 'channel', value)),
  ...['1', 'null', text('No'), text(CANARY.toUpperCase())].map((value) => badField(SAY, 'channel', value)),
  ...NO_LINE.map((value) => badField(SAY, 'text', value)),
  ...['1', '[]', text('No'), text(CANARY.toUpperCase())].map((value) => badField(HISTORY, 'channel', value)),
  ...['1', '[]', text('No'), text(CANARY.toUpperCase())].map((value) => badField(MEMBERS, 'channel', value)),
  ...NO_WORD.map((value) => badField(HELLO, 'engine', value)),
  ...NO_WORD.map((value) => badField(HELLO, 'engineVersion', value)),
  ...NO_WORD.map((value) => badField(HELLO, 'platform', value)),
  ...['1', 'true', '[]', text('x'.repeat(201))].map((value) => badField(HELLO, 'text', value)),
  ...['1', '[]', text(''), text(CANARY.repeat(700))].map((value) => badField(HELLO, 'token', value)),
  ...NO_SIZE.map((value) => badField(HELLO, 'receiveBufferBytes', value)),
  ...['1', '[]', text(CANARY), text('0123456789ABCDEF')].map((value) => badField(HELLO, 'contract', value)),
  ...NO_DIGESTS.map(([value, named]) => badField(COMPARE, 'messages', value, named)),
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
  ...['1', '[]', text(''), text(CANARY.repeat(40))].map((value) => badField(TALKS, 'cursor', value)),
  ...['0', '51', text(CANARY)].map((value) => badField(TALKS, 'limit', value)),
  ...[EDIT, DELETE, TYPING, RENAME, MUTE, SLOW, REPORT, BLOCK].flatMap((message) =>
    Object.keys(message.good).map((field) => missingField(message, field)),
  ),
  missingField(COMPARE, 'messages'),
  missingField(JOIN, 'channel'),
  missingField(JOIN, 'name'),
  missingField(LEAVE, 'channel'),
  missingField(SAY, 'channel'),
  missingField(SAY, 'text'),
  missingField(HISTORY, 'channel'),
  missingField(MEMBERS, 'channel'),
  ...[HELLO, PING, JOIN, LEAVE, SAY, HISTORY, MEMBERS, EDIT, MUTE, REPORT, BLOCK, TALKS].map((message) =>
    unknownField(message, CANARY),
  ),
  ...['', '0', '$where', 'a.b', 'channel ', 'Channel', 'ref ', `${CANARY}\\u0000`].map((key) => unknownField(SAY, key)),
  {
    name: 'a thousand unknown fields',
    data: `{"type":4,"ref":${REF},"message":${JSON.stringify(crowd)}}`,
    code: 'message.invalid',
    ref: REF,
  },
];
