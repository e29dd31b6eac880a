import { relative } from 'node:path';
import { contractDocsFile, writeContractDocs } from './contract-docs.js';
import { readContract } from './read-contract.js';

const { docs } = readContract();
const hasChanged = await writeContractDocs(docs);
process.stdout.write(`${relative('.', contractDocsFile)}: ${hasChanged ? 'written' : 'nothing changed'}.\n`);
