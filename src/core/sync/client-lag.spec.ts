import { ClientLag } from './client-lag.js';

/** When a client that sends no inputs says what it has, as the addon's GodwitStateReceiver does. */
class Word {
  private untold = 0;
  private toldAtMs = 0;
  private lateAtMs = -Infinity;
  private ways: { readonly atMs: number; readonly ms: number }[] = [];

  arrived(nowMs: number, wayMs: number): void {
    this.untold += 1;
    this.ways = [...this.ways.filter(({ atMs }) => nowMs - atMs < 3_000), { atMs: nowMs, ms: wayMs }];
    if (wayMs - Math.min(...this.ways.map(({ ms }) => ms)) > 60) this.lateAtMs = nowMs;
  }

  isDue(nowMs: number): boolean {
    const patienceMs = nowMs - this.lateAtMs < 3_000 ? 100 : 500;
    if (this.untold < 10 && (this.untold === 0 || nowMs - this.toldAtMs < patienceMs)) return false;
    this.untold = 0;
    this.toldAtMs = nowMs;
    return true;
  }
}

/**
 * A client behind a line of limited rate: patches of `bytes` at 20 Hz, each confirmed as soon as it arrives, or one in `every`, or
 * as the addon does.
 */
function play({
  bytes = 800,
  bytesPerSecond = 8_000,
  oneWayMs = 50,
  forMs = 60_000,
  every = 1,
  stallsAtMs = Infinity,
  slowFromMs = 0,
  hasInputs = true,
}) {
  const word = new Word();
  const lag = new ClientLag();
  const arrivals: { readonly atMs: number; readonly version: number; readonly sentMs: number }[] = [];
  const words: { readonly atMs: number; readonly version: number }[] = [];
  let freeMs = 0;
  let version = 0;
  let sent = 0;
  let shownMs = 0;
  let got = 0;
  const ages: number[] = [];
  for (let nowMs = 0; nowMs < forMs; nowMs += 10) {
    if (nowMs >= stallsAtMs && nowMs < stallsAtMs + 500) continue;
    for (let next = arrivals[0]; next !== undefined && next.atMs <= nowMs; next = arrivals[0]) {
      arrivals.shift();
      shownMs = next.sentMs;
      got = next.version;
      word.arrived(next.atMs, next.atMs - next.sentMs);
      if (++sent % every === 0 && hasInputs) words.push({ atMs: next.atMs + oneWayMs, version: next.version });
    }
    if (!hasInputs && word.isDue(nowMs)) words.push({ atMs: nowMs + oneWayMs, version: got });
    for (let next = words[0]; next !== undefined && next.atMs <= nowMs; next = words[0]) {
      words.shift();
      lag.has(next.version % 65_536, nowMs);
    }
    if (nowMs > forMs / 2) ages.push(nowMs - shownMs);
    if (nowMs % 50 !== 0) continue;
    version += 1;
    if (!lag.isReady(nowMs)) continue;
    lag.sent(version, nowMs);
    freeMs = Math.max(freeMs, nowMs) + (nowMs < slowFromMs ? 0 : (bytes / bytesPerSecond) * 1000);
    arrivals.push({ atMs: freeMs + oneWayMs, version, sentMs: nowMs });
  }
  return { lag, sent, oldestMs: Math.max(...ages) };
}

describe(ClientLag.name, () => {
  it('sends every patch to a client that keeps up, also when it speaks of one in ten', () => {
    expect(play({ bytesPerSecond: 1e6, oneWayMs: 125 }).sent).toBeGreaterThanOrEqual(1_190);
    expect(play({ bytesPerSecond: 1e6, oneWayMs: 125, every: 10 }).sent).toBeGreaterThanOrEqual(1_190);
  });

  it('is not slow for long after the server was: a client that speaks of one in ten has a good line still', () => {
    for (const stallsAtMs of [600, 750, 900, 950]) {
      const { sent } = play({ bytesPerSecond: 1e6, oneWayMs: 2, every: 10, stallsAtMs });
      expect([stallsAtMs, sent >= 1_150]).toEqual([stallsAtMs, true]);
    }
  });

  it('shows a client behind half the line it would need what is at most 600 ms old, and uses the line', () => {
    const { sent, oldestMs } = play({});

    expect(oldestMs).toBeLessThanOrEqual(600);
    expect(sent).toBeGreaterThan(560);
  });

  it('does not let the state grow old on a longer line, nor for a client that speaks of one in ten', () => {
    expect(play({ oneWayMs: 125 }).oldestMs).toBeLessThanOrEqual(600);
    expect(play({ oneWayMs: 125, every: 10 }).oldestMs).toBeLessThanOrEqual(1_600);
  });

  it.each([5, 50, 125])(
    'shows a client that sends no inputs what is at most 600 ms old, %d ms away, on a line that turns slow',
    (oneWayMs) => {
      for (const bytes of [600, 700, 780, 800, 820, 850, 900]) {
        const { sent, oldestMs } = play({ oneWayMs, bytes, slowFromMs: 5_000, hasInputs: false });
        expect([bytes, oldestMs, oldestMs <= 600]).toEqual([bytes, oldestMs, true]);
        // Most of what the line carries.
        expect([bytes, sent > 0.8 * ((55 * 8_000) / bytes)]).toEqual([bytes, true]);
      }
    },
  );

  it('is never behind who never speaks', () => {
    const lag = new ClientLag();
    for (let version = 1; version <= 1_000; version++) lag.sent(version, version * 50);
    expect(lag.isReady(1e9)).toBe(true);
  });

  it('asks a silent client again now and then', () => {
    const lag = new ClientLag();
    lag.sent(1, 0);
    lag.has(1, 100);
    lag.sent(2, 150);
    const ready: number[] = [];
    for (let nowMs = 200; nowMs < 4_000; nowMs += 50) {
      if (lag.isReady(nowMs)) ready.push(nowMs);
    }
    expect(ready.filter((nowMs) => nowMs > 700)).toHaveLength(3);
  });

  it('takes a line that has become longer for what it is', () => {
    const lag = new ClientLag();
    let sent = 0;
    const roundTrip = (nowMs: number): number => (nowMs < 5_000 ? 50 : 900);
    const words: { readonly atMs: number; readonly version: number }[] = [];
    for (let nowMs = 0, version = 1; nowMs < 60_000; nowMs += 50, version++) {
      while (words[0] !== undefined && words[0].atMs <= nowMs) lag.has(words.shift()!.version, nowMs);
      if (!lag.isReady(nowMs)) continue;
      if (nowMs > 50_000) sent += 1;
      lag.sent(version, nowMs);
      words.push({ atMs: nowMs + roundTrip(nowMs), version });
    }
    expect(sent).toBeGreaterThan(190);
  });

  it('knows versions by their lowest 16 bits', () => {
    const lag = new ClientLag();
    lag.sent(65_535, 0);
    lag.sent(65_536, 50);
    lag.sent(65_537, 100);
    lag.has(0, 150);
    expect(lag.delayMs).toBe(100);
    lag.has(1, 180);
    expect(lag.delayMs).toBe(80);
  });
});
