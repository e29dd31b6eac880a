import type { ContractField } from '../../protocol/contract/contract.js';
import { rangeOf } from '../../protocol/contract/field-wire.js';
import { float, type FieldCode } from './field-code.js';

/** Ranges of the variable-length integers. */
const WHOLE_RANGES: Readonly<Record<string, { readonly min: number; readonly max: number }>> = {
  varuint: { min: 0, max: Number.MAX_SAFE_INTEGER },
  varint: { min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER },
};

const PARTS: Readonly<Record<string, readonly string[]>> = {
  vec2: ['x', 'y'],
  vec3: ['x', 'y', 'z'],
  color: ['r', 'g', 'b', 'a'],
};

/** A condition that is an error, and its text. */
interface Rule {
  readonly broken: string;
  readonly text: string;
}

/**
 * Statements of `check()` for one field: the server's own rules, so that errors are reported before anything is sent. Each
 * returns a sentence; they are indented by one tab.
 */
export function checkStatements(code: FieldCode): string[] {
  const { field, member } = code;
  const statements: string[] = [];
  if (!code.isSingle) {
    statements.push(...refusals(countRules(field, `${member}.size()`), '\t'));
    const inner =
      code.structClass === undefined
        ? [...refusals(valueRules(code, '_item'), '\t\t'), ...furtherCheck('_item', '\t\t')]
        : nestedCheck('_item', '\t\t');
    statements.push(...(code.isMap ? mapLoop(inner) : inner.length > 0 ? [`\tfor _item in ${member}:`, ...inner] : []));
  } else if (code.structClass === undefined) {
    statements.push(...refusals(valueRules(code, member), '\t'), ...furtherCheck(member, '\t'));
  } else {
    statements.push(
      ...(field.isOptional ? [] : refusals([{ broken: `${member} == null`, text: 'must be set' }], '\t', field)),
    );
    const inner = nestedCheck(member, field.isOptional ? '\t\t' : '\t');
    statements.push(...(field.isOptional ? [`\tif ${member} != null:`, ...inner] : inner));
  }
  return code.hasFlag && statements.length > 0
    ? [`\tif has_${member}:`, ...statements.map((line) => `\t${line}`)]
    : statements;

  function refusals(rules: readonly Rule[], indent: string, of: ContractField = field): string[] {
    return rules.flatMap(({ broken, text }) => [
      `${indent}if ${broken}:`,
      `${indent}\treturn ${JSON.stringify(`${of.name} ${text}.`)}`,
    ]);
  }

  function mapLoop(inner: readonly string[]): string[] {
    const ofKeys = refusals(keyRules(field), '\t\t');
    if (ofKeys.length + inner.length === 0) return [];
    const item = inner.length === 0 ? [] : [`\t\t${code.itemVariable(`${member}[_key]`)}`];
    return [`\t${code.keyLoop(member)}`, ...ofKeys, ...item, ...inner];
  }

  // Rules that need more than a comparison.
  function furtherCheck(value: string, indent: string): string[] {
    const { form } = field.wire;
    const isUntyped = form === 'json' || form === 'variant';
    if (!isUntyped && field.isDisplayName !== true) return [];
    const problem = `${code.member}_problem`;
    const check = isUntyped ? `GodwitUntyped.${form}_problem` : 'GodwitText.name_problem';
    return [
      `${indent}var ${problem}: String = ${check}(${value})`,
      `${indent}if ${problem} != "":`,
      `${indent}\treturn "${field.name} " + ${problem} + "."`,
    ];
  }

  function nestedCheck(value: string, indent: string): string[] {
    const problem = `${code.member}_problem`;
    return [
      `${indent}var ${problem}: String = ${value}.check()`,
      `${indent}if ${problem} != "":`,
      `${indent}\treturn "${field.name}: " + ${problem}`,
    ];
  }
}

function keyRules({ key }: ContractField): Rule[] {
  if (key?.form !== 'string' || key.maxLength === undefined) return [];
  const { maxLength } = key;
  return [{ broken: `_key.length() > ${maxLength}`, text: `must have keys of at most ${maxLength} characters` }];
}

function countRules({ container, minItems, maxItems }: ContractField, count: string): Rule[] {
  const items = container === 'map' ? 'entries' : 'items';
  return [
    ...(minItems === undefined
      ? []
      : [{ broken: `${count} < ${minItems}`, text: `must have at least ${minItems} ${items}` }]),
    ...(maxItems === undefined
      ? []
      : [{ broken: `${count} > ${maxItems}`, text: `must have at most ${maxItems} ${items}` }]),
  ];
}

function valueRules(code: FieldCode, value: string): Rule[] {
  const { field } = code;
  if (field.wire.form === 'choice') {
    return [{ broken: `not ${value} in ${code.constant}`, text: `must be one of ${field.wire.values.join(', ')}` }];
  }
  const rules: Rule[] = finiteRules(code, value);
  const { minLength, maxLength } = field;
  if (minLength !== undefined) {
    rules.push({ broken: `${value}.length() < ${minLength}`, text: `must have at least ${minLength} characters` });
  }
  if (maxLength !== undefined) {
    rules.push({ broken: `${value}.length() > ${maxLength}`, text: `must have at most ${maxLength} characters` });
  }
  if (code.itemType !== 'int' && code.itemType !== 'float') return rules;

  const written = (bound: number): string => (code.itemType === 'float' ? float(bound) : String(bound));
  const range = rangeOf(field.wire) ?? WHOLE_RANGES[field.wire.form];
  const least = highest(field.min, range?.min);
  const most = lowest(field.max, range?.max);
  if (least !== undefined)
    rules.push({ broken: `${value} < ${written(least)}`, text: `must not be less than ${least}` });
  if (most !== undefined)
    rules.push({ broken: `${value} > ${written(most)}`, text: `must not be greater than ${most}` });
  return rules;
}

/** NAN passes every comparison, so it is checked first. */
function finiteRules({ field, itemType, context }: FieldCode, value: string): Rule[] {
  const abs = context.dialect.engine === 4 ? 'absf' : 'abs';
  const parts = PARTS[field.wire.form] ?? [];
  const numbers = itemType === 'float' && field.mayBeNan !== true ? [value] : parts.map((part) => `${value}.${part}`);
  const broken = numbers.map((number) => `not ${abs}(${number}) < INF`).join(' or ');
  if (numbers.length === 0) return [];
  return [{ broken, text: numbers.length === 1 ? 'must be a finite number' : 'must be made of finite numbers' }];
}

function highest(...bounds: (number | undefined)[]): number | undefined {
  const given = bounds.filter((bound) => bound !== undefined);
  return given.length === 0 ? undefined : Math.max(...given);
}

function lowest(...bounds: (number | undefined)[]): number | undefined {
  const given = bounds.filter((bound) => bound !== undefined);
  return given.length === 0 ? undefined : Math.min(...given);
}
