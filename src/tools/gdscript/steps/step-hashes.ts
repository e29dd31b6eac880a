import { createHash } from 'node:crypto';
import ts from 'typescript';
import type { ContractSteps } from '../../../protocol/contract/build-contract.js';
import { PACKAGE_STEPS } from '../../build.js';
import { topLevelNodes } from './declarations.js';
import { importedFile, type StepFile } from './step-files.js';

/**
 * The hash of each declaration of a project's own shared files, and of those of the package that they use, by key; in order of
 * the keys. What a file declares with an error counts as well: only its text matters here.
 */
export function stepHashes(files: readonly StepFile[]): ContractSteps {
  const found = new Map<string, string>();
  for (const file of files) {
    if (PACKAGE_STEPS.includes(file.path)) continue;
    for (const name of topLevelNodes(file.source).keys()) collect(file, name, files, found);
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The key of a declaration, and then those of all that it uses, directly or through others, in order. */
export function stepKeys(file: StepFile, name: string, files: readonly StepFile[]): string[] {
  const found = new Map<string, string>();
  collect(file, name, files, found);
  const [own = '', ...used] = found.keys();
  return [own, ...used.sort()];
}

function collect(file: StepFile, name: string, files: readonly StepFile[], found: Map<string, string>): void {
  const node = topLevelNodes(file.source).get(name);
  const key = `${file.path}#${name}`;
  if (node === undefined || found.has(key)) return;
  found.set(key, createHash('sha256').update(tokensOf(node).join(' ')).digest('hex').slice(0, 8));
  const imports = importsOf(file, files);
  for (const used of namesIn(node)) {
    const from = imports.get(used);
    if (from) collect(from.file, from.name, files, found);
    else collect(file, used, files, found);
  }
}

/** The tokens of a declaration, without comments, layout, and what a formatter adds or takes away. */
function tokensOf(node: ts.Node): string[] {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, node.getText());
  const tokens: string[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    if (kind === ts.SyntaxKind.ExportKeyword) continue;
    const closes = [ts.SyntaxKind.CloseParenToken, ts.SyntaxKind.CloseBracketToken, ts.SyntaxKind.CloseBraceToken];
    if (closes.includes(kind) && tokens.at(-1) === ',') tokens.pop();
    // 1_000 is 1000.
    tokens.push(kind === ts.SyntaxKind.NumericLiteral ? scanner.getTokenValue() : scanner.getTokenText());
  }
  return tokens;
}

/** The names that a declaration may use. A name of its own that is also declared at the top of the file counts: too much is safe. */
function namesIn(node: ts.Node): Set<string> {
  const names = new Set<string>();
  const visit = (part: ts.Node): void => {
    if (ts.isIdentifier(part) && !isMemberName(part)) names.add(part.text);
    ts.forEachChild(part, visit);
  };
  visit(node);
  return names;
}

function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  const isMember = ts.isPropertyAccessExpression(parent) || ts.isPropertyDeclaration(parent) || ts.isEnumMember(parent);
  return isMember && parent.name === node;
}

function importsOf(file: StepFile, files: readonly StepFile[]): Map<string, { file: StepFile; name: string }> {
  const imports = new Map<string, { file: StepFile; name: string }>();
  for (const node of file.source.statements) {
    if (!ts.isImportDeclaration(node)) continue;
    const bindings = node.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings)) continue;
    for (const { name, propertyName } of bindings.elements) {
      const imported = (propertyName ?? name).text;
      const from = importedFile(node, file, files, imported);
      if (from) imports.set(name.text, { file: from, name: imported });
    }
  }
  return imports;
}
