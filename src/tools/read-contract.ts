import 'reflect-metadata';
import { resolve } from 'node:path';
// Importing the application declares every message of every feature.
import '../app.module.js';
import { buildContract, type ContractDocs } from '../protocol/contract/build-contract.js';
import type { Contract } from '../protocol/contract/contract.js';
import { MessageCatalogue } from '../protocol/message-catalogue.js';
import { declaredMessages } from '../protocol/message.decorators.js';
import { declaredStates } from '../protocol/state/synced.decorator.js';
import { readDocComments } from './doc-comments.js';

const sourceFolder = resolve(import.meta.dirname, '..');

/** A contract with the doc comments that it was built with. */
export interface DocumentedContract {
  readonly contract: Contract;
  /** Only of classes that the contract holds. */
  readonly docs: ContractDocs;
}

/**
 * The contract of the whole application, documented by the source as it is now.
 * @throws Error naming class, field and remedy when the contract cannot express a field
 */
export function readContract(): DocumentedContract {
  const allDocs = readDocComments(sourceFolder);
  const contract = buildContract(new MessageCatalogue(declaredMessages()), allDocs, declaredStates());
  return { contract, docs: onlyOf(contract, allDocs) };
}

function onlyOf({ messages, structs, syncedClasses = [] }: Contract, docs: ContractDocs): ContractDocs {
  const classNames = new Set([...messages, ...structs, ...syncedClasses].flatMap(({ name }) => [name, `${name}Dto`]));
  return Object.fromEntries(Object.entries(docs).filter(([name]) => classNames.has(name)));
}
