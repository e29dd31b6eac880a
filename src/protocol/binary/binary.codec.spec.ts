import 'reflect-metadata';
import { buildContract } from '../contract/build-contract.js';
import { Envelope } from '../envelope.js';
import { declaredMessages } from '../message.decorators.js';
import { MessageCatalogue } from '../message-catalogue.js';
import { ErrorDto, ProtocolType } from '../protocol.messages.js';
import { BinaryCodec } from './binary.codec.js';

const contract = buildContract(new MessageCatalogue(declaredMessages()));
const codec = new BinaryCodec(contract, { godot: 4 });

describe(BinaryCodec.name, () => {
  it('has a subprotocol for each engine', () => {
    expect(codec.subprotocol).toBe('godwit.binary.v1');
    expect(new BinaryCodec(contract, { godot: 3 }).subprotocol).toBe('godwit.binary.v1.godot3');
    expect(codec.isBinary).toBe(true);
  });

  it('refuses text frames', () => {
    const envelope = new Envelope();
    envelope.ref = 9;

    expect(codec.decode(Buffer.from('{"type":4,"ref":7}'), false, envelope)).toBe('packet.not_binary');
    expect(envelope.ref).toBe(0);
  });

  it('reads what clients send, and only that', () => {
    const envelope = new Envelope();

    expect(codec.decode(Buffer.from('04000a00', 'hex'), true, envelope)).toBeUndefined();
    expect(envelope).toEqual({ type: ProtocolType.Ping, ref: 10, message: {} });
    expect(codec.decode(Buffer.from('03000a', 'hex'), true, envelope)).toBe('message.unknown_type');
  });

  it('writes answers, the empty one too', () => {
    expect(codec.encode(ProtocolType.Ack, 300, undefined).toString('hex')).toBe('0300ac02');
    expect(codec.encode(ProtocolType.Error, 1, new ErrorDto('a.b', 'c')).toString('latin1')).toBe(
      '\x02\0\x01\0\x03a.b\x01c',
    );
  });

  it('refuses to write a message without its fields', () => {
    expect(() => codec.encode(ProtocolType.Pong, 1, undefined)).toThrow('serverTimeMs of Pong must be a number');
  });
});
