import 'reflect-metadata';
import { Injectable } from '@nestjs/common';
import type { ActCondition, ColumnView, PartKind, PartView } from './console-views.js';
import type { AdminRight, BroughtRight } from './rights.js';

/** Where a section stands in the console's navigation. */
export type SectionArea = 'live' | 'players' | 'moderation' | 'data' | 'server';

/** What a section is. */
export interface SectionOptions {
  /** In addresses and in the audit log: kebab-case, unique. */
  readonly id: string;
  /** What people call it. */
  readonly title: string;
  readonly area: SectionArea;
  /** Whether it stands before the others of its area; modules come in any order. */
  readonly comesFirst?: boolean;
  /** What one needs to see it; its acts need it too, unless they name a right of their own. */
  readonly right: AdminRight;
  /** Rights that this section brings, by name. */
  readonly brings?: Readonly<Record<string, BroughtRight>>;
  /** The file that draws it, `web/<page>.tsx` in the same module; by default the frame draws its parts. */
  readonly page?: string;
}

/** What all parts of a section have in common. */
interface PartOptions {
  /** What one needs for it; by default the section's right. */
  readonly right?: AdminRight;
  /** The page on which it is shown; by default the section's own. */
  readonly on?: PartView['on'];
  /**
   * The fields of its query or order that are picked from a list, and the method of the section that returns each list:
   * `{ queue: 'queueNames' }`. For what is known at run time alone; the values of `IsIn` are such a list anyway.
   * A field that is an empty text by default begins with the first of its list.
   */
  readonly choices?: Readonly<Record<string, string>>;
}

/** A table: its method is given the query and the {@link Administrator}, and returns one page as `AdminRows`. */
export interface TableOptions extends PartOptions {
  readonly title?: string;
  readonly columns: readonly ColumnView[];
  /** What it says when it has no rows. */
  readonly empty?: string;
  /** For a live table: how often its first page is read while somebody looks, in milliseconds. Reading it has to be cheap. */
  readonly everyMs?: number;
}

/** Facts on one thing, on `row` for the page of a row, which is given its `id`: its method is given the query and the {@link Administrator}, and returns an object, or undefined. */
export interface DetailsOptions extends PartOptions {
  readonly title: string;
  /** Whether it shows personal data: each look is then written into the audit log. */
  readonly isPersonal?: boolean;
  /** Whether its query is too long for an address: it is then posted, as an act's order is. It changes nothing all the same. */
  readonly isPosted?: boolean;
  /** Whether its method returns an `AdminFile`: it is then a link that saves it. */
  readonly isFile?: boolean;
}

/** A section that is there in some environments only. */
export interface OptionalSection {
  /** Read once, at boot: where it is false, the console has no such section. */
  readonly isOffered: boolean;
}

/** A section whose rooms, or whatever it is about, may be at home at other nodes: what has such a query runs there. */
export interface HomedSection {
  /** The node where what a query is about is at home; undefined for this one. @throws GameError */
  homeOf(query: object): Promise<string | undefined> | string | undefined;
}

/** A button with a form: its method is given the order and the {@link Administrator}, and returns an `AdminChange`. */
export interface ActOptions extends PartOptions {
  /** What the button says. */
  readonly label: string;
  /** Whether it asks why. */
  readonly needs?: 'reason';
  /** Whether it cannot be undone: the target's name has to be typed. */
  readonly isFinal?: boolean;
  /** Whether it asks for a code again, unless one was given a few minutes ago. */
  readonly stepsUp?: boolean;
  /** The key that carries it out on the page of a row: `1` to `9`. */
  readonly key?: string;
  /** Whether it takes another act back, whose result offers it: it has no button of its own. */
  readonly isUndo?: boolean;
  /**
   * Where its button stands, by fields of what the page shows of the target: `{ isLocked: [false] }`. It keeps pages short, and
   * guards nothing: what is refused is refused by the method.
   */
  readonly when?: ActCondition;
  /** The details on a row, by method, whose fields its form begins with. Where they have changed meanwhile, both are shown. */
  readonly begins?: string;
}

