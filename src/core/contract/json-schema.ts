import type { Contract, ContractField, ContractStruct, KeyForm } from '../../protocol/contract/contract.js';
import { rangeOf } from '../../protocol/contract/field-wire.js';

/** A JSON Schema of draft 7, which AsyncAPI 3.0 builds on. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** No control characters, line breaks or text-direction overrides. */
const NAME_PATTERN = '^[^\\u0000-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069]+$';

/** Location of the schemas of messages and structs in the document. */
const SCHEMAS = '#/components/schemas/';

/** A reference to a struct's schema. */
export function schemaReference(struct: string): JsonSchema {
  return { $ref: SCHEMAS + struct };
}

/**
 * The schema of the fields of a message or struct.
 * @param isClosed whether unlisted fields are refused, as in everything that clients send
 */
export function structSchema(struct: ContractStruct, contract: Pick<Contract, 'enums'>, isClosed: boolean): JsonSchema {
  return {
    type: 'object',
    ...(struct.doc !== '' && { description: struct.doc }),
    ...fieldsSchema(struct.fields, contract),
    ...(isClosed && { additionalProperties: false }),
  };
}

/** The keywords `properties` and `required` for these fields. */
export function fieldsSchema(fields: readonly ContractField[], contract: Pick<Contract, 'enums'>): JsonSchema {
  const required = fields.filter(({ isOptional }) => !isOptional).map(({ name }) => name);
  return {
    properties: Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field, contract)])),
    ...(required.length > 0 && { required }),
  };
}

function fieldSchema(field: ContractField, contract: Pick<Contract, 'enums'>): JsonSchema {
  const schema = containerSchema(field, valueSchema(field, contract));
  if (field.doc === '') return schema;
  // Draft 7 ignores every other keyword next to a $ref.
  return '$ref' in schema ? { allOf: [schema], description: field.doc } : { ...schema, description: field.doc };
}

function containerSchema(field: ContractField, items: JsonSchema): JsonSchema {
  const { container, key, minItems, maxItems } = field;
  if (container === 'list') return { type: 'array', items, ...defined({ minItems, maxItems }) };
  if (container === 'map') {
    return {
      type: 'object',
      ...(key && { propertyNames: keySchema(key) }),
      additionalProperties: items,
      ...defined({ minProperties: minItems, maxProperties: maxItems }),
    };
  }
  return items;
}

function keySchema(key: KeyForm): JsonSchema {
  if (key.form === 'varint') return { pattern: '^(0|-?[1-9][0-9]*)$' };
  return { type: 'string', ...defined({ maxLength: key.maxLength }) };
}

function valueSchema(field: ContractField, contract: Pick<Contract, 'enums'>): JsonSchema {
  const { wire, minLength, maxLength } = field;
  switch (wire.form) {
    case 'bool':
      return { type: 'boolean' };
    case 'string':
      return {
        type: 'string',
        ...defined({ minLength, maxLength }),
        ...(field.isDisplayName && { pattern: NAME_PATTERN }),
      };
    case 'bytes':
      return { type: 'string', contentEncoding: 'base64' };
    case 'json':
      return { type: 'object' };
    case 'variant':
      return { type: 'string', contentEncoding: 'base64', title: 'Godot Variant' };
    case 'vec2':
      return numbersSchema('Vector2', ['x', 'y']);
    case 'vec3':
      return numbersSchema('Vector3', ['x', 'y', 'z']);
    case 'color':
      return numbersSchema('Color', ['r', 'g', 'b', 'a']);
    case 'choice':
      return choiceSchema(field, wire.values, contract);
    case 'struct':
      return schemaReference(wire.struct);
    default: {
      const range = rangeOf(wire);
      const { min: minimum = range?.min, max: maximum = range?.max } = field;
      return { type: field.isInteger ? 'integer' : 'number', ...defined({ minimum, maximum }) };
    }
  }
}

function numbersSchema(title: string, names: readonly string[]): JsonSchema {
  return {
    type: 'object',
    title,
    properties: Object.fromEntries(names.map((name) => [name, { type: 'number' }])),
    required: names,
    additionalProperties: false,
  };
}

function choiceSchema(
  field: ContractField,
  values: readonly unknown[],
  { enums }: Pick<Contract, 'enums'>,
): JsonSchema {
  const names = enums.find(({ name }) => name === field.enum)?.values.map(({ name }) => name);
  const types = new Set(values.map((value) => (Number.isInteger(value) ? 'integer' : typeof value)));
  const [type] = types;
  return {
    ...(types.size === 1 && { type }),
    enum: values,
    ...(names?.length === values.length && { 'x-enum-varnames': names }),
  };
}

/** The entries that have a value. */
function defined(entries: Readonly<Record<string, number | undefined>>): JsonSchema {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
}
