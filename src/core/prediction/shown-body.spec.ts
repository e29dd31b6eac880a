import { Predicted } from '../../protocol/state/synced.decorator.js';
import { shownBody } from './shown-body.js';
import { partOf } from './view-lag.js';

const SECONDS = 1000 / 30 / 1000;
const UNITS_PER_SECOND = 240;

class Barrel {
  angle = 0;
}

class ShooterBody {
  x = 0;
  isAiming = false;
  barrel = new Barrel();
}

function run(body: ShooterBody, input: { readonly x: number }, seconds: number): void {
  body.x += input.x * UNITS_PER_SECOND * seconds;
  body.barrel.angle += seconds;
}

class Shooter {
  owner = '';
  @Predicted(run) readonly body: ShooterBody = new ShooterBody();
}

/** The bits of a moment on the screen, as the addon sends them. */
function seenAt(part: number, view = 1234.5): number {
  return ((Math.min(Math.floor(part * 256 + 0.5), 255) << 24) | (Math.floor(view * 256) & 0xff_ffff)) >>> 0;
}

describe(shownBody.name, () => {
  it('is within a tenth of a unit of what was on the screen, at 240 units a second and at any part of a tick', () => {
    const { body } = new Shooter();
    for (let part = 0; part < 1; part += 0.001) {
      const onScreen = body.x + UNITS_PER_SECOND * SECONDS * part;
      const shown = shownBody(body, { seen: seenAt(part), x: 1 } as { seen: number }, SECONDS);
      expect(Math.abs(shown.x - onScreen)).toBeLessThanOrEqual(0.1);
    }
    expect(body).toEqual(new ShooterBody());
  });

  it('is the body itself for a client that says nothing', () => {
    const { body } = new Shooter();
    expect(shownBody(body, {}, SECONDS)).toEqual(body);
    expect(shownBody(body, {}, SECONDS)).not.toBe(body);
    expect(shownBody(body, {}, SECONDS).barrel).not.toBe(body.barrel);
  });

  it('needs a predicted body', () => {
    expect(() => shownBody(new Barrel(), {}, SECONDS)).toThrow('Barrel is in no field marked @Predicted(step).');
  });
});

describe(partOf.name, () => {
  it.each([0, 1 / 256, 0.5, 255 / 256])('reads %p', (part) => {
    expect(partOf(seenAt(part))).toBe(part);
  });
});
