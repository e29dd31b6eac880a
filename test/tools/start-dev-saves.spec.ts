import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { dataFolder } from '../../src/testing/data-folder.js';
import type { LoggedProcess } from '../../src/testing/logged-process.js';
import { freePort } from '../support/server.js';
import { ServerCopy } from './server-copy.js';

/** The server starts anew a dozen times. */
jest.setTimeout(600_000);
const PATIENCE_MS = 240_000;

const APP = `
import { Controller, Get, Module, type DynamicModule } from '@nestjs/common';
import type { GameConfig } from './core/config/game-config.js';
import { coreModules } from './core/core.modules.js';
import { MarkModule } from './games/mark/mark.module.js';

@Module({})
export class AppModule {
  static of(config: GameConfig): DynamicModule {
    return { module: AppModule, imports: [...coreModules(config), MarkModule] };
  }
}
@Controller('unused')
export class Unused {
  @Get() get() { return 1; }
}
`;

const moduleWith = (extra: string, providers = '', imports = ''): string => `
import { Controller, Get, Injectable, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { IsInt } from 'class-validator';
import { GameConfig } from '../../core/config/game-config.js';
import { ClientMessage, OnMessage } from '../../protocol/message.decorators.js';
import { TEXT } from './text.js';
${imports}
@Controller('mark')
class MarkController {
  @Get() read(): string { return TEXT; }
}
${extra}
@Module({ controllers: [MarkController], providers: [${providers}] })
export class MarkModule {}
void [Injectable, GameConfig, ClientMessage, OnMessage, IsInt] as unknown as OnApplicationBootstrap;
`;

const textOf = (mark: string): string => `export const TEXT = '${mark}';\n`;

describe('npm run start:dev', () => {
  const copy = new ServerCopy();
  const folder = join(copy.root, 'src/games/mark');
  const text = join(folder, 'text.ts');
  const module = join(folder, 'mark.module.ts');
  let dev: LoggedProcess;
  let url: string;
  let port: number;

  beforeAll(async () => {
    mkdirSync(folder);
    writeFileSync(join(copy.root, 'src/app.module.ts'), APP);
    writeFileSync(module, moduleWith(''));
    writeFileSync(text, textOf('first'));
    port = await freePort();
    url = `http://127.0.0.1:${port}/mark`;
    const env = { PORT: String(port), HOST: '127.0.0.1', DATA_DIR: await dataFolder() };
    dev = await copy.startDev(env);
    await dev.waitForLine(/Found 0 errors/, PATIENCE_MS);
    await served('first');
  });

  afterAll(() => dev.kill());

  async function read(): Promise<string | undefined> {
    const response = await fetch(url).catch(() => undefined);
    return response?.text().catch(() => undefined);
  }

  async function served(mark: string): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    while ((await read()) !== mark) {
      if (performance.now() > deadline) throw dev.failure(`does not serve "${mark}"`);
      await delay(50);
    }
  }

  /** As JetBrains and sed do. */
  function saveByRename(path: string, content: string): void {
    writeFileSync(`${path}___jb_tmp___`, content);
    renameSync(`${path}___jb_tmp___`, path);
  }

  /** As vim does where it keeps a backup. */
  function saveByBackup(path: string, content: string): void {
    renameSync(path, `${path}~`);
    writeFileSync(path, content);
    rmSync(`${path}~`);
  }

  it('sees a file that is written in place, by rename and by backup, time after time', async () => {
    writeFileSync(text, textOf('in place'));
    await served('in place');
    for (const mark of ['renamed once', 'renamed twice']) {
      saveByRename(text, textOf(mark));
      await served(mark);
    }
    saveByBackup(text, textOf('backed up'));
    await served('backed up');
  });

  it('checks the types of a file that is saved by rename, time after time', async () => {
    for (const mark of ['typed once', 'typed twice']) {
      let from = dev.lines.length;
      saveByRename(text, `${textOf(mark)}export const WRONG: number = '${mark}';\n`);
      await dev.waitForLine(/error TS2322/, PATIENCE_MS, from);
      from = dev.lines.length;
      saveByRename(text, textOf(mark));
      await dev.waitForLine(/Found 0 errors/, PATIENCE_MS, from);
    }
    await served('typed twice');
  });

  it('sees files in new folders, and what is moved over another with an older time', async () => {
    mkdirSync(join(folder, 'deep/deeper'), { recursive: true });
    writeFileSync(join(folder, 'deep/deeper/mark.ts'), textOf('new folder'));
    saveByRename(text, "export { TEXT } from './deep/deeper/mark.js';\n");
    await served('new folder');
    const older = join(copy.root, 'older.ts');
    writeFileSync(older, textOf('older'));
    utimesSync(older, 1, 1);
    renameSync(older, join(folder, 'deep/deeper/mark.ts'));
    await served('older');
  });

  it('serves on without a change when a file is gone, and goes on when it is back', async () => {
    const from = dev.lines.length;
    rmSync(text);
    await dev.waitForLine(/^The change does not start; the server goes on without it/, PATIENCE_MS, from);
    expect(await read()).toBe('older');
    expect(dev.lines.slice(from).join('\n')).toContain('src/games/mark/text.ts, which is not there');
    writeFileSync(text, textOf('back'));
    await served('back');
  });

  const refusals: readonly [string, string, RegExp][] = [
    [
      'two messages with one type',
      moduleWith(
        '@ClientMessage(0) class AgainDto { @IsInt() readonly x!: number; }\n@Injectable() class Again { @OnMessage(AgainDto) again(): void {} }',
        'Again',
      ),
      /type 0/i,
    ],
    [
      'a provider that no module brings',
      moduleWith('class Missing {}\n@Injectable() class Needs { constructor(readonly missing: Missing) {} }', 'Needs'),
      /Needs/,
    ],
    [
      'a hook that throws',
      moduleWith("@Injectable() class Fails { onModuleInit() { throw new Error('not this time'); } }", 'Fails'),
      /not this time/,
    ],
    [
      'an import that is missing',
      moduleWith('', '', "import { nothing } from './nowhere.js'; void nothing;"),
      /nowhere/,
    ],
  ];

  it.each(refusals)('serves on and says why when the new server is refused for %s', async (_what, source, why) => {
    const from = dev.lines.length;
    saveByRename(module, source);
    await dev.waitForLine(/^The change does not start; the server goes on without it/, PATIENCE_MS, from);
    expect(dev.lines.slice(from).join('\n')).toMatch(why);
    expect(dev.lines.slice(from).join('\n')).not.toMatch(/SIGTERM/);
    expect(await read()).toBe('back');
  });

  it('goes back to the build before when only the real start fails', async () => {
    const from = dev.lines.length;
    const fails = `@Injectable() class Fails {
      constructor(private readonly config: GameConfig) {}
      onApplicationBootstrap() { if (this.config.PORT === ${port}) throw new Error('not with these data'); }
    }`;
    saveByRename(module, moduleWith(fails, 'Fails'));
    await dev.waitForLine(/not with these data/, PATIENCE_MS, from);
    await dev.waitForLine(/goes on as it was before/, PATIENCE_MS, from);
    await served('back');
    saveByRename(module, moduleWith(''));
    saveByRename(text, textOf('last'));
    await served('last');
  });
});
