import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ConsoleLinks, type ReadLink } from '../../../core/console/console-links.js';
import { OWNER } from '../../../core/console/rights.js';
import { AttemptLimit } from '../../../core/credentials/attempt-limit.js';
import { Passwords } from '../../../core/credentials/passwords.js';
import { GameError } from '../../../protocol/game-error.js';
import { AdminError } from '../admin.errors.js';
import type { AdministratorRow } from '../schema.js';
import { AdministratorsRepository, type NewCredentials } from './administrators.repository.js';
import { hashOfCode, newRecoveryCodes, SecondFactor, type NewFactor, type Proof } from './second-factor.js';

const WINDOW_MS = 10 * 60_000;
const LIMITS = { perAccount: 5, accountWindowMs: WINDOW_MS, perAddress: 20, addressWindowMs: WINDOW_MS };
/** NIST SP 800-63B asks for 8; whoever can close a game's rooms should have more. */
const MIN_PASSWORD_LENGTH = 12;
/** The one role that may do without a second factor: it only looks. */
const WITHOUT_FACTOR = 'viewer';

/** Who has signed in, and by what. */
export interface SignedIn {
  readonly administrator: AdministratorRow;
  /** What the code has proven; undefined without a second factor. */
  readonly proof: Proof | undefined;
}

/** What a link's page shows. */
export interface LinkOffer {
  readonly kind: ReadLink['kind'];
  readonly name: string;
  readonly role: string;
  /** The second factor to set up; absent where none is needed. */
  readonly factor?: NewFactor;
}

/** Who somebody is: passwords, codes, and the links that make accounts. */
@Injectable()
export class AdminSignIn {
  private readonly limits = new AttemptLimit(LIMITS);

  constructor(
    private readonly administrators: AdministratorsRepository,
    private readonly passwords: Passwords,
    private readonly factor: SecondFactor,
    private readonly links: ConsoleLinks,
  ) {}

  /**
   * Signs in by name, password and code. One password hash is verified whether there is such an account or not.
   * @throws GameError admin.wrong_credentials; admin.code_required once the password is right; auth.too_many_attempts
   */
  async signIn(name: string, password: string, code: string, address: string): Promise<SignedIn> {
    const key = name.toLowerCase();
    const found = await this.limits.guard(key, address, () => this.check(key, password, code, address));
    if (found === undefined) throw new GameError(AdminError['admin.wrong_credentials']);
    return found;
  }

  /** Checks a code of somebody who is signed in. @throws GameError admin.code_refused; auth.too_many_attempts */
  async prove(administrator: AdministratorRow, code: string, address: string): Promise<void> {
    const proof = await this.limits.guard(administrator.name, address, async () => {
      const outcome = await this.factor.prove(administrator, code, Date.now());
      return outcome === 'wrong' ? undefined : outcome;
    });
    if (proof === undefined) throw new GameError(AdminError['admin.code_refused']);
  }

  /** What a link sets up. @throws GameError admin.link_refused */
  offer(token: string, issuer: string): LinkOffer {
    const { kind, name, role, id } = this.read(token);
    if (kind === 'develop' || role === WITHOUT_FACTOR) return { kind, name, role };
    return { kind, name, role, factor: this.factor.offer(this.factor.secretOf(id), name, issuer) };
  }

  /**
   * Makes or recovers the account of a link.
   * @param code of the second factor that the link sets up
   * @param by the client's address, and whether it may be a developer at this machine
   * @returns who has signed in, and the recovery codes, which are told this once
   * @throws GameError admin.link_refused; admin.weak_password; admin.code_refused; admin.name_taken
   */
  async accept(
    token: string,
    password: string,
    code: string,
    by: { readonly address: string; readonly isDeveloper: boolean },
  ): Promise<SignedIn & { readonly codes: readonly string[] }> {
    const link = this.read(token);
    if (link.kind === 'develop' && !by.isDeveloper) throw new GameError(AdminError['admin.link_refused']);
    if (link.kind === 'develop') return { ...(await this.develop(link)), codes: [] };
    if (Array.from(password).length < MIN_PASSWORD_LENGTH) throw new GameError(AdminError['admin.weak_password']);
    const { codes, ...credentials } = await this.credentialsOf(link, password, code, by.address);
    await this.store(link, { ...credentials, codes: codes.map(hashOfCode) });
    const administrator = await this.administrators.byName(link.name);
    if (administrator === undefined) throw new GameError(AdminError['admin.link_refused']);
    return { administrator, proof: codes.length > 0 ? 'right' : undefined, codes };
  }

