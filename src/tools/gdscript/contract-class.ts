import { digestContract, digestSteps, type MessageDigest } from '../../protocol/contract/compare-contract.js';
import type { ContractEnum } from '../../protocol/contract/contract.js';
import { apiClassName, facadeModules } from './api-class.js';
import { literal, type GenerationContext } from './field-code.js';
import { stepTable } from './steps/step-table.js';
import { syncedNamed } from './synced-class.js';
import { syncedClassName } from './synced-names.js';
import { classNameOf, constantCase, docLines, memberName, quote } from './gd-names.js';
import { COMPANIONS, HAND_WRITTEN } from './hand-written.js';

const GENERATED = '## Generated from the contract; do not edit.';

/** The class that knows every message: the contract hash, and how to create a message by type. */
export function contractClass(context: GenerationContext): string {
  const { contract, dialect } = context;
  const classes = contract.messages.map((message) => `\t${message.type}: ${classNameOf(message)},`);
  const digests = digestContract(contract).map(digestLine);
  const isFour = dialect.engine === 4;
  const lines = [
    ...(isFour
      ? ['class_name GodwitContract', 'extends GodwitCatalogue']
      : ['extends GodwitCatalogue', 'class_name GodwitContract']),
    '## Every message that this client and its server share.',
    '##',
    GENERATED,
    '',
    "## The contract's hash; the server has the same, or tells what differs.",
    `const HASH := ${quote(contract.hash)}`,
    '',
    isFour ? 'const _DIGESTS: Array[Dictionary] = [' : 'const _DIGESTS := [',
    ...digests,
    ']',
    ...stepDigests(context),
    '',
    isFour ? 'var _classes: Dictionary = {' : 'var _classes := {',
    ...classes,
    '}',
    ...stateTable(context),
    ...roomTable(context),
    ...['', '', 'func get_hash() -> String:', '\treturn HASH'],
    ...['', '', `func get_digests() -> ${isFour ? 'Array[Dictionary]' : 'Array'}:`, '\treturn _DIGESTS'],
    ...(contract.steps
      ? ['', '', `func get_steps() -> ${isFour ? 'Array[String]' : 'Array'}:`, '\treturn _STEPS']
      : []),
    ...['', '', 'func create(type: int) -> GodwitMessage:'],
    ...(isFour
      ? [
          '\tif not _classes.has(type):',
          '\t\treturn null',
          '\tvar script: GDScript = _classes[type]',
          '\tvar message: GodwitMessage = script.new()',
          '\treturn message',
        ]
      : ['\treturn _classes[type].new() if _classes.has(type) else null']),
    ...stateFunctions(context),
    ...stepTable(context),
    ...roomFunction(context),
  ];
  return `${lines.join('\n')}\n`;
}

function stepDigests({ contract, dialect }: GenerationContext): string[] {
  if (contract.steps === undefined) return [];
  const entries = digestSteps(contract).map((entry) => `\t${quote(entry)},`);
  return [dialect.engine === 4 ? 'const _STEPS: Array[String] = [' : 'const _STEPS := [', ...entries, ']'];
}

function stateTable(context: GenerationContext): string[] {
  const { contract, dialect } = context;
  if (contract.states === undefined) return [];
  const entries = contract.states.map(
    ({ name }) => `\t${quote(name)}: ${syncedClassName(syncedNamed(name, context), contract)},`,
  );
  return [dialect.engine === 4 ? 'var _states: Dictionary = {' : 'var _states := {', ...entries, '}'];
}

function stateFunctions({ contract, dialect }: GenerationContext): string[] {
  if (contract.states === undefined) return [];
  const names = contract.states.map(({ name }) => quote(name)).join(', ');
  const isFour = dialect.engine === 4;
  return [
    ...['', '', `func get_state_names() -> ${isFour ? 'PackedStringArray' : 'Array'}:`, `\treturn [${names}]`],
    ...['', '', `func create_state(name: String)${isFour ? ' -> GodwitState' : ''}:`],
    ...(isFour
      ? [
          '\tif not _states.has(name):',
          '\t\treturn null',
          '\tvar script: GDScript = _states[name]',
          '\tvar state: GodwitState = script.new()',
          '\treturn state',
        ]
      : ['\treturn _states[name].new() if _states.has(name) else null']),
  ];
}

