import { Transform, Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  Min,
  MinLength,
} from 'class-validator';

/** A whole number from `min` to `max`. */
const WholeNumber =
  (min: number, max: number): PropertyDecorator =>
  (target, name) => {
    for (const decorate of [Type(() => Number), IsInt(), Min(min), Max(max)]) decorate(target, name);
  };

/** Comma-separated text becomes a list without empty entries. */
const List = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string'
      ? value
          .split(',')
          .map((entry) => entry.trim())
          .filter((entry) => entry !== '')
      : value,
  );

/** "true" and "false" become booleans; anything else stays and is refused. */
const Flag = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value));

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const ENVIRONMENTS = ['development', 'test', 'production'] as const;

/**
 * Everything that the environment can set, checked before anything else runs. The names are the variables' own;
 * the values here are the defaults.
 */
export class GameConfig {
  /** Where it runs; production is stricter. */
  @IsIn(ENVIRONMENTS)
  readonly NODE_ENV: (typeof ENVIRONMENTS)[number] = 'development';

  /** Port of WebSocket, health and metrics; 0 lets the system choose. */
  @WholeNumber(0, 65_535)
  readonly PORT: number = 1234;

  /** Address to listen on; empty means all interfaces. */
  @IsString()
  readonly HOST: string = '';

  /** Path of the game's WebSocket. */
  @Matches(/^(\/|(\/[\w.-]+)+)$/, { message: 'must be a path such as / or /game' })
  readonly WS_PATH: string = '/';

  /** Folder of everything the server keeps. */
  @IsString()
  readonly DATA_DIR: string = './data';

  /** The least severe line that is logged. */
  @IsIn(LOG_LEVELS)
  readonly LOG_LEVEL: (typeof LOG_LEVELS)[number] = 'info';

  /** PostgreSQL to keep data in; without it, an embedded database in DATA_DIR. */
  @IsOptional()
  @IsUrl(
    { protocols: ['postgres', 'postgresql'], require_protocol: true, require_tld: false },
    { message: 'must be a postgres:// URL' },
  )
  readonly DATABASE_URL?: string;

  /** Connections to PostgreSQL that this server may hold. */
  @WholeNumber(1, 1_000)
  readonly DATABASE_POOL_SIZE: number = 10;

  /** The longest that one call of the database may take, in milliseconds; then it is refused with storage.timeout. */
  @WholeNumber(100, 600_000)
  readonly STORAGE_TIMEOUT_MS: number = 5_000;

  /** Redis that several nodes share; without it, one node. */
  @IsOptional()
  @IsUrl(
    { protocols: ['redis', 'rediss'], require_protocol: true, require_tld: false },
    { message: 'must be a redis:// URL' },
  )
  readonly REDIS_URL?: string;

  /** Largest inbound message, in bytes. */
  @WholeNumber(128, 16_777_216)
  readonly MAX_MESSAGE_BYTES: number = 16_384;

  /** How deep a JSON message may nest. */
  @WholeNumber(2, 512)
  readonly MAX_MESSAGE_DEPTH: number = 32;

  /** What happens to fields that a message's class does not have. */
  @IsIn(['refuse', 'strip'])
  readonly UNKNOWN_FIELDS: 'refuse' | 'strip' = 'refuse';

  /** A connection that has not asked for anything by then is cut, in milliseconds. */
  @WholeNumber(100, 600_000)
  readonly HANDSHAKE_TIMEOUT_MS: number = 10_000;

  /** Time for a valid Hello where authentication is required, in milliseconds. */
  @WholeNumber(100, 600_000)
  readonly HELLO_TIMEOUT_MS: number = 5_000;

  /**
   * The beat of the heartbeat, in milliseconds: clients send a Ping each time. One that has been silent for
   * PING_INTERVAL_MS x (PING_MISSES + 1) is cut; before, it is pinged, first after two intervals.
   */
  @WholeNumber(100, 600_000)
  readonly PING_INTERVAL_MS: number = 3_000;

  /** How many pings of the server may stay unanswered before the connection is cut. */
  @WholeNumber(1, 100)
  readonly PING_MISSES: number = 2;

  /** Messages a second that a connection may send in the long run; beyond it is closed with 1008. */
  @WholeNumber(1, 1_000_000)
  readonly RATE_LIMIT_PER_SECOND: number = 120;

  /** Messages that a connection may send at once. */
  @WholeNumber(1, 1_000_000)
  readonly RATE_LIMIT_BURST: number = 240;

  /** Connections that one address may hold, and seats that may be held for its clients that are away. */
  @WholeNumber(1, 1_000_000)
  readonly MAX_CONNECTIONS_PER_ADDRESS: number = 256;

