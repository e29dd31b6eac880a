import type { RoomMetadata } from '../../core/rooms/api/room-settings.js';
import type { RoomListing } from './listed-room.js';
import type { LobbySubscribeDto } from './lobby.messages.js';
import { readFacts } from './room-facts.js';

/** The part of a request that says which rooms a list shows. */
export type PackedFilter = Pick<LobbySubscribeDto, 'roomTypes' | 'metadata' | 'hasSeats' | 'text'>;

/** Which rooms a list shows. */
export class RoomFilter {
  /** Filters with equal keys show the same rooms. */
  readonly key: string;
  /** The only type it shows; undefined when there may be several. */
  readonly onlyType: string | undefined;
  private readonly types: ReadonlySet<string> | undefined;
  private readonly facts: [name: string, value: string | number | boolean][];
  private readonly hasSeats: boolean;
  private readonly text: string;
  /** The same filter as plain JSON data: a request that makes it. */
  readonly packed: PackedFilter;

  /** @throws GameError message.invalid for metadata that no room can have */
  constructor({ roomTypes, metadata, hasSeats = false, text = '' }: PackedFilter) {
    const types = [...new Set(roomTypes)].sort();
    this.types = roomTypes && new Set(types);
    this.onlyType = types.length === 1 ? types[0] : undefined;
    this.facts = Object.entries(readFacts(metadata)).sort(([one], [other]) => (one < other ? -1 : 1));
    this.hasSeats = hasSeats;
    this.text = text.toLowerCase();
    this.key = JSON.stringify([types, this.facts, hasSeats, this.text]);
    this.packed = {
      ...(roomTypes !== undefined && { roomTypes: types }),
      metadata: Object.fromEntries(this.facts),
      hasSeats,
      text: this.text,
    };
  }

  /** Whether it shows a room. */
  matches(listing: RoomListing): boolean {
    const { roomType, metadata } = listing.dto;
    if (this.types?.has(roomType) === false || (this.hasSeats && !listing.hasSeats)) return false;
    for (const [name, value] of this.facts) if (!isSame(metadata[name], value)) return false;
    return this.text === '' || listing.text.includes(this.text);
  }
}

/** Whether a room's metadata has all of these values. */
export function saysAll(metadata: RoomMetadata, wanted: RoomMetadata): boolean {
  for (const name in wanted) if (!isSame(metadata[name], wanted[name])) return false;
  return true;
}

/** A game's own code may use another Unicode form than clients, whose strings are NFC. */
function isSame(own: unknown, wanted: unknown): boolean {
  return own === wanted || (typeof own === 'string' && own.normalize('NFC') === wanted);
}
