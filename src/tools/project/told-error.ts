import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Project } from './project.js';

/** A file and line in a stack, as a path or URL. */
const FRAME = /((?:file:\/\/|\/|[A-Za-z]:[\\/])[^():]*(?::[\\/][^():]*)?):(\d+):\d+\)?$/;

/** A readable error instead of a stack: the file and line of the project it comes from, and its message. */
export function toldError(error: unknown, project?: Project): string {
  if (!(error instanceof Error)) return String(error);
  const message = plainMessage(error, project);
  const place = project && !project.isOwn ? placeIn(project, error.stack ?? '') : undefined;
  return place === undefined || message.includes(place.file) ? message : `${place.file}:${place.line}: ${message}`;
}

/** Node and the file system use codes. */
function plainMessage(error: Error, project: Project | undefined): string {
  const { code, path } = error as { readonly code?: unknown; readonly path?: unknown };
  const below = (file: string): string => (project ? relative(project.root, file) || file : file).replaceAll('\\', '/');
  if (typeof path === 'string' && (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')) {
    return `${below(path)} cannot be written: this user has no right to, or the disk is read-only.`;
  }
  if (code === 'ERR_MODULE_NOT_FOUND') {
    const [, wanted = ''] = /Cannot find (?:module|package) '([^']+)'/.exec(error.message) ?? [];
    const [, importer = ''] = /imported from (.+?)$/m.exec(error.message) ?? [];
    if (wanted !== '') return `${sourceOf(below(importer))} imports ${sourceOf(below(wanted))}, which is not there.`;
  }
  return error.message.trim();
}

/** The source of a file compiled for a run: `.cache/dev/run-7/1/src/dice.js` is `src/dice.ts`. */
function sourceOf(path: string): string {
  const [, file] = /\.cache\/dev\/run-\d+\/\d+\/(.+)$/.exec(path) ?? [];
  return file === undefined ? path : file.replace(/\.js$/, '.ts');
}

function placeIn({ root }: Project, stack: string): { file: string; line: string } | undefined {
  for (const frame of stack.split('\n')) {
    const [, location, line] = FRAME.exec(frame.trim()) ?? [];
    if (location === undefined || line === undefined || location.includes('node_modules')) continue;
    const path = location.startsWith('file://') ? fileURLToPath(location) : location;
    const file = sourceOf(relative(root, path).split(sep).join('/'));
    if (!file.startsWith('..') && existsSync(join(root, file))) return { file, line };
  }
  return undefined;
}
