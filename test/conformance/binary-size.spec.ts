import 'reflect-metadata';
import { BinaryPackets } from '../../src/protocol/binary/binary-packets.js';
import { buildContract } from '../../src/protocol/contract/build-contract.js';
import { JsonCodec } from '../../src/protocol/json.codec.js';
import { declaredMessages } from '../../src/protocol/message.decorators.js';
import { MessageCatalogue } from '../../src/protocol/message-catalogue.js';
import { CodecBenchType, CodecStatusDto, Team } from '../bench/codec/codec-messages.js';

const contract = buildContract(new MessageCatalogue(declaredMessages()));
const json = new JsonCodec(32);

describe('The size of a packet', () => {
  it('is at most 16 bytes for the input of a player, ref included, against about 80 in JSON', () => {
    const client = new BinaryPackets(contract, { godot: 4, role: 'client' });
    const input = { seq: 65_535, dx: -100, dy: 100, buttons: 255, tick: 2 ** 31 };
    const largestRef = 2 ** 28 - 1;

    expect(client.encode(CodecBenchType.Input, 1, input)).toHaveLength(12);
    expect(client.encode(CodecBenchType.Input, largestRef, input).length).toBeLessThanOrEqual(16);
    expect(json.encode(CodecBenchType.Input, 1, input).length).toBeGreaterThan(80);
  });

  it('is less than two fifths of JSON for ten mixed fields, two of them numbers of 64 bits', () => {
    const server = new BinaryPackets(contract, { godot: 4, role: 'server' });
    const status = new CodecStatusDto({
      ...{ id: 1042, name: 'Player 42', x: 512.062_5, y: -3.375, health: 88, score: -1250 },
      ...{ isAlive: true, team: Team.Blue, tick: 1_000_042, title: 'Knight of the Marsh' },
    });
    const inJson = json.encode(CodecBenchType.Status, 42, status).length;

    expect(server.encode(CodecBenchType.Status, 42, status).length).toBeLessThan(inJson / 2.5);
  });
});
