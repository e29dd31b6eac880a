import type { Session } from '../../core/sessions/session.js';

/** A {@link LobbyPolicy} judges otherwise now about what a session may see, such as when it has a new friend. */
export class LobbySightChanged {
  constructor(readonly session: Session) {}
}
