/**
 * The yardstick: the least that a WebSocket server in Node does. Parse, switch over 20 types, stringify; no validation,
 * no session, no limit. It reads and writes the same bytes as the other servers.
 */
import { once } from 'node:events';
import { WebSocketServer, type WebSocket } from 'ws';
import type { MoveFields } from '../wire.js';
import { answerWithSamples } from './samples.js';

interface Packet {
  type: number;
  ref: number;
  message: MoveFields & { text: string };
}

const TEXT_FRAME = { binary: false, compress: false };
const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
let handled = 0;

function reply(socket: WebSocket, type: number, ref: number, move: MoveFields): void {
  const { seq, dx, dy, buttons, tick } = move;
  socket.send(JSON.stringify({ type, ref, message: { seq, dx, dy, buttons, tick } }));
}

/** The cheapest loop there is over `send`: one Buffer, made once. */
function shout(text: string): void {
  const payload = Buffer.from(JSON.stringify({ type: 1005, message: { text } }));
  for (const client of server.clients) client.send(payload, TEXT_FRAME);
}

function handle(socket: WebSocket, data: string): void {
  const packet = JSON.parse(data) as Packet;
  handled++;
  switch (packet.type) {
    case 1000:
    case 1002:
      reply(socket, packet.type + 1, packet.ref, packet.message);
      break;
    case 1004:
      shout(packet.message.text);
      break;
    case 1006:
      break;
    case 1100:
    case 1102:
    case 1104:
    case 1106:
    case 1108:
    case 1110:
    case 1112:
    case 1114:
    case 1116:
    case 1118:
    case 1120:
    case 1122:
    case 1124:
    case 1126:
    case 1128:
    case 1130:
      reply(socket, packet.type + 1, packet.ref, packet.message);
      break;
  }
}

server.on('connection', (socket) => {
  socket.on('message', (data) => handle(socket, (data as Buffer).toString()));
});
await once(server, 'listening');
answerWithSamples(server.address(), () => handled);
