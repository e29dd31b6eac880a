import type { ContractMessage, ContractStruct } from '../../protocol/contract/contract.js';
import { checkStatements } from './check-code.js';
import { FieldCode, literal, type GenerationContext } from './field-code.js';
import { classNameOf, docLines } from './gd-names.js';
import { readBody, writeBody } from './wire-code.js';

/** The GDScript class of one message or struct: typed members, and code to check, read and write them. */
export function messageClass(struct: ContractStruct | ContractMessage, context: GenerationContext): string {
  const fields = struct.fields.map((field) => new FieldCode(field, context));
  const name = classNameOf(struct);
  const isMessage = 'type' in struct;
  const lines = [
    ...head(name, isMessage ? 'GodwitMessage' : 'GodwitStruct', context),
    ...classDocs(struct, context),
    ...(isMessage ? ['', '## The wire type.', `const TYPE := ${struct.type}`] : []),
    ...choiceConstants(fields),
    ...(fields.length > 0 ? [''] : []),
    ...fields.flatMap((field) => memberLines(field, context)),
    ...initLines(struct, fields, context),
    ...(isMessage && context.dialect.engine === 4 ? resultClass(name) : []),
    ...methodLines(fields, context),
  ];
  return `${lines.join('\n')}\n`;
}

function head(name: string, base: string, { dialect }: GenerationContext): string[] {
  return dialect.engine === 4 ? [`class_name ${name}`, `extends ${base}`] : [`extends ${base}`, `class_name ${name}`];
}

function classDocs(struct: ContractStruct | ContractMessage, { contract }: GenerationContext): string[] {
  const lines = docLines(struct.doc === '' ? 'A part of a message.' : struct.doc);
  if ('type' in struct && struct.direction === 'client') {
    const reply = contract.messages.find(({ name }) => name === struct.reply);
    lines.push(
      '##',
      reply ? `## The server answers with [${classNameOf(reply)}].` : '## The server answers with an empty Ack.',
    );
  }
  return [...lines, '##', '## Generated from the contract; do not edit.'];
}

function choiceConstants(fields: readonly FieldCode[]): string[] {
  return fields.flatMap(({ field, constant }) =>
    field.wire.form === 'choice' ? ['', `const ${constant} := [${field.wire.values.map(literal).join(', ')}]`] : [],
  );
}

function memberLines(code: FieldCode, { dialect }: GenerationContext): string[] {
  const { member } = code;
  const docs = docLines(fieldDoc(code));
  const declaration = `var ${member}${code.typeSuffix} = ${code.defaultValue}`;
  if (!code.hasFlag) return [...docs, declaration];
  const flag = [`## True when [member ${member}] is set; setting it makes it so.`, `var has_${member}: bool = false`];
  return dialect.engine === 3
    ? [...docs, `${declaration} setget set_${member}`, ...flag]
    : [
        ...docs,
        `${declaration}:`,
        '\tset(new_value):',
        `\t\t${member} = new_value`,
        `\t\thas_${member} = true`,
        ...flag,
      ];
}

function fieldDoc(code: FieldCode): string {
  const { field } = code;
  const { min, max, minLength, maxLength, minItems, maxItems, isOptional } = field;
  const notes = [
    code.isMap ? `[${code.keyType}] to [${code.itemType}]` : '',
    minItems === undefined && maxItems === undefined
      ? ''
      : `${minItems ?? 0} to ${maxItems ?? 'any number of'} ${code.isMap ? 'entries' : 'items'}`,
    min === undefined && max === undefined ? '' : `${min ?? ''} to ${max ?? ''}`.trim(),
    minLength === undefined && maxLength === undefined
      ? ''
      : `${minLength ?? 0} to ${maxLength ?? 'any number of'} characters`,
    field.isDisplayName === true ? 'one line of visible characters' : '',
    isOptional ? 'optional' : '',
  ].filter((note) => note !== '');
  const doc = field.doc === '' ? `The field ${field.name}.` : field.doc;
  return notes.length === 0 ? doc : `${doc} (${notes.join('; ')})`;
}

