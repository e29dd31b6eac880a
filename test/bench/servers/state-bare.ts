/**
 * The yardstick of state sync: the least that a WebSocket server in Node does. Positions in 16-bit columns, in frames made
 * by hand: one for all of a room, or one for each player with its nearest, found by the same search as Godwit's.
 */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import { KnownEntities } from '../../../src/protocol/state/known-entities.js';
import type { Session } from '../../../src/core/sessions/session.js';
import { Sight } from '../../../src/core/sync/sight.js';
import { SpatialGrid } from '../../../src/core/sync/spatial-grid.js';
import { planOfProcess, playTicks, walk } from '../state/walkers.js';
import { CELL_SIZE, newRoom } from '../state/walker-room.js';
import { answerWithSamples, type Played } from './samples.js';

const plan = planOfProcess();
const sight = new Sight();
const nothing = new KnownEntities();
/** Only filters look at it. */
const nobody = {} as Session;
const rooms = Array.from({ length: plan.rooms }, (_, seed) => newRoom(plan, seed));
const grids = rooms.map(({ state }) => new SpatialGrid(state.walkers.table, { at: ['x', 'y'], cellSize: CELL_SIZE }));
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
function encode(room: number, slots: ArrayLike<number>, count: number): Buffer {
  const grid = grids[room];
  const frame = frameOf(HEAD_BYTES + count * 6);
  let at = frame.length - count * 6;
  frame.writeUInt32LE(tick, at - HEAD_BYTES);
  for (let i = 0; i < count; i++) at = frame.writeUInt16LE((slots[i] ?? 0) + 1, at);
  for (let i = 0; i < count; i++) at = frame.writeUInt16LE(Math.round((grid?.x[slots[i] ?? 0] ?? 0) * 10), at);
  for (let i = 0; i < count; i++) at = frame.writeUInt16LE(Math.round((grid?.y[slots[i] ?? 0] ?? 0) * 10), at);
  return frame;
}

function step(index: number): void {
  const room = rooms[index];
  const grid = grids[index];
  if (room === undefined || grid === undefined) return;
  if (index === 0) tick++;
  walk(room.walkers, plan, tick, room.random);
  grid.update();
  room.state.walkers.table.version++;
  const shared = plan.nearest === 0 ? encode(index, room.state.walkers.table.order(), plan.entities) : undefined;
  for (let player = 0; player < plan.players; player++) {
    const socket = sockets[index * plan.players + player];
    const walker = room.walkers[player];
    if (socket === undefined || walker === undefined) continue;
    let frame = shared;
    if (frame === undefined) {
      const interest = { around: () => walker, nearest: plan.nearest };
      sight.look(room.state.walkers.table, grid, interest, nothing, nobody);
      frame = encode(index, sight.slots, sight.count);
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
