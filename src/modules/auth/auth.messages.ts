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
import { Secret } from '../../protocol/secret.decorator.js';

/** Auth's message types, 100-139. */
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

/** Format of a device id: letters, digits, "-", "_" and ".". */
const DEVICE_ID = /^[\w.-]{16,128}$/;

const MAX_EMAIL = 254;
const MIN_PASSWORD = 8;
const MAX_PASSWORD = 128;
const MAX_MAIL_CODE = 40;

/** You are signed in. Store the refresh token where only this player can read it. */
@ServerMessage(AuthType.SignedIn)
export class AuthSignedInDto {
  /** The account's id, which is the player id everywhere. */
  @IsString()
  readonly playerId!: string;

  /** The player's name as others see it. */
  @IsString()
  readonly displayName!: string;

  /** True when the account was just created. */
  @IsBoolean()
  readonly isNew!: boolean;

  /** Proves who you are: in the Hello of the next connection, and as a Bearer token over HTTP. Secret. */
  @IsString()
  @Secret()
  readonly accessToken!: string;

  /** How long the access token is valid from now, in seconds. */
  @IsInt()
  readonly accessSeconds!: number;

  /** Exchanged for the next pair of tokens, once. Secret. */
  @IsString()
  @Secret()
  readonly refreshToken!: string;

  /** How long the refresh token is valid from now, in seconds. */
  @IsInt()
  readonly refreshSeconds!: number;
}

/** Signs in without a name or password: the device is the account. A new device creates a new account. */
@ClientMessage(AuthType.SignInWithDevice, { reply: AuthSignedInDto, access: 'anyone' })
export class AuthSignInWithDeviceDto {
  /** Generated once by the client from at least 16 random bytes, and stored: it works as a password. 16 to 128 letters, digits, "-", "_" and ".". */
  @Matches(DEVICE_ID)
  @Secret()
  readonly deviceId!: string;

  /** Name for a new account, 1 to 32 characters; an existing one keeps its name. */
  @IsOptional()
  @IsDisplayName(32)
  readonly displayName?: string;
}

/**
 * Requests an account with an e-mail address and a password. The mailed code creates it, see CompleteSignUp. The answer
 * is the same when the address already has an account: only the mail says so.
 */
@ClientMessage(AuthType.SignUpWithEmail, { access: 'anyone' })
export class AuthSignUpWithEmailDto {
  /** The e-mail address, case-insensitive; ASCII before the "@", letters of any script in the domain. */
  @IsEmail()
  @MaxLength(MAX_EMAIL)
  readonly email!: string;

  /** 8 to 128 characters of any kind. */
  @IsString()
  @Length(MIN_PASSWORD, MAX_PASSWORD)
  @Secret()
  readonly password!: string;

  /** The account's name, 1 to 32 characters. */
  @IsOptional()
  @IsDisplayName(32)
  readonly displayName?: string;
}

/** Creates the account requested by SignUpWithEmail, with the code mailed to its address, and signs in. */
@ClientMessage(AuthType.CompleteSignUp, { reply: AuthSignedInDto, access: 'anyone' })
export class AuthCompleteSignUpDto {
  /** The code from the mail; case, spaces and "-" do not matter. */
  @IsString()
  @Length(1, MAX_MAIL_CODE)
  @Secret()
  readonly code!: string;

  /** The same password as in SignUpWithEmail. */
  @IsString()
  @Length(1, MAX_PASSWORD)
  @Secret()
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
  @Secret()
  readonly password!: string;

  /** A refresh token this device once had for the account, valid or not: it lets you in even while strangers are guessing the password. */
  @IsOptional()
  @IsString()
  @Length(1, 128)
  @Secret()
  readonly refreshToken?: string;
}

/**
 * Exchanges a refresh token for new tokens; the old one is then void. If the answer was lost, the same address may repeat it for
 * 30 seconds; any other second use ends the sign-in it belongs to.
 */
@ClientMessage(AuthType.Refresh, { reply: AuthSignedInDto, access: 'anyone' })
export class AuthRefreshDto {
  /** The latest refresh token. */
  @IsString()
  @Length(1, 128)
  @Secret()
  readonly refreshToken!: string;
}

/** Ends a sign-in and voids its tokens. The session itself lasts until it disconnects. */
@ClientMessage(AuthType.SignOut, { access: 'anyone' })
export class AuthSignOutDto {
  /** The latest refresh token of the sign-in to end. */
  @IsString()
  @Length(1, 128)
  @Secret()
  readonly refreshToken!: string;

  /** Whether to end all of the account's sign-ins, and its other sessions; false by default. */
  @IsOptional()
  @IsBoolean()
  readonly everywhere?: boolean;
}

/** A ticket that opens one connection as this player. */
@ServerMessage(AuthType.TicketIssued)
export class AuthTicketIssuedDto {
  /** Goes into the subprotocol `godwit.ticket.<ticket>`, or the query parameter `ticket`. */
  @IsString()
  @Secret()
  readonly ticket!: string;

  /** How long it is valid, in milliseconds. */
  @IsInt()
  readonly expiresInMs!: number;
}

/** Requests a ticket, so that a web export, which cannot set headers, can sign in when it opens its next connection. */
@ClientMessage(AuthType.RequestTicket, { reply: AuthTicketIssuedDto })
export class AuthRequestTicketDto {}

