import { MemoryTicketStore, TICKET_MS } from './ticket-store.js';

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
