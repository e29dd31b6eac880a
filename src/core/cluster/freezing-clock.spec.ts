import { ManualClock } from '../time/monotonic-clock.js';
import { Fence } from './fence.js';
import { FreezingClock } from './freezing-clock.js';

function clockFixture() {
  const process = new ManualClock(1_000);
  const fence = new Fence();
  const clock = new FreezingClock(process, fence);
  const fired: number[] = [];
  const set = (delayMs: number) => clock.setTimer(() => fired.push(clock.nowMs()), delayMs);
  const close = () => {
    fence.untilMs = process.nowMs();
    clock.freeze();
  };
  const open = () => {
    fence.untilMs = Infinity;
    clock.thaw();
  };
  return { process, fence, clock, fired, set, close, open };
}

describe(FreezingClock.name, () => {
  it('is the clock of the process as long as the fence is open', () => {
    const { process, clock, fired, set } = clockFixture();
    set(20);
    process.advance(19);
    expect([clock.nowMs(), fired]).toEqual([1_019, []]);
    process.advance(1);
    expect(fired).toEqual([1_020]);
  });

  it('stands while the fence is closed, and so does what waits', () => {
    const { process, clock, fired, set, close, open } = clockFixture();
    set(20);
    set(50);
    process.advance(10);
    close();
    process.advance(1_000);
    expect([clock.nowMs(), fired]).toEqual([1_010, []]);
    open();
    process.advance(9);
    expect(fired).toEqual([]);
    process.advance(1);
    expect(fired).toEqual([1_020]);
    process.advance(30);
    expect(fired).toEqual([1_020, 1_050]);
  });

  it('runs nothing after a stop of the process that was due during it', () => {
    const { process, fence, clock, fired, set, open } = clockFixture();
    fence.untilMs = process.nowMs() + 100;
    set(20);
    process.leap(500);
    expect(fired).toEqual([]);
    clock.freeze();
    expect(clock.nowMs()).toBe(1_100);
    open();
    process.advance(0);
    expect(fired).toEqual([1_100]);
  });

  it('cancels timers, those that wait for the thaw too', () => {
    const { process, fired, set, close, open } = clockFixture();
    const cancels = [set(10), set(60)];
    close();
    process.advance(20);
    for (const cancel of cancels) cancel();
    open();
    process.advance(1_000);
    expect(fired).toEqual([]);
  });

  it('lets its owner look before anything runs', () => {
    const { process, fence } = clockFixture();
    const clock = new FreezingClock(process, fence, () => (fence.untilMs = -Infinity));
    let calls = 0;
    clock.setTimer(() => (calls += 1), 10);
    process.advance(20);
    expect(calls).toBe(0);
  });
});
