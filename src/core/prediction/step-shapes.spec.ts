import { bearing, distanceBetween } from './plane.js';
import { isNearBox, rayToBoxes, stopAtBoxes } from './step-shapes.shared.js';

/** Two boxes, one above the other. */
const BOXES = [100, 100, 50, 20, 100, 200, 50, 20];

describe(isNearBox.name, () => {
  it('counts the margin around a box, its corner left square', () => {
    expect(isNearBox(BOXES, 120, 110, 0)).toBe(true);
    expect(isNearBox(BOXES, 90, 110, 9)).toBe(false);
    expect(isNearBox(BOXES, 91, 91, 9)).toBe(true);
    expect(isNearBox(BOXES, 120, 160, 39)).toBe(false);
    expect(isNearBox([], 0, 0, 1000)).toBe(false);
  });
});

describe(stopAtBoxes.name, () => {
  it('stops at the side that it came from, on either axis', () => {
    expect(stopAtBoxes(BOXES, 0, 95, 110, 10, 1)).toBe(90);
    expect(stopAtBoxes(BOXES, 0, 155, 110, 10, -1)).toBe(160);
    expect(stopAtBoxes(BOXES, 1, 95, 120, 10, 1)).toBe(90);
    expect(stopAtBoxes(BOXES, 1, 225, 120, 10, -1)).toBe(230);
  });

  it('passes beside, and along a side', () => {
    expect(stopAtBoxes(BOXES, 0, 120, 160, 10, 1)).toBe(120);
    expect(stopAtBoxes(BOXES, 0, 120, 90, 10, 1)).toBe(120);
    expect(stopAtBoxes(BOXES, 0, 90, 110, 10, 1)).toBe(90);
  });
});

describe(rayToBoxes.name, () => {
  it('ends at the first box, or at the range', () => {
    expect(rayToBoxes(BOXES, 0, 110, 0, 900)).toBeCloseTo(100, 6);
    expect(rayToBoxes(BOXES, 0, 160, 0, 900)).toBe(900);
    expect(rayToBoxes(BOXES, 120, 0, Math.PI / 2, 900)).toBeCloseTo(100, 6);
    expect(rayToBoxes(BOXES, 300, 210, Math.PI, 900)).toBeCloseTo(150, 6);
    expect(rayToBoxes(BOXES, 300, 210, Math.PI, 140)).toBe(140);
    expect(rayToBoxes(BOXES, 300, 210, 0, 900)).toBe(900);
  });
});

describe(bearing.name, () => {
  it('is from 0 to less than a turn, clockwise', () => {
    const at = { x: 5, y: 5 };
    expect(bearing(at, { x: 9, y: 5 })).toBe(0);
    expect(bearing(at, { x: 5, y: 9 })).toBeCloseTo(Math.PI / 2, 12);
    expect(bearing(at, { x: 5, y: 1 })).toBeCloseTo((Math.PI * 3) / 2, 12);
    expect(bearing(at, { x: 9, y: 5 - 1e-300 })).toBeLessThan(2 * Math.PI);
    expect(distanceBetween(at, { x: 8, y: 9 })).toBe(5);
  });
});
