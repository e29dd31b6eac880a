extends Reference
class_name GodwitAuthApi
## The messages of the server's module "auth".
##
## Generated from the contract; do not edit.

var _client: Node


func _init(client: Node) -> void:
	_client = client


## Signs in without a name or password: this device is the account. A new device makes a new account.
## Await it: var result = yield(Godwit.auth.sign_in_with_device(...), "completed"), a GodwitResult whose value is
## a [GodwitAuthSignedIn].
func sign_in_with_device(device_id: String):
	return _client.request(GodwitAuthSignInWithDevice.new(device_id))


## Signs in without a name or password: this device is the account. A new device makes a new account.
## Await it: var result = yield(Godwit.auth.sign_in_with_device_with(...), "completed"), a GodwitResult whose
## value is a [GodwitAuthSignedIn].
func sign_in_with_device_with(message: GodwitAuthSignInWithDevice):
	return _client.request(message)


## Asks for an account with an e-mail address and a password. A mail has the code that makes it, for
## CompleteSignUp. The answer is the same where the address has an account already: the mail tells.
## Await it: var result = yield(Godwit.auth.sign_up_with_email(...), "completed"), a GodwitResult without a value.
func sign_up_with_email(email: String, password: String):
	return _client.request(GodwitAuthSignUpWithEmail.new(email, password))


## Asks for an account with an e-mail address and a password. A mail has the code that makes it, for
## CompleteSignUp. The answer is the same where the address has an account already: the mail tells.
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


## Gets new tokens for a refresh token, which is then void. For 30 seconds whoever has lost the answer may ask
## again, from the same address; any other second use ends the sign-in that it came of.
## Await it: var result = yield(Godwit.auth.refresh(...), "completed"), a GodwitResult whose value is a
## [GodwitAuthSignedIn].
func refresh(refresh_token: String):
	return _client.request(GodwitAuthRefresh.new(refresh_token))


## Ends a sign-in: its tokens are void. The session goes on until it disconnects.
## Await it: var result = yield(Godwit.auth.sign_out(...), "completed"), a GodwitResult without a value.
func sign_out(refresh_token: String):
	return _client.request(GodwitAuthSignOut.new(refresh_token))


## Ends a sign-in: its tokens are void. The session goes on until it disconnects.
## Await it: var result = yield(Godwit.auth.sign_out_with(...), "completed"), a GodwitResult without a value.
func sign_out_with(message: GodwitAuthSignOut):
	return _client.request(message)


## Asks for a ticket: how a web export, which cannot set headers, signs in before its next connection opens.
## Await it: var result = yield(Godwit.auth.request_ticket(...), "completed"), a GodwitResult whose value is a
## [GodwitAuthTicketIssued].
func request_ticket():
	return _client.request(GodwitAuthRequestTicket.new())


## Sends another mail with a code that verifies an address which was linked to the account, if that is not
## verified yet.
## Await it: var result = yield(Godwit.auth.request_email_code(...), "completed"), a GodwitResult without a value.
func request_email_code():
	return _client.request(GodwitAuthRequestEmailCode.new())


## Shows that an address which LinkEmail has named is yours, with the code that was sent to it; from then on it
## can sign in.
## Await it: var result = yield(Godwit.auth.verify_email(...), "completed"), a GodwitResult without a value.
func verify_email(code: String):
	return _client.request(GodwitAuthVerifyEmail.new(code))


## Sends a mail with a code that sets a new password. The answer is the same whether the address has an account or
## not.
## Await it: var result = yield(Godwit.auth.request_password_reset(...), "completed"), a GodwitResult without a
## value.
func request_password_reset(email: String):
	return _client.request(GodwitAuthRequestPasswordReset.new(email))


## Sets a new password with the code of a mail, and signs out everywhere.
## Await it: var result = yield(Godwit.auth.reset_password(...), "completed"), a GodwitResult without a value.
func reset_password(code: String, password: String):
	return _client.request(GodwitAuthResetPassword.new(code, password))


## Sets a new password, and signs out everywhere else.
## Await it: var result = yield(Godwit.auth.change_password(...), "completed"), a GodwitResult whose value is a
## [GodwitAuthSignedIn].
func change_password(password: String, new_password: String):
	return _client.request(GodwitAuthChangePassword.new(password, new_password))


## Makes the account that SignUpWithEmail asked for, with the code that was sent to its address, and signs in.
## Await it: var result = yield(Godwit.auth.complete_sign_up(...), "completed"), a GodwitResult whose value is a
## [GodwitAuthSignedIn].
func complete_sign_up(code: String, password: String):
	return _client.request(GodwitAuthCompleteSignUp.new(code, password))


## Asks for your account.
## Await it: var result = yield(Godwit.auth.read_account(...), "completed"), a GodwitResult whose value is a
## [GodwitAuthAccountRead].
func read_account():
	return _client.request(GodwitAuthReadAccount.new())


## Changes how others see you. Names need not be unique.
## Await it: var result = yield(Godwit.auth.rename(...), "completed"), a GodwitResult whose value is a
## [GodwitAuthAccountRead].
func rename(display_name: String):
	return _client.request(GodwitAuthRename.new(display_name))


## Lets a device sign in to your account.
## Await it: var result = yield(Godwit.auth.link_device(...), "completed"), a GodwitResult whose value is a
## [GodwitAuthAccountRead].
func link_device(device_id: String):
	return _client.request(GodwitAuthLinkDevice.new(device_id))


## Asks to let an e-mail address and a password sign in to your account. A mail has the code for VerifyEmail,
## which makes it so. The answer is the same where the address has an account already: the mail tells.
## Await it: var result = yield(Godwit.auth.link_email(...), "completed"), a GodwitResult whose value is a
## [GodwitAuthAccountRead].
func link_email(email: String, password: String):
	return _client.request(GodwitAuthLinkEmail.new(email, password))


## Lets an account of the server's OpenID provider sign in to your account.
## Await it: var result = yield(Godwit.auth.link_open_id(...), "completed"), a GodwitResult whose value is a
## [GodwitAuthAccountRead].
func link_open_id(token: String):
	return _client.request(GodwitAuthLinkOpenId.new(token))


## Removes a way to sign in, but never the last one.
## Await it: var result = yield(Godwit.auth.unlink(...), "completed"), a GodwitResult whose value is a
## [GodwitAuthAccountRead].
func unlink(identity_id: String):
	return _client.request(GodwitAuthUnlink.new(identity_id))


## Erases your account and everything that is kept about you, for ever, and ends your sessions.
## Await it: var result = yield(Godwit.auth.delete(...), "completed"), a GodwitResult without a value.
func delete(player_id: String):
	return _client.request(GodwitAuthDelete.new(player_id))


## Asks for everything that is kept about you; where it is too large for one message, `GET /auth/export` has it.
## Await it: var result = yield(Godwit.auth.export_(...), "completed"), a GodwitResult whose value is a
## [GodwitAuthExported].
func export_():
	return _client.request(GodwitAuthExport.new())
