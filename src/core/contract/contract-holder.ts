import type { Contract } from '../../protocol/contract/contract.js';

/** Gives the contract to whoever is injected with it. */
export class ContractHolder {
  constructor(readonly contract: Contract) {}
}