  private async check(name: string, password: string, code: string, address: string): Promise<SignedIn | undefined> {
    const administrator = await this.administrators.byName(name);
    const isRight = await this.passwords.isMatch(password, administrator?.passwordHash, address);
    if (administrator === undefined || !isRight || administrator.isDisabled) return undefined;
    if (administrator.totpSecret === null) {
      // An account that was promoted has to set up a second factor first.
      return administrator.role === WITHOUT_FACTOR ? { administrator, proof: undefined } : undefined;
    }
    // Thrown, so that it counts as an attempt until a code is right.
    if (code === '') throw new GameError(AdminError['admin.code_required']);
    const proof = await this.factor.prove(administrator, code, Date.now());
    return proof === 'wrong' ? undefined : { administrator, proof };
  }

  private async credentialsOf(
    { id, role }: ReadLink,
    password: string,
    code: string,
    address: string,
  ): Promise<NewCredentials> {
    const isBare = role === WITHOUT_FACTOR;
    const secret = this.factor.secretOf(id);
    const step = isBare ? 0 : await this.stepOf(id, secret, code, address);
    return {
      passwordHash: await this.passwords.hash(password, address),
      totpSecret: isBare ? null : this.factor.seal(secret),
      totpStep: step,
      codes: isBare ? [] : newRecoveryCodes(),
    };
  }

  private async stepOf(linkId: string, secret: string, code: string, address: string): Promise<number> {
    const check = (): Promise<number | undefined> =>
      Promise.resolve(this.factor.stepOf(secret, code.replace(/\s/g, ''), Date.now()));
    const step = await this.limits.guard(`link ${linkId}`, address, check);
    if (step === undefined) throw new GameError(AdminError['admin.code_refused']);
    return step;
  }

  private async store(link: ReadLink, credentials: NewCredentials): Promise<void> {
    const used = { id: link.id, expiresAt: new Date(link.untilMs) };
    if (link.kind === 'recover') {
      const known = await this.administrators.byName(link.name);
      const outcome = known && (await this.administrators.recover(known.id, credentials, used));
      if (outcome !== 'recovered') throw new GameError(AdminError['admin.link_refused']);
      return;
    }
    const account = { id: randomUUID(), name: link.name, role: link.role };
    const outcome = await this.administrators.create(account, credentials, used);
    if (outcome === 'taken') throw new GameError(AdminError['admin.name_taken']);
    if (outcome === 'used') throw new GameError(AdminError['admin.link_refused']);
  }

  /** Opens an owner's session on a developer's machine, without a password. */
  private async develop(link: ReadLink): Promise<SignedIn> {
    const used = { id: link.id, expiresAt: new Date(link.untilMs) };
    const known = await this.administrators.byName(link.name);
    if (known !== undefined) {
      if (!(await this.administrators.use(used))) throw new GameError(AdminError['admin.link_refused']);
      return { administrator: known, proof: 'right' };
    }
    const bare = { passwordHash: null, totpSecret: null, totpStep: 0, codes: [] };
    await this.store({ ...link, kind: 'invite', role: OWNER }, bare);
    const administrator = await this.administrators.byName(link.name);
    if (administrator === undefined) throw new GameError(AdminError['admin.link_refused']);
    return { administrator, proof: 'right' };
  }

  private read(token: string): ReadLink {
    const link = this.links.read(token, Date.now());
    if (link === undefined) throw new GameError(AdminError['admin.link_refused']);
    return link;
  }
}