function roomTable({ contract, dialect }: GenerationContext): string[] {
  if (contract.rooms === undefined) return [];
  const entries = contract.rooms.map(({ type, tickHz, patchHz, input }) => {
    const inputType = contract.messages.find(({ name }) => name === input)?.type ?? -1;
    return `\t${quote(type)}: GodwitRoomType.new(${quote(type)}, ${floatOf(tickHz)}, ${floatOf(patchHz)}, ${inputType}),`;
  });
  return [dialect.engine === 4 ? 'var _rooms: Dictionary = {' : 'var _rooms := {', ...entries, '}'];
}

function roomFunction({ contract, dialect }: GenerationContext): string[] {
  if (contract.rooms === undefined) return [];
  const isFour = dialect.engine === 4;
  return [
    ...['', '', `func get_room_type(name: String)${isFour ? ' -> GodwitRoomType' : ''}:`],
    ...(isFour
      ? [
          '\tif not _rooms.has(name):',
          '\t\treturn null',
          '\tvar room_type: GodwitRoomType = _rooms[name]',
          '\treturn room_type',
        ]
      : ['\treturn _rooms[name] if _rooms.has(name) else null']),
  ];
}

function floatOf(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : `${value}`;
}

/** A digest in the form of ContractCompare's fields. */
function digestLine({ fields, ...digest }: MessageDigest): string {
  const entries = Object.entries(digest).map(([key, value]) => `${quote(key)}: ${literal(value)}`);
  return `\t{ ${entries.join(', ')}, "fields": [${fields.map(quote).join(', ')}] },`;
}

/** The codes of all errors, as constants. */
export function errorsClass({ contract, dialect }: GenerationContext): string {
  const head =
    dialect.engine === 4
      ? ['class_name GodwitErrors', 'extends RefCounted']
      : ['extends Reference', 'class_name GodwitErrors'];
  const constants = contract.errors.flatMap(({ code, text }) => [
    ...docLines(text),
    `const ${constantCase(code)} := ${dialect.code(code)}`,
  ]);
  return `${[...head, "## The codes of the server's refusals.", '##', GENERATED, '', ...constants].join('\n')}\n`;
}

/** One enum of the contract. */
export function enumClass(declared: ContractEnum, { dialect }: GenerationContext): string {
  const head =
    dialect.engine === 4
      ? [`class_name ${classNameOf(declared)}`, 'extends RefCounted']
      : ['extends Reference', `class_name ${classNameOf(declared)}`];
  const constants = declared.values.map(({ name, value }) => `const ${constantCase(name)} := ${literal(value)}`);
  return `${[...head, '## The values of an enum of the server.', '##', GENERATED, '', ...constants].join('\n')}\n`;
}

/** The client with a typed facade for each module; used as a game's autoload. */
export function clientClass({ contract, dialect }: GenerationContext): string {
  const modules = facadeModules(contract);
  const companions = modules.flatMap((module) => COMPANIONS.get(module) ?? []);
  const isFour = dialect.engine === 4;
  const lines = [
    ...(isFour ? ['class_name GodwitApi', 'extends GodwitClient'] : ['extends "../connection/godwit_client.gd"']),
    '## The client with every message of the server as a typed function or signal.',
    '##',
    GENERATED,
    '',
    ...companions.flatMap(({ member, className, doc }) => [
      `## ${doc}`,
      isFour ? `var ${member}: ${className}` : `var ${member}`,
    ]),
    ...modules.flatMap((module) => [
      `## The module "${module}".`,
      isFour ? `var ${memberName(module)}: ${facadeClassName(module)}` : `var ${memberName(module)}`,
    ]),
    ...['', '', 'func _init() -> void:'],
    ...(isFour ? ['\tsuper()'] : []),
    // In Godot 3, assignments inside a class bypass its setters.
    isFour ? '\tcontract = GodwitContract.new()' : '\tset_contract(GodwitContract.new())',
    ...companions.map(({ member, className }) => `\t${member} = ${className}.new(self)`),
    ...modules.map((module) => `\t${memberName(module)} = ${facadeClassName(module)}.new(self)`),
  ];
  return `${lines.join('\n')}\n`;
}

/** The class a game uses for a module: the hand-written one if it exists. */
function facadeClassName(module: string): string {
  return HAND_WRITTEN.get(module) ?? apiClassName(module);
}
