import { CANARY, REF, type BadInput } from './bad-input.table.js';

/** A client message and what a good one holds. */
export interface Message {
  readonly name: string;
  readonly type: number;
  readonly good: Readonly<Record<string, string>>;
}

const HELLO: Message = { name: 'Hello', type: 0, good: {} };
const PING: Message = { name: 'Ping', type: 4, good: {} };
const JOIN: Message = { name: 'Join', type: 200, good: { channel: '"lobby"', name: '"Ann"' } };
const LEAVE: Message = { name: 'Leave', type: 202, good: { channel: '"lobby"' } };
const SAY: Message = { name: 'Say', type: 203, good: { channel: '"lobby"', text: '"hello"' } };
const COMPARE: Message = { name: 'ContractCompare', type: 7, good: {} };

export const text = (value: string): string => JSON.stringify(value);

/** JSON values that are no text at all. */
export const NO_TEXT = ['1', '-1', '1.5', '1e999', 'true', 'null', '[]', '{}', `[${text(CANARY)}]`, '{"length":5}'];

/** Texts that are no channel's name. */
const NO_CHANNEL = [
  ...['', ' ', 'Lobby', 'lob by', 'lobby\n', '\u0000lobby', 'łobby', '💬', 'a/../b', 'a.b', `${CANARY}!`].map(text),
  ...['a'.repeat(33), '-'.repeat(16_000), `${'a'.repeat(15_000)}!`, `${'a_'.repeat(7000)}\u0001`].map(text),
  ...['"\\ud800"', '"\\udc00lobby"', '"lobby\\u0000"'],
];

export const NO_NAME = [...NO_TEXT, text(''), text('x'.repeat(25)), text(CANARY.repeat(5)), text('💬'.repeat(25))];
export const NO_LINE = [...NO_TEXT, text(''), text(`${CANARY}${'x'.repeat(500)}`), text('ł'.repeat(501))];
const NO_WORD = ['1', 'true', '[]', '{}', text(''), text(CANARY.repeat(7))];
const NO_SIZE = ['1023', '1.5', '-1', '1e999', '1073741825', text('65535'), text(CANARY), 'true', '[]', '{}'];

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
export function badField({ name, type, good }: Message, field: string, value: string, named = field): BadInput {
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
export function missingField({ name, type, good }: Message, field: string): BadInput {
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
export function unknownField({ name, type, good }: Message, key: string): BadInput {
  const fields = Object.entries({ ...good, [key]: text(CANARY) }).map(([name, json]) => `"${name}":${json}`);
  return {
    name: `${name} with the unknown field ${key.slice(0, 20)}`,
    data: `{"type":${type},"ref":${REF},${fields.join(',')}}`,
    code: 'message.invalid',
    ref: REF,
  };
}

const crowd = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`${CANARY}${index}`, 0]));

const NO_CASE = [text('No'), text(CANARY.toUpperCase())];

/** What is wrong with the fields of Join, Leave and Say: a hall's, and the chat's, which are as these. */
export const TALK_FIELDS: readonly BadInput[] = [
  ...[...NO_TEXT, ...NO_CHANNEL].map((value) => badField(JOIN, 'channel', value)),
  ...NO_NAME.map((value) => badField(JOIN, 'name', value)),
  ...['1', 'null', ...NO_CASE].map((value) => badField(LEAVE, 'channel', value)),
  ...['1', 'null', ...NO_CASE].map((value) => badField(SAY, 'channel', value)),
  ...NO_LINE.map((value) => badField(SAY, 'text', value)),
  missingField(JOIN, 'channel'),
  missingField(JOIN, 'name'),
  missingField(LEAVE, 'channel'),
  missingField(SAY, 'channel'),
  missingField(SAY, 'text'),
  ...[JOIN, LEAVE, SAY].map((message) => unknownField(message, CANARY)),
  ...['', '0', '$where', 'a.b', 'channel ', 'Channel', 'ref ', `${CANARY}\\u0000`].map((key) => unknownField(SAY, key)),
];

/** Everything that is wrong with the fields of a message. */
export const BAD_FIELDS: readonly BadInput[] = [
  ...TALK_FIELDS,
  ...NO_WORD.map((value) => badField(HELLO, 'engine', value)),
  ...NO_WORD.map((value) => badField(HELLO, 'engineVersion', value)),
  ...NO_WORD.map((value) => badField(HELLO, 'platform', value)),
  ...['1', 'true', '[]', text('x'.repeat(201))].map((value) => badField(HELLO, 'text', value)),
  ...['1', '[]', text(''), text(CANARY.repeat(700))].map((value) => badField(HELLO, 'token', value)),
  ...NO_SIZE.map((value) => badField(HELLO, 'receiveBufferBytes', value)),
  ...['1', '[]', text(CANARY), text('0123456789ABCDEF')].map((value) => badField(HELLO, 'contract', value)),
  ...NO_DIGESTS.map(([value, named]) => badField(COMPARE, 'messages', value, named)),
  missingField(COMPARE, 'messages'),
  ...[HELLO, PING].map((message) => unknownField(message, CANARY)),
  {
    name: 'a thousand unknown fields',
    data: `{"type":4,"ref":${REF},"message":${JSON.stringify(crowd)}}`,
    code: 'message.invalid',
    ref: REF,
  },
];
