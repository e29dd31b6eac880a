import { jest } from '@jest/globals';
import fc from 'fast-check';
import { CloseCode } from '../../protocol/close-codes.js';
import { Fence } from '../cluster/fence.js';
import type { SilenceWatched } from './connection.js';
import { Heartbeat } from './heartbeat.js';

const INTERVAL_MS = 3_000;
const MISSES = 2;
const TICK_MS = INTERVAL_MS / 20;

/** A connection that answers pings, or does not. */
class Patient implements SilenceWatched {
  heardAtMs = 0;
  missedPings = 0;
  heartbeatSlot: Set<SilenceWatched> | undefined = undefined;
  answers = true;
  pings: number[] = [];
  checkedAtMs: number[] = [];
  cutAtMs: number | undefined = undefined;
  code: CloseCode | undefined = undefined;
  readonly link = {
    ping: () => {
      this.pings.push(performance.now());
      if (this.answers) this.heardAtMs = performance.now();
    },
    cut: (code: CloseCode) => {
      this.cutAtMs ??= performance.now();
      this.code = code;
    },
    checkBacklog: (nowMs: number) => this.checkedAtMs.push(nowMs),
  };
}

describe(Heartbeat.name, () => {
  let heartbeat: Heartbeat | undefined;

  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    heartbeat?.stop();
    jest.useRealTimers();
  });

  function watch(patient: Patient, misses = MISSES): Patient {
    heartbeat?.stop();
    heartbeat = new Heartbeat(INTERVAL_MS, misses);
    heartbeat.add(patient);
    return patient;
  }

  it('cuts a client within so many intervals and one, whenever it falls silent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 5 }), (silentAfterMs, misses) => {
        const patient = watch(new Patient(), misses);
        jest.advanceTimersByTime(silentAfterMs);
        patient.answers = false;
        patient.heardAtMs = performance.now();
        const silentSinceMs = patient.heardAtMs;
        patient.pings = [];
        jest.advanceTimersByTime(INTERVAL_MS * (misses + 1));

        expect(patient.code).toBe(CloseCode.HeartbeatLost);
        expect((patient.cutAtMs ?? 0) - silentSinceMs).toBeGreaterThan(INTERVAL_MS * (misses + 1) - 4 * TICK_MS);
        expect(patient.pings).toHaveLength(misses);
      }),
      { numRuns: 200 },
    );
  });

  it('pings a quiet client, which answers, once in two intervals, and never cuts it', () => {
    const patient = watch(new Patient());
    jest.advanceTimersByTime(600_000);

    expect(patient.cutAtMs).toBeUndefined();
    // 5,000 ms before: 60 pings in ten minutes, of which 1.7 times may be.
    expect(patient.pings.length).toBeLessThanOrEqual(102);
    expect(patient.pings.length).toBeGreaterThan(90);
  });

  it('costs a client that says something itself no ping', () => {
    const patient = watch(new Patient());
    for (let passedMs = 0; passedMs < 60_000; passedMs += INTERVAL_MS) {
      jest.advanceTimersByTime(INTERVAL_MS);
      patient.heardAtMs = performance.now();
    }

    expect(patient.pings).toEqual([]);
  });

  it('forgets a client that is gone', () => {
    const patient = watch(new Patient());
    patient.answers = false;
    heartbeat?.remove(patient);
    jest.advanceTimersByTime(60_000);

    expect([patient.pings, patient.cutAtMs]).toEqual([[], undefined]);
  });

  it('asks and cuts nobody while the node may not act; then everybody has the whole time again', () => {
    const fence = new Fence();
    const patient = new Patient();
    heartbeat = new Heartbeat(INTERVAL_MS, MISSES, () => performance.now(), fence);
    heartbeat.add(patient);
    patient.answers = false;
    jest.advanceTimersByTime(INTERVAL_MS * 2.8);
    expect(patient.pings).toHaveLength(MISSES);
    fence.untilMs = performance.now();
    jest.advanceTimersByTime(60_000);
    expect([patient.pings.length, patient.cutAtMs]).toEqual([MISSES, undefined]);
    fence.untilMs = Infinity;
    const thawedAtMs = performance.now();
    jest.advanceTimersByTime(INTERVAL_MS * (MISSES + 2));

    expect(patient.pings).toHaveLength(2 * MISSES);
    expect((patient.cutAtMs ?? 0) - thawedAtMs).toBeGreaterThan(INTERVAL_MS * (MISSES + 1) - 4 * TICK_MS);
  });

  it('does not count the time in which the node may not act against those who read slowly', () => {
    const fence = new Fence();
    const patient = new Patient();
    heartbeat = new Heartbeat(INTERVAL_MS, MISSES, () => performance.now(), fence);
    heartbeat.add(patient);
    jest.advanceTimersByTime(INTERVAL_MS);
    fence.untilMs = performance.now();
    jest.advanceTimersByTime(60_000);
    fence.untilMs = Infinity;
    jest.advanceTimersByTime(2 * INTERVAL_MS);

    const gapsMs = patient.checkedAtMs.slice(1).map((atMs, index) => atMs - (patient.checkedAtMs[index] ?? 0));
    expect(gapsMs.length).toBeGreaterThan(1);
    expect(Math.max(...gapsMs)).toBeLessThanOrEqual(INTERVAL_MS + TICK_MS);
  });

  it('does not take its own sleep for silence of those who have been asked', () => {
    let aheadMs = 0;
    const patient = new Patient();
    heartbeat = new Heartbeat(INTERVAL_MS, MISSES, () => performance.now() + aheadMs);
    heartbeat.add(patient);
    patient.answers = false;
    jest.advanceTimersByTime(INTERVAL_MS * 2.8);
    expect(patient.pings).toHaveLength(MISSES);
    aheadMs = 60_000;
    jest.advanceTimersByTime(TICK_MS);
    // What the client has answered meanwhile is read now.
    patient.heardAtMs = performance.now() + aheadMs;
    jest.advanceTimersByTime(INTERVAL_MS);

    expect(patient.cutAtMs).toBeUndefined();
  });
});
