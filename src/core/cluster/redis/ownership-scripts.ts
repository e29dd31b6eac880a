import { PARTS, script } from './script-parts.js';

type Part = keyof typeof PARTS;

const ALWAYS = { isForFull: true };

/**
 * Every script names the record by ARGV 1 and 2, kind and id, and the node that writes by ARGV 3, which must be alive. A set that lists a record is
 * written before it and cleared after it: what ends in between leaves an entry too many, never a record that nobody finds.
 */
const RECORD = `
  local kind, id, node = ARGV[1], ARGV[2], ARGV[3]
  if not isAlive(node) then return absenceOf(node) end
  local record = gw .. ':record:' .. kind .. ':' .. id
  local bytes = gw .. ':bytes:' .. kind .. ':' .. id

  -- ARGV from here on: '1' and a checkpoint, or '0' and nothing; then names and values of fields.
  local function write(first)
    if #ARGV > first + 1 then
      local fields = {}
      for index = first + 2, #ARGV, 2 do
        fields[#fields + 1] = 'f:' .. ARGV[index]
        fields[#fields + 1] = ARGV[index + 1]
      end
      redis.call('HSET', record, unpack(fields))
    end
    if ARGV[first] == '1' then redis.call('SET', bytes, ARGV[first + 1]) end
  end

  local function isOwn(epoch)
    local found = redis.call('HMGET', record, 'o', 'e')
    return found[1] == node and found[2] == epoch
  end

  local function own(epoch)
    local lister = redis.call('HGET', record, 'l')
    redis.call('SADD', ownSet(node, kind), id)
    redis.call('HSET', record, 'o', node, 'e', epoch, 'l', node)
    redis.call('HDEL', record, 'u')
    if lister and lister ~= node then
      redis.call('SREM', ownSet(lister, kind), id)
      if ownsNothing(lister) then redis.call('SREM', gw .. ':departed', lister) end
    end
  end`;

const ownership = (body: string, options?: { isForFull: boolean }): string =>
  script(['clock', 'nodes'] satisfies Part[], RECORD + body, options);

/** Scripts of {@link RedisOwnership}. A refusal is 0, a record as it was found is a table, 'buried' and 'unknown' speak of the node. */
export const OWNERSHIP_SCRIPTS = {
  /** ARGV: kind, id, node, content. */
  create: ownership(`
    local found = redis.call('HGETALL', record)
    if #found > 0 then return found end
    local epoch = text(nowMs())
    own(epoch)
    write(4)
    return epoch`),

  /** ARGV: kind, id, node, epoch, content. */
  save: ownership(`
    if not isOwn(ARGV[4]) then return 0 end
    write(5)
    return 1`),

  /** ARGV: kind, id, node, known epoch, content. A full memory must not keep a dead node's rooms from those who run them on. */
  take: ownership(
    `
    local epoch = redis.call('HGET', record, 'e')
    if not epoch then return false end
    if epoch ~= ARGV[4] then return redis.call('HGETALL', record) end
    -- The time, so that it also grows when the server forgets the record and somebody says it again.
    local nextEpoch = text(math.max(tonumber(epoch) + 1, nowMs()))
    own(nextEpoch)
    write(5)
    return nextEpoch`,
    ALWAYS,
  ),

  /** ARGV: kind, id, node, epoch, content. It stays listed under its last owner, where those look who take what is left. */
  release: ownership(
    `
    if not isOwn(ARGV[4]) then return 0 end
    write(5)
    redis.call('HDEL', record, 'o')
    return 1`,
    ALWAYS,
  ),

  /** ARGV: kind, id, node, epoch. */
  end: ownership(
    `
    if not isOwn(ARGV[4]) then return 0 end
    redis.call('DEL', record, bytes)
    redis.call('SREM', ownSet(node, kind), id)
    return 1`,
    ALWAYS,
  ),

  /** ARGV: kind, id, node, epoch, '1' if it is sure, content. */
  assert: ownership(`
    local epoch, isSure = ARGV[4], ARGV[5] == '1'
    local found = redis.call('HMGET', record, 'o', 'e', 'u')
    local foundEpoch, isFoundSure = found[2], not found[3]
    local isOurs = found[1] == node and foundEpoch == epoch
    if foundEpoch and not isOurs then
      local isOther = found[1] ~= node
      local isLower = tonumber(epoch) <= tonumber(foundEpoch)
      if isOther and isFoundSure ~= isSure then
        if isFoundSure then return 0 end
      elseif isLower then
        return 0
      end
    end
    if not isOurs then own(epoch) end
    if not isOurs and not isSure then redis.call('HSET', record, 'u', '1') end
    write(6)
    return 1`),
} as const;
