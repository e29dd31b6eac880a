import { Injectable, Module, type Type } from '@nestjs/common';
import { ClientMessage, OnMessage, ServerMessage, type Session } from '../../../src/index.js';
import { answerTo, requestTypes } from '../wire.js';
import { answerOf, HandledCounter } from './godwit-handlers.js';
import { MoveRules } from '../move-rules.js';

/** A module whose service answers `count` message types from `first` on, each with DTO classes and a handler of its own. */
export function furtherModule(first: number, count: number): Type {
  @Injectable()
  class FurtherService {
    constructor(readonly handled: HandledCounter) {}
  }
  for (const type of requestTypes(first, count)) addHandler(FurtherService.prototype, type);

  @Module({ providers: [FurtherService] })
  class FurtherModule {}
  return FurtherModule;
}

/** Does at run time what a class with decorators in a source file does; 60 of them written out would say no more. */
function addHandler(prototype: { handled: HandledCounter }, type: number): void {
  @ServerMessage(answerTo(type))
  class FurtherMovedDto extends MoveRules {}

  @ClientMessage(type, { reply: FurtherMovedDto })
  class FurtherMoveDto extends MoveRules {}

  const name = `move${type}`;
  const value = function (this: { handled: HandledCounter }, _session: Session, move: FurtherMoveDto): FurtherMovedDto {
    this.handled.count++;
    return answerOf(move);
  };
  Object.defineProperty(FurtherMoveDto, 'name', { value: `FurtherMove${type}Dto` });
  Object.defineProperty(FurtherMovedDto, 'name', { value: `FurtherMoved${type}Dto` });
  Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
  OnMessage(FurtherMoveDto)(prototype, name, { value });
}
