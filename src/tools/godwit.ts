#!/usr/bin/env node
/**
 * The `godwit` command-line program. Each command loads what it needs only when it is called, so that a server starts without
 * the compilers that only development needs.
 */
import 'reflect-metadata';
import module from 'node:module';
import { resolve } from 'node:path';
import { program, type Command } from 'commander';
import type { ReplayOptions } from './replay.js';
import type { LoadWords } from './load/load-options.js';
import { runInstalledProgram } from './project/own-program.js';
import { findProject, PACKAGE_ROOT, versionIn, type Project } from './project/project.js';
import { toldError } from './project/told-error.js';

// Where Node supports it (22.8 and later): compiled code is cached across runs.
(module as { enableCompileCache?: () => unknown }).enableCompileCache?.();

// Errors in compiled code show the line in the source.
process.setSourceMapsEnabled(true);

/** Where the program was called; npm changes to the project's folder before it runs a script. */
const CALLED_IN = process.env.INIT_CWD ?? process.cwd();

const fromCaller = (path: string): string => resolve(CALLED_IN, path);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Runs a command in its project's folder; errors are reported in a sentence, with file and line in the project. */
async function inProject(command: (project: Project) => Promise<void> | void): Promise<void> {
  let project: Project | undefined;
  try {
    project = findProject(process.cwd());
    process.chdir(project.root);
    await command(project);
  } catch (error) {
    program.error(
      process.env.LOG_LEVEL === 'debug' && error instanceof Error ? (error.stack ?? '') : toldError(error, project),
    );
  }
}

function addServerCommands(): void {
  program
    .command('dev')
    .description(
      'Serves while you write: starts anew after every change with its rooms intact, checks types, generates.',
    )
    .argument('[node options...]', 'go to Node, such as --inspect')
    .allowUnknownOption()
    .action((words: string[]) =>
      inProject(async (project) => (await import('./dev/start-dev.js')).startDev(project, words)),
    );
  program
    .command('build')
    .description('Compiles the server into dist.')
    .action(() =>
      inProject(async (project) => {
        await (await import('./contract-steps.js')).requireFreshSteps(project);
        (await import('./build.js')).buildServer(project);
      }),
    );
  program
    .command('start')
    .description('Runs the compiled server.')
    .action(() => inProject(async (project) => (await import('./start.js')).startServer(project)));
}

function addContractCommands(): void {
  program
    .command('generate')
    .description('Writes the Godot classes of your messages, and the addon that they need, into your Godot projects.')
    .option('--docs-only', 'only what the running server tells of the doc comments')
    .action(({ docsOnly = false }: { docsOnly?: boolean }) =>
      inProject(async (project) => {
        const { generate, generateDocs } = await import('./generate.js');
        say(await (docsOnly ? generateDocs(project) : generate(project)));
      }),
    );
  program
    .command('addon')
    .description('Writes the Godot addon, with the generated classes of this server, for a game that lives elsewhere.')
    .option('--out <path>', 'a ZIP file (*.zip), or the folder of a Godot project, which gets addons/godwit')
    .option('--addon <folder>', 'where the addon lies in that project', 'addons/godwit')
    .option('--godot3', 'the addon for Godot 3.2 to 3.6 instead of the one for Godot 4')
    .action((options: { out?: string; addon: string; godot3?: boolean }) =>
      inProject(async (project) => {
        const { writeAddons } = await import('./write-addons.js');
        const out = options.out === undefined ? undefined : fromCaller(options.out);
        say(await writeAddons(project, { out, addon: options.addon, godot: options.godot3 === true ? 3 : 4 }));
      }),
    );
  program
    .command('contract')
    .description('Prints the contract of this server as JSON: every message, field, enum and error.')
    .option('--compact', 'the canonical form of RFC 8785, on one line')
    .action(({ compact = false }: { compact?: boolean }) =>
      inProject(async (project) => {
        const { canonicalJson } = await import('./canonical-json.js');
        const { contractOf } = await import('./generate.js');
        say(canonicalJson((await contractOf(project)).contract, compact ? 0 : 2));
      }),
    );
  program
    .command('env')
    .description('Writes .env.example: every variable of the core and of your features, with its default.')
    .action(() => inProject(async (project) => say(await (await import('./env-example.js')).writeEnvExample(project))));
}

