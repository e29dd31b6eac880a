/** What a channel is for: anyone who joins it, the players of a room, the members of a party, or two players. */
export type ChannelKind = 'named' | 'room' | 'party' | 'direct';

/** The kinds whose members are a group of sessions. */
export const GROUP_KINDS = ['room', 'party'] as const;

/** A named channel: 1 to 32 lower-case letters, digits, "-" and "_". */
export const CHANNEL = /^[a-z0-9_-]{1,32}$/;

/** Any channel as clients name it: a name, `room:<id>`, `party:<id>`, or `direct:<the other's player id>`. */
export const ADDRESS = /^(?:[a-z0-9_-]{1,32}|(?:room|party):[\w-]{1,64}|direct:[^\p{Cc}\p{Cs}]{1,128})$/u;

/** A player id: no control characters, and no unpaired surrogates, which the database cannot store. */
export const PLAYER = /^[^\p{Cc}\p{Cs}]{1,128}$/u;

/** The address of a room's or party's channel. */
export function groupAddress(kind: string, id: string): string {
  return `${kind}:${id}`;
}

/** The address of the conversation with a player. */
export function directAddress(playerId: string): string {
  return `direct:${playerId}`;
}

/** What a channel is for, by its key. */
export function kindOfKey(key: string): ChannelKind {
  const [kind = '', rest] = key.split(':', 2);
  return rest !== undefined && (kind === 'room' || kind === 'party' || kind === 'direct') ? kind : 'named';
}

/** The other player of a conversation; undefined for other kinds of channel. */
export function directPartner(address: string): string | undefined {
  return address.startsWith('direct:') ? address.slice('direct:'.length) : undefined;
}

/** The key of two players' conversation, the same for both. */
export function directKey(one: string, other: string): string {
  return `direct:${JSON.stringify(one < other ? [one, other] : [other, one])}`;
}
