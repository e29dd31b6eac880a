import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from './engines.js';

/** Every warning that Godot 4 gives by default, and the stricter ones about types at the end. */
const ERRORS_4 = `
  assert_always_false assert_always_true confusable_capture_reassignment confusable_identifier
  confusable_local_declaration confusable_local_usage confusable_temporary_modification deprecated_keyword
  empty_file enum_variable_without_default incompatible_ternary int_as_enum_without_cast
  int_as_enum_without_match integer_division narrowing_conversion redundant_await redundant_static_unload
  shadowed_global_identifier shadowed_variable shadowed_variable_base_class standalone_expression
  standalone_ternary static_called_on_instance unassigned_variable unassigned_variable_op_assign
  unreachable_code unreachable_pattern unused_local_constant unused_parameter unused_private_class_variable
  unused_signal unused_variable untyped_declaration unsafe_property_access unsafe_method_access unsafe_cast
  unsafe_call_argument
`;

const STRICT_4 = ERRORS_4.trim()
  .split(/\s+/)
  .map((name) => `gdscript/warnings/${name}=2`);

/** Godot 4 says nothing of addons by default. */
const ADDONS_TOO_4 = 'gdscript/warnings/directory_rules={\n"res://addons": 1\n}';

/** In Godot 3.2, but not in 3.6, a call whose value is let go is a warning by default. */
const STRICT_3 = [
  'gdscript/warnings/treat_warnings_as_errors=true',
  'gdscript/warnings/exclude_addons=false',
  'gdscript/warnings/return_value_discarded=false',
];

/**
 * Makes every warning in a copy of a project an error, in addons too. The project that people open has the engine's own
 * settings: what they write into it themselves is theirs.
 */
export function makeStrict(engine: Engine, project: string): void {
  const file = join(project, 'project.godot');
  const settings = engine.major >= 4 ? [ADDONS_TOO_4, ...STRICT_4] : STRICT_3;
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n[debug]\n\n${settings.join('\n')}\n`);
}
