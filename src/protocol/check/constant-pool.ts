/** The constants of one generated function. The source contains only their names, so no data ever becomes code. */
export class ConstantPool {
  private readonly names = new Map<unknown, string>();

  /** @param named constants whose names should stay readable in the source */
  constructor(named: Readonly<Record<string, unknown>>) {
    for (const [name, value] of Object.entries(named)) this.names.set(value, name);
  }

  /**
   * The name by which the source refers to a value.
   * @param hint start of the name, for readers of the source
   */
  nameOf(value: unknown, hint: string): string {
    const known = this.names.get(value);
    if (known !== undefined) return known;
    const name = `${hint.replace(/\W/g, '_')}_${this.names.size}`;
    this.names.set(value, name);
    return name;
  }

  /** A value as source: a literal if possible, otherwise its name. */
  literal(value: unknown): string {
    if (typeof value === 'string') return JSON.stringify(value);
    if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
    return typeof value === 'boolean' || value === null || value === undefined
      ? String(value)
      : this.nameOf(value, 'value');
  }

  /**
   * Runs generated source with the constants in scope.
   * @returns what the source returns
   * @throws EvalError when the process forbids generating code from strings
   */
  run(source: string): unknown {
    // The only place that generates code, at boot and from the server's own decorators; JSON.stringify quotes every name.
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    const factory: unknown = new Function(...this.names.values(), `'use strict';\n${source}`);
    return typeof factory === 'function' ? Reflect.apply(factory, undefined, [...this.names.keys()]) : undefined;
  }
}
