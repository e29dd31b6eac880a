/** Rooms for clients: `import { LobbyModule } from 'godwit/lobby'`. The module, its server-side API, its events and its messages. */
export { LobbyConfig } from './lobby.config.js';
export * from './lobby.messages.js';
export { LobbyPolicy, OpenLobby, type LobbyRoomRequest } from './lobby-policy.js';
export { LobbyRoomChangeDto, LobbyRoomDto } from './lobby-room.dto.js';
export { LobbyError } from './lobby.errors.js';
export {
  LobbyVisibilityChanged,
  /** @deprecated Use {@link LobbyVisibilityChanged}. */
  LobbyVisibilityChanged as LobbySightChanged,
} from './lobby-feed.js';
export { LobbyModule } from './lobby.module.js';