/** Something that moves: its method is called while somebody watches, and what it returns goes to their pages when it differs. */
export interface FeedOptions extends PartOptions {
  /** How often it is read while somebody watches, in milliseconds. */
  readonly everyMs: number;
  /** Whether it shows personal data: everybody who begins to watch is then written into the audit log. */
  readonly isPersonal?: boolean;
  /** Whether it is a number that the navigation shows beside the section's title while it is not 0: what waits for somebody. */
  readonly isBadge?: boolean;
  /** Whether the method is called once, when the first comes to watch, and returns a {@link FeedSource} that is read. */
  readonly opens?: boolean;
}

/** A chart of the last hour on the overview: its method returns numbers by the names of their lines, at most 8. */
export interface ChartOptions {
  /** What the chart says, with the unit: `Waits for a match, s`. */
  readonly title: string;
}

/** Something that has to be attached to while somebody watches, and must cost nothing otherwise. */
export interface FeedSource {
  /** The reading of this moment, or a promise of it. What it throws ends this source; a new one is opened for the next reading. */
  read(): unknown;
  /** Nobody watches any more. */
  close(): void;
}

/** One declared method of a section. */
export interface DeclaredPart {
  readonly method: string;
  readonly kind: PartKind;
  readonly options: TableOptions | DetailsOptions | ActOptions | FeedOptions;
}

const SECTION = Symbol('godwit:admin-section');
const PARTS = Symbol('godwit:admin-parts');
const CHARTS = Symbol('godwit:admin-charts');

/** A declared chart of a section. */
export interface DeclaredChart extends ChartOptions {
  readonly method: string;
}

/**
 * Marks an injectable as a section of the admin console. Without the admin module it is metadata, and nothing more.
 *
 * ```ts
 * @AdminSection({ id: 'dice', title: 'Dice', area: 'data', right: 'server.read' })
 * export class DiceSection {
 *   @AdminTable({ columns: [{ key: 'player', title: 'Player' }, { key: 'sixes', title: 'Sixes', kind: 'number' }] })
 *   list(query: DiceQueryDto): Promise<AdminRows<DiceRow>> { ... }
 * }
 * ```
 */
export function AdminSection(options: SectionOptions): ClassDecorator {
  return (target) => {
    Injectable()(target);
    Reflect.defineMetadata(SECTION, options, target);
  };
}

/** Marks a method of a section as a table. It changes nothing: it is read by GET. */
export function AdminTable(options: TableOptions): MethodDecorator {
  return declare('table', options);
}

/** Marks a method of a section as details, on the section's own page or as a panel on a player's or a room's. */
export function AdminDetails(options: DetailsOptions): MethodDecorator {
  return declare('details', options);
}

/** Marks a method of a section as an act. Every call is written into the audit log before it runs, and completed after it. */
export function AdminAct(options: ActOptions): MethodDecorator {
  return declare('act', options);
}

/** Marks a method of a section as a feed: what it returns is shown live. It has to be cheap, and is never called unwatched. */
export function AdminFeed(options: FeedOptions): MethodDecorator {
  return declare('feed', options);
}

/**
 * Marks a method of a section as a chart on the overview. It is called every five seconds whether anybody looks or not, so that there is
 * a last hour to look at: it has to be cheap, and returns plain numbers. Everybody who sees the overview sees it.
 */
export function AdminChart(options: ChartOptions): MethodDecorator {
  return (prototype, method) => {
    const type = prototype.constructor;
    Reflect.defineMetadata(CHARTS, [...chartsOf(type), { method: String(method), ...options }], type);
  };
}

/** The declared charts of a section, in the order of its source. */
export function chartsOf(type: object): readonly DeclaredChart[] {
  return (Reflect.getMetadata(CHARTS, type) as readonly DeclaredChart[] | undefined) ?? [];
}

/** What a class is marked with by {@link AdminSection}; undefined for any other class. */
export function sectionOf(type: object): SectionOptions | undefined {
  return Reflect.getMetadata(SECTION, type) as SectionOptions | undefined;
}

/** The declared methods of a section, in the order of its source. */
export function partsOf(type: object): readonly DeclaredPart[] {
  return (Reflect.getMetadata(PARTS, type) as readonly DeclaredPart[] | undefined) ?? [];
}

function declare(kind: PartKind, options: DeclaredPart['options']): MethodDecorator {
  return (prototype, method) => {
    const type = prototype.constructor;
    Reflect.defineMetadata(PARTS, [...partsOf(type), { kind, method: String(method), options }], type);
  };
}
