import { IsOptional, IsString, IsUrl } from 'class-validator';
import { List, WholeNumber } from '../../core/config/variables.js';

/** The variables of accounts and sign-in. */
export class AuthConfig {
  /**
   * The key of access tokens, 32 random bytes or more, such as the output of `openssl rand -base64 32`. Production
   * needs it; elsewhere one is made and kept in DATA_DIR. A new one signs everybody out of the tokens in use.
   */
  @IsOptional()
  @IsString()
  readonly AUTH_SECRET?: string;

  /** Wrong passwords for one account within 5 minutes; further attempts are refused. */
  @WholeNumber(1, 1_000_000)
  readonly AUTH_FAILURES_PER_ACCOUNT: number = 10;

  /** Failed sign-ins of one address within 10 minutes; further attempts are refused. */
  @WholeNumber(1, 1_000_000)
  readonly AUTH_FAILURES_PER_ADDRESS: number = 50;

  /** New accounts of one address within 10 minutes. */
  @WholeNumber(1, 1_000_000)
  readonly AUTH_SIGN_UPS_PER_ADDRESS: number = 1_000;

  /**
   * An external OpenID provider whose tokens are taken, such as https://id.example: the `iss` of its tokens. Needs
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
   * A token for several audiences, or with an `azp`, must name OIDC_AUDIENCE or one of these as its `azp`: the ids of
   * your apps. (Google's tokens on Android: the audience is the web client, the azp the app.)
   */
  @List()
  @IsString({ each: true })
  readonly OIDC_AUTHORIZED_PARTIES: readonly string[] = [];

  /** How old a token of the provider may be, whatever it says of its end, in seconds. */
  @WholeNumber(60, 31_536_000)
  readonly OIDC_MAX_TOKEN_AGE_SECONDS: number = 86_400;

  /** Where the provider publishes its keys; without it, its discovery document says so. */
  @IsOptional()
  @IsUrl(
    { protocols: ['https', 'http'], require_protocol: true, require_tld: false },
    { message: 'must be an https:// URL' },
  )
  readonly OIDC_JWKS_URL?: string;

  /**
   * The mail server, as smtp://user:password@host:587 or smtps://...; without it mails are shown in the log, in
   * production not at all.
   */
  @IsOptional()
  @IsUrl(
    { protocols: ['smtp', 'smtps'], require_protocol: true, require_tld: false },
    { message: 'must be an smtp:// or smtps:// URL' },
  )
  readonly SMTP_URL?: string;

  /** The sender of mails. */
  @IsString()
  readonly MAIL_FROM: string = 'Godwit <no-reply@localhost>';
}
