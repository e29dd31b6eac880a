/** A whole state as plain data: the state's own fields, and of each set its entities by id. */
export interface StateTree {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly sets: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}
