import { Fence } from '../../core/cluster/fence.js';
import { FreezingClock } from '../../core/cluster/freezing-clock.js';
import { MemoryBus } from '../../core/cluster/memory/memory-bus.js';
import { EventBus } from '../../core/events/event-bus.js';
import { ManualClock } from '../../core/time/monotonic-clock.js';
import { NO_WISHES } from './player-presence.js';
import { PresenceElsewhere } from './presence-elsewhere.js';

describe(PresenceElsewhere.name, () => {
  it('gathers by the clock of the game, which stands while the node is frozen', () => {
    const time = new ManualClock();
    const fence = new Fence();
    const clock = new FreezingClock(time, fence);
    const elsewhere = new PresenceElsewhere(new MemoryBus(), new EventBus(), clock);
    const told: string[] = [];
    elsewhere.connect(
      () => ({ isConnected: true, wishes: NO_WISHES }),
      (playerId) => told.push(playerId),
    );
    elsewhere.touch('ann', 1_000);
    time.advance(400);
    fence.untilMs = time.nowMs();
    clock.freeze();
    time.advance(60_000);
    expect(told).toEqual([]);
    fence.untilMs = Infinity;
    clock.thaw();
    time.advance(599);
    expect(told).toEqual([]);
    time.advance(1);
    expect(told).toEqual(['ann']);
  });
});
