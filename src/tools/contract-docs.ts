import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContractDocs } from '../protocol/contract/build-contract.js';
import { formatSource } from './format-source.js';
import { PACKAGE_ROOT } from './project/project.js';

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
