import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import ts from 'typescript';
import type { ContractDocs } from '../protocol/contract/build-contract.js';

/** A decorator, perhaps. Most files have none, and need no parser: what follows an `@` there is a package, or a tag of a comment. */
const DECORATOR = /(?<!['"])@(?!(?:deprecated|inheritDoc|link|param|returns?|see|throws)\b)[A-Za-z]/;

interface ClassDocs {
  doc: string;
  fields: Record<string, string>;
}

/**
 * Reads the doc comments of every class that is a message or whose fields have decorators, and of the bodies that are
 * predicted, from the TypeScript below `folder`. Inherited fields keep the comment from the class that declares them. Of two classes
 * with one name, a message counts: the other is not in the contract, which has each name once.
 */
export function readDocComments(folder: string): ContractDocs {
  const classes = new Map<string, ClassDocs & { base: string | undefined }>();
  const plain = new Map<string, ts.ClassDeclaration>();
  const bodies = new Set<string>();
  const messages = new Set<string>();
  for (const file of sourceFiles(folder)) {
    const text = readFileSync(file, 'utf8');
    if (!file.endsWith('.shared.ts') && !DECORATOR.test(text)) continue;
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    source.forEachChild((node) => {
      if (!ts.isClassDeclaration(node) || !node.name) return;
      const name = node.name.text;
      if (isMessage(node)) messages.add(name);
      if (!isData(node)) plain.set(name, node);
      else if (isMessage(node) || !messages.has(name)) classes.set(name, { ...docsOf(node), base: baseOf(node) });
      for (const body of predictedBodies(node)) bodies.add(body);
    });
  }
  // A set grows while it is gone through: bodies have parts.
  for (const name of bodies) {
    const node = plain.get(name);
    if (!node) continue;
    classes.set(name, { ...docsOf(node), base: undefined });
    for (const part of fieldsOf(node).flatMap(classNamesOf)) if (plain.has(part)) bodies.add(part);
  }
  const names = [...classes.keys()].sort();
  return Object.fromEntries(names.map((name) => [name, withInherited(name, classes)]));
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts') && !isGenerated(name))
    .map((name) => join(folder, name))
    .sort();
}

function isGenerated(path: string): boolean {
  return path.split(sep).includes('generated');
}

function isData(node: ts.ClassDeclaration): boolean {
  return isMessage(node) || fieldsOf(node).some((field) => ts.getDecorators(field));
}

function isMessage(node: ts.ClassDeclaration): boolean {
  const marks = (ts.getDecorators(node) ?? []).map((mark) => mark.expression.getText());
  return marks.some((mark) => /^(Client|Server)Message\(/.test(mark));
}

function predictedBodies(node: ts.ClassDeclaration): string[] {
  const isPredicted = (field: ts.PropertyDeclaration): boolean =>
    (ts.getDecorators(field) ?? []).some((mark) => mark.expression.getText().startsWith('Predicted('));
  return fieldsOf(node).filter(isPredicted).flatMap(classNamesOf);
}

/** Of the field's type, and of what it starts with. */
function classNamesOf({ type, initializer }: ts.PropertyDeclaration): string[] {
  const made = initializer && ts.isNewExpression(initializer) ? [initializer.expression.getText()] : [];
  return type ? [type.getText(), ...made] : made;
}

function fieldsOf(node: ts.ClassDeclaration): ts.PropertyDeclaration[] {
  return node.members.filter(ts.isPropertyDeclaration);
}

function docsOf(node: ts.ClassDeclaration): ClassDocs {
  const fields: Record<string, string> = {};
  for (const field of fieldsOf(node)) if (ts.isIdentifier(field.name)) fields[field.name.text] = commentOf(field);
  return { doc: commentOf(node), fields };
}

function commentOf(node: ts.Node): string {
  const comment = ts.getJSDocCommentsAndTags(node).find(ts.isJSDoc);
  const text = ts.getTextOfJSDocComment(comment?.comment) ?? '';
  // "{@link ChatSayDto}" becomes the bare name.
  return text
    .replace(/\{@link ([^}]+)\}/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

function baseOf(node: ts.ClassDeclaration): string | undefined {
  const base = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  return base?.expression.getText();
}

function withInherited(
  name: string,
  classes: ReadonlyMap<string, ClassDocs & { base: string | undefined }>,
): ClassDocs {
  const own = classes.get(name);
  if (!own) return { doc: '', fields: {} };
  const inherited = own.base === undefined ? {} : withInherited(own.base, classes).fields;
  return { doc: own.doc, fields: { ...inherited, ...own.fields } };
}