  /** HTTP requests a second of one address in the long run; what is too much is answered with 429. */
  @WholeNumber(1, 1_000_000)
  readonly HTTP_REQUESTS_PER_SECOND: number = 50;

  /** HTTP requests of one address at once. */
  @WholeNumber(1, 1_000_000)
  readonly HTTP_REQUESTS_BURST: number = 500;

  /** What `/metrics` asks for as a bearer token, 16 characters or more; without it anybody may read them. */
  @IsOptional()
  @IsString()
  @MinLength(16)
  readonly METRICS_TOKEN?: string;

  /** Trusted reverse proxies in front of the server; the client's address is read that many entries from the right of X-Forwarded-For. */
  @WholeNumber(0, 10)
  readonly TRUSTED_PROXIES: number = 0;

  /** Messages of one session that may wait for a slow handler. */
  @WholeNumber(1, 65_536)
  readonly MAX_QUEUED_MESSAGES: number = 256;

  /** Live rooms of this node. */
  @WholeNumber(1, 1_000_000)
  readonly MAX_ROOMS: number = 20_000;

  /** How often those who follow the list of rooms are told what has changed, in milliseconds. */
  @WholeNumber(10, 60_000)
  readonly LOBBY_INTERVAL_MS: number = 250;

  /** Live rooms that one player may have made, by whichever message; one that costs more counts for several. */
  @WholeNumber(1, 1_000_000)
  readonly LOBBY_MAX_ROOMS_PER_PLAYER: number = 4;

  /** A client with more unread bytes than this, for the grace below, is closed. */
  @WholeNumber(65_536, 1_073_741_824)
  readonly SEND_BUFFER_MAX_BYTES: number = 1_048_576;

  /** How long a client may be above SEND_BUFFER_MAX_BYTES, in milliseconds; above four times as much it is closed at once. */
  @WholeNumber(0, 600_000)
  readonly SEND_BUFFER_GRACE_MS: number = 10_000;

  /** Origins of web pages that may connect, besides the server's own host; `*` allows all. Clients without Origin always may. */
  @List()
  @IsString({ each: true })
  readonly ALLOWED_ORIGINS: readonly string[] = [];

  /** Names under which the server is reached, besides localhost, addresses and names of a local network, where pages of its own host connect without sign-in; `*` allows all. */
  @List()
  @Matches(/^(\*|[\w-]+(\.[\w-]+)*)$/, { each: true, message: 'must be host names without ports, or *' })
  readonly ALLOWED_HOSTS: readonly string[] = [];

  /** Whether a session must sign in before it may play. */
  @Flag()
  @IsBoolean()
  readonly AUTH_REQUIRED: boolean = false;

  /** The key of access tokens, 32 random bytes or more; without it, outside of production, one is made and kept in DATA_DIR. */
  @IsOptional()
  @IsString()
  readonly AUTH_SECRET?: string;

  /** Wrong passwords for one account within 5 minutes; further attempts are refused. */
  @WholeNumber(1, 1_000_000)
  readonly AUTH_FAILURES_PER_ACCOUNT: number = 10;

  /** Failed sign-ins of one address within 10 minutes; further attempts are refused. */
  @WholeNumber(1, 1_000_000)
  readonly AUTH_FAILURES_PER_ADDRESS: number = 50;

  /** New accounts of one address within 10 minutes. */
  @WholeNumber(1, 1_000_000)
  readonly AUTH_SIGN_UPS_PER_ADDRESS: number = 1_000;

  /** An external OpenID provider whose tokens are taken: the `iss` of its tokens. */
  @IsOptional()
  @IsUrl(
    { protocols: ['https', 'http'], require_protocol: true, require_tld: false },
    { message: 'must be an https:// URL' },
  )
  readonly OIDC_ISSUER?: string;

  /** The `aud` of the provider's tokens for this game. */
  @IsOptional()
  @IsString()
  readonly OIDC_AUDIENCE?: string;

  /** The `azp` of the provider's tokens, where another client than OIDC_AUDIENCE asks for them, such as the app of a phone. */
  @List()
  @IsString({ each: true })
  readonly OIDC_AUTHORIZED_PARTIES: readonly string[] = [];

  /** How old a token of the provider may be, whatever it says of its end, in seconds. */
  @WholeNumber(60, 31_536_000)
  readonly OIDC_MAX_TOKEN_AGE_SECONDS: number = 86_400;

  /** Where the provider publishes its keys; without it, its discovery document says so. */
  @IsOptional()
  @IsUrl(
    { protocols: ['https', 'http'], require_protocol: true, require_tld: false },
    { message: 'must be an https:// URL' },
  )
  readonly OIDC_JWKS_URL?: string;

  /** The mail server; without it mails are shown in the log, in production not at all. */
  @IsOptional()
  @IsUrl(
    { protocols: ['smtp', 'smtps'], require_protocol: true, require_tld: false },
    { message: 'must be an smtp:// or smtps:// URL' },
  )
  readonly SMTP_URL?: string;

