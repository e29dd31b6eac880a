/** Public metadata of a room, shown in room lists: a few short values by name. */
export type RoomMetadata = Readonly<Record<string, string | number | boolean>>;

/** How one room differs from its type. */
export interface RoomSettings {
  /** Fewer players than the type allows. */
  readonly maxPlayers?: number | undefined;
  /** Required to join; without one the room is open. */
  readonly password?: string | undefined;
  /** Can be joined only by its code or with a reserved seat. */
  readonly isPrivate?: boolean | undefined;
  /** Left out of room lists. */
  readonly isUnlisted?: boolean | undefined;
  /** The initial metadata. */
  readonly metadata?: RoomMetadata | undefined;
  /** The seed of its random numbers; random by default. */
  readonly seed?: string | undefined;
}

/** Whether `typed` is the room's password, in any Unicode composition; always true without a password. */
export function isPassword({ password }: RoomSettings, typed: string | undefined): boolean {
  return password === undefined || password.normalize('NFC') === typed?.normalize('NFC');
}
