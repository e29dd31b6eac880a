import { LeaderboardTopDto, LeaderboardTopReadDto } from '../../modules/leaderboards/leaderboards.messages.js';
import { MatchmakingEnqueueDto } from '../../modules/matchmaking/matchmaking.messages.js';
import { StorageFetchDto, StorageFetchedDto } from '../../modules/player-storage/player-storage.messages.js';
import { dto, EverybodyModule, TestApp, TestRoom } from '../../testing/index.js';
import { TictactoeMoveDto, TictactoeRecordedDto } from './tictactoe.messages.js';
import { TictactoeModule } from './tictactoe.module.js';
import { RECORD, TictactoeRecords, WINS_BOARD } from './tictactoe.records.js';
import { TictactoeRoom } from './tictactoe.room.js';
import { TictactoeState } from './tictactoe.state.js';
const move = (cell: number) => dto(TictactoeMoveDto, { cell });

describe(TictactoeModule.name, () => {
  it('brings two players together, who play to the end, a lost connection in between', async () => {
    const app = await TestApp.start({ imports: [EverybodyModule, TictactoeModule] });
    const [ada, bram] = [await app.player({ token: 'ada', isBinary: true }), await app.player({ token: 'bram' })];
    for (const player of [ada, bram]) await player.request(dto(MatchmakingEnqueueDto, { queue: 'tictactoe' }));
    const { x } = await ada.stateWhere(TictactoeState, ({ phase }) => phase === 'playing');
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
    await second.stateWhere(TictactoeState, (state) => state.phase === 'x_won' && state.board === 'xxxoo....');
    expect(await first.next(TictactoeRecordedDto)).toEqual({ won: 1, lost: 0, drawn: 0 });
    const { entries } = await second.request(dto(LeaderboardTopDto, { board: WINS_BOARD }), LeaderboardTopReadDto);
    expect(entries).toMatchObject([{ playerId: first === ada ? 'ada' : 'bram', rank: 1, score: 1 }]);
    const record = dto(StorageFetchDto, { documents: [{ playerId: entries[0]!.playerId, ...RECORD }] });
    const { documents } = await second.request(record, StorageFetchedDto);
    expect(documents.map(({ value }) => JSON.parse(value) as object)).toEqual([{ won: 1, lost: 0, drawn: 0 }]);
  });
});

describe(TictactoeRoom.name, () => {
  it('goes on after a restart, and who does not come back has lost', async () => {
    const added: string[] = [];
    const addOnce = (_room: string, player: string, result: string) =>
      Promise.resolve([added.push(`${player} ${result}`), new TictactoeRecordedDto()][1]);
    const providers = [{ provide: TictactoeRecords, useValue: { addOnce } }];
    const before = await TestRoom.open(TictactoeRoom, { providers });
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
