import { Logger } from '@nestjs/common';
import type { Contract } from '../../protocol/contract/contract.js';
import { StateHashDto } from '../../protocol/protocol.messages.js';
import { StateLeapDto } from '../../protocol/state/state.messages.js';
import { stateIndex } from '../../protocol/state/describe-states.js';
import { EntitySet } from '../../protocol/state/entity-set.js';
import { type CarriedColumns, EntityTable } from '../../protocol/state/entity-table.js';
import { ResyncReason } from '../../protocol/state/patch-format.js';
import type { PatchHead } from '../../protocol/state/patch-writer.js';
import { linkReferences } from '../../protocol/state/references.js';
import type { SyncedClass } from '../../protocol/state/state-forms.js';
import { stateSchema } from '../../protocol/state/state-schema.js';
import { restoreState, snapshotState } from '../../protocol/state/state-snapshot.js';
import type { ClientView } from '../../protocol/state/state-tree-view.js';
import { attach, detach, readPredicted, trackClasses, valueAt } from '../../protocol/state/track-objects.js';
import type { Session } from '../sessions/session.js';
import { ClientLag } from './client-lag.js';
import { clientView } from './client-view.js';
import { DelayedView } from './delayed-view.js';
import { SharedFrames } from './shared-frames.js';
import { type Encoded, StateEncoder } from './state-encoder.js';
import { syncCounts } from './sync-metrics.js';
import { beginStream, endStream, type StateStream } from './sync.service.js';
import { SyncedSet } from './synced-set.js';
import type { ViewOptions } from './view-options.js';
import { Watcher } from './watcher.js';

/** Godot's default receive buffer holds two of these; one is sent with each patch. */
const MAX_PART_BYTES = 32_768;
const HASH_EVERY_MS = 4_000;
/** When nothing changes, an empty patch with the server time is sent after this many skipped ones. */
const SILENT_PATCHES = 20;
/** How many versions removals are remembered after all clients were sent them: a client that was cut off may have lost the patch. */
const REMEMBERED_VERSIONS = 200;
/** The slot of the state itself. */
const STATE_SLOT = 0;

/** Options of a {@link StateSync}. */
export interface StateSyncOptions {
  /** How often clients are sent the state hash for desync detection, in milliseconds. Default 4,000. */
  readonly hashEveryMs?: number;
  /** The server's contract, which numbers the states; without one, all that were imported are numbered. */
  readonly contract?: Contract;
  /** Of how many patches to each client the ticks are kept, for {@link StateSync.sentTicks}. Default 0. */
  readonly keptTicks?: number;
}

/** The tick that a patch shows. */
export interface PatchTick {
  readonly number: number;
}

/**
 * Syncs one room's state to its watchers. The state is a plain object of a class marked `@SyncedState()`; whatever is assigned to
 * its synced fields, and to those of its entities, is sent with the next {@link patch}.
 *
 * A slow or disconnected client misses patches, and its next one brings everything it is missing: nothing is queued for it, so it
 * costs nothing meanwhile. A large state is sent in parts, one per patch, so that other messages get through in between.
 * Everything is synchronous.
 */
export class StateSync<S extends object> implements StateStream {
  private static readonly logger = new Logger(StateSync.name);

  private readonly sets: readonly SyncedSet[];
  /** The bodies that nobody steers; of most states none. */
  private readonly carried: readonly CarriedColumns[];
  private readonly paths: readonly string[];
  private readonly encoder: StateEncoder;
  private readonly shared: SharedFrames;
  private readonly watchers = new Map<Session, Watcher>();
  private readonly delayed = new Map<string, DelayedView>();
  private readonly identity: PatchHead['state'];
  private readonly hashEveryMs: number;
  private readonly keptTicks: number;
  private version = 1;
  /** A client older than this version gets the full state, as not all removals since are remembered. */
  private forgotten = 0;
  private isClosed = false;
  /** When the patch that is being sent was begun; asked once for all clients. */
  private nowMs = 0;

  /** @throws Error when the state's class is not marked, or a set is missing */
  constructor(
    readonly state: S,
    { hashEveryMs = HASH_EVERY_MS, contract, keptTicks = 0 }: StateSyncOptions = {},
  ) {
    const stateClass = state.constructor as SyncedClass;
    const schema = stateSchema(stateClass);
    this.identity = {
      index: stateIndex(stateClass, contract ? (contract.states ?? []) : undefined),
      name: stateClass.name,
    };
    this.hashEveryMs = hashEveryMs;
    this.keptTicks = keptTicks;
    this.sets = schema.sets.map((set) => {
      if (set.index > 0) return new SyncedSet(set, tableOf(state, set.steps));
      trackClasses(set);
      const table = new EntityTable(set);
      attach(table, table.add(state, 0), state);
      return new SyncedSet(set, table);
    });
    const tables = this.sets.map(({ table }) => table);
    for (const table of tables) table.version = this.version;
    this.carried = tables.flatMap(({ carried }) => carried ?? []);
    linkReferences(schema, tables);
    this.paths = schema.sets.map(({ path }) => path);
    this.encoder = new StateEncoder(this.sets);
    this.shared = new SharedFrames(this.encoder);
  }

