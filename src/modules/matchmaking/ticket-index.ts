import type { Seeker } from './seeker.js';
import { SkillBucket } from './skill-bucket.js';
import type { Ticket } from './ticket.js';
import type { TicketProperties } from './ticket-properties.js';

/** As many sets of property names as are indexed; who asks for a rarer one searches all tickets. */
export const MAX_INDEXED_SHAPES = 8;

const BETWEEN_TEXTS = '\0';
const EMPTY = new SkillBucket();

/** The buckets of one set of property names: `mode, region` has one for `ctf, eu`, one for `dm, eu` ... */
class Shape {
  private readonly buckets = new Map<string, SkillBucket>();

  constructor(
    private readonly names: readonly string[],
    tickets: readonly Ticket[],
  ) {
    for (const ticket of tickets) this.add(ticket);
    for (const bucket of this.buckets.values()) bucket.seal();
  }

  bucket(key: string): SkillBucket {
    return this.buckets.get(key) ?? EMPTY;
  }

  private add(ticket: Ticket): void {
    const key = keyOf(ticket.properties, this.names);
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
  private readonly everyone: Shape;

  /**
   * @param tickets those who wait, in the order of skill
   * @param seekers those who will ask
   */
  constructor(tickets: readonly Ticket[], seekers: readonly Seeker[]) {
    this.everyone = new Shape([], tickets);
    for (const names of commonShapes(seekers)) this.shapes.set(shapeOf(names), new Shape(names, tickets));
  }

  /** The bucket of all tickets that have what the query of `seeker` asks for in any case. */
  bucketFor({ query }: Seeker): SkillBucket {
    const shape = this.shapes.get(shapeOf(query.equalNames));
    return shape ? shape.bucket(query.equalTexts.join(BETWEEN_TEXTS)) : this.everyone.bucket('');
  }
}

/** The sets of names that are asked for most; of equals, the one asked for first. */
function commonShapes(seekers: readonly Seeker[]): (readonly string[])[] {
  const shapes = new Map<string, { names: readonly string[]; count: number }>();
  for (const { query } of seekers) {
    if (query.equalNames.length === 0) continue;
    const key = shapeOf(query.equalNames);
    const known = shapes.get(key);
    if (known) known.count++;
    else shapes.set(key, { names: query.equalNames, count: 1 });
  }
  const common = [...shapes.values()].sort((one, other) => other.count - one.count);
  return common.slice(0, MAX_INDEXED_SHAPES).map(({ names }) => names);
}

function shapeOf(names: readonly string[]): string {
  return names.join(' ');
}

function keyOf(properties: TicketProperties, names: readonly string[]): string | undefined {
  let key = '';
  for (let index = 0; index < names.length; index++) {
    const text = properties.get(names[index] ?? '');
    if (typeof text !== 'string') return undefined;
    key = index === 0 ? text : key + BETWEEN_TEXTS + text;
  }
  return key;
}
