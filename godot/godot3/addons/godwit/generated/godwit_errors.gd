extends Reference
class_name GodwitErrors
## The codes of the server's refusals.
##
## Generated from the contract; do not edit.

## Too many recordings are being replayed. Close one, or try again later.
const ADMIN_BUSY := "admin.busy"
## The code is wrong, or was used before.
const ADMIN_CODE_REFUSED := "admin.code_refused"
## The code of your authenticator app is missing.
const ADMIN_CODE_REQUIRED := "admin.code_required"
## The request did not come from the console itself.
const ADMIN_FOREIGN_REQUEST := "admin.foreign_request"
## This is still being written.
const ADMIN_IN_USE := "admin.in_use"
## The last owner has to stay one.
const ADMIN_LAST_OWNER := "admin.last_owner"
## The link was used before, is too old, or is not whole.
const ADMIN_LINK_REFUSED := "admin.link_refused"
## There is an administrator of this name.
const ADMIN_NAME_TAKEN := "admin.name_taken"
## What this is about is not there any more.
const ADMIN_NO_SUCH_TARGET := "admin.no_such_target"
## Your role may not do this.
const ADMIN_NOT_ALLOWED := "admin.not_allowed"
## There is nothing at this address.
const ADMIN_NOT_FOUND := "admin.not_found"
## This needs a code of your authenticator app again.
const ADMIN_PROVE_AGAIN := "admin.prove_again"
## This needs a reason.
const ADMIN_REASON_MISSING := "admin.reason_missing"
## Sign in first.
const ADMIN_SIGNED_OUT := "admin.signed_out"
## The request or its answer is too large.
const ADMIN_TOO_LARGE := "admin.too_large"
## A password has 12 characters or more.
const ADMIN_WEAK_PASSWORD := "admin.weak_password"
## Name, password and code do not belong together.
const ADMIN_WRONG_CREDENTIALS := "admin.wrong_credentials"
## This account is banned.
const AUTH_BANNED := "auth.banned"
## The code is wrong, was used already, or is too old.
const AUTH_CODE_REFUSED := "auth.code_refused"
## Somebody else has shown that the e-mail address of this account is theirs; sign in again.
const AUTH_EMAIL_LOST := "auth.email_lost"
## This account was deleted.
const AUTH_ERASED := "auth.erased"
## This way to sign in belongs to another account.
const AUTH_IDENTITY_TAKEN := "auth.identity_taken"
## The account has no such way to sign in.
const AUTH_IDENTITY_UNKNOWN := "auth.identity_unknown"
## The last way to sign in cannot be removed.
const AUTH_LAST_IDENTITY := "auth.last_identity"
## This server sends no mails, so e-mail addresses are of no use here.
const AUTH_MAIL_UNAVAILABLE := "auth.mail_unavailable"
## To delete an account, its own id must be repeated.
const AUTH_NOT_CONFIRMED := "auth.not_confirmed"
## The identity provider cannot be asked at the moment.
const AUTH_PROVIDER_UNAVAILABLE := "auth.provider_unavailable"
## The token was refused.
const AUTH_REFUSED := "auth.refused"
## Sign in first.
const AUTH_REQUIRED := "auth.required"
## The player has signed out everywhere.
const AUTH_SIGNED_OUT := "auth.signed_out"
## Too many attempts; wait some minutes and try again.
const AUTH_TOO_MANY_ATTEMPTS := "auth.too_many_attempts"
## The account has as many ways to sign in as one may have.
const AUTH_TOO_MANY_IDENTITIES := "auth.too_many_identities"
## E-mail address and password do not belong together.
const AUTH_WRONG_CREDENTIALS := "auth.wrong_credentials"
## Chat cannot take anything new at the moment.
const CHAT_BUSY := "chat.busy"
## This channel takes no more members.
const CHAT_CHANNEL_FULL := "chat.channel_full"
## You may not speak in this channel at the moment.
const CHAT_MUTED := "chat.muted"
## You are not in this channel.
const CHAT_NOT_MEMBER := "chat.not_member"
## You may not moderate this channel.
const CHAT_NOT_MODERATOR := "chat.not_moderator"
## The line is not yours.
const CHAT_NOT_YOURS := "chat.not_yours"
## This text is not allowed here.
const CHAT_REFUSED := "chat.refused"
## Another moderator looks at this report.
const CHAT_REPORT_CLAIMED := "chat.report_claimed"
## No more reports are taken at the moment.
const CHAT_REPORTS_FULL := "chat.reports_full"
## This channel is in slow mode; wait a little.
const CHAT_SLOW_MODE := "chat.slow_mode"
## You say too much in too short a time.
const CHAT_TOO_FAST := "chat.too_fast"
## The line is too old to be changed.
const CHAT_TOO_LATE := "chat.too_late"
## You have blocked as many players as one player may.
const CHAT_TOO_MANY_BLOCKED := "chat.too_many_blocked"
## You are in as many channels as one player may be.
const CHAT_TOO_MANY_CHANNELS := "chat.too_many_channels"
## As many are muted in this channel as can be.
const CHAT_TOO_MANY_MUTES := "chat.too_many_mutes"
## You enter and read channels too often; wait a little.
const CHAT_TOO_OFTEN := "chat.too_often"
## The message cannot be delivered.
const CHAT_UNDELIVERABLE := "chat.undeliverable"
## There is no such line.
const CHAT_UNKNOWN_LINE := "chat.unknown_line"
## There is no such report, or it was decided.
const CHAT_UNKNOWN_REPORT := "chat.unknown_report"
## This is being restored after a failure; try again in a moment.
const CLUSTER_RECOVERING := "cluster.recovering"
## The server is rearranging itself; try again in a moment.
const CLUSTER_TRY_AGAIN := "cluster.try_again"
## The servers cannot reach each other at the moment.
const CLUSTER_UNAVAILABLE := "cluster.unavailable"
## The client was made for another contract of the server.
const CONTRACT_MISMATCH := "contract.mismatch"
## A binary client must say Hello with the contract it was made for first.
const CONTRACT_NOT_AGREED := "contract.not_agreed"
## The document has another version by now.
const DOCUMENT_CONFLICT := "document.conflict"
## The value must be the text of one JSON object whose numbers are finite.
const DOCUMENT_INVALID := "document.invalid"
## Only the game itself may change this document.
const DOCUMENT_PROTECTED := "document.protected"
## The player has as many documents, or as many bytes in them, as one player may have.
const DOCUMENT_QUOTA_EXCEEDED := "document.quota_exceeded"
## The same document is named twice in one batch.
const DOCUMENT_REPEATED := "document.repeated"
## The value is nested too deeply.
const DOCUMENT_TOO_DEEP := "document.too_deep"
## The player has written as many bytes as one player may in a minute.
const DOCUMENT_TOO_FAST := "document.too_fast"
## The value is larger than a document may be.
const DOCUMENT_TOO_LARGE := "document.too_large"
## The metadata must be the text of one JSON value, at most 512 bytes.
const LEADERBOARD_BAD_METADATA := "leaderboard.bad_metadata"
## Only the game itself submits scores to this leaderboard.
const LEADERBOARD_GAME_ONLY := "leaderboard.game_only"
## The sum of the scores would be too large to be exact.
const LEADERBOARD_OUT_OF_RANGE := "leaderboard.out_of_range"
## There is no such leaderboard.
const LEADERBOARD_UNKNOWN_BOARD := "leaderboard.unknown_board"
## The player has no entry in this season.
const LEADERBOARD_UNKNOWN_ENTRY := "leaderboard.unknown_entry"
## The leaderboard has no such season.
const LEADERBOARD_UNKNOWN_SEASON := "leaderboard.unknown_season"
## You may not make such a room.
const LOBBY_NOT_ALLOWED := "lobby.not_allowed"
## Players may not make rooms of this type.
const LOBBY_NOT_OPEN := "lobby.not_open"
## Your client can hold too little at once to follow the list of rooms.
const LOBBY_SMALL_BUFFER := "lobby.small_buffer"
## Too many requests to the lobby; wait a little.
const LOBBY_TOO_FAST := "lobby.too_fast"
## There are as many rooms of yours as one player may have.
const LOBBY_TOO_MANY_ROOMS := "lobby.too_many_rooms"
## The seats of this room are on offer already.
const MATCHMAKING_ALREADY_OFFERED := "matchmaking.already_offered"
## A player of this ticket waits for a match already.
const MATCHMAKING_ALREADY_WAITING := "matchmaking.already_waiting"
## The offered seats do not fit the teams of this queue.
const MATCHMAKING_BAD_OFFER := "matchmaking.bad_offer"
## A ticket needs at least one player, and each player once.
const MATCHMAKING_BAD_PARTY := "matchmaking.bad_party"
## The properties of the ticket break a rule of this queue.
const MATCHMAKING_BAD_PROPERTIES := "matchmaking.bad_properties"
## The query cannot be read.
const MATCHMAKING_BAD_QUERY := "matchmaking.bad_query"
## You, or a member of your party, is in a room; leave it first.
const MATCHMAKING_IN_ROOM := "matchmaking.in_room"
## No match waits for an answer to this ticket.
const MATCHMAKING_NO_PROPOSAL := "matchmaking.no_proposal"
## Only the leader of the party may look for a match.
const MATCHMAKING_NOT_LEADER := "matchmaking.not_leader"
## You wait for no match.
const MATCHMAKING_NOT_WAITING := "matchmaking.not_waiting"
## The party has more players than this queue takes together.
const MATCHMAKING_PARTY_TOO_LARGE := "matchmaking.party_too_large"
## Too many tickets wait in this queue.
const MATCHMAKING_QUEUE_FULL := "matchmaking.queue_full"
## There is no such queue.
const MATCHMAKING_UNKNOWN_QUEUE := "matchmaking.unknown_queue"
## There is no such ticket.
const MATCHMAKING_UNKNOWN_TICKET := "matchmaking.unknown_ticket"
## The message breaks a rule of its contract.
const MESSAGE_INVALID := "message.invalid"
## This message is not allowed for this session.
const MESSAGE_NOT_ALLOWED := "message.not_allowed"
## What the message asks for does not exist.
const MESSAGE_NOT_FOUND := "message.not_found"
## The message was refused.
const MESSAGE_REFUSED := "message.refused"
## The server has no message of this type.
const MESSAGE_UNKNOWN_TYPE := "message.unknown_type"
## The server runs without its network lab; it starts one with NETWORK_LAB=on, in development.
const NETWORK_LAB_OFF := "network_lab.off"
## The field "ref" must be a positive integer.
const PACKET_BAD_REF := "packet.bad_ref"
## The field "type" must be an integer from 0 to 65535.
const PACKET_BAD_TYPE := "packet.bad_type"
## A field of the packet holds what its form on the wire does not allow.
const PACKET_BAD_VALUE := "packet.bad_value"
## A number of variable length is longer than it has to be, or has more than 53 bits.
const PACKET_BAD_VARINT := "packet.bad_varint"
## The frame is empty.
const PACKET_EMPTY := "packet.empty"
## The frame is not valid JSON.
const PACKET_MALFORMED := "packet.malformed"
## Packets of this subprotocol come in binary frames.
const PACKET_NOT_BINARY := "packet.not_binary"
## A packet must be a JSON object.
const PACKET_NOT_OBJECT := "packet.not_object"
## Text in the packet is not valid UTF-8.
const PACKET_NOT_UTF8 := "packet.not_utf8"
## The packet is nested too deeply.
const PACKET_TOO_DEEP := "packet.too_deep"
## Bytes follow the last field of the packet.
const PACKET_TRAILING_BYTES := "packet.trailing_bytes"
## The packet ends before its last field does.
const PACKET_TRUNCATED := "packet.truncated"
## You have invited this player just now.
const PARTY_ALREADY_INVITED := "party.already_invited"
## You are in a party already; leave it first.
const PARTY_ALREADY_MEMBER := "party.already_member"
## You and the party are in different rooms; leave yours to join.
const PARTY_APART := "party.apart"
## A key or a value of the data is of no kind that a party keeps.
const PARTY_BAD_DATA := "party.bad_data"
## The one you invite is a member already.
const PARTY_CANNOT_INVITE_MEMBER := "party.cannot_invite_member"
## The party has as many members as it may have.
const PARTY_FULL := "party.full"
## There is no such invitation any more.
const PARTY_NO_SUCH_INVITATION := "party.no_such_invitation"
## The party has no such member.
const PARTY_NO_SUCH_MEMBER := "party.no_such_member"
## There is no party with this code that you may join.
const PARTY_NO_SUCH_PARTY := "party.no_such_party"
## The one you invite is not connected.
const PARTY_NOT_HERE := "party.not_here"
## Only the leader of the party may do this.
const PARTY_NOT_LEADER := "party.not_leader"
## You are in no party.
const PARTY_NOT_MEMBER := "party.not_member"
## The one you invite has too many invitations.
const PARTY_TOO_BUSY := "party.too_busy"
## Too many wrong codes; try again in a minute.
const PARTY_TOO_MANY_GUESSES := "party.too_many_guesses"
## Too many of your invitations wait for an answer.
const PARTY_TOO_MANY_INVITATIONS := "party.too_many_invitations"
## The data would be more than a party keeps.
const PARTY_TOO_MUCH_DATA := "party.too_much_data"
## The party has more members than that.
const PARTY_TOO_SMALL := "party.too_small"
## This player was erased.
const PLAYER_ERASED := "player.erased"
## A key of the details is not 1 to 32 letters, digits, "_", "-", "." and ":".
const PRESENCE_BAD_KEY := "presence.bad_key"
## You follow as many players as one session may.
const PRESENCE_TOO_MANY_FOLLOWED := "presence.too_many_followed"
## The activity is more than 512 bytes.
const PRESENCE_TOO_MUCH_ACTIVITY := "presence.too_much_activity"
## Too many messages in too short a time.
const RATE_LIMITED := "rate.limited"
## The host has left, and the game is over with it.
const RELAY_HOST_LEFT := "relay.host_left"
## There is no such peer in the room.
const RELAY_NO_PEER := "relay.no_peer"
## Open the relay before you send packets.
const RELAY_NOT_OPEN := "relay.not_open"
## You send more packets a second than the room relays.
const RELAY_TOO_FAST := "relay.too_fast"
## The packet is larger than the room relays; send it in pieces.
const RELAY_TOO_LARGE := "relay.too_large"
## You are in a room already; leave it first.
const ROOM_ALREADY_JOINED := "room.already_joined"
## The reservation is not valid, or not any more.
const ROOM_BAD_SEAT := "room.bad_seat"
## Too many messages wait for the room.
const ROOM_BUSY := "room.busy"
## The room is over.
const ROOM_CLOSED := "room.closed"
## The room has reached the longest time it may last.
const ROOM_EXPIRED := "room.expired"
## The room failed and was closed.
const ROOM_FAILED := "room.failed"
## The room is full.
const ROOM_FULL := "room.full"
## You did nothing for too long.
const ROOM_IDLE := "room.idle"
## You were sent out of the room.
const ROOM_KICKED := "room.kicked"
## The room takes nobody any more.
const ROOM_LOCKED := "room.locked"
## The room goes on at another node.
const ROOM_MOVED := "room.moved"
## There is no such room.
const ROOM_NOT_FOUND := "room.not_found"
## Only the host of the room may do this.
const ROOM_NOT_HOST := "room.not_host"
## You are in no room.
const ROOM_NOT_JOINED := "room.not_joined"
## Not everybody in the room is ready.
const ROOM_NOT_READY := "room.not_ready"
## This message is for a room that you are not in.
const ROOM_NOT_THERE := "room.not_there"
## The room is private; its code opens it.
const ROOM_PRIVATE := "room.private"
## The room does not let you in.
const ROOM_REFUSED := "room.refused"
## Your account took another seat in this room.
const ROOM_REPLACED := "room.replaced"
## Your account has a seat in this room already.
const ROOM_SEAT_TAKEN := "room.seat_taken"
## Such a room is more than a player may make.
const ROOM_TOO_COSTLY := "room.too_costly"
## There are as many rooms as this server may have.
const ROOM_TOO_MANY := "room.too_many"
## Too many of your messages wait for the room.
const ROOM_TOO_MANY_MESSAGES := "room.too_many_messages"
## Too many timers wait in this room.
const ROOM_TOO_MANY_TIMERS := "room.too_many_timers"
## Too many wrong codes or passwords; wait a little.
const ROOM_TOO_MANY_TRIES := "room.too_many_tries"
## There are no rooms of this type.
const ROOM_UNKNOWN_TYPE := "room.unknown_type"
## The room has another password.
const ROOM_WRONG_PASSWORD := "room.wrong_password"
## The server is restarting.
const SERVER_DRAINING := "server.draining"
## The server failed to handle the message.
const SERVER_INTERNAL := "server.internal"
## The server lets nobody new in at the moment.
const SERVER_MAINTENANCE := "server.maintenance"
## The player is connected already.
const SESSION_ALREADY_OPEN := "session.already_open"
## The answer is larger than what the client can take.
const SESSION_ANSWER_TOO_LARGE := "session.answer_too_large"
## The session is over.
const SESSION_CLOSED := "session.closed"
## The client did not answer the heartbeat.
const SESSION_HEARTBEAT_LOST := "session.heartbeat_lost"
## No Hello arrived in time.
const SESSION_HELLO_TIMEOUT := "session.hello_timeout"
## This session belongs to another player.
const SESSION_OTHER_PLAYER := "session.other_player"
## Too many messages of this session are waiting.
const SESSION_QUEUE_FULL := "session.queue_full"
## The player has connected from elsewhere.
const SESSION_REPLACED := "session.replaced"
## The client reads slower than the server sends.
const SESSION_TOO_SLOW := "session.too_slow"
## The database did not answer in time.
const STORAGE_TIMEOUT := "storage.timeout"
## The database cannot be reached at the moment.
const STORAGE_UNAVAILABLE := "storage.unavailable"
## This session is in no room whose state it could see.
const SYNC_NO_STATE := "sync.no_state"
## The whole state was asked for too often.
const SYNC_TOO_MANY_RESYNCS := "sync.too_many_resyncs"
## There is a mark in this cell already.
const TICTACTOE_CELL_TAKEN := "tictactoe.cell_taken"
## The game has not begun, or is over.
const TICTACTOE_NOT_PLAYING := "tictactoe.not_playing"
## It is the turn of the other player.
const TICTACTOE_NOT_YOUR_TURN := "tictactoe.not_your_turn"
## A value is not of the type its typed array or dictionary declares.
const VARIANT_BAD_ELEMENT := "variant.bad_element"
## A header of the Variant has flags that its type does not allow.
const VARIANT_BAD_FLAGS := "variant.bad_flags"
## The padding of a Variant string or byte array is not zero.
const VARIANT_BAD_PADDING := "variant.bad_padding"
## A string of the Variant is not valid Unicode or holds the character NUL.
const VARIANT_BAD_STRING := "variant.bad_string"
## A dictionary of the Variant holds a key twice.
const VARIANT_DUPLICATE_KEY := "variant.duplicate_key"
## The value is not one of the Variant model.
const VARIANT_NOT_A_VARIANT := "variant.not_a_variant"
## The engine version has no such Variant type.
const VARIANT_NOT_IN_ENGINE := "variant.not_in_engine"
## A number of the Variant is outside what its type can hold.
const VARIANT_OUT_OF_RANGE := "variant.out_of_range"
## The Variant holds an Object, RID, Callable or Signal.
const VARIANT_REFUSED := "variant.refused"
## The Variant is nested too deeply.
const VARIANT_TOO_DEEP := "variant.too_deep"
## The Variant is larger than allowed.
const VARIANT_TOO_LARGE := "variant.too_large"
## Bytes follow the end of the Variant.
const VARIANT_TRAILING := "variant.trailing"
## The Variant ends before its last value does.
const VARIANT_TRUNCATED := "variant.truncated"
## The Variant holds a type number that this engine does not have.
const VARIANT_UNKNOWN_TYPE := "variant.unknown_type"
