import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsEmail,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { IsDisplayName } from '../../protocol/display-name.js';
import { ClientMessage, ServerMessage } from '../../protocol/message.decorators.js';

/** Auth's block of types, 100-139. */
export enum AuthType {
  SignInWithDevice = 100,
  SignUpWithEmail = 101,
  SignInWithEmail = 102,
  Refresh = 103,
  SignedIn = 104,
  SignOut = 105,
  RequestTicket = 106,
  TicketIssued = 107,
  RequestEmailCode = 108,
  VerifyEmail = 109,
  RequestPasswordReset = 110,
  ResetPassword = 111,
  ChangePassword = 112,
  CompleteSignUp = 113,
  ReadAccount = 120,
  AccountRead = 121,
  Rename = 122,
  LinkDevice = 123,
  LinkEmail = 124,
  LinkOpenId = 125,
  Unlink = 126,
  Delete = 127,
  Export = 128,
  Exported = 129,
}

/** A device's id: letters, digits, "-", "_" and ".". */
const DEVICE_ID = /^[\w.-]{16,128}$/;

const MAX_EMAIL = 254;
const MIN_PASSWORD = 8;
const MAX_PASSWORD = 128;
const MAX_MAIL_CODE = 40;

/** You are signed in. Keep the refresh token where only this player can read it. */
@ServerMessage(AuthType.SignedIn)
export class AuthSignedInDto {
  /** The account's id, which is the player's id everywhere. */
  @IsString()
  readonly playerId!: string;

  /** How others see the player. */
  @IsString()
  readonly displayName!: string;

  /** True when the account was made just now. */
  @IsBoolean()
  readonly isNew!: boolean;

  /** Shows who you are: in the Hello of the next connection, and as a Bearer token over HTTP. A secret. */
  @IsString()
  readonly accessToken!: string;

  /** How long the access token is good from now on, in seconds. */
  @IsInt()
  readonly accessSeconds!: number;

  /** Gets the next pair of tokens, once. A secret. */
  @IsString()
  readonly refreshToken!: string;

  /** How long the refresh token is good from now on, in seconds. */
  @IsInt()
  readonly refreshSeconds!: number;
}

/** Signs in without a name or password: this device is the account. A new device makes a new account. */
@ClientMessage(AuthType.SignInWithDevice, { reply: AuthSignedInDto, access: 'anyone' })
export class AuthSignInWithDeviceDto {
  /** Made once by the client, from at least 16 random bytes, and kept: it is a password. 16 to 128 letters, digits, "-", "_" and ".". */
  @Matches(DEVICE_ID)
  readonly deviceId!: string;

  /** How a new account is called, 1 to 32 characters; an old one keeps its name. */
  @IsOptional()
  @IsDisplayName(32)
  readonly displayName?: string;
}

/**
 * Asks for an account with an e-mail address and a password. A mail has the code that makes it, for CompleteSignUp. The answer
 * is the same where the address has an account already: the mail tells.
 */
@ClientMessage(AuthType.SignUpWithEmail, { access: 'anyone' })
export class AuthSignUpWithEmailDto {
  /** The address, in any case; plain letters, also of other scripts in its domain. */
  @IsEmail()
  @MaxLength(MAX_EMAIL)
  readonly email!: string;

  /** 8 to 128 characters, any of them. */
  @IsString()
  @Length(MIN_PASSWORD, MAX_PASSWORD)
  readonly password!: string;

  /** How the account is called, 1 to 32 characters. */
  @IsOptional()
  @IsDisplayName(32)
  readonly displayName?: string;
}

/** Makes the account that SignUpWithEmail asked for, with the code that was sent to its address, and signs in. */
@ClientMessage(AuthType.CompleteSignUp, { reply: AuthSignedInDto, access: 'anyone' })
export class AuthCompleteSignUpDto {
  /** As it stands in the mail; case, blanks and "-" do not matter. */
  @IsString()
  @Length(1, MAX_MAIL_CODE)
  readonly code!: string;

