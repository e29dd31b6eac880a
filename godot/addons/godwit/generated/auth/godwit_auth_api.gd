class_name GodwitAuthApi
extends RefCounted
## The messages of the server's module "auth".
##
## Generated from the contract; do not edit.

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client


## Signs in without a name or password: the device is the account. A new device creates a new account.
func sign_in_with_device(device_id: String) -> GodwitAuthSignedIn.Result:
	return GodwitAuthSignedIn.Result.new(await _client.request(GodwitAuthSignInWithDevice.new(device_id)))


## Signs in without a name or password: the device is the account. A new device creates a new account.
func sign_in_with_device_with(message: GodwitAuthSignInWithDevice) -> GodwitAuthSignedIn.Result:
	return GodwitAuthSignedIn.Result.new(await _client.request(message))


## Requests an account with an e-mail address and a password. The mailed code creates it, see CompleteSignUp. The
## answer is the same when the address already has an account: only the mail says so.
func sign_up_with_email(email: String, password: String) -> GodwitResult:
	return await _client.request(GodwitAuthSignUpWithEmail.new(email, password))


## Requests an account with an e-mail address and a password. The mailed code creates it, see CompleteSignUp. The
## answer is the same when the address already has an account: only the mail says so.
func sign_up_with_email_with(message: GodwitAuthSignUpWithEmail) -> GodwitResult:
	return await _client.request(message)


## Signs in with an e-mail address and a password.
func sign_in_with_email(email: String, password: String) -> GodwitAuthSignedIn.Result:
	return GodwitAuthSignedIn.Result.new(await _client.request(GodwitAuthSignInWithEmail.new(email, password)))


## Signs in with an e-mail address and a password.
func sign_in_with_email_with(message: GodwitAuthSignInWithEmail) -> GodwitAuthSignedIn.Result:
	return GodwitAuthSignedIn.Result.new(await _client.request(message))


## Exchanges a refresh token for new tokens; the old one is then void. If the answer was lost, the same address
## may repeat it for 30 seconds; any other second use ends the sign-in it belongs to.
func refresh(refresh_token: String) -> GodwitAuthSignedIn.Result:
	return GodwitAuthSignedIn.Result.new(await _client.request(GodwitAuthRefresh.new(refresh_token)))


## Ends a sign-in and voids its tokens. The session itself lasts until it disconnects.
func sign_out(refresh_token: String) -> GodwitResult:
	return await _client.request(GodwitAuthSignOut.new(refresh_token))


## Ends a sign-in and voids its tokens. The session itself lasts until it disconnects.
func sign_out_with(message: GodwitAuthSignOut) -> GodwitResult:
	return await _client.request(message)


## Requests a ticket, so that a web export, which cannot set headers, can sign in when it opens its next
## connection.
func request_ticket() -> GodwitAuthTicketIssued.Result:
	return GodwitAuthTicketIssued.Result.new(await _client.request(GodwitAuthRequestTicket.new()))


## Resends the code that verifies an address linked to the account, if it is not verified yet.
func request_email_code() -> GodwitResult:
	return await _client.request(GodwitAuthRequestEmailCode.new())


## Proves that an address given to LinkEmail is yours, with the code sent to it; after that you can sign in with
## it.
func verify_email(code: String) -> GodwitResult:
	return await _client.request(GodwitAuthVerifyEmail.new(code))


## Sends a mail with a code for a new password. The answer is the same whether or not the address has an account.
func request_password_reset(email: String) -> GodwitResult:
	return await _client.request(GodwitAuthRequestPasswordReset.new(email))


## Sets a new password with the code from a mail, and signs out everywhere.
func reset_password(code: String, password: String) -> GodwitResult:
	return await _client.request(GodwitAuthResetPassword.new(code, password))


## Sets a new password, and signs out everywhere else.
func change_password(password: String, new_password: String) -> GodwitAuthSignedIn.Result:
	return GodwitAuthSignedIn.Result.new(await _client.request(GodwitAuthChangePassword.new(password, new_password)))


## Creates the account requested by SignUpWithEmail, with the code mailed to its address, and signs in.
func complete_sign_up(code: String, password: String) -> GodwitAuthSignedIn.Result:
	return GodwitAuthSignedIn.Result.new(await _client.request(GodwitAuthCompleteSignUp.new(code, password)))


## Requests your account.
func read_account() -> GodwitAuthAccountRead.Result:
	return GodwitAuthAccountRead.Result.new(await _client.request(GodwitAuthReadAccount.new()))


## Changes your name as others see it. Names need not be unique.
func rename(display_name: String) -> GodwitAuthAccountRead.Result:
	return GodwitAuthAccountRead.Result.new(await _client.request(GodwitAuthRename.new(display_name)))


## Links a device, so that it can sign in to your account.
func link_device(device_id: String) -> GodwitAuthAccountRead.Result:
	return GodwitAuthAccountRead.Result.new(await _client.request(GodwitAuthLinkDevice.new(device_id)))


## Asks to link an e-mail address and a password to your account. The mailed code, sent back with VerifyEmail,
## links them. The answer is the same when the address already has an account: only the mail says so.
func link_email(email: String, password: String) -> GodwitAuthAccountRead.Result:
	return GodwitAuthAccountRead.Result.new(await _client.request(GodwitAuthLinkEmail.new(email, password)))


## Links an account at the server's OpenID provider, so that it can sign in to your account.
func link_open_id(token: String) -> GodwitAuthAccountRead.Result:
	return GodwitAuthAccountRead.Result.new(await _client.request(GodwitAuthLinkOpenId.new(token)))


## Removes a sign-in method, but never the last one.
func unlink(identity_id: String) -> GodwitAuthAccountRead.Result:
	return GodwitAuthAccountRead.Result.new(await _client.request(GodwitAuthUnlink.new(identity_id)))


## Permanently erases your account and everything stored about you, and ends your sessions.
func delete(player_id: String) -> GodwitResult:
	return await _client.request(GodwitAuthDelete.new(player_id))


## Requests everything stored about you; if that is too large for one message, use `GET /auth/export`.
func export_() -> GodwitAuthExported.Result:
	return GodwitAuthExported.Result.new(await _client.request(GodwitAuthExport.new()))
