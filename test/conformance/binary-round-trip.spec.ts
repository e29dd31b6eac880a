import 'reflect-metadata';
import fc from 'fast-check';
import { compileCheck } from '../../src/protocol/check/compile-check.js';
import { Envelope } from '../../src/protocol/envelope.js';
import { JsonBridge } from '../../src/protocol/json-bridge.js';
import { JsonCodec } from '../../src/protocol/json.codec.js';
import { binarySubjects } from './binary-arbitrary.js';
import { BinaryType } from './binary-dtos.js';
import { binaryContract, binaryEnds, decodeAt } from './binary-contract.js';

const RUNS = 100;
const MAX_JSON_DEPTH = 200;

const refs = fc.oneof(fc.nat(300), fc.maxSafeNat());

/** Every class once, and the one with Variants for Godot 3 as well. */
const SUBJECTS = ([4, 3] as const).flatMap((godot) =>
  binarySubjects(godot)
    .filter(({ type }) => godot === 4 || type === BinaryType.Godot)
    .map((subject) => ({ ...subject, godot })),
);

describe.each(SUBJECTS)('$name in godwit.binary.v1, Godot $godot', ({ type, dto, messages, godot }) => {
  const { server, client } = binaryEnds(godot);
  const json = new JsonCodec(MAX_JSON_DEPTH, 'json', JsonBridge.of(binaryContract, { godot }));
  const compiled = compileCheck(dto, { unknownFields: 'refuse' });

  function throughJson(messageType: number, ref: number, message: object): unknown {
    const envelope = new Envelope();
    expect(json.decode(Buffer.from(json.encode(messageType, ref, message)), false, envelope)).toBeUndefined();
    return envelope.message;
  }

  it('is, from a client, what was sent, and for its handler what JSON would have brought', () => {
    fc.assert(
      fc.property(refs, messages, (ref, message) => {
        const read = decodeAt(server, client.encode(type, ref, message));
        expect(read).toStrictEqual({ type, ref, message });

        const checked = compiled.check((read as { message: unknown }).message);
        expect(checked).toBeInstanceOf(dto);
        expect(checked).toStrictEqual(compiled.check(throughJson(type, ref, message)));
      }),
      { numRuns: RUNS },
    );
  });

  it('is, from the server, what was sent, and what JSON would have brought', () => {
    fc.assert(
      fc.property(refs, messages, (ref, message) => {
        const read = decodeAt(client, server.encode(type + 1, ref, message));
        expect(read).toStrictEqual({ type: type + 1, ref, message });
        expect(throughJson(type + 1, ref, message)).toStrictEqual(message);
      }),
      { numRuns: RUNS },
    );
  });

  it('has one form only: what was read is written to the same bytes', () => {
    fc.assert(
      fc.property(messages, (message) => {
        const packet = client.encode(type, 1, message);
        const read = decodeAt(server, packet) as { message: object };
        expect(client.encode(type, 1, read.message)).toEqual(packet);
      }),
      { numRuns: RUNS },
    );
  });
});
