import { WholeNumber } from '../../core/config/variables.js';

/** The variables of the lobby. */
export class LobbyConfig {
  /** How often subscribers to the room list are sent changes, in milliseconds. */
  @WholeNumber(10, 60_000)
  readonly LOBBY_INTERVAL_MS: number = 250;
}
