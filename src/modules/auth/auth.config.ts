import { IsOptional, IsString, IsUrl } from 'class-validator';
import { List, WholeNumber } from '../../core/config/variables.js';
import { Secret } from '../../protocol/secret.decorator.js';

/** The variables of accounts and sign-in. */
export class AuthConfig {
  /**
   * The signing key of access tokens, at least 32 random bytes, such as the output of `openssl rand -base64 32`. Required in
   * production; elsewhere one is generated and kept in DATA_DIR. Changing it invalidates all access tokens in use.
   */
  @IsOptional()
  @IsString()
  @Secret()
  readonly AUTH_SECRET?: string;

  /** Wrong passwords per account within 5 minutes; further attempts are refused. */
  @WholeNumber(1, 1_000_000)
  readonly AUTH_FAILURES_PER_ACCOUNT: number = 10;

  /** Failed sign-ins per address within 10 minutes; further attempts are refused. */
  @WholeNumber(1, 1_000_000)
  readonly AUTH_FAILURES_PER_ADDRESS: number = 50;

  /** New accounts per address within 10 minutes. */
  @WholeNumber(1, 1_000_000)
  readonly AUTH_SIGN_UPS_PER_ADDRESS: number = 1_000;

  /**
   * An external OpenID provider whose tokens are accepted, such as https://id.example: the `iss` of its tokens. Requires
   * OIDC_AUDIENCE.
   */
  @IsOptional()
  @IsUrl(
    { protocols: ['https', 'http'], require_protocol: true, require_tld: false },
    { message: 'must be an https:// URL' },
  )
  readonly OIDC_ISSUER?: string;

  /** The `aud` of the provider's tokens for this game. */
  @IsOptional()
  @IsString()
  readonly OIDC_AUDIENCE?: string;

  /**
   * A token with several audiences, or with an `azp`, must name OIDC_AUDIENCE or one of these as its `azp`: the ids of
   * your apps. (Google's tokens on Android: the audience is the web client, the azp the app.)
   */
  @List()
  @IsString({ each: true })
  readonly OIDC_AUTHORIZED_PARTIES: readonly string[] = [];

  /** Maximum age of the provider's tokens, in seconds, whatever their own expiry. */
  @WholeNumber(60, 31_536_000)
  readonly OIDC_MAX_TOKEN_AGE_SECONDS: number = 86_400;

  /** URL of the provider's keys; by default taken from its discovery document. */
  @IsOptional()
  @IsUrl(
    { protocols: ['https', 'http'], require_protocol: true, require_tld: false },
    { message: 'must be an https:// URL' },
  )
  readonly OIDC_JWKS_URL?: string;

  /**
   * The mail server, as smtp://user:password@host:587 or smtps://...; without it, mails are written to the log, and in
   * production not sent at all.
   */
  @IsOptional()
  @IsUrl(
    { protocols: ['smtp', 'smtps'], require_protocol: true, require_tld: false },
    { message: 'must be an smtp:// or smtps:// URL' },
  )
  @Secret()
  readonly SMTP_URL?: string;

  /** The sender address of mails. */
  @IsString()
  readonly MAIL_FROM: string = 'Godwit <no-reply@localhost>';
}
