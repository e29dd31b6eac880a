import { Injectable } from '@nestjs/common';
import type { ContractMessageDto } from '../../../core/console/contract-message.dto.js';
import { ContractHolder } from '../../../core/contract/contract-holder.js';
import { exampleMessage } from '../../../core/contract/example-message.js';
import { CheckFailure, compileCheck } from '../../../protocol/check/compile-check.js';
import type { DtoClass } from '../../../protocol/check/field-model.js';
import { Envelope } from '../../../protocol/envelope.js';
import { GameError } from '../../../protocol/game-error.js';
import { JsonBridge } from '../../../protocol/json-bridge.js';
import { MessageCatalogue } from '../../../protocol/message-catalogue.js';
import { FIRST_COUNTED_TYPE } from '../../../protocol/protocol.messages.js';
import { AdminError } from '../admin.errors.js';
import type { OutgoingContract } from './outgoing-views.js';

/** To how many a message was sent. */
export function sentText(players: number): string {
  return `Sent to ${players.toLocaleString('en')} ${players === 1 ? 'player' : 'players'}.`;
}

/** Messages that administrators send to players: whatever the contract lets the server send, besides the protocol's own. */
@Injectable()
export class OutgoingMessages {
  constructor(
    private readonly holder: ContractHolder,
    private readonly catalogue: MessageCatalogue,
  ) {}

  /** What may be sent, with its fields. */
  view(): OutgoingContract {
    const { contract } = this.holder;
    const sent = contract.messages.filter(
      ({ type, direction }) => direction === 'server' && type >= FIRST_COUNTED_TYPE,
    );
    const messages = sent.map((message) => ({ ...message, example: exampleMessage(message, contract) }));
    return { messages, structs: contract.structs };
  }

  /** The message that an order describes. @throws GameError admin.no_such_target for a type that is not sent; message.invalid */
  async make({ type, fields = {} }: ContractMessageDto): Promise<object> {
    const declared = this.catalogue.find(type);
    if (declared?.direction !== 'server' || type < FIRST_COUNTED_TYPE)
      throw new GameError(AdminError['admin.no_such_target']);
    const envelope = Object.assign(new Envelope(), { type, ref: 0, message: fields });
    const fault = JsonBridge.of(this.holder.contract, { godot: 4 })?.read(envelope);
    if (fault !== undefined) throw new GameError(fault);
    const check = compileCheck(declared.messageClass as DtoClass, { unknownFields: 'refuse' });
    const made = await check.check(envelope.message);
    if (!(made instanceof CheckFailure)) return made;
    const details = made.issues.map((issue) => ({ ...issue, field: `message.${issue.field}` }));
    throw new GameError('message.invalid', { details });
  }
}
