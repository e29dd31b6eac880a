import type { Act, Entry, Holding, Line, Membership, StoredRecord, Unique, Used, Value } from './journal.js';

const UNIQUE_WORDS: Readonly<Record<Unique, string>> = {
  room: 'room ticks at two nodes',
  session: 'session is at home at two nodes',
  seat: 'session is in two rooms',
  party: 'party has two leaders',
};

/** What is wrong in the journals of all nodes and bots; each line says when and where. */
export function faultsIn(journals: readonly Entry[]): string[] {
  const entries = [...journals].sort((one, other) => startOf(one) - startOf(other));
  return [
    ...twins(entries),
    ...usedTwice(entries),
    ...lostValues(entries),
    ...wrongLines(entries),
    ...lostLines(entries),
    ...strayRecords(entries),
  ];
}

/** A record without what it stands for, or the other way round: what is repaired a while after the last fault. */
export function strayRecords(entries: readonly Entry[]): string[] {
  const faults: string[] = [];
  const latest = new Map<string, Holding>();
  for (const entry of ofType<Holding>(entries, 'holding')) latest.set(entry.node, entry);
  const records = new Map(ofType<StoredRecord>(entries, 'record').map((record) => [nameOf(record), record]));
  const held = new Map<string, string[]>();
  for (const { node, rooms, sessions } of latest.values()) {
    for (const name of [...rooms.map((id) => `room ${id}`), ...sessions.map((id) => `session ${id}`)])
      held.set(name, [...(held.get(name) ?? []), node]);
  }
  for (const [name, { owner }] of records) {
    if (held.get(name)?.includes(owner) !== true)
      faults.push(`The record of ${name} is ${owner}'s; it is at ${held.get(name)?.join(', ') ?? 'no node'}.`);
  }
  for (const [name, nodes] of held) {
    const record = records.get(name);
    if (record === undefined) faults.push(`${name} is at ${nodes.join(', ')} and has no record.`);
    else if (nodes.includes(record.owner) && nodes.length > 1)
      faults.push(`${name} is at ${nodes.filter((node) => node !== record.owner).join(', ')} too.`);
  }
  return faults;
}

/** Copies act one after the other, never by turns; only when the store has forgotten the later one, an earlier one may go on. */
function twins(entries: readonly Entry[]): string[] {
  const faults: string[] = [];
  const forgotten = entries.filter(({ type }) => type === 'forgot').map(({ atMs }) => atMs);
  const states = new Map<string, { last: Act; past: Set<string> }>();
  for (const act of ofType<Act>(entries, 'act')) {
    const key = `${act.what} ${act.key}`;
    const state = states.get(key);
    if (state === undefined) {
      states.set(key, { last: act, past: new Set() });
      continue;
    }
    const { last, past } = state;
    if (act.copy !== last.copy) {
      const isExcused = forgotten.some((atMs) => atMs > last.atMs - 1 && atMs <= act.fromMs);
      const isAtOnce = act.fromMs < last.atMs;
      if (isAtOnce || (past.has(act.copy) && !isExcused)) {
        const how = isAtOnce ? 'before its last sign' : 'after it had acted there';
        faults.push(
          `A ${UNIQUE_WORDS[act.what]}: ${act.key} at ${act.copy}, ${how} at ${last.copy} (${at(act)}, ${at(last)}).`,
        );
      }
      past.add(last.copy);
      past.delete(act.copy);
    }
    if (act.copy !== last.copy || act.atMs > last.atMs) state.last = act;
  }
  return faults;
}

function usedTwice(entries: readonly Entry[]): string[] {
  const users = new Map<string, Set<string>>();
  for (const { what, key, by } of ofType<Used>(entries, 'used'))
    users.set(`${what} ${key}`, (users.get(`${what} ${key}`) ?? new Set()).add(by));
  return [...users]
    .filter(([, by]) => by.size > 1)
    .map(([ticket, by]) => `The ${ticket} was good more than once: ${[...by].join(', ')}.`);
}

function lostValues(entries: readonly Entry[]): string[] {
  const faults: string[] = [];
  const reads = new Map(ofType<Value>(entries, 'read').map((value) => [nameOf(value), value.value]));
  const acknowledged = new Map<string, Value>();
  for (const value of ofType<Value>(entries, 'acknowledged')) {
    if (value.value >= (acknowledged.get(nameOf(value))?.value ?? 0)) acknowledged.set(nameOf(value), value);
  }
  for (const [name, value] of acknowledged) {
    const read = reads.get(name);
    if (read === undefined || read < value.value)
      faults.push(`The ${name} was acknowledged as ${value.value} (${at(value)}) and is ${read ?? 'gone'}.`);
  }
  return faults;
}

