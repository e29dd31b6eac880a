import { KnownEntities } from '../../protocol/state/known-entities.js';
import type { Session } from '../sessions/session.js';
import type { ByteBudget } from './byte-budget.js';
import type { SetInterest, ViewOptions } from './view-options.js';

/** Full states may be asked for so often: at most this many at once, and one more each interval. */
const RESYNC_BURST = 3;
const RESYNC_EVERY_MS = 5_000;

/** What a sync keeps of one client. */
export class Watcher {
  /** The version that the client was sent last; 0 when it needs everything. */
  base = 0;
  /** The last input that it was told of. */
  ack = 0;
  /** Parts of a large patch that are still to be sent, one with each patch. */
  parts: Buffer[] = [];
  /** When its hash was sent last. */
  hashedAtMs = 0;
  /** Of each set, what a view of its own knows; undefined where it sees everything. */
  known: (KnownEntities | undefined)[] = [];
  /** The same for the fields of layers 1 and 2: `secrets[layer][set]`. */
  private secrets: (KnownEntities | undefined)[][] = [[], [], []];
  budget: ByteBudget | undefined = undefined;
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

  /** Whether nothing is kept of what it knows but its version. */
  get isPlain(): boolean {
    return this.seesWhole && !this.secrets.some((sets) => sets.some((known) => known !== undefined && known.count > 0));
  }

  /** It knows what another knows, of what everyone may see. */
  follow(lead: Watcher): void {
    this.known = lead.known;
  }

  /** The next patch brings everything. */
  forget(): void {
    this.base = 0;
    this.parts = [];
    this.known = [];
    this.secrets = [[], [], []];
  }

  /** Whether the client may have everything again now. */
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
