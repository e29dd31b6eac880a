/** Stands in every row that can hold it; no answer may ever contain it. */
export const CANARY = 'c4n4ry';

/** The request number of every row that has a valid one. */
export const REF = 77;

/** One thing a client may send, and how the server has to take it. */
export interface BadInput {
  readonly name: string;
  /** A text is sent as a binary and as a text frame; bytes as a binary frame. */
  readonly data: string | Buffer;
  /** The code of the one error that comes back. */
  readonly code: string;
  /** The `ref` of that error; undefined when the client sent none that can be read. */
  readonly ref?: number;
  /** The field that the details name. */
  readonly field?: string;
}

/** A packet that is refused without being matched to a request. */
function unmatched(code: string, name: string, data: string | Buffer): BadInput {
  return { name, data, code };
}

/** A packet that has a valid `ref`, so that the refusal answers it; `rest` are its other keys. */
function matched(code: string, name: string, rest: string): BadInput {
  return { name, data: `{"ref":${REF},${rest}}`, code, ref: REF };
}

const opened = (count: number, opener: string): string => opener.repeat(count);
const nested = (depth: number, core = `"${CANARY}"`): string => '['.repeat(depth) + core + ']'.repeat(depth);
const utf8 = (...bytes: number[]): Buffer =>
  Buffer.concat([Buffer.from(`{"type":4,"${CANARY}":"`), Buffer.from(bytes), Buffer.from('"}')]);

/** Frames that hold no JSON. */
const MALFORMED: readonly BadInput[] = [
  ['a word', CANARY],
  ['white space alone', ' \n\t '],
  ['a byte order mark in front of a packet', `\uFEFF{"type":4,"x":"${CANARY}"}`],
  ['a byte order mark alone', '\uFEFF'],
  ['a packet that ends too early', `{"type":4,"x":"${CANARY}`],
  ['a trailing comma', `{"type":4,"x":"${CANARY}",}`],
  ['single quotes', `{'type':4,'x':'${CANARY}'}`],
  ['a key without quotes', `{type:4,x:"${CANARY}"}`],
  ['a comment', `{"type":4/* ${CANARY} */}`],
  ['NaN', `{"type":NaN,"x":"${CANARY}"}`],
  ['Infinity', `{"type":4,"x":-Infinity,"y":"${CANARY}"}`],
  ['undefined', 'undefined'],
  ['two packets in one frame', `{"type":4}{"type":4,"x":"${CANARY}"}`],
  ['a packet and a word', `{"type":4} ${CANARY}`],
  ['a leading zero', `{"type":04,"x":"${CANARY}"}`],
  ['a hexadecimal number', `{"type":0x4,"x":"${CANARY}"}`],
  ['a plus sign', `{"type":+4,"x":"${CANARY}"}`],
  ['a number without digits', `{"type":-,"x":"${CANARY}"}`],
  ['a NUL in a string', `{"type":4,"x":"\u0000${CANARY}"}`],
  ['a line break in a string', `{"type":4,"x":"\n${CANARY}"}`],
  ['an escape in a string that JSON does not know', `{"type":4,"x":"\\x41${CANARY}"}`],
  ['half an escape', `{"type":4,"x":"${CANARY}\\u12"}`],
  ['closers without openers', `]]]]}}}}${CANARY}`],
  ['openers of one kind, closers of the other', `{"type":4,"x":["${CANARY}"}`],
  ['form data', `type=4&x=${CANARY}`],
  ['XML', `<packet type="4">${CANARY}</packet>`],
  ['an escape of the terminal', `\u001b[31m${CANARY}`],
].map(([name = '', data = '']) => unmatched('packet.malformed', name, data));

/** Packets that cannot be parsed, but whose head says which request they are. */
const MALFORMED_REQUESTS: readonly BadInput[] = [
  ['a raw escape character', `{"type":203,"ref":${REF},"message":{"text":"\u001b${CANARY}"}}`],
  ['the ref first', `{"ref":${REF},"type":203,"message":{"text":nan}}`],
  ['white space between all', ` {\n"type" : 203 ,\t"ref" : ${REF} , "x":"\u0007"}`],
  ['a missing end', `{"type":203,"ref":${REF},"message":{"text":"${CANARY}`],
].map(([name = '', data = '']) => ({ ...unmatched('packet.malformed', `a request with ${name}`, data), ref: REF }));

