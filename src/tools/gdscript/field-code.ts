import type { Contract, ContractField, ContractStruct } from '../../protocol/contract/contract.js';
import { structOf, wireSize } from '../../protocol/contract/wire-size.js';
import type { Dialect } from './dialect.js';
import type { StepWorld } from './steps/step-world.js';
import { classNameOf, memberName, quote, snakeCase } from './gd-names.js';

/** What all generators of code need. */
export interface GenerationContext {
  readonly contract: Contract;
  readonly dialect: Dialect;
  /** The shared files. */
  readonly steps?: StepWorld;
}

/** StreamPeer's methods for the forms that have one. */
const STREAM_METHODS: Readonly<Record<string, string>> = {
  ...{ u8: 'u8', u16: 'u16', u32: 'u32', i8: '8', i16: '16', i32: '32', f32: 'float', f64: 'double' },
};

/** Methods of GodwitReader and GodwitWriter for the others. */
const HELPER_METHODS: Readonly<Record<string, string>> = {
  ...{ varuint: 'varuint', varint: 'varint', string: 'text', bytes: 'bytes', variant: 'variant', json: 'json' },
  ...{ bool: 'bool', vec2: 'vector2', vec3: 'vector3', color: 'color' },
};

/** The GDScript code for one field: its type, and how its values are read and written. */
export class FieldCode {
  readonly member: string;
  readonly constant: string;

  constructor(
    readonly field: ContractField,
    readonly context: GenerationContext,
  ) {
    this.member = memberName(field.name);
    this.constant = `_${this.member.toUpperCase()}_VALUES`;
  }

  get isList(): boolean {
    return this.field.container === 'list';
  }

  get isMap(): boolean {
    return this.field.container === 'map';
  }

  /** Whether it holds a single value, not a list or map. */
  get isSingle(): boolean {
    return this.field.container === 'none';
  }

  /** A single struct may be null. */
  get isReference(): boolean {
    return this.structClass !== undefined && this.isSingle;
  }

  /** The type of a map's keys. */
  get keyType(): 'String' | 'int' {
    return this.field.key?.form === 'varint' ? 'int' : 'String';
  }

  /** The head of a loop over the keys of `map`. */
  keyLoop(map: string, type: string = this.keyType): string {
    return this.context.dialect.engine === 4 ? `for _key: ${type} in ${map}:` : `for _key in ${map}:`;
  }

  /** The declaration of a variable for one value. */
  itemVariable(value: string): string {
    const suffix = this.itemType === 'Variant' || this.isNameless ? this.context.dialect.anyType : `: ${this.itemType}`;
    return `var _item${suffix} = ${value}`;
  }

  /** Whether a separate member says if the field is set. */
  get hasFlag(): boolean {
    return this.field.isOptional && !this.isReference;
  }

  /** The generated class of a struct field. */
  get structClass(): string | undefined {
    return this.struct && classNameOf(this.struct);
  }

  /**
   * An expression for a new instance of the struct's class. GDScript 3 cannot name a class inside itself or inside what it
   * uses, so a class that contains itself is looked up by name at run time there.
   */
  get construct(): string {
    const struct = this.struct;
    if (struct === undefined) return 'null';
    const name = classNameOf(struct);
    return this.isNameless ? `GodwitScripts.named("${name}").new()` : `${name}.new()`;
  }

  /** The declaration of a variable for a new instance of the struct's class. */
  newItemVariable(): string {
    return `var _item ${this.isNameless ? '=' : ':='} ${this.construct}`;
  }

  /** The type of one value. */
  get itemType(): string {
    const { wire, isInteger } = this.field;
    switch (wire.form) {
      case 'bool':
        return 'bool';
      case 'string':
        return 'String';
      case 'bytes':
        return this.context.dialect.bytesType;
      case 'variant':
        return 'Variant';
      case 'json':
        return 'Dictionary';
      case 'vec2':
        return 'Vector2';
      case 'vec3':
        return 'Vector3';
      case 'color':
        return 'Color';
      case 'struct':
        return this.structClass ?? 'Variant';
      case 'choice':
        return choiceType(wire.values);
      case 'f32':
      case 'f64':
      case 'quantized':
        return isInteger ? 'int' : 'float';
      default:
        return 'int';
    }
  }

  /** ": int", ": Array[ChatLine]" ... as it follows a name. */
  get typeSuffix(): string {
    if (this.isList) return `: ${this.context.dialect.listType(this.itemType)}`;
    if (this.isMap) return ': Dictionary';
    return this.itemType === 'Variant' || this.isNameless ? this.context.dialect.anyType : `: ${this.itemType}`;
  }

  /** The value of an unset field. */
  get defaultValue(): string {
    if (this.isList) return '[]';
    if (this.isMap) return '{}';
    if (this.field.wire.form === 'choice') return literal(this.field.wire.values[0]);
    const type = this.itemType;
    const defaults: Record<string, string> = {
      bool: 'false',
      String: '""',
      int: '0',
      float: '0.0',
      Variant: 'null',
      Dictionary: '{}',
    };
    if (this.structClass !== undefined) return this.field.isOptional ? 'null' : this.construct;
    return defaults[type] ?? `${type}()`;
  }

