import type { IncomingMessage } from 'node:http';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Administrator } from '../../../core/console/administrator.js';
import { AdminRoles } from '../../../core/console/rights.js';
import type { SideEndpoint, SideSocket } from '../../../core/gateway/side-sockets.js';
import { UpgradeGate, type UpgradeRefusal } from '../../../core/gateway/upgrade-gate.js';
import { ConcurrencyLimit } from '../../../core/limits/concurrency-limit.js';
import { GameError } from '../../../protocol/game-error.js';
import { AdminSessions } from '../accounts/admin-sessions.js';
import { AdminApi } from './admin-api.js';
import { FeedHub } from './feed-hub.js';
import { HomeCalls } from './home-calls.js';
import { RequestRules } from './request-rules.js';
import { SectionRegistry } from './section-registry.js';

/** Tabs of one session. */
const MAX_SOCKETS = 16;
/** What one tab can watch at once. */
const MAX_WATCHES = 32;
/** A right that was taken away ends what it showed within this time. */
const CHECK_EVERY_MS = 2_000;
const SIGNED_OUT = 4401;
/** A page that reads so slowly misses readings. */
const MAX_BUFFERED_BYTES = 4 * 1_048_576;

/** One tab: what it watches, by the page's own numbers. */
interface Tab {
  readonly socket: SideSocket;
  readonly token: string;
  readonly by: Administrator;
  readonly watches: Map<number, () => void>;
}

/** The console's WebSockets: each tab says what it wants to see, and gets it whenever it differs. */
@Injectable()
export class LiveSockets implements SideEndpoint, BeforeApplicationShutdown {
  private readonly tabs = new Set<Tab>();
  private readonly counts = new ConcurrencyLimit(MAX_SOCKETS);
  private readonly feeds: FeedHub;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly rules: RequestRules,
    private readonly sessions: AdminSessions,
    private readonly api: AdminApi,
    private readonly sections: SectionRegistry,
    private readonly roles: AdminRoles,
    private readonly gate: UpgradeGate,
    homes: HomeCalls,
  ) {
    this.feeds = new FeedHub(homes);
  }

  /** How many feeds are being read: none while nobody looks. */
  get feedCount(): number {
    return this.feeds.size;
  }

  /** For the gateway: only pages of the console, with a session that lasts. */
  async admit(
    request: IncomingMessage,
  ): Promise<{ readonly refusal: UpgradeRefusal } | { readonly opened: (socket: SideSocket) => void }> {
    const reached = this.rules.reachedBy(request);
    if (reached === undefined || !this.rules.isOwnSocket(request, reached))
      return { refusal: { status: 403, code: 'admin.foreign_request' } };
    const token = this.rules.cookieOf(request, reached) ?? '';
    const found = token === '' ? undefined : await this.sessions.find(token, false);
    if (found === undefined) return { refusal: { status: 401, code: 'admin.signed_out' } };
    const release = this.counts.acquire(found.session.id);
    if (release === undefined) return { refusal: { status: 429, code: 'rate.limited' } };
    const by = this.api.administrator(found, this.gate.addressOf(request));
    return { opened: (socket) => this.open({ socket, token, by, watches: new Map() }, release) };
  }

  /** Nest's hook. */
  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
    for (const tab of this.tabs) this.unwatchAll(tab);
  }

  private open(tab: Tab, release: () => void): void {
    this.tabs.add(tab);
    this.timer ??= setInterval(() => void this.checkAll(), CHECK_EVERY_MS).unref();
    tab.socket.onText((text) => this.receive(tab, text));
    tab.socket.onClose(() => {
      this.unwatchAll(tab);
      this.tabs.delete(tab);
      release();
      if (this.tabs.size > 0) return;
      clearInterval(this.timer);
      this.timer = undefined;
    });
  }

  private receive(tab: Tab, text: string): void {
    const order = orderOf(text);
    if (order === undefined) {
      tab.socket.close(1008, 'packet.malformed');
      return;
    }
    tab.watches.get(order.id)?.();
    tab.watches.delete(order.id);
    if (order.feed !== undefined) this.watch(tab, order.id, order.feed, order.query);
  }

  private watch(tab: Tab, id: number, feed: string, query: unknown): void {
    const [section = '', name = ''] = feed.split('.');
    const part = this.sections.find(section, name);
    const { socket, by, watches } = tab;
    const refuse = (code: string): void => socket.send(JSON.stringify({ id, code }));
    const isLive = part?.view.everyMs !== undefined;
    if (part === undefined || !isLive || !this.roles.may(by.role, part.right) || watches.size >= MAX_WATCHES) {
      refuse(!isLive ? 'admin.not_found' : watches.size >= MAX_WATCHES ? 'rate.limited' : 'admin.not_allowed');
      return;
    }
    const stop = this.feeds.watch(part, query, by, {
      isBusy: () => socket.bufferedBytes > MAX_BUFFERED_BYTES,
      next: (value) => socket.send(`{"id":${id},"value":${value}}`),
      failed: refuse,
    });
    watches.set(id, stop);
    // Where the log cannot be written, nothing is shown.
    this.api.noteWatch(part, query, by).catch((error: unknown) => {
      stop();
      watches.delete(id);
      refuse(error instanceof GameError ? error.code : 'server.internal');
    });
  }

  /** Ends the tabs of sessions that are over, or whose role has changed. */
  private async checkAll(): Promise<void> {
    const roles = new Map<string, string | undefined>();
    for (const { token } of this.tabs) roles.set(token, undefined);
    try {
      for (const token of roles.keys()) roles.set(token, (await this.sessions.find(token, false))?.administrator.role);
    } catch {
      // The database does not answer: what is shown meanwhile was allowed two seconds ago, and the next check decides.
      return;
    }
    for (const tab of this.tabs) {
      if (!roles.has(tab.token) || roles.get(tab.token) === tab.by.role) continue;
      this.unwatchAll(tab);
      tab.socket.close(SIGNED_OUT, 'admin.signed_out');
    }
  }

  private unwatchAll({ watches }: Tab): void {
    for (const stop of watches.values()) stop();
    watches.clear();
  }
}

/** What a tab asks for: `{ id, feed, query }` watches, `{ id }` stops watching. */
interface WatchOrder {
  readonly id: number;
  readonly feed: string | undefined;
  readonly query: unknown;
}

function orderOf(text: string): WatchOrder | undefined {
  try {
    const order = JSON.parse(text) as Partial<Record<'id' | 'feed' | 'query', unknown>> | null;
    if (order === null || typeof order.id !== 'number' || !Number.isSafeInteger(order.id)) return undefined;
    return { id: order.id, feed: typeof order.feed === 'string' ? order.feed : undefined, query: order.query };
  } catch {
    return undefined;
  }
}
