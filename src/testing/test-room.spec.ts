import {
  GuessAnsweredDto,
  GuessDto,
  GuessFoundDto,
  GuessingRoom,
  GuessingState,
} from '../../test/support/guessing-room.js';
import { TestRoom } from './test-room.js';

describe(TestRoom.name, () => {
  it('answers with the classes of the messages, at the next tick', async () => {
    const room = await TestRoom.open(GuessingRoom);
    const ada = await room.join('Ada');
    const answer = ada.request(new GuessDto(50), GuessAnsweredDto);
    expect(ada.all(GuessAnsweredDto)).toEqual([]);
    room.step();
    expect(await answer).toBeInstanceOf(GuessAnsweredDto);
    expect((await answer).direction).toBe(-1);
    expect(room.room.state.guesses).toBe(1);
  });

  it('checks what members send, and refuses as the room does', async () => {
    const room = await TestRoom.open(GuessingRoom);
    const ada = await room.join('Ada');
    await expect(ada.request(new GuessDto(1_000))).rejects.toMatchObject({ code: 'message.invalid' });
    ada.send(new GuessDto(42));
    const late = expect(ada.request(new GuessDto(42))).rejects.toMatchObject({ code: 'guessing.over' });
    room.step();
    await late;
    expect((await ada.next(GuessFoundDto)).value).toBe(42);
  });

  it('shows each member the state in the shape of its class', async () => {
    const room = await TestRoom.open(GuessingRoom);
    const ada = await room.join('Ada');
    await room.join('Bram');
    ada.send(new GuessDto(7));
    room.step(2);
    const state = ada.state(GuessingState);
    expect(state?.guesses).toBe(1);
    expect([...(state?.players.values() ?? [])].map(({ name }) => name)).toEqual(['Ada', 'Bram']);
  });

  it('loses and finds connections', async () => {
    const room = await TestRoom.open(GuessingRoom);
    const ada = await room.join('Ada');
    room.drop(ada);
    expect(ada.session.isConnected).toBe(false);
    room.reconnect(ada);
    room.step();
    expect(room.room.told).toEqual(['drop', 'reconnect']);
  });

  it('goes on after a restart', async () => {
    const before = await TestRoom.open(GuessingRoom);
    const ada = await before.join('Ada');
    ada.send(new GuessDto(42));
    before.step();
    const room = await before.restart();
    expect(room.room).not.toBe(before.room);
    expect(room.room.state.guesses).toBe(1);
    const [back] = room.members;
    if (back === undefined) throw new Error('Nobody is in.');
    room.reconnect(back);
    const refused = expect(back.request(new GuessDto(42))).rejects.toMatchObject({ code: 'guessing.over' });
    room.step();
    await refused;
  });

  it('refuses a class that is no type of rooms', async () => {
    class Plain extends GuessingRoom {}
    await expect(TestRoom.open(Plain)).rejects.toThrow('Plain is not marked @RoomType.');
  });
});
