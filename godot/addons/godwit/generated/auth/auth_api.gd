class_name AuthApi
extends RefCounted
## The messages of the server's module "auth".
##
## Generated from the contract; do not edit.

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client


## Signs in without a name or password: this device is the account. A new device makes a new account.
func sign_in_with_device(device_id: String) -> AuthSignedIn.Result:
	return AuthSignedIn.Result.new(await _client.request(AuthSignInWithDevice.new(device_id)))


## Signs in without a name or password: this device is the account. A new device makes a new account.
func sign_in_with_device_with(message: AuthSignInWithDevice) -> AuthSignedIn.Result:
	return AuthSignedIn.Result.new(await _client.request(message))


## Asks for an account with an e-mail address and a password. A mail has the code that makes it, for
## CompleteSignUp. The answer is the same where the address has an account already: the mail tells.
func sign_up_with_email(email: String, password: String) -> GodwitResult:
	return await _client.request(AuthSignUpWithEmail.new(email, password))


## Asks for an account with an e-mail address and a password. A mail has the code that makes it, for
## CompleteSignUp. The answer is the same where the address has an account already: the mail tells.
func sign_up_with_email_with(message: AuthSignUpWithEmail) -> GodwitResult:
	return await _client.request(message)


## Signs in with an e-mail address and a password.
func sign_in_with_email(email: String, password: String) -> AuthSignedIn.Result:
	return AuthSignedIn.Result.new(await _client.request(AuthSignInWithEmail.new(email, password)))


## Signs in with an e-mail address and a password.
func sign_in_with_email_with(message: AuthSignInWithEmail) -> AuthSignedIn.Result:
	return AuthSignedIn.Result.new(await _client.request(message))


## Gets new tokens for a refresh token, which is then void. For 30 seconds whoever has lost the answer may ask
## again, from the same address; any other second use ends the sign-in that it came of.
func refresh(refresh_token: String) -> AuthSignedIn.Result:
	return AuthSignedIn.Result.new(await _client.request(AuthRefresh.new(refresh_token)))


## Ends a sign-in: its tokens are void. The session goes on until it disconnects.
func sign_out(refresh_token: String) -> GodwitResult:
	return await _client.request(AuthSignOut.new(refresh_token))


## Ends a sign-in: its tokens are void. The session goes on until it disconnects.
func sign_out_with(message: AuthSignOut) -> GodwitResult:
	return await _client.request(message)


## Asks for a ticket: how a web export, which cannot set headers, signs in before its next connection opens.
func request_ticket() -> AuthTicketIssued.Result:
	return AuthTicketIssued.Result.new(await _client.request(AuthRequestTicket.new()))


## Sends another mail with a code that verifies an address which was linked to the account, if that is not
## verified yet.
func request_email_code() -> GodwitResult:
	return await _client.request(AuthRequestEmailCode.new())


## Shows that an address which LinkEmail has named is yours, with the code that was sent to it; from then on it
## can sign in.
func verify_email(code: String) -> GodwitResult:
	return await _client.request(AuthVerifyEmail.new(code))


## Sends a mail with a code that sets a new password. The answer is the same whether the address has an account or
## not.
func request_password_reset(email: String) -> GodwitResult:
	return await _client.request(AuthRequestPasswordReset.new(email))


## Sets a new password with the code of a mail, and signs out everywhere.
func reset_password(code: String, password: String) -> GodwitResult:
	return await _client.request(AuthResetPassword.new(code, password))


## Sets a new password, and signs out everywhere else.
func change_password(password: String, new_password: String) -> AuthSignedIn.Result:
	return AuthSignedIn.Result.new(await _client.request(AuthChangePassword.new(password, new_password)))


## Makes the account that SignUpWithEmail asked for, with the code that was sent to its address, and signs in.
func complete_sign_up(code: String, password: String) -> AuthSignedIn.Result:
	return AuthSignedIn.Result.new(await _client.request(AuthCompleteSignUp.new(code, password)))


## Asks for your account.
func read_account() -> AuthAccountRead.Result:
	return AuthAccountRead.Result.new(await _client.request(AuthReadAccount.new()))


## Changes how others see you. Names need not be unique.
func rename(display_name: String) -> AuthAccountRead.Result:
	return AuthAccountRead.Result.new(await _client.request(AuthRename.new(display_name)))


## Lets a device sign in to your account.
func link_device(device_id: String) -> AuthAccountRead.Result:
	return AuthAccountRead.Result.new(await _client.request(AuthLinkDevice.new(device_id)))


## Asks to let an e-mail address and a password sign in to your account. A mail has the code for VerifyEmail,
## which makes it so. The answer is the same where the address has an account already: the mail tells.
func link_email(email: String, password: String) -> AuthAccountRead.Result:
	return AuthAccountRead.Result.new(await _client.request(AuthLinkEmail.new(email, password)))


## Lets an account of the server's OpenID provider sign in to your account.
func link_open_id(token: String) -> AuthAccountRead.Result:
	return AuthAccountRead.Result.new(await _client.request(AuthLinkOpenId.new(token)))


## Removes a way to sign in, but never the last one.
func unlink(identity_id: String) -> AuthAccountRead.Result:
	return AuthAccountRead.Result.new(await _client.request(AuthUnlink.new(identity_id)))


## Erases your account and everything that is kept about you, for ever, and ends your sessions.
func delete(player_id: String) -> GodwitResult:
	return await _client.request(AuthDelete.new(player_id))


## Asks for everything that is kept about you; where it is too large for one message, `GET /auth/export` has it.
func export_() -> AuthExported.Result:
	return AuthExported.Result.new(await _client.request(AuthExport.new()))