function addNewCommands(): void {
  const fresh = program.command('new').description('Makes a module, a room, a game or a whole project.');
  addModuleCommand(fresh, 'module', {
    description: 'Creates a feature: its messages, service, module and spec, and its line in app.module.ts.',
    examples: 'dice or player-storage',
  });
  addModuleCommand(fresh, 'room', {
    description: 'Creates a room in a module of its own: messages, state, room, module and spec.',
    examples: 'meadow',
  });
  addGameCommand(fresh);
  addProjectCommands(fresh);
}

function addGameCommand(fresh: Command): void {
  fresh
    .command('game')
    .description('Creates a game of your own as a copy of the arena: server, scenes, players for load, under its name.')
    .argument('<name>', 'its name in kebab-case, such as tag')
    .option('--block <type>', 'the first of its 50 wire types (default: the next free from 1000)', Number)
    .action((name: string, { block }: { block?: number }) =>
      inProject(async (project) => {
        const { newGame } = await import('./new-game/new-game.js');
        say(await newGame(project, { name, block }));
      }),
    );
}

function addModuleCommand(
  fresh: Command,
  kind: 'module' | 'room',
  { description, examples }: { description: string; examples: string },
): void {
  const command = fresh
    .command(kind)
    .description(description)
    .argument('<name>', `its name in kebab-case, such as ${examples}`)
    .option('--block <type>', 'the first of its 50 wire types (default: the next free from 1000)', Number)
    .action((name: string, { block, page = false }: { block?: number; page?: boolean }) =>
      inProject(async (project) => {
        const { newModule } = await import('./new-module/new-module.js');
        say(await newModule(project, { name, kind, block, hasPage: page }));
      }),
    );
  if (kind === 'module') command.option('--page', 'with a page in the admin console, and its test');
}

function addProjectCommands(fresh: Command): void {
  fresh
    .command('project')
    .description('Creates a game: a server with one room, and a Godot project whose scene plays in it.')
    .argument('<folder>', 'a folder that is not there yet, or is empty')
    .option('--features <names>', 'bundled features, such as auth,chat,parties', '')
    .option('--godwit <version>', 'the version that it depends on, or a file', `^${versionIn(PACKAGE_ROOT) ?? ''}`)
    .action(async (folder: string, { features, godwit }: { features: string; godwit: string }) => {
      try {
        const { createProject } = await import('./new-project/new-project.js');
        const names = features.split(',').filter((name) => name !== '');
        say(createProject({ folder: fromCaller(folder), features: names, godwit }));
      } catch (error) {
        program.error(toldError(error));
      }
    });
  program
    .command('package', { hidden: true })
    .description('Makes the packages of this repository.')
    .option('--no-build', 'packs dist as it is')
    .action(({ build }: { build: boolean }) =>
      inProject(async (project) => {
        const { makePackages } = await import('./new-project/make-packages.js');
        const [godwit = '', create = ''] = makePackages(project, !build);
        say(`${godwit}\n${create}\n\nA game with them, before they are published:\n`);
        say(`  npx --yes --package="${create}" -- create-godwit my-game --godwit "file:${godwit}"`);
      }),
    );
}

function addDatabaseCommands(): void {
  const db = program.command('db').description('Keeps, brings back and describes the database.');
  db.command('dump')
    .description(
      'Writes the whole database to a file. With DATABASE_URL it is what pg_dump writes (servers may be at work), otherwise an archive of the embedded database (the server must be stopped); each can be restored to its own kind only.',
    )
    .argument('<file>', 'a file that does not exist yet')
    .action((file: string) =>
      inProject(async () => {
        await (await import('./db/dump.js')).dumpDatabase(fromCaller(file));
        say(`The database is in ${file}.`);
      }),
    );
  db.command('restore')
    .description(
      'Makes the database from a file of db dump, of the same kind of database. The server must be stopped; its next start brings older tables up to date.',
    )
    .argument('<file>', 'what db dump has written')
    .option('--force', 'replaces the tables that are there')
    .action((file: string, { force = false }: { force?: boolean }) =>
      inProject(async () => {
        await (await import('./db/restore.js')).restoreDatabase(fromCaller(file), force);
        say(`The database is restored from ${file}.`);
      }),
    );
  db.command('generate')
    .description('Writes the next migration of a module: what its schema.ts has and its migrations folder has not.')
    .argument('<module>', 'its folder, such as player-storage')
    .option('--name <name>', 'what the migration does, in snake_case')
    .action((module: string, { name }: { name?: string }) =>
      inProject(async (project) =>
        (await import('./db/generate-migration.js')).generateMigration(project, module, name),
      ),
    );
}

