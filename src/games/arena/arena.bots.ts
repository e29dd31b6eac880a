import { atan2, cos, hypot, sin, TAU, wrapAngle } from '../../core/prediction/step-math.shared.js';
import type { Tick } from '../../core/simulation/tick-job.js';
import { ArenaInputDto } from './arena.messages.js';
import { clearance, RIFLE_RANGE } from './arena.shared.js';
import type { Arena, Pawn, Rocket } from './arena.state.js';

/** Fewer people than this play against bots. */
const PAWNS = 6;
/** A bot looks for an enemy, and changes its mind, so often. */
const THINK_TICKS = 8;
const REACTION_TICKS = 8;
const KEEPS_AWAY = 260;
const FLEES_BELOW = 30;
const DODGES_WITHIN = 120;
/** What a level can do: its error at first sight in radians, and how much of it a tick on the target takes away. */
const LEVELS = [
  { error: 0.35, learns: 0.97 },
  { error: 0.2, learns: 0.94 },
  { error: 0.1, learns: 0.9 },
] as const;

/** What a bot has in mind. */
interface Mind {
  seq: number;
  /** Id of the pawn that it looks at; 0 for none. */
  target: number;
  /** Ticks for which it has seen its target. */
  seenTicks: number;
  /** How far beside the target it aims, in radians. */
  error: number;
  /** Where it walks, in radians, when nobody is there, and to which side of an enemy it strafes. */
  heading: number;
}

/** A bot in a saved room: the id of its pawn, and its mind. */
export type SavedBot = readonly [id: number, mind: Mind];

/** Bots: they make the inputs that people make, and everything else is as for people. */
export class ArenaBots {
  private readonly minds = new Map<Pawn, Mind>();

  constructor(private readonly room: Arena) {}

  /** Makes as many as the room wants now. */
  fillUp(): void {
    const { options, fighters, state } = this.room;
    const wanted = options.bots ?? Math.max(0, PAWNS - fighters.size);
    while (this.minds.size > wanted) {
      const [last] = [...this.minds.keys()].slice(-1);
      if (!last) break;
      this.minds.delete(last);
      state.pawns.delete(last);
    }
    while (this.minds.size < wanted) {
      const pawn = this.room.addPawn('', `Bot ${this.minds.size + 1}`);
      this.minds.set(pawn, { seq: 0, target: 0, seenTicks: 0, error: 0, heading: this.room.random.next() * TAU });
    }
  }

  /** Each of them makes its input and is moved by it. */
  play(tick: Tick): void {
    let place = 0;
    for (const [pawn, mind] of this.minds) {
      if (pawn.health === 0) continue;
      // Not all in one tick.
      const isThinking = (tick.number + place++) % THINK_TICKS === 0;
      const level = LEVELS[place % LEVELS.length] ?? LEVELS[0];
      if (isThinking) this.think(pawn, mind, level);
      this.room.move(pawn, this.inputOf(pawn, mind, level), tick);
    }
  }

  /** For the room's `save`. */
  save(): SavedBot[] {
    return [...this.minds].map(([pawn, mind]) => [this.room.state.pawns.idOf(pawn), { ...mind }]);
  }

  /** For the room's `restore`. */
  restore(saved: readonly SavedBot[]): void {
    for (const [id, mind] of saved) {
      const pawn = this.room.state.pawns.get(id);
      if (pawn) this.minds.set(pawn, { ...mind });
    }
  }

  private think(pawn: Pawn, mind: Mind, { error }: (typeof LEVELS)[number]): void {
    const { random, state, options } = this.room;
    if (random.chance(0.3)) mind.heading = random.next() * TAU;
    const enemy = options.peaceful ? undefined : this.nearestInSight(pawn);
    const target = enemy ? state.pawns.idOf(enemy) : 0;
    if (target === mind.target) return;
    Object.assign(mind, { target, seenTicks: 0, error: (random.next() * 2 - 1) * error });
  }

  private inputOf(pawn: Pawn, mind: Mind, { learns }: (typeof LEVELS)[number]): ArenaInputDto {
    const enemy = this.room.state.pawns.get(mind.target);
    mind.seq = (mind.seq + 1) & 0xffff;
    const still = { seq: mind.seq, have: 0, seen: 0, dash: false, fire: false, launch: false };
    const input = Object.assign(new ArenaInputDto(), still, { aim: pawn.aim });
    if (!enemy || enemy.health === 0) return Object.assign(input, { x: cos(mind.heading), y: sin(mind.heading) });
    mind.seenTicks++;
    mind.error *= learns;
    const [dx, dy] = [enemy.body.x - pawn.body.x, enemy.body.y - pawn.body.y];
    const distance = Math.max(1, hypot(dx, dy));
    const isReady = mind.seenTicks > REACTION_TICKS;
    const side = mind.heading > TAU / 2 ? 1 : -1;
    const ahead = pawn.health < FLEES_BELOW ? -1 : Math.max(-1, Math.min(1, (distance - KEEPS_AWAY) / 60));
    const danger = [...this.room.state.rockets].find((rocket) => isComing(rocket, pawn));
    const aim = atan2(dy, dx) + mind.error;
    return Object.assign(input, {
      x: Math.max(-1, Math.min(1, (dx * ahead - dy * side * 0.7) / distance)),
      y: Math.max(-1, Math.min(1, (dy * ahead + dx * side * 0.7) / distance)),
      aim: ((aim % TAU) + TAU) % TAU,
      dash: danger !== undefined && pawn.body.dashWait === 0,
      fire: isReady,
      launch: isReady && distance > KEEPS_AWAY,
    });
  }

  private nearestInSight(pawn: Pawn): Pawn | undefined {
    let [found, nearest]: [Pawn | undefined, number] = [undefined, RIFLE_RANGE];
    for (const other of this.room.state.pawns) {
      if (other === pawn || other.health === 0 || other.isShielded) continue;
      const [dx, dy] = [other.body.x - pawn.body.x, other.body.y - pawn.body.y];
      const distance = hypot(dx, dy);
      if (distance < nearest && clearance(pawn.body.x, pawn.body.y, atan2(dy, dx), distance) >= distance) {
        [found, nearest] = [other, distance];
      }
    }
    return found;
  }
}

function isComing({ body, shooter }: Rocket, pawn: Pawn): boolean {
  if (shooter === pawn) return false;
  const [dx, dy] = [pawn.body.x - body.x, pawn.body.y - body.y];
  const isNear = hypot(dx, dy) < DODGES_WITHIN;
  return isNear && Math.abs(wrapAngle(atan2(dy, dx) - atan2(body.vy, body.vx))) < 0.5;
}
