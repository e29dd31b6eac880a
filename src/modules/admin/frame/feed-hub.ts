import { Logger } from '@nestjs/common';
import type { Administrator } from '../../../core/console/administrator.js';
import type { FeedSource } from '../../../core/console/console.decorators.js';
import { CheckFailure } from '../../../protocol/check/compile-check.js';
import { GameError } from '../../../protocol/game-error.js';
import type { HomeCalls } from './home-calls.js';
import type { LoadedPart } from './section-registry.js';

/** A reading that is larger than this is taken less often. */
const LARGE_LENGTH = 1_048_576;
const LARGE_FACTOR = 8;

/** Who watches a feed. */
export interface FeedWatcher {
  /** Whether it is behind; it then misses this reading. */
  isBusy(): boolean;
  /** A reading that differs from the last, as JSON. */
  next(value: string): void;
  /** The feed could not be read; it is tried again. */
  failed(code: string): void;
}

/** One feed with one query, read for everybody who watches it. */
interface RunningFeed {
  readonly source: FeedSource;
  readonly watchers: Set<FeedWatcher>;
  last: string;
  timer: NodeJS.Timeout | undefined;
}

/** Reads feeds while somebody watches: once for all who watch the same, and never for nobody. */
export class FeedHub {
  private readonly logger = new Logger('Admin');
  private readonly feeds = new Map<string, RunningFeed>();

  constructor(private readonly homes: HomeCalls) {}

  /** How many feeds are being read. */
  get size(): number {
    return this.feeds.size;
  }

  /** Watches a feed until the returned function is called. The first reading comes at once. */
  watch(part: LoadedPart, raw: unknown, by: Administrator, watcher: FeedWatcher): () => void {
    const query = part.check.check(raw ?? {});
    if (query instanceof CheckFailure || query instanceof Promise) {
      watcher.failed('message.invalid');
      return () => undefined;
    }
    // What a reading shows may depend on the role, and on nothing else of the reader.
    const key = JSON.stringify([part.name, by.role, query]);
    const feed =
      this.feeds.get(key) ?? this.begin(key, this.homes.sourceOf(part, query, by), part.view.everyMs ?? 1_000);
    feed.watchers.add(watcher);
    if (feed.last !== '') watcher.next(feed.last);
    return () => {
      feed.watchers.delete(watcher);
      if (feed.watchers.size > 0 || this.feeds.get(key) !== feed) return;
      clearTimeout(feed.timer);
      this.feeds.delete(key);
      feed.source.close();
    };
  }

  private begin(key: string, source: FeedSource, everyMs: number): RunningFeed {
    const feed: RunningFeed = { source, watchers: new Set(), last: '', timer: undefined };
    this.feeds.set(key, feed);
    const turn = async (): Promise<void> => {
      await this.read(feed);
      if (this.feeds.get(key) !== feed) return;
      feed.timer = setTimeout(
        () => void turn(),
        feed.last.length > LARGE_LENGTH ? everyMs * LARGE_FACTOR : everyMs,
      ).unref();
    };
    // Not before the caller has added its watcher.
    queueMicrotask(() => void turn());
    return feed;
  }

  private async read(feed: RunningFeed): Promise<void> {
    // Everybody may have left before the first reading.
    if (feed.watchers.size === 0) return;
    try {
      const text = JSON.stringify((await feed.source.read()) ?? null);
      if (text === feed.last) return;
      feed.last = text;
      for (const watcher of feed.watchers) if (!watcher.isBusy()) watcher.next(text);
    } catch (error) {
      feed.last = '';
      if (!(error instanceof GameError)) this.logger.error({ err: error }, 'A live view of the console failed.');
      for (const watcher of feed.watchers) watcher.failed(error instanceof GameError ? error.code : 'server.internal');
    }
  }
}
