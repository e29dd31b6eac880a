import type { Contract } from '../../protocol/contract/contract.js';

/** Provides the contract by injection. */
export class ContractHolder {
  constructor(readonly contract: Contract) {}
}
