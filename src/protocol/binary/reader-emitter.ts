import type { ConstantPool } from '../check/constant-pool.js';
import { MAX_DEPTH } from '../check/plain-data.js';
import { access, braces, type SourceBlock } from '../check/source-block.js';
import type { Contract, ContractField, ContractStruct, KeyForm, WireForm } from '../contract/contract.js';
import { headBits, headBytes, isHeadBool, wireSize } from '../contract/wire-size.js';
import { readFixed } from './read-forms.js';

/**
 * Generates the functions that read structs: `(input, depth)` builds a plain object from the bytes at the position of the
 * {@link PacketInput}. Consecutive fixed-size values are bounds-checked together.
 */
export class ReaderEmitter {
  /**
   * @param struct the message or struct
   * @param layout the contract it belongs to
   * @param functionOf the name of the function that reads a struct
   */
  constructor(
    private readonly struct: ContractStruct,
    private readonly layout: Pick<Contract, 'structs'>,
    private readonly pool: ConstantPool,
    private readonly functionOf: (struct: string) => string,
  ) {}

  /** The function. */
  emit(name: string): SourceBlock {
    const { fields } = this.struct;
    const variables = fields.map((_field, i) => `f${i}`);
    return braces(`function ${name}(input, depth)`, [
      `if (depth > ${MAX_DEPTH}) throw TOO_DEEP;`,
      `let ${['n', ...variables].join(', ')};`,
      'const b = input.bytes, end = input.end;',
      'let p = input.position;',
      ...this.emitHead(),
      ...fields.flatMap((field, i) => this.emitField(field, i)),
      'input.position = p;',
      ...this.emitObject(),
    ]);
  }

  private emitHead(): SourceBlock {
    const { struct } = this;
    const bits = headBits(struct);
    const bytes = headBytes(struct);
    const names = Array.from({ length: bytes }, (_, i) => `h${i}`);
    const unused = bytes * 8 - bits.length;
    return [
      ...this.expect(bytes + this.fixedRun(0)),
      ...names.map((head) => `const ${head} = b[p++];`),
      ...(unused === 0 ? [] : [`if (${names.at(-1) ?? ''} >= ${2 ** (8 - unused)}) throw BAD_VALUE;`]),
      ...struct.fields.flatMap((field, i) => (isHeadBool(field) ? this.emitBool(field, i) : [])),
    ];
  }

  private emitBool(field: ContractField, i: number): SourceBlock {
    const value = this.headTest(field, 'value');
    if (!field.isOptional) return [`f${i} = ${value};`];
    return [`if (${this.headTest(field, 'presence')}) f${i} = ${value};`, `else if (${value}) throw BAD_VALUE;`];
  }

  private emitField(field: ContractField, i: number): SourceBlock {
    if (isHeadBool(field)) return [];
    const v = `f${i}`;
    if (field.isOptional) {
      const size = this.fixedBytes(field);
      const read = [...this.expect(size ?? 0), ...this.emitPresent(field, v)];
      return [...braces(`if (${this.headTest(field, 'presence')})`, read), ...this.expect(this.fixedRun(i + 1))];
    }
    const isInRun = this.fixedBytes(field) !== undefined;
    return [...this.emitPresent(field, v), ...(isInRun ? [] : this.expect(this.fixedRun(i + 1)))];
  }

  private emitPresent({ wire, container, key }: ContractField, v: string): SourceBlock {
    if (container === 'list') return this.emitList(wire, v);
    if (container === 'map') return this.emitMap(wire, v, key);
    return this.emitValue(wire, v);
  }

  private emitValue(wire: WireForm, v: string): SourceBlock {
    if (this.isFixed(wire)) return readFixed(wire, v, this.pool);
    const call = this.outside([`${v} = ${this.callOf(wire)};`]);
    if (wire.form !== 'varuint') return call;
    return [`if (p < end && b[p] < 128) ${v} = b[p++];`, ...braces('else', call)];
  }

  private emitList(wire: WireForm, v: string): SourceBlock {
    const { least } = wireSize(wire, this.layout);
    return [
      ...this.outside([`n = input.count(${least});`]),
      `${v} = [];`,
      ...braces('for (let left = n, item; left > 0; left--)', [...this.emitValue(wire, 'item'), `${v}.push(item);`]),
    ];
  }

  private emitMap(wire: WireForm, v: string, key: KeyForm = { form: 'string' }): SourceBlock {
    const { least, most } = wireSize(wire, this.layout);
    return [
      ...this.outside([`n = input.count(${1 + least});`]),
      `${v} = {};`,
      ...braces('for (let left = n, item; left > 0; left--)', [
        ...this.outside([`const key = ${key.form === 'string' ? 'input.string()' : 'String(input.varint())'};`]),
        ...(least === most ? this.expect(most) : []),
        ...this.emitValue(wire, 'item'),
        `input.putEntry(${v}, key, item);`,
      ]),
    ];
  }

  /** Fields that are always present form an object literal; the others are added, so that an absent one has no key. */
  private emitObject(): SourceBlock {
    const { fields } = this.struct;
    const required = fields.flatMap((field, i) => (field.isOptional ? [] : [`${JSON.stringify(field.name)}: f${i}`]));
    const optional = fields.flatMap((field, i) =>
      field.isOptional ? [`if (f${i} !== undefined) ${access('m', field.name)} = f${i};`] : [],
    );
    return [`const m = { ${required.join(', ')} };`, ...optional, 'return m;'];
  }

  private expect(bytes: number): SourceBlock {
    return bytes === 0 ? [] : [`if (end - p < ${bytes}) throw TRUNCATED;`];
  }

  /** Statements that read through `input`, during which `p` is not valid. */
  private outside(statements: SourceBlock): SourceBlock {
    return ['input.position = p;', ...statements, 'p = input.position;'];
  }

  private callOf(wire: WireForm): string {
    if (wire.form === 'struct') return `${this.functionOf(wire.struct)}(input, depth + 1)`;
    return `input.${wire.form === 'bytes' ? 'blob' : wire.form}()`;
  }

  private headTest(field: ContractField, meaning: 'presence' | 'value'): string {
    const index = headBits(this.struct).findIndex((bit) => bit.field === field && bit.meaning === meaning);
    return `(h${index >> 3} & ${1 << (index & 7)}) !== 0`;
  }

  /** The total size of the consecutive fields from index `first` on that are always present and of fixed size. */
  private fixedRun(first: number): number {
    let bytes = 0;
    for (const field of this.struct.fields.slice(first)) {
      const size = field.isOptional && !isHeadBool(field) ? undefined : this.fixedBytes(field);
      if (size === undefined) return bytes;
      bytes += size;
    }
    return bytes;
  }

  private fixedBytes(field: ContractField): number | undefined {
    if (isHeadBool(field)) return 0;
    if (field.container !== 'none' || !this.isFixed(field.wire)) return undefined;
    return wireSize(field.wire, this.layout).most;
  }

  private isFixed(wire: WireForm): boolean {
    const { least, most } = wireSize(wire, this.layout);
    return least === most;
  }
}
