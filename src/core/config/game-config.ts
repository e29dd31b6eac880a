import { availableParallelism } from 'node:os';
import { IsBoolean, IsIn, IsOptional, IsString, IsUrl, Matches, MinLength } from 'class-validator';
import { Secret } from '../../protocol/secret.decorator.js';
import { Flag, List, WholeNumber } from './variables.js';

const REDIS_URL = /^(rediss?:\/\/[^/\s]+(\/\d*)?|redis\+sentinel:\/\/[^/\s]+\/[^/\s]+(\/\d*)?)$/;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const ENVIRONMENTS = ['development', 'test', 'production'] as const;

/**
 * The core's environment variables, validated before anything else runs; features have config classes of their own. The
 * fields are named like the variables; their values here are the defaults.
 */
export class GameConfig {
  /** The environment: development, test or production. In production AUTH_REQUIRED is true unless set, and AUTH_SECRET is required. */
  @IsIn(ENVIRONMENTS)
  readonly NODE_ENV: (typeof ENVIRONMENTS)[number] = 'development';

  /** Port for WebSocket, health and metrics; 0 lets the system choose. */
  @WholeNumber(0, 65_535)
  readonly PORT: number = 1234;

  /**
   * How many processes serve PORT, each a node and about one core: 1 to 128, or auto for as many as there are cores. More
   * than one need REDIS_URL and CLUSTER_SECRET, and DATABASE_URL where a feature has tables.
   */
  @Matches(/^(auto|[1-9]\d?|1[01]\d|12[0-8])$/, { message: 'must be auto or a whole number from 1 to 128' })
  readonly WORKERS: string = '1';

  /** Address to listen on; empty means all interfaces. WebSocket, /health and /metrics share one port. */
  @IsString()
  readonly HOST: string = '';

  /** Path of the game's WebSocket. */
  @Matches(/^(\/|(\/[\w.-]+)+)$/, { message: 'must be a path such as / or /game' })
  readonly WS_PATH: string = '/';

  /** Folder for everything the server stores. */
  @IsString()
  readonly DATA_DIR: string = './data';

  /** Minimum severity that is logged: fatal, error, warn, info, debug, trace or silent. */
  @IsIn(LOG_LEVELS)
  readonly LOG_LEVEL: (typeof LOG_LEVELS)[number] = 'info';

  /**
   * PostgreSQL database, as postgres://user:password@host:5432/name; without it, an embedded database in
   * DATA_DIR.
   */
  @IsOptional()
  @IsUrl(
    { protocols: ['postgres', 'postgresql'], require_protocol: true, require_tld: false },
    { message: 'must be a postgres:// URL' },
  )
  @Secret()
  readonly DATABASE_URL?: string;

  /** Maximum connections from this server to PostgreSQL. */
  @WholeNumber(1, 1_000)
  readonly DATABASE_POOL_SIZE: number = 10;

  /** Maximum duration of one database call, in milliseconds; longer ones fail with storage.timeout. */
  @WholeNumber(100, 600_000)
  readonly STORAGE_TIMEOUT_MS: number = 5_000;

  /**
   * Redis 7.0 or Valkey 7.2, or a newer version, that several nodes share: redis://user:password@host:6379/0, rediss:// with TLS, or
   * redis+sentinel://host:26379,host:26379/name. Nodes with one Redis are one server: a client may come to any of
   * them. Needs CLUSTER_SECRET.
   */
  @IsOptional()
  @Matches(REDIS_URL, { message: 'must be a redis://, rediss:// or redis+sentinel:// URL' })
  @Secret()
  readonly REDIS_URL?: string;

  /** Maximum size of an inbound message, in bytes. */
  @WholeNumber(128, 16_777_216)
  readonly MAX_MESSAGE_BYTES: number = 16_384;

  /** Maximum nesting depth of a JSON message. */
  @WholeNumber(2, 512)
  readonly MAX_MESSAGE_DEPTH: number = 32;

  /** What to do about fields that a message's class does not have: refuse (the message) or strip (the fields). */
  @IsIn(['refuse', 'strip'])
  readonly UNKNOWN_FIELDS: 'refuse' | 'strip' = 'refuse';

  /** Time for a new connection to send its HTTP request, in milliseconds. */
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

  /** Messages per second that a connection may send in the long run; one that exceeds it is closed with 1008. */
  @WholeNumber(1, 1_000_000)
  readonly RATE_LIMIT_PER_SECOND: number = 120;

  /** Messages that a connection may send in a burst. */
  @WholeNumber(1, 1_000_000)
  readonly RATE_LIMIT_BURST: number = 240;

  /** Maximum connections per address, and maximum seats held for its disconnected clients. */
  @WholeNumber(1, 1_000_000)
  readonly MAX_CONNECTIONS_PER_ADDRESS: number = 256;

  /** HTTP requests per second and address in the long run; further ones get 429. */
  @WholeNumber(1, 1_000_000)
  readonly HTTP_REQUESTS_PER_SECOND: number = 50;

  /** HTTP requests per address in a burst. */
  @WholeNumber(1, 1_000_000)
  readonly HTTP_REQUESTS_BURST: number = 500;

  /** Bearer token required by `/metrics`, 16 characters or more; without it, anybody can read them. */
  @IsOptional()
  @IsString()
  @MinLength(16)
  @Secret()
  readonly METRICS_TOKEN?: string;

