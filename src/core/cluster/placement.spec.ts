import { Cluster, type TakingNode } from './cluster.js';
import type { NodeLinks } from './node-links.js';
import type { NodeLoad } from './node-load.js';
import type { OwnedRecords } from './owned-records.js';
import { Placement } from './placement.js';
import type { Takeover } from './takeover.js';

/** This node's load, and the other nodes. */
function placementFixture(current: number, others: readonly TakingNode[]): { placement: Placement; cluster: Cluster } {
  const [records, takeover, links] = [{} as OwnedRecords, {} as Takeover, {} as NodeLinks];
  const cluster = new Cluster(
    'a',
    records,
    takeover,
    links,
    () => ['a'],
    () => others,
  );
  return { placement: new Placement({ current } as NodeLoad, cluster), cluster };
}

describe(Placement.name, () => {
  it('takes this node while it has time, or while no other has more', () => {
    expect(placementFixture(0.59, [{ id: 'b', load: 0 }]).placement.elsewhere()).toBeUndefined();
    expect(placementFixture(0.8, [{ id: 'b', load: 0.8 }]).placement.elsewhere()).toBeUndefined();
    expect(placementFixture(0.8, []).placement.elsewhere()).toBeUndefined();
    expect(new Placement({ current: 1 } as NodeLoad).elsewhere()).toBeUndefined();
  });

  it('takes the less busy one of two others, if it is less busy than this one', () => {
    expect(placementFixture(0.8, [{ id: 'b', load: 0.7 }]).placement.elsewhere()).toBe('b');
    const others = [0.1, 0.2, 0.9].map((load) => ({ id: `${load}`, load }));
    const picked = Array.from({ length: 300 }, () => placementFixture(0.8, others).placement.elsewhere());
    const count = (id: string | undefined): number => picked.filter((each) => each === id).length;
    expect(count('0.1')).toBeGreaterThan(count('0.2'));
    expect(count('0.9')).toBe(0);
  });

  it('takes another node when this one is about to stop, however busy that is', () => {
    const { placement, cluster } = placementFixture(0.1, [{ id: 'b', load: 1 }]);
    cluster.beginLeaving();
    expect(placement.elsewhere()).toBe('b');
  });
});
