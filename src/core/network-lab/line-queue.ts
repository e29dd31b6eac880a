import type { RandomStream } from '../simulation/random-stream.js';
import type { LineSettings } from './line-settings.js';

/** Round trips from the loss being noticed to the repeated segment's arrival, beyond the way of the segment itself. */
const REPAIR_ROUND_TRIPS = 1.25;
/** Linux' smallest retransmission timeout (RFC 6298 names a second, RTO_MIN in Linux is 200 ms). */
const MIN_TIMEOUT_MS = 200;

interface Segment<T> {
  readonly item: T;
  readonly bytes: number;
  atMs: number;
  isLost: boolean;
}

/**
 * One direction of a simulated line: when what is sent now arrives at the other end. Order is kept and nothing is missing,
 * as in TCP. A lost segment is noticed when the next one's acknowledgement is back (RACK, RFC 8985), or after a timeout
 * when nothing follows; until its repetition arrives, everything behind it waits. Deterministic: it has no clock of its own.
 */
export class LineQueue<T> {
  private segments: Segment<T>[] = [];
  private freeAtMs = 0;
  private stalledUntilMs = 0;
  private waitingBytes = 0;

  constructor(
    /** May be changed at any time; what is on its way stays as it was. */
    public settings: LineSettings,
    private readonly random: RandomStream,
  ) {}

  /** Bytes that have not arrived yet. */
  get bytes(): number {
    return this.waitingBytes;
  }

  /** When the next item arrives; Infinity when nothing is on its way. */
  get dueMs(): number {
    const [first] = this.segments;
    return first === undefined ? Infinity : Math.max(first.atMs, this.stalledUntilMs);
  }

  /** Sends a segment of so many bytes; one without bytes, such as the end of the stream, is never lost. */
  push(nowMs: number, item: T, bytes: number): void {
    const { bytesPerSecond } = this.settings;
    const startMs = Math.max(nowMs, this.freeAtMs);
    const departedMs = bytesPerSecond === 0 ? startMs : startMs + (bytes * 1_000) / bytesPerSecond;
    this.freeAtMs = departedMs;
    this.noticeLoss(departedMs);

    const isLost = this.loses(bytes);
    const lateMs = isLost ? Math.max(MIN_TIMEOUT_MS, this.settings.latencyMs) + this.settings.latencyMs : 0;
    this.segments.push({ item, bytes, isLost, atMs: departedMs + this.wayMs() + lateMs });
    this.waitingBytes += bytes;
    this.keepOrder();
  }

  /** The next item that has arrived by now, or undefined. */
  shift(nowMs: number): T | undefined {
    if (this.dueMs > nowMs) return undefined;
    const segment = this.segments.shift();
    this.waitingBytes -= segment?.bytes ?? 0;
    return segment?.item;
  }

  /** Nothing arrives for so long, then all of it at once. */
  stall(nowMs: number, ms: number): void {
    this.stalledUntilMs = Math.max(this.stalledUntilMs, nowMs + ms);
  }

  /** Forgets what is on its way. */
  clear(): void {
    this.segments = [];
    this.waitingBytes = 0;
  }

  private loses(bytes: number): boolean {
    const { lossPercent } = this.settings;
    return lossPercent > 0 && bytes > 0 && this.random.chance(lossPercent / 100);
  }

  private wayMs(): number {
    const { latencyMs, jitterMs } = this.settings;
    const strayMs = jitterMs === 0 ? 0 : (this.random.next() - 0.5) * jitterMs;
    return Math.max(0, latencyMs / 2 + strayMs);
  }

  /** A segment behind a lost one is acknowledged: its repetition need not wait for the timeout. */
  private noticeLoss(departedMs: number): void {
    const lost = this.segments.at(-1);
    if (lost?.isLost !== true) return;
    lost.isLost = false;
    const { latencyMs } = this.settings;
    lost.atMs = Math.min(lost.atMs, departedMs + latencyMs / 2 + REPAIR_ROUND_TRIPS * latencyMs);
    this.keepOrder();
  }

  private keepOrder(): void {
    const last = this.segments.at(-1);
    const before = this.segments.at(-2);
    if (last !== undefined && before !== undefined) last.atMs = Math.max(last.atMs, before.atMs);
  }
}
