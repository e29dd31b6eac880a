import { ScanBudget, SHALLOW_SCAN } from './match-queue.js';
import { TicketQuery } from '../query/ticket-query.js';
import { Ticket } from './ticket.js';

const tickets = Array.from(
  { length: 10 },
  (_, index) => new Ticket(`${index}`, index, 0, new Map(), new TicketQuery(''), 0, 'any', [`${index}`]),
);

describe(ScanBudget.name, () => {
  it('lets everyone look at everything in turn, however small it is', () => {
    const budget = new ScanBudget(200);
    const looked = Array.from({ length: 5 }, () => {
      budget.renew();
      return tickets.filter((ticket) => {
        const limit = budget.limitOf(ticket);
        budget.spend(ticket, Math.min(limit, SHALLOW_SCAN + 100));
        return limit === Infinity;
      });
    });

    expect(looked.map((pass) => pass.map(({ sequence }) => sequence))).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
      [6, 7],
      [8, 9],
    ]);
  });
});
