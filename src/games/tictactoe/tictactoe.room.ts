import { RoomType } from '../../core/rooms/api/room-type.decorator.js';
import { plugin, Room } from '../../core/rooms/api/room.js';
import { OneSeatPerAccount } from '../../core/rooms/plugins/one-seat-per-account.plugin.js';
import type { Session } from '../../core/sessions/session.js';
import { GameError } from '../../protocol/game-error.js';
import { OnMessage } from '../../protocol/message.decorators.js';
import { TictactoeError, TictactoeMoveDto } from './tictactoe.messages.js';
import { TictactoeRecords } from './tictactoe.records.js';
import { type Mark, type Phase, phaseAfter, TictactoeState } from './tictactoe.state.js';

/** A game for two, who come from the queue. Moves are handled as they arrive: the room has no ticks. */
@RoomType('tictactoe', {
  ...{ tickHz: 0, maxPlayers: 2, isOpenToPlayers: false, isUnlisted: true },
  // The state is all there is, so the room survives a restart without `save` and `restore`.
  isSaved: true,
  plugins: [plugin(OneSeatPerAccount, { second: 'refuse' })],
})
export class TictactoeRoom extends Room<TictactoeState> {
  override readonly state = new TictactoeState();

  constructor(private readonly records: TictactoeRecords) {
    super();
  }

  override onAuth(session: Session): void {
    if (session.playerId === undefined) throw new GameError('auth.required');
  }

  override onJoin(session: Session): void {
    if (this.state.x === '') {
      this.state.x = session.id;
      return;
    }
    Object.assign(this.state, { o: session.id, phase: 'playing' });
    this.lock();
  }

  /** A player who leaves, or does not come back in time, loses. */
  override onLeave(session: Session): void {
    if (this.state.phase === 'playing') this.end(this.markOf(session) === 'x' ? 'o_won' : 'x_won', session);
  }

  @OnMessage(TictactoeMoveDto)
  move(session: Session, { cell }: TictactoeMoveDto): void {
    const { state } = this;
    const mark = this.markOf(session);
    if (state.phase !== 'playing') throw new GameError(TictactoeError['tictactoe.not_playing']);
    if (mark !== state.turn) throw new GameError(TictactoeError['tictactoe.not_your_turn']);
    if (state.board[cell] !== '.') throw new GameError(TictactoeError['tictactoe.cell_taken']);

    state.board = state.board.slice(0, cell) + mark + state.board.slice(cell + 1);
    state.turn = mark === 'x' ? 'o' : 'x';
    const phase = phaseAfter(state.board, mark);
    if (phase !== 'playing') this.end(phase);
  }

  private markOf({ id }: Session): Mark {
    return id === this.state.x ? 'x' : 'o';
  }

  /** @param gone the player who is no longer a member */
  private end(phase: Phase, gone?: Session): void {
    this.state.phase = phase;
    for (const session of new Set([...this.members.keys(), ...(gone ? [gone] : [])])) {
      const result = phase === 'draw' ? 'drawn' : phase === `${this.markOf(session)}_won` ? 'won' : 'lost';
      this.whenDone(
        () => this.records.addOnce(this.id, session.playerId ?? '', result),
        (record) => this.members.has(session) && session.send(record),
      );
    }
  }
}
