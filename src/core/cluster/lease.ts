import type { MonotonicClock } from '../time/monotonic-clock.js';
import type { Fence } from './fence.js';
import { StoreUnavailableError, type ClusterNode, type ClusterView, type Membership } from './membership.js';
import type { NodeReport, SeenNode } from './membership.js';
import { NodeWatch } from './node-watch.js';
import type { StoreTrust } from './store-trust.js';

/** `sure` may act while its fence is open; `frozen` does nothing until it is sure again; `buried` never will be. */
export type LeaseState = 'out' | 'sure' | 'frozen' | 'buried';

/** What a lease needs of its node. */
export interface LeaseNode {
  readonly self: ClusterNode;
  /** `CLUSTER_LEASE_MS`. */
  readonly leaseMs: number;
  /** The wall clock, to notice that the machine slept: the monotonic one may stand still meanwhile. */
  wallMs(): number;
  /** What is told with each renewal. */
  report(): NodeReport;
  /** Nothing may act from now on. Called a little after the fence has closed. */
  onFrozen(): void;
  /** The node may act again. */
  onThawed(): void;
  /** This life is over: whatever it has belongs to others. Nothing may be saved. */
  onBuried(): void;
  /** Called with each renewal. */
  onView(view: ClusterView): void;
  /** This node has just buried another. */
  onBurial(nodeId: string): void;
}

/** The own records, compared with the store's. Each resolves to whether all of them were; if not, it is called again. */
export interface Agreement {
  /** Says all records again. @param isSure whether this node has been sure all along */
  assertAll(isSure: boolean): Promise<boolean>;
  /** Asks for each record whether it is still this node's; ends those that are not. */
  compareAll(): Promise<boolean>;
  /** Takes each record that was asserted, under a new epoch; ends those that others have. */
  retakeAll(): Promise<boolean>;
}

/** The part of a lease for which a node may act: the rest is for clocks that do not run equally fast. */
const FENCE_SHARE = 0.85;
const RENEWALS_PER_LEASE = 4;
/** After a failure, and how often the fence and the clocks are looked at. */
const CHECKS_PER_LEASE = 40;
/** By how much the wall clock may run ahead of the monotonic one between two checks. */
const MAX_SLEEP_MS = 1_000;

/**
 * Keeps this node in the cluster: renews its lease, closes the fence in time when it cannot, and opens it again when all its records
 * are known to be its own. Decides only: time, store and records are given to it. See README.md for why it is safe.
 */
export class Lease {
  private state: LeaseState = 'out';
  private readonly watch: NodeWatch;
  private runId = '';
  /** When the last renewal that was answered had been sent. */
  private sentMs = -Infinity;
  /** Answers to what was sent before do not count: the machine slept meanwhile. */
  private countsFromMs = -Infinity;
  private renewAtMs = 0;
  private wallAheadMs = 0;
  private isRenewing = false;
  private isAgreeing = false;
  private isBurying = false;
  private hasClaimed = false;
  private cancelTimer: () => void = () => undefined;

  constructor(
    private readonly node: LeaseNode,
    private readonly membership: Membership,
    private readonly agreement: Agreement,
    private readonly trust: StoreTrust,
    private readonly clock: MonotonicClock,
    private readonly fence: Fence,
  ) {
    this.watch = new NodeWatch(node.leaseMs);
    fence.untilMs = -Infinity;
  }

  /** Where it stands; `sure` alone allows nothing, see {@link Fence}. */
  get current(): LeaseState {
    return this.state;
  }

  /** How long ago the last renewal was sent that was answered, in milliseconds. */
  get ageMs(): number {
    return this.clock.nowMs() - this.sentMs;
  }