  /** How many clients watch. */
  get size(): number {
    return this.watchers.size;
  }

  /** Adds a watcher, whose next patch brings everything its view shows. Call it again to change the view. */
  attach(session: Session, view: ViewOptions = {}): void {
    const before = this.watchers.get(session);
    const watcher = new Watcher(session, view, this.paths);
    this.watchers.set(session, watcher);
    if (before) {
      watcher.sentTicks.push(...before.sentTicks);
      this.left(before);
    }
    beginStream(session, this);
  }

  /** Removes a watcher. */
  detach(session: Session): void {
    const watcher = this.watchers.get(session);
    if (watcher === undefined) return;
    this.watchers.delete(session);
    this.left(watcher);
    endStream(session, this);
  }

  /**
   * A client has resumed on a new connection. It tells us itself what it is missing (StateResync), as nobody else knows what the old
   * connection lost. Its next patch is then a delta from that version, or the full state if it has a view of its own.
   */
  resumed(session: Session): void {
    const watcher = this.watchers.get(session);
    if (watcher === undefined) return;
    watcher.isBack = true;
    watcher.lag?.reset();
    if (watcher.parts.length > 0) watcher.forget();
  }

  /** Whether a client watches. */
  has(session: Session): boolean {
    return this.watchers.has(session);
  }

  /** A tick begins: steps the bodies that nobody steers. @throws TypeError when a number is not finite any more */
  carry(seconds: number): void {
    if (!this.isClosed) for (const bodies of this.carried) bodies.step(seconds);
  }

  /**
   * Sends what has changed since the last patch to every client that keeps up.
   * @param tick the tick that produced the state
   * @param serverTimeMs when it ran, in milliseconds since 1970
   * @param ackOf the sequence number of a client's last input that the state reflects
   */
  patch(tick: PatchTick, serverTimeMs: number, ackOf: (session: Session) => number = noInputs): void {
    if (this.isClosed || this.watchers.size === 0) return;
    for (const { grid, table } of this.sets) {
      if (table.schema.predicted.length > 0) readPredicted(table);
      table.carried?.tell(tick.number);
      grid?.update();
      if (table.forgotten > this.forgotten) this.forgotten = table.forgotten;
    }
    const { version, identity } = this;
    this.nowMs = performance.now();
    const head: PatchHead = { version, base: 0, tick: tick.number, serverTimeMs, state: identity };
    this.shared.begin(head);
    for (const watcher of this.watchers.values()) {
      if (watcher.view.delayMs === undefined) this.serve(watcher, head, ackOf);
    }
    this.serveDelayed(head);
    this.advance();
  }

  /** Tells clients that `ticks` ticks after tick `tick` were lost, so that their clocks follow at once. */
  leap(tick: number, ticks: number): void {
    for (const { session } of this.watchers.values()) {
      if (session.isConnected) session.send(new StateLeapDto(tick, ticks));
    }
  }

  /** The hash of what a client should know right after a patch. */
  serverHash(session: Session): number {
    const watcher = this.watchers.get(session);
    return watcher === undefined ? 0 : this.encoder.hash(watcher, undefined);
  }

  /** What a client sees; undefined for one that does not watch. */
  viewOf(session: Session): ClientView | undefined {
    const watcher = this.watchers.get(session);
    return watcher && clientView(this.state, watcher);
  }

  /** Ticks of the last patches that a client was sent, in ascending order. */
  sentTicks(session: Session): readonly number[] {
    return this.watchers.get(session)?.sentTicks ?? [];
  }

  /** For {@link SyncService}: the client detected a gap or a desync. */
  requestResync(session: Session, reason: number, version: number): boolean {
    const watcher = this.watchers.get(session);
    if (!watcher?.mayResync(performance.now())) return false;
    const isGap = reason === (ResyncReason.Gap as number) && version > 0 && version < this.version;
    if (isGap && watcher.canContinueFrom(version)) watcher.continueFrom(version);
    else watcher.forget();
    return true;
  }

  /** For {@link SyncService}, and for inputs that say it: the client has a version. */
  noteHave(session: Session, lowVersion: number): void {
    const watcher = this.watchers.get(session);
    if (watcher !== undefined) (watcher.lag ??= new ClientLag()).has(lowVersion, performance.now());
  }

  /** A binary snapshot of the whole state, for {@link restore}. */
  snapshot(): Uint8Array {
    return snapshotState(this.state);
  }

  /**
   * Fills a new state object with a snapshot: synced fields and entities; everything else is as its class makes it.
   * Entities are made without constructor arguments.
   * @throws Error when the snapshot is of another layout
   */
  static restore(state: object, bytes: Uint8Array): void {
    restoreState(state, bytes);
  }

  /** Stops syncing: drops all watchers, and assignments to the state are no longer tracked. */
  close(): void {
    if (this.isClosed) return;
    for (const session of [...this.watchers.keys()]) this.detach(session);
    this.isClosed = true;
    const [own] = this.sets;
    if (own) detach(own.table, STATE_SLOT, this.state);
  }

