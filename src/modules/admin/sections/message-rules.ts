import { ruleTexts, typeText } from '../../../core/contract/page/field-text.js';
import type { ContractMessage } from '../../../protocol/contract/contract.js';
import type { MessageRules } from './message-rules-view.js';

/** What the contract says of a message, in words. */
export function messageRules({ name, direction, doc, reply, fields }: ContractMessage): MessageRules {
  return {
    ...{ name, direction, doc, ...(direction === 'client' && { reply: reply ?? 'Ack' }) },
    fields: fields.map((field) => ({
      ...{ name: field.name, doc: field.doc, type: typeText(field), rules: ruleTexts(field) },
      isOptional: field.isOptional,
    })),
  };
}
