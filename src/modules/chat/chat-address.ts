/** What a channel is for: whoever enters it, the players of a room, the members of a party, or two players. */
export type ChannelKind = 'named' | 'room' | 'party' | 'direct';

/** The kinds whose members are a group of sessions. */
export const GROUP_KINDS = ['room', 'party'] as const;

/** A named channel: 1 to 32 lower-case letters, digits, "-" and "_". */
export const CHANNEL = /^[a-z0-9_-]{1,32}$/;

/** Any channel as a client names it: a name, `room:<id>`, `party:<id>`, or `direct:<the other's player id>`. */
export const ADDRESS = /^(?:[a-z0-9_-]{1,32}|(?:room|party):[\w-]{1,64}|direct:[^\p{Cc}\p{Cs}]{1,128})$/u;

/** A player's id: no control characters, and no half of a surrogate pair, which the database could not hold. */
export const PLAYER = /^[^\p{Cc}\p{Cs}]{1,128}$/u;

/** Names the channel of a room or a party. */
export function groupAddress(kind: string, id: string): string {
  return `${kind}:${id}`;
}

/** Names the conversation with a player. */
export function directAddress(playerId: string): string {
  return `direct:${playerId}`;
}

/** The other player of a conversation; undefined when the address is that of another kind of channel. */
export function directPartner(address: string): string | undefined {
  return address.startsWith('direct:') ? address.slice('direct:'.length) : undefined;
}

/** The one key of the conversation of two players, whoever asks. */
export function directKey(one: string, other: string): string {
  return `direct:${JSON.stringify(one < other ? [one, other] : [other, one])}`;
}