  /** The password of SignUpWithEmail once more. */
  @IsString()
  @Length(1, MAX_PASSWORD)
  readonly password!: string;
}

/** Signs in with an e-mail address and a password. */
@ClientMessage(AuthType.SignInWithEmail, { reply: AuthSignedInDto, access: 'anyone' })
export class AuthSignInWithEmailDto {
  @IsEmail()
  @MaxLength(MAX_EMAIL)
  readonly email!: string;

  @IsString()
  @Length(1, MAX_PASSWORD)
  readonly password!: string;

  /** A refresh token that this device has had of the account, also one that is void: who shows it gets in although strangers are guessing at the password. */
  @IsOptional()
  @IsString()
  @Length(1, 128)
  readonly refreshToken?: string;
}

/**
 * Gets new tokens for a refresh token, which is then void. For 30 seconds whoever has lost the answer may ask again, from the
 * same address; any other second use ends the sign-in that it came of.
 */
@ClientMessage(AuthType.Refresh, { reply: AuthSignedInDto, access: 'anyone' })
export class AuthRefreshDto {
  /** The latest refresh token. */
  @IsString()
  @Length(1, 128)
  readonly refreshToken!: string;
}

/** Ends a sign-in: its tokens are void. The session goes on until it disconnects. */
@ClientMessage(AuthType.SignOut, { access: 'anyone' })
export class AuthSignOutDto {
  /** The latest refresh token of the sign-in that ends. */
  @IsString()
  @Length(1, 128)
  readonly refreshToken!: string;

  /** Whether to end all sign-ins of the account, and its other sessions; false by default. */
  @IsOptional()
  @IsBoolean()
  readonly everywhere?: boolean;
}

/** A ticket that opens one connection as you. */
@ServerMessage(AuthType.TicketIssued)
export class AuthTicketIssuedDto {
  /** Goes into the subprotocol `godwit.ticket.<ticket>`, or into the query as `ticket`. */
  @IsString()
  readonly ticket!: string;

  /** How long it is good, in milliseconds. */
  @IsInt()
  readonly expiresInMs!: number;
}

/** Asks for a ticket: how a web export, which cannot set headers, signs in before its next connection opens. */
@ClientMessage(AuthType.RequestTicket, { reply: AuthTicketIssuedDto })
export class AuthRequestTicketDto {}

/** Sends another mail with a code that verifies an address which was linked to the account, if that is not verified yet. */
@ClientMessage(AuthType.RequestEmailCode)
export class AuthRequestEmailCodeDto {}

/** Shows that an address which LinkEmail has named is yours, with the code that was sent to it; from then on it can sign in. */
@ClientMessage(AuthType.VerifyEmail)
export class AuthVerifyEmailDto {
  /** As it stands in the mail; case, blanks and "-" do not matter. */
  @IsString()
  @Length(1, MAX_MAIL_CODE)
  readonly code!: string;
}

/** Sends a mail with a code that sets a new password. The answer is the same whether the address has an account or not. */
@ClientMessage(AuthType.RequestPasswordReset, { access: 'anyone' })
export class AuthRequestPasswordResetDto {
  @IsEmail()
  @MaxLength(MAX_EMAIL)
  readonly email!: string;
}

/** Sets a new password with the code of a mail, and signs out everywhere. */
@ClientMessage(AuthType.ResetPassword, { access: 'anyone' })
export class AuthResetPasswordDto {
  /** As it stands in the mail; case, blanks and "-" do not matter. */
  @IsString()
  @Length(1, MAX_MAIL_CODE)
  readonly code!: string;

  /** The new password, 8 to 128 characters. */
  @IsString()
  @Length(MIN_PASSWORD, MAX_PASSWORD)
  readonly password!: string;
}

