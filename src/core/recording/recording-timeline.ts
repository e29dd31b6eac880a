import type { RecordingEntry } from './recording-format.js';
import type { RecordingTimeline, TimelineEvent, TimelineMember, TimelineSpan } from './recording-views.js';
import { lastTickOf, type Recording } from './read-recording.js';

/** Into how many parts messages are counted over the whole length. */
const MAX_PARTS = 240;
const MAX_MEMBERS = 200;
const MAX_EVENTS = 1_000;
const MAX_TEXT_LENGTH = 400;

/** What a recording holds, over its ticks. */
export function timelineOf(recording: Recording): RecordingTimeline {
  const lastTick = lastTickOf(recording);
  const partTicks = Math.max(1, Math.ceil((lastTick + 1) / MAX_PARTS));
  const members = new Map<number, TimelineMember>();
  const events: TimelineEvent[] = [];
  const snapshots: number[] = [];
  const types = new Set<number>();
  for (const entry of recording.entries) {
    if (entry.op === 'snapshot') snapshots.push(entry.tick);
    else if (entry.op === 'message') {
      types.add(entry.type);
      count(members.get(entry.member), entry.type, Math.floor(entry.tick / partTicks));
    } else if (entry.op !== 'settle' && entry.op !== 'result') {
      follow(members, entry);
      events.push(eventOf(entry));
    }
  }
  for (const { spans } of members.values()) close(spans, lastTick);
  const all = [...members.values()];
  return {
    ...{ tickHz: recording.header.tickHz, lastTick, partTicks, snapshots },
    ...{ members: all.slice(0, MAX_MEMBERS), moreMembers: Math.max(0, all.length - MAX_MEMBERS) },
    ...{ events: events.slice(0, MAX_EVENTS), moreEvents: Math.max(0, events.length - MAX_EVENTS) },
    types: [...types].sort((one, other) => one - other),
  };
}

/** An entry as a line to read. */
export function eventOf(entry: RecordingEntry): TimelineEvent {
  const { tick, op } = entry;
  return {
    tick,
    member: 'member' in entry ? entry.member : null,
    what: op,
    text: textOf(entry).slice(0, MAX_TEXT_LENGTH),
  };
}

function textOf(entry: RecordingEntry): string {
  switch (entry.op) {
    case 'message':
      return JSON.stringify(entry.message);
    case 'enter':
      return entry.name;
    case 'remove':
    case 'stop':
      return entry.reason;
    case 'lost':
      return String(entry.ticks);
    case 'lock':
      return String(entry.isLocked);
    case 'metadata':
      return JSON.stringify(entry.changes);
    case 'end':
      return entry.code;
    default:
      return '';
  }
}

function follow(members: Map<number, TimelineMember>, entry: RecordingEntry): void {
  if (entry.op === 'enter') {
    const { member: number, name, playerId, tick } = entry;
    const spans = [{ from: tick, to: -1, isAway: false }];
    members.set(number, { number, name, ...(playerId !== undefined && { playerId }), spans, messages: {} });
    return;
  }
  if (entry.op !== 'remove' && entry.op !== 'drop' && entry.op !== 'return') return;
  const { spans } = members.get(entry.member) ?? {};
  if (spans === undefined) return;
  close(spans, entry.tick);
  if (entry.op !== 'remove') spans.push({ from: entry.tick, to: -1, isAway: entry.op === 'drop' });
}

function close(spans: TimelineSpan[], tick: number): void {
  const last = spans.at(-1);
  if (last?.to === -1) last.to = tick;
}

function count(member: TimelineMember | undefined, type: number, part: number): void {
  if (member === undefined) return;
  const parts = (member.messages[type] ??= {});
  parts[part] = (parts[part] ?? 0) + 1;
}
