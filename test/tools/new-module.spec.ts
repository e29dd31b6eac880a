import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import type { Contract } from '../../src/protocol/contract/contract.js';
import { dataFolder } from '../../src/testing/data-folder.js';
import { freePort, SHORT_LIVED } from '../support/server.js';
import { TestClient } from '../../src/testing/test-client.js';
import { ServerCopy } from './server-copy.js';

/** A project is compiled, linted and tested: half a minute on a quiet machine. */
jest.setTimeout(300_000);

describe('A module from npm run new:module, and a game from npm run new:game', () => {
  const copy = new ServerCopy();
  let printed: string;
  let port: number;

  beforeAll(async () => {
    printed = await copy.runScript('new:module', 'dice', '--page');
    copy.addGodot();
    await copy.runScript('new:game', 'tag');
    await copy.runScript('contract:docs');
    await copy.checkTypes('src/modules/dice', 'src/games/tag');
    port = await freePort();
    const server = copy.start([...SHORT_LIVED, await copy.built('main.ts')], {
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: await dataFolder(),
    });
    await server.waitForLine(/Godwit listens/);
  });

  it('is told where it is and what comes next', () => {
    expect(printed).toMatch(/^created +src\/modules\/dice\/dice\.messages\.ts$/m);
    expect(printed).toMatch(/^changed +src\/app\.module\.ts$/m);
    expect(readFileSync(join(copy.root, 'src/app.module.ts'), 'utf8')).toMatch(
      /^const FEATURES = \[[^;]*\bDiceModule,\s*TagModule,?\s*\];$/m,
    );
    expect(printed).toContain('await Godwit.dice.greet("Ada")');
  });

  it('answers at once', async () => {
    const client = await TestClient.connect(`ws://127.0.0.1:${port}`);

    expect(await client.request(1000, { name: 'Ada' })).toMatchObject({ type: 1001, message: { text: 'Hello, Ada!' } });
    client.close();
  });

  it('is in the contract with the game, whose steps are those of its copy', async () => {
    const { messages, steps = [] } = (await (await fetch(`http://127.0.0.1:${port}/contract`)).json()) as Contract;

    expect(messages.find(({ type }) => type === 1050)).toMatchObject({ name: 'TagInput', module: 'tag' });
    const hashOf = (path: string): string | undefined => steps.find(({ key }) => key === `games/${path}#fly`)?.hash;
    expect(hashOf('tag/tag.shared.ts')).toMatch(/^[0-9a-f]{8}$/);
  });

  it('is in the contract, doc comments included, and the tool prints what the server serves', async () => {
    const served = (await (await fetch(`http://127.0.0.1:${port}/contract`)).json()) as Contract;
    const told = JSON.parse(await copy.runScript('contract', '--compact')) as Contract;

    expect(told).toEqual(served);
    expect(served.messages.find(({ type }) => type === 1000)).toMatchObject({
      name: 'DiceGreet',
      module: 'dice',
      doc: 'Asks for a greeting.',
      reply: 'DiceGreeted',
      fields: [
        { name: 'name', doc: expect.stringContaining('1 to 24 characters') as string, minLength: 1, maxLength: 24 },
      ],
    });
  });

  it('is formatted and keeps the rules of the linter', async () => {
    const paths = ['src/modules/dice', 'src/games/tag', 'src/tools/load/scenarios/tag.ts', 'src/app.module.ts'];
    await Promise.all([
      copy.run('node_modules/prettier/bin/prettier.cjs', '--check', ...paths, 'src/core/contract/generated'),
      copy.run('node_modules/oxlint/bin/oxlint', ...paths),
    ]);
  });

  it('passes its own spec, as a new game does', async () => {
    // The game's rules are the arena's, so a few of its tests tell whether the copy works.
    const some = ['greets', 'too long', 'counts anew', 'bullets at walls'].join('|');
    const result = await copy.runScript('test', 'src/modules/dice', 'src/games/tag', '-t', some);

    expect(result).toMatch(/Tests: +\d+ skipped, 4 passed/);
  });

  it('stops the boot when it asks for what the contract cannot express', async () => {
    const path = join(copy.root, 'src/modules/dice/dice.messages.ts');
    const text = readFileSync(path, 'utf8');
    writeFileSync(
      path,
      text
        .replace('readonly name!: string;', 'readonly name!: string;\n\n  @Allow() readonly more!: unknown;')
        .replace('{ IsString', '{ Allow, IsString'),
    );
    const boot = copy.start([await copy.built('main.ts')], { PORT: String(port) });

    expect(await boot.ended).toEqual({ code: 1, signal: null });
    expect(boot.lines).toContainEqual(
      expect.stringMatching(
        /^Godwit cannot start: The field more of DiceGreetDto says too little of its values: add validators such as/,
      ),
    );
  });
});
