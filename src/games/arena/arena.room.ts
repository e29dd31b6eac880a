import { Optional } from '@nestjs/common';
import { RoomType } from '../../core/rooms/api/room-type.decorator.js';
import { Room } from '../../core/rooms/api/room.js';
import type { Session } from '../../core/sessions/session.js';
import type { Tick } from '../../core/simulation/tick-job.js';
import { ResultLedger } from '../../core/storage/ledger/result-ledger.js';
import { Leaderboards } from '../../modules/leaderboards/leaderboards.js';
import { Vector2 } from '../../protocol/contract/wire.decorator.js';
import { OnMessage } from '../../protocol/message.decorators.js';
import { ArenaBots, type SavedBot } from './arena.bots.js';
import { ArenaCombat } from './arena.combat.js';
import { ArenaInputDto, ArenaOptionsDto, ArenaTakePartDto } from './arena.messages.js';
import { ArenaPickups } from './arena.pickups.js';
import { ArenaRound } from './arena.round.js';
import { LAUNCHER_EVERY, play, RIFLE_EVERY } from './arena.shared.js';
import { type Arena, ArenaState, Pawn } from './arena.state.js';

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
  seatsOf: ({ peaceful = false }: ArenaOptionsDto) => (peaceful ? CROWD : FIGHTERS),
  costOf: ({ bots = 0 }: ArenaOptionsDto) => 1 + Math.floor(bots / BOTS_PER_ROOM),
})
export class ArenaRoom extends Room<ArenaState> implements Arena {
  override readonly state = new ArenaState();
  /** Who plays which pawn; members without one watch. */
  readonly fighters = new Map<Session, Pawn>();
  /** Who chose to watch: an input on its way does not bring it back. */
  private readonly watchers = new Set<Session>();
  readonly round: ArenaRound;
  private readonly combat: ArenaCombat;
  private readonly pickups: ArenaPickups;
  private readonly bots = new ArenaBots(this);
  /** What was chosen for the room. */
  options = new ArenaOptionsDto();

  constructor(@Optional() boards?: Leaderboards, @Optional() ledger?: ResultLedger) {
    super();
    this.round = new ArenaRound(this, boards, ledger);
    this.combat = new ArenaCombat(this, this.round);
    this.pickups = new ArenaPickups(this, this.round);
  }

  override onCreate(options: ArenaOptionsDto): void {
    this.options = options;
    this.pickups.lay();
    this.bots.fillUp();
    this.listen();
    this.round.begin();
  }

  override onJoin(session: Session): void {
    this.enter(session);
  }

  override onLeave(session: Session): void {
    this.watchers.delete(session);
    this.watch(session);
  }

  /** A member fights, or watches. */
  @OnMessage(ArenaTakePartDto)
  takePart(session: Session, { fights }: ArenaTakePartDto): void {
    if (fights) this.watchers.delete(session);
    else this.watchers.add(session);
    if (fights && !this.fighters.has(session)) this.enter(session);
    if (!fights) this.watch(session);
  }

  override update(tick: Tick): void {
    for (const session of this.members.keys()) {
      for (const input of this.inputs(session, ArenaInputDto)) this.step(session, input, tick);
    }
    this.bots.play(tick);
    this.round.countDown();
    this.combat.flyOn();
    this.pickups.offer();
    for (const pawn of this.state.pawns) {
      const { x, y } = pawn.body;
      if (x !== pawn.position.x || y !== pawn.position.y) pawn.position = new Vector2(x, y);
    }
  }

  /** One tick of a pawn, a player's or a bot's. */
  move(pawn: Pawn, input: ArenaInputDto, { seconds }: Tick, session?: Session): void {
    const seen = session && input.fire ? this.shown(pawn.body, input) : pawn.body;
    play(pawn.body, input, seconds);
    pawn.aim = input.aim;
    if (this.options.peaceful || pawn.health === 0) return;
    if (pawn.body.rifleWait === RIFLE_EVERY) this.combat.fire(pawn, seen, input, session);
    if (pawn.body.launcherWait === LAUNCHER_EVERY) this.combat.launch(pawn, input);
  }

  override save(): unknown {
    const { pawns } = this.state;
    const counts = [...pawns].map((pawn) => [pawns.idOf(pawn), pawn.idleTicks, pawn.shieldTicks, pawn.outTicks]);
    return { options: this.options, bots: this.bots.save(), counts };
  }

  override restore(saved: {
    readonly options: ArenaOptionsDto;
    readonly bots: readonly SavedBot[];
    readonly counts: readonly (readonly [id: number, idleTicks: number, shieldTicks: number, outTicks: number])[];
  }): void {
    this.options = saved.options;
    this.listen();
    this.bots.restore(saved.bots);
    for (const [id, idleTicks, shieldTicks, outTicks] of saved.counts) {
      Object.assign(this.state.pawns.get(id) ?? {}, { idleTicks, shieldTicks, outTicks });
    }
    const owners = new Map([...this.state.pawns].map((pawn) => [pawn.owner, pawn]));
    for (const session of this.members.keys()) {
      const own = owners.get(this.ownerOf(session));
      if (own) this.fighters.set(session, own);
    }
  }

  /** Adds a pawn somewhere; bots have no owner. */
  addPawn(owner: string, name: string): Pawn {
    const pawn = new Pawn();
    Object.assign(pawn, { owner, name, salt: this.random.nextUint32() });
    this.state.pawns.add(pawn);
    this.round.place(pawn);
    return pawn;
  }

  private listen(): void {
    this.pickups.listen();
    this.round.listen();
  }

  private step(session: Session, input: ArenaInputDto, tick: Tick): void {
    const pawn = this.fighters.get(session);
    const isIdle = input.x ** 2 + input.y ** 2 < 0.01 && !input.dash && !input.fire && !input.launch;
    if (!pawn) {
      if (!isIdle && !this.watchers.has(session)) this.enter(session);
      return;
    }
    pawn.idleTicks = isIdle ? pawn.idleTicks + 1 : 0;
    if (pawn.idleTicks * tick.seconds > IDLE_SECONDS) this.watch(session);
    else this.move(pawn, input, tick, session);
  }

  private enter(session: Session): void {
    this.fighters.set(session, this.addPawn(this.ownerOf(session), this.members.get(session)?.name ?? ''));
    this.bots.fillUp();
  }

  private watch(session: Session): void {
    const pawn = this.fighters.get(session);
    if (pawn) this.state.pawns.delete(pawn);
    this.fighters.delete(session);
    this.bots.fillUp();
  }
}