  /** Number of trusted reverse proxies; the client's address is taken that many entries from the right of X-Forwarded-For. */
  @WholeNumber(0, 10)
  readonly TRUSTED_PROXIES: number = 0;

  /** Messages per session that may wait for a slow handler. */
  @WholeNumber(1, 65_536)
  readonly MAX_QUEUED_MESSAGES: number = 256;

  /** Maximum live rooms on this node. */
  @WholeNumber(1, 1_000_000)
  readonly MAX_ROOMS: number = 20_000;

  /** Maximum live rooms created by one player, by whatever message; an expensive one may count as several. */
  @WholeNumber(1, 1_000_000)
  readonly LOBBY_MAX_ROOMS_PER_PLAYER: number = 4;

  /** A client with more unread bytes than this for longer than the grace period below is disconnected. */
  @WholeNumber(65_536, 1_073_741_824)
  readonly SEND_BUFFER_MAX_BYTES: number = 1_048_576;

  /** How long a client may exceed SEND_BUFFER_MAX_BYTES, in milliseconds; above four times that it is disconnected at once. */
  @WholeNumber(0, 600_000)
  readonly SEND_BUFFER_GRACE_MS: number = 10_000;

  /**
   * Origins of web pages that may connect, in addition to the server's own host, such as
   * https://play.example,https://beta.example; `*` allows all. Clients that send no Origin are always allowed.
   */
  @List()
  @IsString({ each: true })
  readonly ALLOWED_ORIGINS: readonly string[] = [];

  /**
   * Host names of this server, such as play.example; `*` allows all. Where sign-in is not required, only these,
   * localhost, IP addresses and local network names count as "the server's own host": any other name could have been
   * pointed at this machine by an attacker's page (DNS rebinding). The hosts of PUBLIC_URL and ALLOWED_ORIGINS
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
   * Public HTTP URL of this server, such as https://play.example, for links in mails; without it, mails contain
   * only codes.
   */
  @IsOptional()
  @IsUrl(
    { protocols: ['https', 'http'], require_protocol: true, require_tld: false },
    { message: 'must be an https:// URL' },
  )
  readonly PUBLIC_URL?: string;

  /** Reads sockets directly, bypassing the streams of ws and Node; false uses the documented way, which costs more. */
  @Flag()
  @IsBoolean()
  readonly FAST_PATH: boolean = true;

  /** Makes the session available everywhere through SessionContext; costs a little per message. */
  @Flag()
  @IsBoolean()
  readonly SESSION_CONTEXT: boolean = false;

  /** How long a seat is held after a disconnect, in milliseconds. */
  @WholeNumber(0, 3_600_000)
  readonly SEAT_HOLD_MS: number = 30_000;

  /** Maximum unacknowledged data kept for a client's return, in bytes per session. */
  @WholeNumber(1_024, 1_073_741_824)
  readonly SESSION_REPLAY_MAX_BYTES: number = 262_144;

  /** The same for all sessions of one address; beyond it, the longest-held seat of that address is given up. */
  @WholeNumber(1_024, 1_099_511_627_776)
  readonly ADDRESS_REPLAY_MAX_BYTES: number = 33_554_432;

  /** The same for all sessions; beyond it, seats of the address that holds the most are given up. */
  @WholeNumber(1_024, 1_099_511_627_776)
  readonly TOTAL_REPLAY_MAX_BYTES: number = 134_217_728;

  /** Maximum held seats in total; per address they are limited by MAX_CONNECTIONS_PER_ADDRESS. */
  @WholeNumber(1, 10_000_000)
  readonly MAX_HELD_SEATS: number = 32_768;

  /**
   * Interval at which each room of a saved type is saved in case of a crash, in milliseconds; 0 for never. A clean restart
   * saves such rooms anyway.
   */
  @WholeNumber(0, 3_600_000)
  readonly CHECKPOINT_INTERVAL_MS: number = 10_000;

  /**
   * What to do when a player connects who is already connected: replace (the older session), refuse (the newer one, unless
   * the older is disconnected) or many (keep all).
   */
  @IsIn(['replace', 'refuse', 'many'])
  readonly SESSIONS_PER_PLAYER: 'replace' | 'refuse' | 'many' = 'replace';

  /** Maximum duration of a clean shutdown, in milliseconds. */
  @WholeNumber(100, 600_000)
  readonly SHUTDOWN_TIMEOUT_MS: number = 5_000;

  /**
   * With several nodes: how long a node that stops still takes clients, in milliseconds, while `/health/ready` says 503. Longer than
   * the load balancer takes to notice that.
   */
  @WholeNumber(0, 600_000)
  readonly DRAIN_DELAY_MS: number = 3_000;

  /**
   * With several nodes: maximum duration of a clean stop, in milliseconds, in place of SHUTDOWN_TIMEOUT_MS. Rooms and sessions move to
   * other nodes within seconds; rooms that cannot move are played for up to two thirds of it.
   */
  @WholeNumber(100, 3_600_000)
  readonly DRAIN_TIMEOUT_MS: number = 60_000;

  /** Maximum duration of a clean stop, in milliseconds. */
  get stopTimeoutMs(): number {
    return this.REDIS_URL === undefined ? this.SHUTDOWN_TIMEOUT_MS : this.DRAIN_TIMEOUT_MS;
  }

  /** How many processes serve the port. */
  get workerCount(): number {
    return this.WORKERS === 'auto' ? availableParallelism() : Number(this.WORKERS);
  }
}
