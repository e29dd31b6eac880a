import { Injectable } from '@nestjs/common';
import { and, asc, eq, gt, or, sql, type SQL } from 'drizzle-orm';
import { Database } from '../../../core/storage/database.js';
import { accounts, identities, type Account } from '../schema.js';

/** Greater than any character that a name can have. */
const LAST_CHARACTER = '\u{10ffff}';

/** Which accounts {@link AccountSearchRepository.find} returns. */
export interface AccountSelection {
  /** How the name begins, in capital or small letters. */
  readonly prefix?: string | undefined;
  /** Only those who are banned at the moment. */
  readonly isBanned: boolean;
  /** Only these: UUIDs. */
  readonly ids?: readonly string[] | undefined;
  /** The last account of the page before. */
  readonly after?: Pick<Account, 'id' | 'displayName'> | undefined;
  readonly limit: number;
}

/** Finds accounts for people: by the start of a name, by address. Each query is answered by an index, however many there are. */
@Injectable()
export class AccountSearchRepository {
  constructor(private readonly database: Database) {}

  /** Accounts in the order of their names. */
  find({ prefix, isBanned, ids, after, limit }: AccountSelection): Promise<Account[]> {
    const name = sql`lower(${accounts.displayName}) collate "C"`;
    const conditions: (SQL | undefined)[] = [
      prefix === undefined
        ? undefined
        : sql`${name} >= lower(${prefix}) and ${name} < lower(${prefix}) || ${LAST_CHARACTER}`,
      isBanned ? gt(accounts.bannedUntil, sql`now()`) : undefined,
      // One value, however many they are: thousands of parameters take longer to read than the search.
      ids && sql`${accounts.id} = any(${`{${ids.join(',')}}`}::uuid[])`,
      after && sql`(${name}, ${accounts.id}) > (lower(${after.displayName}) collate "C", ${after.id}::uuid)`,
    ];
    return this.database.run((client) =>
      client
        .select()
        .from(accounts)
        .where(and(...conditions))
        .orderBy(asc(name), asc(accounts.id))
        .limit(limit),
    );
  }

  /** The account with this e-mail address, or with this subject of an OpenID provider. */
  async bySubject(email: string, subject: string): Promise<Account | undefined> {
    const isEmail = and(eq(identities.kind, 'email'), eq(identities.subject, email));
    const isSubject = and(eq(identities.kind, 'openid'), eq(identities.subject, subject));
    const [row] = await this.database.run((client) =>
      client
        .select({ account: accounts })
        .from(identities)
        .innerJoin(accounts, eq(accounts.id, identities.accountId))
        .where(or(isEmail, isSubject))
        .limit(1),
    );
    return row?.account;
  }
}
