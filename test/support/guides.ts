import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

const projectRoot = resolve(import.meta.dirname, '../..');

/** Besides the README.md of every folder below these. */
const PAGES = ['README.md', 'CONTRIBUTING.md'];
const FOLDERS = ['src', 'test', 'godot'];
/** A file that is named before a block, and the place in it from which on the block replaces it. */
const FILE = /`((?:src\/)?[\w/.-]+\.(?:ts|gd))`/g;
const PLACE = /from `([^`]+)` on/;
const FENCED = /^```(.*)\n([\s\S]*?)^```$/gm;

/** A block of code of a guide, and what the text before it says to do with it. */
export interface GuideBlock {
  /** The guide's path from the project's folder. */
  readonly guide: string;
  /** The line of the guide that its first line is on, from 1. */
  readonly line: number;
  /** What follows the fence: `sh`, `ts`, `gdscript`, `gdscript godot3` ... */
  readonly kind: string;
  readonly content: string;
  /** The title that it stands under, of any rank. */
  readonly chapter: string;
  /** The file that the block is, or is a part of, below the server's or the Godot project's folder. */
  readonly file: string | undefined;
  /** From where on the block replaces the file's content; undefined: all of it. */
  readonly from: string | undefined;
}

/** A page that people read. */
export interface Guide {
  /** From the project's folder. */
  readonly path: string;
  readonly text: string;
  /** Its fenced blocks, in order. */
  readonly blocks: readonly GuideBlock[];
}

/** Every guide of the project, in the order of their paths. */
export function readGuides(): Guide[] {
  const below = FOLDERS.flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => basename(path) === 'README.md')
      .map((path) => join(folder, path).replaceAll('\\', '/')),
  );
  return [...PAGES, ...below.sort()].map(readGuide);
}

/** One guide, by its path from the project's folder. */
export function readGuide(path: string): Guide {
  const text = readFileSync(join(projectRoot, path), 'utf8');
  return { path, text, blocks: blocksOf(path, text) };
}

/**
 * The blocks under a title of a guide, up to the next title, in order.
 * @throws Error when there is none
 */
export function blocksUnder(path: string, chapter: string): readonly GuideBlock[] {
  const blocks = readGuide(path).blocks.filter((block) => block.chapter === chapter);
  if (blocks.length === 0) throw new Error(`${path} has no blocks under "${chapter}".`);
  return blocks;
}

/** Whether a block is GDScript for this major version of Godot: where the guide is Godot 3's, all of it is. */
export function isGodotBlock({ guide, kind }: GuideBlock, major: number): boolean {
  if (!kind.startsWith('gdscript')) return false;
  return (kind === 'gdscript godot3' || guide.startsWith('godot/godot3/')) === major < 4;
}

/** What the guide says outside of its blocks. */
export function proseOf({ text }: Guide): string {
  return text.replace(FENCED, '');
}

/** Where a relative link of a guide leads. */
export function pathOf(guide: string, link: string): string {
  return join(projectRoot, dirname(guide), link);
}

function blocksOf(guide: string, text: string): GuideBlock[] {
  let end = 0;
  let chapter = '';
  return [...text.matchAll(FENCED)].map((match) => {
    const [whole, kind = '', content = ''] = match;
    const said = text.slice(end, match.index);
    end = match.index + whole.length;
    chapter = [...said.matchAll(/^#+ (.*)$/gm)].at(-1)?.[1] ?? chapter;
    const line = text.slice(0, match.index).split('\n').length + 1;
    return { guide, line, kind, content, chapter, file: fileOf(kind, said), from: PLACE.exec(said)?.[1] };
  });
}

/** Of several files the first one is pasted into; the others are named by what is in it. */
function fileOf(kind: string, said: string): string | undefined {
  // A step begins in bold; what was said before it belongs to the step before.
  const files = [...said.slice(said.lastIndexOf('\n**') + 1).matchAll(FILE)].map(([, file]) => file);
  const isIts = kind === 'ts' ? /^src\// : /\.gd$/;
  return files.find((name) => name !== undefined && isIts.test(name));
}
