import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { StateTree } from '../../../protocol/state/state-tree-view.js';
import { TEXTS } from './texts.js';
import { colourOf } from './theme.js';
import { Card } from './ui.js';

const WIDTH = 720;
const HEIGHT = 360;
const MARGIN = 24;
const RADIUS = 4;

interface Dot {
  readonly x: number;
  readonly y: number;
  readonly id: string;
  /** The number of its set. */
  readonly set: number;
}

interface Bounds {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The entities of a state from above, where they have a place. The area grows with them, and never shrinks. */
export function RoomMap({ state }: { state: StateTree }): JSX.Element | null {
  const canvas = useRef<HTMLCanvasElement>(null);
  const bounds = useRef<Bounds>({ left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity });
  const dots = dotsOf(state);
  const names = Object.keys(state.sets);
  useEffect(() => {
    if (canvas.current) draw(canvas.current, dots, bounds.current);
  }, [state]);
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

function dotsOf({ sets }: StateTree): Dot[] {
  return Object.values(sets).flatMap((entities, set) =>
    Object.entries(entities).flatMap(([id, entity]) => {
      const place = placeOf(entity);
      return place === undefined ? [] : [{ ...place, id, set }];
    }),
  );
}

/** Where an entity is: two fields x and y (of a nested object too), or a vector. */
function placeOf(entity: Readonly<Record<string, unknown>>): { x: number; y: number } | undefined {
  for (const [name, value] of Object.entries(entity)) {
    if (name === 'x' || name.endsWith('.x')) {
      const other = entity[`${name.slice(0, -1)}y`] ?? entity[`${name.slice(0, -1)}z`];
      if (typeof value === 'number' && typeof other === 'number') return { x: value, y: other };
    }
    if (typeof value !== 'object' || value === null || !('x' in value)) continue;
    const { x, y, z } = value as Record<'x' | 'y' | 'z', unknown>;
    const down = typeof z === 'number' ? z : y;
    if (typeof x === 'number' && typeof down === 'number') return { x, y: down };
  }
  return undefined;
}

function draw(canvas: HTMLCanvasElement, dots: readonly Dot[], bounds: Bounds): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  for (const { x, y } of dots) {
    [bounds.left, bounds.right] = [Math.min(bounds.left, x), Math.max(bounds.right, x)];
    [bounds.top, bounds.bottom] = [Math.min(bounds.top, y), Math.max(bounds.bottom, y)];
  }
  const colours = ['--accent', '--number', '--client', '--server', '--bits-ink'].map(colourOf);
  const soft = colourOf('--soft');
  const [width, height] = [bounds.right - bounds.left || 1, bounds.bottom - bounds.top || 1];
  const scale = Math.min((WIDTH - 2 * MARGIN) / width, (HEIGHT - 2 * MARGIN) / height);
  const [left, top] = [(WIDTH - width * scale) / 2, (HEIGHT - height * scale) / 2];
  context.setTransform(2, 0, 0, 2, 0, 0);
  context.clearRect(0, 0, WIDTH, HEIGHT);
  context.strokeStyle = colourOf('--line');
  context.strokeRect(left - 8, top - 8, width * scale + 16, height * scale + 16);
  context.font = '10px system-ui';
  for (const { x, y, id, set } of dots) {
    const [atX, atY] = [left + (x - bounds.left) * scale, top + (y - bounds.top) * scale];
    context.fillStyle = colours[set % colours.length] ?? '';
    context.beginPath();
    context.arc(atX, atY, RADIUS, 0, 2 * Math.PI);
    context.fill();
    context.fillStyle = soft;
    if (dots.length <= 100) context.fillText(id, atX + RADIUS + 2, atY + 3);
  }
}
