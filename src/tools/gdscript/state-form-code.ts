import type { ContractSyncedField, StateForm } from '../../protocol/contract/contract.js';
import type { Dialect } from './dialect.js';
import { float, literal } from './field-code.js';

/** An expression that creates the form of a column. */
export function formExpression(wire: StateForm, container: 'none' | 'list' | 'map'): string {
  const value = `GodwitForms.${formCall(wire)}`;
  return container === 'none' ? value : `GodwitForms.${container}(${value})`;
}

/** The type of one value; "Variant" if there are several. */
export function stateType(wire: StateForm): string {
  switch (wire.form) {
    case 'bool':
      return 'bool';
    case 'string':
      return 'String';
    case 'f32':
    case 'f64':
    case 'exact':
    case 'quantized':
    case 'angle':
      return 'float';
    case 'vec2':
    case 'quantized_vec2':
      return 'Vector2';
    case 'vec3':
    case 'quantized_vec3':
      return 'Vector3';
    case 'color':
      return 'Color';
    case 'choice':
      return choiceType(wire.values);
    default:
      return 'int';
  }
}

/** ": int", ": Array[int]" ... as it follows a name. */
export function stateTypeSuffix(
  wire: StateForm,
  container: ContractSyncedField['container'],
  dialect: Dialect,
): string {
  const type = stateType(wire);
  if (container === 'map') return ': Dictionary';
  if (type === 'Variant') return container === 'list' ? ': Array' : dialect.anyType;
  return container === 'list' ? `: ${dialect.listType(type)}` : `: ${type}`;
}

/** A member's initial value: the form's zero value. */
export function stateDefault(wire: StateForm, container: ContractSyncedField['container']): string {
  if (container !== 'none') return container === 'list' ? '[]' : '{}';
  switch (wire.form) {
    case 'bool':
      return 'false';
    case 'string':
      return '""';
    case 'f32':
    case 'f64':
    case 'exact':
    case 'angle':
      return '0.0';
    case 'quantized':
      return quantizedZero(wire);
    case 'vec2':
      return 'Vector2()';
    case 'vec3':
      return 'Vector3()';
    case 'color':
      return 'Color(0.0, 0.0, 0.0, 0.0)';
    case 'quantized_vec2':
      return `Vector2(${quantizedZero(wire)}, ${quantizedZero(wire)})`;
    case 'quantized_vec3':
      return `Vector3(${quantizedZero(wire)}, ${quantizedZero(wire)}, ${quantizedZero(wire)})`;
    case 'choice':
      return literal(wire.values[0]);
    default:
      return '0';
  }
}

function formCall(wire: StateForm): string {
  switch (wire.form) {
    case 'bool':
      return 'boolean()';
    case 'string':
      return 'text()';
    case 'f32':
      return 'single()';
    case 'f64':
      return 'double()';
    case 'exact':
      return 'exact()';
    case 'vec2':
      return 'vector2()';
    case 'vec3':
      return 'vector3()';
    case 'color':
      return 'color()';
    case 'quantized':
      return `quantized(${bounds(wire)})`;
    case 'quantized_vec2':
      return `quantized_vector2(${bounds(wire)})`;
    case 'quantized_vec3':
      return `quantized_vector3(${bounds(wire)})`;
    case 'angle':
      return `angle(${wire.bits})`;
    case 'choice':
      return `choice([${wire.values.map(literal).join(', ')}])`;
    case 'ref':
      return 'entity_id()';
    default:
      return `integer(${Number(wire.form.slice(1)) / 8}, ${wire.form.startsWith('i')})`;
  }
}

interface Range {
  readonly min: number;
  readonly max: number;
  readonly bits: number;
}

function bounds({ min, max, bits }: Range): string {
  return `${float(min)}, ${float(max)}, ${bits}`;
}

function quantizedZero({ min, max, bits }: Range): string {
  if (min >= 0 || max <= 0) return float(min >= 0 ? min : max);
  const most = 2 ** bits - 1;
  const step = Math.floor((-min / (max - min)) * most + 0.5);
  return float(min + (step / most) * (max - min));
}

function choiceType(values: readonly (string | number)[]): string {
  if (values.every((value) => typeof value === 'string')) return 'String';
  return values.every((value) => Number.isInteger(value)) ? 'int' : 'Variant';
}
