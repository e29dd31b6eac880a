import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { Meters, quantileMs, timeHistogram, type MeterReading } from './meters.js';

/** A reading as another thread gets it. */
async function sentOver(reading: MeterReading): Promise<MeterReading> {
  const { port1, port2 } = new MessageChannel();
  const arrived = once(port2, 'message') as Promise<[MeterReading]>;
  port1.postMessage(reading);
  const [copy] = await arrived;
  port1.close();
  port2.close();
  return copy;
}

describe(Meters.name, () => {
  it('gives the times of each reading to another thread, without a copy', async () => {
    const meters = new Meters();
    for (let ms = 1; ms <= 100; ms++) meters.time('reply', ms);
    const first = await sentOver(meters.read());
    const histograms = first.added[0]?.histograms ?? [timeHistogram(), timeHistogram()];

    expect(first.added.map(({ key }) => key)).toEqual(['reply']);
    expect(quantileMs(histograms[first.slot], 50)).toBeCloseTo(50, 0);
    expect(quantileMs(histograms[first.slot], 99)).toBeCloseTo(99, 0);

    meters.time('reply', 7);
    const second = meters.read();
    expect(second).toMatchObject({ slot: 1, added: [] });
    expect(histograms[second.slot].count).toBe(1);

    meters.time('reply', 8);
    meters.time('reply', 9);
    expect(meters.read().slot).toBe(0);
    expect(histograms[0].count).toBe(2);
  });

  it('merges the times of several threads as if they were one', () => {
    const [all, one, other] = [timeHistogram(), new Meters(), new Meters()];
    for (let ms = 1; ms <= 900; ms++) one.time('reply', ms / 100);
    for (let ms = 1; ms <= 100; ms++) other.time('reply', 1_000);
    for (const { added, slot } of [one.read(), other.read()]) {
      for (const { histograms } of added) all.add(histograms[slot]);
    }

    expect(all.count).toBe(1_000);
    expect(quantileMs(all, 50)).toBeCloseTo(5, 1);
    expect(quantileMs(all, 90)).toBeCloseTo(9, 1);
    expect(quantileMs(all, 99)).toBeGreaterThan(995);
  });

  it('counts messages, bytes and errors since the last reading', () => {
    const meters = new Meters();
    const sent = meters.messageOf('out', 203, 'ChatSay');
    sent.count += 2;
    sent.bytes += 40;
    meters.error('chat.too_fast');

    expect(meters.read()).toMatchObject({ traffic: [['out:ChatSay', 2, 40]], errors: { 'chat.too_fast': 1 } });
    expect(meters.read()).toMatchObject({ traffic: [], errors: {} });
  });

  it('takes what is too short or too long for the shortest and the longest time', () => {
    const meters = new Meters();
    for (const ms of [-1, 0, 1e9]) meters.time('reply', ms);
    const { added, slot } = meters.read();
    const histogram = added[0]?.histograms[slot];

    expect([histogram?.count, histogram?.min]).toEqual([3, 1]);
    expect(quantileMs(timeHistogram(), 99)).toBeUndefined();
  });
});
