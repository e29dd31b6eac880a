// Generated from the doc comments of the message classes by `npm run contract:docs`; do not edit.
import type { ContractDocs } from '../../../protocol/contract/build-contract.js';

/** What the doc comments of the message classes and of their fields say. */
export const contractDocs: ContractDocs = {
  AckDto: { doc: 'The empty answer: done, and there is nothing to say. It is sent without a message.', fields: {} },
  ChatHistoryDto: { doc: "Asks for a channel's latest lines.", fields: { channel: '' } },
  ChatHistoryReadDto: {
    doc: "A channel's latest lines.",
    fields: { channel: '', lines: 'Oldest first; 100 at most.' },
  },
  ChatJoinDto: {
    doc: 'Enters a channel, which exists as long as somebody is in it. Entering again changes your name.',
    fields: {
      channel: '1 to 32 lower-case letters, digits, "-" and "_".',
      name: 'How you want to be called, 1 to 24 characters.',
    },
  },
  ChatJoinedDto: {
    doc: 'You are in the channel now.',
    fields: {
      channel: '',
      member: 'You, as the others see you.',
      members: 'Everybody in the channel, you included, in the order they came.',
      history: 'The latest lines, oldest first; 100 at most.',
    },
  },
  ChatLeaveDto: { doc: 'Leaves a channel.', fields: { channel: '' } },
  ChatLineDto: {
    doc: 'One line of a channel.',
    fields: {
      id: 'Counts up from 1 in each channel.',
      channel: 'The channel it was said in.',
      from: 'Who said it.',
      text: 'Plain text, exactly as it was said.',
      sentAtMs: 'When the server took it, milliseconds since 1970.',
    },
  },
  ChatMemberDto: {
    doc: 'Somebody in a channel.',
    fields: { id: "The member's session id.", name: 'The name the member chose; two members may have the same.' },
  },
  ChatMemberJoinedDto: {
    doc: 'Somebody entered one of your channels, or came back under a new name.',
    fields: { channel: '', member: '' },
  },
  ChatMemberLeftDto: {
    doc: 'Somebody left one of your channels, or lost the connection.',
    fields: { channel: '', member: '' },
  },
  ChatMembersDto: { doc: 'Asks who is in a channel.', fields: { channel: '' } },
  ChatMembersListedDto: { doc: 'Who is in a channel.', fields: { channel: '', members: 'In the order they came.' } },
  ChatReceivedDto: {
    doc: 'Somebody in one of your channels said something.',
    fields: {
      id: 'Counts up from 1 in each channel.',
      channel: 'The channel it was said in.',
      from: 'Who said it.',
      text: 'Plain text, exactly as it was said.',
      sentAtMs: 'When the server took it, milliseconds since 1970.',
    },
  },
  ChatSaidDto: { doc: 'Your line was taken.', fields: { id: "The line's number in its channel." } },
  ChatSayDto: {
    doc: 'Says something to everybody in a channel, yourself included.',
    fields: { channel: '', text: 'Plain text, 1 to 500 characters.' },
  },
  ContractCompareDto: {
    doc: 'Asks what differs; sent in several parts when the contract is large.',
    fields: { messages: "Some of the client's messages." },
  },
  ContractComparedDto: {
    doc: "What differs between the client's contract and the server's.",
    fields: { differences: "In the order of the messages' types; 64 at most. Empty when nothing differs." },
  },
  ContractDifferenceDto: {
    doc: 'Something that client and server see differently.',
    fields: {
      message: "The message's name.",
      field: "The field's name; empty when the whole message differs.",
      text: 'What differs, in words.',
      isBreaking:
        'Whether the message cannot be used any more. In JSON additions are compatible; in binary nothing is.',
    },
  },
  DrainingDto: {
    doc: 'The server is about to restart; a close with 1001 follows.',
    fields: {
      reconnectAfterMs:
        'Wait this long before coming back, in milliseconds; chosen per client, so that not all come at once.',
    },
  },
  ErrorDto: {
    doc: 'A refusal. With `ref` it answers that request; without, it is about a packet that asked for no answer.',
    fields: {
      code: 'The code to act on, e.g. "chat.not_member".',
      text: 'The code in words, for logs and developers.',
      details: 'Which fields broke which rules.',
    },
  },
  FieldIssueDto: {
    doc: 'One broken rule of one field. Holds nothing that the client sent.',
    fields: {
      field: 'Path of the field, e.g. "items.0.name"; empty for the message itself.',
      rule: 'The rule\'s name, e.g. "isInt".',
      text: 'The rule in words.',
    },
  },
  HelloDto: {
    doc: 'The first message of an SDK client. Without `ref` it is only logged, as in the 2020 tutorial.',
    fields: {
      text: "A line for the server's log.",
      engine: 'The client\'s engine, e.g. "godot".',
      engineVersion: 'The engine\'s version, e.g. "4.6.3".',
      platform: 'The platform the client runs on, e.g. "linux" or "web".',
      token: 'An access token; required where authentication is.',
      contract: "The client's contract hash. A binary client must send the server's own; with another it is refused.",
      receiveBufferBytes: "How many bytes the client can hold before it reads them; Godot's own default is 65,535.",
    },
  },
  MessageDigestDto: {
    doc: 'One message as the client knows it.',
    fields: {
      type: 'The wire type.',
      name: "The message's name.",
      fields: 'Each field as "name:signature", in the order on the wire.',
    },
  },
  PingDto: { doc: "Asks for a Pong: the client's heartbeat and clock.", fields: {} },
  PongDto: { doc: 'The answer to a Ping.', fields: { serverTimeMs: "The server's clock, milliseconds since 1970." } },
  WelcomeDto: {
    doc: "The server's first words to a client: the seed's greeting alone, or the answer to a Hello with everything.",
    fields: {
      text: 'A friendly line; "hello, client!".',
      sessionId: "The session's id, 36 characters; absent in the seed's greeting.",
      serverTimeMs: "The server's clock, milliseconds since 1970.",
      pingIntervalMs: "How often the server pings, in milliseconds; the client's own heartbeat should match it.",
      maxMessageBytes: 'The largest message the server takes, in bytes.',
      contract: "The server's contract hash; when it differs from the client's, ContractCompare tells what differs.",
    },
  },
};
