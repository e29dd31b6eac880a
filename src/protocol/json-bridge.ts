import { BAD_VALUE, PacketFault } from './binary/packet-fault.js';
import type { Contract, ContractField, ContractStruct } from './contract/contract.js';
import { structOf } from './contract/wire-size.js';
import type { Envelope } from './envelope.js';
import type { ErrorCode } from './error-codes.js';
import { decodeVariant, encodeVariant } from './variant/variant.js';
import { VariantError } from './variant/variant-error.js';
import type { VariantOptions } from './variant/variant-options.js';
import type { VariantValue } from './variant/variant-value.js';

/** Base64 with padding (RFC 4648 section 4), as Godot's `Marshalls` writes it. */
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

type Layout = Pick<Contract, 'messages' | 'structs'>;
type Engine = Pick<VariantOptions, 'godot'>;
type Fields = Record<string, unknown>;

/** A field that JSON cannot represent directly, or a struct with such fields. */
interface BridgedField {
  readonly name: string;
  readonly container: ContractField['container'];
  readonly form: 'bytes' | 'variant' | 'struct';
  /** The fields inside, if the form is `struct`. */
  readonly inner: readonly BridgedField[];
}

/** Converts one value whose form is `bytes` or `variant`. */
type Convert = (value: unknown, field: BridgedField) => unknown;

/**
 * Carries fields of the forms `bytes` and `variant` through JSON, as base64 of what the binary codec writes after their
 * length. Only affects messages that have such fields; the others pass untouched.
 */
export class JsonBridge {
  private readonly byType: ReadonlyMap<number, readonly BridgedField[]>;
  private readonly fromJson: Convert;
  private readonly toJson: Convert;

  private constructor(layout: Layout, engine: Engine) {
    this.byType = bridgedMessages(layout);
    this.fromJson = (value, { form }) => (form === 'bytes' ? readBytes(value) : readVariant(value, engine));
    this.toJson = (value, field) =>
      base64(field.form === 'bytes' ? bytesOf(value, field) : variantOf(value, field, engine));
  }

  /** The bridge of a contract; undefined when no message needs one. */
  static of(layout: Layout, engine: Engine): JsonBridge | undefined {
    const bridge = new JsonBridge(layout, engine);
    return bridge.byType.size === 0 ? undefined : bridge;
  }

  /**
   * Decodes the base64 of a packet that was just parsed into bytes and Variants. Invalid base64 for bytes is left as it is:
   * validation refuses it and names the field.
   * @returns the error code for an invalid Variant, or undefined
   */
  read(packet: Envelope): ErrorCode | undefined {
    const fields = this.byType.get(packet.type);
    if (fields === undefined || !isObject(packet.message)) return undefined;
    try {
      packet.message = convertFields(fields, packet.message, this.fromJson);
      return undefined;
    } catch (error) {
      if (error instanceof VariantError || error instanceof PacketFault) return error.code;
      throw error;
    }
  }

  /**
   * The message in a form that JSON can represent: unchanged, or a copy with base64.
   * @throws TypeError naming the field that holds neither bytes nor a Variant
   */
  write(type: number, message: object): object {
    const fields = this.byType.get(type);
    return fields === undefined ? message : convertFields(fields, message, this.toJson);
  }
}

function convertFields(fields: readonly BridgedField[], source: object, convert: Convert): Fields {
  const copy: Fields = { ...source };
  for (const field of fields) {
    const value = copy[field.name];
    if (value !== undefined && value !== null) copy[field.name] = convertField(field, value, convert);
  }
  return copy;
}

function convertField(field: BridgedField, value: unknown, convert: Convert): unknown {
  const convertItem = (item: unknown): unknown => {
    if (field.form !== 'struct') return convert(item, field);
    return isObject(item) ? convertFields(field.inner, item, convert) : item;
  };
  if (field.container === 'none') return convertItem(value);
  if (field.container === 'list') return Array.isArray(value) ? value.map(convertItem) : value;
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, convertItem(item)]));
}

function readBytes(value: unknown): unknown {
  return typeof value === 'string' && BASE64.test(value) ? new Uint8Array(Buffer.from(value, 'base64')) : value;
}

function readVariant(value: unknown, engine: Engine): VariantValue {
  if (typeof value !== 'string' || !BASE64.test(value)) throw BAD_VALUE;
  return decodeVariant(Buffer.from(value, 'base64'), engine);
}

function bytesOf(value: unknown, { name }: BridgedField): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`The field ${name} must be a Uint8Array, but is ${typeof value}.`);
}

function variantOf(value: unknown, { name }: BridgedField, engine: Engine): Uint8Array {
  try {
    // The Variant writer checks the value itself, and refuses anything else.
    return encodeVariant(value as VariantValue, { ...engine, mendsText: true });
  } catch (cause) {
    throw new TypeError(`The field ${name} must be a value of the Variant model.`, { cause });
  }
}

function base64({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}

function bridgedMessages(layout: Layout): ReadonlyMap<number, readonly BridgedField[]> {
  const needs = structsInNeed(layout);
  const structs = new Map<string, BridgedField[]>();
  const fieldsOf = (struct: ContractStruct): BridgedField[] =>
    struct.fields.flatMap(({ name, container, wire }): BridgedField[] => {
      if (wire.form === 'bytes' || wire.form === 'variant') return [{ name, container, form: wire.form, inner: [] }];
      if (wire.form !== 'struct' || !needs.has(wire.struct)) return [];
      return [{ name, container, form: wire.form, inner: innerOf(wire.struct) }];
    });
  const innerOf = (name: string): BridgedField[] => {
    const known = structs.get(name);
    if (known) return known;
    // Registered before it is filled, for structs that contain themselves.
    const inner: BridgedField[] = [];
    structs.set(name, inner);
    inner.push(...fieldsOf(structOf(name, layout)));
    return inner;
  };
  const bridged = layout.messages.map((message) => [message.type, fieldsOf(message)] as const);
  return new Map(bridged.filter(([, fields]) => fields.length > 0));
}

/** The structs that have fields of these forms, directly or nested. */
function structsInNeed({ structs }: Layout): ReadonlySet<string> {
  const needs = new Set<string>();
  const isInNeed = ({ fields }: ContractStruct): boolean =>
    fields.some(({ wire }) =>
      wire.form === 'struct' ? needs.has(wire.struct) : wire.form === 'bytes' || wire.form === 'variant',
    );
  for (let known = -1; known < needs.size;) {
    known = needs.size;
    for (const struct of structs) if (isInNeed(struct)) needs.add(struct.name);
  }
  return needs;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
