import type { FieldModel } from '../check/field-model.js';
import type { WireForm } from './contract.js';
import type { ChosenWire } from './wire.decorator.js';

/** Integers by range, narrowest first. */
const INTEGER_FORMS = [
  ['u8', 0, 0xff],
  ['i8', -0x80, 0x7f],
  ['u16', 0, 0xffff],
  ['i16', -0x8000, 0x7fff],
  ['u32', 0, 0xffff_ffff],
  ['i32', -0x8000_0000, 0x7fff_ffff],
] as const;

/** The range that variable-length integers require of their validators; JavaScript integers are only exact up to 53 bits. */
const VARIABLE_RANGES: Readonly<Partial<Record<WireForm['form'], { readonly min: number; readonly max: number }>>> = {
  varuint: { min: 0, max: Infinity },
  varint: { min: -Infinity, max: Infinity },
};

/** Maximum values of a choice. */
const MAX_CHOICES = 0xffff;

/**
 * The encoding of a field's values on the binary wire: chosen by its author, or derived from its validators.
 * @param structName gives the contract's name for the class of a nested field
 * @returns the end of a sentence when the contract cannot express the field
 */
export function wireOf(
  field: FieldModel,
  chosen: ChosenWire | undefined,
  structName: string | undefined,
): WireForm | string {
  if (chosen !== undefined) return chosenForm(field, chosen);
  if (field.kind === 'dto') return structName === undefined ? 'has no class' : { form: 'struct', struct: structName };
  if (field.values !== undefined) return choiceOf(field.values);
  switch (field.kind) {
    case 'boolean':
      return { form: 'bool' };
    case 'integer':
      return { form: integerForm(field.min, field.max) };
    case 'number':
      return { form: 'f64' };
    case 'string':
      return { form: 'string' };
    default:
      return 'says too little of its values: add validators such as @IsInt() or @IsString(), a class with @ValidateNested() and @Type(), or @Wire(...)';
  }
}

/** The range of a form that has one, for the contract and for clients. */
export function rangeOf(wire: WireForm): { readonly min: number; readonly max: number } | undefined {
  if (wire.form === 'quantized') return { min: wire.min, max: wire.max };
  const integer = INTEGER_FORMS.find(([form]) => form === wire.form);
  return integer && { min: integer[1], max: integer[2] };
}

/** The chosen form, unless the validators accept values it cannot represent: only JSON clients could then send those. */
function chosenForm(field: FieldModel, chosen: ChosenWire): WireForm | string {
  const wire: WireForm = typeof chosen === 'string' ? { form: chosen } : chosen;
  const range = rangeOf(wire) ?? VARIABLE_RANGES[wire.form];
  const needsInteger = range !== undefined && wire.form !== 'quantized';
  const isNumeric = range !== undefined || wire.form === 'f32' || wire.form === 'f64';
  if (needsInteger && field.kind !== 'integer') return `goes as ${wire.form}, so it needs @IsInt()`;
  if (isNumeric && field.kind !== 'integer' && field.kind !== 'number') {
    return `goes as ${wire.form}, so it needs @IsNumber() or @IsInt()`;
  }
  if (range === undefined || isWithin(field, range)) return wire;
  const bounds = [...limit('Min', range.min), ...limit('Max', range.max)].join(' and ');
  return `goes as ${wire.form}, which holds less than its validators allow: add ${bounds}, or tighter ones`;
}

function isWithin({ values, min, max }: FieldModel, range: { readonly min: number; readonly max: number }): boolean {
  const numbers = values?.filter((value) => typeof value === 'number');
  const least = numbers === undefined ? (min ?? -Infinity) : Math.min(...numbers);
  const most = numbers === undefined ? (max ?? Infinity) : Math.max(...numbers);
  return least >= range.min && most <= range.max;
}

function limit(rule: string, bound: number): string[] {
  return Number.isFinite(bound) ? [`@${rule}(${bound})`] : [];
}

function integerForm(min = -Infinity, max = Infinity): (typeof INTEGER_FORMS)[number][0] | 'varuint' | 'varint' {
  for (const [form, least, most] of INTEGER_FORMS) if (min >= least && max <= most) return form;
  return min >= 0 ? 'varuint' : 'varint';
}

function choiceOf(values: readonly unknown[]): WireForm | string {
  const plain = values.filter(
    (value): value is string | number | boolean =>
      typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value),
  );
  if (plain.length !== values.length) return 'lists values that are neither text, number nor boolean';
  if (plain.length > MAX_CHOICES) return `lists more than ${MAX_CHOICES} values`;
  return { form: 'choice', values: plain };
}
