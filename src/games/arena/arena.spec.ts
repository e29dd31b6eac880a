import { Leaderboards } from '../../modules/leaderboards/leaderboards.js';
import { RandomStream } from '../../core/simulation/random-stream.js';
import { dto, type TestMember, TestRoom } from '../../testing/index.js';
import {
  ArenaExplodedDto,
  ArenaHitDto,
  ArenaHurtDto,
  ArenaInputDto,
  ArenaKilledDto,
  ArenaTakePartDto,
} from './arena.messages.js';
import { ArenaRoom } from './arena.room.js';
import { isBlocked, PAWN_RADIUS, PawnBody, play } from './arena.shared.js';
import { ArenaState, type Pawn } from './arena.state.js';

const SECONDS = 1000 / 30 / 1000;
/** An alley without walls, from left to right. */
const ALLEY = 100;
const REST = { have: 0, seen: 0, x: 0, y: 0, aim: 0, dash: false, fire: false, launch: false };

const inputOf = (seq: number, more: Partial<ArenaInputDto> = {}): ArenaInputDto =>
  dto(ArenaInputDto, { ...REST, seq, ...more });

/** A room, and what its members press in each tick. */
class Fight {
  private seq = 0;

  private constructor(readonly test: TestRoom<ArenaRoom>) {}

  static async open(options: object = { bots: 0 }, boards?: object): Promise<Fight> {
    const providers = boards ? [{ provide: Leaderboards, useValue: boards }] : [];
    const settings = { seed: 'seven' };
    return new Fight(
      await TestRoom.open(ArenaRoom, { options, providers, settings, env: { RATE_LIMIT_BURST: '100000' } }),
    );
  }

  get state(): ArenaState {
    return this.test.room.state;
  }

  pawnOf(member: TestMember): Pawn {
    const pawn = this.test.room.fighters.get(member.session);
    if (!pawn) throw new Error('It watches.');
    return pawn;
  }

  /** Somebody comes in, and stands somewhere, without a shield. */
  async join(name: string, x: number, y = ALLEY, playerId?: string): Promise<TestMember> {
    const member = await this.test.join(name, playerId === undefined ? {} : { playerId });
    this.stand(member, x, y);
    return member;
  }

  stand(member: TestMember, x: number, y = ALLEY): void {
    this.test.room.teleport(this.pawnOf(member).body, { x, y, vx: 0, vy: 0 });
    this.pawnOf(member).isShielded = false;
  }

  /** So many ticks, in each of which everybody named does what is said. */
  run(ticks: number, presses: readonly (readonly [TestMember, Partial<ArenaInputDto>])[] = []): void {
    for (let tick = 0; tick < ticks; tick++) {
      this.seq++;
      for (const [member, press] of presses) member.send(inputOf(this.seq, press));
      this.test.step();
    }
  }
}

describe(play.name, () => {
  const body = (): PawnBody => Object.assign(new PawnBody(), { x: 900, y: ALLEY });

  it('runs 240 units a second, askew as fast as straight on', () => {
    const [one, other] = [body(), body()];
    for (let tick = 0; tick < 90; tick++) {
      play(one, inputOf(tick, { x: 1 }), SECONDS);
      play(other, inputOf(tick, { x: 1, y: 1 }), SECONDS);
    }
    expect(Math.hypot(one.vx, one.vy)).toBeCloseTo(240, 6);
    expect(Math.hypot(other.vx, other.vy)).toBeCloseTo(240, 6);
  });

  it('dashes for four ticks, every second and a half, also while the key is held', () => {
    const one = body();
    let dashes = 0;
    for (let tick = 0; tick < 91; tick++) {
      const before = one.dashWait;
      play(one, inputOf(tick, { dash: true, x: 1 }), SECONDS);
      if (one.dashWait > before) dashes++;
    }
    expect(dashes).toBe(3);
    const dasher = body();
    for (let tick = 0; tick < 4; tick++) play(dasher, inputOf(tick, { dash: tick === 0, x: 1 }), SECONDS);
    expect(dasher.x - 900).toBeCloseTo(4 * 900 * SECONDS, 6);
  });

  it('never ends in a wall or beyond the edge, whatever is pressed', () => {
    const random = new RandomStream(11);
    const one = body();
    for (let tick = 0; tick < 50_000; tick++) {
      const [x, y] = [random.next() * 2 - 1, random.next() * 2 - 1];
      play(one, inputOf(tick & 0xffff, { x, y, aim: random.next() * 6, dash: random.chance(0.1) }), SECONDS);
      if (tick % 500 === 0) Object.assign(one, { x: 1000, y: 1000 });
      if (isBlocked(one.x, one.y, PAWN_RADIUS - 1e-6)) throw new Error(JSON.stringify(one));
    }
  });

  it('stands still with a stick at rest, which no wire says exactly', () => {
    const one = body();
    for (let tick = 0; tick < 300; tick++) play(one, inputOf(tick, { x: 1 / 255, y: -1 / 255 }), SECONDS);
    expect([one.x, one.y]).toEqual([900, ALLEY]);
  });

  it('is out: it neither moves nor shoots', () => {
    const one = Object.assign(body(), { isOut: true });
    play(one, inputOf(1, { x: 1, fire: true, launch: true, dash: true }), SECONDS);
    expect(one).toEqual(Object.assign(body(), { isOut: true }));
  });
});

