import { IsBoolean, IsIn, IsOptional, IsString, IsUrl, Matches, MinLength } from 'class-validator';
import { Flag, List, WholeNumber } from './variables.js';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const ENVIRONMENTS = ['development', 'test', 'production'] as const;

/**
 * What the environment can set of the core, checked before anything else runs; features have classes of their own. The
 * names are the variables' own; the values here are the defaults.
 */
export class GameConfig {
  /** Where it runs: development, test or production. In production AUTH_REQUIRED is true unless it is set, and AUTH_SECRET must be. */
  @IsIn(ENVIRONMENTS)
  readonly NODE_ENV: (typeof ENVIRONMENTS)[number] = 'development';

  /** Port of WebSocket, health and metrics; 0 lets the system choose. */
  @WholeNumber(0, 65_535)
  readonly PORT: number = 1234;

  /** Address to listen on; empty means all interfaces. WebSocket, /health and /metrics share one port. */
  @IsString()
  readonly HOST: string = '';

  /** Path of the game's WebSocket. */
  @Matches(/^(\/|(\/[\w.-]+)+)$/, { message: 'must be a path such as / or /game' })
  readonly WS_PATH: string = '/';

  /** Folder of everything the server keeps. */
  @IsString()
  readonly DATA_DIR: string = './data';

  /** The least severe line that is logged: fatal, error, warn, info, debug, trace or silent. */
  @IsIn(LOG_LEVELS)
  readonly LOG_LEVEL: (typeof LOG_LEVELS)[number] = 'info';

  /**
   * PostgreSQL to keep data in, as postgres://user:password@host:5432/name; without it, an embedded database in
   * DATA_DIR.
   */
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

  /**
   * Redis that several nodes share, as redis://host:6379. Reserved: nothing of this version shares data between nodes
   * yet.
   */
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

  /** What happens to fields that a message's class does not have: refuse or strip. */
  @IsIn(['refuse', 'strip'])
  readonly UNKNOWN_FIELDS: 'refuse' | 'strip' = 'refuse';

  /** A connection that has not asked for anything by then is cut, in milliseconds. */
  @WholeNumber(100, 600_000)
  readonly HANDSHAKE_TIMEOUT_MS: number = 10_000;

  /** Time for a valid Hello where authentication is required, in milliseconds. */
  @WholeNumber(100, 600_000)
  readonly HELLO_TIMEOUT_MS: number = 5_000;

  /**
   * Heartbeat interval, in milliseconds: clients send a Ping each interval. A client that has been silent for
   * PING_INTERVAL_MS x (PING_MISSES + 1) is cut; before that it is pinged, first after two intervals.
   */
  @WholeNumber(100, 600_000)
  readonly PING_INTERVAL_MS: number = 3_000;

  /** Missed pings before the connection is closed. */
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

  /** Live rooms that one player may have made, by whichever message; one that costs more counts for several. */
  @WholeNumber(1, 1_000_000)
  readonly LOBBY_MAX_ROOMS_PER_PLAYER: number = 4;

  /** A client with more unread bytes than this, for the grace below, is closed. */
  @WholeNumber(65_536, 1_073_741_824)
  readonly SEND_BUFFER_MAX_BYTES: number = 1_048_576;

  /** How long a client may be above SEND_BUFFER_MAX_BYTES, in milliseconds; above four times as much it is closed at once. */
  @WholeNumber(0, 600_000)
  readonly SEND_BUFFER_GRACE_MS: number = 10_000;

  /**
   * Origins of web pages that may connect, besides the server's own host, such as
   * https://play.example,https://beta.example; `*` allows all. Clients without Origin always may.
   */
  @List()
  @IsString({ each: true })
  readonly ALLOWED_ORIGINS: readonly string[] = [];

  /**
   * Names under which the server is reached, such as play.example; `*` allows all. Where sign-in is not required,
   * only these, localhost, addresses and names of a local network count as "the server's own host": a page of any
   * other name could have had it pointed at this machine (DNS rebinding). The hosts of PUBLIC_URL and ALLOWED_ORIGINS
   * count too.
   */
  @List()
  @Matches(/^(\*|[\w-]+(\.[\w-]+)*)$/, { each: true, message: 'must be host names without ports, or *' })
  readonly ALLOWED_HOSTS: readonly string[] = [];

  /** Whether a session must sign in before it may play. Needs a module that provides a PlayerAuthenticator. */
  @Flag()
  @IsBoolean()
  readonly AUTH_REQUIRED: boolean = false;

  /**
   * How players reach this server over HTTP, such as https://play.example, for links in mails; without it, mails have
   * codes only.
   */
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

  /**
   * How often each room of a saved type is kept for the case of a crash, in milliseconds; 0 for never. Such rooms
   * outlive an orderly restart anyway.
   */
  @WholeNumber(0, 3_600_000)
  readonly CHECKPOINT_INTERVAL_MS: number = 10_000;

  /**
   * When a player connects who is connected already: replace (the older session), refuse (the newer one, unless the
   * older is away) or many (all stay).
   */
  @IsIn(['replace', 'refuse', 'many'])
  readonly SESSIONS_PER_PLAYER: 'replace' | 'refuse' | 'many' = 'replace';

  /** The longest an orderly stop may take, in milliseconds. */
  @WholeNumber(100, 600_000)
  readonly SHUTDOWN_TIMEOUT_MS: number = 5_000;
}
