import type { ContractDocs } from '../../../protocol/contract/build-contract.js';

export const contractDocs: ContractDocs = {};
