import type { IsNumberOptions } from 'class-validator';
import { compileCheck } from '../check/compile-check.js';
import { readDtoModel } from '../check/dto-model.js';
import type { DtoClass, FieldModel, MapModel } from '../check/field-model.js';
import { designTypeOf } from '../check/read-type.js';
import { isDisplayName } from '../display-name.js';
import { errorTable } from '../error-codes.js';
import { describeStates } from '../state/describe-states.js';
import type { StateDeclaration } from '../state/synced.decorator.js';
import type { MessageCatalogue } from '../message-catalogue.js';
import type { MessageClass, MessageDeclaration, RoomDeclaration } from '../message.decorators.js';
import { contractHash, messageHash } from './contract-hash.js';
import type {
  Contract,
  ContractEnum,
  ContractField,
  ContractMessage,
  ContractRoom,
  ContractStep,
  ContractStruct,
  KeyForm,
} from './contract.js';
import { wireOf } from './field-wire.js';
import { leastBytes, structOf } from './wire-size.js';
import { chosenWire } from './wire.decorator.js';

/** Doc comments by class name, and those of fields by field name. */
export type ContractDocs = Readonly<
  Record<string, { readonly doc: string; readonly fields: Readonly<Record<string, string>> }>
>;

/** The hash of each function, class, enum and constant of shared files, by key; see `contract/contract.ts`. */
export type ContractSteps = Readonly<Record<string, string>>;

/** Forms with a class of their own, which is not a struct of the contract. */
const BUILT_IN_CLASSES: readonly string[] = ['vec2', 'vec3', 'color'];

/**
 * Builds the contract from all messages of a catalogue, the states of rooms, and their types.
 * @throws Error naming class, field and remedy when the contract cannot express a field
 */
export function buildContract(
  catalogue: MessageCatalogue,
  docs: ContractDocs = {},
  states: readonly StateDeclaration[] = [],
  rooms: readonly RoomDeclaration[] = [],
  steps: ContractSteps = {},
): Contract {
  return new ContractBuilder(docs).build(catalogue, states, rooms, stepsOf(steps));
}

class ContractBuilder {
  private readonly structs = new Map<DtoClass, ContractStruct>();
  private readonly enums = new Map<object, ContractEnum>();

  constructor(private readonly docs: ContractDocs) {}

  build(
    catalogue: MessageCatalogue,
    declaredStates: readonly StateDeclaration[],
    declaredRooms: readonly RoomDeclaration[],
    steps: readonly ContractStep[],
  ): Contract {
    const rooms = declaredRooms.map(roomOf).sort((a, b) => compareText(a.type, b.type));
    const { states, classes, enums } = describeStates(declaredStates, { docs: this.docs, moduleOf });
    const declared = catalogue.all();
    const unhashed = declared.map((declaration) => this.message(declaration));
    const structs = [...this.structs.values()].sort(byName);
    refuseSameNames(unhashed, structs);
    refuseSameNames([...unhashed, ...structs], classes);
    for (const struct of [...unhashed, ...structs]) refuseEndless(struct, { structs });
    const messages = unhashed.map((message) => ({ ...message, hash: messageHash(message, { structs }) }));
    return {
      format: 1,
      hash: contractHash(messages, states, rooms, steps),
      messages,
      structs,
      enums: [...this.enums.values(), ...enums].sort(byName),
      errors: [...errorTable()].map(([code, text]) => ({ code, text })).sort((a, b) => compareText(a.code, b.code)),
      ...(states.length > 0 && { states, syncedClasses: classes }),
      ...(rooms.length > 0 && { rooms }),
      ...(steps.length > 0 && { steps }),
    };
  }

  private message(declaration: MessageDeclaration): Omit<ContractMessage, 'hash'> {
    const { messageClass, type, direction, reply, access, place } = declaration;
    const module = moduleOf(place);
    return {
      ...this.struct(messageClass, module),
      type,
      direction,
      access,
      ...(reply && { reply: contractName(reply) }),
    };
  }

  private struct(messageClass: MessageClass, module: string): ContractStruct {
    const dto = messageClass as DtoClass;
    const model = readDtoModel(dto);
    const docs = this.docs[dto.name];
    return {
      name: contractName(dto),
      module,
      doc: docs?.doc ?? '',
      fields: model.fields.map((field) => this.field(dto, field, module, docs?.fields[field.name] ?? '')),
    };
  }

  private field(dto: DtoClass, model: FieldModel, module: string, doc: string): ContractField {
    const value = model.map?.value ?? model;
    const chosen = model.map ? chosenWire(model.map.holder, value.name) : chosenWire(dto, model.name);
    const isBuiltIn = typeof chosen === 'string' && BUILT_IN_CLASSES.includes(chosen);
    const structName = value.nested && !isBuiltIn ? this.nested(value.nested, module) : undefined;
    const wire = mapFault(model, dto) ?? wireOf(value, chosen, structName);
    if (typeof wire === 'string') throw new Error(`The field ${model.name} of ${dto.name} ${wire}.`);
    const enumName = value.enumObject && this.enumOf(value.enumObject, dto, model.name, module);
    return {
      name: model.name,
      doc,
      wire,
      container: model.map ? 'map' : model.isList ? 'list' : 'none',
      ...(model.map && { key: keyForm(model.map) }),
      isOptional: model.isOptional || model.hasDefault,
      isInteger: value.kind === 'integer',
      ...(isDisplayName(dto, model.name) && { isDisplayName: true }),
      ...(mayBeNan(value) && { mayBeNan: true }),
      ...(enumName !== undefined && { enum: enumName }),
      ...boundsOf(model),
    };
  }

