import { WholeNumber } from '../../core/config/variables.js';

/** The variables of player storage. */
export class PlayerStorageConfig {
  /** How many documents a player may keep in player storage. */
  @WholeNumber(1, 1_000_000)
  readonly PLAYER_STORAGE_MAX_DOCUMENTS: number = 1_000;

  /** How many bytes a player's documents may have together. */
  @WholeNumber(1_024, 1_073_741_824)
  readonly PLAYER_STORAGE_MAX_BYTES: number = 4_194_304;

  /** How many bytes of documents a player may write in a minute, and at once; each document counts 256 more. */
  @WholeNumber(65_536, 1_073_741_824)
  readonly PLAYER_STORAGE_BYTES_PER_MINUTE: number = 1_048_576;
}
