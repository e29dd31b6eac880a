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
import { Synced, SyncedState } from '../../src/protocol/state/synced.decorator.js';

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

/** Somebody who runs. */
export class Sprinter {
  @Synced('string') owner = '';
  @Synced('f64') x = 0;
  @Synced('u32') steps = 0;
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
    sprinter.owner = session.id;
    this.sprinters.set(session, sprinter);
  }

  override onLeave(session: Session): void {
    const sprinter = this.sprinters.get(session);
    if (sprinter) this.state.sprinters.delete(sprinter);
    this.sprinters.delete(session);
  }

  override update({ seconds }: Tick): void {
    for (const [session, sprinter] of this.sprinters) {
      for (const { x } of this.inputs(session, SprintInputDto)) {
        sprinter.x += x * 220 * seconds;
        sprinter.steps += 1;
      }
    }
  }

  override save(): unknown {
    return {};
  }

  override restore(): void {
    for (const sprinter of this.state.sprinters) {
      for (const session of this.members.keys())
        if (session.id === sprinter.owner) this.sprinters.set(session, sprinter);
    }
  }
}
