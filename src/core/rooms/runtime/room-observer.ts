import type { Session } from '../../sessions/session.js';
import type { Tick } from '../../simulation/tick-job.js';
import type { SeenWindow } from '../../prediction/entity-history.js';
import type { LeaveReason, RoomMember } from '../api/room-member.js';
import type { RoomMetadata } from '../api/room-settings.js';
import type { Outcome } from './room-results.js';

/**
 * Observes, in order, everything that changes one room: outside input before the room acts on it, and each tick after it ran.
 * Replaying the same calls on a new room with the same seed reproduces the game. Changes the room makes to itself are reported
 * as well; on replay the room makes them by itself. All hooks are optional.
 */
export interface RoomObserver {
  /** Whether the outcomes the room waits for come from a recording, so that no service is called. */
  readonly bringsResults?: boolean;

  /** `onCreate` has run, or `restore`; nothing has happened yet. */
  begun?(): void;
  /** A member has joined, and its `onJoin` follows later; or it was in the room when that was saved. */
  entered?(member: RoomMember, options: object): void;
  /** A member leaves. */
  removed?(member: RoomMember, reason: LeaveReason): void;
  /** A member was disconnected. */
  dropped?(member: RoomMember): void;
  /** A member is back. */
  returned?(member: RoomMember): void;
  /** A validated message from a member, inputs included; `window` is what the sender of an input saw, in a room with rewind. */
  received?(member: RoomMember, type: number, message: object, window?: SeenWindow, ref?: number): void;
  /** A message that was {@link received} is handled, and answered; never an input. Only where this hook is, time is taken. */
  handled?(message: object, tookMs: number): void;
  /** The outcome of {@link RoomPart.whenDone}; `call` is the number of the call. */
  resulted?(call: number, outcome: Outcome): void;
  /** A room without ticks drains its queue. */
  settled?(): void;
  /** The room was locked or unlocked. */
  lockSet?(isLocked: boolean): void;
  /** The metadata has changed. */
  metadataSet?(changes: RoomMetadata): void;
  /** The room chose another host. */
  hostSet?(session: Session): void;
  /** So many ticks will never run, as the server was late. */
  lost?(ticks: number): void;
  /** A tick is done. */
  stepped?(tick: Tick): void;
  /** The room goes on at another node. */
  moved?(): void;
  /** The room has ended; `onDispose` has run. */
  ended?(code: string): void;
}

/** Several observers of one room, told in the order in which they began. It never changes: another one takes its place. */
export class RoomObserverChain implements Required<RoomObserver> {
  /** @param all those who are told */
  constructor(readonly all: readonly RoomObserver[]) {}

  /** What observes a room once `more` does too: itself while it is alone. */
  static with(more: RoomObserver, present: RoomObserver | undefined): RoomObserver {
    return present === undefined ? more : new RoomObserverChain([...listOf(present), more]);
  }

  /** What observes a room once `gone` does not any more. */
  static without(gone: RoomObserver, present: RoomObserver | undefined): RoomObserver | undefined {
    const left = listOf(present).filter((observer) => observer !== gone);
    return left.length > 1 ? new RoomObserverChain(left) : left[0];
  }

  get bringsResults(): boolean {
    return this.all.some(({ bringsResults }) => bringsResults === true);
  }

  begun(): void {
    for (const observer of this.all) observer.begun?.();
  }

  entered(member: RoomMember, options: object): void {
    for (const observer of this.all) observer.entered?.(member, options);
  }

  removed(member: RoomMember, reason: LeaveReason): void {
    for (const observer of this.all) observer.removed?.(member, reason);
  }

  dropped(member: RoomMember): void {
    for (const observer of this.all) observer.dropped?.(member);
  }

  returned(member: RoomMember): void {
    for (const observer of this.all) observer.returned?.(member);
  }

  received(member: RoomMember, type: number, message: object, window?: SeenWindow, ref?: number): void {
    for (const observer of this.all) observer.received?.(member, type, message, window, ref);
  }

  handled(message: object, tookMs: number): void {
    for (const observer of this.all) observer.handled?.(message, tookMs);
  }

  resulted(call: number, outcome: Outcome): void {
    for (const observer of this.all) observer.resulted?.(call, outcome);
  }

  settled(): void {
    for (const observer of this.all) observer.settled?.();
  }

  lockSet(isLocked: boolean): void {
    for (const observer of this.all) observer.lockSet?.(isLocked);
  }

  metadataSet(changes: RoomMetadata): void {
    for (const observer of this.all) observer.metadataSet?.(changes);
  }

  hostSet(session: Session): void {
    for (const observer of this.all) observer.hostSet?.(session);
  }

  lost(ticks: number): void {
    for (const observer of this.all) observer.lost?.(ticks);
  }

  stepped(tick: Tick): void {
    for (const observer of this.all) observer.stepped?.(tick);
  }

  moved(): void {
    for (const observer of this.all) observer.moved?.();
  }

  ended(code: string): void {
    for (const observer of this.all) observer.ended?.(code);
  }
}

function listOf(observer: RoomObserver | undefined): readonly RoomObserver[] {
  if (observer === undefined) return [];
  return observer instanceof RoomObserverChain ? observer.all : [observer];
}
