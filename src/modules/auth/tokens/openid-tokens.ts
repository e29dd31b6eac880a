import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import { AuthConfig } from '../auth.config.js';
import { GameError } from '../../../protocol/game-error.js';
import { AuthError } from '../auth.errors.js';

/** Public-key signatures only: if shared-key algorithms were accepted, the public key could be used to forge tokens. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];

const CLOCK_TOLERANCE_SECONDS = 5;
const REQUEST_TIMEOUT_MS = 5_000;
/** An unknown key id triggers a new fetch of the keys, at most this often. */
const COOLDOWN_MS = 30_000;
/** Maximum age of cached keys, so that revoked ones are dropped. */
const MAX_AGE_MS = 600_000;
const DISCOVERY = '.well-known/openid-configuration';

type Jose = typeof import('jose');

/** Failures of the token itself; anything else means that the provider is unreachable. */
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

/** Tokens of the external OpenID provider at OIDC_ISSUER, verified with its published keys (OpenID Connect Core 3.1.3.7). */
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
   * The subject of a token, as `issuer|subject`; undefined when it is not valid. There is no nonce to compare: the client
   * runs the provider's flow, and this server only sees its result.
   * @throws GameError auth.provider_unavailable
   */
  async verify(token: string): Promise<string | undefined> {
    const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, OIDC_MAX_TOKEN_AGE_SECONDS: maxTokenAge } = this.config;
    if (issuer === undefined || audience === undefined) return undefined;
    // Loaded with the first token: most servers do not use a provider.
    const jose = await import('jose');
    try {
      const { payload } = await jose.jwtVerify(token, await this.providerKeys(issuer, jose), {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        // Counted from `iat`, whatever `exp` says; also refuses tokens from the future.
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

  /** OpenID Connect Core 3.1.3.7, steps 4 and 5: a token with several audiences must say that it was issued to us. */
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

/** OpenID Connect Discovery 1.0 section 4: the document must name the issuer it was requested from. */
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

/** At most 255 ASCII characters (OpenID Connect Core section 2), none of which trips up a database or a log. */
function isSubject(sub: unknown): sub is string {
  return typeof sub === 'string' && /^[\x20-\x7e]{1,255}$/.test(sub);
}
