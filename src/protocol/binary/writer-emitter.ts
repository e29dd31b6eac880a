import type { ConstantPool } from '../check/constant-pool.js';
import { MAX_DEPTH } from '../check/plain-data.js';
import { access, braces, type SourceBlock } from '../check/source-block.js';
import type { Contract, ContractField, ContractStruct, WireForm } from '../contract/contract.js';
import { headBits, headBytes, isHeadBool, MAX_VARINT_BYTES, wireSize, type HeadBit } from '../contract/wire-size.js';
import type { FieldPlace } from './packet-output.js';
import { holdsOf, writeBounded } from './write-forms.js';

/**
 * Generates the functions that write structs: `(out, m, depth)` puts the bytes of `m` at the position of the
 * {@link PacketOutput}. Space for everything of bounded size is reserved once, and again after each unbounded value, so
 * that integers are stored without a call.
 */
export class WriterEmitter {
  private readonly bounded: number;

  /**
   * @param struct the message or struct
   * @param layout the contract it belongs to
   * @param functionOf the name of the function that writes a struct
   */
  constructor(
    private readonly struct: ContractStruct,
    private readonly layout: Pick<Contract, 'structs'>,
    private readonly pool: ConstantPool,
    private readonly functionOf: (struct: string) => string,
  ) {
    this.bounded = struct.fields.reduce((sum, field) => sum + this.mostBytes(field), headBytes(struct));
  }

  /** The function. */
  emit(name: string): SourceBlock {
    const { struct } = this;
    const reads = struct.fields.map((field, i) => `const f${i} = ${access('m', field.name)};`);
    return braces(`function ${name}(out, m, depth)`, [
      `if (depth > ${MAX_DEPTH}) out.refuseDepth();`,
      ...reads,
      'let v, n;',
      `let p = out.room(${this.bounded}), b = out.bytes, view = out.view;`,
      ...this.emitHead(),
      ...struct.fields.flatMap((field, i) => this.emitField(field, `f${i}`)),
      'out.position = p;',
    ]);
  }

  private emitHead(): SourceBlock {
    const bits = headBits(this.struct);
    const lines: (string | SourceBlock)[] = [];
    for (let first = 0; first < bits.length; first += 8) {
      const ofByte = bits.slice(first, first + 8);
      lines.push('n = 0;', ...ofByte.flatMap((bit, i) => this.emitHeadBit(bit, 1 << i)), 'b[p++] = n;');
    }
    return lines;
  }

  private emitHeadBit({ field, meaning }: HeadBit, bit: number): SourceBlock {
    const v = `f${this.struct.fields.indexOf(field)}`;
    if (meaning === 'presence') return [`if (${isThere(v)}) n |= ${bit};`];
    const isAbsent = field.isOptional ? `${v} !== undefined && ${v} !== null && ` : '';
    return [
      `if (${v} === true) n |= ${bit};`,
      `else if (${isAbsent}${v} !== false) out.refuse(${this.placeOf(field)}, ${v});`,
    ];
  }

  private emitField(field: ContractField, v: string): SourceBlock {
    if (isHeadBool(field)) return [];
    const write = this.emitPresent(field, v);
    return field.isOptional ? braces(`if (${isThere(v)})`, write) : write;
  }

  private emitPresent(field: ContractField, v: string): SourceBlock {
    const place = this.placeOf(field);
    if (field.container === 'list') return this.emitList(field.wire, v, place);
    if (field.container === 'map') return this.emitMap(field, v, place);
    if (this.isBounded(field.wire)) return [`v = ${v};`, ...writeBounded(field.wire, place, this.pool)];
    return this.outside(this.emitCall(field.wire, v, place), 0);
  }

  private emitList(wire: WireForm, v: string, place: string): SourceBlock {
    const { most } = wireSize(wire, this.layout);
    const head = [`if (!Array.isArray(${v})) out.refuse(${place}, ${v});`];
    const loop = `for (let i = 0; i < ${v}.length; i++)`;
    if (most !== Infinity) {
      const items = braces(loop, [`v = ${v}[i];`, ...writeBounded(wire, place, this.pool)]);
      return [...head, ...this.outside([`out.count(${v}.length);`], `${v}.length * ${most}`), ...items];
    }
    const items = braces(loop, this.emitCall(wire, `${v}[i]`, place));
    return [...head, ...this.outside([`out.count(${v}.length);`, ...items], 0)];
  }

  private emitMap({ wire, key }: ContractField, v: string, place: string): SourceBlock {
    const isIntegerKey = key?.form === 'varint';
    const entry = this.isBounded(wire)
      ? [`v = ${v}[key];`, ...this.inside(wireSize(wire, this.layout).most, writeBounded(wire, place, this.pool))]
      : this.emitCall(wire, `${v}[key]`, place);
    return [
      `if (typeof ${v} !== "object" || ${v} === null || Array.isArray(${v}) || ${v} instanceof Map) out.refuse(${place}, ${v});`,
      ...this.outside(
        [
          `n = Object.keys(${v});`,
          'out.count(n.length);',
          ...braces('for (const key of n)', [`out.${isIntegerKey ? 'wholeKey' : 'string'}(key, ${place});`, ...entry]),
        ],
        0,
      ),
    ];
  }

  /** Statements that write through `out`, during which `p` and `b` are not valid. Afterwards, space for the rest is reserved. */
  private outside(statements: SourceBlock, more: string | 0): SourceBlock {
    const room = more === 0 ? String(this.bounded) : `${this.bounded} + ${more}`;
    return ['out.position = p;', ...statements, `p = out.room(${room}), b = out.bytes, view = out.view;`];
  }

  /** Statements that write to `b`, between others that write through `out`. */
  private inside(bytes: number, statements: SourceBlock): SourceBlock {
    return [`p = out.room(${bytes}), b = out.bytes, view = out.view;`, ...statements, 'out.position = p;'];
  }

  private emitCall(wire: WireForm, v: string, place: string): SourceBlock {
    if (wire.form !== 'struct') return [`out.${wire.form === 'bytes' ? 'blob' : wire.form}(${v}, ${place});`];
    return [
      `v = ${v};`,
      `if (typeof v !== "object" || v === null || Array.isArray(v)) out.refuse(${place}, v);`,
      `${this.functionOf(wire.struct)}(out, v, depth + 1);`,
    ];
  }

  private isBounded(wire: WireForm): boolean {
    return wireSize(wire, this.layout).most !== Infinity;
  }

  private mostBytes(field: ContractField): number {
    if (isHeadBool(field)) return 0;
    if (field.container !== 'none') return MAX_VARINT_BYTES;
    const { most } = wireSize(field.wire, this.layout);
    return most === Infinity ? 0 : most;
  }

  private placeOf(field: ContractField): string {
    const { container, wire, name } = field;
    const holds = container === 'none' ? holdsOf(wire) : `a ${container} of values, each ${holdsOf(wire)}`;
    const place: FieldPlace = { struct: this.struct.name, field: name, holds };
    return this.pool.nameOf(Object.freeze(place), `place_${name}`);
  }
}

function isThere(v: string): string {
  return `${v} !== undefined && ${v} !== null`;
}
