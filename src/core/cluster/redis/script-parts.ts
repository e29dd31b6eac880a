import { RECORD_KINDS } from '../ownership.js';

/**
 * The keys, all with one hash tag, `{gw}` by default:
 *
 * - `{gw}:nodes`           hash: id of a node -> what it is, as JSON
 * - `{gw}:leases`          hash: id of a node -> "until renewals phase load"; `until` is in milliseconds by Redis' clock
 * - `{gw}:buried:<node>`   there for a week after its end
 * - `{gw}:departed`        set: nodes that have left or were buried and still own records
 * - `{gw}:record:<kind>:<id>`  hash: o owner, e epoch, l whose set lists it, u if its owner was not sure, f:<name> fields
 * - `{gw}:bytes:<kind>:<id>`   the checkpoint
 * - `{gw}:own:<node>:<kind>`   set: ids
 * - `{gw}:spent:<key>`, `{gw}:once:<key>`  counters and values that expire
 *
 * Numbers are formatted by hand, because Lua writes large ones as 1.7e+12.
 */
export const PARTS = {
  clock: `
    local function nowMs()
      local time = redis.call('TIME')
      return time[1] * 1000 + math.floor(time[2] / 1000)
    end
    local function text(number) return string.format('%.0f', number) end`,

  nodes: `
    local gw = KEYS[1]
    local function isAlive(node) return redis.call('HEXISTS', gw .. ':leases', node) == 1 end
    local function isBuried(node) return redis.call('EXISTS', gw .. ':buried:' .. node) == 1 end
    local function absenceOf(node) return isBuried(node) and 'buried' or 'unknown' end
    local function leaseOf(node) return redis.call('HGET', gw .. ':leases', node) end
    local function untilIn(lease) return tonumber(string.match(lease, '^%S+')) end
    local function renewalsIn(lease) return tonumber(string.match(lease, '^%S+ (%S+)')) end
    local function ownSet(node, kind) return gw .. ':own:' .. node .. ':' .. kind end
    local function ownsNothing(node)
      return redis.call('EXISTS', ${RECORD_KINDS.map((kind) => `ownSet(node, '${kind}')`).join(', ')}) == 0
    end`,

  // The view: the time, which life of the server this is, all nodes, all leases, who has departed.
  view: `
    local function view()
      return {
        text(nowMs()),
        string.match(redis.call('INFO', 'server'), 'run_id:(%w+)') or '',
        redis.call('HGETALL', gw .. ':nodes'),
        redis.call('HGETALL', gw .. ':leases'),
        redis.call('SMEMBERS', gw .. ':departed'),
      }
    end`,

  burial: `
    local WEEK_SECONDS = 604800
    local function bury(node)
      redis.call('SET', gw .. ':buried:' .. node, '1', 'EX', WEEK_SECONDS)
      if not ownsNothing(node) then redis.call('SADD', gw .. ':departed', node) end
      redis.call('HDEL', gw .. ':leases', node)
      redis.call('HDEL', gw .. ':nodes', node)
    end`,
} as const;

/**
 * A script of its parts. Unless it may also run in a full memory, Redis refuses it before its first line and does half of
 * nothing.
 */
export function script(parts: readonly (keyof typeof PARTS)[], body: string, options = { isForFull: false }): string {
  const flags = options.isForFull ? '#!lua flags=allow-oom' : '#!lua';
  return [flags, ...parts.map((part) => PARTS[part]), body].join('\n');
}
