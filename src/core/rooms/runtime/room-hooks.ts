import type { Session } from '../../sessions/session.js';
import type { LeaveReason, RoomMember } from '../api/room-member.js';
import type { Room, RoomPart, RoomPlugin } from '../api/room.js';
import { findSavedPart, type SavedRoom } from './saved-room.js';

/** The parts of one live room: the room itself, then its plugins. */
export type RoomParts = readonly [Room, ...RoomPlugin[]];

/** Calls the hooks of a room and its plugins: the plugins' first, in their order. */
export class RoomHooks {
  private readonly inOrder: readonly RoomPart[];

  /** @param failed hears what a hook throws that nobody waits for */
  constructor(
    private readonly parts: RoomParts,
    private readonly failed: (error: unknown) => void,
  ) {
    this.inOrder = [...parts.slice(1), parts[0]];
  }

  /** The room begins. @throws what an `onCreate` throws */
  create(options: object): void {
    for (const part of this.inOrder) refusePromise(part, 'onCreate', part.onCreate?.(options));
  }

  /** The room goes on. @throws what a `restore` throws */
  restore(saved: SavedRoom): void {
    for (const part of this.inOrder) {
      const own = findSavedPart(saved, part, part === this.parts[0]);
      if (own !== undefined) refusePromise(part, 'restore', part.restore?.(own.saved));
    }
  }

  /** Asks whether a session may come in; returns what must be waited for first. @throws what an `onAuth` throws */
  authorize(session: Session, options: object): Promise<void>[] {
    const waits: Promise<void>[] = [];
    for (const part of this.inOrder) {
      const wait = part.onAuth?.(session, options);
      if (wait !== undefined) waits.push(wait);
    }
    return waits;
  }

  /** A member has come in; those parts that hear it to the end hear of its {@link leave}, and no others. @throws what an `onJoin` throws */
  join(member: RoomMember, options: object): void {
    for (const part of this.inOrder) {
      refusePromise(part, 'onJoin', part.onJoin?.(member.session, options));
      member.joinedParts += 1;
      if (member.isGone) return;
    }
  }

  /** Whether all parts have heard of a member's {@link join}. */
  hasJoined(member: RoomMember): boolean {
    return member.joinedParts === this.inOrder.length;
  }

  /** A member's connection is lost. Nothing is said of one that has not come in yet, or twice. */
  drop(member: RoomMember): void {
    if (!member.hasArrived || member.isToldAway) return;
    member.isToldAway = true;
    this.tell('onDrop', (part) => (member.isGone ? undefined : part.onDrop?.(member.session)));
  }

  /** A member is back whose {@link drop} the room has heard of. */
  reconnect(member: RoomMember): void {
    if (!member.isToldAway) return;
    member.isToldAway = false;
    this.tell('onReconnect', (part) => (member.isGone ? undefined : part.onReconnect?.(member.session)));
  }

  /** A member is gone. */
  leave(member: RoomMember, reason: LeaveReason): void {
    const { session, joinedParts } = member;
    member.joinedParts = 0;
    this.tell('onLeave', (part) => part.onLeave?.(session, reason), this.inOrder.slice(0, joinedParts));
  }

  /** Another member is host. */
  changeHost(): void {
    this.tell('onHostChanged', (part) => part.onHostChanged?.());
  }

  /** The room is over. */
  dispose(): void {
    this.tell('onDispose', (part) => part.onDispose?.());
  }

  /** Who should be host next: a member that is connected rather than one that is not, and then whom the hooks prefer. */
  nextHost(members: Iterable<RoomMember>): RoomMember | undefined {
    let fit = preferred([...members], ({ isConnected }) => isConnected);
    this.tell('isFitAsHost', (part) => {
      fit = preferred(fit, ({ session }) => part.isFitAsHost?.(session) ?? true);
    });
    return fit[0];
  }

  // All hear it, also when one throws: what others hold of a member is let go in any case. The room fails afterwards.
  private tell(hook: string, call: (part: RoomPart) => unknown, parts = this.inOrder): void {
    const errors: unknown[] = [];
    for (const part of parts) {
      try {
        refusePromise(part, hook, call(part));
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) this.failed(errors[0]);
  }
}

/** Those that `isBetter` says yes to, or all where it says so to none. */
function preferred<T>(all: readonly T[], isBetter: (one: T) => boolean): readonly T[] {
  const better = all.filter(isBetter);
  return better.length > 0 ? better : all;
}

/** The hooks that must be done when they return; `onAuth` alone may answer later. */
const SYNCHRONOUS_HOOKS = [
  ...['onCreate', 'onJoin', 'onDrop', 'onReconnect', 'onLeave', 'isFitAsHost', 'onHostChanged'],
  ...['update', 'onDispose', 'save', 'restore', 'viewOf'],
];

const REMEDY =
  'A room is synchronous, so that nothing changes between its ticks. Let a service await, and take its answer with ' +
  'this.whenDone(() => service.call(), (answer) => ...).';

/** @throws Error, a sentence with the remedy, when a hook of a room's or a plugin's class is asynchronous */
export function refuseAsyncHooks(partClass: { readonly name: string; readonly prototype: object }): void {
  for (const hook of SYNCHRONOUS_HOOKS) {
    refuseAsyncMethod(`${partClass.name}.${hook}`, Reflect.get(partClass.prototype, hook));
  }
}

/** @throws Error, a sentence with the remedy, when `method` is declared `async` or as a generator */
export function refuseAsyncMethod(place: string, method: unknown): void {
  // By its tag: in a test, or another realm, the constructor of such functions is another object.
  const kind = Object.prototype.toString.call(method);
  if (kind === '[object AsyncFunction]' || kind === '[object AsyncGeneratorFunction]') {
    throw new Error(`${place} is async. ${REMEDY}`);
  }
  if (kind === '[object GeneratorFunction]') throw new Error(`${place} is a generator, which nobody runs. ${REMEDY}`);
}

/** @throws Error, a sentence with the remedy, when a hook has returned a promise */
export function refusePromise(part: RoomPart, hook: string, result: unknown): void {
  if (result !== undefined && isPromiseLike(result)) throw lateAnswer(`${part.constructor.name}.${hook}`, result);
}

/** What to throw when `place` has returned a promise. */
export function lateAnswer(place: string, result: PromiseLike<unknown>): Error {
  // Else what it rejects with would end the process.
  result.then(undefined, () => undefined);
  return new Error(`${place} returned a promise. ${REMEDY}`);
}

/** Whether something is a promise, of whichever library. */
export function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
