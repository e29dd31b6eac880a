import { jest } from '@jest/globals';
import { EventBus } from '../../../src/core/events/event-bus.js';
import { PlayerErased, PlayerExported } from '../../../src/core/events/player.events.js';
import { PlayerStorageModule } from '../../../src/modules/player-storage/player-storage.module.js';
import { PlayerStorageType } from '../../../src/modules/player-storage/player-storage.messages.js';
import { PlayerStorage } from '../../../src/modules/player-storage/player-storage.js';
import { dataFolder } from '../../../src/testing/data-folder.js';
import { EverybodyModule } from '../../../src/testing/everybody.module.js';
import { TestApp } from '../../../src/testing/test-app.js';
import type { Packet, TestClient } from '../../../src/testing/test-client.js';

/** The embedded database may have to be made first. */
jest.setTimeout(60_000);

const ACK = 3;
const HELLO = 0;
const { Fetch, Fetched, Write, Written, List, Listed, Delete } = PlayerStorageType;
const MAX_DOCUMENTS = 40;
const MAX_BYTES = 200_000;

interface Document {
  readonly playerId: string;
  readonly collection: string;
  readonly key: string;
  readonly value: string;
  readonly version: number;
  readonly isPublic: boolean;
}

function refused(code: string, field?: string): object {
  const details = field === undefined ? {} : { details: [expect.objectContaining({ field })] };
  return { type: 2, message: expect.objectContaining({ code, ...details }) as object };
}

const WRITTEN: number = Written;
const isWritten = ({ type }: Packet) => type === WRITTEN;
const documentsOf = ({ message }: Packet) => message?.documents as Document[];

