import type {
  Contract,
  ContractState,
  ContractSyncedClass,
  ContractSyncedField,
  StateForm,
} from '../../../protocol/contract/contract.js';
import { docWords } from './field-text.js';
import { html, type Markup, type Part } from './html.js';
import { jsonInline } from './json-block.js';

const SEEN_BY: Readonly<Record<ContractSyncedField['to'], string>> = {
  everyone: 'everyone',
  team: 'its team',
  owner: 'its owner',
};

const WORDS: Readonly<Partial<Record<StateForm['form'], string>>> = {
  bool: 'true or false',
  string: 'text',
  f32: 'number',
  f64: 'number',
  vec2: 'Vector2',
  vec3: 'Vector3',
  color: 'Color',
  quantized: 'number',
  quantized_vec2: 'Vector2',
  quantized_vec3: 'Vector3',
  angle: 'radians',
};

/** A synced class's id on the page; prefixed, since a message may have the same name. */
export function stateId(name: string): string {
  return `state-${name}`;
}

/** A state, an entity or a nested object: its fields, and who sees them. */
export function syncedSection(synced: ContractSyncedClass, { states = [] }: Pick<Contract, 'states'>): Markup {
  const isState = states.some(({ name }) => name === synced.name);
  const id = stateId(synced.name);
  return html`
    <article class="message part" id="${id}">
      <header>
        <h3><a href="#${id}">${synced.name}</a></h3>
        <span class="pill">${isState ? 'state' : 'entity'}</span>
      </header>
      ${synced.doc !== '' && html`<p class="doc">${docWords(synced.doc)}</p>`}
      ${!isState && html`<p class="answer">In ${holders(synced.name, states)}.</p>`}
      <div class="scroll">
        <table class="fields">
          <thead>
            <tr>
              <th>Field</th>
              <th>Holds</th>
              <th>Rules</th>
              <th>Seen by</th>
              <th>Meaning</th>
            </tr>
          </thead>
          <tbody>
            ${synced.fields.map(fieldRow)}
          </tbody>
        </table>
      </div>
    </article>
  `;
}

function holders(name: string, states: readonly ContractState[]): Part {
  const holding = states.filter(({ sets }) => sets.some((set) => set.class === name));
  if (holding.length === 0) return 'other entities';
  return holding.map((state, i) => [i > 0 && ', ', html`<a href="#${stateId(state.name)}">${state.name}</a>`]);
}

function fieldRow(field: ContractSyncedField): Markup {
  return html`<tr>
    <td><code class="name">${field.name}</code></td>
    <td>${holdsWords(field)}</td>
    <td>${field.wire && ruleWords(field.wire)}</td>
    <td>${SEEN_BY[field.to]}</td>
    <td class="meaning">${docWords(field.doc)}</td>
  </tr>`;
}

function holdsWords({ kind, class: className = '', wire, container, enum: enumName }: ContractSyncedField): Markup {
  const linked = html`<a href="#${stateId(className)}">${className}</a>`;
  if (kind === 'set') return html`set of ${linked}`;
  if (kind === 'object') return linked;
  const value = enumName ?? (wire === undefined ? '' : valueWords(wire));
  if (container === 'list') return html`list of ${value}`;
  return container === 'map' ? html`map of text to ${value}` : html`${value}`;
}

function valueWords(wire: StateForm): string {
  if (wire.form === 'choice') return 'choice';
  if (wire.form === 'ref') return `one of ${wire.set}`;
  return WORDS[wire.form] ?? 'whole number';
}

function ruleWords(wire: StateForm): Part {
  if (wire.form === 'choice') return wire.values.map((value, i) => [i > 0 && ' or ', jsonInline(value)]);
  if (wire.form === 'angle') return `${wire.bits} bits`;
  return 'bits' in wire ? `${wire.min} to ${wire.max}, ${wire.bits} bits` : html`<code>${wire.form}</code>`;
}
