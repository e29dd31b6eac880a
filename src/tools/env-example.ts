import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configClassesOf } from '../core/config/config.module.js';
import { GameConfig } from '../core/config/game-config.js';
import { variableNames, type ConfigClass } from '../core/config/load-config.js';
import type { ContractDocs } from '../protocol/contract/build-contract.js';
import { readDocComments } from './doc-comments.js';
import { loadAppModule } from './project/load-app.js';
import { PACKAGE_ROOT, type Project } from './project/project.js';
import { replaceFile } from './replace-file.js';

const FILE = '.env.example';

const COLUMNS = 118;

const HEAD = `\
# Copy to .env and change what you need. Every line shows the default; an empty value means the default.
# A wrong value stops the start with a sentence that names the variable and its rule.
# Made from the classes of variables by \`npx godwit env\`.
`;

/** The variables already in an example file: their lines there, and their section's title. */
type KnownEntries = ReadonlyMap<string, { readonly lines: string; readonly title: string }>;

/**
 * Brings a project's `.env.example` up to date.
 * @returns a line that says whether it was outdated
 */
export async function writeEnvExample(project: Project): Promise<string> {
  const root = await loadAppModule(project, new GameConfig());
  const docs = readDocComments(join(project.root, project.source));
  // The package does not contain the bundled features' source, but it does contain their descriptions of variables.
  const bundled = project.isOwn ? undefined : knownEntries(readFileSync(join(PACKAGE_ROOT, FILE), 'utf8'));
  const hasChanged = replaceFile(join(project.root, FILE), envExample(root, docs, bundled));
  return `${FILE}: ${hasChanged ? 'written' : 'nothing changed'}.`;
}

/**
 * The text of `.env.example`: the variables of the core and of an application's features, with their defaults and doc
 * comments.
 * @param root the application's module
 * @param docs of its classes, from readDocComments()
 * @param known entries for classes without docs
 */
export function envExample(root: unknown, docs: ContractDocs, known: KnownEntries = new Map()): string {
  const sections = [GameConfig, ...configClassesOf(root)].map((configClass) => sectionOf(configClass, docs, known));
  return [HEAD, ...sections].join('\n');
}

/** The entries of an example file. */
export function knownEntries(example: string): KnownEntries {
  const known = new Map<string, { lines: string; title: string }>();
  let title = '';
  for (const block of example.split('\n\n')) {
    const lines = block.trim();
    if (/^# --- .* ---$/.test(lines)) title = `${lines}\n\n`;
    const [, name] = /^(\w+)=.*$/.exec(lines.split('\n').at(-1) ?? '') ?? [];
    if (name !== undefined) known.set(name, { lines: `${lines}\n`, title });
  }
  return known;
}

function sectionOf(configClass: ConfigClass, docs: ContractDocs, known: KnownEntries): string {
  const names = variableNames(configClass);
  const own = docs[configClass.name];
  if (own === undefined && names.every((name) => known.has(name))) {
    const entries = names.map((name) => known.get(name));
    return (entries[0]?.title ?? '') + entries.map((entry) => entry?.lines).join('\n');
  }
  const defaults = new configClass();
  const entries = names.map((name) => {
    return `${comment(own?.fields[name] ?? '')}${name}=${shown(Reflect.get(defaults, name))}\n`;
  });
  const title = configClass === GameConfig ? '' : `# --- ${titleOf(own?.doc)} ---\n\n`;
  return title + entries.join('\n');
}

function titleOf(doc = ''): string {
  return doc.replace(/^The variables of |\.$/g, '');
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.join();
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** A doc comment wrapped to lines of at most {@link COLUMNS}. */
function comment(text: string): string {
  let line = '#';
  let lines = '';
  for (const word of text.split(' ')) {
    if (line.length + 1 + word.length > COLUMNS) {
      lines += `${line}\n`;
      line = '#';
    }
    line += ` ${word}`;
  }
  return `${lines}${line}\n`;
}
