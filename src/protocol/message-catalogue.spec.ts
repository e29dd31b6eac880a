import { MessageCatalogue } from './message-catalogue.js';
import type { MessageClass, MessageDeclaration } from './message.decorators.js';

class Ask {}
class Answer {}
class Stranger {}

function declaration(
  messageClass: MessageClass,
  type: number,
  more: Partial<MessageDeclaration> = {},
): MessageDeclaration {
  return {
    messageClass,
    type,
    direction: 'client',
    reply: undefined,
    access: 'player',
    place: `src/${messageClass.name}.ts:1`,
    ...more,
  };
}

describe(MessageCatalogue.name, () => {
  it('finds the wire type of an outgoing message by its class', () => {
    const catalogue = new MessageCatalogue([declaration(Answer, 211, { direction: 'server' })]);
    expect(catalogue.typeOf(new Answer())).toBe(211);
  });

  it('refuses to send what is no server message', () => {
    const catalogue = new MessageCatalogue([declaration(Ask, 210)]);
    expect(() => catalogue.typeOf(new Ask())).toThrow('Ask is sent, but its class is not marked @ServerMessage.');
    expect(() => catalogue.typeOf({})).toThrow('Object is sent');
  });

  it('names both places when two classes share a type', () => {
    expect(() => new MessageCatalogue([declaration(Ask, 7), declaration(Answer, 7)])).toThrow(
      'Ask (src/Ask.ts:1) and Answer (src/Answer.ts:1) both have the type 7.',
    );
  });

  it.each([[-1], [65_536], [1.5], [NaN]])('refuses the type %p', (type) => {
    expect(() => new MessageCatalogue([declaration(Ask, type)])).toThrow('a type is an integer from 0 to 65535');
  });

  it('refuses a class that is declared twice', () => {
    expect(() => new MessageCatalogue([declaration(Ask, 1), declaration(Ask, 2)])).toThrow(
      'declared as a message twice',
    );
  });

  it('refuses a reply that is no server message', () => {
    expect(() => new MessageCatalogue([declaration(Ask, 1, { reply: Stranger })])).toThrow(
      'Ask (src/Ask.ts:1) names the reply Stranger, which is not marked @ServerMessage.',
    );
  });

  it('lists all in the order of their types', () => {
    const catalogue = new MessageCatalogue([declaration(Ask, 9), declaration(Answer, 3, { direction: 'server' })]);
    expect(catalogue.all().map(({ type }) => type)).toEqual([3, 9]);
  });
});
