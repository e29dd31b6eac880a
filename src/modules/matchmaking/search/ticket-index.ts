import type { TicketProperties } from '../query/ticket-properties.js';
import { equalKeyOf, type TicketQuery } from '../query/ticket-query.js';
import { bySkill, type Seeker, type Ticket } from './ticket.js';

/**
 * Tickets sorted by skill, more and more of which get matched. Finding the next one still waiting skips all that are not:
 * the skips are shortened as in a union-find structure (path compression; Tarjan and van Leeuwen, "Worst-case analysis of
 * set union algorithms", 1984), so that a pass costs little more than the number of its steps.
 */
export class SkillBucket {
  private readonly tickets: Ticket[] = [];
  private right = new Int32Array(0);
  private left = new Int32Array(0);

  /** Appends a ticket, which must come last by skill. */
  push(ticket: Ticket): void {
    this.tickets.push(ticket);
  }

  /** Prepares the skip pointers after the last {@link push}. */
  seal(): void {
    const { length } = this.tickets;
    this.right = new Int32Array(length);
    this.left = new Int32Array(length);
    for (let index = 0; index < length; index++) {
      this.right[index] = index + 1;
      this.left[index] = index - 1;
    }
  }

  at(index: number): Ticket | undefined {
    return this.tickets[index];
  }

  /** Index of the first ticket that does not sort before `seeker`. */
  positionOf(seeker: Seeker): number {
    let low = 0;
    let high = this.tickets.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const ticket = this.tickets[middle];
      if (ticket && bySkill(ticket, seeker) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Index of the first waiting ticket from `index` upwards; the length when there is none. */
  waitingFrom(index: number): number {
    return this.jump(this.right, index);
  }

  /** Index of the first waiting ticket from `index` downwards; -1 when there is none. */
  waitingDownFrom(index: number): number {
    return this.jump(this.left, index);
  }

  private jump(links: Int32Array, from: number): number {
    let found = from;
    for (let ticket = this.tickets[found]; ticket && ticket.state !== 'waiting'; ticket = this.tickets[found]) {
      found = links[found] ?? found;
    }
    for (let index = from; index !== found;) {
      const next = links[index] ?? found;
      links[index] = found;
      index = next;
    }
    return found;
  }
}

/** Maximum number of indexed sets of property names; seekers that ask for a rarer one search all tickets. */
const MAX_INDEXED_SHAPES = 8;

const EMPTY = new SkillBucket();

/** The buckets for one set of property names: `mode, region` has one for `ctf, eu`, one for `dm, eu` ... */
class Shape {
  private readonly buckets = new Map<string, SkillBucket>();

  constructor(
    private readonly names: readonly string[],
    private readonly shape: string,
    tickets: readonly Ticket[],
  ) {
    for (const ticket of tickets) this.add(ticket);
    for (const bucket of this.buckets.values()) bucket.seal();
  }

  bucket(key: string): SkillBucket {
    return this.buckets.get(key) ?? EMPTY;
  }

  private add(ticket: Ticket): void {
    const isAtHome = ticket.home !== undefined && ticket.query.shape === this.shape;
    const key = isAtHome ? ticket.home : keyOf(ticket.properties, this.names);
    if (key === undefined) return;

    let bucket = this.buckets.get(key);
    if (!bucket) this.buckets.set(key, (bucket = new SkillBucket()));
    bucket.push(ticket);
  }
}

/**
 * Finds suitable tickets for a seeker without examining all that wait. A seeker that asks for `region = 'eu' and
 * mode = 'ctf'` finds exactly the tickets with both in one bucket, sorted by skill. Rebuilt for each pass, in time
 * proportional to the number of tickets.
 */
export class TicketIndex {
  private readonly shapes = new Map<string, Shape>();
  private everyone: SkillBucket | undefined;

  /**
   * @param tickets those that wait, sorted by skill
   * @param seekers those that will search
   */
  constructor(
    private readonly tickets: readonly Ticket[],
    seekers: readonly Seeker[],
  ) {
    for (const { shape, equalNames } of commonShapes(seekers)) {
      this.shapes.set(shape, new Shape(equalNames, shape, tickets));
    }
  }

  /** The bucket of all tickets that satisfy the equalities in `seeker`'s query. */
  bucketFor({ query }: Seeker): SkillBucket {
    const shape = this.shapes.get(query.shape);
    return shape ? shape.bucket(query.equalKey) : (this.everyone ??= bucketOf(this.tickets));
  }
}

function bucketOf(tickets: readonly Ticket[]): SkillBucket {
  const bucket = new SkillBucket();
  for (const ticket of tickets) bucket.push(ticket);
  bucket.seal();
  return bucket;
}

/** One query for each of the most common sets of names; on a tie, the one seen first. */
function commonShapes(seekers: readonly Seeker[]): TicketQuery[] {
  const shapes = new Map<string, { query: TicketQuery; count: number }>();
  for (const { query } of seekers) {
    if (query.equalNames.length === 0) continue;
    const known = shapes.get(query.shape);
    if (known) known.count++;
    else shapes.set(query.shape, { query, count: 1 });
  }
  const common = [...shapes.values()].sort((one, other) => other.count - one.count);
  return common.slice(0, MAX_INDEXED_SHAPES).map(({ query }) => query);
}

function keyOf(properties: TicketProperties, names: readonly string[]): string | undefined {
  const texts: string[] = [];
  for (const name of names) {
    const text = properties.get(name);
    if (typeof text !== 'string') return undefined;
    texts.push(text);
  }
  return equalKeyOf(names.join(' '), texts);
}
