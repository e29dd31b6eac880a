import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { memberName } from '../gdscript/gd-names.js';
import { ADDON_PATH, PACKAGE_ROOT } from '../project/project.js';
import type { ModuleName } from './module-name.js';

/** The class that `Godwit` is in Godot, whose members are called as modules are. */
const CLIENT = 'connection/godwit_client.gd';
const MEMBER = /^(?:static )?(?:var|signal|func|const|enum) (\w+)/gm;

/** Likely names among the members of a Godot node. */
const NODE_MEMBERS =
  'multiplayer tree children parent path group process ready input physics thread viewport window'.split(' ');

/**
 * Refuses a name that TypeScript, GDScript or the object `Godwit` already gives a meaning.
 * @throws Error with a sentence
 */
export function refuseReserved({ kebab, snake }: ModuleName): void {
  const isKeyword = isReservedInTypeScript(snake) || memberName(snake) !== snake;
  if (isKeyword) {
    throw new Error(`"${kebab}" is a word of TypeScript or GDScript; choose another name. Nothing was written.`);
  }
  const text = readFileSync(join(PACKAGE_ROOT, 'godot', ADDON_PATH, CLIENT), 'utf8');
  const members = new Set([...text.matchAll(MEMBER)].map(([, member]) => member));
  if (members.has(snake) || NODE_MEMBERS.includes(snake)) {
    throw new Error(`Godwit.${snake} means something else in Godot already; choose another name. Nothing was written.`);
  }
}

function isReservedInTypeScript(word: string): boolean {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, word);
  const token = scanner.scan();
  return token >= ts.SyntaxKind.FirstReservedWord && token <= ts.SyntaxKind.LastFutureReservedWord;
}
