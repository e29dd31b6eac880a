import ts from 'typescript';
import type { ModuleName } from './module-name.js';

/** The list of features in app.module.ts. */
const LIST = 'FEATURES';

/** Which file to change, and how it imports the module. */
interface Places {
  readonly appModule: string;
  readonly path: string;
}

/**
 * The text of app.module.ts with one more feature: its import and its entry in `const FEATURES = [...]`.
 * @throws Error with a sentence when the file has no such list
 */
export function addFeature(text: string, { pascal }: Pick<ModuleName, 'pascal'>, { appModule, path }: Places): string {
  const source = ts.createSourceFile('app.module.ts', text, ts.ScriptTarget.Latest, true);
  const list = findList(source);
  const lastImport = source.statements.filter(ts.isImportDeclaration).at(-1);
  if (!list || !lastImport) {
    throw new Error(
      `${appModule} has no list "const ${LIST} = [...]" any more, so ${pascal}Module cannot be added to it; nothing was written. Bring the list back, or add the module by hand.`,
    );
  }
  const importLine = `\nimport { ${pascal}Module } from '${path}';`;
  const last = list.elements.at(-1);
  const entry = last
    ? { at: last.getEnd(), text: `, ${pascal}Module` }
    : { at: list.getStart() + 1, text: `${pascal}Module` };
  return insert(insert(text, entry.at, entry.text), lastImport.getEnd(), importLine);
}

function findList(source: ts.SourceFile): ts.ArrayLiteralExpression | undefined {
  for (const statement of source.statements.filter(ts.isVariableStatement)) {
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (name.getText() === LIST && initializer && ts.isArrayLiteralExpression(initializer)) return initializer;
    }
  }
  return undefined;
}

function insert(text: string, at: number, what: string): string {
  return text.slice(0, at) + what + text.slice(at);
}
