import { indented, orPass, typeText } from './lines.js';
import { Expressions } from './expressions.js';
import { docsOf, type CodeContext } from './function-code.js';
import ts from 'typescript';
import type { ClassShape, FieldShape } from './step-type.js';
import { refuse } from './step-refusal.js';
import type { StepType } from './step-type.js';

/** The lines of a plain class: its fields, and how a predictor copies them, reads them and sets them. */
export function classCode(shape: ClassShape, context: CodeContext): string[] {
  const on = new Expressions(context.world, shape.file, context.dialect);
  const isFour = context.dialect.engine === 4;
  const fields = [...shape.members.values()];
  const body = [
    `extends ${context.dialect.reference}`,
    ...docsOf(shape.node),
    '',
    '## The names of its numbers, in the order of [method numbers].',
    `const FIELDS := [${leafNames(shape)
      .map((name) => `"${name}"`)
      .join(', ')}]`,
    ...(fields.length > 0 ? [''] : []),
    ...fields.flatMap((field) => [
      ...docsOf(field.start.parent),
      `var ${field.gdName}: ${typeText(field.type, on)} = ${startCode(field, on)}`,
    ]),
    ...['', '', '## All its numbers: a boolean is 1 or 0, a list its length and its items.'],
    `func numbers() -> ${context.dialect.listType('float')}:`,
    ...indented(numbersBody(shape, context)),
    ...['', '', '## Sets all its numbers; the inverse of [method numbers].'],
    `func set_numbers(p_values: ${context.dialect.listType('float')}) -> void:`,
    ...indented(settingBody(shape, on)),
    ...['', '', '## Makes all its fields equal to those of another object, without sharing anything with it.'],
    // In Godot 3, a class cannot name itself.
    `func copy_from(p_other${isFour ? `: ${shape.gdName}` : ''}) -> void:`,
    ...indented(orPass(fields.flatMap((field) => copyLines(field, on)))),
  ];
  return [`class ${shape.gdName}:`, ...indented(body).map((line) => line.trimEnd())];
}

/** The classes in an order in which each comes after those that its fields hold. */
export function inOrder(shapes: readonly ClassShape[]): ClassShape[] {
  const done = new Set<ClassShape>();
  const visit = (shape: ClassShape, above: readonly ClassShape[]): void => {
    if (done.has(shape)) return;
    for (const { type, start } of shape.members.values()) {
      const inner = type.kind === 'array' ? type.item : type;
      if (inner.kind !== 'class' || inner.shape.file !== shape.file) continue;
      if (inner.shape === shape || above.includes(inner.shape))
        refuse(start, `a ${inner.shape.name} would contain itself`, 'hold an index instead');
      visit(inner.shape, [...above, shape]);
    }
    done.add(shape);
  };
  for (const shape of shapes) visit(shape, []);
  return [...done].filter((shape) => shapes.includes(shape));
}

/** The names of a class's numbers, dotted for nested objects; a list is one name. */
function leafNames(shape: ClassShape): string[] {
  return [...shape.members.values()].flatMap(({ gdName, type }) =>
    type.kind === 'class' ? leafNames(type.shape).map((name) => `${gdName}.${name}`) : [gdName],
  );
}

function startCode({ start, type }: FieldShape, on: Expressions): string {
  if (ts.isArrayLiteralExpression(start)) {
    if (type.kind !== 'array') return refuse(start, 'the field is not an array', 'declare it: number[]');
    return `[${start.elements.map((item: ts.Expression) => on.fitting(item, type.item).code).join(', ')}]`;
  }
  return on.fitting(start, type).code;
}

function numbersBody(shape: ClassShape, { dialect }: CodeContext): string[] {
  const flat = flatNumbers(shape, '');
  if (flat) return [`return [${flat.join(', ')}]`];
  return [
    `var _values: ${dialect.listType('float')} = []`,
    ...appending(shape, '', 0, dialect.engine === 4),
    'return _values',
  ];
}

/** The numbers of a class without lists. */
function flatNumbers(shape: ClassShape, path: string): string[] | undefined {
  const parts = [...shape.members.values()].map(({ gdName, type }) => {
    const place = `${path}${gdName}`;
    if (type.kind === 'class') return flatNumbers(type.shape, `${place}.`);
    return type.kind === 'array' ? undefined : [asNumber(place, type)];
  });
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? known.flat() : undefined;
}

