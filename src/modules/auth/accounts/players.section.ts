import {
  maskedName,
  type AdminChange,
  type Administrator,
  type AdminRows,
} from '../../../core/console/administrator.js';
import { AdminAct, AdminDetails, AdminSection, AdminTable } from '../../../core/console/console.decorators.js';
import { PlayerSessions } from '../../../core/sessions/player-sessions.js';
import { GameError } from '../../../protocol/game-error.js';
import { AuthError } from '../auth.errors.js';
import { parseEmail } from '../email/email-address.js';
import type { Account } from '../schema.js';
import { AccountSearchRepository } from './account-search.repository.js';
import { AccountsRepository } from './accounts.repository.js';
import { AccountsService } from './accounts.service.js';
import { IdentitiesService } from './identities.service.js';
import { PlayerBanDto, PlayerDto, PlayerIdentityDto, PlayerQueryDto, PlayerRenameDto } from './players.dto.js';

const PAGE = 50;
const DAY_MS = 86_400_000;
/** The longest ban of those who may not ban for longer. */
const SHORT_BAN_DAYS = 30;
const LONG_BAN = 'players.ban_longer';
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** A row of the list of players. */
interface PlayerRow {
  readonly [field: string]: unknown;
  readonly id: string;
}

/** Players: found, looked at, renamed, banned, signed out, exported, erased. Nobody can play as one of them. */
@AdminSection({
  id: 'players',
  title: 'Players',
  area: 'players',
  right: 'players.read',
  page: 'players',
  brings: { [LONG_BAN]: { text: `Ban players for more than ${SHORT_BAN_DAYS} days`, roles: ['operator'] } },
})
export class PlayersSection {
  constructor(
    private readonly search: AccountSearchRepository,
    private readonly accounts: AccountsRepository,
    private readonly service: AccountsService,
    private readonly identities: IdentitiesService,
    private readonly sessions: PlayerSessions,
  ) {}

  /** Players in the order of their names. */
  @AdminTable({
    columns: [
      { key: 'name', title: 'Name', leadsTo: 'player' },
      { key: 'id', title: 'Id' },
      { key: 'isOnline', title: 'Online', kind: 'flag' },
      { key: 'isBanned', title: 'Banned', kind: 'alert' },
      { key: 'createdAt', title: 'Since', kind: 'time' },
    ],
  })
  async list({ search, only, after, limit = PAGE }: PlayerQueryDto, by: Administrator): Promise<AdminRows<PlayerRow>> {
    const exact = search === undefined ? undefined : await this.findExactly(search.trim(), by);
    if (exact !== undefined) return { rows: [this.rowOf(exact, by)] };
    const found = await this.search.find({
      prefix: search?.trimStart(),
      isBanned: only === 'banned',
      ids: only === 'online' ? [...this.sessions.playerIds()].filter((id) => UUID.test(id)) : undefined,
      after: after === undefined ? undefined : await this.require(after),
      limit: limit + 1,
    });
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    return {
      rows: shown.map((account) => this.rowOf(account, by)),
      ...(found.length > limit && last && { next: last.id }),
    };
  }

  /** One account. */
  @AdminDetails({ title: 'Account' })
  async account({ id }: PlayerDto, by: Administrator): Promise<object | undefined> {
    const account = await this.accounts.find(id);
    if (account === undefined) return undefined;
    const { displayName, createdAt, bannedUntil, banReason } = account;
    const states = { isOnline: this.sessions.of(id).size > 0, isBanned: isBanned(account) };
    return { account: { id, displayName: shownName(displayName, by), createdAt, ...states, bannedUntil, banReason } };
  }

  /** The ways to sign in. */
  @AdminDetails({ title: 'Ways to sign in', on: 'player', right: 'players.pii', isPersonal: true })
  async identitiesOf({ id }: PlayerDto): Promise<object | undefined> {
    if ((await this.accounts.find(id)) === undefined) return undefined;
    const { identities } = await this.identities.read(id);
    return { identities };
  }

  /** Gives a player another name. */
  @AdminAct({ label: 'Rename', on: 'player', right: 'players.edit', needs: 'reason' })
  async rename({ id, displayName }: PlayerRenameDto, by: Administrator): Promise<AdminChange> {
    const before = await this.require(id);
    await this.identities.rename(id, displayName, by.address);
    return { before: { displayName: before.displayName }, after: { displayName } };
  }

