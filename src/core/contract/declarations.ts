import 'reflect-metadata';
import { MetadataScanner, ModulesContainer, NestFactory } from '@nestjs/core';
import type { ContractDocs, ContractSteps } from '../../protocol/contract/build-contract.js';
import {
  declaredMessages,
  messagePartsOf,
  ON_MESSAGE,
  type MessageClass,
  type MessageDeclaration,
  type RoomDeclaration,
} from '../../protocol/message.decorators.js';
import type { SyncedClass } from '../../protocol/state/state-forms.js';
import { declaredStates, type StateDeclaration } from '../../protocol/state/synced.decorator.js';

/** The messages, states and types of rooms of one application. */
export interface Declarations {
  readonly messages: readonly MessageDeclaration[];
  readonly states: readonly StateDeclaration[];
  readonly rooms: readonly RoomDeclaration[];
  /** The doc comments that its modules bring along. */
  readonly docs: ContractDocs;
  /** The hashes of shared files; undefined if the root module hands none over, not even an empty list. */
  readonly steps: ContractSteps | undefined;
}

/** Classes that a module lists because they cannot be found otherwise, and what their source says of them. */
export class ListedClasses {
  constructor(
    readonly messages: readonly MessageClass[],
    readonly states: readonly SyncedClass[],
    readonly docs: ContractDocs = {},
    readonly steps?: ContractSteps,
  ) {}
}

/** A root module as Nest accepts it: a module's class, or what its `forRoot` returned. */
export type RootModule = Parameters<typeof NestFactory.createApplicationContext>[0];

/**
 * What an application's modules declare, found without instantiating any of their providers:
 *
 * - the message of every `@OnMessage` method of a provider, and its reply; for a room, also its plugins' and its input;
 * - all other messages, and states, from the folders where such messages and rooms are declared;
 * - the classes a module lists with `GodwitModule.forFeature`.
 *
 * Classes that were merely imported do not count.
 */
export function declarationsOf(modules: ModulesContainer): Declarations {
  const search = new DeclarationSearch();
  for (const { providers } of modules.values()) for (const provider of providers.values()) search.visit(provider);
  return search.result();
}

/**
 * Like {@link declarationsOf}, for an application that is not running: nothing is instantiated or started.
 * @throws Nest's error when it rejects the modules
 */
export async function declarationsBelow(root: RootModule): Promise<Declarations> {
  const preview = await NestFactory.createApplicationContext(root, {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  return declarationsOf(preview.get(ModulesContainer));
}

type Provider =
  ModulesContainer extends Map<string, infer Module extends { providers: Map<unknown, unknown> }>
    ? Module['providers'] extends Map<unknown, infer Wrapper>
      ? Wrapper
      : never
    : never;

class DeclarationSearch {
  private readonly scanner = new MetadataScanner();
  private readonly known = new Map(declaredMessages().map((declared) => [declared.messageClass, declared]));
  private readonly visited = new Set<unknown>();
  private readonly folders = new Set<string | undefined>();
  private readonly messages = new Set<MessageDeclaration>();
  private readonly states = new Set<SyncedClass>();
  private readonly rooms: RoomDeclaration[] = [];
  private docs: ContractDocs = {};
  private steps: ContractSteps | undefined;

  /** Collects a provider's declarations. */
  visit(provider: Provider): void {
    const { instance } = provider as { instance: unknown };
    if (instance instanceof ListedClasses) this.list(instance);
    else this.visitClass(classOf(provider));
  }

  result(): Declarations {
    const states = declaredStates().filter(
      ({ stateClass, folder }) => this.states.has(stateClass) || this.isOurs(folder),
    );
    for (const declared of declaredMessages()) if (this.isOurs(declared.folder)) this.add(declared.messageClass);
    // In import order, so that an error about two equal names always names the same one first.
    return {
      messages: declaredMessages().filter((declared) => this.messages.has(declared)),
      states,
      rooms: this.rooms,
      docs: this.docs,
      steps: this.steps,
    };
  }

  private visitClass(providerClass: unknown): void {
    if (typeof providerClass !== 'function' || this.visited.has(providerClass)) return;
    this.visited.add(providerClass);
    const prototype = providerClass.prototype as object | undefined;
    if (!prototype) return;
    for (const name of this.scanner.getAllMethodNames(prototype)) {
      const taken = Reflect.getMetadata(ON_MESSAGE, Reflect.get(prototype, name) as object) as unknown;
      if (taken !== undefined) this.take(taken as MessageClass);
    }
    const parts = messagePartsOf(providerClass);
    if (!parts) return;
    this.folders.add(parts.folder);
    if (parts.room) this.rooms.push(parts.room);
    for (const taken of parts.messages) this.take(taken);
    for (const handler of parts.handlers) this.visitClass(handler);
  }

  private take(messageClass: MessageClass): void {
    this.add(messageClass);
    this.folders.add(this.known.get(messageClass)?.folder);
  }

  private add(messageClass: MessageClass): void {
    const declared = this.known.get(messageClass);
    if (!declared) return;
    this.messages.add(declared);
    if (declared.reply) this.add(declared.reply);
  }

  private list({ messages, states, docs, steps }: ListedClasses): void {
    for (const messageClass of messages) {
      if (!this.known.has(messageClass)) {
        throw new Error(`${messageClass.name} is listed as a message, but is not marked as one.`);
      }
      this.add(messageClass);
    }
    for (const stateClass of states) this.states.add(stateClass);
    this.docs = { ...this.docs, ...docs };
    if (steps) this.steps = { ...this.steps, ...steps };
  }

  private isOurs(folder: string | undefined): boolean {
    return folder !== undefined && folder !== '' && this.folders.has(folder);
  }
}

/** The class of the instance a provider will give, as far as it is known beforehand. */
function classOf({ token, metatype, inject, instance }: Provider): unknown {
  // The metatype of a factory or an alias is a function that creates it.
  if (inject) return token;
  if (metatype) return metatype;
  const value: unknown = instance;
  return typeof value === 'object' && value !== null && value.constructor !== Object ? value.constructor : undefined;
}
