import { StoreUnavailableError } from '../../../core/cluster/membership.js';
import { MemoryCounters } from '../../../core/cluster/memory/memory-adapters.js';
import { MemoryStore, type StoreLine } from '../../../core/cluster/memory/memory-store.js';
import { MemoryTicketStore, SharedTicketStore, TICKET_MS } from './ticket-store.js';

describe(MemoryTicketStore.name, () => {
  it('gives a ticket that is good once', async () => {
    const store = new MemoryTicketStore();
    const ticket = await store.issue('Ann');

    expect(ticket).toMatch(/^[\w-]{32}$/);
    expect(await Promise.all([store.redeem(ticket), store.redeem(ticket)])).toEqual(['Ann', undefined]);
  });

  it('takes no ticket that is too old, or that it has not given', async () => {
    let nowMs = 0;
    const store = new MemoryTicketStore(() => nowMs);
    const [first, second] = [await store.issue('Ann'), await store.issue('Ann')];

    nowMs = TICKET_MS - 1;
    expect(await store.redeem(first)).toBe('Ann');
    nowMs = TICKET_MS;
    expect(await store.redeem(second)).toBeUndefined();
    for (const wrong of ['', 'x', '__proto__', 'constructor']) expect(await store.redeem(wrong)).toBeUndefined();
  });

  it("voids a player's own oldest, and nobody else's", async () => {
    const store = new MemoryTicketStore();
    const victims = await store.issue('Ann');
    const flood: string[] = [];
    for (let more = 0; more < 1_000; more++) flood.push(await store.issue('Eve'));

    expect(await store.redeem(victims)).toBe('Ann');
    const good = await Promise.all(flood.map((ticket) => store.redeem(ticket)));
    expect(good.filter((playerId) => playerId === 'Eve')).toHaveLength(4);
    expect(good.slice(-4)).toEqual(['Eve', 'Eve', 'Eve', 'Eve']);
  });

  it('refuses new ones rather than grow or void others, until some are too old', async () => {
    let nowMs = 0;
    const store = new MemoryTicketStore(() => nowMs);
    const first = await store.issue('Ann');
    for (let more = 0; more < 99_999; more++) await store.issue(`Eve ${more}`);

    await expect(store.issue('Bob')).rejects.toMatchObject({ code: 'rate.limited' });
    expect(await store.redeem(first)).toBe('Ann');
    nowMs = TICKET_MS;
    expect(await store.issue('Bob')).toMatch(/^[\w-]{32}$/);
  });
});

describe(SharedTicketStore.name, () => {
  /** The stores of two nodes. */
  function sharedFixture() {
    const world = { nowMs: 0, isAway: false, runId: '1' };
    const store = new MemoryStore(() => world.nowMs);
    const line: StoreLine = {
      get runId() {
        return world.runId;
      },
      // eslint-disable-next-line @typescript-eslint/require-await -- what throws has to reject
      ask: async (work) => {
        if (world.isAway) throw new StoreUnavailableError('away');
        return work(store);
      },
    };
    const node = (): SharedTicketStore => new SharedTicketStore(new MemoryCounters(line));
    return { world, here: node(), there: node() };
  }

  it('gives a ticket that is good at any node, once', async () => {
    const { world, here, there } = sharedFixture();
    const ticket = await here.issue('Ann');
    const taken = await Promise.all([there, here, there].map((store) => store.redeem(ticket)));
    expect(taken.filter((playerId) => playerId !== undefined)).toEqual(['Ann']);

    const late = await there.issue('Ann');
    world.nowMs = TICKET_MS;
    expect(await here.redeem(late)).toBeUndefined();
    for (const wrong of ['', 'x', '__proto__', 'a'.repeat(32)]) expect(await here.redeem(wrong)).toBeUndefined();
  });

  it("voids a player's own oldest, and all after a sign-out", async () => {
    const { here, there } = sharedFixture();
    const tickets = [];
    for (let more = 0; more < 5; more++) tickets.push(await here.issue('Ann'));
    const [oldest = '', second = '', third = ''] = tickets;
    expect([await there.redeem(oldest), await there.redeem(second)]).toEqual([undefined, 'Ann']);

    here.revokeAllOf('Ann');
    expect(await there.redeem(third)).toBeUndefined();
  });

  it('issues none and takes none while the store is away, and takes none from before it forgot', async () => {
    const { world, here, there } = sharedFixture();
    const [one, other] = [await here.issue('Ann'), await here.issue('Ann')];
    world.isAway = true;
    await expect(here.issue('Ann')).rejects.toMatchObject({ code: 'cluster.unavailable' });
    expect(await there.redeem(one)).toBeUndefined();

    world.isAway = false;
    world.runId = '2';
    expect([await there.redeem(one), await there.redeem(other)]).toEqual([undefined, undefined]);
    expect(await there.redeem(await here.issue('Ann'))).toBe('Ann');
  });
});