  /** Bans a player; the sessions end with `auth.banned`. */
  @AdminAct({ label: 'Ban', on: 'player', right: 'players.ban', needs: 'reason', when: { isBanned: [false] } })
  async ban({ id, days }: PlayerBanDto, by: Administrator): Promise<AdminChange> {
    if ((days ?? Infinity) > SHORT_BAN_DAYS && !by.may(LONG_BAN))
      throw new GameError('message.invalid', { details: [TOO_LONG] });
    const { bannedUntil, banReason } = await this.require(id);
    const until = days === undefined ? {} : { until: new Date(Date.now() + days * DAY_MS) };
    await this.service.ban(id, { ...until, reason: by.reason });
    return { before: { bannedUntil, banReason }, after: { ...until, days: days ?? 'for ever', banReason: by.reason } };
  }

  /** Lifts a ban. */
  @AdminAct({ label: 'Unban', on: 'player', right: 'players.ban', needs: 'reason', when: { isBanned: [true] } })
  async unban({ id }: PlayerDto): Promise<AdminChange> {
    const { bannedUntil, banReason } = await this.require(id);
    await this.service.unban(id);
    return { before: { bannedUntil, banReason }, after: { bannedUntil: null } };
  }

  /** Ends all sign-ins and all sessions of a player. */
  @AdminAct({ label: 'Sign out', on: 'player', right: 'players.edit' })
  async signOut({ id }: PlayerDto): Promise<AdminChange> {
    await this.require(id);
    const sessions = this.sessions.of(id).size;
    await this.service.signOutEverywhere(id);
    return { before: { sessions }, after: { sessions: 0 } };
  }

  /** Takes a way to sign in from a player; never the last. */
  @AdminAct({ label: 'Unlink', on: 'player', right: 'players.edit', needs: 'reason' })
  async unlink({ id, identityId }: PlayerIdentityDto, by: Administrator): Promise<AdminChange> {
    await this.require(id);
    const { identities } = await this.identities.read(id);
    const before = identities.find((identity) => identity.id === identityId);
    await this.identities.unlink(id, identityId, by.address);
    return { before: before === undefined ? null : { id: before.id, kind: before.kind }, after: null };
  }

  /** Everything that is stored about a player, as JSON. */
  @AdminAct({ label: 'Export', on: 'player', right: 'players.pii', needs: 'reason' })
  async export({ id }: PlayerDto, by: Administrator): Promise<AdminChange> {
    await this.require(id);
    const text = JSON.stringify(await this.service.export(id, by.address), undefined, 2);
    return { result: { download: `player-${id}.json`, text } };
  }

  /** Erases a player and everything that is stored about them, in every module. Where it fails it can be done again. */
  @AdminAct({ label: 'Erase', on: 'player', right: 'players.erase', needs: 'reason', isFinal: true, stepsUp: true })
  async erase({ id }: PlayerDto): Promise<AdminChange> {
    const { createdAt } = await this.require(id);
    await this.service.erase(id);
    return { before: { createdAt }, after: null };
  }

  /** Whom a text names exactly: by id; by address or subject, for those who may see such. */
  private async findExactly(search: string, by: Administrator): Promise<Account | undefined> {
    if (UUID.test(search)) return this.accounts.find(search);
    if (!by.may('players.pii')) return undefined;
    const email = parseEmail(search);
    return email === undefined && !search.includes('|') ? undefined : this.search.bySubject(email ?? '', search);
  }

  private async require(id: string): Promise<Account> {
    const account = await this.accounts.find(id);
    if (account === undefined) throw new GameError(AuthError['auth.erased']);
    return account;
  }

  private rowOf(account: Account, by: Administrator): PlayerRow {
    const { id, displayName, createdAt } = account;
    return {
      id,
      name: shownName(displayName, by),
      createdAt,
      isOnline: this.sessions.of(id).size > 0,
      isBanned: isBanned(account),
    };
  }
}

const TOO_LONG = { field: 'days', rule: 'max', text: `must not be more than ${SHORT_BAN_DAYS} for your role` };

function isBanned({ bannedUntil }: Account): boolean {
  return bannedUntil !== null && bannedUntil.getTime() > Date.now();
}

function shownName(name: string, by: Administrator): string {
  return by.seesNames ? name : maskedName(name);
}
