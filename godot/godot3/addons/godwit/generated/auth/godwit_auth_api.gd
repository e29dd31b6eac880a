extends Reference
class_name GodwitAuthApi
## The messages of the server's module "auth".
##
## Generated from the contract; do not edit.

var _client: Node


func _init(client: Node) -> void:
	_client = client


## Signs in without a name or password: the device is the account. A new device creates a new account.
## Await it: var result = yield(Godwit.auth.sign_in_with_device(...), "completed"), a GodwitResult whose value is
## a [GodwitAuthSignedIn].
func sign_in_with_device(device_id: String):
	return _client.request(GodwitAuthSignInWithDevice.new(device_id))


## Signs in without a name or password: the device is the account. A new device creates a new account.
## Await it: var result = yield(Godwit.auth.sign_in_with_device_with(...), "completed"), a GodwitResult whose
## value is a [GodwitAuthSignedIn].
func sign_in_with_device_with(message: GodwitAuthSignInWithDevice):
	return _client.request(message)


## Requests an account with an e-mail address and a password. The mailed code creates it, see CompleteSignUp. The
## answer is the same when the address already has an account: only the mail says so.
## Await it: var result = yield(Godwit.auth.sign_up_with_email(...), "completed"), a GodwitResult without a value.
func sign_up_with_email(email: String, password: String):
	return _client.request(GodwitAuthSignUpWithEmail.new(email, password))


## Requests an account with an e-mail address and a password. The mailed code creates it, see CompleteSignUp. The
## answer is the same when the address already has an account: only the mail says so.
## Await it: var result = yield(Godwit.auth.sign_up_with_email_with(...), "completed"), a GodwitResult without a
## value.
func sign_up_with_email_with(message: GodwitAuthSignUpWithEmail):
	return _client.request(message)


## Signs in with an e-mail address and a password.
## Await it: var result = yield(Godwit.auth.sign_in_with_email(...), "completed"), a GodwitResult whose value is a
## [GodwitAuthSignedIn].
func sign_in_with_email(email: String, password: String):
	return _client.request(GodwitAuthSignInWithEmail.new(email, password))


## Signs in with an e-mail address and a password.
## Await it: var result = yield(Godwit.auth.sign_in_with_email_with(...), "completed"), a GodwitResult whose value
## is a [GodwitAuthSignedIn].
func sign_in_with_email_with(message: GodwitAuthSignInWithEmail):
	return _client.request(message)


## Exchanges a refresh token for new tokens; the old one is then void. If the answer was lost, the same address
## may repeat it for 30 seconds; any other second use ends the sign-in it belongs to.
## Await it: var result = yield(Godwit.auth.refresh(...), "completed"), a GodwitResult whose value is a
## [GodwitAuthSignedIn].
func refresh(refresh_token: String):
	return _client.request(GodwitAuthRefresh.new(refresh_token))


## Ends a sign-in and voids its tokens. The session itself lasts until it disconnects.
## Await it: var result = yield(Godwit.auth.sign_out(...), "completed"), a GodwitResult without a value.
func sign_out(refresh_token: String):
	return _client.request(GodwitAuthSignOut.new(refresh_token))


## Ends a sign-in and voids its tokens. The session itself lasts until it disconnects.
## Await it: var result = yield(Godwit.auth.sign_out_with(...), "completed"), a GodwitResult without a value.
func sign_out_with(message: GodwitAuthSignOut):
	return _client.request(message)


## Requests a ticket, so that a web export, which cannot set headers, can sign in when it opens its next
## connection.
## Await it: var result = yield(Godwit.auth.request_ticket(...), "completed"), a GodwitResult whose value is a
## [GodwitAuthTicketIssued].
func request_ticket():
	return _client.request(GodwitAuthRequestTicket.new())


## Resends the code that verifies an address linked to the account, if it is not verified yet.
## Await it: var result = yield(Godwit.auth.request_email_code(...), "completed"), a GodwitResult without a value.
func request_email_code():
	return _client.request(GodwitAuthRequestEmailCode.new())


