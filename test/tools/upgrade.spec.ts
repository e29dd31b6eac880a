import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { dataFolder } from '../../src/testing/data-folder.js';
import { TestClient } from '../../src/testing/test-client.js';
import { freePort } from '../support/server.js';
import { packRepository, PackedProject, type Packages } from './packed-project.js';

/** Two versions are packed, compiled and started: a minute on a quiet machine. */
jest.setTimeout(900_000);

/**
 * The first version that could be packed, as `npm run package` made it; types, the addon for Godot 3 and the features that the
 * project has not were taken out of it, to keep it small. `notes` is what its author wrote, against that version, into the
 * module that `godwit new module notes` made. It stays as it is: a change that would have to be made there is one that every
 * user has to make, and belongs into the changelog.
 */
const FIXTURE = join(import.meta.dirname, 'fixtures/upgrade');
const OLD = { godwit: join(FIXTURE, 'godwit-0.1.0.tgz'), create: join(FIXTURE, 'create-godwit-0.1.0.tgz') };

const ADDON = 'godot/addons/godwit';

/** The older version's types of its own module, of sign-in and of player-storage. */
const GREET = 1050;
const SIGN_IN_WITH_DEVICE = 100;
const FETCH = 140;
const WRITE = 142;

const DEVICE = { deviceId: 'a-device-of-the-older-version' };

/** A project that runs at a port, with a client in it. */
async function serve(
  project: PackedProject,
  dataDir: string,
  play: (client: TestClient) => Promise<void>,
): Promise<void> {
  const port = await freePort();
  const server = project.start(['start'], { PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir });
  await server.waitForLine(/Godwit listens/, 120_000);
  const client = await TestClient.connect(`ws://127.0.0.1:${port}`);
  await play(client);
  client.close();
  expect((await server.stop()).code).toBe(0);
}

describe('A project of an older version, with a module, a room and a table of its own', () => {
  let project: PackedProject;
  let packages: Packages;
  let dataDir: string;
  let ownFiles: Map<string, string>;
  let playerId: unknown;

  beforeAll(async () => {
    packages = await packRepository();
    dataDir = await dataFolder();
    project = await PackedProject.create(OLD, '--features', 'auth,player-storage');
    await project.godwit('new', 'module', 'notes');
    await project.godwit('new', 'room', 'cave');
    cpSync(join(FIXTURE, 'notes'), join(project.root, 'src/modules/notes'), { recursive: true });
    await project.godwit('generate');
    await project.compileUnchecked();
    cpSync(join(FIXTURE, 'notes/migrations'), join(project.root, 'dist/modules/notes/migrations'), { recursive: true });
    await serve(project, dataDir, async (client) => {
      playerId = (await client.request(SIGN_IN_WITH_DEVICE, DEVICE)).message?.playerId;
      expect(await client.request(GREET, { name: 'Ada' })).toMatchObject({ message: { text: 'Hello, Ada!' } });
      const document = { collection: 'saves', key: 'one', value: '{"level":3}' };
      expect(await client.request(WRITE, { documents: [document] })).toMatchObject({ type: WRITE + 1 });
    });
    ownFiles = project.ownFiles();
  }, 900_000);

  it('takes this one, with no file touched but the generated ones', async () => {
    const cfg = join(project.root, ADDON, 'plugin.cfg');
    writeFileSync(cfg, readFileSync(cfg, 'utf8').replace(/^version=.*$/m, 'version="0.0.9"'));
    await project.install(packages.godwit);
    const told = (await project.godwit('generate')).join('\n');
    const { version } = JSON.parse(project.read('node_modules/godwit/package.json')) as { version: string };
    expect(told).toMatch(/^Contract \w+: \d+ messages, /);
    expect(told).toContain(`The addon in ${ADDON} was 0.0.9; it is ${version} now.`);

    expect([...ownFiles.keys()]).toContain('src/modules/notes/migrations/0000_greetings.sql');
    expect(project.ownFiles()).toEqual(ownFiles);
    const installed = join(project.root, 'node_modules/godwit', ADDON, 'plugin.cfg');
    expect(project.read(`${ADDON}/plugin.cfg`)).toBe(readFileSync(installed, 'utf8'));
    expect(existsSync(join(project.root, ADDON, 'generated/notes'))).toBe(true);
  });

  it('has a migration for all that its tables have', async () => {
    await project.godwit('db', 'generate', 'notes');
    expect(project.ownFiles()).toEqual(ownFiles);
  });

  it('has its types and its own tests in order', async () => {
    await project.checkTypes();
    expect((await project.test()).join('\n')).toMatch(/Tests: +6 passed, 6 total/);
  });

  it('serves with what was kept: rows of its own table, and of a feature whose migrations come with the package', async () => {
    await project.godwit('build');
    await serve(project, dataDir, async (client) => {
      expect(await client.request(SIGN_IN_WITH_DEVICE, DEVICE)).toMatchObject({ message: { playerId } });
      expect(await client.request(GREET, { name: 'Ada' })).toMatchObject({
        message: { text: 'Hello, Ada, for the 2th time!' },
      });
      expect(await client.request(FETCH, { documents: [{ collection: 'saves', key: 'one' }] })).toMatchObject({
        message: { documents: [{ value: '{"level":3}' }] },
      });
    });
  });
});
