import type { Contract, ContractMessage } from '../../protocol/contract/contract.js';
import { ProtocolType } from '../../protocol/protocol.messages.js';
import { asyncApiMessage, componentSchemas } from './asyncapi-messages.js';
import type { JsonSchema } from './json-schema.js';

/** The channel's key: there is only one WebSocket. */
const CHANNEL = '#/channels/game';

/** The empty answer; never sent unasked. */
const ACK: number = ProtocolType.Ack;

/** Replies that are also sent unasked. */
const UNASKED_TOO: readonly number[] = [ProtocolType.Welcome];

const SUBPROTOCOLS = ['godwit.json.v1', 'godwit.json.v1.godot3', 'godwit.binary.v1', 'godwit.binary.v1.godot3'];

const DESCRIPTION = `Everything that clients and this server say to each other over one WebSocket.

**Packets.** A packet is a JSON object. In the canonical form the message stands in \`message\`: \`{"type": 210, "ref": 7, "message": {"text": "hi"}}\`.
Any packet whose \`message\` is no object is flat, and every key but \`type\` and \`ref\` is a field of the message: \`{"type": 210, "ref": 7, "text": "hi"}\`.
The server sends canonical packets only.

**Requests.** A client message with a \`ref\`, a positive integer of the client's choice, gets exactly one answer with that \`ref\`: its reply, an Ack, or an Error. Without a \`ref\` nothing comes back, except an Error.

**Subprotocols.** \`godwit.json.v1\` is JSON; \`godwit.binary.v1\` carries the same messages in binary frames without keys, laid out as the page \`/protocol\` shows. With \`.godot3\` behind it, Variants are those of Godot 3. A client that offers none speaks JSON, and is greeted with a Welcome.

The version of this document is the contract's hash: it changes whenever anything changes on the wire.`;

/** The part of an AsyncAPI 3.0 document that is the same for everyone, or the part that depends on the server's address. */
export type AsyncApiPart = Readonly<Record<string, unknown>>;

/**
 * Describes a contract in AsyncAPI 3.0 from the server's point of view: it receives what clients send and sends the rest.
 * Together with {@link asyncApiServers} it forms a whole document.
 * @param path the path of the game's WebSocket
 * @see https://www.asyncapi.com/docs/reference/specification/v3.0.0
 */
export function asyncApiBody(contract: Contract, path: string): AsyncApiPart {
  const { messages } = contract;
  const tags = [...new Set(messages.map(({ module }) => module))].map((name) => ({ name }));
  return {
    asyncapi: '3.0.0',
    info: { title: 'Game protocol', version: contract.hash, description: DESCRIPTION, tags },
    defaultContentType: 'application/json',
    channels: { game: gameChannel(messages, path) },
    operations: operations(contract),
    components: {
      messages: Object.fromEntries(messages.map((message) => [message.name, asyncApiMessage(message, contract)])),
      schemas: componentSchemas(contract),
      correlationIds: {
        ref: {
          description: "The request's number, chosen by the client; the answer carries the same.",
          location: '$message.payload#/ref',
        },
      },
    },
  };
}

/** The server entry: `serverUrl` is its address without a path, such as wss://play.example.org. */
export function asyncApiServers(serverUrl: string): AsyncApiPart {
  const { protocol, host } = new URL(serverUrl);
  return { servers: { game: { host, protocol: protocol.replace(':', ''), description: 'The game server.' } } };
}

function gameChannel(messages: readonly ContractMessage[], address: string): JsonSchema {
  const subprotocol = { type: 'string', enum: SUBPROTOCOLS };
  return {
    address,
    title: 'The game',
    description: 'One WebSocket (RFC 6455) without extensions.',
    servers: [{ $ref: '#/servers/game' }],
    messages: Object.fromEntries(messages.map(({ name }) => [name, { $ref: `#/components/messages/${name}` }])),
    bindings: {
      ws: {
        bindingVersion: '0.1.0',
        headers: { type: 'object', properties: { 'Sec-WebSocket-Protocol': subprotocol } },
      },
    },
  };
}

function operations({ messages }: Contract): JsonSchema {
  const replies = new Set(messages.map(({ reply }) => reply));
  const isEvent = ({ name, type }: ContractMessage): boolean =>
    type !== ACK && (!replies.has(name) || UNASKED_TOO.includes(type));
  return Object.fromEntries(
    messages.flatMap((message) => {
      if (message.direction === 'client') return [[message.name, receiveOperation(message, messages)]];
      return isEvent(message) ? [[message.name, operation('send', message)]] : [];
    }),
  );
}

function receiveOperation(message: ContractMessage, messages: readonly ContractMessage[]): JsonSchema {
  const nameOf = (type: number): string => messages.find((other) => other.type === type)?.name ?? '';
  const answers = [message.reply ?? nameOf(ACK), nameOf(ProtocolType.Error)];
  return {
    ...operation('receive', message),
    reply: { channel: { $ref: CHANNEL }, messages: answers.map(channelMessage) },
    'x-access': message.access,
  };
}

function operation(action: 'send' | 'receive', { name, doc, module }: ContractMessage): JsonSchema {
  return {
    action,
    channel: { $ref: CHANNEL },
    title: name,
    ...(doc !== '' && { summary: doc }),
    tags: [{ name: module }],
    messages: [channelMessage(name)],
  };
}

function channelMessage(name: string): JsonSchema {
  return { $ref: `${CHANNEL}/messages/${name}` };
}
