import { IsOptional, IsString, Matches, MinLength } from 'class-validator';
import { Secret } from '../../protocol/secret.decorator.js';
import { WholeNumber } from '../config/variables.js';

/** Variables of a node among several; without REDIS_URL none of them is used. */
export class ClusterConfig {
  /** Prefix of all keys in Redis; servers with different prefixes share nothing. */
  @Matches(/^[\w-]{1,32}$/, { message: 'must be 1 to 32 letters, digits, _ or -' })
  readonly REDIS_PREFIX: string = 'gw';

  /** Proves nodes to each other: 32 characters or more, the same on all nodes. Required with REDIS_URL. */
  @IsOptional()
  @IsString()
  @MinLength(32)
  @Secret()
  readonly CLUSTER_SECRET?: string;

  /**
   * How long a node that does not answer is waited for, in milliseconds, before it is declared dead for good. A node that does
   * not reach Redis for 85 % of it stops until it does.
   */
  @WholeNumber(500, 120_000)
  readonly CLUSTER_LEASE_MS: number = 10_000;

  /** Name of this node, different on each; by default host name and PORT. */
  @Matches(/^[\w.:-]{0,128}$/, { message: 'must be letters, digits, _ . : or -' })
  readonly NODE_ID: string = '';

  /** Address to listen on for other nodes; they connect to each other directly. */
  @Matches(/^[\w.:-]{1,253}$/, { message: 'must be an IP address or a host name' })
  readonly CLUSTER_HOST: string = '127.0.0.1';

  /** Port to listen on for other nodes; 0 lets the system choose. */
  @WholeNumber(0, 65_535)
  readonly CLUSTER_PORT: number = 0;

  /**
   * What other nodes dial, as host:port or host; by default CLUSTER_HOST, or this machine's host name where that means all
   * interfaces, with the port.
   */
  @Matches(/^(|(\[[\da-fA-F:.]+\]|[\w.-]+)(:\d{1,5})?)$/, { message: 'must be host:port or host' })
  readonly CLUSTER_ADDRESS: string = '';

  /** File of this node's certificate, PEM, for encrypted connections between nodes; on all nodes or on none. */
  @IsString()
  readonly CLUSTER_TLS_CERT: string = '';

  /** File of that certificate's private key, PEM. */
  @IsString()
  readonly CLUSTER_TLS_KEY: string = '';

  /** File of the certificates that have signed those of all nodes, PEM; by default those that Node trusts. */
  @IsString()
  readonly CLUSTER_TLS_CA: string = '';
}