## Proves that an address given to LinkEmail is yours, with the code sent to it; after that you can sign in with
## it.
## Await it: var result = yield(Godwit.auth.verify_email(...), "completed"), a GodwitResult without a value.
func verify_email(code: String):
	return _client.request(GodwitAuthVerifyEmail.new(code))


## Sends a mail with a code for a new password. The answer is the same whether or not the address has an account.
## Await it: var result = yield(Godwit.auth.request_password_reset(...), "completed"), a GodwitResult without a
## value.
func request_password_reset(email: String):
	return _client.request(GodwitAuthRequestPasswordReset.new(email))


## Sets a new password with the code from a mail, and signs out everywhere.
## Await it: var result = yield(Godwit.auth.reset_password(...), "completed"), a GodwitResult without a value.
func reset_password(code: String, password: String):
	return _client.request(GodwitAuthResetPassword.new(code, password))


## Sets a new password, and signs out everywhere else.
## Await it: var result = yield(Godwit.auth.change_password(...), "completed"), a GodwitResult whose value is a
## [GodwitAuthSignedIn].
func change_password(password: String, new_password: String):
	return _client.request(GodwitAuthChangePassword.new(password, new_password))


## Creates the account requested by SignUpWithEmail, with the code mailed to its address, and signs in.
## Await it: var result = yield(Godwit.auth.complete_sign_up(...), "completed"), a GodwitResult whose value is a
## [GodwitAuthSignedIn].
func complete_sign_up(code: String, password: String):
	return _client.request(GodwitAuthCompleteSignUp.new(code, password))


## Requests your account.
## Await it: var result = yield(Godwit.auth.read_account(...), "completed"), a GodwitResult whose value is a
## [GodwitAuthAccountRead].
func read_account():
	return _client.request(GodwitAuthReadAccount.new())


## Changes your name as others see it. Names need not be unique.
## Await it: var result = yield(Godwit.auth.rename(...), "completed"), a GodwitResult whose value is a
## [GodwitAuthAccountRead].
func rename(display_name: String):
	return _client.request(GodwitAuthRename.new(display_name))


## Links a device, so that it can sign in to your account.
## Await it: var result = yield(Godwit.auth.link_device(...), "completed"), a GodwitResult whose value is a
## [GodwitAuthAccountRead].
func link_device(device_id: String):
	return _client.request(GodwitAuthLinkDevice.new(device_id))


## Asks to link an e-mail address and a password to your account. The mailed code, sent back with VerifyEmail,
## links them. The answer is the same when the address already has an account: only the mail says so.
## Await it: var result = yield(Godwit.auth.link_email(...), "completed"), a GodwitResult whose value is a
## [GodwitAuthAccountRead].
func link_email(email: String, password: String):
	return _client.request(GodwitAuthLinkEmail.new(email, password))


## Links an account at the server's OpenID provider, so that it can sign in to your account.
## Await it: var result = yield(Godwit.auth.link_open_id(...), "completed"), a GodwitResult whose value is a
## [GodwitAuthAccountRead].
func link_open_id(token: String):
	return _client.request(GodwitAuthLinkOpenId.new(token))


## Removes a sign-in method, but never the last one.
## Await it: var result = yield(Godwit.auth.unlink(...), "completed"), a GodwitResult whose value is a
## [GodwitAuthAccountRead].
func unlink(identity_id: String):
	return _client.request(GodwitAuthUnlink.new(identity_id))


## Permanently erases your account and everything stored about you, and ends your sessions.
## Await it: var result = yield(Godwit.auth.delete(...), "completed"), a GodwitResult without a value.
func delete(player_id: String):
	return _client.request(GodwitAuthDelete.new(player_id))


## Requests everything stored about you; if that is too large for one message, use `GET /auth/export`.
## Await it: var result = yield(Godwit.auth.export_(...), "completed"), a GodwitResult whose value is a
## [GodwitAuthExported].
func export_():
	return _client.request(GodwitAuthExport.new())
