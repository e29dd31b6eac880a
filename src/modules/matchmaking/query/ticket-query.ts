import { badQuery, type Comparison, type QueryNode, QueryParser } from './query-parser.js';
import type { TicketProperties } from './ticket-properties.js';

/** What one ticket requires of every other in its match, parsed and compiled once. */
export class TicketQuery {
  /** Property names of the equalities that must always hold, sorted: `mode = 'ctf' and region = 'eu'` has two. */
  readonly equalNames: readonly string[];
  /** The required string for each of {@link equalNames}. */
  readonly equalTexts: readonly string[];

  /** Those names as one key. */
  readonly shape: string;
  /** Those names and strings as one key. */
  readonly equalKey: string;

  private readonly predicate: Predicate | undefined;
  private readonly restPredicate: Predicate | undefined;
  private readonly relative: readonly { readonly name: string; readonly at: number }[];

  /** @throws GameError `matchmaking.bad_query` */
  constructor(query: string) {
    const tree = QueryParser.parse(query);
    const equal = new Map<string, string>();
    if (tree) collectEqual(tree, equal);
    this.equalNames = [...equal.keys()].sort();
    this.equalTexts = this.equalNames.map((name) => equal.get(name) ?? '');
    this.shape = this.equalNames.join(' ');
    this.equalKey = equalKeyOf(this.shape, this.equalTexts);
    this.relative = tree ? relativeTerms(tree) : [];
    const rest = tree && withoutEqual(tree, equal);
    this.predicate = tree && compileQuery(tree);
    this.restPredicate = rest && compileQuery(rest);
  }

  /** True when `other` satisfies the query of the one with `own`. */
  accepts(own: TicketProperties, other: TicketProperties): boolean {
    return this.predicate === undefined || this.predicate(own, other);
  }

  /** True for properties that contain all of {@link equalTexts}. */
  hasEqual(properties: TicketProperties): boolean {
    return this.equalNames.every((name, index) => properties.get(name) === this.equalTexts[index]);
  }

  /** Like {@link accepts}, for properties that are known to contain all of {@link equalTexts}. */
  acceptsRest(own: TicketProperties, other: TicketProperties): boolean {
    return this.restPredicate === undefined || this.restPredicate(own, other);
  }

  /**
   * Refuses a ticket that asks for `skill within 200` but has no number `skill` itself.
   * @throws GameError `matchmaking.bad_query`
   */
  checkOwner(own: TicketProperties): void {
    const missing = this.relative.find(({ name }) => typeof own.get(name) !== 'number');
    if (missing) throw badQuery(missing.at, 'a number among the properties of the ticket itself');
  }
}

/** A unique key for some names and the string of each. */
export function equalKeyOf(shape: string, texts: readonly string[]): string {
  return JSON.stringify([shape, ...texts]);
}

function collectEqual(node: QueryNode, equal: Map<string, string>): void {
  if (node.kind === 'and') {
    collectEqual(node.left, equal);
    collectEqual(node.right, equal);
  }
  if (node.kind === 'compare' && node.sign === '=' && typeof node.value === 'string') equal.set(node.name, node.value);
}

/** What remains of a conjunction when the equalities in `equal` are known to hold. */
function withoutEqual(node: QueryNode, equal: ReadonlyMap<string, string>): QueryNode | undefined {
  if (node.kind === 'and') {
    const left = withoutEqual(node.left, equal);
    const right = withoutEqual(node.right, equal);
    return left && right ? { kind: 'and', left, right } : (left ?? right);
  }
  const isKnown = node.kind === 'compare' && node.sign === '=' && equal.get(node.name) === node.value;
  return isKnown ? undefined : node;
}

function relativeTerms(node: QueryNode): { name: string; at: number }[] {
  if (node.kind === 'within') return [node];
  if (node.kind === 'not') return relativeTerms(node.inner);
  if (node.kind === 'and' || node.kind === 'or') return [...relativeTerms(node.left), ...relativeTerms(node.right)];
  return [];
}

/** Evaluates a query about `other`, asked by the owner of `own`. */
type Predicate = (own: TicketProperties, other: TicketProperties) => boolean;

/** Compiles a tree. A term about a property that the other lacks, or has with another type, is false. */
function compileQuery(node: QueryNode): Predicate {
  switch (node.kind) {
    case 'and':
      return both(compileQuery(node.left), compileQuery(node.right));
    case 'or':
      return either(compileQuery(node.left), compileQuery(node.right));
    case 'not':
      return opposite(compileQuery(node.inner));
    case 'in':
      return among(node.name, new Set(node.values));
    case 'between':
      return between(node.name, node.low, node.high);
    case 'within':
      return within(node.name, node.distance);
    case 'compare':
      return compared(node.name, node.sign, node.value);
  }
}

function both(left: Predicate, right: Predicate): Predicate {
  return (own, other) => left(own, other) && right(own, other);
}

function either(left: Predicate, right: Predicate): Predicate {
  return (own, other) => left(own, other) || right(own, other);
}

function opposite(inner: Predicate): Predicate {
  return (own, other) => !inner(own, other);
}

function among(name: string, values: ReadonlySet<string | number | undefined>): Predicate {
  return (_own, other) => values.has(other.get(name));
}

function between(name: string, low: number, high: number): Predicate {
  return (_own, other) => {
    const value = other.get(name);
    return typeof value === 'number' && value >= low && value <= high;
  };
}

function within(name: string, distance: number): Predicate {
  return (own, other) => {
    const mine = own.get(name);
    const theirs = other.get(name);
    return typeof mine === 'number' && typeof theirs === 'number' && Math.abs(mine - theirs) <= distance;
  };
}

function compared(name: string, sign: Comparison, value: string | number): Predicate {
  if (sign === '=') return (_own, other) => other.get(name) === value;
  if (sign === '!=') {
    const kind = typeof value;
    return (_own, other) => typeof other.get(name) === kind && other.get(name) !== value;
  }
  return ordered(name, sign, Number(value));
}

function ordered(name: string, sign: '<' | '<=' | '>' | '>=', bound: number): Predicate {
  switch (sign) {
    case '<':
      return numeric(name, (value) => value < bound);
    case '<=':
      return numeric(name, (value) => value <= bound);
    case '>':
      return numeric(name, (value) => value > bound);
    case '>=':
      return numeric(name, (value) => value >= bound);
  }
}

function numeric(name: string, holds: (value: number) => boolean): Predicate {
  return (_own, other) => {
    const value = other.get(name);
    return typeof value === 'number' && holds(value);
  };
}
