import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { findCycle, readFolders, readSources, type SourceFile } from './support/source-tree.js';

/** Arrows point to the left. `main`, `app.module` and what stands beside the floors may see all; nothing sees them. */
const FLOORS = ['protocol', 'core', 'modules', 'games'];

/** For those who make a game: our programs, and what their tests and ours use. */
const BESIDE = ['tools', 'testing'];

/** Inside core, arrows point to the left too; parts of one rank do not see each other. */
const CORE_RANKS = [
  ['time'],
  ['config', 'observability', 'events', 'limits', 'console'],
  ['cluster'],
  ['storage', 'contract', 'simulation', 'credentials'],
  ['sessions'],
  ['network-lab'],
  ['gateway'],
  ['sync'],
  ['prediction'],
  ['rooms'],
  ['snapshots', 'recording'],
];

/** Where a package may be imported, as folders or endings of files; a package that is not named here may be imported anywhere. */
const HOMES: Record<string, string | RegExp> = {
  // A player's connection, and one between two nodes.
  ws: /^src\/core\/(gateway|cluster\/links)\//,
  '@nestjs/websockets': 'src/core/gateway/',
  '@nestjs/platform-ws': 'src/core/gateway/',
  pino: 'src/core/observability/',
  // What is counted lives with whoever counts it.
  'prom-client': /^src\/core\/observability\/|-metrics\.ts$/,
  '@redis/client': 'src/core/cluster/redis/',
  pg: 'src/core/storage/',
  '@electric-sql/pglite': 'src/core/storage/',
};

/**
 * Where the wall clock may be read, and for what: what people read as a date, or what is stored and outlives the process.
 * Somebody may set it, so intervals never go by it: they go by `performance.now()`, a `MonotonicClock`, or
 * `serverTimeMs()` where clients are told the time.
 */
const WALL_CLOCK: Record<string, string> = {
  'src/core/observability/server-time.ts': 'where the time that clients are told begins',
  'src/core/cluster/cluster-member.ts': 'to notice that the machine slept, while the other clock stood still',
  'src/core/rooms/': 'when a room was opened, which is saved with it',
  'src/core/snapshots/snapshot-taker.ts': 'when a room was saved',
  'src/core/storage/embedded-backup.ts': 'the name of a folder that is set aside',
  'src/core/storage/ledger/': 'what is stored and too old',
  'src/modules/auth/tokens/auth-news.repository.ts': 'stored dates',
  'src/modules/admin/accounts/': 'stored dates, links and codes of authenticator apps',
  'src/modules/admin/admin-housekeeping.ts': 'what is stored and too old',
  'src/modules/admin/admin.module.ts': 'the end of a link, which outlives the process',
  'src/modules/admin/audit/audit-log.ts': 'stored dates',
  'src/modules/admin/sections/room-list.ts': 'how long a room has been open, whose beginning is a date',
  'src/modules/admin/sections/operations.section.ts': 'since when nobody comes in, which is stored',
  'src/modules/admin/sections/administrators.section.ts': 'the end of a link, which outlives the process',
  'src/modules/admin/web/ui.tsx': "how old something is, by the reader's own clock",
  'src/modules/auth/accounts/players.section.ts': 'the end of a ban, which is stored',
  'src/modules/auth/tokens/access-tokens.ts': 'the end of a token, which outlives the process',
  'src/modules/auth/accounts/accounts.repository.ts': 'stored dates',
  'src/modules/auth/accounts/audit.repository.ts': 'stored dates',
  'src/modules/auth/auth-housekeeping.ts': 'what is stored and too old',
  'src/modules/auth/email/email-claims.repository.ts': 'stored dates',
  'src/modules/auth/email/email-codes.repository.ts': 'stored dates',
  'src/modules/auth/email/email-proofs.ts': 'stored dates',
  'src/modules/auth/tokens/sign-in-tokens.ts': 'stored dates',
  'src/modules/auth/accounts/sign-ins.ts': 'the end of a ban, which is stored',
  'src/modules/auth/tokens/token-denials.ts': 'as long as access tokens last',
  'src/modules/auth/tokens/tokens.repository.ts': 'stored dates',
  'src/modules/chat/channels/named-nodes.ts': 'the end of a mute, which is stored',
  'src/modules/chat/lines/chat-history.ts': 'what is stored and too old',
  'src/modules/chat/safety/chat-limits.ts': 'the end of a mute, which is stored',
  'src/modules/chat/lines/chat-lines.ts': 'when a line was said, and how long ago',
  'src/modules/chat/safety/chat-mutes.ts': 'the end of a mute, which is stored',
  'src/modules/chat/safety/chat-reports.section.ts': 'the end of a mute and of a claim, which are stored',
  'src/modules/chat/safety/chat-reports.ts': 'stored dates',
  'src/modules/chat/safety/chat-verdicts.ts': 'the end of a mute, which is stored',
  'src/modules/chat/lines/line.repository.ts': 'stored dates',
  'src/modules/chat/lines/line.service.ts': 'the end of a mute, which is stored',
  'src/modules/chat/lines/memory-line-store.ts': 'as the line store of the database',
  'src/modules/chat/safety/memory-safety-store.ts': 'as the safety store of the database',
  'src/modules/chat/safety/moderation.service.ts': 'the end of a mute, which is stored',
  'src/modules/leaderboards/leaderboards.ts': 'seasons go by the calendar',
  'src/modules/leaderboards/season-end.ts': 'seasons go by the calendar',
};

