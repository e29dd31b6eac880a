/** What a scenario needs. */
export interface ScenarioOptions {
  /** The rooms that `bot.joinOrCreate()` fills. */
  readonly rooms?: {
    /** The type, as in `@RoomType('arena')`. */
    readonly type: string;
    /** Maximum players of each; by default as many as the type allows. */
    readonly size?: number;
    /** Options for a new room. */
    readonly options?: object;
    /** Whether it also makes sense on a server without such rooms. */
    readonly isOptional?: boolean;
  };
  /** `device`: each bot has an account. By default bots sign in only where the server requires it. */
  readonly signIn?: 'device';
  /** An access token for each bot, by its number from 0, for servers with a sign-in of their own. */
  readonly token?: (bot: number) => string | Promise<string>;
  /** Error codes that belong to the scenario and do not count as errors, such as `lobby.too_many_rooms`. */
  readonly allows?: readonly string[];
}
