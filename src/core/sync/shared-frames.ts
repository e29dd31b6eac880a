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
  /** Who was sent its last patch, and shall be sent the next. */
  readonly followers: Set<Watcher>;
  version: number;
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

  /** What the views of one name see: one delta for all who have its last patch, and for others what they lack. */
  named(watcher: Watcher, maxBytes: number): Encoded {
    const { session, view } = watcher;
    const head = this.headNow();
    const key = `${session.codec.isBinary} ${maxBytes} ${view.sharedAs ?? ''}`;
    const named = this.byName.get(key) ?? this.newNamed(key, watcher);
    if (named.version !== head.version) this.advance(named, head, maxBytes);
    if (watcher.lead === named.lead && named.followers.has(watcher)) return named.encoded;
    // What it was sent last is not known any more.
    if (watcher.lead !== undefined) watcher.forget();
    const frames = this.encoder.like({ ...head, base: watcher.base }, named.lead, watcher, maxBytes);
    // With more parts to come it will be behind again.
    if (frames.length === 1) {
      watcher.follow(named.lead);
      named.followers.add(watcher);
    }
    return { frames, isEmpty: false };
  }

  /** A watcher is gone; nobody has the named views any more that those who stay do not have. */
  leave(watcher: Watcher, watchers: Iterable<Watcher>): void {
    if (this.byName.size === 0) return;
    for (const { followers } of this.byName.values()) followers.delete(watcher);
    const names = new Set<string | undefined>();
    for (const { view } of watchers) names.add(view.sharedAs);
    for (const [key, { lead }] of this.byName) if (!names.has(lead.view.sharedAs)) this.byName.delete(key);
  }

  private advance(named: NamedView, head: PatchHead, maxBytes: number): void {
    const { lead, followers } = named;
    for (const follower of followers) {
      const hasLast = follower.lead === lead && follower.base === lead.base;
      if (hasLast && follower.keepsUp) continue;
      followers.delete(follower);
      if (hasLast) follower.followNobody();
    }
    const { frames } = this.encoder.view({ ...head, base: lead.base }, lead, maxBytes);
    // Sent even when it says nothing, so that all stay together.
    named.encoded = { frames, isEmpty: false };
    named.version = lead.base = head.version;
  }

  private newNamed(key: string, { session, view, paths }: Watcher): NamedView {
    const { budgetBytes: _budget, ...unlimited } = view;
    const lead = new Watcher(session, unlimited, paths);
    const named = { lead, followers: new Set<Watcher>(), version: 0, encoded: { frames: [], isEmpty: true } };
    this.byName.set(key, named);
    return named;
  }

  private headNow(): PatchHead {
    if (this.head === undefined) throw new Error('No patch has begun.');
    return this.head;
  }
}
