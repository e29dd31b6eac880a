import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { RecordingTimeline, TimelineMember } from '../recordings/recording-views.js';
import { TEXTS } from './texts.js';
import { colourOf } from './theme.js';

/** As in the style sheet, for the names beside the canvas. */
const LANE_HEIGHT = 28;
const WIDTH = 960;
const BAR_HEIGHT = 20;
const TYPE_COLOURS = ['--accent', '--number', '--client', '--server', '--bits-ink'];

interface LanesProps {
  readonly timeline: RecordingTimeline;
  readonly tick: number;
  /** The only type of messages that is drawn; undefined for all. */
  readonly type: number | undefined;
  readonly onSeek: (tick: number) => void;
}

/** A lane for the room and one for each member: there or away, and what it has sent. A press goes to that tick. */
export function RecordingLanes({ timeline, tick, type, onSeek }: LanesProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { members, lastTick } = timeline;
  const height = (members.length + 1) * LANE_HEIGHT;
  useEffect(() => {
    const redraw = (): void => {
      if (canvas.current) draw(canvas.current, timeline, type);
    };
    redraw();
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', redraw);
    addEventListener('themechange', redraw);
    return () => {
      scheme.removeEventListener('change', redraw);
      removeEventListener('themechange', redraw);
    };
  }, [timeline, type]);
  const point = (event: PointerEvent): void => {
    if (event.buttons === 0) return;
    const { left, width } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    onSeek(Math.round(((event.clientX - left) / width) * lastTick));
  };
  return (
    <div class="lanes">
      <ol>
        <li>{TEXTS.recordings.room}</li>
        {members.map(({ number, name }) => (
          <li key={number}>
            <span class="soft">{number}</span> <bdi>{name}</bdi>
          </li>
        ))}
      </ol>
      <div class="area" onPointerDown={point} onPointerMove={point}>
        <canvas
          ref={canvas}
          width={WIDTH * 2}
          height={height * 2}
          style={{ height: `${height}px` }}
          role="img"
          aria-label={TEXTS.recordings.lanes(members.length, lastTick)}
        />
        <i class="cursor" style={{ left: `${(tick / Math.max(1, lastTick)) * 100}%` }} />
      </div>
    </div>
  );
}

function draw(canvas: HTMLCanvasElement, timeline: RecordingTimeline, type: number | undefined): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const { members, snapshots, events, lastTick } = timeline;
  const at = (tick: number): number => (tick / Math.max(1, lastTick)) * WIDTH;
  context.setTransform(2, 0, 0, 2, 0, 0);
  context.clearRect(0, 0, WIDTH, canvas.height);
  context.fillStyle = colourOf('--soft');
  for (const tick of snapshots) context.fillRect(at(tick) - 1, 4, 2, 8);
  context.fillStyle = colourOf('--accent');
  for (const { tick, member } of events) if (member === null) context.fillRect(at(tick) - 2, 14, 4, 10);
  members.forEach((member, index) =>
    drawMember(context, { member, top: (index + 1) * LANE_HEIGHT, timeline, type, at }),
  );
}

interface Lane {
  readonly member: TimelineMember;
  readonly top: number;
  readonly timeline: RecordingTimeline;
  readonly type: number | undefined;
  readonly at: (tick: number) => number;
}

function drawMember(context: CanvasRenderingContext2D, { member, top, timeline, type, at }: Lane): void {
  const y = top + (LANE_HEIGHT - BAR_HEIGHT) / 2;
  for (const { from, to, isAway } of member.spans) {
    context.fillStyle = colourOf(isAway ? '--warn-soft' : '--code');
    context.fillRect(at(from), y, Math.max(2, at(to) - at(from)), BAR_HEIGHT);
    context.strokeStyle = colourOf(isAway ? '--warn' : '--line');
    context.strokeRect(at(from), y, Math.max(2, at(to) - at(from)), BAR_HEIGHT);
  }
  const { types, partTicks } = timeline;
  const width = Math.max(1.5, at(partTicks) - 0.5);
  const shown = Object.entries(member.messages).filter(([each]) => type === undefined || Number(each) === type);
  const most = Math.max(1, ...shown.flatMap(([, parts]) => Object.values(parts)));
  // The frequent ones first, so that the rare ones are seen.
  shown.sort(([, one], [, other]) => sumOf(other) - sumOf(one));
  for (const [each, parts] of shown) {
    context.fillStyle = colourOf(TYPE_COLOURS[types.indexOf(Number(each)) % TYPE_COLOURS.length] ?? '--accent');
    for (const [part, count] of Object.entries(parts)) {
      const height = 3 + (BAR_HEIGHT - 5) * (count / most);
      context.fillRect(at(Number(part) * partTicks), y + BAR_HEIGHT - height, width, height);
    }
  }
}

function sumOf(parts: Readonly<Record<number, number>>): number {
  return Object.values(parts).reduce((sum, count) => sum + count, 0);
}
