import { CheckFailure, compileCheck, type CompiledCheck } from '../../protocol/check/compile-check.js';
import { Envelope } from '../../protocol/envelope.js';
import type { JsonBridge } from '../../protocol/json-bridge.js';
import type { MessageCatalogue } from '../../protocol/message-catalogue.js';
import type { ClientMessageClass } from '../../protocol/message.decorators.js';
import { withoutSecrets } from '../../protocol/secret.decorator.js';

/** Turns recorded messages back into instances. */
export class RecordedMessages {
  private readonly checks = new Map<number, CompiledCheck<object>>();
  private readonly envelope = new Envelope();

  /** @param bridge the one that wrote them */
  constructor(
    private readonly catalogue: MessageCatalogue,
    private readonly bridge: JsonBridge | undefined,
  ) {}

  /** @throws Error when this server does not have the message, or would refuse it */
  restore(type: number, plain: object): object {
    this.envelope.type = type;
    this.envelope.message = plain;
    this.bridge?.read(this.envelope);
    const checked = this.checkOf(type).check(this.envelope.message);
    if (checked instanceof Promise) throw new Error(`A rule of message ${type} is asynchronous.`);
    if (checked instanceof CheckFailure) throw new Error(`A recorded message of type ${type} is refused here.`);
    return checked;
  }

  /** A recorded message to show; empty where this server cannot tell which of its fields are secret. */
  shown(type: number, plain: object): object {
    try {
      const message = withoutSecrets(this.restore(type, plain));
      return this.bridge === undefined ? message : this.bridge.write(type, message);
    } catch {
      return {};
    }
  }

  private checkOf(type: number): CompiledCheck<object> {
    const known = this.checks.get(type);
    if (known !== undefined) return known;
    const declaration = this.catalogue.find(type);
    if (declaration?.direction !== 'client') throw new Error(`This server has no message of type ${type}.`);
    // Client messages are built without constructor arguments, so their classes are not abstract.
    const check = compileCheck(declaration.messageClass as ClientMessageClass, { unknownFields: 'refuse' });
    this.checks.set(type, check);
    return check;
  }
}
