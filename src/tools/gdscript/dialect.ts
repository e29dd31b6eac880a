/** Differences between GDScript of Godot 4 and of Godot 3 in generated code. */
export interface Dialect {
  readonly engine: 3 | 4;
  /** The class for bytes. */
  readonly bytesType: string;
  /** The head of a constructor that passes its message's type to the base class; without a type, that of a plain one. */
  readonly beginInit: (parameters: string, type?: string) => string[];
  /** A list's declared type. */
  readonly listType: (item: string) => string;
  /** The declaration of a value of any type. */
  readonly anyType: string;
  /** The base class of anything that is not a node. */
  readonly reference: string;
  /** A StringName literal. */
  readonly code: (text: string) => string;
}

/** Godot 4.x. */
export const GODOT4: Dialect = {
  engine: 4,
  bytesType: 'PackedByteArray',
  beginInit: (parameters, type) => [
    `func _init(${parameters}) -> void:`,
    ...(type === undefined ? [] : [`\tsuper(${type})`]),
  ],
  listType: (item) => `Array[${item}]`,
  anyType: ': Variant',
  reference: 'RefCounted',
  code: (text) => `&"${text}"`,
};

/** Godot 3.2 to 3.6. */
export const GODOT3: Dialect = {
  engine: 3,
  bytesType: 'PoolByteArray',
  beginInit: (parameters, type) => [`func _init(${parameters})${type === undefined ? '' : `.(${type})`} -> void:`],
  listType: () => 'Array',
  anyType: '',
  reference: 'Reference',
  code: (text) => `"${text}"`,
};
