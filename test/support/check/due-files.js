import { createHash } from 'node:crypto';
import { posix } from 'node:path';

/** With another version or other rules, what was right may not be any more. */
const SETTINGS =
  /^(package-lock\.json|\.oxlintrc\.json|\.prettierrc\.json|\.prettierignore|\.editorconfig)$|tsconfig\.json$/;

/** What an import names: from '...', import('...'), import '...'. */
const SPECIFIER = /(?:from|import)\s*\(?\s*'([^']+)'/g;

/**
 * @param {Map<string, string>} texts of files, by their paths from the root
 * @returns {Record<string, string>} what they are remembered by
 */
export function hashesOf(texts) {
  return Object.fromEntries([...texts].map(([path, text]) => [path, createHash('sha1').update(text).digest('hex')]));
}

/**
 * @param {Record<string, string>} right hashes of when all was right
 * @param {Record<string, string>} now
 * @returns {string[] | undefined} the files that differ from then; undefined when all have to be checked
 */
export function changedFiles(right, now) {
  const isOther = (path) => right[path] !== now[path];
  if ([...Object.keys(right), ...Object.keys(now)].some((path) => SETTINGS.test(path) && isOther(path)))
    return undefined;
  return Object.keys(now).filter(isOther);
}

/**
 * The files that import one of `paths`, themselves or by way of an entry (`index.ts`): what is wrong by its types may be
 * wrong there.
 *
 * @param {Map<string, string>} texts
 * @param {string[]} paths
 * @returns {string[]}
 */
export function importersOf(texts, paths) {
  const importers = new Map();
  for (const [path, text] of texts) {
    if (!/\.tsx?$/.test(path)) continue;
    for (const [, specifier] of text.matchAll(SPECIFIER)) {
      const imported = importedFile(texts, path, specifier);
      if (imported) importers.set(imported, [...(importers.get(imported) ?? []), path]);
    }
  }
  const found = new Set();
  const add = (path) => {
    for (const importer of importers.get(path) ?? []) {
      if (found.has(importer)) continue;
      found.add(importer);
      if (posix.basename(importer) === 'index.ts') add(importer);
    }
  };
  paths.forEach(add);
  return [...found].filter((path) => !paths.includes(path));
}

function importedFile(texts, path, specifier) {
  return candidates(path, specifier).find((name) => texts.has(name));
}

/** The package's own name stands for the paths that tsconfig.json gives it. */
function candidates(path, specifier) {
  if (specifier === 'godwit') return ['src/index.ts'];
  const [, entry] = /^godwit\/(.+)$/.exec(specifier) ?? [];
  if (entry) return [`src/${entry}/index.ts`, `src/tools/${entry}/index.ts`, `src/modules/${entry}/index.ts`];
  if (!specifier.startsWith('.')) return [];
  const stem = posix.join(posix.dirname(path), specifier.replace(/\.js$/, ''));
  return [`${stem}.ts`, `${stem}.tsx`];
}
