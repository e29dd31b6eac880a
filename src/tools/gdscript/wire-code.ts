import type { FieldCode, GenerationContext } from './field-code.js';

/** Maximum presence and bool bits per class: GDScript's integers safely hold 63. */
const MAX_FLAGS = 62;

/** One bit of the head: a plain bool's value, or whether an optional field is present. */
interface Bit {
  readonly code: FieldCode;
  readonly kind: 'presence' | 'value';
}

/**
 * Statements of `write()`. The binary form: the head's bits in declared order, least significant first, in whole bytes;
 * then the fields in declared order.
 * @throws Error when a class has too many optional and bool fields
 */
export function writeBody(fields: readonly FieldCode[]): string[] {
  const bits = bitsOf(fields);
  const lines: string[] = [];
  const written = fields.filter((code) => !isBit(code));
  if (bits.length > 0) {
    lines.push('\tvar head: int = 0');
    bits.forEach(({ code, kind }, index) => {
      const condition = kind === 'value' ? valueBitCondition(code) : presenceOf(code);
      lines.push(`\tif ${condition}:`, `\t\thead |= ${2 ** index}`);
    });
    lines.push(`\twriter.put_bits(head, ${bits.length})`);
  }
  if (written.some(usesStream('writeStatement'))) lines.push('\tvar stream: StreamPeerBuffer = writer.stream');
  for (const code of written) {
    lines.push(...guarded(code, writeStatements(code)));
  }
  return lines;
}

function writeStatements(code: FieldCode): string[] {
  const { member } = code;
  if (code.isSingle) return [code.writeStatement(member)];
  const count = `writer.put_varuint(${member}.size())`;
  if (code.isList) return [count, `for _item in ${member}:`, `\t${code.writeStatement('_item')}`];
  return [
    count,
    code.keyLoop(member),
    `\twriter.put_${code.keyType === 'int' ? 'varint' : 'text'}(_key)`,
    `\t${code.itemVariable(`${member}[_key]`)}`,
    `\t${code.writeStatement('_item')}`,
  ];
}

/** Statements of `read()`; consecutive fixed-size values are bounds-checked together. */
export function readBody(fields: readonly FieldCode[], context: GenerationContext): string[] {
  const bits = bitsOf(fields);
  const lines: string[] = [];
  if (bits.length > 0) lines.push(`\tvar head: int = reader.get_bits(${bits.length})`);
  const read = fields.filter((code) => !isBit(code));
  if (read.some(usesStream('readExpression'))) lines.push('\tvar stream: StreamPeerBuffer = reader.stream');

  const isSet = (code: FieldCode, kind: Bit['kind']): string => {
    const index = bits.findIndex((bit) => bit.code === code && bit.kind === kind);
    return `(head & ${2 ** index}) != 0`;
  };
  let checkedBytes = 0;
  fields.forEach((code, index) => {
    if (isBit(code)) {
      const line = `${code.member} = ${isSet(code, 'value')}`;
      lines.push(...(code.hasFlag ? presenceBlock(code, [line]) : [`\t${line}`]));
      return;
    }
    const isPlain = !code.field.isOptional && code.isSingle && code.fixedBytes !== undefined;
    if (isPlain && checkedBytes === 0) {
      checkedBytes = runLength(fields.slice(index));
      lines.push(`\tif not reader.has(${checkedBytes}):`, '\t\treturn');
    }
    if (isPlain) checkedBytes -= code.fixedBytes;
    const statements = isPlain ? [`${code.member} = ${code.readExpression()}`] : readStatements(code, context);
    lines.push(...(code.field.isOptional ? presenceBlock(code, statements) : statements.map((line) => `\t${line}`)));
  });
  return lines;

  function presenceBlock(code: FieldCode, statements: string[]): string[] {
    const flag = code.hasFlag && context.dialect.engine === 3 ? [`has_${code.member} = true`] : [];
    return [`\tif ${isSet(code, 'presence')}:`, ...[...statements, ...flag].map((line) => `\t\t${line}`)];
  }
}

function readStatements(code: FieldCode, { dialect }: GenerationContext): string[] {
  const { member, structClass, fixedBytes } = code;
  const room = (): string[] => (fixedBytes === undefined ? [] : [`if not reader.has(${fixedBytes}):`, '\treturn']);
  if (code.isSingle) {
    return structClass === undefined
      ? [...room(), `${member} = ${code.readExpression()}`]
      : [`${member} = ${code.construct}`, `${member}.read(reader)`];
  }
  if (code.isMap) return readMapStatements(code, room());
  const items = `${member}_items`;
  const declaration = `var ${items}: ${dialect.engine === 4 ? `Array[${code.itemType}]` : 'Array'} = []`;
  const body =
    structClass === undefined
      ? [`\t${items}.append(${code.readExpression()})`]
      : [
          `\t${code.newItemVariable()}`,
          '\t_item.read(reader)',
          '\tif reader.failed:',
          '\t\treturn',
          `\t${items}.append(_item)`,
        ];
  // No count may be larger than what fits into the remaining bytes.
  const loop = `for _index in range(reader.get_count(${code.leastEntryBytes})):`;
  return [declaration, loop, ...body, `${member} = ${items}`];
}

function readMapStatements(code: FieldCode, room: readonly string[]): string[] {
  const { member, structClass, keyType } = code;
  const entries = `${member}_entries`;
  const body =
    structClass === undefined
      ? [...room, `${entries}[_key] = ${code.readExpression()}`]
      : [
          code.newItemVariable(),
          '_item.read(reader)',
          ...['if reader.failed:', '\treturn'],
          `${entries}[_key] = _item`,
        ];
  return [
    `var ${entries}: Dictionary = {}`,
    `for _index in range(reader.get_count(${code.leastEntryBytes})):`,
    `\tvar _key: ${keyType} = reader.get_${keyType === 'int' ? 'varint' : 'text'}()`,
    `\tif not reader.is_new_key(${entries}, _key):`,
    '\t\treturn',
    ...body.map((line) => `\t${line}`),
    `${member} = ${entries}`,
  ];
}

function bitsOf(fields: readonly FieldCode[]): Bit[] {
  const bits = fields.flatMap((code): Bit[] => [
    ...(code.field.isOptional ? [{ code, kind: 'presence' as const }] : []),
    ...(isBit(code) ? [{ code, kind: 'value' as const }] : []),
  ]);
  if (bits.length > MAX_FLAGS)
    throw new Error(`A message class has ${bits.length} optional and bool fields; ${MAX_FLAGS} are the most.`);
  return bits;
}

function isBit(code: FieldCode): boolean {
  return code.field.wire.form === 'bool' && code.isSingle;
}

function presenceOf(code: FieldCode): string {
  return code.hasFlag ? `has_${code.member}` : `${code.member} != null`;
}

function valueBitCondition(code: FieldCode): string {
  return code.hasFlag ? `has_${code.member} and ${code.member}` : code.member;
}

function guarded(code: FieldCode, statements: string[]): string[] {
  if (!code.field.isOptional) return statements.map((line) => `\t${line}`);
  return [`\tif ${presenceOf(code)}:`, ...statements.map((line) => `\t\t${line}`)];
}

function usesStream(side: 'readExpression' | 'writeStatement'): (code: FieldCode) => boolean {
  return (code) => code.structClass === undefined && code[side]('value').includes('stream.');
}

function runLength(fields: readonly FieldCode[]): number {
  let bytes = 0;
  for (const code of fields) {
    if (isBit(code)) continue;
    if (code.field.isOptional || !code.isSingle || code.fixedBytes === undefined) break;
    bytes += code.fixedBytes;
  }
  return bytes;
}