function addAdminCommands(): void {
  const admin = program.command('admin').description('Lets people into the admin console.');
  const add = (name: 'create' | 'recover', description: string): void => {
    const command = admin.command(name).description(description).argument('<name>', 'the administrator, such as sue');
    if (name === 'create') command.option('--role <role>', 'viewer, support, moderator, operator or owner', 'owner');
    command.action((who: string, { role = 'owner' }: { role?: string }) =>
      inProject(async (project) => {
        const { adminLink } = await import('./admin-link.js');
        const kind = name === 'create' ? 'invite' : 'recover';
        say(`Open this link within 15 minutes; it works once:\n${await adminLink(project, { kind, name: who, role })}`);
      }),
    );
  };
  add('create', 'Prints a link with which an administrator sets up an account.');
  add('recover', 'Prints a link with which an administrator sets a new password and second factor.');
}

function addReplayCommand(): void {
  program
    .command('replay')
    .description('Plays a recorded room to clients that join it, or simulates it again and compares.')
    .argument('<file>', 'a recording, such as data/recordings/<time>-<room>.recording.gz')
    .option('--verify', 'simulate it as fast as it goes, and tell where it first differs')
    .option('--inspect', 'answer questions about it on standard input, for the console')
    .option('--attended', 'end together with standard input')
    .option('--speed <times>', 'how fast it is played, 0 to begin paused', '1')
    .option('--from <time>', 'where it begins, e.g. 01:30', '0')
    .option('--port <number>', 'where clients connect; 0 lets the system choose', '1234')
    .action((file: string, options: ReplayOptions) =>
      inProject(async (project) => (await import('./replay.js')).replay(project, fromCaller(file), options)),
    );
}

function addLoadCommand(): void {
  const command = program
    .command('load')
    .description('Has bots play on a running server, and tells in a report what it holds.')
    .argument('<scenario>', 'idle, echo, arena, lobby, chat, matchmaking, storage, reconnect, or a file of yours')
    .option('--bots <number>', 'how many players', '100')
    .option('--ramp <time>', 'in which they arrive, such as 30s (default: 50 bots a second)')
    .option('--hold <time>', 'how long they stay then', '30s')
    .option('--find-limit', 'goes up in steps, holding each, until an expectation breaks')
    .option('--step <bots>', 'how many bots each step adds (default: a tenth)')
    .option('--url <address>', 'the server', 'ws://localhost:1234')
    .option('--codec <name>', 'binary or json', 'binary')
    .option('--lab <line>', 'a bad line for each bot, such as latency=100,jitter=30,loss=1')
    .option('--seed <number>', 'of all chances of the bots', '1')
    .option('--expect <figures>', 'such as "tickLateP99<15ms,errors=0"; the exit code is 1 when it is not so')
    .option('--json', 'prints everything that was measured as JSON')
    .option('--out <file>', 'the report, an HTML file; the JSON lies beside it');
  // 1 says that the server was not as expected.
  command.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
  command.action(async (scenario: string, words: LoadWords & { readonly out?: string }) => {
    try {
      const project = findProject(process.cwd());
      const { load } = await import('./load/load.js');
      const out = words.out === undefined ? {} : { out: fromCaller(words.out) };
      await load({ project, scenario, words: { ...words, ...out }, calledIn: CALLED_IN });
    } catch (error) {
      program.error(toldError(error), { exitCode: 2 });
    }
  });
}

if (!(await runInstalledProgram(process.cwd()))) {
  program
    .name('godwit')
    .description('A multiplayer game server for Godot.')
    .version(versionIn(PACKAGE_ROOT) ?? '');
  addServerCommands();
  addContractCommands();
  addNewCommands();
  addDatabaseCommands();
  addAdminCommands();
  addReplayCommand();
  addLoadCommand();
  await program.parseAsync();
}
