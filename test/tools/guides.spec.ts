import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readContract } from '../../src/tools/read-contract.js';
import { isGodotBlock, pathOf, proseOf, readGuides, type Guide, type GuideBlock } from '../support/guides.js';
import { TypeCheckedBlocks } from '../support/type-checked-blocks.js';

const root = resolve(import.meta.dirname, '../..');
const guides = readGuides();
const blocks = guides.flatMap((guide) => guide.blocks);

/** What is checked of each kind of block; `gdscript` by test/godot/guides.spec.ts, with real engines. */
const KINDS = ['ts', 'gdscript', 'gdscript godot3', 'sh', 'json', 'dotenv', 'text'];

/** How many lines the README may have: it is a door. */
const MAX_README_LINES = 180;
/** What a module's page tells, by its titles. */
const MODULE_CHAPTERS = ['Settings', 'On the server', 'Errors'];
/** The same of a module with messages. */
const MESSAGE_CHAPTERS = ['In Godot', 'Messages'];

const where = ({ guide, line }: GuideBlock): string => `${guide}:${line}`;
const ofKind = (...kinds: string[]): GuideBlock[] => blocks.filter(({ kind }) => kinds.includes(kind));
const named = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name = '']) => name);

/** Every word that stands anywhere in the project's sources, settings and scripts. */
function allWords(): Set<string> {
  const words = new Set<string>();
  const files = ['src', 'test', 'godot', '.ci'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      // What the editor has made of a project that somebody opened.
      .filter((path) => !/(^|[/])[.](godot|import)([/]|$)/.test(path))
      .map((path) => join(folder, path)),
  );
  const texts = files.filter((path) => /\.(ts|gd|cfg|godot|tscn|sh|js)$/.test(path) || path.endsWith('.ci/run'));
  for (const path of [...texts, '.env.example', 'package.json', 'tsconfig.json', 'compose.yaml', 'Dockerfile'])
    for (const word of readFileSync(join(root, path), 'utf8').match(/\w+/g) ?? []) words.add(word);
  for (const path of files) for (const word of path.match(/\w+/g) ?? []) words.add(word);
  return words;
}

describe('The guides', () => {
  it('hold no kind of block that nothing checks', () => {
    const unchecked = blocks.filter(({ kind }) => !KINDS.includes(kind));
    expect(unchecked.map((block) => `${where(block)} ${block.kind || '(none)'}`)).toEqual([]);
  });

  it('show TypeScript that compiles where it stands', () => {
    expect(new TypeCheckedBlocks().problemsOf(guides)).toEqual([]);
  });

  it('show JSON that is JSON', () => {
    for (const { content } of ofKind('json')) for (const line of content.trim().split('\n')) JSON.parse(line);
  });

  it('name only commands that there are', () => {
    const strange = ofKind('sh').flatMap((block) =>
      block.content
        .trim()
        .split('\n')
        .filter((line) => !isCommand(line))
        .map((line) => `${where(block)} ${line}`),
    );
    const inText = guides.flatMap((guide) =>
      named(proseOf(guide), /`((?:npm|npx|node) [^`]+)`/g)
        .filter((line) => !isCommand(line))
        .map((line) => `${guide.path} ${line}`),
    );
    expect([...strange, ...inText]).toEqual([]);
  });

  it('lead to files and titles that there are', () => {
    const broken = guides.flatMap((guide) =>
      named(guide.text, /\]\(([^)]+)\)/g)
        .filter((link) => !/^https?:/.test(link) && !isThere(guide, link))
        .map((link) => `${guide.path} ${link}`),
    );
    expect(broken).toEqual([]);
  });

  it('name every variable of the environment, and none that is not there', () => {
    const known = named(readFileSync(join(root, '.env.example'), 'utf8'), /^([A-Z][A-Z0-9_]+)=/gm);
    const said = guides.map(({ text }) => text).join('\n');
    expect(known.filter((name) => !new RegExp(`\\b${name}\\b`).test(said))).toEqual([]);
    const shown = ofKind('dotenv').flatMap(({ content }) => named(content, /^([A-Z][A-Z0-9_]+)=/gm));
    expect(shown.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('name in code only what the sources know', () => {
    const words = allWords();
    const made = new Set(blocks.flatMap(({ content }) => content.match(/\w+/g) ?? []));
    const strange = guides.flatMap((guide) =>
      named(proseOf(guide), /(?<!`)`([^`\n]+)`(?!`)/g).flatMap((code) =>
        (code.match(/\b[A-Za-z_]\w{3,}/g) ?? [])
          .filter((word) => !words.has(word) && !made.has(word))
          .map((word) => `${guide.path} \`${code}\`: ${word}`),
      ),
    );
    expect(strange).toEqual([]);
  });

  it('call in Godot 3 only what there is, which its engine finds out at run time', () => {
    const words = allWords();
    const strange = blocks
      .filter((block) => isGodotBlock(block, 3))
      .flatMap((block) =>
        named(block.content, /\.(\w+)/g)
          .filter((word) => !words.has(word))
          .map((word) => `${where(block)} ${word}`),
      );
    expect(strange).toEqual([]);
  });

  it('begin with a README that is a door', () => {
    const lines =
      guides
        .find(({ path }) => path === 'README.md')
        ?.text.trimEnd()
        .split('\n') ?? [];
    expect(lines.length).toBeLessThanOrEqual(MAX_README_LINES);
  });

  it('can all be reached from the README', () => {
    const reached = new Set<string>(['README.md']);
    for (const path of reached) {
      const guide = guides.find((one) => one.path === path);
      const links = guide ? named(guide.text, /\]\(([^)#]+)(?:#[^)]*)?\)/g) : [];
      for (const link of links) reached.add(pathOf(path, link).slice(root.length + 1));
    }
    expect(guides.map(({ path }) => path).filter((path) => !reached.has(path))).toEqual([]);
  });
});

