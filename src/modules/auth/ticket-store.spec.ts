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

  it('voids the oldest rather than growing', async () => {
    const store = new MemoryTicketStore();
    const [first, second] = [await store.issue('Ann'), await store.issue('Bob')];
    for (let more = 0; more < 99_999; more++) await store.issue('Eve');

    expect([await store.redeem(first), await store.redeem(second)]).toEqual([undefined, 'Bob']);
  });
});
