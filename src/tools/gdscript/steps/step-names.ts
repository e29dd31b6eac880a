import { ENGINE_CLASSES } from '../engine-classes.js';
import { constantCase, memberName } from '../gd-names.js';

/** Functions of Godot 4 that Godot 3 lacks, and methods of every object: a local with such a name is a warning. */
const TAKEN_LOCALS: ReadonlySet<string> = new Set(
  [
    'absf absi angle_difference bezier_derivative bezier_interpolate ceilf ceili clampf clampi cubic_interpolate',
    'db_to_linear deg_to_rad floorf floori is_finite is_same lerpf linear_to_db maxf maxi minf mini pingpong print_rich',
    'print_verbose rad_to_deg randfn randf_range randi_range remap rotate_toward roundf roundi signf signi snapped',
    'snappedf snappedi str_to_var type_convert type_string var_to_str wrap error_string rid_allocate_id is_instance_of',
    'range_lerp add_user_signal call call_deferred callv can_translate_messages cancel_free get_class get_indexed',
    'get_instance_id get_method_list get_property_list get_reference_count get_signal_list has_signal has_user_signal',
    'init_ref is_blocking_signals is_queued_for_deletion set_block_signals set_deferred set_indexed tr tr_n',
    'property_list_changed script_changed numbers set_numbers copy_from',
  ]
    .join(' ')
    .split(' '),
);

/** The names of one function's variables in GDScript, where no inner block may use the name of an outer one. */
export class LocalNames {
  private readonly used: Set<string>;

  /** @param taken names of the script */
  constructor(taken: Iterable<string>) {
    this.used = new Set(taken);
  }

  /** A free name that is like the one in TypeScript. */
  name(name: string): string {
    const wanted = stepMember(name.replace(/^_+/, '') || 'unused');
    for (let count = 1; ; count += 1) {
      const candidate = count === 1 ? wanted : `${wanted}_${count}`;
      if (this.used.has(candidate)) continue;
      this.used.add(candidate);
      return candidate;
    }
  }
}

/** The name of a function, a field or a variable. */
export function stepMember(name: string): string {
  const member = memberName(name.replace(/^_+/, '') || 'unused');
  return TAKEN_LOCALS.has(member) ? `${member}_` : member;
}

/** The name of a class or an enum inside its script. */
export function stepClass(name: string): string {
  return ENGINE_CLASSES.has(name) ? `${name}_` : name;
}

/** The name of a constant. */
export function stepConstant(name: string): string {
  const constant = constantCase(name);
  return ['PI', 'TAU', 'INF', 'NAN', 'FIELDS'].includes(constant) ? `${constant}_` : constant;
}
