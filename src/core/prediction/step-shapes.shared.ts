import { cos, sin, type int } from './step-math.shared.js';

// Boxes are one list: x, y, width and height of each.

/** Whether a box is within a distance of a place. */
export function isNearBox(boxes: readonly number[], x: number, y: number, margin: number): boolean {
  for (let box = 0; box < boxes.length; box += 4) {
    const isBesideX = x < boxes[box]! - margin || x > boxes[box]! + boxes[box + 2]! + margin;
    const isBesideY = y < boxes[box + 1]! - margin || y > boxes[box + 1]! + boxes[box + 3]! + margin;
    if (!isBesideX && !isBesideY) return true;
  }
  return false;
}

/**
 * Where a square comes to along an axis (0 is x, 1 is y) that has moved there by itself: to `along`, or to the side that it came from
 * of a box in its way. `across` is its place on the other axis, `half` half of its side; `speed` says from where it came.
 */
export function stopAtBoxes(
  boxes: readonly number[],
  axis: int,
  along: number,
  across: number,
  half: number,
  speed: number,
): number {
  let place = along;
  for (let box = 0; box < boxes.length; box += 4) {
    // Most are out of the way by their first side: what is left is read for few.
    const near = boxes[box + 1 - axis]! - half;
    if (across <= near || across >= near + boxes[box + 3 - axis]! + 2 * half) continue;
    const first = boxes[box + axis]! - half;
    const last = first + boxes[box + axis + 2]! + 2 * half;
    if (place > first && place < last) place = speed > 0 ? first : last;
  }
  return place;
}

/** How far one gets from a place, at an angle in radians, before a box or the range ends it. */
export function rayToBoxes(boxes: readonly number[], x: number, y: number, angle: number, range: number): number {
  const stepX = cos(angle);
  const stepY = sin(angle);
  let free = range;
  for (let box = 0; box < boxes.length; box += 4) {
    // The box's two strips: it is hit where both overlap.
    const enterX = crossing(x, stepX, boxes[box]!, boxes[box + 2]!, true);
    const enterY = crossing(y, stepY, boxes[box + 1]!, boxes[box + 3]!, true);
    const enter = Math.max(enterX, enterY);
    if (enter < 0 || enter >= free) continue;
    const leaveX = crossing(x, stepX, boxes[box]!, boxes[box + 2]!, false);
    const leaveY = crossing(y, stepY, boxes[box + 1]!, boxes[box + 3]!, false);
    if (enter <= Math.min(leaveX, leaveY)) free = enter;
  }
  return free;
}

/** After how many steps a strip begins, or ends. */
function crossing(at: number, step: number, start: number, size: number, isFirst: boolean): number {
  const end = start + size;
  // A line along a strip crosses nothing: far behind it, or never.
  if (Math.abs(step) < 1e-9) return isFirst === (at >= start && at <= end) ? -1e9 : 1e9;
  return ((step > 0 === isFirst ? start : end) - at) / step;
}
