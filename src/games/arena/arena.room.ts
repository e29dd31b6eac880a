import { Optional } from '@nestjs/common';
import { RoomType } from '../../core/rooms/api/room-type.decorator.js';
import { Room } from '../../core/rooms/api/room.js';
import type { Session } from '../../core/sessions/session.js';
import type { Tick } from '../../core/simulation/tick-job.js';
import { ResultLedger } from '../../core/storage/ledger/result-ledger.js';
import { Leaderboards } from '../../modules/leaderboards/leaderboards.js';
import { Vector2 } from '../../protocol/contract/wire.decorator.js';
import { OnMessage } from '../../protocol/message.decorators.js';
import { ArenaBots } from './arena.bots.js';
import { ArenaCombat } from './arena.combat.js';
import { ArenaInputDto, ArenaOptionsDto, ArenaTakePartDto } from './arena.messages.js';
import { ArenaPickups } from './arena.pickups.js';
import { ArenaRound } from './arena.round.js';
import { type Arena, ArenaState, type Pawn } from './arena.state.js';

/** Players of a fight, and of a peaceful arena. */
const FIGHTERS = 16;
const CROWD = 100;
/** This many bots cost as much as a room of players, so they count as one for whoever creates the room. */
const BOTS_PER_ROOM = 100;
/** Whoever does nothing for so long watches. */
const IDLE_SECONDS = 60;

/** A top-down shooter, and the template to copy: hooks, and the order of a tick. */
@RoomType('arena', {
  ...{ tickHz: 30, patchHz: 20, maxPlayers: CROWD, options: ArenaOptionsDto, input: ArenaInputDto },
  /** A player at 150 ms sees others some 300 ms late: the round trip, the view's delay, the tick. */
  rewindMs: 400,
  seatsOf: ({ peaceful = false }: ArenaOptionsDto) => (peaceful ? CROWD : FIGHTERS),
  costOf: ({ bots = 0 }: ArenaOptionsDto) => 1 + Math.floor(bots / BOTS_PER_ROOM),
})
export class ArenaRoom extends Room<ArenaState> implements Arena {
  override readonly state = new ArenaState();
  /** Who plays which pawn; members without one watch. */
  readonly fighters = new Map<Session, Pawn>();
  readonly round: ArenaRound;
  private readonly combat: ArenaCombat;
  private readonly pickups: ArenaPickups;
  private readonly bots: ArenaBots;
  /** What was chosen for the room. */
  options = new ArenaOptionsDto();

  constructor(@Optional() boards?: Leaderboards, @Optional() ledger?: ResultLedger) {
    super();
    this.round = new ArenaRound(this, boards, ledger);
    this.combat = new ArenaCombat(this, this.round);
    this.pickups = new ArenaPickups(this, this.round);
    this.bots = new ArenaBots(this, this.round);
  }

  override onCreate(options: ArenaOptionsDto): void {
    this.options = options;
    this.pickups.lay();
    this.bots.fillUp();
    this.pickups.listen();
    this.round.listen();
    this.round.begin();
  }

  override onJoin(session: Session): void {
    this.fighters.set(session, this.round.enter(this.ownerOf(session), this.members.get(session)?.name ?? ''));
  }

  override onLeave(session: Session): void {
    this.watch(session);
  }

  /** A member fights, or watches. */
  @OnMessage(ArenaTakePartDto)
  takePart(session: Session, { fights }: ArenaTakePartDto): void {
    if (!fights) this.watch(session);
    else if (!this.fighters.has(session)) this.onJoin(session);
  }

  override update(tick: Tick): void {
    for (const session of this.members.keys()) {
      for (const input of this.inputs(session, ArenaInputDto)) this.step(session, input, tick);
    }
    this.bots.fillUp();
    for (const [pawn, input] of this.bots.inputs(tick)) this.combat.move(pawn, input, tick);
    this.round.countDown();
    this.combat.flyOn();
    this.pickups.offer();
    for (const pawn of this.state.pawns) {
      const { x, y } = pawn.body;
      if (x !== pawn.position.x || y !== pawn.position.y) pawn.position = new Vector2(x, y);
    }
  }

  override save(): unknown {
    return { options: this.options, minds: [...this.bots.minds] };
  }

  override restore({ options, minds }: Pick<ArenaRoom, 'options'> & Pick<ArenaBots, 'minds'>): void {
    this.options = options;
    for (const [id, mind] of minds) this.bots.minds.set(id, mind);
    for (const pawn of this.state.pawns) {
      const session = this.sessionOf(pawn.owner);
      if (session) this.fighters.set(session, pawn);
    }
    this.pickups.listen();
    this.round.listen();
  }

  private step(session: Session, input: ArenaInputDto, tick: Tick): void {
    const pawn = this.fighters.get(session);
    if (!pawn) return;
    const isIdle = input.x ** 2 + input.y ** 2 < 0.01 && !input.dash && !input.fire && !input.launch;
    pawn.idleTicks = isIdle ? pawn.idleTicks + 1 : 0;
    if (pawn.idleTicks * tick.seconds > IDLE_SECONDS) this.watch(session);
    else this.combat.move(pawn, input, tick, session);
  }

  private watch(session: Session): void {
    const pawn = this.fighters.get(session);
    if (pawn) this.state.pawns.delete(pawn);
    this.fighters.delete(session);
  }
}