describe(ArenaRoom.name, () => {
  it('has a rifle that kills with nine bullets, and gives three points', async () => {
    const fight = await Fight.open();
    const [ann, bob] = [await fight.join('Ann', 500), await fight.join('Bob', 700)];
    fight.run(40, [
      [ann, { fire: true }],
      [bob, {}],
    ]);

    expect(fight.pawnOf(bob)).toMatchObject({ health: 0, body: { isOut: true } });
    expect(fight.pawnOf(ann).score).toBe(3);
    expect(ann.all(ArenaHitDto).map(({ damage }) => damage)).toEqual([...Array<number>(8).fill(12), 4]);
    expect(bob.all(ArenaHurtDto)).toHaveLength(9);
    expect(bob.all(ArenaHurtDto)[0]?.from).toBeCloseTo(Math.PI, 0);
    expect(bob.all(ArenaKilledDto)).toMatchObject([{ killer: 'Ann', name: 'Bob', weapon: 0 }]);
  });

  it('brings the dead back after two and a half seconds, shielded until the first shot', async () => {
    const fight = await Fight.open();
    const [ann, bob] = [await fight.join('Ann', 500), await fight.join('Bob', 700)];
    fight.run(40, [[ann, { fire: true }]]);
    fight.run(60);
    expect(fight.pawnOf(bob).health).toBe(0);
    fight.run(16);
    expect(fight.pawnOf(bob)).toMatchObject({ health: 100, isShielded: true, body: { isOut: false } });
    fight.test.room.teleport(fight.pawnOf(bob).body, { x: 700, y: ALLEY });
    fight.run(4, [[ann, { fire: true }]]);
    expect(fight.pawnOf(bob).health).toBe(100);
    fight.run(1, [[bob, { fire: true, aim: 1 }]]);
    expect(fight.pawnOf(bob).isShielded).toBe(false);
  });

  it('lets nothing hit who has just dashed, whatever the shooter saw', async () => {
    const fight = await Fight.open();
    const [ann, bob] = [await fight.join('Ann', 500), await fight.join('Bob', 700)];
    // Towards the shooter, and so along the bullet's line.
    fight.run(1, [
      [ann, { fire: true }],
      [bob, { dash: true, x: -1 }],
    ]);
    fight.run(1, [
      [ann, {}],
      [bob, {}],
    ]);
    expect(ann.all(ArenaHitDto)).toEqual([]);
    fight.run(20, [
      [ann, { fire: true }],
      [bob, {}],
    ]);
    expect(ann.all(ArenaHitDto).length).toBeGreaterThan(0);
  });

  it('hits what a player at 150 ms has on the screen, nine ticks ago', async () => {
    const fight = await Fight.open();
    const [ann, ben] = [await fight.join('Ann', 500), await fight.join('Ben', 700)];
    // What it has, less the way of the input and the view's delay.
    const old = (): number => ((ann.stateTick - 8) << 8) & 0xffffff;
    for (let tick = 0; tick < 20; tick++) fight.run(1, [[ann, { seen: old() }]]);
    fight.stand(ben, 700, ALLEY + 300);
    for (let tick = 0; tick < 7; tick++) fight.run(1, [[ann, { seen: old() }]]);
    fight.run(1, [[ann, { fire: true, seen: old() }]]);
    expect(fight.pawnOf(ben).health).toBe(88);
  });

  it('lets nobody be hit who has left, though the shooter still sees them', async () => {
    const fight = await Fight.open();
    const [ann, bob] = [await fight.join('Ann', 500), await fight.join('Bob', 700)];
    fight.run(10, [
      [ann, {}],
      [bob, {}],
    ]);
    const [seen, tick] = [ann.stateTick << 8, ann.stateTick];
    fight.test.leave(bob);
    fight.run(1, [[ann, { fire: true, seen: seen & 0xffffff }]]);
    expect(tick).toBeGreaterThan(0);
    expect(fight.pawnOf(ann).shots).toBe(1);
    expect(ann.all(ArenaHitDto)).toEqual([]);
  });

  it('stops bullets at walls', async () => {
    const fight = await Fight.open();
    const [ann, bob] = [await fight.join('Ann', 200, 320), await fight.join('Bob', 700, 320)];
    fight.run(20, [
      [ann, { fire: true }],
      [bob, {}],
    ]);
    expect(ann.all(ArenaHitDto)).toEqual([]);
    expect(fight.pawnOf(ann)).toMatchObject({ shots: 5 });
    expect(Math.abs(fight.pawnOf(ann).shotLength - 100)).toBeLessThan(2);
  });

  it('has rockets that hurt and push all near, but not who launched them', async () => {
    const fight = await Fight.open();
    const [ann, bob, cid] = [await fight.join('Ann', 500), await fight.join('Bob', 700), await fight.join('Cid', 740)];
    fight.run(1, [[ann, { launch: true }]]);
    const [rocket] = fight.state.rockets;
    expect(rocket).toMatchObject({ owner: fight.test.room.ownerOf(ann.session), seq: 1 });
    fight.run(12);

    expect(fight.state.rockets.size).toBe(0);
    expect(ann.all(ArenaExplodedDto)).toHaveLength(1);
    expect([ann, bob, cid].map((member) => fight.pawnOf(member).health)).toEqual([100, 55, 55]);
    expect(fight.pawnOf(cid).body.vx).toBeGreaterThan(100);
  });

  it('shows an explosion at the edge inside it', async () => {
    const fight = await Fight.open();
    const ann = await fight.join('Ann', 1900);
    fight.run(1, [[ann, { launch: true }]]);
    fight.run(20);

    expect(ann.all(ArenaExplodedDto)).toMatchObject([{ x: 2000 }]);
  });

  it('has coins that are a point, and packs that heal and come back', async () => {
    const fight = await Fight.open();
    const ann = await fight.join('Ann', 500);
    const [coin] = fight.state.coins;
    fight.stand(ann, coin!.position.x, coin!.position.y);
    fight.run(1);
    expect(fight.pawnOf(ann).score).toBeGreaterThanOrEqual(1);
    expect(fight.state.coins.size).toBe(30);
    const [pack] = fight.state.packs;
    fight.pawnOf(ann).health = 70;
    fight.stand(ann, pack!.position.x, pack!.position.y);
    fight.run(1);
    expect([fight.pawnOf(ann).health, pack!.isThere]).toEqual([100, false]);
    fight.run(15 * 30 + 1);
    expect(pack!.isThere).toBe(true);
  });

  it('ends a round at 30 points, notes scores of those with an account, and begins the next one after 8 s', async () => {
    const submitted: unknown[] = [];
    const submit = (...what: unknown[]): Promise<object> => Promise.resolve({ at: submitted.push(what) });
    const fight = await Fight.open({ bots: 0 }, { submit });
    const ann = await fight.join('Ann', 500, ALLEY, 'ann');
    await fight.join('Bob', 700);
    fight.pawnOf(ann).score = 27;
    fight.run(40, [[ann, { fire: true }]]);
    expect(fight.state.phase).toBe('podium');
    expect(submitted).toEqual([['arena-weekly', 'ann', 30]]);
    fight.run(8 * 30 + 1);
    expect(fight.state.phase).toBe('fight');
    expect([...fight.state.pawns].map(({ score, health }) => [score, health])).toEqual([
      [0, 100],
      [0, 100],
    ]);
  });

  it('ends a round after three minutes', async () => {
    const fight = await Fight.open();
    await fight.join('Ann', 500);
    fight.run(180 * 30 - 5);
    expect(fight.state.phase).toBe('fight');
    fight.run(6);
    expect(fight.state.phase).toBe('podium');
  });

  it('ends a round after as many seconds as were chosen', async () => {
    const fight = await Fight.open({ bots: 0, roundSeconds: 10 });
    fight.run(10 * 30 - 5);
    expect(fight.state.phase).toBe('fight');
    fight.run(6);
    expect(fight.state.phase).toBe('podium');
  });

  it('fills up to six with bots, which make room for people', async () => {
    const fight = await Fight.open({});
    expect(fight.state.pawns.size).toBe(6);
    const ann = await fight.join('Ann', 500);
    await fight.join('Bob', 700);
    expect(fight.state.pawns.size).toBe(6);
    fight.test.leave(ann);
    fight.run(1);
    expect([...fight.state.pawns].map(({ name }) => name).sort()).toEqual([
      ...['Bob', 'Bot 1', 'Bot 2', 'Bot 3', 'Bot 4', 'Bot 5'],
    ]);
  });

  it('has bots that fight: within a minute somebody dies, and nobody is harmed in peace', async () => {
    const fight = await Fight.open({ bots: 6 });
    const ann = await fight.join('Ann', 60, 60);
    fight.run(60 * 30, [[ann, { dash: true }]]);
    expect(ann.all(ArenaKilledDto).length).toBeGreaterThan(2);

    const calm = await Fight.open({ bots: 20, peaceful: true });
    const bob = await calm.join('Bob', 60, 60);
    calm.run(30 * 30, [[bob, { fire: true }]]);
    expect([...calm.state.pawns].every(({ health }) => health === 100)).toBe(true);
    expect(bob.all(ArenaExplodedDto)).toEqual([]);
  });

  it('lets who does nothing for a minute watch, until it fights on', async () => {
    const fight = await Fight.open();
    const ann = await fight.join('Ann', 500);
    fight.run(60 * 30 + 5, [[ann, {}]]);
    expect(fight.state.pawns.size).toBe(0);
    expect(ann.state(ArenaState)?.coins.size).toBe(30);
    ann.send(dto(ArenaTakePartDto, { fights: true }));
    fight.run(1);
    expect(fight.pawnOf(ann)).toMatchObject({ name: 'Ann', health: 100 });
  });

  it('lets who wants to watch do so, also with a key still held, until it fights on', async () => {
    const fight = await Fight.open();
    const ann = await fight.join('Ann', 500);
    ann.send(dto(ArenaTakePartDto, { fights: false }));
    fight.run(10, [[ann, { x: 1, fire: true }]]);
    expect(fight.state.pawns.size).toBe(0);
    ann.send(dto(ArenaTakePartDto, { fights: true }));
    fight.run(1);
    expect(fight.pawnOf(ann)).toMatchObject({ name: 'Ann', health: 100 });
  });

  it('takes sixteen fighters, and a hundred in peace', async () => {
    const fight = await Fight.open();
    expect(fight.test.room.live.maxPlayers).toBe(16);
    for (let joined = 0; joined < 16; joined++) await fight.test.join(`P${joined}`);
    await expect(fight.test.join('late')).rejects.toMatchObject({ code: 'room.full' });
    const calm = await Fight.open({ bots: 0, peaceful: true });
    for (let joined = 0; joined < 17; joined++) await calm.test.join(`P${joined}`);
  });

  it('takes 500 bots, who all have a shield at once, again in the next round', async () => {
    const fight = await Fight.open({ bots: 500 });
    expect([...fight.state.pawns].every(({ isShielded }) => isShielded)).toBe(true);
    fight.run(45);
    expect([...fight.state.pawns].some(({ isShielded }) => isShielded)).toBe(false);
    fight.test.room.round.begin();
    fight.run(1);
    expect([...fight.state.pawns].every(({ isShielded }) => isShielded)).toBe(true);
  });

  it('goes on after a restart in the middle of a fight as if there had been none', async () => {
    const [whole, halved] = [await Fight.open({ bots: 6 }), await Fight.open({ bots: 6 })];
    for (const fight of [whole, halved]) {
      await fight.join('Ann', 60, 60);
      fight.run(500);
    }
    whole.run(400);
    const restarted = await halved.test.restart();
    restarted.step(400);
    const told = (state: ArenaState): unknown =>
      [...state.pawns].map(({ health, score, body }) => [health, score, body]);
    expect(told(restarted.room.state)).toEqual(told(whole.state));
  });
});
