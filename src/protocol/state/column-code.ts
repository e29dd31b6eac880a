import { ConstantPool } from '../check/constant-pool.js';
import { TRUNCATED } from '../binary/packet-fault.js';
import { Color, Vector2, Vector3 } from '../contract/wire.decorator.js';
import type { ContractColumn, StateForm } from '../contract/contract.js';
import type { ColumnCode, ColumnOptions } from './column.js';
import { ContainerCode } from './container-code.js';
import { mixHash } from './patch-format.js';
import { scalarOf, type ScalarCode } from './scalar-code.js';
import { StringCode } from './string-code.js';

/**
 * Compiles the code of a column.
 * @throws EvalError when the process forbids generating code from strings
 */
export function columnCode(
  column: Pick<ContractColumn, 'path' | 'wire' | 'container'>,
  options: ColumnOptions,
): ColumnCode {
  const item = valueCode(column.wire, column.path, options);
  return column.container === 'none'
    ? item
    : new ContainerCode(item, column.container, `${column.path} of ${options.owner}`);
}

function valueCode(wire: StateForm, path: string, options: ColumnOptions): ColumnCode {
  if (wire.form === 'string') return new StringCode(`${path} of ${options.owner}`);
  const scalar = scalarOf(wire, options);
  const refuse = (value: unknown): never => {
    const what = typeof value === 'number' ? String(value) : value === null ? 'null' : typeof value;
    throw new TypeError(`The field ${path} of ${options.owner} must be ${scalar.holds}, but is ${what}.`);
  };
  const pool = new ConstantPool({ refuse, TRUNCATED, mixHash, Vector2, Vector3, Color, words: new Uint32Array(2) });
  const source = new CodeEmitter(scalar, pool).emit();
  // Generated code gets its type here.
  return pool.run(source) as ColumnCode;
}

/** Generates the source for a column of numbers. */
class CodeEmitter {
  constructor(
    private readonly scalar: ScalarCode,
    private readonly pool: ConstantPool,
  ) {}

  emit(): string {
    const { scalar, pool } = this;
    const parts = scalar.parts;
    const w = Math.max(1, parts.length);
    const each = (line: (part: string, i: number) => string, joined = ' '): string =>
      (parts.length > 0 ? parts : ['']).map((part, i) => line(part, i)).join(joined);
    const valueOf = (part: string): string => (part === '' ? 'v' : `v.${part}`);
    const at = (i: number): string => (w === 1 ? 'c[s]' : `c[s * ${w} + ${i}]`);
    const check = (part: string): string => scalar.check(valueOf(part), pool);
    const object = parts.length > 0 ? 'typeof v !== "object" || v === null || ' : '';
    const encode = each((part, i) => `const q${i} = ${scalar.encode(valueOf(part), pool)};`);
    const decoded = each((_, i) => scalar.decode(at(i), pool), ', ');
    const json = each((_, i) => scalar.json(at(i), pool), ', ');
    const fromJson = each((_, i) => `j[${i}]`, ', ');
    return `
const floats = new Float32Array(words.buffer), doubles = new Float64Array(words.buffer);
const code = {
  make(n, old) {
    const c = new ${scalar.array}(n * ${w});
    ${scalar.zero === '0' ? '' : `c.fill(${scalar.zero});`}
    if (old !== undefined) c.set(old.length > c.length ? old.subarray(0, c.length) : old);
    return c;
  },
  put(c, s, v) {
    if (${object}${each((part) => `!(${check(part)})`, ' || ')}) refuse(v);
    ${encode}
    if (${each((_, i) => scalar.isSame?.(at(i), `q${i}`) ?? `${at(i)} === q${i}`, ' && ')}) return false;
    ${each((_, i) => `${at(i)} = q${i};`)}
    return true;
  },
  clear(c, s) { ${each((_, i) => `${at(i)} = ${scalar.zero};`)} },
  get(c, s) { return ${w === 1 ? decoded : `new ${scalar.vector}(${decoded})`}; },
  toJson(c, s) { return ${w === 1 ? json : `[${json}]`}; },
  putJson(c, s, j) { ${w === 1 ? `code.put(c, s, ${scalar.fromJson?.('j', pool) ?? 'j'});` : `if (!Array.isArray(j)) refuse(j); code.put(c, s, new ${scalar.vector}(${fromJson}));`} },
  write(out, c, slots, from, to) {
    let p = out.room((to - from) * ${w * scalar.bytes} + 1);
    const b = out.bytes, view = out.view;
    ${scalar.isBits ? writeBits : `for (let n = from; n < to; n++) { const s = slots[n]; ${each((_, i) => putBytes(scalar, at(i)))} }`}
    out.position = p;
  },
  read(input, c, slots, from, to) {
    let p = input.position;
    const b = input.bytes, end = p + ${scalar.isBits ? '((to - from + 7) >> 3)' : `(to - from) * ${w * scalar.bytes}`};
    if (end > input.end) throw TRUNCATED;
    ${scalar.isBits ? readBits : `for (let n = from; n < to; n++) { const s = slots[n]; ${each((_, i) => takeBytes(scalar, at(i)))} }`}
    input.position = end;
  },
  hash(c, s, h) { ${each((_, i) => hashWord(scalar, at(i)))} return h; },
  bytes: ${w * scalar.bytes},
};
return code;`;
  }
}

const writeBits = `for (let n = from, bit = 1, byte = 0; n < to; n++) {
      if (c[slots[n]] === 1) byte |= bit;
      bit <<= 1;
      if (bit === 256 || n === to - 1) { b[p++] = byte; byte = 0; bit = 1; }
    }`;

const readBits = `for (let n = from; n < to; n++) c[slots[n]] = (b[p + ((n - from) >> 3)] >> ((n - from) & 7)) & 1;`;

function putBytes({ array, bytes }: ScalarCode, cell: string): string {
  if (array === 'Float32Array') return `view.setFloat32(p, ${cell}, true); p += 4;`;
  if (array === 'Float64Array') return `view.setFloat64(p, ${cell}, true); p += 8;`;
  const shifts = [8, 16, 24].slice(0, bytes - 1).map((shift) => `b[p++] = q >> ${shift};`);
  return `{ const q = ${cell}; b[p++] = q; ${shifts.join(' ')} }`;
}

function takeBytes({ array, bytes }: ScalarCode, cell: string): string {
  if (array === 'Float32Array') return `${cell} = b.readFloatLE(p); p += 4;`;
  if (array === 'Float64Array') return `${cell} = b.readDoubleLE(p); p += 8;`;
  const taken = [0, 8, 16, 24].slice(0, bytes).map((shift, i) => `b[p + ${i}] << ${shift}`);
  return `${cell} = ${taken.join(' | ')}; p += ${bytes};`;
}

function hashWord({ array }: ScalarCode, cell: string): string {
  if (array === 'Float32Array') return `floats[0] = ${cell}; h = mixHash(h, words[0]);`;
  if (array === 'Float64Array') return `doubles[0] = ${cell}; h = mixHash(mixHash(h, words[0]), words[1]);`;
  return `h = mixHash(h, ${cell});`;
}
