import type { RowsView } from './console-views.js';

/** Who uses the console at this moment, and why: what every act is given. */
export class Administrator {
  constructor(
    /** The account's id. */
    readonly id: string,
    /** The account's name. */
    readonly name: string,
    /** The name of its role. */
    readonly role: string,
    /** Where the request came from: an IP address. */
    readonly address: string,
    /** Why it acts; empty where an act needs no reason and a read has none. */
    readonly reason: string,
    private readonly rights: ReadonlySet<string>,
  ) {}

  /** Whether it may see players' whole names: whoever may do something about players has to. */
  get seesNames(): boolean {
    return this.may('players.edit') || this.may('players.ban');
  }

  /** Whether it has this right. Each part of a section is guarded by its own; ask for what depends on more than that. */
  may(right: string): boolean {
    return this.rights.has(right);
  }
}

/** What an act has changed: shown in the audit log. Never put secrets into it. */
export interface AdminChange {
  /** On what: a player's id, a room's id. */
  readonly target?: string;
  /** As it was. */
  readonly before?: unknown;
  /** As it is now. */
  readonly after?: unknown;
  /** For the page: what to show to the administrator, and nowhere else. */
  readonly result?: unknown;
}

/** A file as the answer of details that are declared as one: it is sent as it is, to be saved. */
export class AdminFile {
  constructor(
    /** What it is called where it is saved. */
    readonly name: string,
    /** Where it is. */
    readonly path: string,
  ) {}
}

/** One page of a table. */
export interface AdminRows<Row extends object> extends RowsView {
  readonly rows: readonly (Row & Readonly<Record<string, unknown>>)[];
}

const SHOWN_LETTERS = 2;

/** A name for those who may not see whole names: whoever knows the player recognises it. */
export function maskedName(name: string): string {
  const letters = Array.from(name);
  return letters.length <= SHOWN_LETTERS ? name : `${letters.slice(0, SHOWN_LETTERS).join('')}…`;
}
