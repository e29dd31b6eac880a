import type { Contract, ContractField, WireForm } from '../../../protocol/contract/contract.js';
import { rangeOf } from '../../../protocol/contract/field-wire.js';
import { isHeadBool, wireSize, type WireSize } from '../../../protocol/contract/wire-size.js';
import { html, type Markup, type Part } from './html.js';
import { jsonInline } from './json-block.js';

/** Beyond this many, only the number of an enum's values is shown. */
const MAX_LISTED_VALUES = 12;

const VALUE_WORDS: Readonly<Partial<Record<WireForm['form'], string>>> = {
  bool: 'true or false',
  string: 'text',
  bytes: 'bytes',
  variant: 'any Godot value',
  json: 'any object of JSON',
  vec2: 'Vector2',
  vec3: 'Vector3',
  color: 'Color',
};

/** One rule in words, with values as they are shown. */
type Rule<T> = string | readonly (string | T)[];

/** A doc comment; text between backticks becomes code. */
export function docWords(doc: string): Part {
  return doc.split(/`([^`]+)`/).map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part));
}

/** A field's type in words: "list of ChatMember". */
export function typeWords(field: ContractField): Markup {
  return html`${containerWords(field)}${valueWords(field)}`;
}

/** The same as plain text. */
export function typeText(field: ContractField): string {
  return `${containerWords(field)}${nameOf(field) ?? valueText(field)}`;
}

/** The rules for its values: "1 to 500 characters". */
export function ruleWords(field: ContractField): Markup {
  return html`${rulesOf(field, jsonInline).map((rule, i) => [i > 0 && html`<br />`, rule])}`;
}

/** The same as plain texts. */
export function ruleTexts(field: ContractField): string[] {
  return rulesOf(field, (value) => JSON.stringify(value)).map((rule) =>
    typeof rule === 'string' ? rule : rule.join(''),
  );
}

function rulesOf<T>(field: ContractField, shown: (value: unknown) => T): Rule<T>[] {
  const { container, minItems, maxItems, minLength, maxLength, wire } = field;
  const rules: Rule<T>[] = [];
  if (container !== 'none') rules.push(between(minItems, maxItems, container === 'list' ? 'items' : 'entries'));
  if (wire.form === 'string') rules.push(between(minLength, maxLength, 'characters'));
  if (field.isDisplayName === true) rules.push('one line of visible characters');
  if (wire.form === 'choice') rules.push(choiceWords(field, wire.values, shown));
  const range = rangeOf(wire);
  if (range || isNumber(wire)) rules.push(between(field.min ?? range?.min, field.max ?? range?.max, ''));
  return rules.filter((rule) => rule !== '');
}

/** Its encoding in a binary packet: its form and size. */
export function wireWords(field: ContractField, layout: Pick<Contract, 'structs'>): Markup {
  if (isHeadBool(field)) return html`<code>bit</code>`;
  const { wire, container } = field;
  const name = wire.form === 'quantized' ? `quantized, ${wire.bits} bits` : wire.form;
  const bytes = byteWords(wireSize(wire, layout));
  if (container === 'none') return html`<code>${name}</code> <span class="bytes">${bytes}</span>`;
  return html`<code>${container}</code> of <code>${name}</code> <span class="bytes">each ${bytes}</span>`;
}

/** "1 byte", "1-8 bytes", "5 bytes or more". */
function byteWords({ least, most }: WireSize): string {
  const unit = (bytes: number): string => (bytes === 1 ? 'byte' : 'bytes');
  if (most === Infinity) return `${least} ${unit(least)} or more`;
  return least === most ? `${least} ${unit(least)}` : `${least}–${most} bytes`;
}

function containerWords({ container, key }: ContractField): string {
  if (container === 'list') return 'list of ';
  return container === 'map' ? `map of ${key?.form === 'varint' ? 'whole numbers' : 'text'} to ` : '';
}

function valueWords(field: ContractField): Markup {
  const name = nameOf(field);
  return name === undefined ? html`${valueText(field)}` : html`<a href="#${name}">${name}</a>`;
}

/** The struct or enum that its values are of. */
function nameOf({ wire, enum: enumName }: ContractField): string | undefined {
  return wire.form === 'struct' ? wire.struct : enumName;
}

function valueText({ wire, isInteger }: ContractField): string {
  if (wire.form === 'choice') return 'choice';
  return VALUE_WORDS[wire.form] ?? (isInteger ? 'whole number' : 'number');
}

function choiceWords<T>(
  { enum: enumName }: ContractField,
  values: readonly unknown[],
  shown: (value: unknown) => T,
): Rule<T> {
  if (enumName !== undefined || values.length > MAX_LISTED_VALUES) return `one of ${values.length}`;
  return values.flatMap((value, i) => [i > 0 ? ' or ' : '', shown(value)]);
}

function isNumber({ form }: WireForm): boolean {
  return form === 'f32' || form === 'f64' || form === 'varint' || form === 'varuint';
}

function between(least: number | undefined, most: number | undefined, unit: string): string {
  const numbers = [least, most].map((bound) => bound?.toLocaleString('en-US', { maximumFractionDigits: 20 }));
  const [from, to] = numbers;
  if (from !== undefined && from === to) return `${from} ${unit}`.trim();
  if (from !== undefined && to !== undefined) return `${from} to ${to} ${unit}`.trim();
  if (to !== undefined) return `at most ${to} ${unit}`.trim();
  return from === undefined ? '' : `at least ${from} ${unit}`.trim();
}
