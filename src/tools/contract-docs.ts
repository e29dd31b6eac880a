import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContractDocs } from '../protocol/contract/build-contract.js';
import { formatSource } from './format-source.js';
import { PROJECT_DOCS, projectDocs } from './new-project/project-contract.js';
import { PACKAGE_ROOT, type Project } from './project/project.js';
import { replaceFile } from './replace-file.js';

/** Where the running server finds the doc comments, which compiled code no longer contains. */
export const contractDocsFile = join(PACKAGE_ROOT, 'src/core/contract/generated/contract-docs.ts');

/** The text of {@link contractDocsFile}. */
export function renderContractDocs(docs: ContractDocs): Promise<string> {
  const text = `// Generated from the doc comments of the message classes by \`npm run contract:docs\`; do not edit.
import type { ContractDocs } from '../../../protocol/contract/build-contract.js';

/** What the doc comments of the message classes and of their fields say. */
export const contractDocs: ContractDocs = ${JSON.stringify(docs)};
`;
  return formatSource(text, contractDocsFile);
}

/** Brings {@link contractDocsFile} up to date. @returns whether it was outdated */
export async function writeContractDocs(docs: ContractDocs): Promise<boolean> {
  const text = await renderContractDocs(docs);
  if (readFileSync(contractDocsFile, 'utf8') === text) return false;
  writeFileSync(contractDocsFile, text);
  return true;
}

/**
 * Brings a project's file of nothing but doc comments up to date, if it has one: others have {@link writeProjectContract}'s.
 * @param docs those of the project's own source
 * @returns the path of the file if it was outdated
 */
export async function writeProjectDocs({ root, source }: Project, docs: ContractDocs): Promise<string[]> {
  const names = ['ts', 'js'].map((extension) => `${source}/${PROJECT_DOCS}.${extension}`);
  const path = names.find((name) => existsSync(join(root, name)));
  if (path === undefined) return [];
  const text = await formatSource(projectDocs(docs, path.endsWith('.ts')), join(root, path));
  return replaceFile(join(root, path), text) ? [path] : [];
}