function initLines(
  struct: ContractStruct | ContractMessage,
  fields: readonly FieldCode[],
  { dialect, contract }: GenerationContext,
): string[] {
  const required = fields.filter(({ field }) => !field.isOptional);
  const parameters = required
    .map((code) => `p_${code.member}${code.typeSuffix} = ${parameterDefault(code)}`)
    .join(', ');
  const lines = ['', '', ...dialect.beginInit(parameters, 'type' in struct ? 'TYPE' : undefined)];
  const setters = required.map((code) => {
    const value = `p_${code.member}`;
    if (!code.isReference) return `\t${code.member} = ${value}`;
    return `\t${code.member} = ${value} if ${value} != null else ${code.defaultValue}`;
  });
  if (contract.rooms?.some(({ input }) => input === struct.name) === true) setters.push('\tis_kept_offline = false');
  if (setters.length === 0 && (dialect.engine === 3 || !('type' in struct))) setters.push('\tpass');
  return [...lines, ...setters];
}

function parameterDefault(code: FieldCode): string {
  return code.isReference ? 'null' : code.defaultValue;
}

function resultClass(name: string): string[] {
  return [
    '',
    '',
    `## How a request that is answered by [${name}] ended.`,
    'class Result:',
    '\textends GodwitResult',
    '\t## The answer; null when it failed.',
    `\tvar message: ${name}`,
    '',
    '',
    '\tfunc _init(from: GodwitResult) -> void:',
    '\t\tcopy(from)',
    `\t\tmessage = from.value as ${name}`,
  ];
}

function methodLines(fields: readonly FieldCode[], context: GenerationContext): string[] {
  const { dialect } = context;
  const checks = fields.flatMap(checkStatements);
  const setters =
    dialect.engine === 4
      ? []
      : fields
          .filter(({ hasFlag }) => hasFlag)
          .flatMap(({ member, typeSuffix }) => [
            ...['', '', `## Sets [member ${member}].`, `func set_${member}(new_value${typeSuffix}) -> void:`],
            ...[`\t${member} = new_value`, `\thas_${member} = true`],
          ]);
  return [
    ...setters,
    ...method(
      "What is wrong with the values by the server's rules; empty when nothing is.",
      'func check() -> String:',
      [...checks, '\treturn ""'],
    ),
    ...method('The message as JSON has it.', 'func to_fields() -> Dictionary:', toFieldsBody(fields)),
    ...method('Takes the values of a JSON message.', readFieldsHead(fields), readFieldsBody(fields, context)),
    ...method('Writes the values in the binary form.', writeHead(fields), writeBody(fields)),
    ...method(
      'Reads the values from the binary form; the reader knows whether it failed.',
      readHead(fields),
      readBody(fields, context),
    ),
  ];
}

function method(doc: string, signature: string, body: string[]): string[] {
  return ['', '', `## ${doc}`, signature, ...(body.length > 0 ? body : ['\tpass'])];
}

function readFieldsHead(fields: readonly FieldCode[]): string {
  return `func read_fields(${fields.length > 0 ? '' : '_'}values: Dictionary) -> void:`;
}

function writeHead(fields: readonly FieldCode[]): string {
  return `func write(${fields.length > 0 ? '' : '_'}writer: GodwitWriter) -> void:`;
}

function readHead(fields: readonly FieldCode[]): string {
  return `func read(${fields.length > 0 ? '' : '_'}reader: GodwitReader) -> void:`;
}

function toFieldsBody(fields: readonly FieldCode[]): string[] {
  const lines = ['\tvar values: Dictionary = {}'];
  for (const code of fields) {
    const { member, field } = code;
    const guard = code.hasFlag ? `has_${member}` : field.isOptional ? `${member} != null` : undefined;
    const indent = guard === undefined ? '\t' : '\t\t';
    if (guard !== undefined) lines.push(`\tif ${guard}:`);
    lines.push(...toFieldLines(code).map((line) => indent + line));
  }
  return [...lines, '\treturn values'];
}

