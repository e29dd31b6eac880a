import type { TicketProperties } from '../search/ticket-properties.js';
import type { Comparison, QueryNode } from './query-node.js';

/** Answers a query about `other`, asked by someone who has `own`. */
export type Predicate = (own: TicketProperties, other: TicketProperties) => boolean;

/** Makes one predicate of a tree. A term about a property that the other lacks, or has in the other kind, does not hold. */
export function compileQuery(node: QueryNode): Predicate {
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
