import { RoomType } from '../../core/rooms/api/room-type.decorator.js';
import { Room } from '../../core/rooms/api/room.js';
import type { Place } from '../../core/prediction/seen-moment.js';
import type { Session } from '../../core/sessions/session.js';
import type { Tick } from '../../core/simulation/tick-job.js';
import { Vector2 } from '../../protocol/contract/wire.decorator.js';
import { LabsPelletsSpreadDto, LabsInputDto, LabsShotJudgedDto } from './labs.messages.js';
import { FIELD_HEIGHT, FIELD_WIDTH, launch, PELLETS, RADIUS, run, spread } from './labs.shared.js';
import { LabBolt, LabRunner, LabsRangeState, LabTarget } from './labs.state.js';

const RANGE = 900;
const TARGETS = 3;
/** More are refused, so that there is something to see of it. */
const MAX_BOLTS = 3;
const TARGET_SPEED = 160;
/** How near to the edge targets run. */
const EDGE = 40;
/** Of three targets, so many shrug off what hits them. */
const SHIELDED = 2;

/** A range: targets that run up and down, and players who shoot at them. */
@RoomType('labs-range', { tickHz: 30, patchHz: 20, maxPlayers: 8, input: LabsInputDto, rewindMs: 500 })
export class LabsRangeRoom extends Room<LabsRangeState> {
  override readonly state = new LabsRangeState();
  private readonly runners = new Map<Session, LabRunner>();

  override onCreate(): void {
    this.state.salt = this.random.int(0, 0xffff_ffff);
    for (let number = 0; number < TARGETS; number++) {
      this.state.targets.add(new LabTarget()).isShielded = number < SHIELDED;
    }
  }

  override onJoin(session: Session): void {
    const runner = this.state.runners.add(new LabRunner());
    runner.owner = this.ownerOf(session);
    this.runners.set(session, runner);
  }

  override onLeave(session: Session): void {
    const runner = this.runners.get(session);
    this.runners.delete(session);
    if (runner) this.state.runners.delete(runner);
  }

  override update({ number, seconds }: Tick): void {
    for (const [session, runner] of this.runners) {
      for (const input of this.inputs(session, LabsInputDto)) {
        run(runner.body, input, seconds);
        if (input.fire) this.fire(session, runner, input);
        if (input.blast) this.blast(session, input);
        if (input.bolt) this.shoot(runner, input);
      }
      runner.position = new Vector2(runner.body.x, runner.body.y);
    }
    for (const bolt of this.state.bolts)
      if (bolt.body.x < 0 || bolt.body.x > FIELD_WIDTH) this.state.bolts.delete(bolt);
    let lane = 0;
    for (const target of this.state.targets) target.position = onLane(lane++, number * seconds);
  }

  private fire(session: Session, { body }: LabRunner, input: LabsInputDto): void {
    const { targets } = this.state;
    const line = new FireLine(body.x, body.y, input.aim);
    const seen = this.seenBy(session, input);
    const hit = seen.ray(targets, line.from, line.way, { range: RANGE });
    const isHit = hit?.entity.isShielded === false;
    if (isHit) hit.entity.hits = (hit.entity.hits + 1) % 65_536;
    const places = [...targets].map((target) => ({
      target,
      place: seen.positionOf(targets, target) ?? target.position,
    }));
    const [first] = places.sort((one, other) => line.distanceTo(one.place) - line.distanceTo(other.place));
    const shot = new LabsShotJudgedDto();
    Object.assign(shot, { seq: input.seq, isHit, isOnSeen: hit !== undefined });
    Object.assign(shot, { isOnPresent: [...targets].some(({ position }) => line.distanceTo(position) <= RADIUS) });
    if (first) Object.assign(shot, { target: targets.idOf(first.target), x: first.place.x, y: first.place.y });
    this.send(session, shot);
  }

  private shoot({ owner, body }: LabRunner, input: LabsInputDto): void {
    if (this.state.bolts.size >= MAX_BOLTS) return;
    const bolt = this.state.bolts.add(new LabBolt());
    Object.assign(bolt, { owner, seq: input.seq });
    launch(bolt.body, body, input);
  }

  private blast(session: Session, { seq, aim }: LabsInputDto): void {
    const angles = Array.from({ length: PELLETS }, (_, index) => spread(aim, seq, this.state.salt, index));
    this.send(session, Object.assign(new LabsPelletsSpreadDto(), { seq, angles }));
  }
}

/** Where a bullet flies. */
class FireLine {
  readonly from: Vector2;
  readonly way: Vector2;

  constructor(x: number, y: number, aim: number) {
    this.from = new Vector2(x, y);
    this.way = new Vector2(Math.cos(aim), Math.sin(aim));
  }

  /** How far it passes by; Infinity for what is behind. */
  distanceTo({ x, y }: Place): number {
    const [toX, toY] = [x - this.from.x, y - this.from.y];
    if (toX * this.way.x + toY * this.way.y < 0) return Infinity;
    return Math.abs(toX * this.way.y - toY * this.way.x);
  }
}

/** Where target number `lane` is: each runs up and down, at an even speed. */
function onLane(lane: number, seconds: number): Vector2 {
  const length = FIELD_HEIGHT - 2 * EDGE;
  const way = (seconds * TARGET_SPEED + lane * 130) % (2 * length);
  return new Vector2(420 + lane * 150, EDGE + (way < length ? way : 2 * length - way));
}
