import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { parseConfig } from '../../../core/config/load-config.js';
import { StorageError } from '../../../core/storage/storage.errors.js';
import { GameError } from '../../../protocol/game-error.js';
import { ChatJournal } from './chat-journal.js';
import type { KeptLine } from './line-store.js';
import { MemoryLineStore } from './memory-line-store.js';

const MAX_WAITING = 10_000;

/** A store that fails as it is told, and keeps what it was given. */
class FakeStore extends MemoryLineStore {
  readonly batches: (readonly KeptLine[])[] = [];
  failures: Error[] = [];
  poison: string | undefined = undefined;

  override write(lines: readonly KeptLine[]): Promise<void> {
    const failure = this.failures.shift();
    if (failure !== undefined) return Promise.reject(failure);
    if (lines.some(({ line }) => line.text === this.poison)) return Promise.reject(new Error('invalid byte sequence'));
    this.batches.push(lines);
    return Promise.resolve();
  }

  get texts(): string[] {
    return this.batches.flat().map(({ line }) => line.text);
  }
}

function fixture() {
  const store = new FakeStore();
  const journal = new ChatJournal(store, parseConfig({ SHUTDOWN_TIMEOUT_MS: '1000' }));
  const note = (id: number, text = `line ${id}`): void => {
    const line = { channel: 'lobby', id, text, from: { id: 's', name: 'Ann' }, sentAtMs: 1 };
    journal.note({ kind: 'named', line });
  };
  return { store, journal, note };
}

const busy = expect.objectContaining({ code: 'chat.busy' }) as Error;
const unavailable = (): Error => new GameError(StorageError['storage.unavailable']);
const later = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);

describe(ChatJournal.name, () => {
  beforeAll(() => {
    Logger.overrideLogger(false);
  });
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('writes what came in a fifth of a second together, a changed line once', async () => {
    const { store, note } = fixture();
    note(1);
    note(2);
    note(1, 'changed');
    expect(store.batches).toEqual([]);
    await later(200);
    note(3);
    await later(200);

    expect(store.texts).toEqual(['changed', 'line 2', 'line 3']);
    expect(store.batches).toHaveLength(2);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('writes at most 500 lines at once', async () => {
    const { store, note } = fixture();
    for (let id = 1; id <= 1_200; id++) note(id);
    await later(200);
    expect(store.batches.map(({ length }) => length)).toEqual([500, 500, 200]);
  });

  it('keeps what could not be written, and tries again each second', async () => {
    const { store, note } = fixture();
    store.failures = [unavailable(), unavailable()];
    note(1);
    await later(200);
    note(2);
    note(1, 'changed');
    await later(999);
    expect(store.texts).toEqual([]);
    await later(1_001);
    expect(store.texts).toEqual(['changed', 'line 2']);
  });

  it('writes all others when the store refuses a line for good', async () => {
    const { store, note } = fixture();
    store.poison = 'line 2';
    for (const id of [1, 2, 3]) note(id);
    await later(200);
    expect(store.texts).toEqual(['line 1', 'line 3']);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('takes no more lines than it can hold', async () => {
    const { store, journal, note } = fixture();
    store.failures = Array.from({ length: 3 }, unavailable);
    for (let id = 1; id <= MAX_WAITING; id++) note(id);
    expect(() => journal.requireRoom()).toThrow(busy);
    await later(5_000);
    expect(() => journal.requireRoom()).not.toThrow();
    expect(store.texts).toHaveLength(MAX_WAITING);
  });

  it('lets whoever reads wait for what is under way, or hear that it failed', async () => {
    const { store, journal, note } = fixture();
    note(1);
    await journal.settled();
    expect(store.texts).toEqual(['line 1']);

    store.failures = [unavailable()];
    note(2);
    await expect(journal.settled()).rejects.toMatchObject({ code: 'storage.unavailable' });
    await journal.settled();
    expect(store.texts).toEqual(['line 1', 'line 2']);
  });

  it('writes all at the end, over failures, and takes nothing any more', async () => {
    jest.useRealTimers();
    const { store, journal, note } = fixture();
    store.failures = [unavailable(), unavailable()];
    note(1);
    const stopped = journal.beforeApplicationShutdown();
    expect(() => journal.requireRoom()).toThrow();
    await stopped;
    expect(store.texts).toEqual(['line 1']);
  });

  it('gives up at the end when its share of the time is over', async () => {
    jest.useRealTimers();
    const { store, journal, note } = fixture();
    store.failures = Array.from({ length: 100 }, unavailable);
    note(1);
    await journal.beforeApplicationShutdown();
    expect(store.failures).not.toEqual([]);
    expect(store.texts).toEqual([]);
  });
});