describe('The map of the house', () => {
  const map = readFileSync(join(root, 'src/README.md'), 'utf8');

  it('names every folder of the source', () => {
    const folders = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => statSync(join(root, 'src', path)).isDirectory())
      // What tools write, and what one sentence about storage says of all modules.
      .filter((path) => !/(^|\/)(migrations|generated)(\/|$)/.test(path));
    const lines = map.split('\n').map((line) => /^( *)([\w-]+(?:\/[\w-]+)*)\/(?: |$)/.exec(line));
    const stack: string[] = [];
    const shown = lines.flatMap((match) => {
      if (!match) return [];
      const [, indent = '', name = ''] = match;
      stack.length = indent.length / 2;
      stack.push(name);
      return [stack.slice(1).join('/')];
    });
    expect(shown.filter((path) => path !== '').sort()).toEqual(folders.sort());
  });
});

const { contract } = await readContract();

describe("A module's page", () => {
  const modules = readdirSync(join(root, 'src/modules'));
  const pageOf = (module: string): Guide | undefined =>
    guides.find(({ path }) => path === `src/modules/${module}/README.md`);

  const talking = modules.filter((name) => contract.messages.some(({ module }) => module === name));

  it('is of a module with messages, but for the console', () => {
    expect(modules.filter((module) => !talking.includes(module) && module !== 'admin')).toEqual([]);
  });

  it.each(modules)('tells of %s its settings, API, Godot calls, messages and errors', (module) => {
    const wanted = [...MODULE_CHAPTERS, ...(talking.includes(module) ? MESSAGE_CHAPTERS : [])];
    expect(named(pageOf(module)?.text ?? '', /^## (.*)$/gm)).toEqual(expect.arrayContaining(wanted));
  });

  it.each(modules)('names every message and every code of %s', (module) => {
    const text = pageOf(module)?.text ?? '';
    const messages = contract.messages.filter((message) => message.module === module).map(({ name }) => name);
    const codes = contract.errors.map(({ code }) => code).filter((code) => code.startsWith(`${prefixOf(module)}.`));
    expect([...messages, ...codes].filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  it.each(modules)('shows %s on the server and, where it has messages, in Godot 4 and in Godot 3', (module) => {
    const kinds = pageOf(module)?.blocks.map(({ kind }) => kind) ?? [];
    const wanted = talking.includes(module) ? ['ts', 'gdscript', 'gdscript godot3'] : ['ts'];
    expect(kinds).toEqual(expect.arrayContaining(wanted));
  });
});

/** The first word of a module's codes. */
function prefixOf(module: string): string {
  return { 'player-storage': 'document', parties: 'party', leaderboards: 'leaderboard' }[module] ?? module;
}

/** The program of the package, whose commands guides may name. */
const PROGRAM = join(root, 'src/tools/godwit.ts');
const NPM_ACTIONS = ['ci', 'i', 'install', 'test', 'start'];
const TOOLS = ['cd', 'rm', 'cp', 'git', 'curl', 'docker', 'openssl', '#'];

/** Whether a line of a shell calls what there is: an npm script, our program, or a tool that everybody has. */
function isCommand(line: string): boolean {
  const commands = line.replace(/^(?:\w+=(?:\$\([^)]*\)|\S*) )+/, '').replace(/ #.*$/, '');
  return commands.split(/ && /).every((command) => {
    const words = command.trim().split(/\s+/);
    const [program = '', action = '', script = ''] = words.filter((word) => word !== '-s');
    if (program === 'npm' && action === 'create') return /^godwit(@latest)?$/.test(script) && existsSync(PROGRAM);
    if (program === 'npm') return action === 'run' ? isScript(script) : NPM_ACTIONS.includes(action);
    if (program === 'npx') return action === 'godwit' && readFileSync(PROGRAM, 'utf8').includes(`.command('${script}'`);
    return TOOLS.includes(program) || existsSync(join(root, program));
  });
}

function isScript(name: string): boolean {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  // The scripts of a project that was made by `godwit new project`.
  return name in scripts || (name === 'dev' && existsSync(PROGRAM));
}

/** Whether a relative link leads to a file, and its part behind `#` to a title there. */
function isThere(guide: Guide, link: string): boolean {
  const [path = '', title] = link.split('#');
  const target = path === '' ? join(root, guide.path) : pathOf(guide.path, path);
  if (!existsSync(target)) return false;
  if (title === undefined) return true;
  return named(readFileSync(target, 'utf8'), /^#+ (.*)$/gm).some((heading) => anchorOf(heading) === title);
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
}
