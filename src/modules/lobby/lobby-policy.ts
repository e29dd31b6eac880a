import type { RoomSummary } from '../../core/rooms/api/room-summary.js';
import type { Session } from '../../core/sessions/session.js';
import type { LobbyCreateDto, LobbyJoinOrCreateDto } from './lobby.messages.js';

/** A request to create a room through the lobby. */
export type LobbyRoomRequest = LobbyCreateDto | LobbyJoinOrCreateDto;

/**
 * Who may see and create which rooms. A game that wants other rules provides its own class under this token in a global
 * module. Called synchronously and often, so it should look things up and compute nothing. Out of scope: who may join,
 * which the room's own `onAuth` decides.
 */
export abstract class LobbyPolicy {
  /**
   * Whether lists show the room to this session, and quick matches take it there. Called again when the room has changed; if
   * the answer depends on anything else, emit {@link LobbyVisibilityChanged}.
   */
  abstract maySee(session: Session, room: RoomSummary): boolean;

  /** Whether this session may create such a room. @throws GameError to refuse with a code of its own */
  abstract mayCreate(session: Session, request: LobbyRoomRequest): boolean;

  /** Sessions with equal keys see the same rooms and share the work. By default all sessions have the same key. */
  visibilityKeyOf(session: Session): string {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- a policy written before the rename still decides
    return this.sightOf(session);
  }

  /** @deprecated Override {@link visibilityKeyOf}. */
  sightOf(_session: Session): string {
    return '';
  }
}

/** The default: everybody sees all rooms that are neither private nor unlisted, and may create rooms. */
export class OpenLobby extends LobbyPolicy {
  override maySee(_session: Session, { isPrivate, isUnlisted }: RoomSummary): boolean {
    return !isPrivate && !isUnlisted;
  }

  override mayCreate(): boolean {
    return true;
  }
}
