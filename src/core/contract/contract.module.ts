import { Global, Module } from '@nestjs/common';
import { buildContract } from '../../protocol/contract/build-contract.js';
import { declaredMessages } from '../../protocol/message.decorators.js';
import { MessageCatalogue } from '../../protocol/message-catalogue.js';
import { declaredStates } from '../../protocol/state/synced.decorator.js';
import { ContractController } from './contract.controller.js';
import { ContractPages } from './contract-pages.js';
import { ContractHolder } from './contract-holder.js';
import { HomePage } from './home-page.js';
import { contractDocs } from './generated/contract-docs.js';

/** The one contract of this server: what every message is, for the router, for clients and for their authors. */
@Global()
@Module({
  controllers: [ContractController],
  providers: [
    ContractPages,
    HomePage,
    { provide: MessageCatalogue, useFactory: () => new MessageCatalogue(declaredMessages()) },
    {
      provide: ContractHolder,
      useFactory: (catalogue: MessageCatalogue) =>
        new ContractHolder(buildContract(catalogue, contractDocs, declaredStates())),
      inject: [MessageCatalogue],
    },
  ],
  exports: [MessageCatalogue, ContractHolder],
})
export class ContractModule {}
