import { script } from './script-parts.js';

/** Leases are renewed in a full memory too: a node that cannot save must not lose what it has. */
const ALWAYS = { isForFull: true };

/** Scripts of {@link RedisMembership}. */
export const MEMBERSHIP_SCRIPTS = {
  /** ARGV: id, name, the node as JSON, lease in milliseconds. A namesake whose lease has run out is buried. */
  join: script(
    ['clock', 'nodes', 'burial', 'view'],
    `
    local node, name, described, leaseMs = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
    if isBuried(node) then return 'buried' end

    local nodes = redis.call('HGETALL', gw .. ':nodes')
    for index = 1, #nodes, 2 do
      local other = nodes[index]
      if other ~= node and cjson.decode(nodes[index + 1]).name == name then
        if untilOf(other) > nowMs() then return 'namesake' end
        bury(other)
      end
    end

    redis.call('HSET', gw .. ':leases', node, text(nowMs() + leaseMs) .. ' 0 ready 0')
    redis.call('HSET', gw .. ':nodes', node, described)
    return view()`,
    ALWAYS,
  ),

  /** ARGV: id, phase, load, lease in milliseconds. A lease that has run out is good again as long as nobody has buried the node. */
  renew: script(
    ['clock', 'nodes', 'view'],
    `
    local node, phase, load, leaseMs = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
    local lease = redis.call('HGET', gw .. ':leases', node)
    if not lease then return isBuried(node) and 'buried' or 'unknown' end

    local renewals = tonumber(string.match(lease, '^%S+ (%S+)')) + 1
    redis.call('HSET', gw .. ':leases', node,
      text(nowMs() + leaseMs) .. ' ' .. text(renewals) .. ' ' .. phase .. ' ' .. load)
    return view()`,
    ALWAYS,
  ),

  /** ARGV: id; the renewals that the node had when it was seen to die, or nothing. */
  bury: script(
    ['clock', 'nodes', 'burial'],
    `
    local node, renewals = ARGV[1], ARGV[2]
    local lease = redis.call('HGET', gw .. ':leases', node)
    if not lease then return isBuried(node) and 1 or 0 end

    local counted = string.match(lease, '^%S+ (%S+)')
    if untilOf(node) > nowMs() and counted ~= renewals then return 0 end
    bury(node)
    return 1`,
    ALWAYS,
  ),

  /** ARGV: id. */
  leave: script(['nodes', 'burial'], `bury(ARGV[1]) return 1`, ALWAYS),
} as const;
