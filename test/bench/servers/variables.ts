/** The variables of a measured server: only the limits which would stop the load itself are raised. */
export const VARIABLES = {
  NODE_ENV: 'production',
  AUTH_REQUIRED: 'false',
  LOG_LEVEL: 'warn',
  HOST: '127.0.0.1',
  PORT: '0',
  MAX_CONNECTIONS_PER_ADDRESS: '100000',
} as const;

/** Those of a server which clients send as much as it can take. */
export const FLOODED = {
  ...VARIABLES,
  RATE_LIMIT_PER_SECOND: '1000000',
  RATE_LIMIT_BURST: '1000000',
  MAX_QUEUED_MESSAGES: '4096',
} as const;
