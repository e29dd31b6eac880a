/** Engine classes, functions and constants with another name in Godot 3. */
export const ENGINE_NAMES: Readonly<Record<string, string>> = {
  RefCounted: 'Reference',
  StringName: 'String',
  PackedByteArray: 'PoolByteArray',
  PackedStringArray: 'PoolStringArray',
  PackedInt32Array: 'PoolIntArray',
  // Godot 3 only has packed arrays of 32-bit floats.
  PackedFloat64Array: 'Array',
  PackedInt64Array: 'Array',
  TYPE_FLOAT: 'TYPE_REAL',
  TYPE_PACKED_BYTE_ARRAY: 'TYPE_RAW_ARRAY',
  TYPE_PACKED_INT32_ARRAY: 'TYPE_INT_ARRAY',
  TYPE_PACKED_STRING_ARRAY: 'TYPE_STRING_ARRAY',
  absf: 'abs',
  absi: 'abs',
  floorf: 'floor',
  roundf: 'round',
  ceilf: 'ceil',
  minf: 'min',
  maxf: 'max',
  clampf: 'clamp',
  bytes_to_var: 'bytes2var',
  var_to_bytes: 'var2bytes',
  update_configuration_warnings: 'update_configuration_warning',
  NOTIFICATION_APPLICATION_RESUMED: 'NOTIFICATION_APP_RESUMED',
};

/** Functions whose integer version only exists under another name. */
export const WHOLE_FUNCTIONS: Readonly<Record<string, string>> = { mini: 'min', maxi: 'max', clampi: 'clamp' };

/** Members of engine objects with another name in Godot 3, by `Singleton.name` or by their name alone. */
export const MEMBERS: Readonly<Record<string, string>> = {
  is_empty: 'empty',
  to_utf8_buffer: 'to_utf8',
  path_join: 'plus_file',
  remove_at: 'remove',
  instantiate: 'instance',
  is_valid_int: 'is_valid_integer',
  unicode_at: 'ord_at',
  process_frame: 'idle_frame',
  keycode: 'scancode',
  custom_minimum_size: 'rect_min_size',
};

export const SINGLETONS: Readonly<Record<string, string>> = {
  'Time.get_ticks_msec': 'OS.get_ticks_msec',
  'Time.get_ticks_usec': 'OS.get_ticks_usec',
  'Time.get_unix_time_from_system': 'OS.get_unix_time',
};

/** List and dictionary methods that only Godot 4 has; `GodwitScripts` has a function of the same name for each. */
export const HELPED = new Set(['append_array', 'slice', 'filter', 'map', 'merge']);

/** Members of engine objects that are the same in both engines. A member in none of these lists stops the translation. */
export const SAME_MEMBERS = new Set(
  `connect disconnect is_connected emit_signal call_deferred setting named later append_array slice filter map merge
  new size append has get clear erase values find length begins_with ends_with file_exists resize substr keys
  get_float get_u16 get_u8 get_u32 get_double get_64 put_float put_double put_u8 put_u16 put_u32 put_64 put_data get_data
  get_string get_position seek get_size is_valid_hex_number hex_to_int
  get_available_bytes data_array big_endian
  set trim_prefix trim_suffix replace left right to_lower to_upper get_setting has_setting set_setting disconnect bsearch strip_edges reset
  get_string_from_utf8 get_string_from_ascii split rfind insert duplicate sort pop_front pop_back push_back push_front front back hash
  raw_to_base64 base64_to_raw queue_free draw_arc z_index is_editor_hint set_indexed get_indexed get_children get_file get_extension get_base_dir
  add_child remove_child get_script get_ref randi_range get_main_loop get_tree get_node get_node_or_null get_parent has_action
  get_subname_count get_concatenated_subnames get_name is_inside_tree can_process is_valid_ip_address
  md5_text hex_encode has_feature get_version_info is_userfs_persistent randomize c_escape
  strip_escapes get_cmdline_args x y z r g b a root resource_path search get_string ZERO NAN INF name call
  visible color max_value step value focus_mode pressed value_changed text is_echo get_nodes_in_group FOCUS_NONE
  distance_to get_script_constant_map is_action_just_pressed get_subname invert count is_connected generate_random_bytes get_property_list property_list`.split(
    /\s+/,
  ),
);

/** Result types of engine functions that the name alone determines. */
export const RESULTS: Readonly<Record<string, string>> = {
  size: 'int',
  length: 'int',
  get_ticks_msec: 'int',
  get_ticks_usec: 'int',
  get_u8: 'int',
  get_u16: 'int',
  get_u32: 'int',
  unicode_at: 'int',
  bsearch: 'int',
  int: 'int',
  mini: 'int',
  maxi: 'int',
  clampi: 'int',
  float: 'float',
  minf: 'float',
  maxf: 'float',
  str: 'String',
  substr: 'String',
  left: 'String',
  to_lower: 'String',
  strip_edges: 'String',
  path_join: 'String',
  trim_prefix: 'String',
  trim_suffix: 'String',
  keys: 'Array',
  begins_with: 'bool',
  get_string_from_utf8: 'String',
  to_utf8_buffer: 'PackedByteArray',
};