  /**
   * Enters the cluster and keeps renewing. A namesake that does not renew for a whole lease is buried first.
   * @returns false when a living node has this name
   * @throws StoreUnavailableError
   */
  async join(): Promise<boolean> {
    const { self, leaseMs } = this.node;
    const namesakes = new NodeWatch(leaseMs);
    let seen: SeenNode | undefined;
    for (;;) {
      const sentMs = this.clock.nowMs();
      const answer = await this.membership.join(self, leaseMs);
      if (answer === 'buried') throw new Error(`Node ${self.id} has been buried; a new life needs a new id.`);
      if (!('namesake' in answer)) {
        this.start(answer, sentMs);
        return true;
      }
      const { namesake } = answer;
      if (seen?.id === namesake.id && seen.renewals !== namesake.renewals) return false;
      seen = namesake;
      const nowMs = this.clock.nowMs();
      namesakes.look([namesake], nowMs);
      const [silent] = namesakes.silent(nowMs, self.id);
      if (silent) await this.membership.bury(silent.id, silent.renewals);
      else await this.pause(leaseMs / RENEWALS_PER_LEASE / 2);
    }
  }

  /** Freezes if the fence has closed meanwhile or the machine slept; cheap, for whoever is about to act. */
  look(): void {
    const nowMs = this.clock.nowMs();
    this.noticeSleep(nowMs);
    if (this.state === 'sure' && !this.fence.isOpenAt(nowMs)) this.freeze(nowMs);
  }

  /** Renews at once, since something happened that a new view shows. */
  renewSoon(): void {
    this.renewAtMs = -Infinity;
    this.check();
  }

  /** Ends this life: what the node still owns is free for others. */
  async leave(): Promise<void> {
    this.stop();
    this.fence.untilMs = -Infinity;
    this.state = 'out';
    await this.membership.leave(this.node.self.id);
  }

