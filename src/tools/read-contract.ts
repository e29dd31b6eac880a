import 'reflect-metadata';
import { resolve } from 'node:path';
// Importing the application declares every message of every feature.
import '../app.module.js';
import { readDocComments } from './doc-comments.js';
import { documentedContract, type DocumentedContract } from './documented-contract.js';

const sourceFolder = resolve(import.meta.dirname, '..');

/**
 * The contract of this repository's whole application, documented by the source as it is now.
 * @throws Error naming class, field and remedy when the contract cannot express a field
 */
export function readContract(): DocumentedContract {
  return documentedContract(readDocComments(sourceFolder));
}
