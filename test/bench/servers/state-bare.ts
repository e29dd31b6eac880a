/**
 * The yardstick of state sync: the least that a WebSocket server in Node does. Positions in 16-bit columns, in frames made
 * by hand: one for all of a room, or one for each player with its nearest, found by the same search as Godwit's.
 */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import { Neighbours } from '../state/neighbours.js';
import { planOfProcess, playTicks, walk } from '../state/walkers.js';
import { newRoom, type WalkerRoom } from '../state/walker-room.js';
import { answerWithSamples, type Played } from './samples.js';

const plan = planOfProcess();
const rooms = Array.from({ length: plan.rooms }, (_, seed) => newRoom(plan, seed));
const neighbours = rooms.map((room) => new Neighbours(room, plan.nearest));
const sockets: Socket[] = [];
const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
const played: Played = { sent: 0, bytes: 0 };
const HEAD_BYTES = 12;
let tick = 0;

server.on('connection', (_client, request) => sockets.push(request.socket));

function frameOf(payloadBytes: number): Buffer {
  const header = payloadBytes < 126 ? 2 : 4;
  const frame = Buffer.allocUnsafe(header + payloadBytes);
  frame[0] = 0x82;
  if (header === 2) {
    frame[1] = payloadBytes;
  } else {
    frame[1] = 126;
    frame.writeUInt16BE(payloadBytes, 2);
  }
  return frame;
}

/** Ids, then x, then y, of `count` slots. */
function encode({ walkers }: WalkerRoom, slots: ArrayLike<number>, count: number): Buffer {
  const frame = frameOf(HEAD_BYTES + count * 6);
  let at = frame.length - count * 6;
  frame.writeUInt32LE(tick, at - HEAD_BYTES);
  for (let i = 0; i < count; i++) at = frame.writeUInt16LE((slots[i] ?? 0) + 1, at);
  for (let i = 0; i < count; i++) at = frame.writeUInt16LE(Math.round((walkers[slots[i] ?? 0]?.x ?? 0) * 10), at);
  for (let i = 0; i < count; i++) at = frame.writeUInt16LE(Math.round((walkers[slots[i] ?? 0]?.y ?? 0) * 10), at);
  return frame;
}

function step(index: number): void {
  const room = rooms[index];
  const near = neighbours[index];
  if (room === undefined || near === undefined) return;
  if (index === 0) tick++;
  walk(room.walkers, plan, tick, room.random);
  near.update();
  const shared = plan.nearest === 0 ? encode(room, room.state.walkers.table.order(), plan.entities) : undefined;
  for (let player = 0; player < plan.players; player++) {
    const socket = sockets[index * plan.players + player];
    if (socket === undefined) continue;
    let frame = shared;
    if (frame === undefined) {
      const { slots, count } = near.see(player);
      frame = encode(room, slots, count);
    }
    socket.write(frame);
    played.bytes += frame.length;
    played.sent++;
  }
}

await once(server, 'listening');
answerWithSamples(
  server.address(),
  () => 0,
  async (ticks) => {
    played.sent = played.bytes = 0;
    await playTicks(plan.rooms, ticks, step);
    return played;
  },
);
