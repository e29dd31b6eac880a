import { declarationsBelow, type RootModule } from '../core/contract/declarations.js';
import { buildContract, type ContractDocs, type ContractSteps } from '../protocol/contract/build-contract.js';
import type { Contract } from '../protocol/contract/contract.js';
import { MessageCatalogue } from '../protocol/message-catalogue.js';

/** A contract with the doc comments it was built with. */
export interface DocumentedContract {
  readonly contract: Contract;
  /** Only of classes in the contract. */
  readonly docs: ContractDocs;
  /** Of the current source, whether the application hands them to its server or not. */
  readonly steps: ContractSteps;
}

/**
 * The contract of an application, built without starting it, with these docs; and with these steps, if its server has any at all.
 * @throws Error naming class, field and remedy when the contract cannot express a field
 */
export async function documentedContract(
  root: RootModule,
  allDocs: ContractDocs,
  steps: ContractSteps = {},
): Promise<DocumentedContract> {
  const { messages, states, rooms, steps: handed } = await declarationsBelow(root);
  const contract = buildContract(new MessageCatalogue(messages), allDocs, states, rooms, handed && steps);
  return { contract, docs: docsWithin(contract, allDocs), steps };
}

/** The docs of a contract's classes. */
export function docsWithin({ messages, structs, syncedClasses = [] }: Contract, docs: ContractDocs): ContractDocs {
  const classNames = new Set([...messages, ...structs, ...syncedClasses].flatMap(({ name }) => [name, `${name}Dto`]));
  return Object.fromEntries(Object.entries(docs).filter(([name]) => classNames.has(name)));
}