/** While a session goes on whole, a member hears each line of a speaker once, and in order. */
function wrongLines(entries: readonly Entry[]): string[] {
  const faults: string[] = [];
  const heard = new Map<string, number>();
  const stays = new Map<string, number>();
  for (const entry of entries) {
    // A new stay is a new beginning.
    if (entry.type === 'in' || entry.type === 'out') stays.set(entry.bot, (stays.get(entry.bot) ?? 0) + 1);
    if (entry.type !== 'heard') continue;
    const name = `${entry.bot} ${stays.get(entry.bot) ?? 0} ${entry.room} ${entry.speaker}`;
    const before = heard.get(name) ?? 0;
    if (entry.count <= before)
      faults.push(`${entry.bot} heard line ${entry.count} of ${entry.speaker} after line ${before} (${at(entry)}).`);
    heard.set(name, Math.max(before, entry.count));
  }
  return faults;
}

/** Without a fault under way, who was a member all along hears every line that was acknowledged. */
function lostLines(entries: readonly Entry[]): string[] {
  const faults: string[] = [];
  const heard = new Set(
    ofType<Line>(entries, 'heard').map(({ bot, room, speaker, count }) => `${bot} ${room} ${speaker} ${count}`),
  );
  for (const { since, room, bot, untilMs } of allStays(entries)) {
    for (const line of ofType<Line>(entries, 'said')) {
      if (line.room !== room || line.atMs > untilMs) continue;
      if (line.atMs - since < QUIET_MS || untilMs - line.atMs < QUIET_MS || !isCalm(entries, line.atMs)) continue;
      if (!heard.has(`${bot} ${room} ${line.speaker} ${line.count}`))
        faults.push(`${bot} has not heard line ${line.count} of ${line.speaker} in ${room} (${at(line)}).`);
    }
  }
  return faults;
}

/** What nodes have that the store has forgotten is said again, and believed a lease later; sessions may have been lost, and their clients wait. */
const SETTLED_WITHIN_MS = 12_000;
/** A line that was said close to the end of a stay may not have arrived. */
const QUIET_MS = 2_000;

function allStays(entries: readonly Entry[]): { bot: string; room: string; since: number; untilMs: number }[] {
  const open = new Map<string, Membership>();
  const ended: { bot: string; room: string; since: number; untilMs: number }[] = [];
  for (const entry of entries) {
    if (entry.type !== 'in' && entry.type !== 'out') continue;
    const { bot, atMs } = entry;
    const before = open.get(bot);
    if (before) ended.push({ bot, room: before.room, since: before.atMs, untilMs: atMs });
    if (entry.type === 'in') open.set(bot, entry);
    else open.delete(bot);
  }
  const endMs = entries.at(-1)?.atMs ?? 0;
  return [...ended, ...[...open.values()].map(({ bot, room, atMs }) => ({ bot, room, since: atMs, untilMs: endMs }))];
}

/** Whether no fault was under way at this moment, nor began soon after. */
function isCalm(entries: readonly Entry[], atMs: number): boolean {
  let isUnderWay = false;
  let isSettling = false;
  for (const entry of entries) {
    if (entry.atMs > atMs + QUIET_MS) break;
    if (entry.type === 'fault') isUnderWay = true;
    if (entry.type === 'recovered' && entry.atMs <= atMs) isUnderWay = false;
    if (entry.type === 'forgot' && atMs - entry.atMs < SETTLED_WITHIN_MS) isSettling = true;
  }
  return !isUnderWay && !isSettling;
}

function ofType<T extends Entry>(entries: readonly Entry[], type: T['type']): T[] {
  return entries.filter((entry): entry is T => entry.type === type);
}

function startOf(entry: Entry): number {
  return entry.type === 'act' ? entry.fromMs : entry.atMs;
}

function nameOf({ what, key }: { readonly what: string; readonly key: string }): string {
  return `${what} ${key}`;
}

function at({ atMs }: { readonly atMs: number }): string {
  return `at ${Math.round(atMs)} ms`;
}
