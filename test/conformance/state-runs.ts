import { RandomStream } from '../../src/core/simulation/random-stream.js';
import { StateSync } from '../../src/core/sync/state-sync.js';
import { Vector2, Vector3 } from '../../src/protocol/contract/wire.decorator.js';
import { Crate, Pawn, Sledge, Weapon, World, worldCatalogue, worldContract } from '../support/synced-world.js';
import { WatchingClient } from '../support/watching-client.js';

/** What a client got until the next look at it. */
export interface StateStep {
  /** Binary packets in base64, JSON packets as they are; "resumed" where it is on another connection. */
  readonly packets: readonly unknown[];
  /** Why the TypeScript mirror asked for the state meanwhile. */
  readonly faults: readonly number[];
  /** The hash of its state then. */
  readonly hash: number;
  readonly ack: number;
}

/** A client's history. */
export interface StateRun {
  readonly isBinary: boolean;
  readonly steps: readonly StateStep[];
  /** What it knows at the end, as JSON has it. */
  readonly state: unknown;
}

/** Packets that were spoilt on their way. */
export interface SpoiltPackets {
  readonly isBinary: boolean;
  /** A whole state, a patch that goes on from it, and another whole state. */
  readonly full: readonly unknown[];
  readonly delta: readonly unknown[];
  readonly again: readonly unknown[];
  /** The hash after the last. */
  readonly hash: number;
  readonly spoiltFull: readonly unknown[][];
  readonly spoiltDelta: readonly unknown[][];
}

/** Stands among the packets where the client is back on another connection; what was sent before got lost. */
const RESUMED = 'resumed';
const STEPS = 40;
const SPOILT = 150;
const PLAYERS = ['ann', 'ben'];

/** A random history, the same for the same seed; now and then the client loses its connection. */
export function stateRun(seed: number, isBinary: boolean): StateRun {
  const room = new RandomRoom(seed, isBinary);
  const steps = Array.from({ length: STEPS }, () => room.step());
  return { isBinary, steps, state: JSON.parse(JSON.stringify(room.client.mirror.toObject(), plain)) as unknown };
}

/** Packets with some of their bytes or values changed, and cut short. */
export function spoiltPackets(seed: number, isBinary: boolean): SpoiltPackets {
  const room = new RandomRoom(seed, isBinary);
  const full = room.changedPatch();
  const delta = room.changedPatch();
  room.rejoin();
  const again = room.changedPatch();
  const spoil = (packets: readonly unknown[]): readonly unknown[][] =>
    Array.from({ length: SPOILT }, () => {
      const at = below(room.random, packets.length);
      const spoilt = isBinary ? spoiltBytes(String(packets[at]), room.random) : spoiltObject(packets[at], room.random);
      return packets.with(at, spoilt);
    });
  return {
    ...{ isBinary, full, delta, again, hash: room.client.mirror.hash() },
    ...{ spoiltFull: spoil(full), spoiltDelta: spoil(delta) },
  };
}

/** A room in which anything may happen, and one client. */
class RandomRoom {
  readonly random: RandomStream;
  private readonly flights: RandomStream;
  readonly client: WatchingClient;
  private readonly world = new World();
  private readonly sync = new StateSync(this.world, { hashEveryMs: 400 });
  private packets: unknown[] = [];
  private tick = 0;

  constructor(seed: number, isBinary: boolean) {
    this.random = new RandomStream(seed);
    this.flights = new RandomStream(seed + 1_000);
    this.client = new WatchingClient('s1', { contract: worldContract, catalogue: worldCatalogue, isBinary });
    this.client.session.delivery.receiveBufferBytes = seed % 2 === 0 ? 65_536 : 2048;
    const { mirror } = this.client;
    const receive = mirror.receive.bind(mirror);
    mirror.receive = (packet) => {
      this.packets.push(typeof packet === 'string' ? JSON.parse(packet) : packet.toString('base64'));
      return receive(packet);
    };
    this.rejoin();
  }

  rejoin(): void {
    const around = () => ({ x: 0, y: 0 });
    const interest = below(this.random, 2) === 0 ? {} : { interest: { pawns: { around, radius: 250 } } };
    const owner = PLAYERS[below(this.random, 2)] ?? '';
    this.sync.attach(this.client.session, { owner, team: below(this.random, 2), ...interest });
  }

  step(): StateStep {
    const faults: number[] = [];
    const { client, random, sync } = this;
    const packets: unknown[] = [];
    for (let left = 1 + below(random, 3); left > 0; left--) {
      for (let changes = below(random, 12); changes > 0; changes--) this.change();
      packets.push(...this.patch());
      // In the middle of a large patch too, whose remaining parts then never come.
      if (below(random, 6) === 0) this.rejoin();
      if (below(random, 12) === 0) {
        client.isDelivered = false;
        this.patch();
        client.resume(sync);
        packets.push(RESUMED);
      }
      faults.push(...client.resyncs);
      client.answer(sync);
    }
    return { packets, faults, hash: client.mirror.hash(), ack: client.mirror.ack };
  }

  changedPatch(): unknown[] {
    for (let left = 12; left > 0; left--) this.change();
    return this.patch();
  }

  patch(): unknown[] {
    this.packets = [];
    this.tick += 1;
    this.sync.carry(1 / 30);
    this.sync.patch({ number: this.tick }, 1_700_000_000_000 + this.tick * 50, () => this.tick >> 1);
    return this.packets;
  }

