import 'reflect-metadata';
import { buildContract } from '../../protocol/contract/build-contract.js';
import { declaredMessages } from '../../protocol/message.decorators.js';
import { MessageCatalogue } from '../../protocol/message-catalogue.js';
import '../../protocol/protocol.messages.js';
import { parseConfig } from '../config/load-config.js';
import { ContractHolder } from '../contract/contract-holder.js';
import { CodecRegistry } from './codec-registry.js';

const SUBPROTOCOLS = ['godwit.json.v1', 'godwit.json.v1.godot3', 'godwit.binary.v1', 'godwit.binary.v1.godot3'];

const contract = buildContract(new MessageCatalogue(declaredMessages()));
const registry = new CodecRegistry(parseConfig({ NODE_ENV: 'test' }), new ContractHolder(contract));

describe(CodecRegistry.name, () => {
  it.each(SUBPROTOCOLS)('serves %s', (subprotocol) => {
    expect(registry.choose([subprotocol])).toBe(subprotocol);
    expect(registry.of(subprotocol).subprotocol).toBe(subprotocol);
    expect(registry.of(subprotocol).isBinary).toBe(subprotocol.includes('binary'));
  });

  it('chooses in the order of the client', () => {
    expect(registry.choose(['mqtt', 'godwit.binary.v1', 'godwit.json.v1'])).toBe('godwit.binary.v1');
    expect(registry.choose(['godwit.json.v1', 'godwit.binary.v1'])).toBe('godwit.json.v1');
    expect(registry.choose(['mqtt', 'constructor'])).toBeUndefined();
    expect(registry.choose([])).toBeUndefined();
  });

  it('speaks JSON with whoever offered nothing', () => {
    expect(registry.of('')).toBe(registry.seed);
    expect(registry.seed.subprotocol).toBe('godwit.json.v1');
  });
});
