/**
 * A float whose number alone would be taken for an int: a whole number such as `1.0`, or `-0.0`. Reading creates one only
 * for those; writing accepts it, or a plain number, for any float.
 */
export class GodotFloat {
  constructor(readonly value: number) {}

  valueOf(): number {
    return this.value;
  }
}

/** Godot 4: StringName, `&"text"` in GDScript. */
export class StringName {
  constructor(readonly value: string) {}

  toString(): string {
    return this.value;
  }
}

/** Godot: NodePath, in its parts: `/root/Player:position:x` has two names, two subnames and is absolute. */
export class NodePath {
  constructor(
    readonly names: readonly string[],
    readonly subnames: readonly string[] = [],
    readonly isAbsolute = false,
  ) {}

  /** Splits a path as the engine does: `/` between names, `:` before each subname; empty parts are dropped. */
  static parse(path: string): NodePath {
    const [names = '', ...subnames] = path.split(':');
    return new NodePath(names.split('/').filter(Boolean), subnames.filter(Boolean), path.startsWith('/'));
  }

  toString(): string {
    const subnames = this.subnames.map((subname) => `:${subname}`).join('');
    return `${this.isAbsolute ? '/' : ''}${this.names.join('/')}${subnames}`;
  }
}
