import type { RelayPeer } from './relay-peer.js';

/** How often it is looked, at most and at least. */
const MIN_PAUSE_MS = 10;
const MAX_PAUSE_MS = 500;
/** A look that comes so late says that this process stood still, and not who else did. */
const LATE_MS = 1_000;

/** How long a host may be away. */
export interface HostPatience {
  /** While its connection is lost, milliseconds. */
  readonly lostMs: number;
  /** While its game sends nothing, milliseconds. */
  readonly silentMs: number;
}

/**
 * Notices that a room's host is gone though it has not left: its connection is lost, or it says nothing any more. A browser
 * answers the protocol's pings for a game in a hidden tab, so only messages count. Nobody is gone while nobody waits for it.
 */
export class HostWatch {
  private timer: NodeJS.Timeout | undefined = undefined;
  private host: RelayPeer | undefined = undefined;
  private lostAtMs: number | undefined = undefined;
  private lookedAtMs = 0;

  /**
   * @param peers all of the room, the host too
   * @param onGone takes who is next: the first peer whose game goes on
   */
  constructor(
    private readonly peers: ReadonlyMap<unknown, RelayPeer>,
    private readonly patience: HostPatience,
    private readonly onGone: (next: RelayPeer) => void,
  ) {}

  /** This peer is the host from now on; undefined for one that is no peer. */
  follow(host: RelayPeer | undefined): void {
    this.host = host;
    this.lostAtMs = undefined;
    this.trust();
  }

  /** Somebody has come or gone. */
  peersChanged(): void {
    const isNeeded = this.peers.size > (this.host === undefined ? 0 : 1);
    if (isNeeded === (this.timer !== undefined)) return;
    this.stop();
    if (!isNeeded) return;
    this.trust();
    const pauseMs = Math.min(MAX_PAUSE_MS, Math.max(MIN_PAUSE_MS, this.patience.lostMs / 4));
    this.timer = setInterval(() => this.look(pauseMs), pauseMs).unref();
  }

  /** The host's connection is lost. */
  lost(): void {
    this.lostAtMs = performance.now();
  }

  /** The host's connection is back. */
  back(): void {
    this.lostAtMs = undefined;
    this.trust();
  }

  /** Watches nobody any more. */
  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private trust(): void {
    this.lookedAtMs = performance.now();
    if (this.host !== undefined) this.host.heardAtMs = this.lookedAtMs;
  }

  private look(pauseMs: number): void {
    const nowMs = performance.now();
    const isLate = nowMs - this.lookedAtMs > pauseMs + LATE_MS;
    this.lookedAtMs = nowMs;
    for (const peer of this.peers.values()) {
      if (isLate) peer.heardAtMs = nowMs;
      peer.listen(nowMs);
    }
    if (isLate && this.lostAtMs !== undefined) this.lostAtMs = nowMs;
    if (!this.isGone(nowMs)) return;
    const next = this.nextHost(nowMs);
    if (next !== undefined) this.onGone(next);
  }

  private isGone(nowMs: number): boolean {
    if (this.lostAtMs !== undefined) return nowMs - this.lostAtMs >= this.patience.lostMs;
    return this.host !== undefined && nowMs - this.host.heardAtMs >= this.patience.silentMs;
  }

  /** The first peer whose game goes on. */
  private nextHost(nowMs: number): RelayPeer | undefined {
    let next: RelayPeer | undefined;
    for (const peer of this.peers.values()) {
      if (peer === this.host || !peer.session.isConnected) continue;
      if (nowMs - peer.heardAtMs >= this.patience.silentMs) continue;
      next ??= peer;
    }
    return next;
  }
}
