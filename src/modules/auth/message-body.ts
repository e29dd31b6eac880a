import type { PipeTransform } from '@nestjs/common';
import { CheckFailure } from '../../protocol/check/check-failure.js';
import { compileCheck, type CompiledCheck } from '../../protocol/check/compile-check.js';
import { GameError } from '../../protocol/game-error.js';
import type { ClientMessageClass } from '../../protocol/message.decorators.js';

/** Takes the body of a request as a message, by the same check as on the wire. */
export class MessageBody<T extends object> implements PipeTransform<unknown, Promise<T>> {
  private readonly compiled: CompiledCheck<T>;

  /** @param message the message's class */
  constructor(message: ClientMessageClass<T>) {
    this.compiled = compileCheck(message, { unknownFields: 'refuse' });
  }

  /** @throws GameError message.invalid */
  async transform(body: unknown): Promise<T> {
    const checked = await this.compiled.check(body ?? {});
    if (checked instanceof CheckFailure) throw new GameError('message.invalid', { details: checked.issues });
    return checked;
  }
}
