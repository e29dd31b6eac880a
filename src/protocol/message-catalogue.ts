import { MAX_TYPE } from './envelope.js';
import type { MessageDeclaration } from './message.decorators.js';

/** Every message of this server by type and by class. Built once at boot; wrong declarations stop the boot with a sentence. */
export class MessageCatalogue {
  private readonly byType = new Map<number, MessageDeclaration>();
  private readonly byClass = new Map<unknown, MessageDeclaration>();

  /** @throws Error naming both places when two classes share a type, or when a declaration is impossible. */
  constructor(declarations: readonly MessageDeclaration[]) {
    for (const declaration of declarations) this.add(declaration);
    for (const declaration of declarations) this.checkReply(declaration);
  }

  /** The declarations in the order of their types. */
  all(): MessageDeclaration[] {
    return [...this.byType.values()].sort((a, b) => a.type - b.type);
  }

  /** The declaration of a wire type, or undefined when no message has it. */
  find(type: number): MessageDeclaration | undefined {
    return this.byType.get(type);
  }

  /** The declaration of a message class, or undefined when the class is no message. */
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
    throw new Error(`${message.constructor.name} is sent, but its class is not marked @ServerMessage.`);
  }

  private add(declaration: MessageDeclaration): void {
    const { messageClass, type } = declaration;
    if (!Number.isInteger(type) || type < 0 || type > MAX_TYPE) {
      throw new Error(
        `${describeDeclaration(declaration)} has the type ${type}; a type is an integer from 0 to ${MAX_TYPE}.`,
      );
    }
    const sameType = this.byType.get(type);
    if (sameType) {
      throw new Error(
        `${describeDeclaration(sameType)} and ${describeDeclaration(declaration)} both have the type ${type}.`,
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

/** A declaration as boot errors name it: class and place. */
export function describeDeclaration(declaration: MessageDeclaration): string {
  return `${declaration.messageClass.name} (${declaration.place})`;
}
