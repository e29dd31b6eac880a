import { Controller, Get } from '@nestjs/common';
import type { Contract } from '../../protocol/contract/contract.js';
import { ContractHolder } from './contract-holder.js';

/** Serves the contract to tools. */
@Controller('contract')
export class ContractController {
  constructor(private readonly holder: ContractHolder) {}

  /** The whole contract, its hash included. */
  @Get()
  read(): Contract {
    return this.holder.contract;
  }
}
