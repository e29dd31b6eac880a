class_name GodwitAuthApi
extends RefCounted
## The messages of the server's module "auth".
##
## Generated from the contract; do not edit.

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client


## Signs in without a name or password: this device is the account. A new device makes a new account.
func sign_in_with_device(device_id: String) -> GodwitAuthSignedIn.Result:
	return GodwitAuthSignedIn.Result.new(await _client.request(GodwitAuthSignInWithDevice.new(device_id)))


## Signs in without a name or password: this device is the account. A new device makes a new account.
func sign_in_with_device_with(message: GodwitAuthSignInWithDevice) -> GodwitAuthSignedIn.Result:
	return GodwitAuthSignedIn.Result.new(await _client.request(message))


## Asks for an account with an e-mail address and a password. A mail has the code that makes it, for
## CompleteSignUp. The answer is the same where the address has an account already: the mail tells.
func sign_up_with_email(email: String, password: String) -> GodwitResult:
	return await _client.request(GodwitAuthSignUpWithEmail.new(email, password))


## Asks for an account with an e-mail address and a password. A mail has the code that makes it, for
## CompleteSignUp. The answer is the same where the address has an account already: the mail tells.
func sign_up_with_email_with(message: GodwitAuthSignUpWithEmail) -> GodwitResult:
	return await _client.request(message)


## Signs in with an e-mail address and a password.
func sign_in_with_email(email: String, password: String) -> GodwitAuthSignedIn.Result:
	return GodwitAuthSignedIn.Result.new(await _client.request(GodwitAuthSignInWithEmail.new(email, password)))


## Signs in with an e-mail address and a password.
func sign_in_with_email_with(message: GodwitAuthSignInWithEmail) -> GodwitAuthSignedIn.Result:
	return GodwitAuthSignedIn.Result.new(await _client.request(message))


## Gets new tokens for a refresh token, which is then void. For 30 seconds whoever has lost the answer may ask
## again, from the same address; any other second use ends the sign-in that it came of.
func refresh(refresh_token: String) -> GodwitAuthSignedIn.Result:
	return GodwitAuthSignedIn.Result.new(await _client.request(GodwitAuthRefresh.new(refresh_token)))


## Ends a sign-in: its tokens are void. The session goes on until it disconnects.
func sign_out(refresh_token: String) -> GodwitResult:
	return await _client.request(GodwitAuthSignOut.new(refresh_token))


## Ends a sign-in: its tokens are void. The session goes on until it disconnects.
func sign_out_with(message: GodwitAuthSignOut) -> GodwitResult:
	return await _client.request(message)


## Asks for a ticket: how a web export, which cannot set headers, signs in before its next connection opens.
func request_ticket() -> GodwitAuthTicketIssued.Result:
	return GodwitAuthTicketIssued.Result.new(await _client.request(GodwitAuthRequestTicket.new()))


## Sends another mail with a code that verifies an address which was linked to the account, if that is not
## verified yet.
func request_email_code() -> GodwitResult:
	return await _client.request(GodwitAuthRequestEmailCode.new())


## Shows that an address which LinkEmail has named is yours, with the code that was sent to it; from then on it
## can sign in.
func verify_email(code: String) -> GodwitResult:
	return await _client.request(GodwitAuthVerifyEmail.new(code))


## Sends a mail with a code that sets a new password. The answer is the same whether the address has an account or
## not.
func request_password_reset(email: String) -> GodwitResult:
	return await _client.request(GodwitAuthRequestPasswordReset.new(email))


## Sets a new password with the code of a mail, and signs out everywhere.
func reset_password(code: String, password: String) -> GodwitResult:
	return await _client.request(GodwitAuthResetPassword.new(code, password))


## Sets a new password, and signs out everywhere else.
func change_password(password: String, new_password: String) -> GodwitAuthSignedIn.Result:
	return GodwitAuthSignedIn.Result.new(await _client.request(GodwitAuthChangePassword.new(password, new_password)))


## Makes the account that SignUpWithEmail asked for, with the code that was sent to its address, and signs in.
func complete_sign_up(code: String, password: String) -> GodwitAuthSignedIn.Result:
	return GodwitAuthSignedIn.Result.new(await _client.request(GodwitAuthCompleteSignUp.new(code, password)))


## Asks for your account.
func read_account() -> GodwitAuthAccountRead.Result:
	return GodwitAuthAccountRead.Result.new(await _client.request(GodwitAuthReadAccount.new()))


## Changes how others see you. Names need not be unique.
func rename(display_name: String) -> GodwitAuthAccountRead.Result:
	return GodwitAuthAccountRead.Result.new(await _client.request(GodwitAuthRename.new(display_name)))


## Lets a device sign in to your account.
func link_device(device_id: String) -> GodwitAuthAccountRead.Result:
	return GodwitAuthAccountRead.Result.new(await _client.request(GodwitAuthLinkDevice.new(device_id)))


## Asks to let an e-mail address and a password sign in to your account. A mail has the code for VerifyEmail,
## which makes it so. The answer is the same where the address has an account already: the mail tells.
func link_email(email: String, password: String) -> GodwitAuthAccountRead.Result:
	return GodwitAuthAccountRead.Result.new(await _client.request(GodwitAuthLinkEmail.new(email, password)))


## Lets an account of the server's OpenID provider sign in to your account.
func link_open_id(token: String) -> GodwitAuthAccountRead.Result:
	return GodwitAuthAccountRead.Result.new(await _client.request(GodwitAuthLinkOpenId.new(token)))


## Removes a way to sign in, but never the last one.
func unlink(identity_id: String) -> GodwitAuthAccountRead.Result:
	return GodwitAuthAccountRead.Result.new(await _client.request(GodwitAuthUnlink.new(identity_id)))


## Erases your account and everything that is kept about you, for ever, and ends your sessions.
func delete(player_id: String) -> GodwitResult:
	return await _client.request(GodwitAuthDelete.new(player_id))


## Asks for everything that is kept about you; where it is too large for one message, `GET /auth/export` has it.
func export_() -> GodwitAuthExported.Result:
	return GodwitAuthExported.Result.new(await _client.request(GodwitAuthExport.new()))
