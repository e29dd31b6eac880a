import { equalKeyOf, type TicketQuery } from '../query/ticket-query.js';
import type { Seeker } from './seeker.js';
import { SkillBucket } from './skill-bucket.js';
import type { Ticket } from './ticket.js';
import type { TicketProperties } from './ticket-properties.js';

/** As many sets of property names as are indexed; who asks for a rarer one searches all tickets. */
export const MAX_INDEXED_SHAPES = 8;

const EMPTY = new SkillBucket();

/** The buckets of one set of property names: `mode, region` has one for `ctf, eu`, one for `dm, eu` ... */
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
 * Finds those who may suit a seeker without looking at all who wait. A seeker that asks for `region = 'eu' and
 * mode = 'ctf'` finds exactly the tickets with both in one bucket, in the order of skill. Built anew for each pass, in
 * time proportional to the tickets.
 */
export class TicketIndex {
  private readonly shapes = new Map<string, Shape>();
  private everyone: SkillBucket | undefined;

  /**
   * @param tickets those who wait, in the order of skill
   * @param seekers those who will ask
   */
  constructor(
    private readonly tickets: readonly Ticket[],
    seekers: readonly Seeker[],
  ) {
    for (const { shape, equalNames } of commonShapes(seekers)) {
      this.shapes.set(shape, new Shape(equalNames, shape, tickets));
    }
  }

  /** The bucket of all tickets that have what the query of `seeker` asks for in any case. */
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

/** A query of each set of names that is asked for most; of equals, the one asked for first. */
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
