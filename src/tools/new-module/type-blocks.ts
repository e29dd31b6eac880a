import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { MAX_TYPE } from '../../protocol/envelope.js';
import { BLOCK_SIZE } from './module-name.js';

/** Lower types belong to the protocol, sessions and rooms. */
const FIRST_FREE_TYPE = 100;

/** Games and their modules number their messages from here. */
export const FIRST_GAME_TYPE = 1000;

/** The last block that ends within the range of types. */
const LAST_BLOCK = Math.floor((MAX_TYPE - BLOCK_SIZE + 1) / BLOCK_SIZE) * BLOCK_SIZE;

/** Used wire types, each with the path of the file that uses it, relative to the folder. */
export type UsedTypes = ReadonlyMap<number, string>;

/**
 * The types of all messages below `folder`, and the other members of the enums that contain them, including modules that are
 * not loaded. Computed types are not detected; if one clashes, the boot reports it.
 */
export function readUsedTypes(folder: string): UsedTypes {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'));
  const sources = files.map((name) => {
    return ts.createSourceFile(
      name.replaceAll('\\', '/'),
      readFileSync(join(folder, name), 'utf8'),
      ts.ScriptTarget.Latest,
      true,
    );
  });
  const enums = new Map(sources.flatMap(enumsOf));
  const used = new Map<number, string>();
  for (const source of sources) {
    for (const type of source.statements.filter(ts.isClassDeclaration).flatMap((node) => typesOf(node, enums))) {
      used.set(type, source.fileName);
    }
  }
  return used;
}

/**
 * The first type of a free block.
 * @param wanted the first type requested by the author
 * @param lowest where blocks may start
 * @throws Error with a sentence when that is impossible
 */
export function chooseBlock(used: UsedTypes, wanted?: number, lowest = FIRST_FREE_TYPE): number {
  if (wanted === undefined) {
    for (let block = FIRST_GAME_TYPE; block <= LAST_BLOCK; block += BLOCK_SIZE) {
      if (firstUsed(used, block) === undefined) return block;
    }
    throw new Error(`There is no free block of ${BLOCK_SIZE} types from ${FIRST_GAME_TYPE} on.`);
  }
  if (!Number.isInteger(wanted) || wanted < lowest || wanted > LAST_BLOCK || wanted % BLOCK_SIZE !== 0) {
    throw new Error(`A block begins at a multiple of ${BLOCK_SIZE} from ${lowest} to ${LAST_BLOCK}.`);
  }
  const taken = firstUsed(used, wanted);
  if (taken === undefined) return wanted;
  throw new Error(
    `The types ${wanted} to ${wanted + BLOCK_SIZE - 1} are not free: src/${used.get(taken) ?? ''} uses ${taken}.`,
  );
}

function firstUsed(used: UsedTypes, block: number): number | undefined {
  return [...used.keys()].sort((a, b) => a - b).find((type) => type >= block && type < block + BLOCK_SIZE);
}

function enumsOf(source: ts.SourceFile): [name: string, values: number[]][] {
  return source.statements.filter(ts.isEnumDeclaration).map((node) => [node.name.text, valuesOf(node)]);
}

function valuesOf(node: ts.EnumDeclaration): number[] {
  let next = 0;
  return node.members.map(({ initializer }) => {
    const value = initializer === undefined ? next : numberOf(initializer);
    next = value + 1;
    return value;
  });
}

function typesOf(node: ts.ClassDeclaration, enums: ReadonlyMap<string, readonly number[]>): readonly number[] {
  for (const { expression } of ts.getDecorators(node) ?? []) {
    if (!ts.isCallExpression(expression) || !/^(Client|Server)Message$/.test(expression.expression.getText())) continue;
    const [type] = expression.arguments;
    if (!type) continue;
    return ts.isPropertyAccessExpression(type) ? (enums.get(type.expression.getText()) ?? []) : [numberOf(type)];
  }
  return [];
}

/** NaN if the number is not a literal. */
function numberOf(node: ts.Expression): number {
  return ts.isNumericLiteral(node) ? Number(node.text) : NaN;
}