  /** The sender of mails. */
  @IsString()
  readonly MAIL_FROM: string = 'Godwit <no-reply@localhost>';

  /** How players reach this server over HTTP, for links in mails; without it, mails have codes only. */
  @IsOptional()
  @IsUrl(
    { protocols: ['https', 'http'], require_protocol: true, require_tld: false },
    { message: 'must be an https:// URL' },
  )
  readonly PUBLIC_URL?: string;

  /** Reads sockets past the streams of ws and Node; false goes the documented way, which costs more. */
  @Flag()
  @IsBoolean()
  readonly FAST_PATH: boolean = true;

  /** Makes the session available everywhere through SessionContext; costs a little per message. */
  @Flag()
  @IsBoolean()
  readonly SESSION_CONTEXT: boolean = false;

  /** How long a seat is held after a drop, in milliseconds. */
  @WholeNumber(0, 3_600_000)
  readonly SEAT_HOLD_MS: number = 30_000;

  /** How much of what a client may have missed is kept for its return, in bytes per session. */
  @WholeNumber(1_024, 1_073_741_824)
  readonly SESSION_REPLAY_MAX_BYTES: number = 262_144;

  /** The same for all sessions of one address; beyond it, the seat of that address that has been held the longest is given up. */
  @WholeNumber(1_024, 1_099_511_627_776)
  readonly ADDRESS_REPLAY_MAX_BYTES: number = 33_554_432;

  /** The same for all sessions; beyond it, seats of the address that holds the most are given up. */
  @WholeNumber(1_024, 1_099_511_627_776)
  readonly TOTAL_REPLAY_MAX_BYTES: number = 134_217_728;

  /** Seats that may be held in all; those of one address are bounded by MAX_CONNECTIONS_PER_ADDRESS. */
  @WholeNumber(1, 10_000_000)
  readonly MAX_HELD_SEATS: number = 32_768;

  /** How often each room of a saved type is kept for the case of a crash, in milliseconds; 0 for never. */
  @WholeNumber(0, 3_600_000)
  readonly CHECKPOINT_INTERVAL_MS: number = 10_000;

  /** What happens when a player connects who is connected already: the older session gives way, the newer one is refused, or all stay. */
  @IsIn(['replace', 'refuse', 'many'])
  readonly SESSIONS_PER_PLAYER: 'replace' | 'refuse' | 'many' = 'replace';

  /** How many documents a player may keep in player storage. */
  @WholeNumber(1, 1_000_000)
  readonly PLAYER_STORAGE_MAX_DOCUMENTS: number = 1_000;

  /** How many bytes a player's documents may have together. */
  @WholeNumber(1_024, 1_073_741_824)
  readonly PLAYER_STORAGE_MAX_BYTES: number = 4_194_304;

  /** How many bytes of documents a player may write in a minute, and at once; each document counts 256 more. */
  @Type(() => Number)
  @IsInt()
  @Min(65_536)
  @Max(1_073_741_824)
  readonly PLAYER_STORAGE_BYTES_PER_MINUTE: number = 1_048_576;

  /** What happens to swear words in chat: they are starred out, the line is refused, or nothing. */
  @IsIn(['replace', 'refuse', 'off'])
  readonly CHAT_FILTER: 'replace' | 'refuse' | 'off' = 'replace';

  /** Lines of chat a second that a player may say in the long run. */
  @Type(() => Number)
  @IsNumber()
  @Min(0.01)
  @Max(1_000)
  readonly CHAT_LINES_PER_SECOND: number = 2;

  /** Lines of chat that a player may say at once. */
  @WholeNumber(1, 1_000_000)
  readonly CHAT_LINES_BURST: number = 60;

  /** How many members a named channel of chat takes. */
  @WholeNumber(2, 100_000)
  readonly CHAT_CHANNEL_MEMBERS: number = 1_000;

  /** How long players may change and delete their own lines of chat, in seconds; 0: never. */
  @WholeNumber(0, 31_536_000)
  readonly CHAT_EDIT_SECONDS: number = 300;

  /** How long the lines of named channels and conversations are kept, in days; 0: for ever. */
  @WholeNumber(0, 36_500)
  readonly CHAT_RETENTION_DAYS: number = 90;

  /** How long the lines of rooms and parties are kept, in days; 0: as long as the room or the party is there. */
  @WholeNumber(0, 36_500)
  readonly CHAT_GROUP_RETENTION_DAYS: number = 0;

  /** The longest an orderly stop may take, in milliseconds. */
  @WholeNumber(100, 600_000)
  readonly SHUTDOWN_TIMEOUT_MS: number = 5_000;
}
