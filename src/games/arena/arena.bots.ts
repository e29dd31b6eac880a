import { bearing, distanceBetween } from '../../core/prediction/plane.js';
import type { SeenHit } from '../../core/prediction/seen-moment.js';
import { atan2, clamp, cos, sin, TAU, wrapAngle } from '../../core/prediction/step-math.shared.js';
import type { Tick } from '../../core/simulation/tick-job.js';
import { rayToBoxes } from '../../core/prediction/step-shapes.shared.js';
import { ArenaInputDto } from './arena.messages.js';
import type { ArenaRound } from './arena.round.js';
import { RIFLE_RANGE, WALLS } from './arena.shared.js';
import type { Arena, Pawn, Rocket } from './arena.state.js';

/** Fewer people than this play against bots. */
const PAWNS = 6;
/** A bot looks for an enemy, and changes its mind, so often. */
const THINK_TICKS = 8;
const REACTION_TICKS = 8;
const KEEPS_AWAY = 260;
const FLEES_BELOW = 30;
const DODGES_WITHIN = 120;
/** How good bots are: 1 to 3. What a bot can do is its level times as good as this. */
const LEVELS = 3;
/** How far beside a target it aims at first sight, in radians. */
const ERROR = 0.35;
/** The part of that error which a tick on the target takes away. */
const LEARNS = 0.03;

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

/** Bots: they make the inputs that people make, and everything else is as for people. */
export class ArenaBots {
  /** What each of them has in mind, by the id of its pawn: plain data, for the room's `save` and `restore`. */
  readonly minds = new Map<number, Mind>();

  constructor(
    private readonly room: Arena,
    private readonly round: ArenaRound,
  ) {}

  /** Makes as many as the room wants now. */
  fillUp(): void {
    const { options, random, state } = this.room;
    const wanted = options.bots ?? Math.max(0, PAWNS - (state.pawns.size - this.minds.size));
    for (const last of [...this.minds.keys()].slice(wanted)) {
      this.minds.delete(last);
      state.pawns.delete(last);
    }
    while (this.minds.size < wanted) {
      const pawn = this.round.enter('', `Bot ${this.minds.size + 1}`);
      const mind = { seq: 0, target: 0, seenTicks: 0, error: 0, heading: random.next() * TAU };
      this.minds.set(state.pawns.idOf(pawn), mind);
    }
  }

  /** What each of them does in a tick. */
  *inputs(tick: Tick): Generator<[Pawn, ArenaInputDto]> {
    for (const [id, mind] of this.minds) {
      const pawn = this.room.state.pawns.get(id);
      if (!pawn || pawn.health === 0) continue;
      const level = 1 + (id % LEVELS);
      // Not all in one tick.
      if ((tick.number + id) % THINK_TICKS === 0) this.think(pawn, mind, level);
      yield [pawn, this.inputOf(pawn, mind, level)];
    }
  }

  private think(pawn: Pawn, mind: Mind, level: number): void {
    const { random, options } = this.room;
    if (random.chance(0.3)) mind.heading = random.next() * TAU;
    const target = options.peaceful ? 0 : this.nearestInSight(pawn);
    if (target === mind.target) return;
    Object.assign(mind, { target, seenTicks: 0, error: ((random.next() * 2 - 1) * ERROR) / level });
  }

  /** Id of the nearest enemy that no wall hides; 0 for none. */
  private nearestInSight(pawn: Pawn): number {
    const where = ({ health, isShielded }: Pawn): boolean => health > 0 && !isShielded;
    const others = this.room.seenBy().circle(this.room.state.pawns, pawn.body, RIFLE_RANGE, { except: pawn, where });
    const isInSight = ({ at, distance }: SeenHit): boolean =>
      rayToBoxes(WALLS, pawn.body.x, pawn.body.y, bearing(pawn.body, at), distance) >= distance;
    return others.find(isInSight)?.id ?? 0;
  }

  private inputOf(pawn: Pawn, mind: Mind, level: number): ArenaInputDto {
    mind.seq = (mind.seq + 1) & 0xffff;
    const rest = { seq: mind.seq, have: 0, seen: 0, aim: pawn.aim, dash: false, fire: false, launch: false };
    const input = Object.assign(new ArenaInputDto(), rest);
    const enemy = this.room.state.pawns.get(mind.target);
    if (!enemy || enemy.health === 0) return Object.assign(input, { x: cos(mind.heading), y: sin(mind.heading) });
    mind.seenTicks++;
    mind.error *= 1 - LEARNS * level;
    const distance = distanceBetween(pawn.body, enemy.body);
    const way = bearing(pawn.body, enemy.body);
    const isReady = mind.seenTicks > REACTION_TICKS;
    const side = mind.heading > TAU / 2 ? 1 : -1;
    const ahead = pawn.health < FLEES_BELOW ? -1 : clamp((distance - KEEPS_AWAY) / 60, -1, 1);
    return Object.assign(input, {
      x: clamp(cos(way) * ahead - sin(way) * side * 0.7, -1, 1),
      y: clamp(sin(way) * ahead + cos(way) * side * 0.7, -1, 1),
      aim: (way + mind.error + TAU) % TAU,
      dash: pawn.body.dashWait === 0 && [...this.room.state.rockets].some((rocket) => isComing(rocket, pawn)),
      fire: isReady,
      launch: isReady && distance > KEEPS_AWAY,
    });
  }
}

function isComing({ body, shooter }: Rocket, pawn: Pawn): boolean {
  if (shooter === pawn || distanceBetween(body, pawn.body) >= DODGES_WITHIN) return false;
  return Math.abs(wrapAngle(bearing(body, pawn.body) - atan2(body.vy, body.vx))) < 0.5;
}
