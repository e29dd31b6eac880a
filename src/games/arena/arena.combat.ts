import type { Session } from '../../core/sessions/session.js';
import { atan2, cos, hypot, sin, TAU } from '../../core/prediction/step-math.shared.js';
import { Vector2 } from '../../protocol/contract/wire.decorator.js';
import {
  ArenaExplodedDto,
  ArenaHitDto,
  type ArenaInputDto,
  ArenaHurtDto,
  ArenaKilledDto,
  ArenaWeapon,
} from './arena.messages.js';
import type { ArenaRoom } from './arena.room.js';
import * as rules from './arena.shared.js';
import { FULL_HEALTH, Rocket, type Pawn } from './arena.state.js';

const BULLET_DAMAGE = 12;
const ROCKET_DAMAGE = 45;
const ROCKET_REACH = 60;
const ROCKET_RADIUS = 6;
/** Units per second that an explosion gives. */
const ROCKET_PUSH = 300;
const KILL_POINTS = 3;
/** Of a dash, in which nothing hits; judged now, whatever the shooter saw: the victim's defence counts more. */
const SAFE_DASH_TICKS = 3;
const RESPAWN_MS = 2_500;
const SHIELD_MS = 1_500;
/** Places that are tried, to come back far from the others. */
const TRIES = 8;

/** Who hurts whom. */
export class ArenaCombat {
  constructor(private readonly room: ArenaRoom) {}

  /** Takes up the named timers. */
  listen(): void {
    const { clock, state } = this.room;
    clock.on('respawn', (id) => {
      const pawn = state.pawns.get(Number(id));
      if (pawn) this.place(pawn);
    });
    clock.on('unshield', (id) => {
      const pawn = state.pawns.get(Number(id));
      if (pawn) pawn.isShielded = false;
    });
  }

  /** Puts a pawn, new or dead, where few others are. */
  place(pawn: Pawn): void {
    const { random, clock, state } = this.room;
    let [best, bestDistance] = [this.freePlace(), -1];
    for (let tries = 0; tries < TRIES; tries++) {
      const place = tries === 0 ? best : this.freePlace();
      let nearest = Infinity;
      for (const other of state.pawns) {
        if (other !== pawn) nearest = Math.min(nearest, hypot(other.body.x - place.x, other.body.y - place.y));
      }
      if (nearest > bestDistance) [best, bestDistance] = [place, nearest];
    }
    this.room.teleport(pawn.body, { ...best, vx: 0, vy: 0, dash: 0, isOut: false });
    Object.assign(pawn, { health: FULL_HEALTH, isShielded: true, salt: random.nextUint32() });
    clock.after('unshield', SHIELD_MS, state.pawns.idOf(pawn) ?? 0);
  }

  /** A bullet, from where the shooter saw itself: it hits what the shooter saw. A bot sees what is. */
  fire(pawn: Pawn, from: rules.PawnBody, input: ArenaInputDto, session?: Session): void {
    const angle = rules.bulletAngle(input, pawn.salt);
    const range = rules.clearance(from.x, from.y, angle, rules.RIFLE_RANGE);
    const muzzle = new Vector2(from.x, from.y);
    const direction = new Vector2(cos(angle), sin(angle));
    const where = (other: Pawn): boolean => other !== pawn && this.isOpen(other);
    const hit = session
      ? this.room.seenBy(session, input).ray(this.room.state.pawns, muzzle, direction, { range, where })
      : this.nearest(muzzle, direction, range, where);
    Object.assign(pawn, { isShielded: false, shots: (pawn.shots + 1) & 0xff, shotAngle: ((angle % TAU) + TAU) % TAU });
    pawn.shotLength = hit?.distance ?? range;
    if (hit) this.hurt(hit.entity, BULLET_DAMAGE, pawn, { weapon: ArenaWeapon.Rifle, seq: input.seq, from });
  }

  /** A rocket. */
  launch(pawn: Pawn, { aim, seq }: ArenaInputDto): void {
    const rocket = Object.assign(new Rocket(), { owner: pawn.owner, seq, shooter: pawn });
    rules.launch(rocket.body, pawn.body, aim);
    pawn.isShielded = false;
    this.room.state.rockets.add(rocket);
  }

