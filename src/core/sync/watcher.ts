import { KnownEntities } from '../../protocol/state/known-entities.js';
import type { Session } from '../sessions/session.js';
import type { ByteBudget } from './byte-budget.js';
import { ClientLag } from './client-lag.js';
import type { SetInterest, ViewOptions } from './view-options.js';

/** Rate limit of full resyncs: this burst, and one more per interval. */
const RESYNC_BURST = 3;
const RESYNC_EVERY_MS = 5_000;

/** One client as its state sync keeps it. */
export class Watcher {
  /** The version that the client was sent last; 0 when it needs everything. */
  base = 0;
  /** The last input it was sent an acknowledgement for. */
  ack = 0;
  /** Remaining parts of a large patch, of which one is sent per patch. */
  parts: Buffer[] = [];
  /** When its hash was sent last. */
  hashedAtMs = 0;
  /** Whose list {@link known} is, where it has none of its own. */
  lead: Watcher | undefined = undefined;
  /** Of each set, what a view of its own knows; undefined where it sees everything. */
  known: (KnownEntities | undefined)[] = [];
  /** The version in which it was sent everything; what a client has from before was another view. */
  fullAt = Infinity;
  /** The version in which fields of layers 1 and 2 were sent last. */
  secretsAt = 0;
  /** It is on a new connection, and a patch shall tell it what it missed even when there is nothing new. */
  isBack = false;
  /**
   * Its last patch changed something. If the next one changes nothing, it is sent all the same, once: a client that shows motion
   * could not tell a rest from a stall otherwise.
   */
  isMoving = false;
  /** As {@link known}, for the fields of layers 1 and 2: `secrets[layer][set]`. */
  private secrets: (KnownEntities | undefined)[][] = [[], [], []];
  /** How late its patches reach it. */
  lag: ClientLag | undefined = undefined;
  budget: ByteBudget | undefined = undefined;
  /** Ticks of the last patches that it was sent, where the sync keeps them; the newest last. */
  readonly sentTicks: number[] = [];
  /** Whether a patch could not be sent to it, which is said once. */
  hasFailed = false;
  private resyncs = RESYNC_BURST;
  private resyncsAtMs = 0;

  /** What its view shows of each set; undefined where it sees everything. */
  readonly interests: readonly (SetInterest | undefined)[];

  /** @param paths of the state's sets, by their index */
  constructor(
    readonly session: Session,
    readonly view: ViewOptions,
    readonly paths: readonly string[],
  ) {
    this.interests = paths.map((path) => view.interest?.[path]);
  }

  /** Who it is, for fields that only an owner sees. */
  get owner(): string | number {
    return this.view.owner ?? this.session.playerId ?? this.session.id;
  }

  /** Whether it sees all that everyone may see. */
  get seesWhole(): boolean {
    return this.view.interest === undefined;
  }

  /** Whether nothing but `version` needs to be known to go on from there: of lists, only the present ones are kept. */
  canContinueFrom(version: number): boolean {
    return this.seesWhole && this.view.delayMs === undefined && this.fullAt <= version && this.secretsAt <= version;
  }

  /** The next patch brings what has changed since `version`, whatever was sent after it. */
  continueFrom(version: number): void {
    this.base = version;
    this.ack = 0;
    this.parts = [];
  }

  /** Whether the next patch can go to it. */
  get keepsUp(): boolean {
    return this.parts.length === 0 && this.session.delivery.takesState;
  }

  /** Shares what `lead` knows of the public state for as long as both are sent the same patches. */
  follow(lead: Watcher): void {
    this.lead = lead;
    this.known = lead.known;
  }

  /** Stops sharing: continues with a copy of what its lead knows now. */
  followNobody(): void {
    this.lead = undefined;
    this.known = this.known.map((known) => known?.copy());
  }

  /** The next patch brings everything. */
  forget(): void {
    this.continueFrom(0);
    this.lead = undefined;
    this.known = [];
    this.secrets = [[], [], []];
  }

  /** Whether the rate limit allows another full resync. */
  mayResync(nowMs: number): boolean {
    const due = Math.floor((nowMs - this.resyncsAtMs) / RESYNC_EVERY_MS);
    if (due > 0) {
      this.resyncs = Math.min(RESYNC_BURST, this.resyncs + due);
      this.resyncsAtMs = nowMs;
    }
    if (this.resyncs === 0) return false;
    this.resyncs -= 1;
    return true;
  }

  /** What the client knows of the fields of a layer beyond everyone's. */
  secretsOf(layer: 1 | 2, set: number): KnownEntities {
    const known = this.secrets[layer]?.[set] ?? new KnownEntities();
    const sets = this.secrets[layer];
    if (sets) sets[set] = known;
    return known;
  }
}
