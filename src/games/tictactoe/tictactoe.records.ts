import { Injectable } from '@nestjs/common';
import { ResultLedger } from '../../core/storage/ledger/result-ledger.js';
import { Leaderboards } from '../../modules/leaderboards/leaderboards.js';
import { GameError } from '../../protocol/game-error.js';
import { DocumentError } from '../../modules/player-storage/player-storage.errors.js';
import { PlayerStorage } from '../../modules/player-storage/player-storage.js';
import { TictactoeRecordedDto } from './tictactoe.messages.js';

/** The leaderboard of most wins. */
export const WINS_BOARD = 'tictactoe_wins';

/** The document with a player's record. */
export const RECORD = { collection: 'tictactoe', key: 'record' };

/** Records results: in a document of each player, which everyone may read and no player may change, and on the leaderboard. */
@Injectable()
export class TictactoeRecords {
  constructor(
    private readonly storage: PlayerStorage,
    private readonly boards: Leaderboards,
    private readonly ledger: ResultLedger,
  ) {}

  /**
   * Adds the game that was played in a room, once for each of its players, even when the room comes back after a crash and ends
   * again. @throws GameError player.erased, storage.unavailable, storage.timeout
   */
  async addOnce(roomId: string, playerId: string, result: keyof TictactoeRecordedDto): Promise<TictactoeRecordedDto> {
    const added = await this.ledger.once(roomId, `result of ${playerId}`, () => this.add(playerId, result));
    return added ?? this.read(playerId);
  }

  private async read(playerId: string): Promise<TictactoeRecordedDto> {
    const kept = await this.storage.read(playerId, RECORD.collection, RECORD.key);
    return Object.assign(new TictactoeRecordedDto(), kept?.value);
  }

  /** Adds a game. @throws GameError player.erased, storage.unavailable, storage.timeout */
  async add(playerId: string, result: keyof TictactoeRecordedDto): Promise<TictactoeRecordedDto> {
    const old = await this.storage.read(playerId, RECORD.collection, RECORD.key);
    const record = Object.assign(new TictactoeRecordedDto(), old?.value);
    Object.assign(record, { [result]: record[result] + 1 });
    try {
      const flags = { ifVersion: old?.version ?? 0, isPublic: true, isProtected: true };
      await this.storage.write(playerId, [{ ...RECORD, value: JSON.stringify(record), ...flags }]);
    } catch (error) {
      // Another game of this player ended at the same time.
      if (error instanceof GameError && error.code === DocumentError['document.conflict'])
        return this.add(playerId, result);
      throw error;
    }
    if (result === 'won') await this.boards.submit(WINS_BOARD, playerId, 1);
    return record;
  }
}