  /** After the room has moved the rockets: those that are somewhere explode. */
  flyOn(): void {
    for (const rocket of this.room.state.rockets) {
      const { x, y } = rocket.body;
      const near = (other: Pawn): boolean =>
        other !== rocket.shooter &&
        this.isOpen(other) &&
        hypot(other.body.x - x, other.body.y - y) <= rules.PAWN_RADIUS + ROCKET_RADIUS;
      if (rules.isBlocked(x, y, 0) || [...this.room.state.pawns].some(near)) this.explode(rocket);
    }
  }

  private explode(rocket: Rocket): void {
    const { body, shooter, seq } = rocket;
    const { state } = this.room;
    state.rockets.delete(rocket);
    this.room.broadcast(Object.assign(new ArenaExplodedDto(), { x: body.x, y: body.y }));
    for (const pawn of [...state.pawns]) {
      const [dx, dy] = [pawn.body.x - body.x, pawn.body.y - body.y];
      const distance = hypot(dx, dy);
      if (pawn === shooter || !this.isOpen(pawn) || distance > ROCKET_REACH + rules.PAWN_RADIUS) continue;
      const push = ROCKET_PUSH / Math.max(1, distance);
      this.room.push(pawn.body, { vx: dx * push, vy: dy * push });
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
    const id = room.state.pawns.idOf(victim) ?? 0;
    const damage = Math.min(amount, victim.health);
    victim.health -= damage;
    this.sessionOf(shooter)?.send(Object.assign(new ArenaHitDto(), { seq, pawn: id, damage }));
    const angle = atan2(from.y - victim.body.y, from.x - victim.body.x);
    this.sessionOf(victim)?.send(Object.assign(new ArenaHurtDto(), { from: angle < 0 ? angle + TAU : angle, damage }));
    if (victim.health > 0) return;
    room.teleport(victim.body, { isOut: true, vx: 0, vy: 0, dash: 0 });
    room.clock.after('respawn', RESPAWN_MS, id);
    const names = { killer: shooter?.name ?? '', name: victim.name };
    room.broadcast(Object.assign(new ArenaKilledDto(), { ...names, pawn: id, weapon }));
    if (shooter) room.round.score(shooter, KILL_POINTS);
  }

  /** Whether a pawn can be hit now. */
  private isOpen({ health, isShielded, body }: Pawn): boolean {
    const isSafe = body.dash > rules.DASH_TICKS - SAFE_DASH_TICKS;
    return health > 0 && !isShielded && !isSafe && this.room.state.phase === 'fight';
  }

  /** The nearest pawn on a line now. */
  private nearest(
    from: Vector2,
    direction: Vector2,
    range: number,
    where: (pawn: Pawn) => boolean,
  ): { entity: Pawn; distance: number } | undefined {
    let found: { entity: Pawn; distance: number } | undefined;
    for (const entity of this.room.state.pawns) {
      const [dx, dy] = [entity.body.x - from.x, entity.body.y - from.y];
      const along = dx * direction.x + dy * direction.y;
      const aside = Math.abs(dx * direction.y - dy * direction.x);
      if (along < 0 || aside > rules.PAWN_RADIUS || !where(entity)) continue;
      const distance = Math.max(0, along - Math.sqrt(rules.PAWN_RADIUS ** 2 - aside ** 2));
      if (distance <= range && distance < (found?.distance ?? Infinity)) found = { entity, distance };
    }
    return found;
  }

  private freePlace(): { x: number; y: number } {
    const { random } = this.room;
    const margin = rules.PAWN_RADIUS * 2;
    for (;;) {
      const place = {
        x: random.int(margin, rules.ARENA_SIZE - margin),
        y: random.int(margin, rules.ARENA_SIZE - margin),
      };
      if (!rules.isBlocked(place.x, place.y, margin)) return place;
    }
  }

  private sessionOf(pawn: Pawn | undefined): Session | undefined {
    for (const [session, own] of this.room.fighters) if (own === pawn) return session;
    return undefined;
  }
}