describe('player storage', () => {
  let server: TestApp;
  let storage: PlayerStorage;
  let ann: TestClient;
  let bob: TestClient;
  let annId: string;
  let bobId: string;
  let tests = 0;

  beforeAll(async () => {
    const env = {
      DATA_DIR: await dataFolder(),
      MAX_MESSAGE_BYTES: '1048576',
      RATE_LIMIT_BURST: '10000',
      PLAYER_STORAGE_MAX_DOCUMENTS: String(MAX_DOCUMENTS),
      PLAYER_STORAGE_MAX_BYTES: String(MAX_BYTES),
    };
    server = await TestApp.start({ imports: [EverybodyModule, PlayerStorageModule], env });
    storage = server.app.get(PlayerStorage);
  });

  afterAll(() => server.stop());
  afterEach(() => server.disconnectAll());

  // Other players in each test, whose ids are as bad as an identity provider's could be.
  beforeEach(async () => {
    annId = `Ann'"; DROP TABLE player_storage_documents;-- <b>%_\\ ${++tests}`;
    bobId = `Bób 🎲 $1 ${tests}`;
    [ann, bob] = [await enter(annId), await enter(bobId)];
  });

  async function enter(token: string): Promise<TestClient> {
    const client = await server.connect();
    await client.request(HELLO, { token });
    return client;
  }

  const write = (client: TestClient, draft: object) =>
    client.request(Write, { documents: [{ collection: 'saves', key: 'one', value: '{}', ...draft }] });
  const fetch = async (client: TestClient, id: object = {}) =>
    documentsOf(await client.request(Fetch, { documents: [{ collection: 'saves', key: 'one', ...id }] }));
  const versionOf = (packet: Packet) => documentsOf(packet)[0]!.version;

  describe('writing', () => {
    it('keeps a document, and tells its version', async () => {
      const value = '{"gold": 1.50, "big": 12345678901234567890}';
      const written = await write(ann, { value });
      const version = versionOf(written);

      expect(written).toMatchObject({ type: Written, message: { documents: [{ collection: 'saves', key: 'one' }] } });
      expect(await fetch(ann)).toEqual([
        {
          ...{ playerId: annId, collection: 'saves', key: 'one', value, version, isPublic: false, isProtected: false },
          updatedAtMs: expect.any(Number) as number,
        },
      ]);
    });

    it.each([
      ['SQL and markup', `{"a'; DROP TABLE x;--":"<script>%s $1 {{1}} \\\\ \\" \u{1f40d}"}`],
      ['keys that objects have', '{"__proto__":{"isAdmin":true},"constructor":1,"toString":2}'],
      ['an escaped U+0000 and an escaped half of a surrogate pair', '{"a":"\\u0000","b":"\\ud800"}'],
      ['the largest numbers', '{"a":1.7976931348623157e308,"b":-0,"c":5e-324}'],
      ['a key twice', '{"a":1,"a":2}'],
    ])('keeps %s as they are', async (_name, value) => {
      expect(await write(ann, { value })).toMatchObject({ type: Written });
      expect((await fetch(ann)).map((document) => document.value)).toEqual([value]);
    });

    it.each([
      ['no JSON', '{gold:1}', 'document.invalid'],
      ['a list', '[1, 2]', 'document.invalid'],
      ['null', 'null', 'document.invalid'],
      ['a number that no double holds', '{"a":1e999}', 'document.invalid'],
      ['a raw U+0000', '{"a":"\u0000"}', 'document.invalid'],
      ['33 levels', `${'{"a":'.repeat(32)}{}${'}'.repeat(32)}`, 'document.too_deep'],
      ['65,537 bytes of UTF-8', `{"a":"${'é'.repeat(32_764)}x"}`, 'document.too_large'],
    ])('refuses %s, and says where', async (_name, value, code) => {
      expect(await write(ann, { value })).toMatchObject(refused(code, 'documents.0.value'));
      expect(await fetch(ann)).toEqual([]);
    });

    it.each([
      ['32 levels', `${'{"a":'.repeat(31)}{}${'}'.repeat(31)}`],
      ['65,536 bytes of UTF-8', `{"a":"${'é'.repeat(32_764)}"}`],
    ])('takes %s', async (_name, value) => {
      expect(await write(ann, { value })).toMatchObject({ type: Written });
      expect((await fetch(ann))[0]?.value === value).toBe(true);
    });

    it.each([
      [{ collection: "a'b" }],
      [{ collection: '' }],
      [{ collection: 'x'.repeat(33) }],
      [{ key: '<b>' }],
      [{ key: 'a\u0000' }],
      [{ key: 'x'.repeat(65) }],
      [{ value: 5 }],
      [{ ifVersion: -1 }],
      [{ ifVersion: 1.5 }],
      [{ isProtected: true }],
      [{ playerId: 'somebody else' }],
    ])('refuses %j', async (draft) => {
      expect(await write(ann, draft)).toMatchObject(refused('message.invalid'));
      expect(await fetch(ann)).toEqual([]);
    });

    it('of a batch does all or nothing', async () => {
      await write(ann, { key: 'b', value: '{"b":1}' });
      const documents = [
        { collection: 'saves', key: 'a', value: '{}' },
        { collection: 'saves', key: 'b', value: '{"b":2}', ifVersion: 0 },
      ];

      const refusal = refused('document.conflict', 'documents.1.ifVersion');
      expect(await ann.request(Write, { documents })).toMatchObject(refusal);
      expect(await fetch(ann, { key: 'a' })).toEqual([]);
      expect((await fetch(ann, { key: 'b' }))[0]?.value).toBe('{"b":1}');
    });

    it('of a batch answers in the order of the request', async () => {
      const keys = ['c', 'a', 'b'];
      const documents = keys.map((key) => ({ collection: 'saves', key, value: `{"is":"${key}"}` }));
      const written = documentsOf(await ann.request(Write, { documents }));

      expect(written.map(({ key }) => key)).toEqual(keys);
      for (const { key, version } of written) expect((await fetch(ann, { key }))[0]).toMatchObject({ version });
    });

    it('refuses a batch that names a document twice, an empty one, and one of 33', async () => {
      const documents = Array.from({ length: 33 }, (_, i) => ({ collection: 'c', key: `k${i}`, value: '{}' }));
      const twice = [documents[0], documents[1], documents[0]];

      expect(await ann.request(Write, { documents: twice })).toMatchObject(refused('document.repeated'));
      expect(await ann.request(Write, { documents: [] })).toMatchObject(refused('message.invalid'));
      expect(await ann.request(Write, { documents })).toMatchObject(refused('message.invalid'));
      expect(await ann.request(Write, { documents: documents.slice(1) })).toMatchObject({ type: Written });
    });
  });

  describe('versions', () => {
    it('let only one of many writers win', async () => {
      const version = versionOf(await write(ann, {}));
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, i) => write(ann, { value: `{"i":${i}}`, ifVersion: version })),
      );

      expect(answers.filter(isWritten)).toHaveLength(1);
      expect(answers.filter((answer) => answer.message?.code === 'document.conflict')).toHaveLength(7);
    });

    it('of 0 write only what is not there', async () => {
      expect(await write(ann, { ifVersion: 0 })).toMatchObject({ type: Written });
      expect(await write(ann, { ifVersion: 0 })).toMatchObject(refused('document.conflict'));
    });

    it('never come back, not even when a document is made anew', async () => {
      const first = versionOf(await write(ann, {}));
      await ann.request(Delete, { collection: 'saves', key: 'one' });
      const second = versionOf(await write(ann, {}));

      expect(second).toBeGreaterThan(first);
      expect(await write(ann, { ifVersion: first })).toMatchObject(refused('document.conflict'));
    });
  });

  describe('others', () => {
    it('read what is public, and cannot tell what is not from what is not there', async () => {
      await write(ann, { key: 'open', isPublic: true });
      await write(ann, { key: 'secret' });

      expect(await fetch(bob, { key: 'open', playerId: annId })).toMatchObject([{ playerId: annId, key: 'open' }]);
      expect(await fetch(bob, { key: 'secret', playerId: annId })).toEqual([]);
      expect(await fetch(bob, { key: 'open' })).toEqual([]);
    });

    it('list what is public', async () => {
      for (const key of ['a', 'b', 'c']) await write(ann, { key, isPublic: key !== 'b' });
      const listed = await bob.request(List, { collection: 'saves', playerId: annId });

      expect(documentsOf(listed).map(({ key }) => key)).toEqual(['a', 'c']);
    });

    it('write to documents of their own with the same name', async () => {
      await write(ann, { value: '{"of":"ann"}', isPublic: true });
      await write(bob, { value: '{"of":"bob"}' });
      await bob.request(Delete, { collection: 'saves', key: 'one' });

      expect((await fetch(ann))[0]?.value).toBe('{"of":"ann"}');
    });

    it('no longer read what is made private; a write that does not say leaves it as it is', async () => {
      await write(ann, { isPublic: true });
      await write(ann, { value: '{"a":1}' });
      expect(await fetch(bob, { playerId: annId })).toHaveLength(1);
      await write(ann, { isPublic: false });
      expect(await fetch(bob, { playerId: annId })).toEqual([]);
    });
  });

  describe('listing', () => {
    it('goes through all keys in order, page by page, and through one collection only', async () => {
      const keys = ['B', 'a', 'a.b', 'a:b', 'a_b', 'b-1', 'b1', '0'];
      for (const key of keys) await write(ann, { key });
      await write(ann, { collection: 'other', key: 'c' });
      const found: string[] = [];
      let cursor: unknown;
      do {
        const { type, message } = await ann.request(List, { collection: 'saves', limit: 3, cursor });
        expect(type).toBe(Listed);
        found.push(...(message!.documents as Document[]).map(({ key }) => key));
        cursor = message?.cursor;
      } while (cursor !== undefined);

      expect([...found].sort()).toEqual([...keys].sort());
    });

    it('ends a page early where the values are large', async () => {
      for (const key of ['a', 'b', 'c']) await write(ann, { key, value: `{"a":"${'x'.repeat(30_000)}"}` });
      const first = await ann.request(List, { collection: 'saves' });
      const second = await ann.request(List, { collection: 'saves', cursor: first.message?.cursor });

      expect(documentsOf(first).map(({ key }) => key)).toEqual(['a']);
      expect(documentsOf(second).map(({ key }) => key)).toEqual(['b']);
    });

    it('of nothing is empty', async () => {
      expect((await ann.request(List, { collection: 'nothing' })).message).toEqual({ documents: [] });
    });
  });

  it('fetches in the order of the request, own and of others', async () => {
    await write(ann, { key: 'x', isPublic: true });
    await write(bob, { key: 'y' });
    const of = (key: string, playerId?: string) => ({ collection: 'saves', key, ...(playerId && { playerId }) });
    const { type, message } = await bob.request(Fetch, { documents: [of('y'), of('none'), of('x', annId), of('y')] });

    expect(type).toBe(Fetched);
    expect((message!.documents as Document[]).map(({ key }) => key)).toEqual(['y', 'x', 'y']);
  });

  it('deletes with the right version, or with none, and once more without harm', async () => {
    const version = versionOf(await write(ann, {}));
    const one = { collection: 'saves', key: 'one' };

    expect(await ann.request(Delete, { ...one, ifVersion: version + 1 })).toMatchObject(refused('document.conflict'));
    expect(await fetch(ann)).toHaveLength(1);
    expect(await ann.request(Delete, { ...one, ifVersion: version })).toMatchObject({ type: ACK });
    expect(await fetch(ann)).toEqual([]);
    expect(await ann.request(Delete, one)).toMatchObject({ type: ACK });
  });

  describe('the game', () => {
    it('protects documents, which their owner may only read', async () => {
      await storage.write(annId, [{ collection: 'saves', key: 'one', value: { gold: 7 }, isProtected: true }]);

      expect(await fetch(ann)).toMatchObject([{ value: '{"gold":7}', isProtected: true }]);
      expect(await write(ann, { value: '{"gold":999}' })).toMatchObject(refused('document.protected', 'documents.0'));
      const deleted = await ann.request(Delete, { collection: 'saves', key: 'one' });
      expect(deleted).toMatchObject(refused('document.protected'));
      expect(await storage.read(annId, 'saves', 'one')).toMatchObject({ value: { gold: 7 } });
    });

    it('reads an object that may be copied without harm', async () => {
      await write(ann, { value: '{"\\u005f_proto__":{"isAdmin":true},"a":{"__proto__":{"isAdmin":true}}}' });
      const read = await storage.read(annId, 'saves', 'one');
      const copy = Object.assign({}, read?.value) as { isAdmin?: boolean; a?: object };

      expect(copy.isAdmin).toBeUndefined();
      expect(Object.assign({}, copy.a)).not.toHaveProperty('isAdmin');
    });

    it('is bound by versions too, and refuses what no client could name', async () => {
      await write(ann, {});
      const draft = { collection: 'saves', key: 'one', value: {} };

      const writing = storage.write(annId, [{ ...draft, ifVersion: 0 }]);
      await expect(writing).rejects.toMatchObject({ code: 'document.conflict' });
      await expect(storage.write(annId, [{ ...draft, key: 'a b' }])).rejects.toThrow(RangeError);
    });

    it('hands out and erases all of a player with the account, and nothing of others', async () => {
      await write(ann, { collection: 'a' });
      await write(ann, { collection: 'b' });
      await write(bob, {});
      const events = server.app.get(EventBus);
      const exported = new PlayerExported(annId);
      events.emit(exported);
      await exported.settled();
      expect(exported.sections.documents).toMatchObject([{ collection: 'a' }, { collection: 'b' }]);
      const erased = new PlayerErased(annId);
      events.emit(erased);
      await erased.settled();

      expect(await fetch(ann, { collection: 'a' })).toEqual([]);
      expect(await fetch(ann, { collection: 'b' })).toEqual([]);
      expect(await fetch(bob)).toHaveLength(1);
    });
  });

  describe('the quotas', () => {
    it('bound the documents of a player, but not those of the game', async () => {
      const batch = (from: number, count: number) => ({
        documents: Array.from({ length: count }, (_, i) => ({ collection: 'c', key: `k${from + i}`, value: '{}' })),
      });
      await ann.request(Write, batch(0, 30));
      expect(await ann.request(Write, batch(30, 10))).toMatchObject({ type: Written });
      expect(await ann.request(Write, batch(40, 1))).toMatchObject(refused('document.quota_exceeded'));
      expect(await fetch(ann, { collection: 'c', key: 'k40' })).toEqual([]);

      await storage.write(annId, [{ collection: 'c', key: 'gift', value: {}, isProtected: true }]);
      expect(await ann.request(Write, batch(0, 30))).toMatchObject({ type: Written });
      await ann.request(Delete, { collection: 'c', key: 'k0' });
      expect(await ann.request(Write, batch(40, 1))).toMatchObject({ type: Written });
    });

    it('bound the bytes that a player writes in a minute, but not those of others and of the game', async () => {
      const value = `{"a":"${'x'.repeat(60_000)}"}`;
      const answers = await Promise.all(Array.from({ length: 30 }, () => write(ann, { key: 'again', value })));

      const refusals = answers.filter((answer) => !isWritten(answer));
      expect(refusals.length).toBeGreaterThan(0);
      for (const answer of refusals) expect(answer).toMatchObject(refused('document.too_fast'));
      expect(answers.filter(isWritten).length).toBeGreaterThanOrEqual(17);
      expect(await write(bob, { key: 'other', value })).toMatchObject({ type: Written });
      expect(await storage.write(annId, [{ collection: 'c', key: 'gift', value: {} }])).toHaveLength(1);
    });

    it('bound their bytes, whoever writes at once', async () => {
      const value = `{"a":"${'x'.repeat(60_000)}"}`;
      const answers = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((key) => write(ann, { key, value })));

      expect(answers.filter(isWritten)).toHaveLength(3);
      expect(await write(ann, { key: 'a', value: '{}' })).toMatchObject({ type: Written });
      expect(await write(ann, { key: 'f', value })).toMatchObject({ type: Written });
    });
  });

  it('is refused to a session without a player', async () => {
    const stranger = await server.connect();
    await stranger.request(HELLO);

    expect(await write(stranger, {})).toMatchObject(refused('auth.required'));
    expect(await stranger.request(List, { collection: 'saves' })).toMatchObject(refused('auth.required'));
    const documents = [{ collection: 'saves', key: 'one', playerId: annId }];
    expect(await stranger.request(Fetch, { documents })).toMatchObject(refused('auth.required'));
    expect(await stranger.request(Delete, { collection: 'saves', key: 'one' })).toMatchObject(refused('auth.required'));
  });
});
