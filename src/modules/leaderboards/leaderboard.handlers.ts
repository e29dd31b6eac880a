import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../../core/events/event-bus.js';
import { PlayerErased, PlayerExported } from '../../core/events/player.events.js';
import { InTurn } from '../../core/gateway/client-turns.js';
import { DisplayNames } from '../../core/sessions/display-names.js';
import type { Session } from '../../core/sessions/session.js';
import { GameError } from '../../protocol/game-error.js';
import { OnMessage } from '../../protocol/message.decorators.js';
import { BoardRegistry } from './board-registry.js';
import { LeaderboardError } from './leaderboards.errors.js';
import { Leaderboards, type RankedPage } from './leaderboards.js';
import {
  DEFAULT_ENTRIES,
  DEFAULT_NEIGHBOURS,
  LeaderboardAroundDto,
  LeaderboardListDto,
  LeaderboardOrder,
  LeaderboardPlayersDto,
  LeaderboardPolicy,
  LeaderboardSeasonsDto,
  LeaderboardSubmitDto,
  LeaderboardTopDto,
  type LeaderboardAroundReadDto,
  type LeaderboardListedDto,
  type LeaderboardPlayersReadDto,
  type LeaderboardSeasonsListedDto,
  type LeaderboardSubmittedDto,
  type LeaderboardTopReadDto,
} from './leaderboards.messages.js';

const ORDERS = { ascending: LeaderboardOrder.Ascending, descending: LeaderboardOrder.Descending };
const POLICIES = { best: LeaderboardPolicy.Best, last: LeaderboardPolicy.Last, sum: LeaderboardPolicy.Sum };

/** What players can do with leaderboards: read everything, and submit their own scores to boards that accept them. */
@Injectable()
@InTurn()
export class LeaderboardHandlers implements OnModuleInit {
  constructor(
    private readonly boards: BoardRegistry,
    private readonly leaderboards: Leaderboards,
    private readonly events: EventBus,
    private readonly names: DisplayNames,
  ) {}

  /** Nest's hook: scores are erased and exported with the account. */
  onModuleInit(): void {
    this.events.on(PlayerErased, (event) => event.waitUntil(this.leaderboards.erase(event.playerId)));
    this.events.on(PlayerExported, (event) => event.add('scores', this.leaderboards.all(event.playerId)));
  }

  /** Submits a score of the session's player. */
  @OnMessage(LeaderboardSubmitDto)
  async submit(session: Session, { board, score, metadata }: LeaderboardSubmitDto): Promise<LeaderboardSubmittedDto> {
    const player = requirePlayer(session);
    if (this.boards.require(board).board.submitters !== 'players') {
      throw new GameError(LeaderboardError['leaderboard.game_only']);
    }
    return { board, ...(await this.leaderboards.submit(board, player, score, metadata)) };
  }

  /** The top of a board. */
  @OnMessage(LeaderboardTopDto)
  async top(
    _session: Session,
    { board, limit = DEFAULT_ENTRIES, ...from }: LeaderboardTopDto,
  ): Promise<LeaderboardTopReadDto> {
    return this.toPage(board, await this.leaderboards.top(board, { ...from, limit }));
  }

  /** A player and their neighbours. */
  @OnMessage(LeaderboardAroundDto)
  async around(session: Session, message: LeaderboardAroundDto): Promise<LeaderboardAroundReadDto> {
    const { board, playerId = requirePlayer(session), limit = DEFAULT_NEIGHBOURS, ...from } = message;
    return this.toPage(board, await this.leaderboards.around(board, playerId, { ...from, limit }));
  }

  /** The entries of some players. */
  @OnMessage(LeaderboardPlayersDto)
  async players(
    _session: Session,
    { board, playerIds, season }: LeaderboardPlayersDto,
  ): Promise<LeaderboardPlayersReadDto> {
    return this.toPage(board, await this.leaderboards.players(board, playerIds, season));
  }

  /** All boards. */
  @OnMessage(LeaderboardListDto)
  list(): LeaderboardListedDto {
    return {
      boards: this.leaderboards.list().map(({ board, season, endsAtMs }) => ({
        id: board.id,
        order: ORDERS[board.order],
        policy: POLICIES[board.policy],
        isOpen: board.submitters === 'players',
        metadata: board.metadata ?? '',
        season,
        ...(endsAtMs !== undefined && { endsAtMs }),
      })),
    };
  }

  /** The seasons of a board. */
  @OnMessage(LeaderboardSeasonsDto)
  async seasons(
    _session: Session,
    { board, before, limit = DEFAULT_ENTRIES }: LeaderboardSeasonsDto,
  ): Promise<LeaderboardSeasonsListedDto> {
    const seasons = await this.leaderboards.listSeasons(board, limit, before);
    return {
      board,
      seasons: seasons.map(({ number, endsAt, players }) => ({
        season: number,
        ...(endsAt && { endsAtMs: endsAt.getTime() }),
        players,
      })),
    };
  }

  private async toPage(board: string, { entries, ...page }: RankedPage): Promise<LeaderboardTopReadDto> {
    return { board, ...page, entries: await this.names.addTo(entries) };
  }
}

/** Where sign-in is not required, a session may have no player, and so no score. */
function requirePlayer({ playerId }: Session): string {
  if (playerId === undefined) throw new GameError('auth.required');
  return playerId;
}