  change(): void {
    const { world, random } = this;
    const pawn = [...world.pawns].at(below(random, Math.max(1, world.pawns.size)));
    const kind = below(random, 14);
    if (pawn) this.changeFlight(pawn);
    this.changeSledges();
    if (kind < 3) this.addPawn();
    else if (kind === 3) this.addCrates();
    else if (kind === 4) for (const crate of world.crates) crate.content = below(random, 9_999) - 5_000;
    else if (kind === 5) this.changeWorld();
    else if (pawn) this.changePawn(pawn, kind);
  }

  private addPawn(id?: number): void {
    const { world, random } = this;
    const pawn = new Pawn();
    Object.assign(pawn, {
      x: this.number(),
      y: this.number(),
      player: PLAYERS[below(random, 2)],
      side: below(random, 2),
    });
    const far = below(random, 20) === 0 ? 0xffff_ff00 + below(random, 200) : undefined;
    world.pawns.add(pawn, id ?? (far !== undefined && world.pawns.has(far) ? undefined : far));
  }

  private addCrates(): void {
    const { world, random } = this;
    for (let left = below(random, 40); left > 0; left--) {
      world.crates.add(new Crate()).position = new Vector2(this.number(), this.number());
    }
    if (world.crates.size > 120) for (const crate of [...world.crates].slice(0, 50)) world.crates.delete(crate);
  }

  private changeWorld(): void {
    const { world, random } = this;
    world.round = below(random, 70_000);
    world.phase = below(random, 2) === 0 ? 'wait' : 'fight';
    world.log = Array.from({ length: below(random, 4) }, () => this.text());
    world.flags = new Map([[this.text(), new Vector2(this.number(), this.number())]]);
    world.best.luck = below(random, 60_000) - 30_000;
  }

  private changePawn(pawn: Pawn, kind: number): void {
    const { world, random } = this;
    const id = world.pawns.idOf(pawn);
    switch (kind) {
      case 6:
        world.pawns.delete(pawn);
        break;
      case 7:
        world.pawns.delete(pawn);
        this.addPawn(id);
        break;
      case 8:
        Object.assign(pawn, {
          player: PLAYERS[below(random, 2)],
          side: below(random, 2),
          gold: below(random, 99),
          plan: this.text(),
        });
        break;
      case 9:
        pawn.marks = new Map([[this.text(), below(random, 19) - 9] as const, ['hill', below(random, 9)] as const]);
        pawn.cards = Array.from({ length: below(random, 5) }, () => below(random, 70_000));
        break;
      case 10:
        Object.assign(pawn.stats, {
          health: below(random, 256),
          isAlive: below(random, 2) === 0,
          luck: below(random, 9) - 4,
        });
        pawn.weapon = below(random, 2) === 0 ? Weapon.Bow : Weapon.Axe;
        break;
      case 11:
        Object.assign(pawn, {
          heading: this.number(),
          charge: this.number(),
          born: Math.round(this.number() * 1000) / 8,
        });
        pawn.aim = new Vector2(this.number() / 600, this.number() / 600);
        pawn.velocity = new Vector3(this.number(), this.number(), this.number());
        break;
      default:
        Object.assign(pawn, { x: this.number(), y: this.number(), name: this.text() });
        pawn.target = [...world.pawns].at(below(random, world.pawns.size));
    }
  }

  private changeFlight({ flight }: Pawn): void {
    const { flights } = this;
    flight.x = flights.next() / 7;
    flight.fuel = (flights.next() - 0.5) * 1e9;
    flight.isUp = flights.chance(0.5);
    if (flights.chance(0.5)) flight.spin.angle = Math.sin(flights.next());
  }

  private changeSledges(): void {
    const { world, flights } = this;
    const [first] = world.sledges;
    if (flights.chance(0.1)) world.sledges.add(new Sledge());
    if (first !== undefined && flights.chance(0.1)) first.slide.vx = flights.next() * 99 - 50;
    if (world.sledges.size > 5) world.sledges.clear();
  }

  private number(): number {
    return this.random.next() * 1_200 - 600;
  }

  private text(): string {
    return ['', 'ann', 'Żółć', '日本', '🎲 dice', 'a "quoted" \\ line'].at(below(this.random, 6)) ?? '';
  }
}

function spoiltBytes(base64: string, random: RandomStream): string {
  const bytes = Buffer.from(base64, 'base64');
  if (below(random, 3) === 0) return bytes.subarray(0, below(random, bytes.length)).toString('base64');
  for (let left = 1 + below(random, 3); left > 0; left--)
    bytes[3 + below(random, bytes.length - 3)] = below(random, 256);
  return bytes.toString('base64');
}

/** Replaces one value, somewhere, by one of another kind. */
function spoiltObject(packet: unknown, random: RandomStream): unknown {
  const copy = structuredClone(packet) as Record<string, unknown>;
  let holder = copy.message as Record<string, unknown>;
  for (;;) {
    const keys = Object.keys(holder);
    const key = keys.at(below(random, keys.length)) ?? '';
    const value = holder[key];
    if (typeof value !== 'object' || value === null || below(random, 4) === 0 || Object.keys(value).length === 0) {
      holder[key] = [null, 'x', -1, 1e300, [], {}, [[]], true].at(below(random, 8));
      return copy;
    }
    holder = value as Record<string, unknown>;
  }
}

function plain(_key: string, value: unknown): unknown {
  return value instanceof Map ? [...(value as Map<unknown, unknown>)] : value;
}

/** A whole number from 0 up to, but not including, `end`. */
function below(random: RandomStream, end: number): number {
  return random.int(0, end - 1);
}
