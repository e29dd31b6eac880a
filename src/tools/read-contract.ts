import 'reflect-metadata';
import { join } from 'node:path';
import { AppModule } from '../app.module.js';
import { parseConfig } from '../core/config/load-config.js';
import { readDocComments } from './doc-comments.js';
import { documentedContract, type DocumentedContract } from './documented-contract.js';
import { readStepFiles } from './gdscript/steps/step-files.js';
import { stepHashes } from './gdscript/steps/step-hashes.js';
import { PACKAGE_ROOT } from './project/project.js';

/**
 * The contract of this repository's whole application, documented by its current source.
 * @throws Error naming class, field and remedy when the contract cannot express a field
 */
export function readContract(): Promise<DocumentedContract> {
  const source = join(PACKAGE_ROOT, 'src');
  const steps = stepHashes(readStepFiles(source));
  return documentedContract(AppModule.of(parseConfig({})), readDocComments(source), steps);
}
