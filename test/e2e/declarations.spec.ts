import { Injectable, Module, type Type } from '@nestjs/common';
import { IsInt } from 'class-validator';
import { parseConfig } from '../../src/core/config/load-config.js';
import { declarationsBelow } from '../../src/core/contract/declarations.js';
import { GodwitModule } from '../../src/core/godwit.module.js';
import { RoomType } from '../../src/core/rooms/api/room-type.decorator.js';
import { plugin, Room, RoomPlugin } from '../../src/core/rooms/api/room.js';
import { RoomJoinedDto } from '../../src/core/rooms/api/rooms.messages.js';
import { ClientMessage, type MessageClass, OnMessage, ServerMessage } from '../../src/protocol/message.decorators.js';
import { SyncedState } from '../../src/protocol/state/synced.decorator.js';

const FAR = 'file:///game/src/far/far.messages.ts';

/** Declares a class as if it stood in a file of another folder. */
function elsewhere(file: string, declare: () => ClassDecorator): ClassDecorator {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = (error) => `${error.name}\n${`    at Object.<anonymous> (${file}:1:1)\n`.repeat(4)}`;
  try {
    return declare();
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
}

@ClientMessage(2600, { reply: RoomJoinedDto })
class AskDto {
  @IsInt() readonly value!: number;
}

@ServerMessage(2601)
class ToldDto {
  @IsInt() readonly value!: number;
}

@ClientMessage(2602)
class StepDto {
  @IsInt() readonly seq!: number;
}

@elsewhere(FAR, () => ClientMessage(2603))
class FarDto {
  @IsInt() readonly value!: number;
}

@elsewhere(FAR, () => ServerMessage(2604))
class FarToldDto {
  @IsInt() readonly value!: number;
}

@SyncedState()
class NearState {}

@elsewhere(FAR, () => SyncedState())
class FarState {}

@Injectable()
class AskService {
  constructor() {
    throw new Error('Nothing is made to find what is declared.');
  }

  @OnMessage(AskDto)
  ask(): void {
    // Never called.
  }
}

@Injectable()
class FarPlugin extends RoomPlugin {
  @OnMessage(FarDto)
  far(): void {
    // Never called.
  }
}

@RoomType('declared', { input: StepDto, plugins: [plugin(FarPlugin, {})] })
class DeclaredRoom extends Room {}

async function namesOf(...providers: Type[]): Promise<string[]> {
  @Module({ providers })
  class Root {}
  return namesBelow(Root);
}

async function namesBelow(root: Parameters<typeof declarationsBelow>[0]): Promise<string[]> {
  const { messages, states } = await declarationsBelow(root);
  return [...messages.map(({ messageClass }) => messageClass as Type), ...states.map(({ stateClass }) => stateClass)]
    .map(({ name }) => name)
    .sort();
}

describe('What an application declares', () => {
  it('is nothing of what was only imported', async () => {
    expect(await namesOf()).toEqual([]);
  });

  it('is what a handler takes, with all that is declared beside it, and its reply', async () => {
    expect(await namesOf(AskService)).toEqual(
      [AskDto, NearState, RoomJoinedDto, StepDto, ToldDto].map(({ name }) => name).sort(),
    );
  });

  it("is a room's input and what its plugins take, with what is declared beside those", async () => {
    expect(await namesOf(DeclaredRoom)).toEqual(
      expect.arrayContaining([StepDto, FarDto, FarToldDto, FarState, NearState].map(({ name }) => name)),
    );
  });

  it('is what a module lists, and no more', async () => {
    const listed = (messages: readonly MessageClass[]): ReturnType<typeof GodwitModule.forFeature> =>
      GodwitModule.forFeature({ messages, states: [FarState] });
    expect(await namesBelow(listed([FarToldDto]))).toEqual(['FarState', 'FarToldDto']);
  });

  it('is the whole of a feature, only where the application has it', async () => {
    const config = parseConfig({});
    const feature = GodwitModule.forFeature({ messages: [FarToldDto, ToldDto], states: [FarState] });
    const whole = [FarToldDto, ToldDto, FarState].map(({ name }) => name);
    expect(await namesBelow(GodwitModule.forRoot({ config }))).not.toEqual(expect.arrayContaining([ToldDto.name]));
    const names = await namesBelow(GodwitModule.forRoot({ config, features: [feature] }));
    expect(names).toEqual(expect.arrayContaining(whole));
  });

  it('comes with the doc comments that its root is given', async () => {
    const docs = { [AskDto.name]: { doc: 'Asks.', fields: { value: 'What for.' } } };
    const { docs: told } = await declarationsBelow(GodwitModule.forRoot({ config: parseConfig({}), docs }));
    expect(told).toEqual(docs);
  });
});
