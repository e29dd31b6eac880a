import type {
  Contract,
  ContractField,
  ContractMessage,
  ContractStruct,
  WireForm,
} from '../../protocol/contract/contract.js';
import { rangeOf } from '../../protocol/contract/field-wire.js';
import { structOf } from '../../protocol/contract/wire-size.js';

/** Example time for fields in milliseconds since 1970. */
const MOMENT_MS = 1_767_225_600_000;

/** Examples in JSON form, or as the values that both ends' codecs use. */
export type ExampleKind = 'json' | 'values';

/** Example values of forms that are the same in JSON. */
const BUILT_IN_VALUES: Readonly<Record<string, unknown>> = {
  bool: true,
  vec2: { x: 1, y: 2 },
  vec3: { x: 1, y: 2, z: 3 },
  color: { r: 1, g: 0.5, b: 0, a: 1 },
};

/** Example values that are base64 in JSON: three bytes, and the Variant null. */
const BYTE_VALUES: Readonly<Record<ExampleKind, Readonly<Record<string, unknown>>>> = {
  json: { bytes: 'AQID', variant: 'AAAAAA==' },
  values: { bytes: Uint8Array.of(1, 2, 3), variant: null },
};

/** A packet in its canonical JSON form. */
export interface ExamplePacket {
  readonly type: number;
  readonly ref?: number;
  readonly message?: Readonly<Record<string, unknown>>;
}

/**
 * A packet with this message and all of its fields, within the rules that the contract knows. A field whose doc comment
 * says `e.g. "lobby"` or `e.g. 7` gets that value.
 * @param ref the request's number; omitted for messages that are neither requests nor replies
 */
export function examplePacket(
  message: ContractMessage,
  contract: Pick<Contract, 'structs'>,
  ref?: number,
): ExamplePacket {
  return {
    type: message.type,
    ...(ref !== undefined && { ref }),
    ...(message.fields.length > 0 && { message: exampleMessage(message, contract) }),
  };
}

/** The fields of a message or struct, with example values. */
export function exampleMessage(
  struct: ContractStruct,
  contract: Pick<Contract, 'structs'>,
  kind: ExampleKind = 'json',
): Record<string, unknown> {
  return new ExampleMaker(contract, kind).structOf(struct, []);
}

class ExampleMaker {
  constructor(
    private readonly contract: Pick<Contract, 'structs'>,
    private readonly kind: ExampleKind,
  ) {}

  /** @param path the structs it is nested in, which it does not contain again */
  structOf(struct: ContractStruct, path: readonly string[]): Record<string, unknown> {
    const inside = [...path, struct.name];
    const fields = struct.fields.filter(({ wire }) => wire.form !== 'struct' || !inside.includes(wire.struct));
    return Object.fromEntries(fields.map((field) => [field.name, this.fieldOf(field, inside)]));
  }

  private fieldOf(field: ContractField, path: readonly string[]): unknown {
    const value = this.valueOf(field, path);
    const items = Array.from({ length: Math.max(1, field.minItems ?? 1) }, () => value);
    if (field.container === 'list') return items;
    if (field.container === 'map') return Object.fromEntries(items.map((item, i) => [exampleKey(field, i), item]));
    return value;
  }

  private valueOf(field: ContractField, path: readonly string[]): unknown {
    const { wire } = field;
    if (wire.form === 'struct') return this.structOf(structOf(wire.struct, this.contract), path);
    if (wire.form === 'choice') return wire.values[0];
    if (wire.form in BUILT_IN_VALUES) return BUILT_IN_VALUES[wire.form];
    if (wire.form === 'json') return {};
    if (wire.form === 'bytes' || wire.form === 'variant') return BYTE_VALUES[this.kind][wire.form];
    return wire.form === 'string' ? exampleText(field) : exampleNumber(field, wire);
  }
}

/** Consecutive keys: 1, 2, 3 or a, b, c, which satisfy every length rule. */
function exampleKey({ key }: ContractField, i: number): string {
  return key?.form === 'varint' ? String(i + 1) : String.fromCodePoint('a'.charCodeAt(0) + i);
}

function exampleText({ name, doc, minLength = 0, maxLength = Infinity }: ContractField): string {
  const told = /\be\.g\. "([^"]+)"/.exec(doc)?.[1];
  if (told !== undefined && told.length >= minLength && told.length <= maxLength) return told;
  return name.repeat(Math.max(1, Math.ceil(minLength / name.length))).slice(0, Math.max(1, maxLength));
}

function exampleNumber(field: ContractField, wire: WireForm): number {
  const range = rangeOf(wire);
  const min = field.min ?? range?.min ?? -Infinity;
  const max = field.max ?? range?.max ?? Infinity;
  const told = Number(/\be\.g\. (-?\d+(?:\.\d+)?)/.exec(field.doc)?.[1]);
  if (told >= min && told <= max) return told;
  if (field.doc.includes('since 1970') && MOMENT_MS <= max) return MOMENT_MS;
  return Math.min(Math.max(field.isInteger ? 1 : 0.5, min), max);
}
