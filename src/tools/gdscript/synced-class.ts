import type {
  ContractColumn,
  ContractEntitySet,
  ContractState,
  ContractSyncedClass,
  ContractSyncedField,
} from '../../protocol/contract/contract.js';
import type { GenerationContext } from './field-code.js';
import { classNameOf, docLines, quote } from './gd-names.js';
import { formExpression, stateDefault, stateType, stateTypeSuffix } from './state-form-code.js';
import { changedSignal, plainMember, syncedClassName, syncedMember } from './synced-names.js';

/** The GDScript class of a room's state, an entity, or a nested object. */
export function syncedClass(synced: ContractSyncedClass, context: GenerationContext): string {
  return new SyncedClassWriter(synced, context).write();
}

/** The synced class of that name. */
export function syncedNamed(name: string | undefined, { contract }: GenerationContext): ContractSyncedClass {
  const found = contract.syncedClasses?.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`The contract has no synced class ${name ?? ''}.`);
  return found;
}

class SyncedClassWriter {
  private readonly name: string;
  /** Set for a room's state. */
  private readonly state: ContractState | undefined;
  /** Set for entities. */
  private readonly set: ContractEntitySet | undefined;

  constructor(
    private readonly synced: ContractSyncedClass,
    private readonly context: GenerationContext,
  ) {
    const { contract } = context;
    this.name = syncedClassName(synced, contract);
    this.state = contract.states?.find(({ name }) => name === synced.name);
    this.set = contract.states?.flatMap(({ sets }) => sets.slice(1)).find((set) => set.class === synced.name);
  }

  write(): string {
    const { synced, name, set, isFour } = this;
    const base = this.state ? 'GodwitState' : set ? 'GodwitEntity' : 'GodwitSynced';
    const parts = synced.fields.map((field) => this.memberLines(field));
    const lines = [
      ...(isFour ? [`class_name ${name}`, `extends ${base}`] : [`extends ${base}`, `class_name ${name}`]),
      ...docLines(synced.doc === '' ? 'A part of the state of a room.' : synced.doc),
      '##',
      '## Generated from the contract; do not edit.',
      '',
      ...(isFour ? [] : this.signalLines()),
      ...parts.flat(),
      ...(this.state ? this.stateLines(this.state) : []),
      ...(set && !this.state ? this.columnLines('static func get_columns', set.columns) : []),
      ...(isFour ? [] : this.referenceLines()),
      ...(isFour && set ? this.setClass() : []),
    ];
    this.refuseSameMembers(lines);
    return `${lines.join('\n')}\n`;
  }

  private get isFour(): boolean {
    return this.context.dialect.engine === 4;
  }

  private memberLines(field: ContractSyncedField): string[] {
    const member = syncedMember(field);
    const doc = docLines(this.docOf(field));
    if (field.kind === 'object') {
      const name = this.nameOf(field);
      return [...doc, `var ${member}: ${name} = ${name}.new()`];
    }
    if (field.kind === 'set') {
      const name = this.nameOf(field);
      return this.isFour
        ? [...doc, `var ${member}: ${name}.Set = ${name}.Set.new()`]
        : [...doc, `var ${member}: GodwitEntitySet = GodwitEntitySet.new(${name}, ${name}.get_columns())`];
    }
    const wire = wireOf(field);
    const type = stateTypeSuffix(wire, field.container, this.context.dialect);
    const lines = [...doc, `var ${member}${type} = ${stateDefault(wire, field.container)}`];
    if (this.isFour) lines.push(...this.signalProperty(member), ...this.referenceProperty(field));
    return lines;
  }

  private docOf(field: ContractSyncedField): string {
    const doc = field.doc === '' ? `The field ${field.name}.` : field.doc;
    const declared = this.context.contract.enums.find(({ name }) => name === field.enum);
    const target = field.wire?.form === 'ref' ? this.targetOf(field) : undefined;
    const notes = [
      field.kind === 'set' && !this.isFour ? `of [${this.nameOf(field)}]` : '',
      field.container === 'map' && field.wire ? `[String] to [${stateType(field.wire)}]` : '',
      declared ? `one of [${classNameOf(declared)}]` : '',
      target === undefined ? '' : `the id of a [${target}]; 0 for none`,
      field.to === 'everyone' ? '' : `only its ${field.to} sees it`,
    ].filter((note) => note !== '');
    return notes.length === 0 ? doc : `${doc} (${notes.join('; ')})`;
  }

  private signalProperty(member: string): string[] {
    const name = changedSignal(member);
    return [
      `## Emitted when a patch changed [member ${member}], with its value.`,
      ...[`var ${name}: Signal:`, '\tget:', `\t\treturn _signal_of(&"${name}")`],
    ];
  }

