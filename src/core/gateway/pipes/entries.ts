import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type OnModuleInit, Optional } from '@nestjs/common';
import { CloseCode } from '../../../protocol/close-codes.js';
import { NodeBuried } from '../../cluster/cluster.events.js';
import { Cluster } from '../../cluster/cluster.js';
import { GameConfig } from '../../config/game-config.js';
import { EventBus } from '../../events/event-bus.js';
import { ServerDraining } from '../../sessions/session.events.js';
import { HeldLink } from '../../sessions/session-link.js';
import { SessionSeats } from '../../sessions/session-seats.js';
import { MonotonicClock } from '../../time/monotonic-clock.js';
import type { Connection } from '../connection.js';
import { Dispatcher } from '../dispatcher.js';
import { FencedWork } from '../fenced-work.js';
import { Arrivals } from './arrivals.js';
import { Entry, type EntryServices } from './entry.js';
import { HomeSearch, MAX_SEARCH_MS } from './home-search.js';
import { EntryRecord } from './pipe-records.js';

/** So many clients are sent away at a time, 500 a second. */
const GROUP = 50;
const GROUP_MS = 100;
/** For clients to answer the close frame. */
const GOODBYE_MS = 1_000;
const POLL_MS = 20;

/** Makes this node the entry of clients whose sessions are at home elsewhere, or about to be. */
@Injectable()
export class Entries implements OnModuleInit {
  private readonly open = new Set<Entry>();
  private readonly services: EntryServices | undefined;

  constructor(
    config: GameConfig,
    private readonly seats: SessionSeats,
    private readonly dispatcher: Dispatcher,
    arrivals: Arrivals,
    private readonly homes: HomeSearch,
    private readonly events: EventBus,
    clock: MonotonicClock,
    fenced: FencedWork,
    @Optional() cluster?: Cluster,
  ) {
    this.services = cluster && {
      nodeId: cluster.nodeId,
      links: cluster.links,
      maxHeld: config.MAX_QUEUED_MESSAGES,
      clock,
      fenced,
      carry: (connection, ticket) => arrivals.arrive(ticket, connection),
      handle: (connection, records) => this.handle(connection, records),
      seek: (entry, connection, sessionId, lost) => void this.seek(entry, connection, sessionId, lost),
      gone: (entry) => this.open.delete(entry),
    };
  }

  /** Nest's hook: a server that stops sends its clients to other nodes, at once, for their sessions are there. */
  onModuleInit(): void {
    this.events.on(ServerDraining, () => {
      for (const entry of [...this.open]) entry.drain();
    });
    this.events.on(NodeBuried, () => {
      for (const entry of [...this.open]) entry.cut(CloseCode.GoingAway, 'server.fenced');
    });
  }

  /** How many clients there are whose sessions are elsewhere, or about to be. */
  get size(): number {
    return this.open.size;
  }

  /** Sends the clients to other nodes, some at a time, so that they do not all come at once; ends when their sockets have closed. */
  async drain(): Promise<void> {
    const entries = [...this.open].filter(({ isServing }) => isServing);
    if (entries.length === 0) return;
    for (const [index, entry] of entries.entries()) {
      if (index % GROUP === 0 && index > 0) await delay(GROUP_MS);
      entry.drain();
    }
    const untilMs = performance.now() + GOODBYE_MS;
    while (entries.some((entry) => this.open.has(entry)) && performance.now() < untilMs) await delay(POLL_MS);
  }

  /** Holds what the client sends from now on. @throws Error on one node */
  hold(connection: Connection, maxHoldMs: number): Entry {
    if (this.services === undefined) throw new Error('There are no other nodes.');
    const entry = new Entry(connection, this.services, maxHoldMs);
    this.open.add(entry);
    return entry;
  }

  /**
   * Passes a client on to another node: to a session there that it resumes, or to a new one.
   * @param onNotThere called when its session is not there
   */
  enter(entry: Entry, connection: Connection, nodeId: string, resumes?: string, onNotThere?: () => void): void {
    const { session, link } = connection;
    const { playerId, codec } = session;
    if (session.isOpen) {
      connection.cancelHelloTimer?.();
      session.delivery.detach(new HeldLink(link.remoteAddress));
      this.seats.end(session, CloseCode.Normal);
    }
    const client = { subprotocol: codec.subprotocol, remoteAddress: link.remoteAddress };
    entry.open(
      nodeId,
      { ...client, ...(playerId !== undefined && { playerId }), ...(resumes !== undefined && { resumes }) },
      onNotThere,
    );
  }

  private async seek(entry: Entry, connection: Connection, sessionId: string, lost: string): Promise<void> {
    const home = await this.homes.find(sessionId, performance.now() + MAX_SEARCH_MS, connection, lost);
    if (home !== undefined && !connection.isClosing) entry.sendRound('cluster.try_again');
  }

  private handle(connection: Connection, records: readonly Buffer[]): void {
    for (const record of records) {
      this.dispatcher.receive(connection, record.subarray(1), record[0] === EntryRecord.Binary);
    }
  }
}
