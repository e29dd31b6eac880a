import { IsString, Length, Matches } from 'class-validator';
import type { AdminChange, AdminRows, Administrator } from '../../../core/console/administrator.js';
import { ConsoleLinks } from '../../../core/console/console-links.js';
import { AdminAct, AdminSection, AdminTable } from '../../../core/console/console.decorators.js';
import { AdminRoles, OWNER } from '../../../core/console/rights.js';
import { GameError } from '../../../protocol/game-error.js';
import { AdministratorsRepository } from '../accounts/administrators.repository.js';
import { AdminError } from '../admin.errors.js';

/** One administrator. */
export class AdministratorDto {
  /** The name. */
  @IsString()
  @Matches(/^[a-z\d][a-z\d._-]{1,31}$/, { message: 'has 2 to 32 small letters, digits, ".", "_" and "-"' })
  readonly id!: string;
}

/** An administrator and a role. */
export class AdministratorRoleDto extends AdministratorDto {
  /** The name of a role. */
  @IsString()
  @Length(1, 32)
  readonly role!: string;
}

/** A row of the list. */
interface AdministratorLine {
  readonly [field: string]: unknown;
  readonly id: string;
}

/** Who may use the console. Every act here asks for a code again. */
@AdminSection({ id: 'administrators', title: 'Administrators', area: 'server', right: 'admins.manage' })
export class AdministratorsSection {
  constructor(
    private readonly administrators: AdministratorsRepository,
    private readonly links: ConsoleLinks,
    private readonly roles: AdminRoles,
  ) {}

  /** All of them. */
  @AdminTable({
    columns: [
      { key: 'id', title: 'Name' },
      { key: 'role', title: 'Role' },
      { key: 'hasFactor', title: 'Second factor', kind: 'flag' },
      { key: 'isDisabled', title: 'Disabled', kind: 'alert' },
      { key: 'createdAt', title: 'Since', kind: 'time' },
      { key: 'lastSeenAt', title: 'Last sign-in', kind: 'time' },
    ],
  })
  async list(_query: object, by: Administrator): Promise<AdminRows<AdministratorLine>> {
    const all = await this.administrators.all();
    return {
      rows: all.map(({ name, role, totpSecret, isDisabled, createdAt, lastSeenAt }) => ({
        ...{ id: name, role, isDisabled, createdAt, lastSeenAt, hasFactor: totpSecret !== null },
        isOneself: name === by.name,
      })),
      total: all.length,
    };
  }

  /** Makes a link that sets up an account; it works once, for 15 minutes. */
  @AdminAct({ label: 'Invite', stepsUp: true, choices: { role: 'roleNames' } })
  async invite({ id, role }: AdministratorRoleDto): Promise<AdminChange> {
    this.requireRole(role);
    if (await this.administrators.byName(id)) throw new GameError(AdminError['admin.name_taken']);
    const token = this.links.make({ kind: 'invite', name: id, role }, Date.now());
    return { after: { role }, result: { link: `/admin/link#${token}` } };
  }

  /** Makes a link that gives an account a new password and second factor. */
  @AdminAct({ label: 'Recover', on: 'row', stepsUp: true, needs: 'reason' })
  async recover({ id }: AdministratorDto): Promise<AdminChange> {
    const known = await this.administrators.byName(id);
    if (known === undefined) throw new GameError(AdminError['admin.no_such_target']);
    const token = this.links.make({ kind: 'recover', name: id, role: known.role }, Date.now());
    return { result: { link: `/admin/link#${token}` } };
  }

  /** Gives an administrator another role; its sessions end. */
  @AdminAct({
    ...{ label: 'Change role', on: 'row', stepsUp: true, when: { isOneself: [false] } },
    choices: { role: 'roleNames' },
  })
  async setRole({ id, role }: AdministratorRoleDto, by: Administrator): Promise<AdminChange> {
    this.requireRole(role);
    refuseOneself(id, by);
    return this.change(id, { role }, ({ role: was }) => ({ role: was }));
  }

  /** Keeps an administrator from signing in; its sessions end. */
  @AdminAct({
    label: 'Disable',
    on: 'row',
    stepsUp: true,
    needs: 'reason',
    when: { isOneself: [false], isDisabled: [false] },
  })
  disable({ id }: AdministratorDto, by: Administrator): Promise<AdminChange> {
    return this.setDisabled(id, true, by);
  }

  /** Lets an administrator sign in again. */
  @AdminAct({
    label: 'Enable',
    on: 'row',
    stepsUp: true,
    needs: 'reason',
    when: { isOneself: [false], isDisabled: [true] },
  })
  enable({ id }: AdministratorDto, by: Administrator): Promise<AdminChange> {
    return this.setDisabled(id, false, by);
  }

  /** The roles that can be given. */
  roleNames(): readonly string[] {
    return this.roles.names;
  }

  private async setDisabled(id: string, isDisabled: boolean, by: Administrator): Promise<AdminChange> {
    refuseOneself(id, by);
    return this.change(id, { isDisabled }, ({ isDisabled: was }) => ({ isDisabled: was }));
  }

  private async change(
    name: string,
    changes: { readonly role?: string; readonly isDisabled?: boolean },
    shown: (before: { role: string; isDisabled: boolean }) => object,
  ): Promise<AdminChange> {
    const before = await this.administrators.change(name, changes, OWNER);
    if (before === undefined) throw new GameError(AdminError['admin.no_such_target']);
    if (before === 'last') throw new GameError(AdminError['admin.last_owner']);
    return { before: shown(before), after: changes };
  }

  private requireRole(role: string): void {
    if (this.roles.names.includes(role)) return;
    const text = `must be one of ${this.roles.names.join(', ')}`;
    throw new GameError('message.invalid', { details: [{ field: 'role', rule: 'isIn', text }] });
  }
}

/** Whoever changed their own role could lock themself out by a slip. */
function refuseOneself(name: string, by: Administrator): void {
  if (name === by.name) throw new GameError(AdminError['admin.not_allowed']);
}