/** Packets that cannot be parsed, and have what is not surely their ref. */
const MALFORMED_LOOKALIKES: readonly BadInput[] = [
  ['behind the message', `{"type":203,"message":{"text":"\u001b"},"ref":${REF}}`],
  ['in the message', `{"type":203,"message":{"ref":${REF},"text":"\u001b"}}`],
  ['in a text', `{"type":203,"text":"\\"ref\\":${REF},\u001b"}`],
  ['of too many digits', `{"type":203,"ref":${'7'.repeat(17)},"text":"\u001b"}`],
  ['that ends too early', `{"type":203,"ref":${REF}`],
].map(([name = '', data = '']) => unmatched('packet.malformed', `an unreadable packet with a ref ${name}`, data));

/** Bytes that are no UTF-8, in binary frames. */
const NOT_UTF8: readonly BadInput[] = [
  unmatched('packet.not_utf8', 'a lone continuation byte', utf8(0x80)),
  unmatched('packet.not_utf8', 'a byte that UTF-8 never has', utf8(0xff)),
  unmatched('packet.not_utf8', 'a slash of two bytes', utf8(0xc0, 0xaf)),
  unmatched('packet.not_utf8', 'a surrogate in UTF-8', utf8(0xed, 0xa0, 0x80)),
  unmatched('packet.not_utf8', 'a character above U+10FFFF', utf8(0xf4, 0x90, 0x80, 0x80)),
  unmatched('packet.not_utf8', 'a character without its last byte', utf8(0xf0, 0x9f, 0x98)),
  unmatched('packet.not_utf8', 'UTF-16 with its byte order mark', Buffer.from(`\uFEFF{"type":4}`, 'utf16le')),
  unmatched('packet.malformed', 'UTF-16 without one', Buffer.from(`{"type":4,"x":"${CANARY}"}`, 'utf16le')),
  unmatched('packet.malformed', 'a Variant dictionary of Godot 4', Buffer.from('1b00000000000000', 'hex')),
  unmatched('packet.malformed', 'a gzip header', Buffer.from('1f087f0800000000', 'hex')),
];

const DEEP: readonly BadInput[] = [
  unmatched('packet.too_deep', '5,000 opened arrays', opened(5000, '[')),
  unmatched('packet.too_deep', '3,000 opened objects', opened(3000, '{"a":')),
  unmatched('packet.too_deep', '8,192 brackets in a full frame', nested(8188)),
  unmatched('packet.too_deep', 'arrays and objects in turn', opened(2000, '[{"a":')),
  {
    ...unmatched('packet.too_deep', '33 levels', `{"type":4,"ref":${REF},"x":${nested(32)}}`),
    ref: REF,
  },
  unmatched('packet.too_deep', '33 levels behind a string of quotes', `{"x":"\\"\\\\","y":${nested(32)}}`),
  unmatched('packet.malformed', '33 closed levels side by side', `${opened(33, '[]')}${CANARY}`),
  matched('message.invalid', '32 levels', `"type":4,"x":${nested(31)}`),
  matched('message.invalid', '5,000 brackets in a string', `"type":4,"x":"${opened(5000, '[')}${CANARY}"`),
  matched('message.invalid', 'brackets behind an escaped quote', `"type":4,"x":"\\"${opened(40, '{')}${CANARY}"`),
];

const NO_OBJECT: readonly BadInput[] = [
  ...['null', 'true', 'false', '0', '-1', '1.5', '1e999', '""', `"${CANARY}"`, '[]', `["${CANARY}"]`],
  ...[`[{"type":4,"ref":${REF},"x":"${CANARY}"}]`, '[4,77]', '"{\\"type\\":4}"'],
].map((data) => unmatched('packet.not_object', `the value ${data} for a packet`, data));

const BAD_TYPES: readonly BadInput[] = [
  ...['"0"', '"4"', `"${CANARY}"`, '-1', '0.5', '1e999', '-1e999', '65536', '4294967300', '9007199254740992'],
  ...['null', 'true', 'false', '[]', '[4]', '{}', '{"valueOf":4}', `{"toString":"${CANARY}"}`, '1e-7', '""'],
].map((value) => matched('packet.bad_type', `the type ${value}`, `"type":${value},"x":"${CANARY}"`));

const UNKNOWN_TYPES: readonly BadInput[] = [
  ...['1', '2', '3', '5', '6', '8', '19', '201', '205', '999', '65535', '6.0e4'],
].map((value) => matched('message.unknown_type', `type ${value}, which no client message has`, `"type":${value}`));

