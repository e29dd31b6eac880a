import { IsInt, Max, Min } from 'class-validator';
import { ClientMessage, ServerMessage } from '../message.decorators.js';
import { ProtocolType } from '../protocol.messages.js';

/** The room's ticks have fallen behind: it was overloaded. A client moves its clock at once instead of drifting there. */
@ServerMessage(ProtocolType.StateLeap)
export class StateLeapDto {
  /** The last tick before the gap. */
  @IsInt()
  @Min(0)
  @Max(0xffff_ffff)
  readonly tick: number;

  /** For how many ticks' time the room stood still after that. */
  @IsInt()
  @Min(1)
  @Max(0xffff_ffff)
  readonly ticks: number;

  constructor(tick: number, ticks: number) {
    this.tick = tick;
    this.ticks = ticks;
  }
}

/** The version of the state that the client has; sent every 10 patches by a client whose inputs do not say it. */
@ClientMessage(ProtocolType.StateHave, { access: 'anyone' })
export class StateHaveDto {
  /** The version of the last patch it has received, modulo 65,536. */
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly version!: number;
}
