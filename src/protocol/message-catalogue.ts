import { MAX_TYPE } from './envelope.js';
import { declaredMessages, type MessageDeclaration } from './message.decorators.js';

/** Lower types belong to the protocol and the bundled modules. */
const FIRST_GAME_TYPE = 1_000;
/** Number of types per module of a game. */
const BLOCK = 100;

/** Every message of this server by type and by class. Built once at boot; invalid declarations stop the boot with a sentence. */
export class MessageCatalogue {
  private readonly byType = new Map<number, MessageDeclaration>();
  private readonly byClass = new Map<unknown, MessageDeclaration>();

  /** @throws Error naming both places when two classes share a type, or when a declaration is invalid. */
  constructor(declarations: readonly MessageDeclaration[]) {
    const types = declarations.map(({ type }) => type);
    for (const declaration of declarations) this.add(declaration, types);
    for (const declaration of declarations) this.checkReply(declaration);
  }

  /** The declarations in order of type. */
  all(): MessageDeclaration[] {
    return [...this.byType.values()].sort((a, b) => a.type - b.type);
  }

  /** The declaration of a wire type, or undefined when no message has it. */
  find(type: number): MessageDeclaration | undefined {
    return this.byType.get(type);
  }

  /** The declaration of a message class, or undefined when the class is not a message. */
  of(messageClass: unknown): MessageDeclaration | undefined {
    return this.byClass.get(messageClass);
  }

  /**
   * The wire type of an outgoing message.
   * @throws Error when its class is not marked `@ServerMessage`.
   */
  typeOf(message: object): number {
    const declaration = this.byClass.get(message.constructor);
    if (declaration?.direction === 'server') return declaration.type;
    const { name } = message.constructor;
    const known = declaredMessages().find(({ messageClass }) => messageClass === message.constructor);
    throw new Error(
      known?.direction === 'server'
        ? `${name} is sent, but no module of this application has it. ${listIt(name)}`
        : `${name} is sent, but its class is not marked @ServerMessage.`,
    );
  }

  /** Why a handler cannot handle this class, as the end of a sentence. */
  refusalOf(handled: { readonly name: string }): string {
    const known = declaredMessages().find(({ messageClass }) => messageClass === handled);
    if (known?.direction !== 'client') return 'which is not marked @ClientMessage.';
    return `which is not among the messages of this application: its handler is not to be seen before it is made. ${listIt(handled.name)}`;
  }

  private add(declaration: MessageDeclaration, types: readonly number[]): void {
    const { messageClass, type } = declaration;
    if (!Number.isInteger(type) || type < 0 || type > MAX_TYPE) {
      throw new Error(
        `${describeDeclaration(declaration)} has the type ${type}; a type is an integer from 0 to ${MAX_TYPE}.`,
      );
    }
    const sameType = this.byType.get(type);
    if (sameType) {
      throw new Error(
        `${describeDeclaration(sameType)} and ${describeDeclaration(declaration)} both have the type ${type}.${remedyFor(type, types)}`,
      );
    }
    if (this.byClass.has(messageClass)) {
      throw new Error(`${describeDeclaration(declaration)} is declared as a message twice.`);
    }
    this.byType.set(type, declaration);
    this.byClass.set(messageClass, declaration);
  }

  private checkReply(declaration: MessageDeclaration): void {
    const { reply } = declaration;
    if (reply === undefined || this.byClass.get(reply)?.direction === 'server') return;
    throw new Error(
      `${describeDeclaration(declaration)} names the reply ${reply.name}, which is not marked @ServerMessage.`,
    );
  }
}

/** Which types to use instead, for a game that took a bundled module's type. */
function remedyFor(type: number, types: readonly number[]): string {
  if (type >= FIRST_GAME_TYPE) return '';
  const isTaken = (block: number): boolean => types.some((taken) => taken >= block && taken < block + BLOCK);
  let free = FIRST_GAME_TYPE;
  while (isTaken(free)) free += BLOCK;
  return ` A game numbers its messages from ${FIRST_GAME_TYPE}: ${free} to ${free + BLOCK - 1} are free.`;
}

function listIt(name: string): string {
  return `List it in the imports of its module: GodwitModule.forFeature({ messages: [${name}] }).`;
}

/** A declaration for boot errors: class and place. */
export function describeDeclaration(declaration: MessageDeclaration): string {
  return `${declaration.messageClass.name} (${declaration.place})`;
}
