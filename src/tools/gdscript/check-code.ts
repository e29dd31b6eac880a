import type { ContractField } from '../../protocol/contract/contract.js';
import { rangeOf } from '../../protocol/contract/field-wire.js';
import { float, type FieldCode } from './field-code.js';

/** One condition that a value must not fulfil, and what is said then. */
interface Rule {
  readonly broken: string;
  readonly text: string;
}

/**
 * Statements of `check()` for one field: the server's own rules, so that a mistake is told before anything is sent. Each
 * returns a sentence; they stand one tab deep.
 */
export function checkStatements(code: FieldCode): string[] {
  const { field, member } = code;
  const statements: string[] = [];
  if (!code.isSingle) {
    statements.push(...refusals(countRules(field, `${member}.size()`), '\t'));
    const inner =
      code.structClass === undefined ? refusals(valueRules(code, '_item'), '\t\t') : nestedCheck('_item', '\t\t');
    statements.push(...(code.isMap ? mapLoop(inner) : inner.length > 0 ? [`\tfor _item in ${member}:`, ...inner] : []));
  } else if (code.structClass === undefined) {
    statements.push(...refusals(valueRules(code, member), '\t'));
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
  const rules: Rule[] = [];
  const { minLength, maxLength } = field;
  if (minLength !== undefined) {
    rules.push({ broken: `${value}.length() < ${minLength}`, text: `must have at least ${minLength} characters` });
  }
  if (maxLength !== undefined) {
    rules.push({ broken: `${value}.length() > ${maxLength}`, text: `must have at most ${maxLength} characters` });
  }
  if (code.itemType !== 'int' && code.itemType !== 'float') return rules;

  const written = (bound: number): string => (code.itemType === 'float' ? float(bound) : String(bound));
  const range = rangeOf(field.wire);
  const least = highest(field.min, range?.min);
  const most = lowest(field.max, range?.max);
  if (least !== undefined)
    rules.push({ broken: `${value} < ${written(least)}`, text: `must not be less than ${least}` });
  if (most !== undefined)
    rules.push({ broken: `${value} > ${written(most)}`, text: `must not be greater than ${most}` });
  return rules;
}

function highest(...bounds: (number | undefined)[]): number | undefined {
  const given = bounds.filter((bound) => bound !== undefined);
  return given.length === 0 ? undefined : Math.max(...given);
}

function lowest(...bounds: (number | undefined)[]): number | undefined {
  const given = bounds.filter((bound) => bound !== undefined);
  return given.length === 0 ? undefined : Math.min(...given);
}
