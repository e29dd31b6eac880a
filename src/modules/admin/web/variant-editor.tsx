import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { VariantForm, VariantView } from '../sections/playground-views.js';
import { send, type ApiError } from './api.js';
import { textOf } from './fields.js';
import { TEXTS } from './texts.js';

/** How long it waits for the next letter before the server is asked. */
const REST_MS = 250;
const BEGINNING: VariantForm = { type: 'int', value: 0 };
const TEXT = ['String', 'StringName', 'NodePath'];
const LIST_OF_TEXTS = ['PackedStringArray', 'PackedInt64Array'];

interface VariantProps {
  readonly name: string;
  /** In base64, as a message has it. */
  readonly value: unknown;
  readonly onValue: (value: unknown) => void;
  /** The types that there are, and of how many numbers each is made. */
  readonly types: Readonly<Record<string, number>>;
}

/** A Variant of any type, by fields. The server makes its bytes; one for which there are no fields is shown in base64. */
export function VariantEditor({ name, value, onValue, types }: VariantProps): JSX.Element {
  const [form, setForm] = useState<VariantForm | undefined>(BEGINNING);
  const [problem, setProblem] = useState('');
  const known = useRef<unknown>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const ask = (order: object): void => {
    send<VariantView>('playground/variant', { order }).then(
      (answer) => {
        setProblem('');
        known.current = answer.base64;
        setForm(answer.form);
        onValue(answer.base64);
      },
      (failure: unknown) => {
        const { details, message } = failure as ApiError;
        setProblem(details.map(({ field, text }) => `${field} ${text}`).join('; ') || message);
      },
    );
  };
  useEffect(() => {
    if (value === known.current) return;
    known.current = value;
    ask(typeof value === 'string' && value !== '' ? { base64: value } : { form: BEGINNING });
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const change = (next: VariantForm): void => {
    setForm(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => ask({ form: next }), REST_MS);
  };
  return (
    <>
      {form === undefined ? (
        <label>
          {TEXTS.playground.base64}
          <input
            value={textOf(value)}
            onChange={(event) => ask({ base64: event.currentTarget.value })}
            autocomplete="off"
          />
        </label>
      ) : (
        <FormEditor {...{ name, form, types }} onForm={change} />
      )}
      {problem !== '' && (
        <small class="problem" role="alert">
          {problem}
        </small>
      )}
    </>
  );
}

interface FormEditorProps {
  readonly name: string;
  readonly form: VariantForm;
  readonly onForm: (form: VariantForm) => void;
  readonly types: VariantProps['types'];
}

function FormEditor({ name, form, onForm, types }: FormEditorProps): JSX.Element {
  const label = `${name}: ${TEXTS.playground.variantType}`;
  return (
    <div class="item">
      <select
        value={form.type}
        aria-label={label}
        onChange={({ currentTarget: { value: type } }) => onForm({ type, value: emptyOf(type, types) })}
      >
        {Object.keys(types).map((type) => (
          <option key={type} value={type}>
            {type}
          </option>
        ))}
      </select>
      <ValueEditor {...{ name, form, onForm, types }} />
    </div>
  );
}

function ValueEditor({ name, form, onForm, types }: FormEditorProps): JSX.Element | null {
  const { type, value } = form;
  const set = (next: unknown): void => onForm({ type, value: next });
  if (type === 'Nil') return null;
  if (type === 'bool')
    return (
      <input
        type="checkbox"
        checked={value === true}
        aria-label={name}
        onChange={(event) => set(event.currentTarget.checked)}
      />
    );
  if (type === 'Array' || type === 'Dictionary') return <Items {...{ name, form, onForm, types }} />;
  if (!Array.isArray(value)) return <Scalar type={type} value={value} label={name} onValue={set} />;
  const parts = value as unknown[];
  const isFixed = (types[type] ?? 0) > 0;
  const item = LIST_OF_TEXTS.includes(type) ? 'String' : 'float';
  return (
    <div class="parts wrapped">
      {parts.map((part, at) => (
        <Scalar
          key={at}
          type={item}
          value={part}
          label={`${name} ${at + 1}`}
          onValue={(next) => set(parts.map((old, i) => (i === at ? next : old)))}
        />
      ))}
      {!isFixed && (
        <>
          <button
            type="button"
            onClick={() => set([...parts, item === 'float' || type === 'PackedInt64Array' ? 0 : ''])}
          >
            {TEXTS.playground.addItem}
          </button>
          {parts.length > 0 && (
            <button type="button" onClick={() => set(parts.slice(0, -1))}>
              {TEXTS.playground.unset}
            </button>
          )}
        </>
      )}
    </div>
  );
}

interface ScalarProps {
  readonly type: string;
  readonly value: unknown;
  readonly label: string;
  readonly onValue: (value: unknown) => void;
}

/** As text: integers of 64 bits, infinity and what is being typed are no numbers of JSON. */
function Scalar({ type, value, label, onValue }: ScalarProps): JSX.Element {
  const isText = TEXT.includes(type);
  return (
    <input
      value={textOf(value)}
      aria-label={label}
      inputMode={isText ? 'text' : type === 'int' ? 'numeric' : 'decimal'}
      onInput={(event) => onValue(event.currentTarget.value)}
      autocomplete="off"
    />
  );
}

/** The items of an array, or the keys and values of a dictionary in turn. */
function Items({ name, form, onForm, types }: FormEditorProps): JSX.Element {
  const items = form.value as readonly VariantForm[];
  const set = (value: readonly VariantForm[]): void => onForm({ type: form.type, value });
  const step = form.type === 'Dictionary' ? 2 : 1;
  const added = step === 2 ? [{ type: 'String', value: '' }, BEGINNING] : [BEGINNING];
  return (
    <div class="variants">
      {items.map((item, at) => (
        <FormEditor
          key={at}
          name={`${name} ${at + 1}`}
          form={item}
          types={types}
          onForm={(next) => set(items.map((old, i) => (i === at ? next : old)))}
        />
      ))}
      <button type="button" onClick={() => set([...items, ...added])}>
        {TEXTS.playground.addItem}
      </button>
      {items.length > 0 && (
        <button type="button" onClick={() => set(items.slice(0, -step))}>
          {TEXTS.playground.unset}
        </button>
      )}
    </div>
  );
}

function emptyOf(type: string, types: VariantProps['types']): unknown {
  const parts = types[type] ?? 0;
  if (parts > 0) return Array.from({ length: parts }, () => 0);
  if (type === 'Nil') return null;
  if (type === 'bool') return false;
  if (TEXT.includes(type)) return '';
  return type === 'int' || type === 'float' ? 0 : [];
}
