/** One broken rule of one field. Contains nothing from the client, so it can be sent back and logged. */
export interface FieldIssue {
  /** Path of the field, `items.0.name`; empty for the message itself. */
  readonly field: string;
  /** The rule's name from class-validator (`isInt`, `isLength`), or one of ours: `unknownField`, `maxDepth`, `unreadable`. */
  readonly rule: string;
  /** The rule in words. */
  readonly text: string;
}
