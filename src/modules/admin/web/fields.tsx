import type { JSX } from 'preact';
import type { FieldView } from '../../../core/console/console-views.js';
import { TEXTS } from './texts.js';
import { labelOf } from './ui.js';

/** The list of the types of rooms, which a message's field of that name suggests where the page has it. */
export const TYPES_OF_ROOMS = 'types-of-rooms';
/** From this maximum on a text has several lines. */
const LONG_TEXT = 5_000;

/** A broken rule of a form. */
export interface FieldProblem {
  readonly field: string;
  readonly text: string;
}

/** Whatever is typed is a text. */
function isWorthSaying(rule: string): boolean {
  return !rule.endsWith('must be a string');
}

interface FieldProps {
  readonly field: FieldView;
  readonly problems?: readonly FieldProblem[] | undefined;
  /** What it holds, where its owner keeps that; otherwise what it begins with: the form keeps it, see {@link orderOf}. */
  readonly value?: unknown;
  /** Called with what was typed; undefined for nothing. */
  readonly onValue?: (value: unknown) => void;
  /** What the field is for. */
  readonly doc?: string;
}

/** A field of a form, by its rules: of acts' orders and of the playground's messages. */
export function FormField({ field, problems = [], value, onValue, doc }: FieldProps): JSX.Element {
  const { name, kind, choices, isOptional } = field;
  const own = problems.filter((problem) => problem.field === name || problem.field.startsWith(`${name}.`));
  const rule = kind === 'string' && choices === undefined ? field.rules.findLast(isWorthSaying) : '';
  const hint = doc ?? rule ?? '';
  return (
    <label class={kind === 'boolean' && choices === undefined ? 'check' : ''}>
      <span>
        {onValue === undefined ? labelOf(name) : <code>{name}</code>}{' '}
        {isOptional && <span class="soft">{TEXTS.common.optional}</span>}
      </span>
      <FieldInput field={field} value={value} onValue={onValue} />
      {own.map(({ text }) => (
        <small class="problem" key={text}>
          {text}
        </small>
      ))}
      {own.length === 0 && hint !== '' && <small class="soft">{hint}</small>}
    </label>
  );
}

function FieldInput({ field, value, onValue }: Pick<FieldProps, 'field' | 'value'> & Change): JSX.Element {
  const { name, kind, choices, isOptional, maxLength, min, max } = field;
  const begun = textOf(value);
  const held = onValue === undefined ? { defaultValue: begun } : { value: begun, onInput: heardBy(field, onValue) };
  if (choices !== undefined) {
    return (
      <select name={name} {...(onValue !== undefined && held)}>
        {(isOptional || (onValue !== undefined && value === undefined)) && (
          <option value="">{TEXTS.common.unset}</option>
        )}
        {choices.map((choice) => (
          <option key={choice} value={choice} selected={String(choice) === begun}>
            {choice}
          </option>
        ))}
      </select>
    );
  }
  if (kind === 'boolean') {
    const checked =
      onValue === undefined
        ? { defaultChecked: value === true }
        : {
            checked: value === true,
            onChange: (event: Event) => onValue((event.currentTarget as HTMLInputElement).checked),
          };
    return <input type="checkbox" name={name} {...checked} />;
  }
  if (kind === 'json')
    return (
      <textarea name={name} rows={onValue === undefined ? 4 : 2} required={!isOptional} spellcheck={false} {...held} />
    );
  if (kind === 'string' && (maxLength ?? 0) >= LONG_TEXT && onValue === undefined)
    return <textarea name={name} rows={10} required={!isOptional} spellcheck={false} {...held} />;
  const list = name === 'roomType' && onValue !== undefined ? { list: TYPES_OF_ROOMS } : {};
  const shared = { name, required: !isOptional, autocomplete: 'off', ...list, ...held };
  if (kind === 'string') return <input {...shared} {...(maxLength !== undefined && { maxLength })} />;
  const range = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
  return <input {...shared} {...range} type="number" step={kind === 'number' ? 'any' : '1'} />;
}

interface Change {
  readonly onValue: ((value: unknown) => void) | undefined;
}

function heardBy({ kind, choices, isOptional }: FieldView, onValue: (value: unknown) => void) {
  return (event: Event): void => {
    const { value: text } = event.currentTarget as HTMLInputElement;
    const chosen = choices?.find((choice) => String(choice) === text);
    if (text === '' && (isOptional || kind !== 'string')) onValue(undefined);
    else onValue(chosen ?? valueOf(kind, text));
  };
}

/** A value as a form has it. */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What a form's fields say, as an order. */
export function orderOf(fields: readonly FieldView[], data: FormData): Record<string, unknown> {
  const order: Record<string, unknown> = {};
  for (const { name, kind, isOptional } of fields) {
    const text = data.get(name);
    if (kind === 'boolean') order[name] = text === 'on';
    else if (typeof text === 'string' && (text !== '' || !isOptional)) order[name] = valueOf(kind, text);
  }
  return order;
}

function valueOf(kind: FieldView['kind'], text: string): unknown {
  if (kind === 'integer' || kind === 'number') return Number(text);
  if (kind !== 'json' && kind !== 'message') return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The server says what is wrong with it.
    return text;
  }
}
