import { script } from './script-parts.js';

/** ARGV: key, limit, window in milliseconds. Who has spent it all writes no more, so that asking does not prolong it. */
export const SPEND_SCRIPT = script(
  [],
  `
  local key = KEYS[1] .. ':spent:' .. ARGV[1]
  if tonumber(redis.call('GET', key) or '0') >= tonumber(ARGV[2]) then return 0 end
  if redis.call('INCR', key) == 1 then redis.call('PEXPIRE', key, ARGV[3]) end
  return 1`,
);