  /** Size of one value in bytes, undefined if it varies. */
  get fixedBytes(): number | undefined {
    const { least, most } = wireSize(this.field.wire, this.context.contract);
    return least === most ? most : undefined;
  }

  /** Minimum size of one list or map entry. */
  get leastEntryBytes(): number {
    return wireSize(this.field.wire, this.context.contract).least + (this.isMap ? 1 : 0);
  }

  /** An expression that reads one value from `reader`, whose stream is `stream`. Not for structs. */
  readExpression(): string {
    const { wire } = this.field;
    if (wire.form === 'quantized') {
      const value = `reader.get_quantized(${float(wire.min)}, ${float(wire.max)}, ${wire.bits})`;
      return this.itemType === 'int' ? `int(round(${value}))` : value;
    }
    if (wire.form === 'choice') return `${this.constant}[reader.get_index(${wire.values.length})]`;
    const method = STREAM_METHODS[wire.form];
    if (method === undefined) return `reader.get_${HELPER_METHODS[wire.form] ?? wire.form}()`;
    return this.itemType === 'int' && /float|double/.test(method)
      ? `int(stream.get_${method}())`
      : `stream.get_${method}()`;
  }

  /** A statement that writes `value`. */
  writeStatement(value: string): string {
    const { wire } = this.field;
    if (wire.form === 'struct') return `${value}.write(writer)`;
    if (wire.form === 'quantized')
      return `writer.put_quantized(${value}, ${float(wire.min)}, ${float(wire.max)}, ${wire.bits})`;
    if (wire.form === 'choice') return `writer.put_index(${this.constant}.find(${value}), ${wire.values.length})`;
    const method = STREAM_METHODS[wire.form];
    return method === undefined
      ? `writer.put_${HELPER_METHODS[wire.form] ?? wire.form}(${value})`
      : `stream.put_${method}(${value})`;
  }

  /** An expression that turns a JSON value into one of the declared type. Not for structs. */
  fromJson(value: string): string {
    const isMixed = this.field.wire.form === 'choice' && this.itemType === 'Variant';
    if (isMixed) return `GodwitFields.to_choice(${value}, ${this.constant})`;
    return `GodwitFields.${JSON_METHODS[this.itemType] ?? 'to_object'}(${value}${UNDEFAULTED.includes(this.itemType) ? '' : `, ${this.itemDefault}`})`;
  }

  /** An expression for the value in JSON. */
  toJson(value: string): string {
    const form = this.field.wire.form;
    if (form === 'struct') return `${value}.to_fields()`;
    const method = {
      bytes: 'from_bytes',
      variant: 'from_variant',
      vec2: 'from_vector2',
      vec3: 'from_vector3',
      color: 'from_color',
    };
    return form in method ? `GodwitFields.${method[form as keyof typeof method]}(${value})` : value;
  }

  private get struct(): ContractStruct | undefined {
    const { wire } = this.field;
    return wire.form === 'struct' ? structOf(wire.struct, this.context.contract) : undefined;
  }

  private get isNameless(): boolean {
    const { contract, dialect } = this.context;
    return dialect.engine === 3 && this.struct !== undefined && holds(this.struct, this.struct.name, contract);
  }

  private get itemDefault(): string {
    if (this.field.wire.form === 'choice') return literal(this.field.wire.values[0]);
    const defaults: Record<string, string> = { bool: 'false', String: '""', int: '0', float: '0.0' };
    return defaults[this.itemType] ?? `${this.itemType}()`;
  }
}

/** Types whose conversion has its own default. */
const UNDEFAULTED = ['Variant', 'Dictionary'];

const JSON_METHODS: Readonly<Record<string, string>> = {
  int: 'to_int',
  float: 'to_float',
  bool: 'to_bool',
  String: 'to_text',
  PackedByteArray: 'to_bytes',
  PoolByteArray: 'to_bytes',
  Vector2: 'to_vector2',
  Vector3: 'to_vector3',
  Color: 'to_color',
  Variant: 'to_variant',
  Dictionary: 'to_object',
};

/** The file of a class, relative to the folder of generated files. */
export function classFile(struct: { readonly name: string; readonly module: string }): string {
  return `${snakeCase(struct.module)}/${snakeCase(classNameOf(struct))}.gd`;
}

/** Whether a struct contains another, at any depth. */
function holds(struct: ContractStruct, wanted: string, contract: Contract, seen = new Set<string>()): boolean {
  return struct.fields.some(({ wire }) => {
    if (wire.form !== 'struct' || seen.has(wire.struct)) return false;
    seen.add(wire.struct);
    return wire.struct === wanted || holds(structOf(wire.struct, contract), wanted, contract, seen);
  });
}

/** A value as a GDScript literal. */
export function literal(value: string | number | boolean | undefined): string {
  return typeof value === 'string' ? quote(value) : String(value);
}

/** A float literal: always with a decimal point. */
export function float(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? value.toFixed(1) : String(value);
}

function choiceType(values: readonly (string | number | boolean)[]): string {
  if (values.every((value) => typeof value === 'string')) return 'String';
  if (values.every((value) => typeof value === 'boolean')) return 'bool';
  return values.every((value) => Number.isInteger(value)) ? 'int' : 'Variant';
}
