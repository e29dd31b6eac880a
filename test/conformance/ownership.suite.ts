import { NodeRefusedError, type Membership } from '../../src/core/cluster/membership.js';
import {
  RECORD_KINDS,
  isOwned,
  type OwnedKey,
  type OwnerProof,
  type Ownership,
} from '../../src/core/cluster/ownership.js';
import { nodeOf, viewOf } from './membership.suite.js';

/** A store that is empty, as two nodes see it. */
export interface OwnershipFixture {
  readonly membership: Membership;
  readonly first: Ownership;
  readonly second: Ownership;
  close(): void | Promise<void>;
}

const ROOM: OwnedKey = { kind: 'room', id: 'r1' };
const A = 'a.1';
const B = 'b.1';
const LEASE_MS = 60_000;

/** What every {@link Ownership} must do. @param make a fixture over an empty store */
export function describeOwnership(name: string, make: () => OwnershipFixture | Promise<OwnershipFixture>): void {
  describe(`${name}, as ownership`, () => {
    let fixture: OwnershipFixture;
    let first: Ownership;
    let second: Ownership;

    beforeEach(async () => {
      fixture = await make();
      ({ first, second } = fixture);
      await fixture.membership.join(nodeOf(A), LEASE_MS);
      await fixture.membership.join(nodeOf(B), LEASE_MS);
    });

    afterEach(() => fixture.close());

    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
    const textOf = async (key: OwnedKey): Promise<string | undefined> => {
      const content = await second.load(key);
      return content && Buffer.from(content).toString();
    };
    const owned = (result: unknown): OwnerProof => {
      expect(isOwned(result as OwnerProof)).toBe(true);
      return result as OwnerProof;
    };
    const created = async (key = ROOM, fields = {}): Promise<OwnerProof> =>
      owned(await first.create(key, A, { fields }));

    it('makes a record once, with fields and bytes', async () => {
      const proof = owned(await first.create(ROOM, A, { fields: { type: 'arena' }, bytes: bytes('one') }));
      expect(proof).toEqual({ ...ROOM, owner: A, epoch: expect.any(Number) as number });
      expect(await second.find(ROOM)).toEqual({ ...proof, fields: { type: 'arena' } });
      expect(await textOf(ROOM)).toBe('one');

      const other = await second.create(ROOM, B, { fields: { type: 'other' }, bytes: bytes('two') });
      expect(isOwned(other)).toBe(false);
      expect(other).toEqual({ ...proof, fields: { type: 'arena' } });
      expect(await textOf(ROOM)).toBe('one');
    });

    it('has epochs that grow with the time, whatever is forgotten', async () => {
      const before = await created();
      expect(Number.isSafeInteger(before.epoch)).toBe(true);
      expect(Math.abs(before.epoch - Date.now())).toBeLessThan(60_000);
      expect(await first.end(before)).toBe(true);
      expect((await created()).epoch).toBeGreaterThanOrEqual(before.epoch);
    });

    it('finds nothing where there is nothing', async () => {
      expect(await first.find(ROOM)).toBeUndefined();
      expect(await first.load(ROOM)).toBeUndefined();
      expect(await first.take(ROOM, 1, A)).toBeUndefined();
      expect(await first.ownedBy(A, 'room')).toEqual([]);
    });

    it('keeps kinds apart', async () => {
      for (const kind of RECORD_KINDS) await created({ kind, id: 'same' });
      for (const kind of RECORD_KINDS) expect(await second.ownedBy(A, kind)).toEqual(['same']);
    });

    it('saves for the owner: sets fields, keeps others, replaces the bytes whole', async () => {
      const proof = owned(await first.create(ROOM, A, { fields: { a: '1', b: '2' }, bytes: bytes('a longer text') }));
      expect(await first.save(proof, { fields: { b: '3', c: 'ö"\n' } })).toBe(true);
      expect((await second.find(ROOM))?.fields).toEqual({ a: '1', b: '3', c: 'ö"\n' });
      expect(await textOf(ROOM)).toBe('a longer text');
      expect(await first.save(proof, { bytes: bytes('') })).toBe(true);
      expect(await textOf(ROOM)).toBe('');
    });

    it('takes any field name, and bytes as they are', async () => {
      const all = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);
      const fields = { owner: 'x', epoch: 'y', o: 'z', kind: '', __proto: '1' };
      const proof = await created();
      expect(await first.save(proof, { fields, bytes: all })).toBe(true);
      expect(await second.find(ROOM)).toEqual({ ...proof, fields });
      expect(Buffer.from((await second.load(ROOM)) ?? []).equals(Buffer.from(all))).toBe(true);
    });

    it('takes with the epoch that is known, and refuses the owner before', async () => {
      const before = await created(ROOM, { type: 'arena' });
      const after = owned(await second.take(ROOM, before.epoch, B, { fields: { at: 'b' } }));
      expect(after.epoch).toBeGreaterThan(before.epoch);
      expect(await first.find(ROOM)).toEqual({ ...after, fields: { type: 'arena', at: 'b' } });

      expect(await first.save(before, { fields: { type: 'stale' }, bytes: bytes('stale') })).toBe(false);
      expect(await first.release(before, { bytes: bytes('stale') })).toBe(false);
      expect(await first.end(before)).toBe(false);
      expect(await first.find(ROOM)).toEqual({ ...after, fields: { type: 'arena', at: 'b' } });
      expect(await textOf(ROOM)).toBeUndefined();
    });

    it('refuses whoever takes second, and the epoch before', async () => {
      const { epoch } = await created();
      const taken = owned(await second.take(ROOM, epoch, B));
      const late = await first.take(ROOM, epoch, A, { fields: { stale: '1' } });
      expect(isOwned(late)).toBe(false);
      expect(late).toEqual({ ...taken, fields: {} });
      expect(isOwned(await first.take(ROOM, taken.epoch + 1, A))).toBe(false);
    });

    it('may be taken by its own owner, whose older epoch is refused then', async () => {
      const before = await created();
      const after = owned(await first.take(ROOM, before.epoch, A));
      expect(await first.save(before, { fields: { stale: '1' } })).toBe(false);
      expect(await first.save(after, { fields: { new: '1' } })).toBe(true);
      expect(await first.ownedBy(A, 'room')).toEqual(['r1']);
    });

    it('is taken once by many at a time', async () => {
      const { epoch } = await created();
      const takes = Array.from({ length: 20 }, (_, index) => {
        const [ownership, nodeId] = index % 2 === 0 ? [first, A] : [second, B];
        return ownership.take(ROOM, epoch, nodeId);
      });
      expect((await Promise.all(takes)).filter(isOwned)).toHaveLength(1);
    });

    it("is nobody's once released, still listed, and can be taken", async () => {
      const proof = await created();
      expect(await first.release(proof, { fields: { state: 'saved' }, bytes: bytes('last') })).toBe(true);
      const free = await second.find(ROOM);
      expect(free).toMatchObject({ owner: undefined, fields: { state: 'saved' } });
      expect(await first.save(proof, { bytes: bytes('later') })).toBe(false);
      expect(await second.ownedBy(A, 'room')).toEqual(['r1']);
      owned(await second.take(ROOM, free?.epoch ?? NaN, B));
      expect(await textOf(ROOM)).toBe('last');
      expect([await second.ownedBy(A, 'room'), await second.ownedBy(B, 'room')]).toEqual([[], ['r1']]);
    });

    it('ends for the owner, and then there is nothing', async () => {
      const proof = owned(await first.create(ROOM, A, { bytes: bytes('one') }));
      expect(await first.end(proof)).toBe(true);
      expect(await first.end(proof)).toBe(false);
      expect(await first.save(proof, { bytes: bytes('two') })).toBe(false);
      expect([await second.find(ROOM), await second.load(ROOM)]).toEqual([undefined, undefined]);
      expect(await second.ownedBy(A, 'room')).toEqual([]);
    });

    it('lists what each node owns', async () => {
      const ids = Array.from({ length: 120 }, (_, index) => `room-${index}`);
      for (const id of ids) await created({ kind: 'room', id });
      const record = await second.find({ kind: 'room', id: 'room-7' });
      await second.take({ kind: 'room', id: 'room-7' }, record?.epoch ?? NaN, B);
      expect([...(await second.ownedBy(A, 'room'))].sort()).toEqual(ids.filter((id) => id !== 'room-7').sort());
      expect(await first.ownedBy(B, 'room')).toEqual(['room-7']);
    });

    describe('assert', () => {
      const content = { fields: { said: 'again' } };
      const told = (epoch: number, owner = A): OwnerProof => ({ ...ROOM, owner, epoch });

      it('makes a forgotten record anew, under its epoch', async () => {
        expect(await first.assert(told(5), { ...content, bytes: bytes('one') }, true)).toBe(true);
        expect(await second.find(ROOM)).toEqual({ ...told(5), ...content });
        expect(await textOf(ROOM)).toBe('one');
        expect(await second.ownedBy(A, 'room')).toEqual(['r1']);
        expect(await first.save(told(5), { fields: { saved: 'yes' } })).toBe(true);
      });

      it('confirms what is there', async () => {
        const proof = owned(await first.create(ROOM, A, { fields: { type: 'arena' }, bytes: bytes('one') }));
        expect(await first.assert(proof, content, true)).toBe(true);
        expect(await second.find(ROOM)).toEqual({ ...proof, fields: { type: 'arena', said: 'again' } });
        expect(await textOf(ROOM)).toBe('one');
      });

      it('loses against the same owner under a later epoch: a message that comes late', async () => {
        const before = await created();
        const after = owned(await first.take(ROOM, before.epoch, A));
        expect(await first.assert(before, content, true)).toBe(false);
        expect(await second.find(ROOM)).toEqual({ ...after, fields: {} });
      });

      it('wins over an older word of another, and moves the record to the own list', async () => {
        await first.assert(told(5), content, true);
        expect(await second.assert(told(6, B), {}, true)).toBe(true);
        expect(await first.find(ROOM)).toMatchObject({ owner: B, epoch: 6 });
        expect([await first.ownedBy(A, 'room'), await first.ownedBy(B, 'room')]).toEqual([[], ['r1']]);
      });

      it.each([
        ['older', 4],
        ['equal', 5],
      ])('loses against another when its epoch is %s', async (_, epoch) => {
        await first.assert(told(5), content, true);
        expect(await second.assert(told(epoch, B), {}, true)).toBe(false);
        expect(await second.assert(told(epoch, B), {}, false)).toBe(false);
        expect(await first.find(ROOM)).toMatchObject({ owner: A, epoch: 5 });
      });

      it('of a node that is not sure never wins over one that is', async () => {
        await first.assert(told(5), content, true);
        expect(await second.assert(told(6, B), {}, false)).toBe(false);
        const { epoch } = await created({ kind: 'room', id: 'made' });
        expect(await second.assert({ kind: 'room', id: 'made', owner: B, epoch: epoch + 1 }, {}, false)).toBe(false);
      });

      it('of a node that is sure wins over one that is not, also when its epoch is older: the clock of the store was set', async () => {
        await first.assert(told(6), content, false);
        expect(await second.assert(told(5, B), {}, true)).toBe(true);
        expect(await first.find(ROOM)).toMatchObject({ owner: B, epoch: 5 });
        expect(await first.assert(told(7), content, false)).toBe(false);
      });

      it('of a node that is not sure wins over one that was not either, until that has taken it', async () => {
        await first.assert(told(5), content, false);
        expect(await second.assert(told(6, B), {}, false)).toBe(true);
        owned(await second.take(ROOM, 6, B));
        expect(await first.assert(told(Number.MAX_SAFE_INTEGER), content, false)).toBe(false);
      });
    });

    describe('of a node that is gone', () => {
      const refused = async (proof: OwnerProof, reason: string): Promise<void> => {
        const error: unknown = expect.objectContaining({ constructor: NodeRefusedError, reason });
        const other: OwnedKey = { kind: 'session', id: 's1' };
        const { owner } = proof;
        await expect(first.create(other, owner)).rejects.toEqual(error);
        await expect(first.save(proof, {})).rejects.toEqual(error);
        await expect(first.take(ROOM, proof.epoch, owner)).rejects.toEqual(error);
        await expect(first.release(proof, {})).rejects.toEqual(error);
        await expect(first.end(proof)).rejects.toEqual(error);
        await expect(first.assert({ ...proof, epoch: proof.epoch + 9 }, {}, true)).rejects.toEqual(error);
        expect(await second.find(other)).toBeUndefined();
      };

      it('takes no writes from a buried one; others take its records', async () => {
        const proof = await created(ROOM, { type: 'arena' });
        await fixture.membership.leave(A);
        await refused(proof, 'buried');
        expect(viewOf(await fixture.membership.join(nodeOf(B), LEASE_MS)).departed).toEqual([A]);
        expect(await second.find(ROOM)).toEqual({ ...proof, fields: { type: 'arena' } });
        expect(await second.ownedBy(A, 'room')).toEqual(['r1']);
        owned(await second.take(ROOM, proof.epoch, B));
        expect(viewOf(await fixture.membership.join(nodeOf(B), LEASE_MS)).departed).toEqual([]);
      });

      it('takes no writes from one that it does not know', async () => {
        const proof = await created();
        await refused({ ...proof, owner: 'z.1' }, 'unknown');
        expect(await second.find(ROOM)).toMatchObject({ owner: A, epoch: proof.epoch });
      });
    });
  });
}
