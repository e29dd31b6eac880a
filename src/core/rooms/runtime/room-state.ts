import type { Contract } from '../../../protocol/contract/contract.js';
import type { ClientView } from '../../../protocol/state/state-tree-view.js';
import { serverTimeMs } from '../../observability/server-time.js';
import type { Session } from '../../sessions/session.js';
import type { Tick } from '../../simulation/tick-job.js';
import { Rewind } from '../../prediction/rewind.js';
import { StateSync } from '../../sync/state-sync.js';
import type { RoomMember } from '../api/room-member.js';
import type { Room } from '../api/room.js';

/** Syncs a room's state to its members; does nothing for a room without state. */
export class RoomState {
  /** The state's past; undefined if none of its sets is to be rewound. */
  rewind: Rewind | undefined = undefined;
  private sync: StateSync<object> | undefined = undefined;
  private readonly ackOf = (session: Session): number => this.members.get(session)?.inputs?.ackSeq ?? 0;

  constructor(
    private readonly room: Room,
    private readonly members: ReadonlyMap<Session, RoomMember>,
    private readonly options: { readonly tickHz: number; readonly rewindMs: number },
    private readonly contract?: Contract,
  ) {}

  /** Whether the room has state. */
  get exists(): boolean {
    return this.room.state !== undefined;
  }

  /** Starts syncing. @throws Error when the state's class is not marked `@SyncedState()` or is in no module */
  open(): void {
    const { state } = this.room;
    if (state === undefined) return;
    this.rewind = Rewind.of(state, { ...this.options, sentTicks: (session) => this.sync?.sentTicks(session) ?? [] });
    this.sync = new StateSync(state, {
      keptTicks: this.rewind?.ticks ?? 0,
      ...(this.contract && { contract: this.contract }),
    });
  }

  /** Re-evaluates a member's view: the next patch brings everything it shows. */
  show(session: Session): void {
    const member = this.members.get(session);
    if (member === undefined) return;
    const view = this.room.viewOf?.(session);
    this.sync?.attach(session, { ...view, owner: view?.owner ?? member.owner });
  }

  /** Stops syncing to a session. */
  hide(session: Session): void {
    this.sync?.detach(session);
  }

  /** What a member sees of it at this moment; undefined for a room without state, and for who is not a member. */
  viewOf(session: Session): ClientView | undefined {
    return this.sync?.viewOf(session);
  }

  /** A member is back on a new connection. */
  resume(session: Session): void {
    this.sync?.resumed(session);
  }

  /** A tick begins: steps the bodies that nobody steers. */
  carry({ seconds }: Tick): void {
    this.sync?.carry(seconds);
  }

  /** Sends what has changed. */
  patch(tick: Tick): void {
    this.sync?.patch(tick, serverTimeMs(), this.ackOf);
  }

  /** A member says which version of the state it has, in its lowest 16 bits. */
  noteHave(session: Session, lowVersion: number): void {
    this.sync?.noteHave(session, lowVersion);
  }

  /** After tick `tick` the room has stood still for the time of `ticks` more. */
  leap(tick: number, ticks: number): void {
    for (const { inputs } of this.members.values()) inputs?.lost(ticks);
    this.sync?.leap(tick, ticks);
  }

  /** Stops syncing. */
  close(): void {
    this.sync?.close();
  }
}
