import type { LiveRoom } from '../../core/rooms/api/room.js';
import type { Session } from '../../core/sessions/session.js';
import type { LobbyCreateDto, LobbyJoinOrCreateDto } from './lobby.messages.js';

/** What somebody asks the lobby to make. */
export type LobbyRoomRequest = LobbyCreateDto | LobbyJoinOrCreateDto;

/**
 * Who may see which rooms, and make them. A game that wants other rules provides its own class under this token in a global
 * module. Asked synchronously and often, so it looks things up and computes nothing. Out of its scope: who may join, which is
 * the room's own `onAuth` to say.
 */
export abstract class LobbyPolicy {
  /**
   * Whether lists show the room to this session, and quick matches take it there. Asked again when the room has changed; where
   * the answer depends on anything else, emit {@link LobbyVisibilityChanged}.
   */
  abstract maySee(session: Session, room: LiveRoom): boolean;

  /** Whether this session may make such a room. @throws GameError to refuse with a code of its own */
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

/** The default: all rooms that are neither private nor unlisted are seen by everybody, and everybody may make rooms. */
export class OpenLobby extends LobbyPolicy {
  override maySee(_session: Session, { settings }: LiveRoom): boolean {
    return settings.isPrivate !== true && settings.isUnlisted !== true;
  }

  override mayCreate(): boolean {
    return true;
  }
}
