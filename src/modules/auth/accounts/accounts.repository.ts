import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { PlayerNames } from '../../../core/sessions/display-names.js';
import { Database } from '../../../core/storage/database.js';
import { violatedConstraint } from '../../../core/storage/storage.errors.js';
import { accounts, identities, type Account, type Identity, type IdentityKind } from '../schema.js';

/** A sign-in method to be stored. */
export interface NewIdentity {
  readonly kind: IdentityKind;
  readonly subject: string;
  readonly secretHash?: string;
}

/** An account and the identity it was found by. */
export interface FoundAccount {
  readonly account: Account;
  readonly identity: Identity;
}

/** The format of an account id; the database throws when asked to compare anything else with one. */
const ACCOUNT_ID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Accounts and their sign-in methods; also looks up player names. */
@Injectable()
export class AccountsRepository extends PlayerNames {
  constructor(private readonly database: Database) {
    super();
  }

  /** Finds an account by id. */
  async find(id: string): Promise<Account | undefined> {
    const rows = await this.database.run((sql) => sql.select().from(accounts).where(eq(accounts.id, id)));
    return rows[0];
  }

  /** The names of these accounts, in one query. */
  override async namesOf(playerIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const ids = playerIds.filter((id) => ACCOUNT_ID.test(id));
    if (ids.length === 0) return new Map();
    const { id, displayName } = accounts;
    const rows = await this.database.run((sql) =>
      sql.select({ id, displayName }).from(accounts).where(inArray(id, ids)),
    );
    return new Map(rows.map((row) => [row.id, row.displayName]));
  }

  /** Finds the account that owns this identity. */
  async findByIdentity(kind: IdentityKind, subject: string): Promise<FoundAccount | undefined> {
    const rows = await this.database.run((sql) =>
      sql
        .select({ account: accounts, identity: identities })
        .from(identities)
        .innerJoin(accounts, eq(accounts.id, identities.accountId))
        .where(and(eq(identities.kind, kind), eq(identities.subject, subject))),
    );
    return rows[0];
  }

  /** The account's sign-in methods, oldest first. */
  identitiesOf(accountId: string): Promise<Identity[]> {
    return this.database.run((sql) =>
      sql.select().from(identities).where(eq(identities.accountId, accountId)).orderBy(asc(identities.createdAt)),
    );
  }

  /** Creates an account with its first identity; undefined when another account already has that identity. */
  async create(displayName: string, identity: NewIdentity): Promise<FoundAccount | undefined> {
    const createdAt = new Date();
    const account: Account = { id: randomUUID(), displayName, createdAt, bannedUntil: null, banReason: null };
    const row = toRow(account.id, identity, createdAt);
    try {
      await this.database.transaction(async (sql) => {
        await sql.insert(accounts).values(account);
        await sql.insert(identities).values(row);
      });
    } catch (error) {
      if (violatedConstraint(error) === 'auth_identities_subject') return undefined;
      throw error;
    }
    return { account, identity: row };
  }

  /**
   * Adds an identity to an account.
   * @param most how many it may have afterwards
   * @param isStill called while the account is locked: false for a session that was thrown out in the meantime
   */
  async addIdentity(
    accountId: string,
    identity: NewIdentity,
    most: number,
    isStill: () => boolean,
  ): Promise<Identity | 'taken' | 'full' | 'no_account'> {
    const row = toRow(accountId, identity, new Date());
    try {
      return await this.database.transaction(async (sql) => {
        const [account] = await sql.select().from(accounts).where(eq(accounts.id, accountId)).for('update');
        if (!account || !isStill()) return 'no_account';
        const held = await sql.select().from(identities).where(eq(identities.accountId, accountId));
        const known = held.find(({ kind, subject }) => kind === row.kind && subject === row.subject);
        if (known) return known;
        if (held.length >= most) return 'full';
        await sql.insert(identities).values(row);
        return row;
      });
    } catch (error) {
      if (violatedConstraint(error) === 'auth_identities_subject') return 'taken';
      throw error;
    }
  }

  /** Removes an identity from an account, but never the last one. */
  removeIdentity(accountId: string, identityId: string): Promise<'removed' | 'last' | 'unknown'> {
    return this.database.transaction(async (sql) => {
      // Two concurrent removals must not leave the account with none.
      await sql.select().from(accounts).where(eq(accounts.id, accountId)).for('update');
      const held = await sql.select().from(identities).where(eq(identities.accountId, accountId));
      if (!held.some(({ id }) => id === identityId)) return 'unknown';
      if (held.length === 1) return 'last';
      await sql.delete(identities).where(eq(identities.id, identityId));
      return 'removed';
    });
  }

  /** Replaces an e-mail identity's password, if it is still `before`. Returns false otherwise. */
  async changeSecret(id: string, before: string | null, secretHash: string): Promise<boolean> {
    const isAsBefore = before === null ? isNull(identities.secretHash) : eq(identities.secretHash, before);
    const rows = await this.database.run((sql) =>
      sql
        .update(identities)
        .set({ secretHash })
        .where(and(eq(identities.id, id), isAsBefore))
        .returning({ id: identities.id }),
    );
    return rows.length > 0;
  }

  /** Updates an account. Returns the updated account; undefined when there is none. */
  async update(
    id: string,
    changes: Partial<Pick<Account, 'displayName' | 'bannedUntil' | 'banReason'>>,
  ): Promise<Account | undefined> {
    const rows = await this.database.run((sql) =>
      sql.update(accounts).set(changes).where(eq(accounts.id, id)).returning(),
    );
    return rows[0];
  }

  /** Deletes an account with its identities, tokens and codes. */
  async remove(id: string): Promise<void> {
    await this.database.run((sql) => sql.delete(accounts).where(eq(accounts.id, id)));
  }
}

/** An identity as a row; an e-mail address starts out unverified. */
export function toRow(accountId: string, { kind, subject, secretHash }: NewIdentity, createdAt: Date): Identity {
  return { id: randomUUID(), accountId, kind, subject, secretHash: secretHash ?? null, createdAt, verifiedAt: null };
}
