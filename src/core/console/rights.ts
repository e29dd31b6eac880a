/** What administrators may do, each with the sentence that the console shows for it. A section may bring more of its own. */
export const RIGHTS = {
  'server.read': 'See how the server is doing',
  'logs.read': "Read the server's log and its errors",
  'config.read': 'See the configuration; secrets only by their length',
  'rooms.read': 'See rooms, their members and their state',
  'rooms.act': 'Kick players, lock and close rooms, change their metadata',
  'players.read': 'Find players and see their accounts',
  'players.pii': 'See personal data of players: e-mail addresses, exports',
  'players.edit': 'Rename players, take notes, sign them out',
  'players.ban': 'Ban players',
  'players.erase': 'Erase players',
  'admins.manage': 'Invite, change and disable administrators',
  'audit.read': 'Read what administrators did',
} as const;

/** A right: one of {@link RIGHTS}, or one that a section brings. */
export type AdminRight = keyof typeof RIGHTS | (string & {});

const VIEWER = ['server.read', 'rooms.read', 'players.read'];
const SUPPORT = [...VIEWER, 'players.pii', 'players.edit'];
const MODERATOR = [...VIEWER, 'players.ban'];
const OPERATOR = [...new Set([...SUPPORT, ...MODERATOR]), 'rooms.act', 'audit.read', 'logs.read', 'config.read'];

/** The rights of each role. Owners have all rights, those of sections included. */
const ROLES: Readonly<Record<string, readonly AdminRight[]>> = {
  viewer: VIEWER,
  support: SUPPORT,
  moderator: MODERATOR,
  operator: OPERATOR,
};

/** The role that may do everything; there is always somebody who has it. */
export const OWNER = 'owner';

/** A right of a section's own, and the roles that have it besides owners. */
export interface BroughtRight {
  /** What it allows, as a sentence. */
  readonly text: string;
  /** Roles that have it. */
  readonly roles: readonly string[];
}

/** Which role may do what: the built-in roles, the rights that sections bring, and the roles that a team adds. */
export class AdminRoles {
  private readonly rights = new Map<string, string>(Object.entries(RIGHTS));
  private readonly roles = new Map<string, Set<AdminRight>>();

  /** @param more roles of the team, by name: `{ analyst: ['server.read', 'audit.read'] }` */
  constructor(more: Readonly<Record<string, readonly AdminRight[]>> = {}) {
    for (const [name, rights] of Object.entries({ ...ROLES, ...more })) this.roles.set(name, new Set(rights));
  }

  /** The names of all roles, the one that may do everything last. */
  get names(): readonly string[] {
    return [...this.roles.keys(), OWNER];
  }

  /** All rights with their sentences. */
  get all(): ReadonlyMap<string, string> {
    return this.rights;
  }

  /** Adds the right of a section. */
  bring(right: string, { text, roles }: BroughtRight): void {
    this.rights.set(right, text);
    for (const role of roles) this.roles.get(role)?.add(right);
  }

  /** Whether `role` has `right`; a role that does not exist has none. */
  may(role: string, right: AdminRight): boolean {
    return role === OWNER ? this.rights.has(right) : this.roles.get(role)?.has(right) === true;
  }

  /** All rights that `role` has. */
  rightsOf(role: string): readonly string[] {
    return [...this.rights.keys()].filter((right) => this.may(role, right));
  }

  /** The first role with a right that nobody declares, for the boot to refuse; undefined when there is none. */
  strangeRight(): { readonly role: string; readonly right: string } | undefined {
    for (const [role, rights] of this.roles)
      for (const right of rights) if (!this.rights.has(right)) return { role, right };
    return undefined;
  }
}
