import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import { AuthConfig } from '../auth.config.js';
import { GameError } from '../../../protocol/game-error.js';
import { AuthError } from '../auth.errors.js';

/** Signatures with a public key only: with a shared key, whoever knows the public one could sign. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];

const CLOCK_TOLERANCE_SECONDS = 5;
const REQUEST_TIMEOUT_MS = 5_000;
/** A key that is not known yet makes the keys be fetched again, this often at most. */
const COOLDOWN_MS = 30_000;
/** Keys that were revoked are forgotten after this time. */
const MAX_AGE_MS = 600_000;
const DISCOVERY = '.well-known/openid-configuration';

type Jose = typeof import('jose');

/** Failures of the token itself; anything else means that the provider cannot be asked. */
const REFUSALS = [
  'JWTClaimValidationFailed',
  'JWTExpired',
  'JWTInvalid',
  'JWSInvalid',
  'JWSSignatureVerificationFailed',
  'JOSEAlgNotAllowed',
  'JOSENotSupported',
  'JWKSNoMatchingKey',
  'JWKSMultipleMatchingKeys',
] as const satisfies readonly (keyof Jose['errors'])[];

/** Tokens of the external OpenID provider of OIDC_ISSUER, checked with its published keys (OpenID Connect Core 3.1.3.7). */
@Injectable()
export class OpenIdTokens implements OnModuleInit {
  private readonly logger = new Logger('Auth');
  private keys: Promise<JWTVerifyGetKey> | undefined;

  constructor(private readonly config: AuthConfig) {}

  /** Nest's hook. @throws Error, one sentence, when only one of OIDC_ISSUER and OIDC_AUDIENCE is set */
  onModuleInit(): void {
    const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience } = this.config;
    if ((issuer === undefined) === (audience === undefined)) return;
    throw new Error(
      'OIDC_ISSUER and OIDC_AUDIENCE belong together: without the audience, tokens that were made for other services would be taken.',
    );
  }

  /**
   * Who a token is about, as `issuer|subject`; undefined when it is not good. There is no nonce to compare: the client runs
   * the provider's flow, and this server sees its end only.
   * @throws GameError auth.provider_unavailable
   */
  async verify(token: string): Promise<string | undefined> {
    const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_MAX_TOKEN_AGE_SECONDS: maxTokenAge } = this.config;
    if (issuer === undefined || audience === undefined) return undefined;
    // Loaded with the first token: most servers have no such provider.
    const jose = await import('jose');
    try {
      const { payload } = await jose.jwtVerify(token, await this.providerKeys(issuer, jose), {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        // From `iat` on, whatever `exp` says; one from the future is refused with it.
        maxTokenAge,
        requiredClaims: ['sub', 'exp', 'iat'],
      });
      const { sub } = payload;
      return isSubject(sub) && this.isForUs(payload) ? `${issuer}|${sub}` : undefined;
    } catch (error) {
      if (REFUSALS.some((refusal) => error instanceof jose.errors[refusal])) return undefined;
      this.logger.error({ err: error }, 'The OpenID provider cannot be asked for its keys.');
      throw new GameError(AuthError['auth.provider_unavailable'], { cause: error });
    }
  }

  /** OpenID Connect Core 3.1.3.7, steps 4 and 5: a token for several must say that it was given to us. */
  private isForUs({ aud, azp }: JWTPayload): boolean {
    if (azp === undefined) return !Array.isArray(aud) || aud.length === 1;
    return azp === this.config.OIDC_AUDIENCE || this.config.OIDC_AUTHORIZED_PARTIES.some((party) => party === azp);
  }

  private providerKeys(issuer: string, jose: Jose): Promise<JWTVerifyGetKey> {
    this.keys ??= this.findKeys(issuer, jose).catch((error: unknown) => {
      this.keys = undefined;
      throw error;
    });
    return this.keys;
  }

  private async findKeys(issuer: string, { createRemoteJWKSet }: Jose): Promise<JWTVerifyGetKey> {
    const url = this.config.OIDC_JWKS_URL ?? (await discover(issuer));
    return createRemoteJWKSet(new URL(url), {
      timeoutDuration: REQUEST_TIMEOUT_MS,
      cooldownDuration: COOLDOWN_MS,
      cacheMaxAge: MAX_AGE_MS,
    });
  }
}

/** OpenID Connect Discovery 1.0 section 4: the document must name the issuer that was asked. */
async function discover(issuer: string): Promise<string> {
  const base = issuer.endsWith('/') ? issuer : `${issuer}/`;
  const response = await fetch(new URL(DISCOVERY, base), { signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) });
  const document: unknown = await response.json();
  const { issuer: named, jwks_uri: url } =
    typeof document === 'object' && document !== null ? ({ ...document } as Record<string, unknown>) : {};
  if (!response.ok || named !== issuer || typeof url !== 'string' || !URL.canParse(url)) {
    throw new Error('The discovery document of OIDC_ISSUER is not one, or names another issuer.');
  }
  return url;
}

/** At most 255 ASCII characters (OpenID Connect Core section 2); nothing that a database or a log would stumble over. */
function isSubject(sub: unknown): sub is string {
  return typeof sub === 'string' && /^[\x20-\x7e]{1,255}$/.test(sub);
}
