import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ClientView, StateTree, ViewRange } from '../../../protocol/state/state-tree-view.js';
import { TEXTS } from './texts.js';
import { colourOf } from './theme.js';
import { Card } from './ui.js';

const WIDTH = 720;
const HEIGHT = 360;
const MARGIN = 24;
const RADIUS = 4;
/** How long a line an entity's velocity is: its way in so many seconds. */
const LINE_S = 0.25;
/** A field with a vector that is no place. */
const VELOCITY = /(?:^|\.)(?:linear_?)?(?:velocity|vel|v)$/i;

interface Dot extends Point {
  readonly id: string;
  /** The number of its set. */
  readonly set: number;
  /** Where it is heading; undefined for what has no velocity. */
  readonly to: Point | undefined;
  /** Whether the member sees it by whose eyes the reader looks. */
  readonly isSeen: boolean;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Bounds {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

interface MapProps {
  readonly state: StateTree;
  /** What one member sees of it: the rest is drawn hollow. */
  readonly view?: ClientView | undefined;
}

/** The entities of a state from above, where they have a place, and how they move. The area grows with them, and never shrinks. */
export function RoomMap({ state, view }: MapProps): JSX.Element | null {
  const canvas = useRef<HTMLCanvasElement>(null);
  const bounds = useRef<Bounds>({ left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity });
  const dots = dotsOf(state, view);
  const ranges = Object.entries(view?.ranges ?? {});
  const names = Object.keys(state.sets);
  useEffect(() => {
    if (canvas.current) draw(canvas.current, { dots, bounds: bounds.current, names, ranges });
  }, [state, view]);
  if (dots.length === 0) return null;
  const used = names.filter((_, index) => dots.some(({ set }) => set === index));
  return (
    <Card title={TEXTS.rooms.map} aside={<span class="soft">{used.join(', ')}</span>}>
      <canvas
        ref={canvas}
        class="map"
        width={WIDTH * 2}
        height={HEIGHT * 2}
        role="img"
        aria-label={`${TEXTS.rooms.map}: ${dots.length}`}
      />
    </Card>
  );
}

function dotsOf({ sets }: StateTree, view: ClientView | undefined): Dot[] {
  return Object.entries(sets).flatMap(([path, entities], set) =>
    Object.entries(entities).flatMap(([id, entity]) => {
      const place = placeOf(entity);
      if (place === undefined) return [];
      const isSeen = view === undefined || view.state.sets[path]?.[id] !== undefined;
      return [{ ...place, id, set, to: velocityOf(entity, place), isSeen }];
    }),
  );
}

type Entity = Readonly<Record<string, unknown>>;

/** Where an entity is: two fields x and y (of a nested object too), or a vector. */
function placeOf(entity: Entity): Point | undefined {
  for (const [name, value] of Object.entries(entity)) {
    if (VELOCITY.test(name)) continue;
    const place = pairAt(entity, name, value, 'x') ?? vectorOf(value);
    if (place !== undefined) return place;
  }
  return undefined;
}

/** Where it is heading: by two fields vx and vy (of a nested object too), or a vector named velocity. */
function velocityOf(entity: Entity, { x, y }: Point): Point | undefined {
  for (const [name, value] of Object.entries(entity)) {
    const velocity = pairAt(entity, name, value, 'vx') ?? (VELOCITY.test(name) ? vectorOf(value) : undefined);
    if (velocity !== undefined) return { x: x + velocity.x * LINE_S, y: y + velocity.y * LINE_S };
  }
  return undefined;
}

/** Two numbers in fields whose names end alike: `x` with `y`, or with `z` in three dimensions. */
function pairAt(entity: Entity, name: string, value: unknown, ending: 'x' | 'vx'): Point | undefined {
  if (typeof value !== 'number' || (name !== ending && !name.endsWith(`.${ending}`))) return undefined;
  const stem = name.slice(0, -1);
  const other = entity[`${stem}z`] ?? entity[`${stem}y`];
  return typeof other === 'number' ? { x: value, y: other } : undefined;
}

function vectorOf(value: unknown): Point | undefined {
  if (typeof value !== 'object' || value === null || !('x' in value)) return undefined;
  const { x, y, z } = value as Record<'x' | 'y' | 'z', unknown>;
  const down = typeof z === 'number' ? z : y;
  return typeof x === 'number' && typeof down === 'number' ? { x, y: down } : undefined;
}

interface Drawing {
  readonly dots: readonly Dot[];
  readonly bounds: Bounds;
  /** The sets' paths. */
  readonly names: readonly string[];
  readonly ranges: readonly (readonly [string, ViewRange])[];
}

function draw(canvas: HTMLCanvasElement, { dots, bounds, names, ranges }: Drawing): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  for (const { x, y } of dots) {
    [bounds.left, bounds.right] = [Math.min(bounds.left, x), Math.max(bounds.right, x)];
    [bounds.top, bounds.bottom] = [Math.min(bounds.top, y), Math.max(bounds.bottom, y)];
  }
  const colours = ['--accent', '--number', '--client', '--server', '--bits-ink'].map(colourOf);
  const colourAt = (set: number): string => colours[set % colours.length] ?? '';
  const soft = colourOf('--soft');
  const [width, height] = [bounds.right - bounds.left || 1, bounds.bottom - bounds.top || 1];
  const scale = Math.min((WIDTH - 2 * MARGIN) / width, (HEIGHT - 2 * MARGIN) / height);
  const [left, top] = [(WIDTH - width * scale) / 2, (HEIGHT - height * scale) / 2];
  const at = ({ x, y }: Point): [number, number] => [left + (x - bounds.left) * scale, top + (y - bounds.top) * scale];
  context.setTransform(2, 0, 0, 2, 0, 0);
  context.clearRect(0, 0, WIDTH, HEIGHT);
  context.strokeStyle = colourOf('--line');
  context.strokeRect(left - 8, top - 8, width * scale + 16, height * scale + 16);
  context.font = '10px system-ui';
  for (const [path, { x, y, radius }] of ranges) {
    if (radius === undefined) continue;
    context.strokeStyle = colourAt(names.indexOf(path));
    context.beginPath();
    context.arc(...at({ x, y }), radius * scale, 0, 2 * Math.PI);
    context.stroke();
  }
  for (const dot of dots) {
    const [atX, atY] = at(dot);
    context.fillStyle = context.strokeStyle = colourAt(dot.set);
    context.beginPath();
    context.arc(atX, atY, RADIUS, 0, 2 * Math.PI);
    if (dot.isSeen) context.fill();
    else context.stroke();
    if (dot.to !== undefined) {
      context.beginPath();
      context.moveTo(atX, atY);
      context.lineTo(...at(dot.to));
      context.stroke();
    }
    context.fillStyle = soft;
    if (dots.length <= 100) context.fillText(dot.id, atX + RADIUS + 2, atY + 3);
  }
}
