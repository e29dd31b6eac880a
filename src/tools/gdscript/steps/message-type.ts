import type ts from 'typescript';
import { classNameOf, memberName } from '../gd-names.js';
import type { Contract, ContractField } from '../../../protocol/contract/contract.js';
import { refuse } from './step-refusal.js';
import { BOOL, FLOAT, INT, type MemberShape, type StepType } from './step-type.js';

/** The parts of the forms that are vectors in Godot: 32-bit floats, which a step may read. */
const PARTS: Readonly<Record<string, readonly string[]>> = { vec2: ['x', 'y'], vec3: ['x', 'y', 'z'] };

/** The type of a message's class, with its fields as the contract has them. */
export function messageType(className: string, contract: Contract, node: ts.Node): StepType {
  const name = className.replace(/Dto$/, '');
  const struct = [...contract.messages, ...contract.structs].find((each) => each.name === name);
  if (struct === undefined)
    return refuse(node, `${className} is not a message of this server`, 'mark it @ClientMessage, and list its module');
  const fields = struct.fields.map((field): [string, MemberShape] => [
    field.name,
    { gdName: memberName(field.name), type: fieldType(field, contract, node) },
  ]);
  return { kind: 'message', name: classNameOf(struct), fields: new Map(fields) };
}

function fieldType(field: ContractField, contract: Contract, node: ts.Node): StepType | undefined {
  if (field.isOptional || field.container === 'map') return undefined;
  const item = itemType(field, contract, node);
  if (field.container === 'none' || item === undefined) return item;
  return item.kind === 'float' || item.kind === 'int' ? { kind: 'array', item, isReadonly: true } : undefined;
}

function itemType({ wire, isInteger }: ContractField, contract: Contract, node: ts.Node): StepType | undefined {
  switch (wire.form) {
    case 'bool':
      return BOOL;
    case 'vec2':
    case 'vec3': {
      const fields = (PARTS[wire.form] ?? []).map((part): [string, MemberShape] => [
        part,
        { gdName: part, type: FLOAT },
      ]);
      return { kind: 'message', name: wire.form === 'vec2' ? 'Vector2' : 'Vector3', fields: new Map(fields) };
    }
    case 'struct':
      return messageType(wire.struct, contract, node);
    case 'choice':
      return wire.values.every((value) => Number.isSafeInteger(value)) ? INT : undefined;
    case 'string':
    case 'bytes':
    case 'variant':
    case 'json':
    case 'color':
      return undefined;
    case 'f32':
    case 'f64':
    case 'quantized':
      return isInteger ? INT : FLOAT;
    default:
      return INT;
  }
}
