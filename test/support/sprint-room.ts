import { IsBoolean, IsNumber, Max, Min } from 'class-validator';
import { RoomType } from '../../src/core/rooms/api/room-type.decorator.js';
import { plugin, Room } from '../../src/core/rooms/api/room.js';
import { Recording } from '../../src/core/recording/recording.plugin.js';
import type { Session } from '../../src/core/sessions/session.js';
import { NumberedInputDto } from '../../src/core/simulation/numbered-input.js';
import type { Tick } from '../../src/core/simulation/tick-job.js';
import { quantized, Wire } from '../../src/protocol/contract/wire.decorator.js';
import { ClientMessage } from '../../src/protocol/message.decorators.js';
import { EntitySet } from '../../src/protocol/state/entity-set.js';
import { entitiesOf } from '../../src/protocol/state/state-forms.js';
import { Predicted, Synced, SyncedState } from '../../src/protocol/state/synced.decorator.js';

export const SPRINT = 1470;

/** Two axes, an aim and three buttons. */
@ClientMessage(SPRINT)
export class SprintInputDto extends NumberedInputDto {
  @IsNumber() @Min(-1) @Max(1) @Wire(quantized(-1, 1, 8)) readonly x!: number;
  @IsNumber() @Min(-1) @Max(1) @Wire(quantized(-1, 1, 8)) readonly y!: number;
  @IsNumber() @Min(-4) @Max(4) @Wire(quantized(-4, 4, 16)) readonly aim!: number;
  @IsBoolean() readonly jump!: boolean;
  @IsBoolean() readonly dash!: boolean;
  @IsBoolean() readonly fire!: boolean;
}

/** An input to the right. */
export function sprintInput(seq: number, x = 1): SprintInputDto {
  const still = { have: 0, seen: 0, y: 0, aim: 0, jump: false, dash: false, fire: false };
  return Object.assign(new SprintInputDto(), { ...still, seq, x });
}

/** What a sprinter predicts: eight numbers. */
export class SprintBody {
  x = 0.1;
  y = 0.2;
  vx = 0;
  vy = 0;
  dashLeft = 0;
  stamina = 1;
  heading = 0;
  jumps = 0;
}

/** One tick of running. */
export function sprint(body: SprintBody, { x }: SprintInputDto, seconds: number): void {
  body.vx += (x * 220 - body.vx) * 0.3;
  body.x += body.vx * seconds;
  body.heading += 0.1 * x;
}

/** Somebody who runs. */
export class Sprinter {
  owner = '';
  @Synced('u32') steps = 0;
  @Predicted(sprint) readonly body: SprintBody = new SprintBody();
}

/** A track. */
@SyncedState()
export class SprintState {
  @Synced(entitiesOf(() => Sprinter)) readonly sprinters = new EntitySet(Sprinter);
}

/** A room whose players run as far as their inputs carry them. */
@RoomType('sprint', {
  ...{ tickHz: 30, patchHz: 20, emptyTtlMs: Infinity, input: SprintInputDto },
  plugins: [plugin(Recording, { snapshotEveryMs: 200, flushEveryMs: 5 })],
})
export class SprintRoom extends Room<SprintState> {
  override readonly state = new SprintState();
  private readonly sprinters = new Map<Session, Sprinter>();

  override onJoin(session: Session): void {
    const sprinter = this.state.sprinters.add(new Sprinter());
    sprinter.owner = this.ownerOf(session);
    this.sprinters.set(session, sprinter);
  }

  override onLeave(session: Session): void {
    const sprinter = this.sprinters.get(session);
    if (sprinter) this.state.sprinters.delete(sprinter);
    this.sprinters.delete(session);
  }

  override update({ seconds }: Tick): void {
    for (const [session, sprinter] of this.sprinters) {
      for (const input of this.inputs(session, SprintInputDto)) {
        sprint(sprinter.body, input, seconds);
        sprinter.steps += 1;
      }
    }
  }

  override save(): unknown {
    return [...this.sprinters].map(([session, sprinter]) => [session.id, this.state.sprinters.idOf(sprinter)]);
  }

  override restore(saved: readonly (readonly [session: string, id: number])[]): void {
    for (const [id, entity] of saved) {
      const session = [...this.members.keys()].find((member) => member.id === id);
      const sprinter = this.state.sprinters.get(entity);
      if (session === undefined || sprinter === undefined) continue;
      sprinter.owner = this.ownerOf(session);
      this.sprinters.set(session, sprinter);
    }
  }
}
