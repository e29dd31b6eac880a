/** A client whose oldest unconfirmed patch is later than usual by this much gets no more until it has caught up. */
const BEHIND_MS = 400;
/** The same for a patch that would be sent now, as far as can be foreseen: it may not be late when it is shown, either. */
const FORESEEN_MS = 250;
/** It has caught up when it is later than usual by no more than this. */
const CAUGHT_UP_MS = 150;
/** A client that is behind and says nothing is sent a patch this often all the same, in case its word was lost. */
const PROBE_EVERY_MS = 1_000;
/** A client need not speak more often than this. */
const MAX_PAUSE_MS = 600;
/** How many patches are remembered; beyond that, the oldest is forgotten. */
const REMEMBERED = 64;
const VERSION_RANGE = 0x1_0000;
/** The weight of a new sample in an average. */
const SAMPLE_WEIGHT = 0.25;

/**
 * How late patches reach one client, by the versions it says it has. What the system's buffers hold says little: a client behind a
 * slow line takes megabytes, and shows minutes-old state, before a socket looks full.
 */
export class ClientLag {
  /** The patches that are under way, oldest first: their versions, and when they were sent. */
  private readonly versions = new Uint32Array(REMEMBERED);
  private readonly times = new Float64Array(REMEMBERED);
  private first = 0;
  private count = 0;
  private lastVersion = 0;
  private loneVersion = 0;
  /** Its usual delay; Infinity until it has spoken, and a client that never speaks is never behind. */
  private usualMs = Infinity;
  /** For how long patches go unconfirmed because the client speaks only now and then. */
  private pauseMs = 0;
  /** How long the line takes for a patch: the time between two that arrive. */
  private patchMs = 0;
  private heardAtMs = 0;
  private probedAtMs = 0;
  private isBehind = false;

  /** Its usual delay, there and back, in milliseconds; Infinity until it has spoken. */
  get delayMs(): number {
    return this.usualMs;
  }

  /** A patch was sent. */
  sent(version: number, nowMs: number): void {
    if (this.count === 0) this.loneVersion = version;
    if (this.count === REMEMBERED) this.forgetFirst();
    const place = (this.first + this.count) % REMEMBERED;
    this.versions[place] = version;
    this.times[place] = nowMs;
    this.count += 1;
    this.lastVersion = version;
  }

  /** The client has a version, of which it says the lowest 16 bits. */
  has(lowVersion: number, nowMs: number): void {
    const version = this.lastVersion - ((this.lastVersion - lowVersion) & (VERSION_RANGE - 1));
    const firstMs = this.times[this.first] ?? nowMs;
    let sentMs = -1;
    const before = this.count;
    while (this.count > 0 && (this.versions[this.first] ?? 0) <= version) {
      sentMs = this.times[this.first] ?? nowMs;
      this.forgetFirst();
    }
    if (sentMs < 0) return;
    // Little's law: what is under way takes as long as so many take to arrive. One that was alone says nothing of that.
    if (version !== this.loneVersion) {
      const perPatchMs = (nowMs - Math.max(this.heardAtMs, firstMs)) / (before - this.count);
      // Patches that were sent now and then arrive now and then; but none takes longer than it was on its way.
      const lineMs = Math.min(perPatchMs, nowMs - sentMs);
      this.patchMs += (lineMs - this.patchMs) * SAMPLE_WEIGHT;
    }
    this.heardAtMs = nowMs;
    this.learn(version, nowMs - sentMs, sentMs - firstMs);
  }

  /** Whether it is to be sent a patch now. */
  isReady(nowMs: number): boolean {
    if (this.count === 0 || this.usualMs === Infinity) {
      this.isBehind = false;
      return true;
    }
    const expectedMs = this.usualMs + this.pauseMs;
    const lateMs = nowMs - (this.times[this.first] ?? nowMs) - expectedMs;
    const foreseenMs = (this.count + 1) * this.patchMs - expectedMs;
    if ((lateMs > BEHIND_MS || foreseenMs > FORESEEN_MS) && !this.isBehind) {
      this.isBehind = true;
      this.probedAtMs = nowMs;
    }
    if (lateMs <= CAUGHT_UP_MS && foreseenMs <= CAUGHT_UP_MS) this.isBehind = false;
    if (!this.isBehind) return true;
    if (nowMs - this.probedAtMs < PROBE_EVERY_MS) return false;
    this.probedAtMs = nowMs;
    return true;
  }

  /** Forgets what is under way: the client begins anew. */
  reset(): void {
    this.count = 0;
    this.isBehind = false;
  }

  private learn(version: number, delayMs: number, pauseMs: number): void {
    const isFirst = this.usualMs === Infinity;
    // A patch that had the line for itself shows how long the line is now; any other may have waited behind those before it.
    if (delayMs < this.usualMs) this.usualMs = delayMs;
    else if (version === this.loneVersion) this.usualMs += (delayMs - this.usualMs) * SAMPLE_WEIGHT;
    this.pauseMs += (Math.min(MAX_PAUSE_MS, pauseMs) - this.pauseMs) * (isFirst ? 1 : SAMPLE_WEIGHT);
  }

  private forgetFirst(): void {
    this.first = (this.first + 1) % REMEMBERED;
    this.count -= 1;
  }
}