/** Resends the code that verifies an address linked to the account, if it is not verified yet. */
@ClientMessage(AuthType.RequestEmailCode)
export class AuthRequestEmailCodeDto {}

/** Proves that an address given to LinkEmail is yours, with the code sent to it; after that you can sign in with it. */
@ClientMessage(AuthType.VerifyEmail)
export class AuthVerifyEmailDto {
  /** The code from the mail; case, spaces and "-" do not matter. */
  @IsString()
  @Length(1, MAX_MAIL_CODE)
  @Secret()
  readonly code!: string;
}

/** Sends a mail with a code for a new password. The answer is the same whether or not the address has an account. */
@ClientMessage(AuthType.RequestPasswordReset, { access: 'anyone' })
export class AuthRequestPasswordResetDto {
  @IsEmail()
  @MaxLength(MAX_EMAIL)
  readonly email!: string;
}

/** Sets a new password with the code from a mail, and signs out everywhere. */
@ClientMessage(AuthType.ResetPassword, { access: 'anyone' })
export class AuthResetPasswordDto {
  /** The code from the mail; case, spaces and "-" do not matter. */
  @IsString()
  @Length(1, MAX_MAIL_CODE)
  @Secret()
  readonly code!: string;

  /** The new password, 8 to 128 characters. */
  @IsString()
  @Length(MIN_PASSWORD, MAX_PASSWORD)
  @Secret()
  readonly password!: string;
}

/** Sets a new password, and signs out everywhere else. */
@ClientMessage(AuthType.ChangePassword, { reply: AuthSignedInDto })
export class AuthChangePasswordDto {
  /** The current password. */
  @IsString()
  @Length(1, MAX_PASSWORD)
  @Secret()
  readonly password!: string;

  /** The new password, 8 to 128 characters. */
  @IsString()
  @Length(MIN_PASSWORD, MAX_PASSWORD)
  @Secret()
  readonly newPassword!: string;
}

/** One sign-in method of an account. */
export class AuthIdentityDto {
  /** Its id, for Unlink. */
  @IsString()
  readonly id!: string;

  /** "device", "email" or "openid". */
  @IsString()
  readonly kind!: string;

  /** The e-mail address, or the OpenID provider's URL; empty for a device. */
  @IsString()
  readonly name!: string;

  /** Whether an e-mail address is verified and can sign in; true for the other kinds. */
  @IsBoolean()
  readonly isVerified!: boolean;
}

/** Your account. */
@ServerMessage(AuthType.AccountRead)
export class AuthAccountReadDto {
  @IsString()
  readonly playerId!: string;

  /** The player's name as others see it. */
  @IsString()
  readonly displayName!: string;

  /** The account's sign-in methods, oldest first. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => AuthIdentityDto)
  readonly identities!: AuthIdentityDto[];
}

/** Requests your account. */
@ClientMessage(AuthType.ReadAccount, { reply: AuthAccountReadDto })
export class AuthReadAccountDto {}

/** Changes your name as others see it. Names need not be unique. */
@ClientMessage(AuthType.Rename, { reply: AuthAccountReadDto })
export class AuthRenameDto {
  /** 1 to 32 characters. */
  @IsDisplayName(32)
  readonly displayName!: string;
}

/** Links a device, so that it can sign in to your account. */
@ClientMessage(AuthType.LinkDevice, { reply: AuthAccountReadDto })
export class AuthLinkDeviceDto {
  /** As in SignInWithDevice. */
  @Matches(DEVICE_ID)
  @Secret()
  readonly deviceId!: string;
}

/**
 * Asks to link an e-mail address and a password to your account. The mailed code, sent back with VerifyEmail, links them.
 * The answer is the same when the address already has an account: only the mail says so.
 */
@ClientMessage(AuthType.LinkEmail, { reply: AuthAccountReadDto })
export class AuthLinkEmailDto {
  @IsEmail()
  @MaxLength(MAX_EMAIL)
  readonly email!: string;

  /** 8 to 128 characters. */
  @IsString()
  @Length(MIN_PASSWORD, MAX_PASSWORD)
  @Secret()
  readonly password!: string;
}

/** Links an account at the server's OpenID provider, so that it can sign in to your account. */
@ClientMessage(AuthType.LinkOpenId, { reply: AuthAccountReadDto })
export class AuthLinkOpenIdDto {
  /** A token from the provider for this game. */
  @IsString()
  @Length(1, 4096)
  @Secret()
  readonly token!: string;
}

/** Removes a sign-in method, but never the last one. */
@ClientMessage(AuthType.Unlink, { reply: AuthAccountReadDto })
export class AuthUnlinkDto {
  /** The identity's id. */
  @IsUUID()
  readonly identityId!: string;
}

/** Permanently erases your account and everything stored about you, and ends your sessions. */
@ClientMessage(AuthType.Delete)
export class AuthDeleteDto {
  /** Your own player id again, as a confirmation. */
  @IsString()
  @Length(1, 64)
  readonly playerId!: string;
}

/** Everything stored about you. */
@ServerMessage(AuthType.Exported)
export class AuthExportedDto {
  /** A JSON object with one section for each part of the game that stores something. */
  @IsString()
  readonly json!: string;
}

/** Requests everything stored about you; if that is too large for one message, use `GET /auth/export`. */
@ClientMessage(AuthType.Export, { reply: AuthExportedDto })
export class AuthExportDto {}