/** Sets a new password, and signs out everywhere else. */
@ClientMessage(AuthType.ChangePassword, { reply: AuthSignedInDto })
export class AuthChangePasswordDto {
  /** The password until now. */
  @IsString()
  @Length(1, MAX_PASSWORD)
  readonly password!: string;

  /** The password from now on, 8 to 128 characters. */
  @IsString()
  @Length(MIN_PASSWORD, MAX_PASSWORD)
  readonly newPassword!: string;
}

/** One way to sign in to an account. */
export class AuthIdentityDto {
  /** Names it for Unlink. */
  @IsString()
  readonly id!: string;

  /** "device", "email" or "openid". */
  @IsString()
  readonly kind!: string;

  /** The e-mail address, or the OpenID provider's address; empty for a device. */
  @IsString()
  readonly name!: string;

  /** Whether an e-mail address was shown to be the player's, and can sign in; true for the other kinds. */
  @IsBoolean()
  readonly isVerified!: boolean;
}

/** Your account. */
@ServerMessage(AuthType.AccountRead)
export class AuthAccountReadDto {
  @IsString()
  readonly playerId!: string;

  /** How others see the player. */
  @IsString()
  readonly displayName!: string;

  /** The ways to sign in to it, the oldest first. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => AuthIdentityDto)
  readonly identities!: AuthIdentityDto[];
}

/** Asks for your account. */
@ClientMessage(AuthType.ReadAccount, { reply: AuthAccountReadDto })
export class AuthReadAccountDto {}

/** Changes how others see you. Names need not be unique. */
@ClientMessage(AuthType.Rename, { reply: AuthAccountReadDto })
export class AuthRenameDto {
  /** 1 to 32 characters. */
  @IsDisplayName(32)
  readonly displayName!: string;
}

/** Lets a device sign in to your account. */
@ClientMessage(AuthType.LinkDevice, { reply: AuthAccountReadDto })
export class AuthLinkDeviceDto {
  /** As in SignInWithDevice. */
  @Matches(DEVICE_ID)
  readonly deviceId!: string;
}

/**
 * Asks to let an e-mail address and a password sign in to your account. A mail has the code for VerifyEmail, which makes it
 * so. The answer is the same where the address has an account already: the mail tells.
 */
@ClientMessage(AuthType.LinkEmail, { reply: AuthAccountReadDto })
export class AuthLinkEmailDto {
  @IsEmail()
  @MaxLength(MAX_EMAIL)
  readonly email!: string;

  /** 8 to 128 characters. */
  @IsString()
  @Length(MIN_PASSWORD, MAX_PASSWORD)
  readonly password!: string;
}

/** Lets an account of the server's OpenID provider sign in to your account. */
@ClientMessage(AuthType.LinkOpenId, { reply: AuthAccountReadDto })
export class AuthLinkOpenIdDto {
  /** A token of the provider for this game. */
  @IsString()
  @Length(1, 4096)
  readonly token!: string;
}

/** Removes a way to sign in, but never the last one. */
@ClientMessage(AuthType.Unlink, { reply: AuthAccountReadDto })
export class AuthUnlinkDto {
  /** The identity's id. */
  @IsUUID()
  readonly identityId!: string;
}

/** Erases your account and everything that is kept about you, for ever, and ends your sessions. */
@ClientMessage(AuthType.Delete)
export class AuthDeleteDto {
  /** Your own player id once more, so that no slip does this. */
  @IsString()
  @Length(1, 64)
  readonly playerId!: string;
}

/** Everything that is kept about you. */
@ServerMessage(AuthType.Exported)
export class AuthExportedDto {
  /** A JSON object with a section for each part of the game that keeps something. */
  @IsString()
  readonly json!: string;
}

/** Asks for everything that is kept about you; where it is too large for one message, `GET /auth/export` has it. */
@ClientMessage(AuthType.Export, { reply: AuthExportedDto })
export class AuthExportDto {}
