import type { PatchHead } from '../../protocol/state/patch-writer.js';
import type { Encoded, StateEncoder } from './state-encoder.js';
import { Watcher } from './watcher.js';

interface Shared {
  readonly base: number;
  readonly isBinary: boolean;
  readonly maxBytes: number;
  readonly encoded: Encoded;
}

/** A view that several clients have: what it knows, and what it was sent in this patch. */
interface NamedView {
  readonly lead: Watcher;
  version: number;
  base: number;
  encoded: Encoded;
}

/** What is encoded once for all who see the same and have the same. */
export class SharedFrames {
  private head: PatchHead | undefined;
  private frames: Shared[] = [];
  private sharedHash: number | undefined;
  private readonly byName = new Map<string, NamedView>();

  constructor(private readonly encoder: StateEncoder) {}

  /** Begins a patch; `base` of the head does not count. */
  begin(head: PatchHead): void {
    this.head = head;
    this.frames = [];
    this.sharedHash = undefined;
  }

  /** Everything that everyone may see, for those who have version `base`. */
  whole(base: number, isBinary: boolean, maxBytes: number): Encoded {
    for (const shared of this.frames) {
      if (shared.base === base && shared.isBinary === isBinary && shared.maxBytes === maxBytes) return shared.encoded;
    }
    const encoded = this.encoder.whole({ ...this.headNow(), base }, isBinary, maxBytes);
    this.frames.push({ base, isBinary, maxBytes, encoded });
    return encoded;
  }

  /** The hash of everything that everyone may see. */
  hash(): number {
    return (this.sharedHash ??= this.encoder.sharedHash());
  }

  /** What the views of one name see: a delta for those who have its last patch, everything for all others. */
  named(watcher: Watcher, maxBytes: number): Encoded {
    const { session, view } = watcher;
    const head = this.headNow();
    const key = `${session.codec.isBinary} ${maxBytes} ${view.sharedAs ?? ''}`;
    const named = this.byName.get(key) ?? this.newNamed(key, watcher);
    if (named.version !== head.version) {
      named.base = named.lead.base;
      const { frames } = this.encoder.view({ ...head, base: named.base }, named.lead, maxBytes);
      // Sent even when it says nothing, so that all stay together.
      named.encoded = { frames, isEmpty: false };
      named.version = head.version;
      named.lead.base = head.version;
    }
    watcher.follow(named.lead);
    if (watcher.base !== 0 && watcher.base === named.base) return named.encoded;
    return { frames: this.encoder.fullLike(head, named.lead, maxBytes), isEmpty: false };
  }

  /** Nobody has the named views any more that these watchers do not have. */
  keepOnly(watchers: Iterable<Watcher>): void {
    if (this.byName.size === 0) return;
    const names = new Set<string | undefined>();
    for (const { view } of watchers) names.add(view.sharedAs);
    for (const [key, { lead }] of this.byName) if (!names.has(lead.view.sharedAs)) this.byName.delete(key);
  }

  private newNamed(key: string, { session, view, paths }: Watcher): NamedView {
    const { budgetBytes: _budget, ...unlimited } = view;
    const lead = new Watcher(session, unlimited, paths);
    const named = { lead, version: 0, base: 0, encoded: { frames: [], isEmpty: true } };
    this.byName.set(key, named);
    return named;
  }

  private headNow(): PatchHead {
    if (this.head === undefined) throw new Error('No patch has begun.');
    return this.head;
  }
}
