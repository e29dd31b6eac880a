import { Inject, Injectable, Module } from '@nestjs/common';
import { ManualClock } from '../core/time/monotonic-clock.js';
import { Database } from '../core/storage/database.js';
import { StorageModule } from '../core/storage/storage.module.js';
import { RoomJoinDto, RoomJoinedDto } from '../core/rooms/api/rooms.messages.js';
import { RoomRegistry } from '../core/rooms/room-registry.js';
import { WelcomeDto } from '../protocol/protocol.messages.js';
import { EverybodyModule } from './everybody.module.js';
import {
  GuessAnsweredDto,
  GuessDto,
  GuessFoundDto,
  GuessingRoom,
  GuessingState,
} from '../../test/support/guessing-room.js';
import { TestApp } from './test-app.js';
import { dto } from './wire-classes.js';

@Injectable()
class Notes {
  constructor(@Inject(Database) readonly database: Database) {}
}

@Module({ imports: [StorageModule], providers: [Notes] })
class NotesModule {}

@Module({ imports: [NotesModule], providers: [GuessingRoom] })
class GuessingModule {}

describe(TestApp.name, () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start({ imports: [EverybodyModule, GuessingModule] });
  });
  afterAll(() => app.stop());

  describe.each([false, true])('with binary packets: %s', (isBinary) => {
    it('has players that speak classes', async () => {
      const roomId = await makeRoom();
      const ada = await app.player({ token: 'ada', isBinary });
      const joined = await ada.request(dto(RoomJoinDto, { roomId, name: 'Ada' }), RoomJoinedDto);
      expect(joined).toBeInstanceOf(RoomJoinedDto);
      expect(await ada.request(new GuessDto(42), GuessAnsweredDto)).toEqual({ direction: 0 });
      expect(await ada.next(GuessFoundDto, ({ value }) => value > 1)).toEqual({ value: 42 });
      await expect(ada.request(new GuessDto(42))).rejects.toMatchObject({ code: 'guessing.over' });
    });

    it('has players that mirror the state, also after a drop', async () => {
      const roomId = await makeRoom();
      const [ada, bram] = [await app.player({ token: 'ada', isBinary }), await app.player({ isBinary })];
      for (const player of [ada, bram]) await player.request(dto(RoomJoinDto, { roomId, name: 'x' }));
      await ada.drop();
      await bram.request(new GuessDto(1));
      await ada.resume();
      const state = await ada.stateWhere(GuessingState, ({ guesses }) => guesses === 1);
      expect([...state.players.values()]).toEqual([
        { name: 'x', guesses: 0 },
        { name: 'x', guesses: 0 },
      ]);
    });
  });

  it('tells what a message is that the server does not have', async () => {
    const ada = await app.connect();
    class StrangeDto {}
    expect(() => ada.send(new StrangeDto())).toThrow('StrangeDto is no message of this server');
    expect(ada.all(WelcomeDto)).toEqual([]);
  });

  it('has an empty database that was made before', async () => {
    const { database } = app.app.get(Notes);
    expect(await database.run((sql) => sql.execute('SELECT 1 AS one'))).toMatchObject({ rows: [{ one: 1 }] });
  });

  it('takes a clock and other providers', async () => {
    const clock = new ManualClock();
    const fake = { database: undefined };
    const other = await TestApp.start({
      imports: [EverybodyModule, GuessingModule],
      clock,
      override: (builder) => builder.overrideProvider(Notes).useValue(fake),
    });
    expect(other.app.get(Notes)).toBe(fake);
    expect(clock.pendingTimers).toBe(0);
    await other.app.get(RoomRegistry).create('guessing');
    expect(clock.pendingTimers).toBeGreaterThan(0);
    await other.stop();
  });

  async function makeRoom(): Promise<string> {
    return (await app.app.get(RoomRegistry).create('guessing')).id;
  }
});
