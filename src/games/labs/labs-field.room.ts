import { RoomType } from '../../core/rooms/api/room-type.decorator.js';
import { Room } from '../../core/rooms/api/room.js';
import type { Session } from '../../core/sessions/session.js';
import type { Tick } from '../../core/simulation/tick-job.js';
import { Vector2 } from '../../protocol/contract/wire.decorator.js';
import { OnMessage } from '../../protocol/message.decorators.js';
import { LabsInputDto, LabsShoveDto } from './labs.messages.js';
import { FIELD_HEIGHT, FIELD_WIDTH, run } from './labs.shared.js';
import { LabRunner, LabsFieldState } from './labs.state.js';

const ROUND_SECONDS = 6;
const ROUND_RADIUS = 190;

/** A field with walls: each player's own runner, and one that goes round at an even speed. */
@RoomType('labs-field', { tickHz: 30, patchHz: 20, maxPlayers: 8, input: LabsInputDto })
export class LabsFieldRoom extends Room<LabsFieldState> {
  override readonly state = new LabsFieldState();
  private readonly round = this.state.runners.add(new LabRunner());
  private readonly runners = new Map<Session, LabRunner>();

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

  @OnMessage(LabsShoveDto)
  shove(session: Session, { by, isTold }: LabsShoveDto): void {
    const runner = this.runners.get(session);
    if (!runner) return;
    if (isTold) this.push(runner.body, { x: by });
    else runner.body.x += by;
  }

  override update({ number, seconds }: Tick): void {
    for (const [session, runner] of this.runners) {
      for (const input of this.inputs(session, LabsInputDto)) run(runner.body, input, seconds);
      runner.position = new Vector2(runner.body.x, runner.body.y);
    }
    this.round.position = onRound((number * seconds) / ROUND_SECONDS);
  }
}

/** A place on the round, after so many of them. */
function onRound(rounds: number): Vector2 {
  const angle = rounds * 2 * Math.PI;
  const [x, y] = [FIELD_WIDTH / 2 + Math.cos(angle) * ROUND_RADIUS, FIELD_HEIGHT / 2 + Math.sin(angle) * ROUND_RADIUS];
  return new Vector2(x, y);
}
