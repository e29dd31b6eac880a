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
 * Reads the doc comments of every class that is a message or whose fields have decorators, from the TypeScript below
 * `folder`. Inherited fields keep the comment from the class that declares them.
 */
export function readDocComments(folder: string): ContractDocs {
  const classes = new Map<string, ClassDocs & { base: string | undefined }>();
  for (const file of sourceFiles(folder)) {
    const text = readFileSync(file, 'utf8');
    if (!DECORATOR.test(text)) continue;
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    source.forEachChild((node) => {
      if (ts.isClassDeclaration(node) && node.name && isData(node)) {
        classes.set(node.name.text, { ...docsOf(node), base: baseOf(node) });
      }
    });
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
  const marks = (ts.getDecorators(node) ?? []).map((mark) => mark.expression.getText());
  const isMessage = marks.some((mark) => /^(Client|Server)Message\(/.test(mark));
  return isMessage || node.members.some((member) => ts.isPropertyDeclaration(member) && ts.getDecorators(member));
}

function docsOf(node: ts.ClassDeclaration): ClassDocs {
  const fields: Record<string, string> = {};
  for (const member of node.members) {
    if (ts.isPropertyDeclaration(member) && ts.isIdentifier(member.name)) fields[member.name.text] = commentOf(member);
  }
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