  private signalLines(): string[] {
    const lines = this.synced.fields
      .filter(({ kind }) => kind === 'value')
      .flatMap((field) => {
        const member = syncedMember(field);
        return [
          `## Emitted when a patch changed ${member}, with its value; see watch().`,
          '# warning-ignore:unused_signal',
          `signal ${changedSignal(member)}(value)`,
        ];
      });
    return lines.length > 0 ? [...lines, ''] : [];
  }

  private referenceProperty(field: ContractSyncedField): string[] {
    if (!isReference(field)) return [];
    const target = this.targetOf(field);
    return [
      `## The entity that [member ${syncedMember(field)}] means; null for none, and while it is out of view.`,
      `var ${plainMember(field.name)}: ${target}:`,
      '\tget:',
      `\t\treturn _entity_of(${quote(setOf(field))}, ${syncedMember(field)}) as ${target}`,
    ];
  }

  private referenceLines(): string[] {
    return this.synced.fields
      .filter(isReference)
      .flatMap((field) => [
        ...['', ''],
        `## The ${this.targetOf(field)} that ${syncedMember(field)} means; null for none, and while it is out of view.`,
        `func get_${plainMember(field.name)}():`,
        `\treturn _entity_of(${quote(setOf(field))}, ${syncedMember(field)})`,
      ]);
  }

  private stateLines({ name, sets }: ContractState): string[] {
    const [own, ...entitySets] = sets;
    const added = entitySets.map(({ path }) => `\t_add_set(${quote(path)}, ${memberPath(path).replaceAll(':', '.')})`);
    return [
      ...(added.length > 0 ? ['', '', 'func _init() -> void:', ...added] : []),
      ...['', '', 'func get_state_name() -> String:', `\treturn ${quote(name)}`],
      ...this.columnLines('func get_own_columns', own?.columns ?? []),
    ];
  }

  private columnLines(head: string, columns: readonly ContractColumn[]): string[] {
    const type = this.isFour ? 'Array[GodwitColumn]' : 'Array';
    const doc = head.startsWith('static') ? ['## For the mirror: how its fields lie in a patch.'] : [];
    return [
      ...['', '', ...doc, `${head}() -> ${type}:`, '\treturn ['],
      ...columns.map(({ path, layer, wire, container }) => {
        const suffix = wire.form === 'ref' && container === 'none' ? '_id' : '';
        const form = formExpression(wire, container);
        return `\t\tGodwitColumn.new(${quote(path)}, ${layer}, ${form}, ${quote(memberPath(path) + suffix)}),`;
      }),
      '\t]',
    ];
  }

  private setClass(): string[] {
    const { name } = this;
    return [
      ...['', '', `## A set of [${name}].`, 'class Set:', '\textends GodwitEntitySet'],
      ...['', '', '\tfunc _init() -> void:', `\t\tsuper(${name}, ${name}.get_columns())`],
      ...['', '', '\t## The entity with that id; null when there is none.', `\tfunc by_id(id: int) -> ${name}:`],
      `\t\treturn super(id) as ${name}`,
      ...['', '', '\t## All entities, in no particular order; the list is a copy.', `\tfunc all() -> Array[${name}]:`],
      ...[
        `\t\tvar entities: Array[${name}] = []`,
        '\t\tentities.assign(get_mirror().by_id.values())',
        '\t\treturn entities',
      ],
    ];
  }

  private nameOf(field: ContractSyncedField): string {
    return syncedClassName(syncedNamed(field.class, this.context), this.context.contract);
  }

  private targetOf(field: ContractSyncedField): string {
    const sets = this.context.contract.states?.flatMap((state) => state.sets.slice(1)) ?? [];
    const set = sets.find(({ path }) => path === setOf(field));
    return syncedClassName(syncedNamed(set?.class, this.context), this.context.contract);
  }

  private refuseSameMembers(lines: readonly string[]): void {
    const members = lines.flatMap((line) => /^(?:var|signal) (\w+)/.exec(line)?.[1] ?? []);
    const twice = members.find((member, at) => members.indexOf(member) !== at);
    if (twice !== undefined)
      throw new Error(`Two members of ${this.synced.name} would both be ${twice} in Godot: rename a field.`);
  }
}

function wireOf({ name, wire }: ContractSyncedField): NonNullable<ContractSyncedField['wire']> {
  if (wire === undefined) throw new Error(`The synced field ${name} has no form.`);
  return wire;
}

function isReference({ wire, container }: ContractSyncedField): boolean {
  return wire?.form === 'ref' && container === 'none';
}

function setOf({ wire }: ContractSyncedField): string {
  return wire?.form === 'ref' ? wire.set : '';
}

/** `stats.isAlive` becomes `stats:is_alive`. */
function memberPath(path: string): string {
  return path.split('.').map(plainMember).join(':');
}
