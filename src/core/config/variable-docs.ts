import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The project's own, and that of the package. Compiled code has no comments; these files are made from them. */
const FILES = ['.env.example', fileURLToPath(new URL('../../../.env.example', import.meta.url))];

/** What the example files of variables say of each, by name; the project's own says it first. */
export function variableDocs(): ReadonlyMap<string, string> {
  const docs = new Map<string, string>();
  for (const file of FILES) {
    if (!existsSync(file)) continue;
    for (const [name, doc] of docsIn(readFileSync(file, 'utf8'))) if (!docs.has(name)) docs.set(name, doc);
  }
  return docs;
}

function* docsIn(example: string): Iterable<[string, string]> {
  for (const block of example.split(/\r?\n\r?\n/)) {
    const lines = block.trim().split(/\r?\n/);
    const [, name] = /^#?\s*(\w+)=/.exec(lines.at(-1) ?? '') ?? [];
    const comments = lines.slice(0, -1).map((line) => line.replace(/^#\s?/, ''));
    if (name !== undefined && comments.length > 0) yield [name, comments.join(' ')];
  }
}