function asNumber(place: string, { kind }: StepType): string {
  if (kind === 'bool') return `1.0 if ${place} else 0.0`;
  return kind === 'int' ? `${place} * 1.0` : place;
}

function appending(shape: ClassShape, path: string, depth: number, isFour: boolean): string[] {
  return [...shape.members.values()].flatMap(({ gdName, type }) => {
    const place = `${path}${gdName}`;
    if (type.kind === 'class') return appending(type.shape, `${place}.`, depth, isFour);
    if (type.kind !== 'array') return [`_values.append(${asNumber(place, type)})`];
    const item = depth === 0 ? '_item' : `_item_${depth}`;
    const suffix =
      isFour && type.item.kind !== 'class' ? `: ${type.item.kind}` : isFour ? `: ${itemClass(type.item, shape)}` : '';
    const inner =
      type.item.kind === 'class'
        ? appending(type.item.shape, `${item}.`, depth + 1, isFour)
        : [`_values.append(${asNumber(item, type.item)})`];
    return [`_values.append(${place}.size() * 1.0)`, `for ${item}${suffix} in ${place}:`, ...indented(inner)];
  });
}

function itemClass(item: StepType, { file }: ClassShape): string {
  if (item.kind !== 'class') return item.kind;
  return item.shape.file === file ? item.shape.gdName : `${item.shape.file.className}.${item.shape.gdName}`;
}

function settingBody(shape: ClassShape, on: Expressions): string[] {
  if (flatNumbers(shape, '')) {
    const state = { index: 0 };
    return orPass(flatSetting(shape, '', state));
  }
  return ['var _at: int = 0', ...settingLines(shape, '', 0, on)];
}

function flatSetting(shape: ClassShape, path: string, state: { index: number }): string[] {
  return [...shape.members.values()].flatMap(({ gdName, type }) => {
    const place = `${path}${gdName}`;
    if (type.kind === 'class') return flatSetting(type.shape, `${place}.`, state);
    return [`${place} = ${fromNumber(`p_values[${state.index++}]`, type)}`];
  });
}

function fromNumber(value: string, { kind }: StepType): string {
  if (kind === 'bool') return `${value} != 0.0`;
  return kind === 'int' ? `int(${value})` : value;
}

function settingLines(shape: ClassShape, path: string, depth: number, on: Expressions): string[] {
  return [...shape.members.values()].flatMap(({ gdName, type }) => {
    const place = `${path}${gdName}`;
    if (type.kind === 'class') return settingLines(type.shape, `${place}.`, depth, on);
    if (type.kind !== 'array') return [`${place} = ${fromNumber('p_values[_at]', type)}`, '_at += 1'];
    const [item, count] = [depth === 0 ? '_item' : `_item_${depth}`, `_${place.replaceAll(/[._]+/g, '_')}_count`];
    const one =
      type.item.kind === 'class'
        ? [
            `var ${item}: ${typeText(type.item, on)} = ${typeText(type.item, on)}.new()`,
            ...settingLines(type.item.shape, `${item}.`, depth + 1, on),
            `${place}.append(${item})`,
          ]
        : [`${place}.append(${fromNumber('p_values[_at]', type.item)})`, '_at += 1'];
    const suffix = on.dialect.engine === 4 ? ': int' : '';
    return [
      `var ${count}: int = int(p_values[_at])`,
      '_at += 1',
      `${place}.clear()`,
      `for _index${depth}${suffix} in range(${count}):`,
      ...indented(one),
    ];
  });
}

function copyLines({ gdName, type }: FieldShape, on: Expressions): string[] {
  if (type.kind === 'class') return [`${gdName}.copy_from(p_other.${gdName})`];
  if (type.kind !== 'array') return [`${gdName} = p_other.${gdName}`];
  if (type.item.kind !== 'class') return [`${gdName} = p_other.${gdName}.duplicate()`];
  const name = typeText(type.item, on);
  const suffix = on.dialect.engine === 4 ? `: ${name}` : '';
  return [
    `${gdName}.clear()`,
    `for _source${suffix} in p_other.${gdName}:`,
    `\tvar _item: ${name} = ${name}.new()`,
    '\t_item.copy_from(_source)',
    `\t${gdName}.append(_item)`,
  ];
}