const BAD_REFS: readonly BadInput[] = [
  ...['0', '-1', '-0', '1.5', '"1"', `"${CANARY}"`, '""', '9007199254740992', '1e999', '-1e999', '0.1'],
  ...['null', 'true', 'false', '[]', '[1]', '{}', '{"a":1}'],
].map((value) => unmatched('packet.bad_ref', `the ref ${value}`, `{"type":4,"ref":${value},"x":"${CANARY}"}`));

const ENVELOPES: readonly BadInput[] = [
  unmatched('packet.empty', 'an empty frame', ''),
  unmatched('packet.bad_type', 'an empty object', '{}'),
  unmatched('packet.bad_type', 'no type', `{"message":{"text":"${CANARY}"}}`),
  unmatched('packet.bad_ref', 'neither type nor ref that can be read', `{"type":"${CANARY}","ref":"${CANARY}"}`),
  unmatched('message.unknown_type', 'an unknown type without ref', `{"type":60000,"message":{"x":"${CANARY}"}}`),
  unmatched('message.invalid', 'a bad field without ref', `{"type":4,"x":"${CANARY}"}`),
  unmatched('hall.not_member', 'a refused message without ref', '{"type":202,"channel":"nowhere"}'),
  matched('packet.bad_type', 'a type in the message only', `"message":{"type":4,"x":"${CANARY}"}`),
  ...['[]', `["${CANARY}"]`, 'null', `"${CANARY}"`, '0', 'true', '1e999'].map((value) =>
    matched('message.invalid', `the message ${value}`, `"type":4,"message":${value}`),
  ),
];

/** Of duplicate keys the last one counts. */
const DUPLICATES: readonly BadInput[] = [
  matched('packet.bad_type', 'two types, a bad one last', `"type":4,"type":"${CANARY}"`),
  matched('message.unknown_type', 'two types, an unknown one last', `"type":4,"type":60000,"x":"${CANARY}"`),
  unmatched('packet.bad_ref', 'two refs, a bad one last', `{"type":4,"ref":${REF},"ref":"${CANARY}"}`),
  {
    ...unmatched('message.unknown_type', 'two refs, a good one last', `{"ref":"${CANARY}","ref":${REF},"type":60000}`),
    ref: REF,
  },
  matched('message.invalid', 'two messages, a bad one last', `"type":4,"message":{},"message":{"x":"${CANARY}"}`),
  matched('message.invalid', 'a message and then none', `"type":4,"message":{},"message":"${CANARY}"`),
  {
    ...matched('message.invalid', 'a field twice', `"type":202,"channel":"lobby","channel":"${CANARY} "`),
    field: 'channel',
  },
];

/** Names that every object has; they are left out, so that a message is what it would be without them. */
export const INHERITED = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '__defineGetter__'];

const PROTOTYPES: readonly BadInput[] = [
  unmatched('packet.bad_type', 'the packet behind __proto__', `{"__proto__":{"type":4,"ref":${REF}}}`),
  unmatched('packet.bad_type', 'the type behind constructor', `{"constructor":{"prototype":{"type":4}}}`),
  matched('packet.bad_type', 'the type __proto__', '"type":"__proto__"'),
  ...['prototype', 'then', 'toJSON', 'length'].map((key) =>
    matched('message.invalid', `the unknown field ${key}`, `"type":4,"${key}":{"x":"${CANARY}"}`),
  ),
  matched('message.invalid', 'fields behind __proto__', `"type":200,"__proto__":{"channel":"a","name":"${CANARY}"}`),
  matched(
    'message.invalid',
    'fields behind the __proto__ of the message',
    `"type":200,"message":{"__proto__":{"channel":"a","name":"${CANARY}"}}`,
  ),
  {
    ...matched('message.invalid', '__proto__ in a field', '"type":202,"channel":{"__proto__":{"x":1}}'),
    field: 'channel',
  },
];

/** Everything that is wrong with the packet around a message. */
export const BAD_PACKETS: readonly BadInput[] = [
  ...MALFORMED,
  ...MALFORMED_REQUESTS,
  ...MALFORMED_LOOKALIKES,
  ...NOT_UTF8,
  ...DEEP,
  ...NO_OBJECT,
  ...BAD_TYPES,
  ...UNKNOWN_TYPES,
  ...BAD_REFS,
  ...ENVELOPES,
  ...DUPLICATES,
  ...PROTOTYPES,
];
