/*
 * What the console's server tells its pages: types only, which the pages import too.
 */

/** How a value is shown; `alert` is a flag that stands out when it is set. */
export type ColumnKind =
  'text' | 'number' | 'bytes' | 'milliseconds' | 'time' | 'age' | 'flag' | 'alert' | 'json' | 'level';

/** A column of a table. */
export interface ColumnView {
  /** The field of a row. */
  readonly key: string;
  /** Its heading. */
  readonly title: string;
  /** How its values are shown; as text by default. */
  readonly kind?: ColumnKind;
  /** Whether rows can be sorted by it. */
  readonly sorts?: boolean;
  /** The page that a value leads to, by the row's field of that name, or by the row's id. */
  readonly leadsTo?: 'room' | 'player' | 'session' | 'recording' | 'node';
}

/** A field of a form. */
export interface FieldView {
  readonly name: string;
  /** `message` is a message of the contract, and drawn as its form. */
  readonly kind: 'integer' | 'number' | 'boolean' | 'string' | 'json' | 'message';
  readonly isOptional: boolean;
  /** The only values it takes. */
  readonly choices?: readonly (string | number)[];
  /** The rules it has to keep, as texts. */
  readonly rules: readonly string[];
  /** Its longest text, in characters. */
  readonly maxLength?: number;
  /** Its smallest number. */
  readonly min?: number;
  /** Its largest number. */
  readonly max?: number;
  /** What it is while nothing is said; such a filter is never without a value. */
  readonly default?: string | number | boolean;
}

/** What fields of a thing have to be for an act to make sense: each one of these values. */
export type ActCondition = Readonly<Record<string, readonly (string | number | boolean | null)[]>>;

/** What a method of a section is drawn as. */
export type PartKind = 'table' | 'details' | 'act' | 'feed';

/** A table, details, an act or a feed of a section. */
export interface PartView {
  /** The method's name; its address is `/admin/api/<section>/<id>`. */
  readonly id: string;
  readonly kind: PartKind;
  readonly title: string;
  /** What it is about: the section itself, a row of its table, or the page of a player or a room. */
  readonly on: 'section' | 'row' | 'player' | 'room';
  /** The fields of its query or order. */
  readonly fields: readonly FieldView[];
  readonly columns?: readonly ColumnView[];
  /** What a table says when it has no rows. */
  readonly empty?: string;
  /** Whether an act needs a reason. */
  readonly needsReason?: boolean;
  /** Whether an act cannot be undone; it is shown in red, and its target has to be typed. */
  readonly isFinal?: boolean;
  /** How often a feed, or the first page of a live table, is read, in milliseconds. */
  readonly everyMs?: number;
  /** The key that carries out an act on the page of a row. */
  readonly key?: string;
  /** What its target has to be like; elsewhere its button is left out. */
  readonly when?: ActCondition;
  /** Whether it takes another act back, which offers it: pages do not show it. */
  readonly isUndo?: boolean;
  /** Whether a feed is a number that stands beside the section's title in the navigation. */
  readonly isBadge?: boolean;
  /** Whether details are a file to be saved. */
  readonly isFile?: boolean;
  /** Details of the row whose fields the form of an act begins with. */
  readonly begins?: string;
}

/** A chart that a section brings to the overview. Its lines are the numbers of a reading whose names begin with its id and a colon. */
export interface ChartView {
  readonly id: string;
  readonly title: string;
}

/** A moment that all charts of the overview show: a node has started, with another program when it is a deploy. */
export interface StartView {
  /** A time of the epoch, in milliseconds. */
  readonly at: number;
  readonly kind: 'restart' | 'deploy';
  /** The node, where it was one of several. */
  readonly node?: string;
}

/** A section, as far as the reader may see it. */
export interface SectionView {
  readonly id: string;
  readonly title: string;
  readonly area: string;
  /** The script that draws it; without one, the frame draws its parts. */
  readonly page?: string;
  readonly parts: readonly PartView[];
}

/** Who is signed in, and what they may see and do. */
export interface MeView {
  readonly name: string;
  readonly role: string;
  readonly rights: readonly string[];
  readonly sections: readonly SectionView[];
  readonly server: {
    readonly version: string;
    readonly environment: string;
    /** The address of the game's WebSocket, as this page reaches it. */
    readonly game: string;
    /** The id of this node, where it is one of several: what is live is then of this node alone. */
    readonly node?: string;
  };
}

/** The answer to a refused request. */
export interface RefusalView {
  readonly code: string;
  readonly text: string;
  /** The broken rules by field. */
  readonly details?: readonly { readonly field: string; readonly text: string }[];
}

/** What the result of an act may ask the page to do; anything else of it is shown. */
export interface ResultView {
  /** A link to be sent to somebody. */
  readonly link?: string;
  /** The name of a file to be saved, and its content. */
  readonly download?: string;
  readonly text?: string;
  /** What to tell. */
  readonly says?: string;
  /** The id of the row whose page comes next; an empty text for the list. */
  readonly opens?: string;
  /** The act that takes this one back, given the row's `id`, and how long that is possible. */
  readonly undo?: { readonly act: string; readonly id: string; readonly says: string; readonly forMs: number };
}

/** One page of a table. */
export interface RowsView {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** What the next page's query has to carry as `after`; absent on the last page. */
  readonly next?: string;
  /** How many there are in total, where that is known. */
  readonly total?: number;
}
