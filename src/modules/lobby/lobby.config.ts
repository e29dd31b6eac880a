import { WholeNumber } from '../../core/config/variables.js';

/** The variables of the lobby. */
export class LobbyConfig {
  /** How often those who follow the list of rooms are told what has changed, in milliseconds. */
  @WholeNumber(10, 60_000)
  readonly LOBBY_INTERVAL_MS: number = 250;
}
