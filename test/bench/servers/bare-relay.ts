/** The yardstick of the relay: passes each frame to all other sockets with `ws` alone; no sessions, no rooms, no limits. */
import { once } from 'node:events';
import { WebSocketServer } from 'ws';
import { answerWithSamples } from './samples.js';

const BINARY_FRAME = { binary: true, compress: false };
const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
let handled = 0;

server.on('connection', (socket) => {
  socket.on('message', (data: Buffer) => {
    handled++;
    for (const client of server.clients) if (client !== socket) client.send(data, BINARY_FRAME);
  });
});
await once(server, 'listening');
answerWithSamples(server.address(), () => handled);
