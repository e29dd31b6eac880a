import { Global, Module } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { buildContract } from '../../protocol/contract/build-contract.js';
import { MessageCatalogue } from '../../protocol/message-catalogue.js';
import { ContractController } from './contract.controller.js';
import { ContractPages } from './contract-pages.js';
import { ContractHolder } from './contract-holder.js';
import { declarationsOf } from './declarations.js';
import { HomePage } from './home-page.js';
import { contractDocs } from './generated/contract-docs.js';

/** This server's contract: the definition of every message, for the router, for clients and for their authors. */
@Global()
@Module({
  controllers: [ContractController],
  providers: [
    ContractPages,
    HomePage,
    {
      provide: MessageCatalogue,
      inject: [ModulesContainer],
      useFactory: (modules: ModulesContainer) => new MessageCatalogue(declarationsOf(modules).messages),
    },
    {
      provide: ContractHolder,
      inject: [MessageCatalogue, ModulesContainer],
      useFactory: (catalogue: MessageCatalogue, modules: ModulesContainer) => {
        const { states, rooms, docs, steps } = declarationsOf(modules);
        return new ContractHolder(buildContract(catalogue, { ...contractDocs, ...docs }, states, rooms, steps));
      },
    },
  ],
  exports: [MessageCatalogue, ContractHolder],
})
export class ContractModule {}
