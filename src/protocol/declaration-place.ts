import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds src, or what it was compiled to. */
const CODE_ROOT = resolve(import.meta.dirname, '../..');

/** A stack frame's file, as path or as URL, and line. */
const FRAME = /(?: \(| at (?:async )?)((?:file:\/\/|\/|[A-Za-z]:[\\/]).*):(\d+):\d+\)?$/;

/** Code of another package: from its own src, dist or test folder on. */
const ELSEWHERE = /.*?((?:^|\/)(?:src|dist|test)\/(?!.*\/(?:src|dist|test)\/).*)/;

/** The folder of the file that a line of an Error's stack stands in; empty when the line does not tell. */
export function folderOfFrame(frame: string): string {
  const [, location] = FRAME.exec(frame) ?? [];
  if (location === undefined) return '';
  return dirname(location.startsWith('file://') ? fileURLToPath(location) : location);
}

/**
 * Where the line of a stack frame stands, for boot errors and for the module of a message: `src/modules/chat/chat.messages.ts:12`.
 * @param frame a line of an Error's stack
 * @param root the folder that paths are told from
 */
export function placeOfFrame(frame: string, root = CODE_ROOT): string {
  const [, location, line] = FRAME.exec(frame) ?? [];
  if (location === undefined || line === undefined) return 'an unknown place';
  const file = location.startsWith('file://') ? fileURLToPath(location) : location;
  const path = relative(root, file).replaceAll('\\', '/');
  if (!path.startsWith('..') && !isAbsolute(path)) return `${path}:${line}`;
  const own = ELSEWHERE.exec(file.replaceAll('\\', '/'))?.[1]?.replace(/^\//, '');
  return own === undefined ? 'an unknown place' : `${own}:${line}`;
}
