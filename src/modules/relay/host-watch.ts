import { Fence } from '../../core/cluster/fence.js';
import type { RelayPeer } from './relay-peer.js';

/** Shortest and longest pause between two checks. */
const MIN_PAUSE_MS = 10;
const MAX_PAUSE_MS = 500;
/** A check that runs this late means that this process stalled; it says nothing about the host. */
const LATE_MS = 1_000;

/** How long a host may be away. */
export interface HostPatience {
  /** While its connection is lost, milliseconds. */
  readonly lostMs: number;
  /** While its game sends nothing, milliseconds. */
  readonly silentMs: number;
}

/**
 * Detects that a room's host is gone without having left: its connection is lost, or it has gone silent. Only messages
 * count, since a browser answers pings even for a game in a hidden tab. Does nothing while no other peer is waiting.
 */
export class HostWatch {
  private timer: NodeJS.Timeout | undefined = undefined;
  private host: RelayPeer | undefined = undefined;
  private lostAtMs: number | undefined = undefined;
  private lookedAtMs = 0;
  private hasStood = false;

  /**
   * @param peers all of the room's, including the host
   * @param onGone receives the successor: the first peer whose game is still running
   * @param fence whether the server may act; while it may not, it hears nobody
   */
  constructor(
    private readonly peers: ReadonlyMap<unknown, RelayPeer>,
    private readonly patience: HostPatience,
    private readonly onGone: (next: RelayPeer) => void,
    private readonly fence = new Fence(),
  ) {}

  /** This peer is the host from now on; undefined for a host that is not a peer. */
  follow(host: RelayPeer | undefined): void {
    this.host = host;
    this.lostAtMs = undefined;
    this.trust();
  }

  /** A peer has joined or left. */
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

  /** Stops watching. */
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
    if (!this.fence.isOpenAt(nowMs)) {
      this.hasStood = true;
      return;
    }
    const isLate = this.hasStood || nowMs - this.lookedAtMs > pauseMs + LATE_MS;
    this.hasStood = false;
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

  /** The first peer whose game is still running. */
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
