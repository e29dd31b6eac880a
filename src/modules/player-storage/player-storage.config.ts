import { WholeNumber } from '../../core/config/variables.js';

/** The variables of player storage. */
export class PlayerStorageConfig {
  /** Maximum number of documents per player in player storage. */
  @WholeNumber(1, 1_000_000)
  readonly PLAYER_STORAGE_MAX_DOCUMENTS: number = 1_000;

  /** Maximum total bytes of a player's documents. */
  @WholeNumber(1_024, 1_073_741_824)
  readonly PLAYER_STORAGE_MAX_BYTES: number = 4_194_304;

  /** Bytes of documents a player may write per minute, and in a burst; each document counts 256 extra. */
  @WholeNumber(65_536, 1_073_741_824)
  readonly PLAYER_STORAGE_BYTES_PER_MINUTE: number = 1_048_576;
}