function toFieldLines(code: FieldCode): string[] {
  const { member, field } = code;
  const plain = code.toJson('_item') === '_item';
  if (code.isSingle) return [`values["${field.name}"] = ${code.toJson(member)}`];
  if (code.isMap) return toMapLines(code, plain);
  if (plain) return [`values["${field.name}"] = ${member}`];
  const items = `${member}_values`;
  return [
    `var ${items}: Array = []`,
    `for _item in ${member}:`,
    `\t${items}.append(${code.toJson('_item')})`,
    `values["${field.name}"] = ${items}`,
  ];
}

function toMapLines(code: FieldCode, isPlain: boolean): string[] {
  const { member, field, keyType } = code;
  if (isPlain && keyType === 'String') return [`values["${field.name}"] = ${member}`];
  const entries = `${member}_values`;
  return [
    `var ${entries}: Dictionary = {}`,
    code.keyLoop(member),
    `\t${code.itemVariable(`${member}[_key]`)}`,
    `\t${entries}[${keyType === 'int' ? 'str(_key)' : '_key'}] = ${code.toJson('_item')}`,
    `values["${field.name}"] = ${entries}`,
  ];
}

function readFieldsBody(fields: readonly FieldCode[], { dialect }: GenerationContext): string[] {
  return fields.flatMap((code) => {
    const { field, member } = code;
    const key = `"${field.name}"`;
    const isGuarded = field.isOptional;
    const lines = code.isSingle
      ? readValueLines(code, key)
      : code.isMap
        ? readMapLines(code, key)
        : readListLines(code, key, dialect.engine);
    if (code.hasFlag && dialect.engine === 3) lines.push(`has_${member} = true`);
    return isGuarded
      ? [`\tif values.get(${key}) != null:`, ...lines.map((line) => `\t\t${line}`)]
      : lines.map((line) => `\t${line}`);
  });
}

function readValueLines(code: FieldCode, key: string): string[] {
  const { member, structClass } = code;
  if (structClass === undefined) return [`${member} = ${code.fromJson(`values.get(${key})`)}`];
  return [`${member} = ${code.construct}`, `${member}.read_fields(GodwitFields.object_of(values, ${key}))`];
}

function readListLines(code: FieldCode, key: string, engine: 3 | 4): string[] {
  const { member, structClass, itemType } = code;
  const items = `${member}_items`;
  const declaration = `var ${items}: ${engine === 4 ? `Array[${itemType}]` : 'Array'} = []`;
  const loop =
    engine === 4
      ? `for _value: Variant in GodwitFields.list_of(values, ${key}):`
      : `for _value in GodwitFields.list_of(values, ${key}):`;
  const body =
    structClass === undefined
      ? [`\t${items}.append(${code.fromJson('_value')})`]
      : [
          `\t${code.newItemVariable()}`,
          '\t_item.read_fields(GodwitFields.to_object(_value))',
          `\t${items}.append(_item)`,
        ];
  return [declaration, loop, ...body, `${member} = ${items}`];
}

function readMapLines(code: FieldCode, key: string): string[] {
  const { member, structClass, keyType } = code;
  const [entries, source] = [`${member}_entries`, `${member}_source`];
  const entry = `${entries}[${keyType === 'int' ? 'int(_key)' : '_key'}]`;
  const value = `${source}[_key]`;
  const body =
    structClass === undefined
      ? [`\t${entry} = ${code.fromJson(value)}`]
      : [`\t${code.newItemVariable()}`, `\t_item.read_fields(GodwitFields.to_object(${value}))`, `\t${entry} = _item`];
  return [
    `var ${entries}: Dictionary = {}`,
    `var ${source}: Dictionary = GodwitFields.object_of(values, ${key})`,
    code.keyLoop(source, 'String'),
    ...body,
    `${member} = ${entries}`,
  ];
}
