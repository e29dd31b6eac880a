import type { Session } from '../sessions/session.js';
import type { RoomMember } from './room-member.js';
import type { RoomPart } from './room-part.js';
import type { RoomParts } from './room-types.js';
import { findSavedPart, type SavedRoom } from './saved-room.js';

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
    for (const part of this.inOrder) part.onCreate?.(options);
  }

  /** The room goes on. @throws what a `restore` throws */
  restore(saved: SavedRoom): void {
    for (const part of this.inOrder) {
      const own = findSavedPart(saved, part, part === this.parts[0]);
      if (own !== undefined) part.restore?.(own.saved);
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

  /** A session has come in. @throws what an `onJoin` throws */
  join(session: Session, options: object): void {
    for (const part of this.inOrder) part.onJoin?.(session, options);
  }

  /** Calls one hook of all, up to the first that throws. */
  tell(hook: (part: RoomPart) => void): void {
    try {
      for (const part of this.inOrder) hook(part);
    } catch (error) {
      this.failed(error);
    }
  }

  /** Who should be host next: a member that is connected rather than one that is not, and then whom the hooks prefer. */
  nextHost(members: Iterable<RoomMember>): RoomMember | undefined {
    let fit = preferred([...members], ({ isConnected }) => isConnected);
    this.tell((part) => (fit = preferred(fit, ({ session }) => part.isFitAsHost?.(session) ?? true)));
    return fit[0];
  }
}

/** Those that `isBetter` says yes to, or all where it says so to none. */
function preferred<T>(all: readonly T[], isBetter: (one: T) => boolean): readonly T[] {
  const better = all.filter(isBetter);
  return better.length > 0 ? better : all;
}