  /** Ends the timer, and nothing else. */
  stop(): void {
    this.cancelTimer();
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => this.clock.setTimer(resolve, ms));
  }

  private start(view: ClusterView, sentMs: number): void {
    this.state = 'sure';
    this.wallAheadMs = this.node.wallMs() - this.clock.nowMs();
    this.runId = view.runId;
    this.trust.noteChange(this.node.leaseMs);
    this.trust.noteRun(view.runId);
    this.trust.agree();
    this.renewAtMs = sentMs + this.node.leaseMs / RENEWALS_PER_LEASE;
    this.extend(sentMs);
    this.watch.look(view.nodes, this.clock.nowMs());
    this.node.onView(view);
    this.tick();
  }

  private tick(): void {
    this.check();
    if (this.state === 'buried' || this.state === 'out') return;
    this.cancelTimer = this.clock.setTimer(() => this.tick(), this.node.leaseMs / CHECKS_PER_LEASE);
  }

  private check(): void {
    if (this.state === 'buried' || this.state === 'out') return;
    this.look();
    const nowMs = this.clock.nowMs();
    if (!this.isRenewing && nowMs >= this.renewAtMs) void this.renew(nowMs);
    if (!this.isBurying && this.state === 'sure') void this.bury(nowMs);
  }

  private noticeSleep(nowMs: number): void {
    const aheadMs = this.node.wallMs() - nowMs;
    const isAsleep = aheadMs - this.wallAheadMs > Math.min(MAX_SLEEP_MS, this.node.leaseMs / 10);
    this.wallAheadMs = aheadMs;
    if (!isAsleep) return;
    this.countsFromMs = nowMs;
    this.renewAtMs = nowMs;
    this.watch.reset();
    if (this.state === 'sure') this.freeze(nowMs);
  }

  private freeze(nowMs: number): void {
    this.state = 'frozen';
    this.fence.untilMs = Math.min(this.fence.untilMs, nowMs);
    this.node.onFrozen();
  }

  private async renew(sentMs: number): Promise<void> {
    const { self, leaseMs } = this.node;
    this.isRenewing = true;
    this.renewAtMs = sentMs + leaseMs / RENEWALS_PER_LEASE;
    try {
      const answer = await this.membership.renew(self.id, this.node.report(), leaseMs);
      if (answer === 'unknown') await this.joinAgain();
      else if (answer === 'buried') this.die();
      else this.renewed(answer, sentMs);
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error;
      this.renewAtMs = this.clock.nowMs() + leaseMs / CHECKS_PER_LEASE;
    } finally {
      this.isRenewing = false;
    }
  }

  /** The store has forgotten this node, and with it whatever else. */
  private async joinAgain(): Promise<void> {
    const sentMs = this.clock.nowMs();
    this.noteNewStore('');
    const answer = await this.membership.join(this.node.self, this.node.leaseMs);
    // A namesake came while nobody remembered this node: only one of both can be the one of that name.
    if (answer === 'buried' || 'namesake' in answer) this.die();
    else this.renewed(answer, sentMs);
  }

  private renewed(view: ClusterView, sentMs: number): void {
    if (this.state === 'buried' || this.state === 'out') return;
    this.look();
    if (sentMs < this.countsFromMs) return;
    this.sentMs = sentMs;
    this.noteNewStore(view.runId);
    this.watch.look(view.nodes, this.clock.nowMs());
    if (this.state === 'sure' && this.trust.isAgreed) this.extend(sentMs);
    else if (!this.isAgreeing) void this.agree();
    this.node.onView(view);
  }

  private noteNewStore(runId: string): void {
    if (this.runId === runId) return;
    const isNotedAlready = this.runId === '';
    this.runId = runId;
    if (!isNotedAlready) {
      this.hasClaimed = false;
      this.watch.reset();
      this.trust.noteChange(this.node.leaseMs);
    }
    this.trust.noteRun(runId);
  }

  private async agree(): Promise<void> {
    const { runId } = this;
    this.isAgreeing = true;
    try {
      const isDone = await this.agreeOn(runId);
      if (!isDone || this.runId !== runId || !this.trust.isCurrent) return;
      // It took too long: from here on another may have its records, and it goes the way of the frozen.
      if (this.state === 'sure' && !this.fence.isOpenAt(this.clock.nowMs())) this.freeze(this.clock.nowMs());
      else this.settle();
    } finally {
      this.isAgreeing = false;
    }
  }

  private settle(): void {
    const nowMs = this.clock.nowMs();
    this.trust.agree();
    if (this.state === 'sure') this.extend(this.sentMs);
    else if (this.state === 'frozen' && this.sentMs >= this.countsFromMs) this.thaw(nowMs);
  }

  /** One step towards agreement; the next renewal asks for the next. */
  private async agreeOn(runId: string): Promise<boolean> {
    if (this.state === 'sure') return await this.agreement.assertAll(true);
    if (this.trust.isAgreed) return await this.agreement.compareAll();
    if (!this.hasClaimed) {
      const isClaimed = await this.agreement.assertAll(false);
      if (this.runId === runId) this.hasClaimed = isClaimed;
    }
    // Whoever is sure may have more recent copies of what this node has, and says so until then.
    return this.hasClaimed && this.trust.isGraceOver ? await this.agreement.retakeAll() : false;
  }

  private thaw(nowMs: number): void {
    const untilMs = this.sentMs + this.node.leaseMs * FENCE_SHARE;
    if (untilMs <= nowMs) return;
    this.state = 'sure';
    this.fence.untilMs = untilMs;
    this.node.onThawed();
  }

  private extend(sentMs: number): void {
    this.sentMs = sentMs;
    this.fence.untilMs = Math.max(this.fence.untilMs, sentMs + this.node.leaseMs * FENCE_SHARE);
  }

  private async bury(nowMs: number): Promise<void> {
    const silent = this.watch.silent(nowMs, this.node.self.id);
    if (silent.length === 0) return;
    this.isBurying = true;
    try {
      for (const { id, renewals } of silent) {
        if (!(await this.membership.bury(id, renewals))) continue;
        this.watch.forget(id);
        this.node.onBurial(id);
      }
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error;
    } finally {
      this.isBurying = false;
    }
  }

  private die(): void {
    if (this.state === 'buried') return;
    this.state = 'buried';
    this.fence.untilMs = -Infinity;
    this.stop();
    this.node.onBuried();
  }
}
