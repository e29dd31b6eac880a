import { FormsType } from '../../../test/e2e/contract-forms.fixture.js';
import { BinaryPackets } from '../../protocol/binary/binary-packets.js';
import { buildContract, type ContractDocs } from '../../protocol/contract/build-contract.js';
import type { Contract, ContractMessage } from '../../protocol/contract/contract.js';
import { Envelope } from '../../protocol/envelope.js';
import { MessageCatalogue } from '../../protocol/message-catalogue.js';
import { declaredMessages } from '../../protocol/message.decorators.js';
import { exampleMessage, examplePacket } from './example-message.js';

/** The wire type of a message with a field of every form. */
const TAKE: number = FormsType.Take;

function documented(docs: ContractDocs): { contract: Contract; message: ContractMessage } {
  const contract = buildContract(new MessageCatalogue(declaredMessages()), docs);
  const message = contract.messages.find(({ type }) => type === TAKE);
  if (!message) throw new Error('The fixture is not declared.');
  return { contract, message };
}

describe(exampleMessage.name, () => {
  it('takes what the doc comments name, as long as the rules allow it', () => {
    const fields = {
      text: 'A word, e.g. "lobby".',
      note: 'More, e.g. "anything at all".',
      byte: 'A number, e.g. 42.',
      short: 'Too large, e.g. 99999.',
      exact: 'Milliseconds since 1970.',
      delta: 'Below zero, e.g. -3.',
    };
    const { contract, message } = documented({ FormsTakeDto: { doc: '', fields } });

    expect(exampleMessage(message, contract)).toMatchObject({
      text: 'lobby',
      note: 'anything at all',
      byte: 42,
      short: 1,
      exact: 1_767_225_600_000,
      delta: -3,
    });
  });

  it('keeps to the lengths and ranges without them', () => {
    const { contract, message } = documented({});
    const short = {
      ...message,
      fields: message.fields.map((field) => ({ ...field, minLength: 7, maxLength: 7, min: 5 })),
    };

    expect(exampleMessage(short, contract)).toMatchObject({ text: 'textte'.padEnd(7, 'x'), byte: 5 });
  });

  it('has the values of every form that the binary codec reads back from its packet', () => {
    const { contract, message } = documented({});
    const values = exampleMessage(message, contract, 'values');
    const packet = new BinaryPackets(contract, { godot: 4, role: 'client' }).encode(message.type, 7, values);
    const read = new Envelope();

    expect(new BinaryPackets(contract, { godot: 4, role: 'server' }).decode(packet, read)).toBeUndefined();
    // Ten bits can only approximate a half.
    expect(read.message).toEqual({ ...values, part: expect.closeTo(0.5, 3) as number });
  });
});

describe(examplePacket.name, () => {
  it('leaves out the ref and the message that are not there', () => {
    const { contract, message } = documented({});
    const empty = { ...message, fields: [] };

    expect(examplePacket(empty, contract)).toEqual({ type: TAKE });
    expect(examplePacket(empty, contract, 3)).toEqual({ type: TAKE, ref: 3 });
  });
});
