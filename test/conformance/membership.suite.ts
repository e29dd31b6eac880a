import type { ClusterNode, ClusterView, Membership } from '../../src/core/cluster/membership.js';

/** A store that is empty, as two nodes see it. */
export interface MembershipFixture {
  readonly first: Membership;
  readonly second: Membership;
  /** Lets time pass at the store. */
  wait(ms: number): void | Promise<void>;
  close(): void | Promise<void>;
}

const LEASE_MS = 400;
const REPORT = { phase: 'ready', load: 0.25 } as const;

/** A node for tests: the name is what comes before the dot. */
export function nodeOf(id: string): ClusterNode {
  return { id, name: id.split('.')[0] ?? '', address: `127.0.0.1:${4_000 + id.length}`, versions: { build: 'b1' } };
}

/** The view, where a test needs it to be one. */
export function viewOf(answer: unknown): ClusterView {
  expect(answer).toMatchObject({ runId: expect.any(String) as string });
  return answer as ClusterView;
}

/** What every {@link Membership} must do. @param make a fixture over an empty store */
export function describeMembership(name: string, make: () => MembershipFixture | Promise<MembershipFixture>): void {
  describe(`${name}, as membership`, () => {
    let fixture: MembershipFixture;
    let first: Membership;
    let second: Membership;

    beforeEach(async () => {
      fixture = await make();
      ({ first, second } = fixture);
    });

    afterEach(() => fixture.close());

    const idsOf = (answer: unknown): string[] =>
      viewOf(answer)
        .nodes.map(({ id }) => id)
        .sort();

    it('shows who has joined, with what they told, and how long their lease is good', async () => {
      const alone = viewOf(await first.join(nodeOf('a.1'), LEASE_MS));
      expect(alone.nodes).toEqual([expect.objectContaining({ ...nodeOf('a.1'), phase: 'ready' })]);
      await second.join(nodeOf('b.1'), 60_000);
      await first.renew('a.1', { phase: 'draining', load: 0.75 }, 30_000);

      const view = viewOf(await second.renew('b.1', REPORT, 60_000));
      const [a, b] = [...view.nodes].sort((one, other) => (one.id < other.id ? -1 : 1));
      expect(a).toMatchObject({ ...nodeOf('a.1'), phase: 'draining', load: 0.75 });
      expect(b).toMatchObject({ ...nodeOf('b.1'), phase: 'ready', load: 0.25 });
      expect(a?.leaseLeftMs).toBeGreaterThan(20_000);
      expect(a?.leaseLeftMs).toBeLessThanOrEqual(30_000);
      expect(view.departed).toEqual([]);
    });

    it('names the store, the same for all, and before the first call', async () => {
      const { runId } = viewOf(await first.join(nodeOf('a.1'), LEASE_MS));
      await second.join(nodeOf('b.1'), LEASE_MS);
      expect(runId).not.toBe('');
      expect([first.runId, second.runId]).toEqual([runId, runId]);
    });

    it('counts renewals, joining again among them', async () => {
      await first.join(nodeOf('a.1'), LEASE_MS);
      const counts: number[] = [];
      for (let turn = 0; turn < 3; turn += 1) {
        counts.push(viewOf(await first.renew('a.1', REPORT, LEASE_MS)).nodes[0]?.renewals ?? NaN);
      }
      counts.push(viewOf(await first.join(nodeOf('a.1'), LEASE_MS)).nodes[0]?.renewals ?? NaN);
      const start = counts[0] ?? NaN;
      expect(counts).toEqual([start, start + 1, start + 2, start + 3]);
    });

    it('says unknown to a node that never joined', async () => {
      expect(await first.renew('a.1', REPORT, LEASE_MS)).toBe('unknown');
    });

    it('lets nobody in under a name that is in use, also after its lease; shows the namesake', async () => {
      await first.join(nodeOf('a.1'), LEASE_MS);
      const answer = await second.join(nodeOf('a.2'), LEASE_MS);
      expect(answer).toMatchObject({ namesake: { id: 'a.1', renewals: expect.any(Number) as number } });
      await fixture.wait(LEASE_MS * 1.5);
      expect(await second.join(nodeOf('a.2'), LEASE_MS)).toMatchObject({ namesake: { id: 'a.1' } });
      expect(idsOf(await first.renew('a.1', REPORT, LEASE_MS))).toEqual(['a.1']);
    });

    it('buries nobody within the lease, anybody after it, and then for ever', async () => {
      await first.join(nodeOf('a.1'), LEASE_MS);
      await second.join(nodeOf('b.1'), 60_000);
      expect(await second.bury('a.1')).toBe(false);
      await fixture.wait(LEASE_MS * 1.5);
      expect(
        viewOf(await second.renew('b.1', REPORT, 60_000)).nodes.find(({ id }) => id === 'a.1')?.leaseLeftMs,
      ).toBeLessThan(1);
      expect(await second.bury('a.1')).toBe(true);
      expect(await second.bury('a.1')).toBe(true);

      expect(await first.renew('a.1', REPORT, LEASE_MS)).toBe('buried');
      expect(await first.join(nodeOf('a.1'), LEASE_MS)).toBe('buried');
      expect(idsOf(await second.renew('b.1', REPORT, 60_000))).toEqual(['b.1']);
      expect(idsOf(await first.join(nodeOf('a.2'), LEASE_MS))).toEqual(['a.2', 'b.1']);
    });

    it('lets a late node renew as long as nobody has buried it', async () => {
      await first.join(nodeOf('a.1'), LEASE_MS);
      await fixture.wait(LEASE_MS * 1.5);
      expect(idsOf(await first.renew('a.1', REPORT, 60_000))).toEqual(['a.1']);
      expect(await second.bury('a.1')).toBe(false);
    });

    it('buries within the lease who has not renewed since it was last seen', async () => {
      const { nodes } = viewOf(await first.join(nodeOf('a.1'), 60_000));
      const renewals = nodes[0]?.renewals ?? NaN;
      await first.renew('a.1', REPORT, 60_000);
      expect(await second.bury('a.1', renewals)).toBe(false);
      expect(await second.bury('a.1', renewals + 1)).toBe(true);
      expect(await first.renew('a.1', REPORT, 60_000)).toBe('buried');
    });

    it('buries nobody by a count who has renewed, though its lease is over', async () => {
      await first.join(nodeOf('a.1'), LEASE_MS);
      await first.renew('a.1', REPORT, LEASE_MS);
      await fixture.wait(LEASE_MS * 1.5);
      expect(await second.bury('a.1', 1)).toBe(false);
    });

    it('takes a burial of somebody unknown for done', async () => {
      expect(await first.bury('z.1', 4)).toBe(true);
    });

    it('lets a node leave, for ever', async () => {
      await first.join(nodeOf('a.1'), LEASE_MS);
      await second.join(nodeOf('b.1'), 60_000);
      await first.leave('a.1');
      await first.leave('a.1');
      expect(await first.renew('a.1', REPORT, LEASE_MS)).toBe('buried');
      expect(idsOf(await second.renew('b.1', REPORT, 60_000))).toEqual(['b.1']);
      expect(idsOf(await first.join(nodeOf('a.2'), LEASE_MS))).toEqual(['a.2', 'b.1']);
    });
  });
}
