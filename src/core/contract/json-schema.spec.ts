import type { ContractField } from '../../protocol/contract/contract.js';
import { exampleMessage } from './example-message.js';
import { fieldsSchema } from './json-schema.js';

function mapField(name: string, more: Partial<ContractField>): ContractField {
  return { name, doc: '', wire: { form: 'u8' }, container: 'map', isOptional: false, isInteger: true, ...more };
}

const points = mapField('points', { key: { form: 'string', maxLength: 24 }, minItems: 2, maxItems: 40, max: 9 });
const slots = mapField('slots', { key: { form: 'varint' }, wire: { form: 'struct', struct: 'Slot' } });
const slot = { name: 'Slot', module: 'shop', doc: '', fields: [] };

describe(fieldsSchema.name, () => {
  it('describes a map with its keys, its values and its bounds', () => {
    expect(fieldsSchema([points, slots], { enums: [] }).properties).toEqual({
      points: {
        type: 'object',
        propertyNames: { type: 'string', maxLength: 24 },
        additionalProperties: { type: 'integer', minimum: 0, maximum: 9 },
        minProperties: 2,
        maxProperties: 40,
      },
      slots: {
        type: 'object',
        propertyNames: { pattern: '^(0|-?[1-9][0-9]*)$' },
        additionalProperties: { $ref: '#/components/schemas/Slot' },
      },
    });
  });
});

describe(exampleMessage.name, () => {
  it('fills a map with as many entries as it needs', () => {
    const struct = { name: 'Shop', module: 'shop', doc: '', fields: [points, slots] };

    expect(exampleMessage(struct, { structs: [slot] })).toEqual({ points: { a: 1, b: 1 }, slots: { 1: {} } });
  });
});
