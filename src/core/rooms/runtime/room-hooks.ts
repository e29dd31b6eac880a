import type { Session } from '../../sessions/session.js';
import type { LeaveReason, RoomMember } from '../api/room-member.js';
import type { Room, RoomPart, RoomPlugin } from '../api/room.js';
import { findSavedPart, type SavedRoom } from './saved-room.js';

/** The parts of one live room: the room itself, then its plugins. */
export type RoomParts = readonly [Room, ...RoomPlugin[]];

/** Calls the hooks of a room and its plugins: the plugins' first, in their order, then the room's own. */
export class RoomHooks {
  private readonly inOrder: readonly RoomPart[];

  /** @param failed receives the errors of hooks that have no caller to throw to */
  constructor(
    private readonly parts: RoomParts,
    private readonly failed: (error: unknown) => void,
  ) {
    this.inOrder = [...parts.slice(1), parts[0]];
  }

  /** Runs `onCreate`. @throws what it throws */
  create(options: object): void {
    for (const part of this.inOrder) refusePromise(part, 'onCreate', part.onCreate?.(options));
  }

  /** Runs `restore`. @throws what it throws */
  restore(saved: SavedRoom): void {
    for (const part of this.inOrder) {
      const own = findSavedPart(saved, part, part === this.parts[0]);
      if (own !== undefined) refusePromise(part, 'restore', part.restore?.(own.saved));
    }
  }

  /** Runs `onAuth`; returns the promises to await. @throws what it throws synchronously */
  authorize(session: Session, options: object): Promise<void>[] {
    const waits: Promise<void>[] = [];
    for (const part of this.inOrder) {
      const wait = part.onAuth?.(session, options);
      if (wait !== undefined) waits.push(wait);
    }
    return waits;
  }

  /** Runs `onJoin`. Only the parts that complete it get {@link leave}. @throws what it throws */
  join(member: RoomMember, options: object): void {
    for (const part of this.inOrder) {
      refusePromise(part, 'onJoin', part.onJoin?.(member.session, options));
      member.joinedParts += 1;
      if (member.isGone) return;
    }
  }

  /** Whether all parts have completed {@link join} for a member. */
  hasJoined(member: RoomMember): boolean {
    return member.joinedParts === this.inOrder.length;
  }

  /** Runs `onDrop`, once per disconnect and only for a member that has arrived. */
  drop(member: RoomMember): void {
    if (!member.hasArrived || member.isToldAway) return;
    member.isToldAway = true;
    this.tell('onDrop', (part) => (member.isGone ? undefined : part.onDrop?.(member.session)));
  }

  /** Runs `onReconnect`, if {@link drop} ran before. */
  reconnect(member: RoomMember): void {
    if (!member.isToldAway) return;
    member.isToldAway = false;
    this.tell('onReconnect', (part) => (member.isGone ? undefined : part.onReconnect?.(member.session)));
  }

  /** Runs `onLeave` of the parts that completed `onJoin`. */
  leave(member: RoomMember, reason: LeaveReason): void {
    const { session, joinedParts } = member;
    member.joinedParts = 0;
    this.tell('onLeave', (part) => part.onLeave?.(session, reason), this.inOrder.slice(0, joinedParts));
  }

  /** Runs `onHostChanged`. */
  changeHost(): void {
    this.tell('onHostChanged', (part) => part.onHostChanged?.());
  }

  /** Runs `onDispose`. */
  dispose(): void {
    this.tell('onDispose', (part) => part.onDispose?.());
  }

  /** The next host: connected members come before disconnected ones, then those that `isFitAsHost` prefers. */
  nextHost(members: Iterable<RoomMember>): RoomMember | undefined {
    let fit = preferred([...members], ({ isConnected }) => isConnected);
    this.tell('isFitAsHost', (part) => {
      fit = preferred(fit, ({ session }) => part.isFitAsHost?.(session) ?? true);
    });
    return fit[0];
  }

  // Every part is called even if one throws, so that each can release what it holds for the member. The room fails afterwards.
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

/** Those for which `isBetter` is true, or all if it is true for none. */
function preferred<T>(all: readonly T[], isBetter: (one: T) => boolean): readonly T[] {
  const better = all.filter(isBetter);
  return better.length > 0 ? better : all;
}

/** The hooks that must be done when they return. Only `onAuth` may return a promise. */
const SYNCHRONOUS_HOOKS = [
  ...['onCreate', 'onJoin', 'onDrop', 'onReconnect', 'onLeave', 'isFitAsHost', 'onHostChanged'],
  ...['update', 'onDispose', 'save', 'restore', 'viewOf'],
];

/** The hooks that a room or a plugin has. */
export function hooksOf(part: RoomPart): readonly string[] {
  return ['onAuth', ...SYNCHRONOUS_HOOKS].filter((hook) => typeof Reflect.get(part, hook) === 'function');
}

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
  // By its tag: in another realm, such as a test runner's, AsyncFunction is a different constructor.
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

/** The error to throw when `place` has returned a promise. */
export function lateAnswer(place: string, result: PromiseLike<unknown>): Error {
  // Otherwise its rejection would be unhandled and end the process.
  result.then(undefined, () => undefined);
  return new Error(`${place} returned a promise. ${REMEDY}`);
}

/** Whether something is a promise, of any library. */
export function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
