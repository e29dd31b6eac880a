import type { Contract, ContractSyncedClass, ContractSyncedField } from '../../protocol/contract/contract.js';
import { classNameOf, memberName, pascalCase } from './gd-names.js';
import { ADDON_CLASSES, FEATURE_CLASSES } from './hand-written.js';

/** Members of the addon's own state classes. */
const TAKEN_MEMBERS: ReadonlySet<string> = new Set(
  [
    'id changed observer is_present is_own set_own get_state get_form_of enter tick version server_time_ms acknowledged_input sent_input patched',
    'get_state_name get_entity_sets get_entity_set find_own get_own_columns get_columns',
  ]
    .join(' ')
    .split(' '),
);

/**
 * The class's name in Godot, with the product's name as a prefix, because games use plain names such as `Pawn` themselves. If
 * the addon, the protocol or a bundled module already has that name, the module's name is inserted.
 */
export function syncedClassName({ name, module }: ContractSyncedClass, contract: Contract): string {
  const others = [...contract.messages, ...contract.structs, ...contract.enums];
  const feature = FEATURE_CLASSES.get(name);
  const isTaken =
    ADDON_CLASSES.has(name) ||
    others.some((other) => other.module === feature || classNameOf(other) === `Godwit${name}`);
  return isTaken ? `Godwit${pascalCase(module)}${name}` : `Godwit${name}`;
}

/** A field's member. A reference to an entity of another set is stored as its id. */
export function syncedMember({ name, wire, container }: ContractSyncedField): string {
  const member = plainMember(name);
  return wire?.form === 'ref' && container === 'none' ? `${member}_id` : member;
}

/** The signal of a member. */
export function changedSignal(member: string): string {
  return `${member.replace(/_$/, '')}_changed`;
}

/** A member's name, regardless of its type. */
export function plainMember(name: string): string {
  // Messages avoid the members of nodes; synced classes are not nodes.
  if (name === 'name' || name === 'owner') return name;
  const member = memberName(name);
  return TAKEN_MEMBERS.has(member) ? `${member}_` : member;
}