  private serve(watcher: Watcher, head: PatchHead, ackOf: (session: Session) => number): void {
    const { session } = watcher;
    const { nowMs } = this;
    if (!session.delivery.takesState || watcher.lag?.isReady(nowMs) === false) {
      syncCounts.skipped += 1;
      return;
    }
    if (watcher.parts.length > 0) {
      this.sendPart(watcher);
      return;
    }
    if (watcher.base < this.forgotten) watcher.forget();
    const encoded = this.encode(watcher, head);
    const own = this.encoder.own(watcher, ackOf(session));
    const isSilent = own === undefined && encoded.isEmpty && watcher.base !== 0 && !watcher.isBack;
    if (isSilent && !watcher.isMoving && head.version - watcher.base < SILENT_PATCHES) return;
    watcher.isMoving = !encoded.isEmpty;
    if (watcher.base === 0) {
      syncCounts.full += 1;
      watcher.fullAt = head.version;
    }
    watcher.isBack = false;
    watcher.base = head.version;
    watcher.parts = encoded.frames.length > 1 ? encoded.frames.slice(1) : watcher.parts;
    const isSent = (own === undefined || this.send(session, own)) && this.send(session, encoded.frames[0]);
    if (isSent) watcher.lag?.sent(head.version, nowMs);
    if (isSent && this.keptTicks > 0) this.keepTick(watcher, head.tick);
    if (!isSent) watcher.forget();
    else if (head.serverTimeMs - watcher.hashedAtMs >= this.hashEveryMs) this.sendHash(watcher, head);
  }

  private keepTick({ sentTicks }: Watcher, tick: number): void {
    if (sentTicks.length >= this.keptTicks) sentTicks.shift();
    sentTicks.push(tick);
  }

  private encode(watcher: Watcher, head: PatchHead): Encoded {
    const { session, base } = watcher;
    const maxBytes = Math.min(MAX_PART_BYTES, Math.floor(session.delivery.receiveBufferBytes / 2));
    if (watcher.seesWhole) return this.shared.whole(base, session.codec.isBinary, maxBytes);
    if (watcher.view.sharedAs !== undefined) return this.shared.named(watcher, maxBytes);
    return this.encoder.view({ ...head, base }, watcher, maxBytes);
  }

  private sendPart(watcher: Watcher): void {
    if (!this.send(watcher.session, watcher.parts[0])) watcher.forget();
    else watcher.parts = watcher.parts.slice(1);
  }

  private send(session: Session, frame: Buffer | undefined): boolean {
    if (frame === undefined || !session.delivery.sendState(frame)) return this.refuse(session, frame?.length);
    syncCounts.patches += 1;
    syncCounts.bytes += frame.length;
    return true;
  }

  /** Most likely one entity is larger than the client's buffer. Logged once, as it is retried with every patch. */
  private refuse(session: Session, bytes: number | undefined): false {
    const watcher = this.watchers.get(session);
    if (watcher?.hasFailed === false) {
      watcher.hasFailed = true;
      const most = session.delivery.receiveBufferBytes;
      StateSync.logger.warn({ session: session.id, bytes, most }, 'A patch could not be sent to a client.');
    }
    return false;
  }

  private sendHash(watcher: Watcher, head: PatchHead): void {
    if (watcher.parts.length > 0 || this.encoder.isBehind(watcher)) return;
    watcher.hashedAtMs = head.serverTimeMs;
    const shared = watcher.seesWhole ? this.shared.hash() : undefined;
    watcher.session.send(new StateHashDto(head.version, this.encoder.hash(watcher, shared)));
  }

  private serveDelayed(head: PatchHead): void {
    for (const watcher of this.watchers.values()) {
      const { delayMs } = watcher.view;
      if (delayMs === undefined) continue;
      const { isBinary } = watcher.session.codec;
      const key = `${delayMs} ${isBinary}`;
      const view = this.delayed.get(key) ?? new DelayedView(this.encoder, delayMs, isBinary, MAX_PART_BYTES);
      this.delayed.set(key, view);
      view.join(watcher);
    }
    for (const view of this.delayed.values()) view.patch(head);
  }

  private left(watcher: Watcher): void {
    this.shared.leave(watcher, this.watchers.values());
    for (const [key, view] of this.delayed) {
      view.leave(watcher);
      if (view.size === 0) this.delayed.delete(key);
    }
  }

  /** Ends a version: what is assigned from now on belongs to the next. */
  private advance(): void {
    let least = this.version;
    for (const { base, view } of this.watchers.values()) {
      if (base !== 0 && base < least && view.delayMs === undefined) least = base;
    }
    for (const { base } of this.delayed.values()) if (base !== 0 && base < least) least = base;
    this.version += 1;
    for (const { table } of this.sets) {
      table.forget(Math.min(least, this.version - REMEMBERED_VERSIONS));
      table.version = this.version;
    }
  }
}

function tableOf(state: object, steps: readonly string[]): EntityTable {
  const set = valueAt(state, steps);
  if (set instanceof EntitySet) return set.table;
  throw new Error(`${steps.join('.')} of ${state.constructor.name} must be an EntitySet when the room begins.`);
}

function noInputs(): number {
  return 0;
}
