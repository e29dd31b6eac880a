import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that contains src, or what it was compiled to. */
const CODE_ROOT = resolve(import.meta.dirname, '../..');

/** A stack frame's file, as a path or URL, and line. */
const FRAME = /(?: \(| at (?:async )?)((?:file:\/\/|\/|[A-Za-z]:[\\/]).*):(\d+):\d+\)?$/;

/** Code of another package: from its own src, dist or test folder on. */
const ELSEWHERE = /.*?((?:^|\/)(?:src|dist|test)\/(?!.*\/(?:src|dist|test)\/).*)/;

/** The folder of the file named by a line of an Error's stack; empty when the line has none. */
export function folderOfFrame(frame: string): string {
  const [, location] = FRAME.exec(frame) ?? [];
  if (location === undefined) return '';
  return dirname(location.startsWith('file://') ? fileURLToPath(location) : location);
}

/**
 * The location named by a stack frame, for boot errors and for a message's module: `src/modules/chat/chat.messages.ts:12`.
 * @param frame a line of an Error's stack
 * @param root the folder that paths are relative to
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
