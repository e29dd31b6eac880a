import { script } from './script-parts.js';

/** Leases are renewed in a full memory too: a node that cannot save must not lose what it has. */
const ALWAYS = { isForFull: true };

/** Scripts of {@link RedisMembership}. */
export const MEMBERSHIP_SCRIPTS = {
  /** ARGV: id, name, the node as JSON, lease in milliseconds. */
  join: script(
    ['clock', 'nodes', 'view'],
    `
    local node, name, described, leaseMs = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
    if isBuried(node) then return 'buried' end

    local nodes = redis.call('HGETALL', gw .. ':nodes')
    for index = 1, #nodes, 2 do
      local other = nodes[index]
      if other ~= node and cjson.decode(nodes[index + 1]).name == name then
        return {text(nowMs()), other, nodes[index + 1], leaseOf(other)}
      end
    end

    local untilMs = text(nowMs() + leaseMs)
    local lease = leaseOf(node)
    if lease then
      lease = untilMs .. ' ' .. text(renewalsIn(lease) + 1) .. string.match(lease, ' %S+ %S+$')
    else
      lease = untilMs .. ' 1 ready 0'
    end
    redis.call('HSET', gw .. ':leases', node, lease)
    redis.call('HSET', gw .. ':nodes', node, described)
    return view()`,
    ALWAYS,
  ),

  /** ARGV: id, phase, load, lease in milliseconds. A lease that has run out is good again as long as nobody has buried the node. */
  renew: script(
    ['clock', 'nodes', 'view'],
    `
    local node, phase, load, leaseMs = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
    local lease = leaseOf(node)
    if not lease then return absenceOf(node) end

    local renewals = text(renewalsIn(lease) + 1)
    redis.call('HSET', gw .. ':leases', node,
      text(nowMs() + leaseMs) .. ' ' .. renewals .. ' ' .. phase .. ' ' .. load)
    return view()`,
    ALWAYS,
  ),

  /** ARGV: id; nothing, or the count of its renewals at which it is dead, whatever its lease says. */
  bury: script(
    ['clock', 'nodes', 'burial'],
    `
    local node, renewals = ARGV[1], ARGV[2]
    local lease = leaseOf(node)
    if not lease then return 1 end

    if renewals ~= '' and renewalsIn(lease) ~= tonumber(renewals) then return 0 end
    if renewals == '' and untilIn(lease) > nowMs() then return 0 end
    bury(node)
    return 1`,
    ALWAYS,
  ),

  /** ARGV: id. */
  leave: script(['nodes', 'burial'], `bury(ARGV[1]) return 1`, ALWAYS),
} as const;
