/**
 * Rooms of walkers on Colyseus over `ws`, moved by the same code as Godwit's. Where there is a choice it is made in favour
 * of Colyseus: the bench calls its patches, so that no timer of its own runs; no pings; seats are reserved beforehand.
 * BENCH_COLYSEUS_NUMBERS chooses the positions' type: `quantized`, 16 bits as Godwit's, or `float32`. Colyseus has no search
 * for who is near: BENCH_COLYSEUS_SEARCH chooses Godwit's, `lent`, or a game's own, `plain`.
 */
import { matchMaker, Room, Server } from '@colyseus/core';
import { Encoder, schema, StateView, t } from '@colyseus/schema';
import { WebSocketTransport } from '@colyseus/ws-transport';
import { answerWithSamples } from '../../../.cache/bench/test/bench/servers/samples.js';
import { Neighbours } from '../../../.cache/bench/test/bench/state/neighbours.js';
import { PlainNeighbours } from '../../../.cache/bench/test/bench/state/plain-neighbours.js';
import { newRoom } from '../../../.cache/bench/test/bench/state/walker-room.js';
import { planOfProcess, playTicks, walk } from '../../../.cache/bench/test/bench/state/walkers.js';

/** The longest that a timer can wait: the bench patches, not the room. */
const NEVER_MS = 2 ** 31 - 1;
const SEAT_SECONDS = 600;
/** The views of a room's 100 clients are encoded behind each other into one buffer. */
Encoder.BUFFER_SIZE = 64 * 1024;

const plan = planOfProcess();
const hasViews = plan.nearest > 0;
const number = () =>
  process.env.BENCH_COLYSEUS_NUMBERS === 'float32' ? t.float32() : t.quantized({ min: 0, max: 6553.5, bits: 16 });
const Search = process.env.BENCH_COLYSEUS_SEARCH === 'plain' ? PlainNeighbours : Neighbours;
const Walker = schema({ x: number(), y: number() }, 'Walker');
const State = schema({ walkers: hasViews ? t.map(Walker).view() : t.map(Walker) }, 'State');

class WalkerRoom extends Room {
  autoDispose = false;
  patchRate = NEVER_MS;
  seatReservationTimeout = SEAT_SECONDS;
  state = new State();
  players = 0;
  tick = 0;

  onCreate({ seed }) {
    this.source = newRoom(plan, seed);
    this.neighbours = new Search(this.source, plan.nearest);
    this.walkers = this.source.walkers.map(({ x, y }, index) => {
      const walker = new Walker();
      walker.x = x;
      walker.y = y;
      this.state.walkers.set(`${index}`, walker);
      return walker;
    });
  }

  onJoin(client) {
    client.player = this.players++;
    if (hasViews) client.view = new StateView();
  }

  step() {
    this.tick++;
    if (hasViews) this.walkWithViews();
    else walk(this.walkers, plan, this.tick, this.source.random);
    this.broadcastPatch();
  }

  walkWithViews() {
    const { neighbours, source, walkers } = this;
    walk(source.walkers, plan, this.tick, source.random);
    for (let i = 0; i < walkers.length; i++) {
      walkers[i].x = source.walkers[i].x;
      walkers[i].y = source.walkers[i].y;
    }
    neighbours.update();
    for (const { player, view } of this.clients) {
      neighbours.compare(player);
      for (const slot of neighbours.gone) view.remove(walkers[slot]);
      for (const slot of neighbours.came) view.add(walkers[slot]);
    }
  }
}

const transport = new WebSocketTransport({ pingInterval: 0 });
const server = new Server({ transport, greet: false, gracefullyShutdown: false });
server.define('walkers', WalkerRoom);
await server.listen(0, '127.0.0.1');

const rooms = [];
const seats = [];
for (let seed = 0; seed < plan.rooms; seed++) {
  const listing = await matchMaker.createRoom('walkers', { seed });
  rooms.push(matchMaker.getLocalRoomById(listing.roomId));
  for (let player = 0; player < plan.players; player++) {
    const { sessionId } = await matchMaker.reserveSeatFor(listing, {});
    seats.push(`/${listing.processId}/${listing.roomId}?sessionId=${sessionId}`);
  }
}
answerWithSamples(
  transport.server.address(),
  () => 0,
  async (ticks) => {
    await playTicks(plan.rooms, ticks, (room) => rooms[room].step());
    return { sent: plan.rooms * plan.players * ticks, bytes: 0 };
  },
  seats,
);
