import type { Session } from '../../core/sessions/session.js';
import { bearing, distanceBetween } from '../../core/prediction/plane.js';
import { clamp, cos, sin } from '../../core/prediction/step-math.shared.js';
import { rayToBoxes } from '../../core/prediction/step-shapes.shared.js';
import type { Tick } from '../../core/simulation/tick-job.js';
import { Vector2 } from '../../protocol/contract/wire.decorator.js';
import {
  ArenaExplodedDto,
  ArenaHitDto,
  type ArenaInputDto,
  ArenaHurtDto,
  ArenaKilledDto,
  ArenaWeapon,
} from './arena.messages.js';
import type { ArenaRound } from './arena.round.js';
import * as rules from './arena.shared.js';
import { type Arena, type Pawn, Rocket } from './arena.state.js';

const ROCKET_DAMAGE = 45;
const ROCKET_REACH = 60;
const ROCKET_RADIUS = 6;
/** Units per second that an explosion gives. */
const ROCKET_PUSH = 300;
const KILL_POINTS = 3;
/** Of a dash, in which nothing hits; judged now, whatever the shooter saw: the victim's defence counts more. */
const SAFE_DASH_TICKS = 3;

/** Who hurts whom. */
export class ArenaCombat {
  constructor(
    private readonly room: Arena,
    private readonly round: ArenaRound,
  ) {}

  /** One tick of a pawn, a player's or a bot's. */
  move(pawn: Pawn, input: ArenaInputDto, { seconds }: Tick, session?: Session): void {
    // The step takes a tick off the wait before it looks.
    const mayFire = input.fire && pawn.body.rifleWait <= 1;
    const seen = session && mayFire ? this.room.shown(pawn.body, input) : pawn.body;
    rules.play(pawn.body, input, seconds);
    pawn.aim = input.aim;
    if (this.room.options.peaceful || pawn.health === 0) return;
    if (pawn.body.rifleWait === rules.RIFLE_EVERY) this.fire(pawn, seen, input, session);
    if (pawn.body.launcherWait === rules.LAUNCHER_EVERY) this.launch(pawn, input);
  }

  /** After the room has moved the rockets: those that are somewhere explode. */
  flyOn(): void {
    for (const rocket of this.room.state.rockets) {
      const { body, shooter } = rocket;
      const isHit = (pawn: Pawn): boolean =>
        pawn !== shooter && this.isOpen(pawn) && distanceBetween(pawn.body, body) <= rules.PAWN_RADIUS + ROCKET_RADIUS;
      if ([...this.room.state.pawns].some(isHit) || rules.isBlocked(body.x, body.y, 0)) this.explode(rocket);
    }
  }

  /** A bullet, from where the shooter saw itself: it hits what the shooter saw. */
  private fire(pawn: Pawn, from: rules.PawnBody, input: ArenaInputDto, session?: Session): void {
    const angle = rules.bulletAngle(input, pawn.salt);
    const range = rayToBoxes(rules.WALLS, from.x, from.y, angle, rules.RIFLE_RANGE);
    const { pawns } = this.room.state;
    // Whoever was seen may have left.
    const where = (other: Pawn): boolean => other !== pawn && pawns.has(other) && this.isOpen(other);
    const seen = this.room.seenBy(session, input);
    const hit = seen.ray(pawns, from, new Vector2(cos(angle), sin(angle)), { range, where });
    Object.assign(pawn, { isShielded: false, shots: (pawn.shots + 1) & 0xff, shotAngle: angle });
    pawn.shotLength = hit?.distance ?? range;
    if (hit) this.hurt(hit.entity, rules.BULLET_DAMAGE, pawn, { weapon: ArenaWeapon.Rifle, seq: input.seq, from });
  }

  private launch(pawn: Pawn, { aim, seq }: ArenaInputDto): void {
    const rocket = Object.assign(new Rocket(), { owner: pawn.owner, seq, shooter: pawn });
    rules.launch(rocket.body, pawn.body, aim);
    pawn.isShielded = false;
    this.room.state.rockets.add(rocket);
  }

  private explode(rocket: Rocket): void {
    const { body, shooter, seq } = rocket;
    const { state } = this.room;
    state.rockets.delete(rocket);
    // At the edge its last step has led outside.
    const [x, y] = [clamp(body.x, 0, rules.ARENA_SIZE), clamp(body.y, 0, rules.ARENA_SIZE)];
    this.room.broadcast(Object.assign(new ArenaExplodedDto(), { x, y }));
    for (const pawn of [...state.pawns]) {
      const distance = distanceBetween(pawn.body, body);
      if (pawn === shooter || !this.isOpen(pawn) || distance > ROCKET_REACH + rules.PAWN_RADIUS) continue;
      const push = ROCKET_PUSH / Math.max(1, distance);
      this.room.push(pawn.body, { vx: (pawn.body.x - body.x) * push, vy: (pawn.body.y - body.y) * push });
      this.hurt(pawn, ROCKET_DAMAGE, shooter, { weapon: ArenaWeapon.Launcher, seq, from: body });
    }
  }

  private hurt(
    victim: Pawn,
    amount: number,
    shooter: Pawn | undefined,
    { weapon, seq, from }: { weapon: ArenaWeapon; seq: number; from: { x: number; y: number } },
  ): void {
    const { room } = this;
    const id = room.state.pawns.idOf(victim);
    const damage = Math.min(amount, victim.health);
    victim.health -= damage;
    if (shooter) room.sessionOf(shooter.owner)?.send(Object.assign(new ArenaHitDto(), { seq, pawn: id, damage }));
    const angle = bearing(victim.body, from);
    room.sessionOf(victim.owner)?.send(Object.assign(new ArenaHurtDto(), { from: angle, damage }));
    if (victim.health > 0) return;
    room.teleport(victim.body, { isOut: true, vx: 0, vy: 0, dash: 0 });
    this.round.bringBack(victim);
    const names = { killer: shooter?.name ?? '', name: victim.name };
    room.broadcast(Object.assign(new ArenaKilledDto(), { ...names, pawn: id, weapon }));
    if (shooter) this.round.score(shooter, KILL_POINTS);
  }

  /** Whether a pawn can be hit now. */
  private isOpen({ health, isShielded, body }: Pawn): boolean {
    const isSafe = body.dash > rules.DASH_TICKS - SAFE_DASH_TICKS;
    return health > 0 && !isShielded && !isSafe && this.room.state.phase === 'fight';
  }
}
