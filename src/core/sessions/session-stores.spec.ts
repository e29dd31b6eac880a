import { Logger } from '@nestjs/common';
import { jest } from '@jest/globals';
import { MAX_PACKED_BYTES, SessionStores } from './session-stores.js';
import type { Session } from './session.js';

const errors = jest.spyOn(Logger.prototype, 'error');

beforeEach(() => {
  errors.mockReset().mockImplementation(() => undefined);
});

function newSession(id = 'ada', isOpen = true): Session {
  return { id, isOpen } as Session;
}

/** What was logged as an error. */
function logged(): string {
  return errors.mock.calls
    .map(([context, text]) => `${String(text)} ${String((context as { err: unknown }).err)}`)
    .join();
}

describe(SessionStores.name, () => {
  it('keeps one value per session until the session has ended or moved away, and tells which', () => {
    const stores = new SessionStores();
    const gone: unknown[] = [];
    const store = stores.open<string>('chat.names', {
      onGone: ({ id }, value, departure) => gone.push([id, value, departure]),
    });
    const [ada, bob, cid] = [newSession('ada'), newSession('bob'), newSession('cid')];
    store.set(ada, 'Ada');
    store.set(bob, 'Bob');
    store.set(cid, 'Cid');
    store.delete(cid);
    stores.drop(ada, 'ended');
    stores.drop(ada, 'ended');
    stores.drop(bob, 'moved');
    stores.drop(cid, 'ended');

    expect(gone).toEqual([
      ['ada', 'Ada', 'ended'],
      ['bob', 'Bob', 'moved'],
    ]);
    expect(stores.sizes()).toEqual({ 'chat.names': 0 });
  });

  it('keeps nothing of a session that has ended, which nobody would clean up after', () => {
    const store = new SessionStores().open<number>('chat.turns');
    const session = newSession('ada', false);

    expect(store.set(session, 1)).toBe(1);
    expect(store.get(session)).toBeUndefined();
    expect([...store]).toEqual([]);
  });

  it('refuses a name that is taken, and one that does not say whose store it is', () => {
    const stores = new SessionStores();
    stores.open('chat.names');

    expect(() => stores.open('chat.names')).toThrow('There is a session store "chat.names" already.');
    expect(() => stores.open('names')).toThrow('"names" is no name of a session store');
  });

  it('packs what can be packed, and gives it back to the stores there are', () => {
    const stores = new SessionStores();
    const names = stores.open<string>('chat.names', { pack: (name) => name, unpack: String });
    const turns = stores.open<number>('chat.turns');
    const filters = stores.open<Set<number>>('lobby.filters', { pack: (set) => [...set], unpack: () => undefined });
    const ada = newSession();
    names.set(ada, 'Ada');
    turns.set(ada, 3);
    filters.set(ada, new Set([1, 2]));
    const packed = stores.pack(ada);

    expect(packed).toEqual({ 'chat.names': 'Ada', 'lobby.filters': [1, 2] });
    expect(stores.pack(newSession())).toBeUndefined();

    const others = new SessionStores();
    const later = others.open<string>('chat.names', { unpack: String });
    const again = newSession();
    expect(others.unpack(again, packed ?? {})).toBeUndefined();
    expect(later.get(again)).toBe('Ada');
    expect(logged()).toBe('');
  });

  it('waits for a store that needs time to unpack', async () => {
    const stores = new SessionStores();
    const names = stores.open<string>('chat.names', { unpack: (packed) => Promise.resolve(String(packed)) });
    const ada = newSession();
    void stores.unpack(ada, { 'chat.names': 'Ada' });

    expect(names.get(ada)).toBeUndefined();
    await stores.ready(ada);
    await stores.ready();
    expect(names.get(ada)).toBe('Ada');
  });

  it('waits for a store that never has its value for some seconds only', async () => {
    const stores = new SessionStores();
    stores.open<string>('chat.names', { unpack: () => new Promise<never>(() => undefined) });
    const ada = newSession();
    void stores.unpack(ada, { 'chat.names': 'Ada' });

    await stores.ready(ada);
    expect(errors).not.toHaveBeenCalled();
  });

  it('loses only the value of a store that throws, and says so once per session', async () => {
    const stores = new SessionStores();
    const fail = (): never => {
      throw new Error('It broke.');
    };
    const broken = stores.open<number>('arena.broken', { pack: fail, unpack: fail });
    stores.open<number>('arena.rejecting', { unpack: () => Promise.reject(new Error('It broke too.')) });
    const names = stores.open<string>('chat.names', { pack: (name) => name, unpack: String });
    const ada = newSession();
    broken.set(ada, 1);
    names.set(ada, 'Ada');

    expect(stores.pack(ada)).toEqual({ 'chat.names': 'Ada' });
    expect(stores.pack(ada)).toEqual({ 'chat.names': 'Ada' });
    expect(errors).toHaveBeenCalledTimes(1);
    expect(logged()).toContain('"arena.broken"');
    const again = newSession();
    await stores.unpack(again, { 'arena.broken': 1, 'arena.rejecting': 1, 'chat.names': 'Ada' });
    expect(names.get(again)).toBe('Ada');
    expect(logged()).toContain('"arena.rejecting"');
  });

  it('leaves out what is no JSON, and what does not fit into 16 KB together with the stores before it', () => {
    const stores = new SessionStores();
    const pack = (value: unknown): unknown => value;
    const small = stores.open<unknown>('chat.small', { pack });
    const large = stores.open<unknown>('chat.large', { pack });
    const strange = stores.open<unknown>('chat.strange', { pack });
    const last = stores.open<unknown>('chat.last', { pack });
    const [ada, bob] = [newSession('ada'), newSession('bob')];
    small.set(ada, 'a'.repeat(100));
    large.set(ada, 'é'.repeat(MAX_PACKED_BYTES / 2));
    last.set(ada, 'z');
    strange.set(bob, 1n);
    last.set(bob, 'z');

    expect(Object.keys(stores.pack(ada) ?? {})).toEqual(['chat.small', 'chat.last']);
    expect(logged()).toContain('The session store "chat.large" packs 16396 bytes where 16272 are left');
    expect(stores.pack(bob)).toEqual({ 'chat.last': 'z' });
    expect(logged()).toContain('"chat.strange"');
  });

  it('cleans up the other stores when one fails to', () => {
    const stores = new SessionStores();
    stores.open<number>('arena.broken', { onGone: () => JSON.parse('{') as never }).set(newSession(), 1);
    const ada = newSession();
    const names = stores.open<string>('chat.names');
    names.set(ada, 'Ada');
    stores.drop(ada, 'ended');

    expect(names.size).toBe(0);
  });
});