/**
 * Where a field may be a map by session: something that is itself as short-lived as its members are in it, and is told when one
 * leaves. What a feature keeps of sessions lies in a SessionStore, which is emptied when a session ends or moves to another node.
 */
const MEMBER_MAPS: Record<string, string> = {
  'src/modules/chat/channels/chat-channel.ts': 'the members of a channel',
  'src/modules/matchmaking/matches/backfill.ts': 'the seats of a room',
  'src/modules/parties/party.ts': 'the members of a party',
  'src/modules/relay/relay.ts': 'the peers of a room',
};

/** Rules alone: they know no socket, no clock, no container, and can be tested with plain data. */
const PURE = ['src/modules/matchmaking/search/', 'src/modules/matchmaking/query/'];

/** Whether a file needs a package for the other end of the line. */
const isClientOf = (path: string, name: string): boolean => /^src\/(testing|tools\/load)\//.test(path) && name === 'ws';

const VAGUE_FOLDERS = ['common', 'shared', 'utils', 'helpers', 'types', 'constants', 'base'];

const TOP_LEVEL = [
  ...['src', 'test', 'godot', '.ci'],
  ...['nest-cli.json', 'package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'],
  ...['README.md', 'CHANGELOG.md', 'LICENSE', 'CONTRIBUTING.md', 'jest.config.js'],
  ...['Dockerfile', 'compose.yaml', 'compose.cluster.yaml', 'kubernetes.yaml'],
  ...['.dockerignore', '.editorconfig', '.env.example', '.gitattributes', '.gitignore'],
  ...['.npmrc', '.oxlintrc.json', '.prettierrc.json', '.prettierignore'],
];

/** Made by tools and not in the repository. */
const UNTRACKED = ['.git', 'node_modules', 'dist', 'data', 'coverage', '.env', '.cache'];

const allSources = readSources('src');
const sources = allSources.filter(({ path }) => !path.endsWith('.spec.ts'));
const partOf = (path: string): readonly string[] => path.split('/').slice(1);
const floorOf = (path: string): string => partOf(path)[0] ?? '';
const isRootFile = (path: string): boolean => partOf(path).length === 1;

function isHome(path: string, home: string | RegExp = ''): boolean {
  return typeof home === 'string' ? path.startsWith(home) : home.test(path);
}

function arrows(): { from: string; to: string }[] {
  return sources.flatMap(({ path, files }) => files.map((to) => ({ from: path, to })));
}

function show(list: readonly { from: string; to: string }[]): string[] {
  return list.map(({ from, to }) => `${from} -> ${to}`);
}

