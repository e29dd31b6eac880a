import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ContractDocs } from '../protocol/contract/build-contract.js';
import { formatSource } from './format-source.js';

/** Where the running server finds the doc comments, which compiled code has no more. */
export const contractDocsFile = resolve(import.meta.dirname, '../core/contract/generated/contract-docs.ts');

/** Which file the text is for, what it imports its type from, and how it is written anew. */
interface DocsFile {
  readonly file: string;
  readonly from: string;
  readonly command: string;
}

const OWN_FILE: DocsFile = {
  file: contractDocsFile,
  from: '../../../protocol/contract/build-contract.js',
  command: 'npm run contract:docs',
};

/** The text of {@link contractDocsFile}, or of such a file of a project's own. */
export function renderContractDocs(docs: ContractDocs, { file, from, command }: DocsFile = OWN_FILE): Promise<string> {
  const text = `// Generated from the doc comments of the message classes by \`${command}\`; do not edit.
import type { ContractDocs } from '${from}';

/** What the doc comments of the message classes and of their fields say. */
export const contractDocs: ContractDocs = ${JSON.stringify(docs)};
`;
  return formatSource(text, file);
}

/** Brings {@link contractDocsFile} up to date. @returns whether it was not */
export async function writeContractDocs(docs: ContractDocs): Promise<boolean> {
  const text = await renderContractDocs(docs);
  if (readFileSync(contractDocsFile, 'utf8') === text) return false;
  writeFileSync(contractDocsFile, text);
  return true;
}
