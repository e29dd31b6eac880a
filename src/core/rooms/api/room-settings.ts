/** What a room says of itself in lists: a few short values by name. */
export type RoomMetadata = Readonly<Record<string, string | number | boolean>>;

/** How one room differs from its type. */
export interface RoomSettings {
  /** Fewer players than the type allows. */
  readonly maxPlayers?: number | undefined;
  /** Without it anybody may come in. */
  readonly password?: string | undefined;
  /** Only its code or a reserved seat opens it. */
  readonly isPrivate?: boolean | undefined;
  /** Lists do not show it. */
  readonly isUnlisted?: boolean | undefined;
  /** What it says of itself from the start. */
  readonly metadata?: RoomMetadata | undefined;
  /** The seed of its random numbers; a random one when absent. */
  readonly seed?: string | undefined;
}

/** Whether somebody typed a room's password, however the keyboard composes its letters; always where there is none. */
export function isPassword({ password }: RoomSettings, typed: string | undefined): boolean {
  return password === undefined || password.normalize('NFC') === typed?.normalize('NFC');
}