  private nested(dto: DtoClass, module: string): string {
    const known = this.structs.get(dto);
    if (known) return known.name;
    // Registered before its fields are read, so that a struct may contain itself.
    const name = contractName(dto);
    this.structs.set(dto, { name, module, doc: '', fields: [] });
    this.structs.set(dto, this.struct(dto, module));
    return name;
  }

  private enumOf(enumObject: object, dto: DtoClass, field: string, module: string): string {
    const known = this.enums.get(enumObject);
    if (known) return known.name;
    const name = `${contractName(dto)}${field.charAt(0).toUpperCase()}${field.slice(1)}`;
    const values = Object.entries(enumObject as Record<string, string | number>)
      // A numeric enum also maps its values back to names.
      .filter(([key]) => !/^-?\d/.test(key))
      .map(([key, value]) => ({ name: key, value }));
    this.enums.set(enumObject, { name, module, values });
    return name;
  }
}

/** The class's name in the contract. */
function contractName(messageClass: { readonly name: string }): string {
  return messageClass.name.replace(/Dto$/, '');
}

function stepsOf(steps: ContractSteps): ContractStep[] {
  return Object.entries(steps)
    .map(([key, hash]) => ({ key, hash }))
    .sort((a, b) => compareText(a.key, b.key));
}

function roomOf({ type, tickHz, patchHz, input }: RoomDeclaration): ContractRoom {
  return { type, tickHz, patchHz, ...(input && { input: contractName(input) }) };
}

/**
 * The module that owns a declaration: src/modules/chat/... is "chat", src/protocol/... "protocol". The path may be longer,
 * with folders above the repository that are called src, dist or test as well.
 */
export function moduleOf(place: string): string {
  const owned = /.*\b(?:modules|games|core)\/([^/]+)\//.exec(place)?.[1];
  return owned ?? /.*\b(?:src|dist|test)\/([^/]+)\//.exec(place)?.[1] ?? 'game';
}

function keyForm({ keys, maxKeyLength }: MapModel): KeyForm {
  if (keys === 'integer') return { form: 'varint' };
  return { form: 'string', ...(maxKeyLength !== undefined && { maxLength: maxKeyLength }) };
}

/** Why a map is impossible, as the end of a sentence; undefined for every other field. */
function mapFault({ name, map }: FieldModel, dto: DtoClass): string | undefined {
  if (designTypeOf(dto, name) === Map)
    return 'is declared as a Map: declare it as Record<string, V>, with @IsMapOf([...])';
  if (map === undefined) return undefined;
  if (map.value.isList || map.value.map) return 'is a map of lists or maps: put them into a class of their own';
  if (map.value.isOptional) return 'is a map of optional values: leave out the entry instead of its value';
  const { reason } = compileCheck(map.holder, { unknownFields: 'refuse' });
  return reason === undefined ? undefined : `is a map of values that cannot be checked: ${reason}`;
}

function mayBeNan({ kind, rules }: FieldModel): boolean {
  const options = rules.filter(({ name }) => name === 'isNumber').map(({ constraints: [first] }) => first);
  return kind === 'number' && options.some((option) => (option as Partial<IsNumberOptions> | undefined)?.allowNaN);
}

function boundsOf(model: FieldModel): Partial<ContractField> {
  const { minItems, maxItems } = model;
  const { min, max, minLength, maxLength } = model.map?.value ?? model;
  const bounds = Object.entries({ min, max, minLength, maxLength, minItems, maxItems });
  return Object.fromEntries(bounds.filter(([, bound]) => bound !== undefined));
}

type Named = Pick<ContractStruct, 'name' | 'module'>;

function refuseSameNames(messages: readonly Named[], structs: readonly Named[]): void {
  const seen = new Map<string, Named>();
  for (const struct of [...messages, ...structs]) {
    const other = seen.get(struct.name);
    if (other) throw new Error(sameNames(other, struct, messages.includes(other) && structs.includes(struct)));
    seen.set(struct.name, struct);
  }
}

function sameNames(first: Named, second: Named, mayBeOne: boolean): string {
  const remedy = mayBeOne
    ? 'Rename one; if it is one class, a message inside a message, give both a base class with the fields.'
    : 'Rename one.';
  return `Two message classes are called ${first.name}: one of ${first.module}, one of ${second.module}. ${remedy}`;
}

/** Refuses what is unbounded on the binary wire: structs that must contain themselves, and lists of zero-byte items. */
function refuseEndless(struct: ContractStruct, layout: Pick<Contract, 'structs'>): void {
  for (const { name, wire, container, isOptional } of struct.fields) {
    if (wire.form !== 'struct') continue;
    const least = leastBytes(structOf(wire.struct, layout), layout);
    if (least === Infinity && container === 'none' && !isOptional) {
      throw new Error(
        `The field ${name} of ${struct.name} holds a ${wire.struct} that never ends: make it optional, or a list.`,
      );
    }
    if (least === 0 && container !== 'none') {
      throw new Error(
        `The field ${name} of ${struct.name} lists values of ${wire.struct}, which has no fields with validators: give it some.`,
      );
    }
  }
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return compareText(a.name, b.name);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
