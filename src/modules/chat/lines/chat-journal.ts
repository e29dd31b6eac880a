import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { GameConfig } from '../../../core/config/game-config.js';
import { isStorageFailure } from '../../../core/storage/storage.errors.js';
import { GameError } from '../../../protocol/game-error.js';
import { ChatError } from '../chat.errors.js';
import { LineStore, type KeptLine } from './line-store.js';

/** How long a line waits to be batched with others. */
const GATHER_MS = 200;
/** The delay before a failed write is retried. */
const RETRY_MS = 1_000;
/** Maximum lines per write. */
const BATCH_LINES = 500;
/** The share of the shutdown time that flushing may take. */
const FLUSH_SHARE = 0.8;
/** Maximum queued lines; beyond that, new ones are refused. */
const MAX_WAITING = 10_000;

/**
 * Write-behind queue for chat lines: speakers never wait for the store. The queue is bounded; when the store falls behind, or is
 * unavailable for long, lines are refused with chat.busy. A graceful shutdown writes everything that was accepted, within
 * SHUTDOWN_TIMEOUT_MS. A crash or a kill loses what was said in the last fifth of a second, or since the store failed.
 */
@Injectable()
export class ChatJournal implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Chat');
  /** By channel and number: a line that changes before it is written is written once. */
  private waiting = new Map<string, KeptLine>();
  private writing: Promise<void> | undefined = undefined;
  private timer: NodeJS.Timeout | undefined = undefined;
  /** How many lines the current write has taken out of `waiting`. */
  private taken = 0;
  private isStopping = false;

  constructor(
    private readonly store: LineStore,
    private readonly config: GameConfig,
  ) {}

  /** Refuses lines while the queue is full. @throws GameError chat.busy */
  requireRoom(): void {
    if (this.isStopping || this.waiting.size + this.taken >= MAX_WAITING) throw new GameError(ChatError['chat.busy']);
  }

  /** Queues a line for writing. */
  note(kept: KeptLine): void {
    this.waiting.set(`${kept.line.channel}\n${kept.line.id}`, kept);
    if (this.writing === undefined) this.schedule(GATHER_MS);
  }

  /** Resolves when everything queued so far is stored. @throws the store's error, if it failed */
  async settled(): Promise<void> {
    while (this.waiting.size > 0 || this.taken > 0) await this.write();
  }

  /** Nest's hook, while the database is still open. Nothing is accepted from here on. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    const deadlineMs = performance.now() + this.config.SHUTDOWN_TIMEOUT_MS * FLUSH_SHARE;
    while (this.waiting.size + this.taken > 0 && performance.now() < deadlineMs) {
      await this.write().catch(() => delay(GATHER_MS));
    }
    clearTimeout(this.timer);
    const lost = this.waiting.size + this.taken;
    if (lost > 0) this.logger.error(`${lost} lines of chat could not be written.`);
  }

  private schedule(delayMs: number): void {
    if (this.waiting.size > 0 && !this.isStopping) this.timer ??= setTimeout(() => this.onTimer(), delayMs);
  }

  private onTimer(): void {
    this.timer = undefined;
    this.write().catch((error: unknown) => {
      this.logger.warn({ err: error }, 'Lines of chat could not be written; they wait.');
    });
  }

  private write(): Promise<void> {
    this.writing ??= this.writeAll().then(
      () => this.onWritten(GATHER_MS),
      (error: unknown) => {
        this.onWritten(RETRY_MS);
        throw error;
      },
    );
    return this.writing;
  }

  private onWritten(nextMs: number): void {
    this.writing = undefined;
    this.schedule(nextMs);
  }

  private async writeAll(): Promise<void> {
    const batch = this.waiting;
    this.waiting = new Map();
    this.taken = batch.size;
    try {
      const kept = [...batch.entries()];
      for (let first = 0; first < kept.length; first += BATCH_LINES) {
        const part = kept.slice(first, first + BATCH_LINES);
        await this.writePart(part.map(([, line]) => line));
        for (const [key] of part) batch.delete(key);
        this.taken = batch.size;
      }
    } finally {
      // Failed lines go first again; where one has changed since, the newer version wins.
      this.waiting = new Map([...batch, ...this.waiting]);
      this.taken = 0;
    }
  }

  private async writePart(part: readonly KeptLine[]): Promise<void> {
    try {
      await this.store.write(part);
    } catch (error) {
      if (isStorageFailure(error)) throw error;
      // A line that the store will never accept must not hold up the others.
      await this.writeEach(part);
    }
  }

  private async writeEach(part: readonly KeptLine[]): Promise<void> {
    for (const one of part) {
      try {
        await this.store.write([one]);
      } catch (error) {
        if (isStorageFailure(error)) throw error;
        this.logger.error({ err: error }, 'A line of chat was refused by the database and is not kept.');
      }
    }
  }
}
