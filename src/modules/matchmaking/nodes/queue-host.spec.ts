import { jest } from '@jest/globals';
import type { Placement } from '../../../core/cluster/placement.js';
import { SessionStores } from '../../../core/sessions/session-stores.js';
import type { Session } from '../../../core/sessions/session.js';
import { ManualClock } from '../../../core/time/monotonic-clock.js';
import type { MatchMetrics } from '../match-metrics.js';
import { ProposalBoard } from '../matches/proposal-board.js';
import type { QueueRegistry } from '../queue-registry.js';
import { Matchmaker } from '../search/matchmaker.js';
import { GameTicket, TicketDirectory } from '../tickets/ticket-directory.js';
import type { QueueCalls, QueueQuestions } from './queue-calls.js';
import { HostParts, QueueHost } from './queue-host.js';
import type { QueueOwners } from './queue-owners.js';
import { DeskParts, SharedDesk } from './shared-desk.js';

type Answerer = (question: never, fromNodeId: string) => unknown;

const QUEUE = { name: 'duel', minPlayers: 2, maxPlayers: 2 };
const SECOND_MS = 1_000;

/** Nodes of which one owns the queue; their calls all arrive. */
class Nodes {
  readonly clock = new ManualClock();
  readonly all: Node[];
  owner = '0';
  /** The matches that each ticket was given to. */
  readonly matchesOf = new Map<string, number[]>();

  constructor(count: number) {
    this.all = Array.from({ length: count }, (_, index) => new Node(this, String(index)));
  }

  find(id: string): Node | undefined {
    return this.all.find((node) => node.id === id);
  }
}

class Node {
  readonly answerers = new Map<string, Answerer>();
  readonly tickets = new TicketDirectory(new SessionStores());
  readonly matchmaker: Matchmaker;
  readonly desk: SharedDesk;
  readonly host: QueueHost;

  constructor(
    private readonly nodes: Nodes,
    readonly id: string,
  ) {
    const { clock } = nodes;
    const metrics = { countMatch: () => undefined } as unknown as MatchMetrics;
    const owners = this.owners();
    const calls = this.calls();
    const proposals = new ProposalBoard(this.tickets, clock, metrics);
    const queues = { find: () => QUEUE } as unknown as QueueRegistry;
    const placement = { elsewhere: () => undefined } as unknown as Placement;
    this.matchmaker = new Matchmaker([QUEUE], Number(id) * 1_000_000);
    this.desk = new SharedDesk(new DeskParts(owners, calls, this.tickets, proposals, queues, clock));
    this.host = new QueueHost(new HostParts(owners, calls, this.matchmaker, metrics, placement, clock));
    calls.answer('begin', (question) => this.begin(question));
    calls.answer('claim', ({ ticketId }) => {
      const ticket = this.tickets.find(ticketId);
      if (ticket !== undefined) this.tickets.remove(ticket);
      return ticket && { request: ticket.request, sessionIds: [], names: {}, waitedMs: 0 };
    });
    calls.answer('giveBack', ({ ticketId }) => this.wait(ticketId));
  }

  /** Somebody waits here. */
  async wait(ticketId: string): Promise<void> {
    const session = { id: ticketId, isOpen: true, isConnected: true } as Session;
    const request = { id: ticketId, queue: QUEUE.name, players: [ticketId] };
    const ticket = new GameTicket(request, [session], new Map());
    const queued = this.desk.enqueue(ticket);
    this.tickets.add(ticket);
    await queued;
  }

  /** The matches that its matchmaker finds begin. */
  async pass(limit = Infinity): Promise<void> {
    const results = this.matchmaker.pass(this.nodes.clock.nowMs());
    await Promise.all(results.slice(0, limit).map((result) => this.host.carryOut(result)));
  }

  private async begin({ started, homes }: QueueQuestions['begin']): Promise<void> {
    const { matchId, teams } = started;
    const ids = teams.flatMap(({ tickets }) => tickets.map(({ ticketId }) => ticketId));
    const got = await Promise.all(
      ids.map(async (id) => (await this.ask(homes[id] ?? '', 'claim', { ticketId: id, matchId })) !== undefined),
    );
    const isWhole = got.every(Boolean);
    for (const [index, id] of ids.entries()) {
      if (isWhole) this.nodes.matchesOf.set(id, [...(this.nodes.matchesOf.get(id) ?? []), matchId]);
      else if (got[index] === true) await this.ask(homes[id] ?? '', 'giveBack', { ticketId: id, matchId });
    }
  }

  private async ask(nodeId: string, name: string, question: unknown): Promise<unknown> {
    await Promise.resolve();
    return this.nodes.find(nodeId)?.answerers.get(name)?.(structuredClone(question) as never, this.id);
  }

  private calls(): QueueCalls {
    const answer = (name: string, answerer: Answerer): unknown => this.answerers.set(name, answerer);
    return { answer, ask: this.ask.bind(this) } as unknown as QueueCalls;
  }

  private owners(): QueueOwners {
    const { nodes, id } = this;
    return {
      nodeId: id,
      of: () => Promise.resolve(nodes.owner),
      knownOf: () => nodes.owner,
      owns: () => nodes.owner === id,
      forget: () => undefined,
      isAlive: () => true,
    } as unknown as QueueOwners;
  }
}

describe(QueueHost.name, () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('is followed by another in the middle of 10,000 tickets, all of which get into one match each', async () => {
    const nodes = new Nodes(3);
    const [first, second, third] = nodes.all;
    const ids = Array.from({ length: 10_000 }, (_, index) => String(index));
    await Promise.all(ids.map(async (id, index) => (index % 2 === 0 ? second : third)?.wait(id)));
    expect(first?.matchmaker.size).toBe(10_000);

    // It has lost the queue and does not know: what it still finds begins at the same time as what its follower finds.
    await first?.pass(1_000);
    nodes.owner = '1';
    await jest.advanceTimersByTimeAsync(SECOND_MS);
    expect(second?.matchmaker.size).toBe(8_000);
    await Promise.all([first?.pass(), second?.pass(3_000)]);
    for (let rounds = 0; rounds < 20 && nodes.matchesOf.size < ids.length; rounds++) {
      nodes.clock.advance(20 * SECOND_MS);
      await jest.advanceTimersByTimeAsync(SECOND_MS);
      await second?.pass();
    }

    expect(nodes.matchesOf.size).toBe(10_000);
    expect([...nodes.matchesOf.values()].filter(({ length }) => length !== 1)).toEqual([]);
    for (const { desk } of nodes.all) desk.onApplicationShutdown();
  });
});
