import type { Contract, ContractSyncedClass, ContractSyncedField } from '../../protocol/contract/contract.js';
import { memberName, pascalCase } from './gd-names.js';

/** What the addon's own classes of the state have. */
const TAKEN_MEMBERS: ReadonlySet<string> = new Set(
  [
    'id changed observer is_present get_state get_form_of enter tick version server_time_ms acknowledged_input patched',
    'get_state_name get_entity_sets get_entity_set get_own_columns get_columns',
  ]
    .join(' ')
    .split(' '),
);

/** The addon's own classes, without the product's name in front. */
export const ADDON_CLASSES: ReadonlySet<string> = new Set(
  [
    'Address Api Backoff BinaryCodec BinarySections Catalogue Client Close Codec Column Connection Contract ContractComparison',
    'Dock Entity EntitySet EntitySpawner Envelope Errors Export Fields Form Forms Generator Heartbeat Introduction JsonCodec',
    'JsonSections Link ListForm Listeners MainThread MapForm Message MirrorSet Monitors Observer Outbox PatchReader Plugin Protocol',
    'Reader Request RequestTable Result Resume Scripts ServerClock SetLayout Settings SnapshotBuffer State StateDecoder StateReceiver',
    'Statistics Struct Synced Synchronizer Text Unreadable Untyped VectorForm Writer',
  ]
    .join(' ')
    .split(' '),
);

/**
 * The class's name in Godot: with the product's in front, for `Pawn` alone is a name that games have themselves. A name that
 * the addon or the protocol has taken gets its module's in between.
 */
export function syncedClassName({ name, module }: ContractSyncedClass, contract: Contract): string {
  const ofProtocol = [...contract.messages, ...contract.structs, ...contract.enums].some(
    (other) => other.module === 'protocol' && other.name === name,
  );
  return ADDON_CLASSES.has(name) || ofProtocol ? `Godwit${pascalCase(module)}${name}` : `Godwit${name}`;
}

/** A field's member. One entity of another set is held by its id. */
export function syncedMember({ name, wire, container }: ContractSyncedField): string {
  const member = plainMember(name);
  return wire?.form === 'ref' && container === 'none' ? `${member}_id` : member;
}

/** The signal of a member. */
export function changedSignal(member: string): string {
  return `${member.replace(/_$/, '')}_changed`;
}

/** A member's name, whatever it holds. */
export function plainMember(name: string): string {
  // Messages keep off what nodes have; nothing that is synced is one.
  if (name === 'name' || name === 'owner') return name;
  const member = memberName(name);
  return TAKEN_MEMBERS.has(member) ? `${member}_` : member;
}
