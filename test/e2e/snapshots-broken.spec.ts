import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { IsInt, IsOptional } from 'class-validator';
import { RoomRegistry } from '../../src/core/rooms/room-registry.js';
import { RoomType } from '../../src/core/rooms/api/room-type.decorator.js';
import { Room } from '../../src/core/rooms/api/room.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import { TestApp } from '../../src/testing/test-app.js';
import { LogRecorder } from './log-recorder.js';

class WineOptions {
  @IsOptional()
  @IsInt()
  readonly year?: number;
}

/** What the next version of the game asks for. */
class NewWineOptions {
  @IsInt()
  readonly year!: number;
}

abstract class Cellar extends Room {
  bottles = 1;

  override save(): unknown {
    return { bottles: this.bottles };
  }

  override restore(saved: unknown): void {
    this.bottles = (saved as { bottles: number }).bottles;
  }
}

@RoomType('wine', { options: WineOptions, emptyTtlMs: Infinity })
class WineCellar extends Cellar {}

@RoomType('wine', { options: NewWineOptions, emptyTtlMs: Infinity })
class NewWineCellar extends Cellar {}

@RoomType('wine', { options: WineOptions, emptyTtlMs: Infinity })
class BrokenWineCellar extends Cellar {
  override restore(): void {
    throw new Error('I was another class then.');
  }
}

@RoomType('wine', { options: WineOptions, emptyTtlMs: Infinity, isSaved: false })
class ForgetfulWineCellar extends Cellar {}

@RoomType('wine', { options: WineOptions, emptyTtlMs: Infinity, isSaved: true })
class SimpleWineCellar extends Room {}

@RoomType('beer', { emptyTtlMs: Infinity })
class BeerCellar extends Cellar {}

const DATA_DIR = temporaryFolder('data');
const folder = join(DATA_DIR, 'rooms');

/** Two rooms, one of which something happens to. */
async function keep(): Promise<{ wine: string; beer: string }> {
  const server = await TestApp.start({ providers: [WineCellar, BeerCellar], env: { DATA_DIR } });
  const rooms = server.app.get(RoomRegistry);
  for (const room of [...rooms.all()]) room.dispose('room.closed');
  const wine = await rooms.create('wine', {});
  const beer = await rooms.create('beer', {});
  await server.stop();
  return { wine: wine.id, beer: beer.id };
}

/** Starts it again, and tells which rooms are there and what was logged as an error. */
async function revive(...providers: (typeof WineCellar)[]): Promise<{ ids: string[]; errors: string[] }> {
  const logger = new LogRecorder();
  const server = await TestApp.start({ providers: [...providers, BeerCellar], env: { DATA_DIR }, logger });
  const ids = [...server.app.get(RoomRegistry).all()].map(({ id }) => id);
  await server.stop();
  return { ids, errors: logger.failures };
}

const fileOf = (id: string): string => join(folder, `${id}.room`);

describe('a room that cannot come back', () => {
  it.each<[string, (file: string) => void, RegExp]>([
    ['cut off', (file) => writeFileSync(file, readFileSync(file).subarray(0, 200)), /damaged or cut off/],
    ['empty', (file) => writeFileSync(file, ''), /does not begin as a snapshot does/],
    ['something else', (file) => writeFileSync(file, Buffer.alloc(5_000, 0x41)), /does not begin/],
    [
      'of another version',
      (file) => writeFileSync(file, readFileSync(file, 'utf8').replace('godwit-room 1', 'godwit-room 9')),
      /has version 9; this server reads 1/,
    ],
  ])('because its file is %s is set aside with one line, and stops no other', async (_name, damage, line) => {
    const { wine, beer } = await keep();
    damage(fileOf(wine));
    const { ids, errors } = await revive(WineCellar);

    expect(ids).toEqual([beer]);
    expect(errors).toEqual([expect.stringMatching(line)]);
    expect(existsSync(join(folder, `${wine}.broken`))).toBe(true);
  });

  it.each<[string, (typeof WineCellar)[], RegExp]>([
    ['its type is gone', [], /There is no type "wine" any more/],
    ['its type is not saved any more', [ForgetfulWineCellar], /or none that is saved/],
    ['its options would be refused now', [NewWineCellar], /set aside/],
    ['its restore throws', [BrokenWineCellar], /I was another class then/],
  ])('because %s is set aside with one line, and stops no other', async (_name, providers, line) => {
    const { wine, beer } = await keep();
    const { ids, errors } = await revive(...providers);

    expect(ids).toEqual([beer]);
    expect(errors).toEqual([expect.stringMatching(line)]);
    expect(existsSync(join(folder, `${wine}.broken`))).toBe(true);
    expect(readdirSync(folder).filter((name) => name === `${wine}.room`)).toEqual([]);
  });

  it('is none whose type is saved by its own word, without save and restore', async () => {
    const { wine, beer } = await keep();
    const { ids, errors } = await revive(SimpleWineCellar as typeof WineCellar);

    expect(ids.sort()).toEqual([wine, beer].sort());
    expect(errors).toEqual([]);
  });
});

describe('a second server in the same DATA_DIR', () => {
  it('says that its rooms will not outlive it, and touches none of the first', async () => {
    const first = await TestApp.start({ providers: [WineCellar], env: { DATA_DIR } });
    const logger = new LogRecorder();
    const second = await TestApp.start({ providers: [WineCellar], env: { DATA_DIR }, logger });
    await second.app.get(RoomRegistry).create('wine', {});
    const before = readdirSync(folder).sort();
    await second.stop();

    expect(logger.lines.filter(({ level }) => level === 'warn').map(({ text }) => text)).toEqual([
      expect.stringMatching(/Rooms will not outlive this server/),
    ]);
    expect(readdirSync(folder).sort()).toEqual(before);
    await first.stop();
  });
});
