import type { ComponentChildren, JSX } from 'preact';
import type { FieldView } from '../../../core/console/console-views.js';
import type { ContractField, PlaygroundContract, PlaygroundMessage, SampleView } from '../sections/playground-views.js';
import { FormField, type FieldProblem } from './fields.js';
import { TEXTS } from './texts.js';
import { VariantEditor } from './variant-editor.js';

type Fields = Readonly<Record<string, unknown>>;
type Structs = PlaygroundContract['structs'];

interface FormProps {
  readonly fields: readonly ContractField[];
  readonly structs: Structs;
  /** The types of Variants, where the server makes their bytes; without, they are given in base64. */
  readonly types?: PlaygroundContract['variantTypes'] | undefined;
  readonly value: Fields;
  readonly problems: SampleView['issues'];
  readonly onValue: (value: Fields) => void;
}

const PARTS: Readonly<Partial<Record<string, readonly string[]>>> = {
  vec2: ['x', 'y'],
  vec3: ['x', 'y', 'z'],
  color: ['r', 'g', 'b', 'a'],
};

/** As much of the example as a message needs. */
export function neededOf({ fields, example }: Pick<PlaygroundMessage, 'fields' | 'example'>): Fields {
  const needed = fields.filter(({ isOptional }) => !isOptional).map(({ name }) => name);
  return Object.fromEntries(Object.entries(example).filter(([name]) => needed.includes(name)));
}

/** The fields of a message, each by its form on the wire. */
export function MessageForm({ fields, structs, types, value, problems, onValue }: FormProps): JSX.Element {
  return (
    <div class="message-form">
      {fields.map((field) => (
        <FieldEditor
          key={field.name}
          {...{ field, structs, types, problems }}
          value={value[field.name]}
          onValue={(next) => onValue(withField(value, field.name, next))}
        />
      ))}
    </div>
  );
}

interface EditorProps {
  readonly field: ContractField;
  readonly structs: Structs;
  readonly types: FormProps['types'];
  readonly value: unknown;
  readonly problems: readonly FieldProblem[];
  readonly onValue: (value: unknown) => void;
}

function FieldEditor(props: EditorProps): JSX.Element {
  const { field, structs, value, onValue } = props;
  const { wire, container } = field;
  const isLeaf = wire.form === 'variant' ? props.types === undefined : wire.form !== 'struct' && !(wire.form in PARTS);
  if (container === 'none' && isLeaf) return <Leaf {...props} />;
  const isSet = value !== undefined && value !== null;
  const remove = field.isOptional && isSet ? () => onValue(undefined) : undefined;
  if (!isSet) {
    return (
      <Group field={field}>
        <button type="button" onClick={() => onValue(emptyOf(field, structs))}>
          {TEXTS.playground.setValue}
        </button>
      </Group>
    );
  }
  return (
    <Group field={field} remove={remove}>
      {container === 'list' ? <List {...props} /> : container === 'map' ? <Entries {...props} /> : <Parts {...props} />}
    </Group>
  );
}

function Group({
  field,
  remove,
  children,
}: {
  field: ContractField;
  remove?: (() => void) | undefined;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <fieldset>
      <legend>
        <code>{field.name}</code> {field.isOptional && <span class="soft">{TEXTS.common.optional}</span>}
      </legend>
      {field.doc !== '' && <small class="soft">{field.doc}</small>}
      {children}
      {remove && (
        <button type="button" onClick={remove}>
          {TEXTS.playground.unset}
        </button>
      )}
    </fieldset>
  );
}

function List(props: EditorProps): JSX.Element {
  const { field, structs, value, onValue } = props;
  const items = Array.isArray(value) ? (value as unknown[]) : [];
  const item = itemOf(field);
  return (
    <>
      {items.map((each, i) => (
        <div class="item" key={i}>
          <FieldEditor
            {...props}
            field={{ ...item, name: `${field.name}.${i}` }}
            value={each}
            onValue={(next) => onValue(items.map((old, at) => (at === i ? next : old)))}
          />
          <button type="button" onClick={() => onValue(items.filter((_, at) => at !== i))}>
            {TEXTS.playground.unset}
          </button>
        </div>
      ))}
      <button type="button" onClick={() => onValue([...items, emptyOf(item, structs)])}>
        {TEXTS.playground.addItem}
      </button>
    </>
  );
}

