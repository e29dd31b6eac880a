import type { Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { parseConfig } from '../../src/core/config/load-config.js';
import { coreModules } from '../../src/core/core.modules.js';
import { RoomType, type RoomTypeOptions } from '../../src/core/rooms/api/room-type.decorator.js';
import { plugin, Room, RoomPlugin } from '../../src/core/rooms/api/room.js';
import { ClientMessage, OnMessage } from '../../src/protocol/message.decorators.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';

// What TypeScript lets pass, as its `void` takes any promise, the boot does not; the linter of a project may not be ours.
/* eslint-disable @typescript-eslint/no-misused-promises */
const DAY_MS = 86_400_000;

@ClientMessage(1510)
class AskDto {}

class HandlerRoom extends Room {
  @OnMessage(AskDto)
  async ask(): Promise<void> {
    await Promise.resolve();
  }
}

class HookRoom extends Room {
  override async onJoin(): Promise<void> {
    await Promise.resolve();
  }
}

class UpdateRoom extends Room {
  override async update(): Promise<void> {
    await Promise.resolve();
  }
}

class LatePlugin extends RoomPlugin {
  override async onLeave(): Promise<void> {
    await Promise.resolve();
  }
}

class AuthRoom extends Room {
  override async onAuth(): Promise<void> {
    await Promise.resolve();
  }

  @OnMessage(AskDto)
  ask(): void {
    // Answered by an Ack.
  }
}

/** What stops the boot of a server with this room; "started" when nothing does. */
async function bootWith(roomClass: Type<Room>, options: RoomTypeOptions = {}): Promise<string> {
  class Tried extends roomClass {}
  Object.defineProperty(Tried, 'name', { value: roomClass.name });
  RoomType('tried', options)(Tried);
  const config = parseConfig({ NODE_ENV: 'test', DATA_DIR: temporaryFolder('data') });
  const testing = await Test.createTestingModule({ imports: coreModules(config), providers: [Tried] }).compile();
  testing.useLogger(false);
  try {
    await testing.init();
    return 'started';
  } catch (error) {
    return (error as Error).message;
  } finally {
    await testing.close();
  }
}

describe('the boot with a room', () => {
  it.each([
    ['whose handler is async', HandlerRoom, {}, 'HandlerRoom.ask is async.'],
    ['whose hook is async', HookRoom, {}, 'HookRoom.onJoin is async.'],
    ['whose update is async', UpdateRoom, {}, 'UpdateRoom.update is async.'],
    ['whose plugin has an async hook', Room, { plugins: [plugin(LatePlugin, {})] }, 'LatePlugin.onLeave is async.'],
  ])('%s is refused, with the remedy', async (_what, roomClass, options, sentence) => {
    const message = await bootWith(roomClass as Type<Room>, options);
    expect(message).toContain(sentence);
    expect(message).toContain('this.whenDone(() => service.call(), (answer) => ...)');
  });

  it('whose onAuth is async starts', async () => {
    expect(await bootWith(AuthRoom)).not.toContain('async');
  });

  it.each<[RoomTypeOptions, string]>([
    [{ emptyTtlMs: NaN }, 'has a emptyTtlMs of NaN; it must be 0 milliseconds or more, or Infinity.'],
    [{ maxLifetimeMs: -1 }, 'has a maxLifetimeMs of -1; it must be'],
    [{ seatHoldMs: NaN }, 'has a seatHoldMs of NaN; it must be'],
    [{ maxWaiting: 0 }, 'has a maxWaiting of 0; it must be a whole number of 1 or more.'],
  ])('with the options %j is refused', async (options, sentence) => {
    expect(await bootWith(Room as Type<Room>, options)).toContain(sentence);
  });

  it.each([30 * DAY_MS, Infinity])('that lasts for %d ms starts', async (ms) => {
    const options = { emptyTtlMs: ms, maxLifetimeMs: ms, seatHoldMs: ms };
    expect(await bootWith(Room as Type<Room>, options)).not.toContain('must be');
  });
});