describe('the house', () => {
  it('has arrows that point down the floors only', () => {
    const wrong = arrows().filter(({ from, to }) => {
      if (isRootFile(from) || BESIDE.includes(floorOf(from))) return false;
      const isUp = FLOORS.indexOf(floorOf(to)) > FLOORS.indexOf(floorOf(from));
      return isRootFile(to) || isUp || BESIDE.includes(floorOf(to));
    });
    expect(show(wrong)).toEqual([]);
  });

  it('has no floor but the four, what stands beside them and the decisions', () => {
    const floors = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const strangers = floors
      .map((entry) => entry.name)
      .filter((name) => ![...FLOORS, ...BESIDE, 'decisions'].includes(name));
    expect(strangers).toEqual([]);
  });

  it('has siblings that never import each other', () => {
    const wrong = arrows().filter(({ from, to }) => {
      const [floor, part] = partOf(from);
      const isFeature = floor === 'modules' || floor === 'games';
      return isFeature && floorOf(to) === floor && partOf(to)[1] !== part;
    });
    expect(show(wrong)).toEqual([]);
  });

  it('has core parts that look to the left only', () => {
    const rankOf = (path: string): number => CORE_RANKS.findIndex((rank) => rank.includes(partOf(path)[1] ?? ''));
    const insideCore = arrows().filter(({ from, to }) => floorOf(from) === 'core' && floorOf(to) === 'core');
    const wrong = insideCore.filter(({ from, to }) => {
      if (partOf(from).length === 2 || partOf(from)[1] === partOf(to)[1]) return false;
      return rankOf(to) >= rankOf(from);
    });
    expect(show(wrong)).toEqual([]);
  });

  it('has tests of a feature beside it or in its folder, so that both can be deleted', () => {
    const shared = readSources('test').filter(({ path }) => /^test\/(conformance|support|e2e\/[^/]+$)/.test(path));
    const ofCore = allSources.filter(({ path }) => path.endsWith('.spec.ts') && FLOORS.indexOf(floorOf(path)) < 2);
    const wrong = [...shared, ...ofCore].flatMap(({ path, files }) =>
      files.filter((to) => /^src\/(modules|games)\//.test(to)).map((to) => ({ from: path, to })),
    );
    expect(show(wrong)).toEqual([]);
  });

  it('has no import cycle', () => {
    expect(findCycle(allSources)).toBeUndefined();
  });

  it('has no barrel but the entries of the package, which nothing of the house imports', () => {
    const isEntry = (path: string): boolean => /^src\/((modules\/[^/]+|testing|tools\/load)\/)?index\.ts$/.test(path);
    const barrels = sources.filter(({ path }) => basename(path) === 'index.ts' && !isEntry(path));
    expect(barrels.map(({ path }) => path)).toEqual([]);
    expect(show(arrows().filter(({ to }) => isEntry(to)))).toEqual([]);
  });

  it('has an entry of the package for each bundled feature', () => {
    const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as { exports: Record<string, object> };
    const features = readdirSync('src/modules').sort();
    const entries = Object.entries(exports).filter(([, target]) => JSON.stringify(target).includes('/modules/'));
    expect(entries.map(([entry]) => entry)).toEqual(features.map((name) => `./${name}`));
    expect(entries.map(([, target]) => target)).toEqual(
      features.map((name) => ({
        types: `./dist/modules/${name}/index.d.ts`,
        default: `./dist/modules/${name}/index.js`,
      })),
    );
  });

  it('imports each driver in its home only', () => {
    const wrong = sources.flatMap(({ path, packages }) =>
      packages
        .filter((name) => !isHome(path, HOMES[name]) && !isClientOf(path, name))
        .map((name) => `${path} imports ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it('imports drizzle in storage, schemas and repositories only', () => {
    const users = sources.filter(({ packages }) => packages.some((name) => /^drizzle-orm(\/|$)/.test(name)));
    const strangers = users.filter(
      ({ path }) => !path.startsWith('src/core/storage/') && !/(\/schema|\.repository)\.ts$/.test(path),
    );
    expect(strangers.map(({ path }) => path)).toEqual([]);
  });

  it('keeps the wire free of Nest', () => {
    const wrong = sources.filter(
      ({ path, packages }) => floorOf(path) === 'protocol' && packages.some((name) => name.startsWith('@nestjs/')),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it('has pure parts that import no package and nothing of core', () => {
    const pure = sources.filter(({ path }) => PURE.some((folder) => path.startsWith(folder)));
    const wrong = pure.flatMap(({ path, files, packages }) =>
      [...packages, ...files.filter((file) => floorOf(file) === 'core')].map((to) => `${path} imports ${to}`),
    );
    expect(pure).not.toEqual([]);
    expect(wrong).toEqual([]);
  });

  it('reads the environment in config and main only', () => {
    const readers = sources.filter(({ text }) => /\bprocess\.env\b/.test(text)).map(({ path }) => path);
    // From source, a test names the compiled thread of the embedded database, and a supervisor numbers its workers; nothing that
    // an operator sets.
    const thread = 'src/core/storage/embedded-server.ts';
    const others = ['src/main.ts', thread, 'src/core/observability/worker-channel.ts'];
    const strangers = readers.filter(
      (path) => !path.startsWith('src/core/config/') && !BESIDE.includes(floorOf(path)) && !others.includes(path),
    );
    expect(strangers).toEqual([]);
  });

  it('holds SQL in repositories only', () => {
    const statement = /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\s/;
    const holdsSql = ({ path, text }: SourceFile): boolean =>
      // The expression of an index stands in the schema.
      statement.test(text) || (/\bsql`/.test(text) && !path.endsWith('/schema.ts'));
    const strangers = sources.filter((source) => holdsSql(source) && !source.path.endsWith('.repository.ts'));
    expect(strangers.map(({ path }) => path).filter((path) => !path.startsWith('src/core/storage/'))).toEqual([]);
  });

  it('goes by the wall clock for dates only', () => {
    const readers = sources
      .filter(({ text }) => /(?<!`)\bDate\.now\b|\bnew Date\(\)/.test(text))
      .map(({ path }) => path);
    const allowed = Object.keys(WALL_CLOCK);
    const strangers = readers.filter((path) => !allowed.some((place) => path.startsWith(place)));
    expect(strangers.filter((path) => !BESIDE.includes(floorOf(path)))).toEqual([]);
  });

  it('keeps what features know of a session in a SessionStore', () => {
    const field =
      /^ {2}(private |protected |public |static |readonly )*\w+\??(: | = new )(Readonly)?(Weak)?Map<Session\b/m;
    const global = /^(export )?(const|let) \w+(: | = new )(Readonly)?(Weak)?Map<Session\b/m;
    const keepers = sources.filter(({ path, text }) => {
      const isFeature = floorOf(path) === 'modules' || path.startsWith('src/tools/new-module/');
      // A room's map is emptied by its hooks, and moves with it.
      return isFeature && (field.test(text) || global.test(text)) && !/ extends Room\b/.test(text);
    });
    expect(keepers.map(({ path }) => path).filter((path) => !(path in MEMBER_MAPS))).toEqual([]);
  });

  it('has pages that know of the server its types alone', () => {
    const pages = readdirSync('src/modules', { recursive: true, encoding: 'utf8' })
      .filter((path) => /^[^/]+\/web\/[^/]+\.tsx?$/.test(path))
      .map((path) => ({ path, text: readFileSync(join('src/modules', path), 'utf8') }));
    const reaching = /^(?:import|export) (?!type\b)(?:[^;]*from )?'\.\.\/[^']*';$/gm;
    expect(pages.length > 10).toBe(existsSync('src/modules/admin/web'));
    expect(pages.flatMap(({ path, text }) => (text.match(reaching) ?? []).map((line) => `${path}: ${line}`))).toEqual(
      [],
    );
    expect(pages.filter(({ text }) => text.split('\n').length > 401).map(({ path }) => path)).toEqual([]);
  });

  it('has no folder with a vague name', () => {
    const folders = [...readFolders('src'), ...readFolders('test')];
    expect(folders.filter((folder) => VAGUE_FOLDERS.includes(basename(folder)))).toEqual([]);
  });

  it('has paths of at most three folders below src', () => {
    const deep = sources.filter(({ path }) => partOf(path).length > 4).map(({ path }) => path);
    expect(deep).toEqual([]);
  });

  it('has files of at most 400 lines', () => {
    const long = [...allSources, ...readSources('test')].filter(
      ({ path, text }) => !path.includes('/generated/') && text.split('\n').length > 401,
    );
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  it('has nothing at the top but what the map names', () => {
    const known = [...TOP_LEVEL, ...UNTRACKED];
    expect(readdirSync('.').filter((name) => !known.includes(name))).toEqual([]);
  });
});