function Entries(props: EditorProps): JSX.Element {
  const { field, structs, value, onValue } = props;
  const entries = Object.entries(value as Fields);
  const item = itemOf(field);
  const change = (i: number, entry: [string, unknown]): void =>
    onValue(Object.fromEntries(entries.map((old, at) => (at === i ? entry : old))));
  const free = field.key?.form === 'varint' ? String(entries.length + 1) : `key${entries.length + 1}`;
  return (
    <>
      {entries.map(([key, each], i) => (
        <div class="item" key={i}>
          <label>
            {TEXTS.playground.key}
            <input value={key} onChange={(event) => change(i, [event.currentTarget.value, each])} autocomplete="off" />
          </label>
          <FieldEditor
            {...props}
            field={{ ...item, name: `${field.name}.${key}` }}
            value={each}
            onValue={(next) => change(i, [key, next])}
          />
          <button type="button" onClick={() => onValue(Object.fromEntries(entries.filter((_, at) => at !== i)))}>
            {TEXTS.playground.unset}
          </button>
        </div>
      ))}
      <button type="button" onClick={() => onValue({ ...(value as Fields), [free]: emptyOf(item, structs) })}>
        {TEXTS.playground.addItem}
      </button>
    </>
  );
}

function Parts({ field, structs, types, value, problems, onValue }: EditorProps): JSX.Element {
  const held = (typeof value === 'object' ? value : {}) as Fields;
  const { name, wire } = field;
  if (wire.form === 'variant' && types !== undefined) return <VariantEditor {...{ name, value, onValue, types }} />;
  const inside = problems
    .filter((problem) => problem.field.startsWith(`${field.name}.`))
    .map((problem) => ({ ...problem, field: problem.field.slice(field.name.length + 1) }));
  if (wire.form === 'struct') {
    const { fields = [] } = structs.find(({ name }) => name === wire.struct) ?? {};
    return <MessageForm {...{ fields, structs, types, onValue }} value={held} problems={inside} />;
  }
  return (
    <div class="parts">
      {(PARTS[wire.form] ?? []).map((name) => (
        <FormField
          key={name}
          field={{ name, kind: 'number', isOptional: false, rules: [] }}
          problems={inside}
          value={held[name]}
          onValue={(next) => onValue(withField(held, name, next))}
        />
      ))}
    </div>
  );
}

function Leaf({ field, value, problems, onValue }: EditorProps): JSX.Element {
  return <FormField field={leafView(field)} problems={problems} value={value} onValue={onValue} doc={hintOf(field)} />;
}

/** A field as the acts' forms know fields. */
function leafView(field: ContractField): FieldView {
  const { name, wire, isOptional, isInteger, min, max, maxLength } = field;
  const limits = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
  const base = { name, isOptional, rules: [], ...limits, ...(maxLength !== undefined && { maxLength }) };
  if (wire.form === 'choice')
    return {
      ...base,
      kind: 'json',
      choices: wire.values.map((each) => (typeof each === 'boolean' ? String(each) : each)),
    };
  if (wire.form === 'bool') return { ...base, kind: isOptional ? 'json' : 'boolean', ...(isOptional && BOTH) };
  if (wire.form === 'string') return { ...base, kind: 'string' };
  if (wire.form === 'bytes' || wire.form === 'variant') return { name, isOptional, rules: [], kind: 'string' };
  if (wire.form === 'json') return { ...base, kind: 'json' };
  return { ...base, kind: isInteger ? 'integer' : 'number' };
}

/** An optional flag has three answers. */
const BOTH = { choices: ['true', 'false'] } as const;

/** What a field is for, and what it takes. */
function hintOf({ doc, wire, min, max, minLength, maxLength }: ContractField): string {
  const range = rangeText(min, max) || rangeText(minLength, maxLength, TEXTS.playground.characters);
  const form = wire.form === 'bytes' || wire.form === 'variant' ? TEXTS.playground.base64 : range;
  return [doc, form === '' ? '' : `(${form})`].filter((part) => part !== '').join(' ');
}

function rangeText(least: number | undefined, most: number | undefined, unit = ''): string {
  if (least === undefined && most === undefined) return '';
  const [from, to] = [least?.toLocaleString() ?? '…', most?.toLocaleString() ?? '…'];
  return `${from} – ${to} ${unit}`.trim();
}

function itemOf(field: ContractField): ContractField {
  return { ...field, container: 'none', isOptional: false, doc: '' };
}

/** What a field begins with. */
function emptyOf(field: ContractField, structs: Structs): unknown {
  const { wire, container, min = 0 } = field;
  if (container !== 'none') return container === 'list' ? [] : {};
  if (wire.form in PARTS) return Object.fromEntries((PARTS[wire.form] ?? []).map((name) => [name, 0]));
  if (wire.form === 'struct') {
    const { fields = [] } = structs.find(({ name }) => name === wire.struct) ?? {};
    const needed = fields.filter(({ isOptional }) => !isOptional);
    return Object.fromEntries(needed.map((inner) => [inner.name, emptyOf(inner, structs)]));
  }
  if (wire.form === 'choice') return wire.values[0];
  if (wire.form === 'bool') return false;
  if (wire.form === 'json') return {};
  return wire.form === 'string' || wire.form === 'bytes' || wire.form === 'variant' ? '' : Math.max(0, min);
}

function withField(fields: Fields, name: string, value: unknown): Fields {
  if (value !== undefined) return { ...fields, [name]: value };
  const { [name]: _gone, ...rest } = fields;
  return rest;
}
