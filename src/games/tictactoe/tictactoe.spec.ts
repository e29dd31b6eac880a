import { LeaderboardTopDto, LeaderboardTopReadDto } from '../../modules/leaderboards/leaderboards.messages.js';
import { MatchmakingEnqueueDto } from '../../modules/matchmaking/matchmaking.messages.js';
import { StorageFetchDto, StorageFetchedDto } from '../../modules/player-storage/player-storage.messages.js';
import { dto, EverybodyModule, TestApp, TestRoom } from '../../testing/index.js';
import { TicTacToeMoveDto, TicTacToeRecordedDto } from './tictactoe.messages.js';
import { TicTacToeModule } from './tictactoe.module.js';
import { RECORD, TicTacToeRecords, WINS_BOARD } from './tictactoe.records.js';
import { TicTacToeRoom } from './tictactoe.room.js';
import { TicTacToeState } from './tictactoe.state.js';
const move = (cell: number) => dto(TicTacToeMoveDto, { cell });

describe(TicTacToeModule.name, () => {
  it('brings two players together, who play to the end, a lost connection in between', async () => {
    const app = await TestApp.start({ imports: [EverybodyModule, TicTacToeModule] });
    const [ada, bram] = [await app.player({ token: 'ada', isBinary: true }), await app.player({ token: 'bram' })];
    for (const player of [ada, bram]) await player.request(dto(MatchmakingEnqueueDto, { queue: 'tictactoe' }));
    const { x } = await ada.stateWhere(TicTacToeState, ({ phase }) => phase === 'playing');
    const [first, second] = x === ada.sessionId ? [ada, bram] : [bram, ada];
    await expect(second.request(move(0))).rejects.toMatchObject({ code: 'tictactoe.not_your_turn' });
    await first.request(move(0));
    await expect(second.request(move(0))).rejects.toMatchObject({ code: 'tictactoe.cell_taken' });
    await second.request(move(3));
    await first.drop();
    await first.resume();
    await first.request(move(1));
    await second.request(move(4));
    await first.request(move(2));
    await second.stateWhere(TicTacToeState, (state) => state.phase === 'x_won' && state.board === 'xxxoo....');
    const recorded = await first.next(TicTacToeRecordedDto);
    expect(recorded).toEqual({ won: 1, lost: 0, drawn: 0 });
    const { entries } = await second.request(dto(LeaderboardTopDto, { board: WINS_BOARD }), LeaderboardTopReadDto);
    expect(entries).toMatchObject([{ playerId: first === ada ? 'ada' : 'bram', rank: 1, score: 1 }]);
    const record = dto(StorageFetchDto, { documents: [{ playerId: entries[0]!.playerId, ...RECORD }] });
    const { documents } = await second.request(record, StorageFetchedDto);
    expect(documents.map(({ value }) => JSON.parse(value) as object)).toEqual([{ ...recorded }]);
  });
});

describe(TicTacToeRoom.name, () => {
  it('goes on after a restart, and who does not come back has lost', async () => {
    const added: string[] = [];
    const add = (player: string, result: string) =>
      Promise.resolve([added.push(`${player} ${result}`), new TicTacToeRecordedDto()][1]);
    const providers = [{ provide: TicTacToeRecords, useValue: { add } }];
    const before = await TestRoom.open(TicTacToeRoom, { providers });
    const ada = await before.join('Ada', { playerId: 'ada' });
    await before.join('Bram', { playerId: 'bram' });
    await ada.request(move(4));
    const room = await before.restart();
    expect(room.room.state).toMatchObject({ board: '....x....', turn: 'o', phase: 'playing' });
    const [, bram] = room.members;
    room.leave(bram!);
    expect(room.room.state.phase).toBe('x_won');
    expect(added).toEqual(['ada won', 'bram lost']);
  });
});
