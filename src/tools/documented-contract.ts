import { buildContract, type ContractDocs } from '../protocol/contract/build-contract.js';
import type { Contract } from '../protocol/contract/contract.js';
import { MessageCatalogue } from '../protocol/message-catalogue.js';
import { declaredMessages } from '../protocol/message.decorators.js';
import { declaredStates } from '../protocol/state/synced.decorator.js';

/** A contract with the doc comments that it was built with. */
export interface DocumentedContract {
  readonly contract: Contract;
  /** Only of classes that the contract holds. */
  readonly docs: ContractDocs;
}

/**
 * The contract of every message that this process has imported, with these docs.
 * @throws Error naming class, field and remedy when the contract cannot express a field
 */
export function documentedContract(allDocs: ContractDocs): DocumentedContract {
  const contract = buildContract(new MessageCatalogue(declaredMessages()), allDocs, declaredStates());
  return { contract, docs: docsWithin(contract, allDocs) };
}

/** Those of the docs whose classes a contract holds. */
export function docsWithin({ messages, structs, syncedClasses = [] }: Contract, docs: ContractDocs): ContractDocs {
  const classNames = new Set([...messages, ...structs, ...syncedClasses].flatMap(({ name }) => [name, `${name}Dto`]));
  return Object.fromEntries(Object.entries(docs).filter(([name]) => classNames.has(name)));
}
