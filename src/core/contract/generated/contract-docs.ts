// Generated from the doc comments of the message classes by `npm run contract:docs`; do not edit.
import type { ContractDocs } from '../../../protocol/contract/build-contract.js';

/** What the doc comments of the message classes and of their fields say. */
export const contractDocs: ContractDocs = {
  AckDto: { doc: 'The empty answer: done, and there is nothing to say. It is sent without a message.', fields: {} },
  ArenaInputDto: {
    doc: 'Where you steer; sent whenever that changes, and answered by what the state shows.',
    fields: {
      seq: 'Counts up from 1 with each input, and begins again at 0 after 65,535.',
      x: 'To the right, -1 to 1.',
      y: 'Down, -1 to 1.',
    },
  },
  ArenaState: {
    doc: 'All that can be seen of an arena.',
    fields: { pawns: 'Who runs about.', coins: 'What there is to pick up.' },
  },
  AuthAccountReadDto: {
    doc: 'Your account.',
    fields: {
      playerId: '',
      displayName: 'How others see the player.',
      identities: 'The ways to sign in to it, the oldest first.',
    },
  },
  AuthChangePasswordDto: {
    doc: 'Sets a new password, and signs out everywhere else.',
    fields: { password: 'The password until now.', newPassword: 'The password from now on, 8 to 128 characters.' },
  },
  AuthCompleteSignUpDto: {
    doc: 'Makes the account that SignUpWithEmail asked for, with the code that was sent to its address, and signs in.',
    fields: {
      code: 'As it stands in the mail; case, blanks and "-" do not matter.',
      password: 'The password of SignUpWithEmail once more.',
    },
  },
  AuthDeleteDto: {
    doc: 'Erases your account and everything that is kept about you, for ever, and ends your sessions.',
    fields: { playerId: 'Your own player id once more, so that no slip does this.' },
  },
  AuthExportDto: {
    doc: 'Asks for everything that is kept about you; where it is too large for one message, `GET /auth/export` has it.',
    fields: {},
  },
  AuthExportedDto: {
    doc: 'Everything that is kept about you.',
    fields: { json: 'A JSON object with a section for each part of the game that keeps something.' },
  },
  AuthIdentityDto: {
    doc: 'One way to sign in to an account.',
    fields: {
      id: 'Names it for Unlink.',
      kind: '"device", "email" or "openid".',
      name: "The e-mail address, or the OpenID provider's address; empty for a device.",
      isVerified: "Whether an e-mail address was shown to be the player's, and can sign in; true for the other kinds.",
    },
  },
  AuthLinkDeviceDto: { doc: 'Lets a device sign in to your account.', fields: { deviceId: 'As in SignInWithDevice.' } },
  AuthLinkEmailDto: {
    doc: 'Asks to let an e-mail address and a password sign in to your account. A mail has the code for VerifyEmail, which makes it so. The answer is the same where the address has an account already: the mail tells.',
    fields: { email: '', password: '8 to 128 characters.' },
  },
  AuthLinkOpenIdDto: {
    doc: "Lets an account of the server's OpenID provider sign in to your account.",
    fields: { token: 'A token of the provider for this game.' },
  },
  AuthReadAccountDto: { doc: 'Asks for your account.', fields: {} },
  AuthRefreshDto: {
    doc: 'Gets new tokens for a refresh token, which is then void. For 30 seconds whoever has lost the answer may ask again, from the same address; any other second use ends the sign-in that it came of.',
    fields: { refreshToken: 'The latest refresh token.' },
  },
  AuthRenameDto: {
    doc: 'Changes how others see you. Names need not be unique.',
    fields: { displayName: '1 to 32 characters.' },
  },
  AuthRequestEmailCodeDto: {
    doc: 'Sends another mail with a code that verifies an address which was linked to the account, if that is not verified yet.',
    fields: {},
  },
  AuthRequestPasswordResetDto: {
    doc: 'Sends a mail with a code that sets a new password. The answer is the same whether the address has an account or not.',
    fields: { email: '' },
  },
  AuthRequestTicketDto: {
    doc: 'Asks for a ticket: how a web export, which cannot set headers, signs in before its next connection opens.',
    fields: {},
  },
  AuthResetPasswordDto: {
    doc: 'Sets a new password with the code of a mail, and signs out everywhere.',
    fields: {
      code: 'As it stands in the mail; case, blanks and "-" do not matter.',
      password: 'The new password, 8 to 128 characters.',
    },
  },
  AuthSignInWithDeviceDto: {
    doc: 'Signs in without a name or password: this device is the account. A new device makes a new account.',
    fields: {
      deviceId:
        'Made once by the client, from at least 16 random bytes, and kept: it is a password. 16 to 128 letters, digits, "-", "_" and ".".',
      displayName: 'How a new account is called, 1 to 32 characters; an old one keeps its name.',
    },
  },
  AuthSignInWithEmailDto: {
    doc: 'Signs in with an e-mail address and a password.',
    fields: {
      email: '',
      password: '',
      refreshToken:
        'A refresh token that this device has had of the account, also one that is void: who shows it gets in although strangers are guessing at the password.',
    },
  },
  AuthSignOutDto: {
    doc: 'Ends a sign-in: its tokens are void. The session goes on until it disconnects.',
    fields: {
      refreshToken: 'The latest refresh token of the sign-in that ends.',
      everywhere: 'Whether to end all sign-ins of the account, and its other sessions; false by default.',
    },
  },
  AuthSignUpWithEmailDto: {
    doc: 'Asks for an account with an e-mail address and a password. A mail has the code that makes it, for CompleteSignUp. The answer is the same where the address has an account already: the mail tells.',
    fields: {
      email: 'The address, in any case; plain letters, also of other scripts in its domain.',
      password: '8 to 128 characters, any of them.',
      displayName: 'How the account is called, 1 to 32 characters.',
    },
  },
  AuthSignedInDto: {
    doc: 'You are signed in. Keep the refresh token where only this player can read it.',
    fields: {
      playerId: "The account's id, which is the player's id everywhere.",
      displayName: 'How others see the player.',
      isNew: 'True when the account was made just now.',
      accessToken: 'Shows who you are: in the Hello of the next connection, and as a Bearer token over HTTP. A secret.',
      accessSeconds: 'How long the access token is good from now on, in seconds.',
      refreshToken: 'Gets the next pair of tokens, once. A secret.',
      refreshSeconds: 'How long the refresh token is good from now on, in seconds.',
    },
  },
  AuthTicketIssuedDto: {
    doc: 'A ticket that opens one connection as you.',
    fields: {
      ticket: 'Goes into the subprotocol `godwit.ticket.<ticket>`, or into the query as `ticket`.',
      expiresInMs: 'How long it is good, in milliseconds.',
    },
  },
  AuthUnlinkDto: {
    doc: 'Removes a way to sign in, but never the last one.',
    fields: { identityId: "The identity's id." },
  },
  AuthVerifyEmailDto: {
    doc: 'Shows that an address which LinkEmail has named is yours, with the code that was sent to it; from then on it can sign in.',
    fields: { code: 'As it stands in the mail; case, blanks and "-" do not matter.' },
  },
  ChatBlockDto: {
    doc: 'Blocks a player, or ends that: you see nothing of what he says, and he cannot write to you. He is not told.',
    fields: { playerId: 'Whom.', isBlocked: 'False ends it.' },
  },
  ChatBlockedListedDto: {
    doc: 'Whom you have blocked.',
    fields: {
      playerIds: 'Their player ids.',
      displayNames:
        'How they are called, in the same order; empty texts for those whose name the server does not know.',
    },
  },
  ChatConversationDto: {
    doc: 'A conversation with another player.',
    fields: {
      playerId: 'With whom.',
      lastLine: 'The last thing that was said, by either. Absent when it does not exist any more.',
      displayName: 'How the player is called, up to 32 characters. Absent when the server knows no name.',
    },
  },
  ChatConversationsDto: {
    doc: 'Asks for your conversations with other players, the latest first: how a player sees who wrote while he was away.',
    fields: {
      cursor: 'The cursor of the page before; absent: from the latest.',
      limit: 'The most to send; absent: 20.',
    },
  },
  ChatConversationsListedDto: {
    doc: 'Your conversations.',
    fields: {
      conversations: 'The latest first; those with players whom you have blocked are left out.',
      cursor: 'For `cursor` of the next request; absent on the last page.',
    },
  },
  ChatDeleteDto: {
    doc: 'Deletes a line of your own, for some minutes after it was said; a moderator deletes any line at any time.',
    fields: { channel: 'As in ChatSay.', id: "The line's number." },
  },
  ChatDeletedDto: {
    doc: 'A line of one of your channels was deleted.',
    fields: { channel: '', id: "The line's number." },
  },
  ChatEditDto: {
    doc: 'Changes a line of your own, for some minutes after it was said. Everybody in the channel is told.',
    fields: { channel: 'As in ChatSay.', id: "The line's number.", text: 'The new text, 1 to 500 characters.' },
  },
  ChatEditedDto: {
    doc: 'A line of one of your channels was changed; this is how it reads now.',
    fields: {
      id: 'Counts up from 1 in each channel.',
      channel: 'The channel it was said in.',
      from: 'Who said it.',
      text: "Plain text, as it was said or as the server's word filter left it; empty once it was deleted.",
      sentAtMs: 'When the server took it, milliseconds since 1970.',
      editedAtMs: 'When the text was last changed, milliseconds since 1970; absent when it never was.',
      isDeleted: 'True: it was deleted, and only its place is left. Otherwise absent.',
    },
  },
  ChatGroupJoinedDto: {
    doc: 'You are in the channel of your room or your party now.',
    fields: {
      channel: 'Its name from now on: "room:<id>" or "party:<id>".',
      member: 'You, as the others see you.',
      members: 'Who is in the channel, in the order they came; the first 100 at most: ChatMembers tells the others.',
      memberCount: 'How many are in the channel, you included.',
      history: 'The latest lines, oldest first; 100 at most, and fewer for a client whose buffer takes no more.',
    },
  },
  ChatGroupLeftDto: { doc: 'You have left the room or the party, and its channel with it.', fields: { channel: '' } },
  ChatHistoryDto: {
    doc: "Asks for a channel's latest lines, or for older ones.",
    fields: {
      channel: 'A name; "room:<id>" or "party:<id>" of your own; or "direct:<player id>".',
      before: 'Only lines with a smaller number, as the page before says; absent: the latest.',
      limit: 'The most lines to send; absent: 100. Fewer come where they are long.',
    },
  },
  ChatHistoryReadDto: {
    doc: "A channel's latest lines.",
    fields: {
      channel: '',
      lines: 'Oldest first; 100 at most.',
      before: 'For `before` of the next request; absent when there is nothing older.',
    },
  },
  ChatJoinDto: {
    doc: 'Enters a named channel, which exists as long as somebody is in it. Entering again changes your name. The channels of your room and your party are entered with the room or party itself.',
    fields: {
      channel: '1 to 32 lower-case letters, digits, "-" and "_".',
      name: 'How you want to be called, 1 to 24 characters.',
    },
  },
  ChatJoinedDto: {
    doc: 'You are in the channel now.',
    fields: {
      channel: '',
      member: 'You, as the others see you.',
      members: 'Who is in the channel, in the order they came; the first 100 at most: ChatMembers tells the others.',
      memberCount: 'How many are in the channel, you included.',
      history: 'The latest lines, oldest first; 100 at most, and fewer for a client whose buffer takes no more.',
    },
  },
  ChatLeaveDto: { doc: 'Leaves a named channel.', fields: { channel: '' } },
  ChatLineDto: {
    doc: 'One line of a channel.',
    fields: {
      id: 'Counts up from 1 in each channel.',
      channel: 'The channel it was said in.',
      from: 'Who said it.',
      text: "Plain text, as it was said or as the server's word filter left it; empty once it was deleted.",
      sentAtMs: 'When the server took it, milliseconds since 1970.',
      editedAtMs: 'When the text was last changed, milliseconds since 1970; absent when it never was.',
      isDeleted: 'True: it was deleted, and only its place is left. Otherwise absent.',
    },
  },
  ChatListBlockedDto: { doc: 'Asks whom you have blocked.', fields: {} },
  ChatMemberDto: {
    doc: 'Somebody in a channel.',
    fields: {
      id: "The member's session id.",
      name: 'The name the member chose; two members may have the same.',
      playerId: 'Who that is; absent when the member has not signed in.',
    },
  },
  ChatMemberJoinedDto: {
    doc: 'Somebody entered one of your channels, or came back under a new name.',
    fields: { channel: '', member: '', memberCount: 'How many are in the channel now.' },
  },
  ChatMemberLeftDto: {
    doc: 'Somebody left one of your channels, or lost the connection.',
    fields: { channel: '', member: '', memberCount: 'How many are in the channel now.' },
  },
  ChatMemberTypingDto: {
    doc: 'Somebody in one of your channels is writing; show it for three seconds.',
    fields: { channel: '', member: 'Who is writing.' },
  },
  ChatMembersDto: {
    doc: 'Asks who is in a channel.',
    fields: {
      channel: 'A name; "room:<id>" or "party:<id>" of your own; or "direct:<player id>".',
      after: 'Only those who came later, as the page before says; absent: from the first.',
      limit: 'The most members to name; absent: 100.',
    },
  },
  ChatMembersListedDto: {
    doc: 'Who is in a channel, or some of them.',
    fields: {
      channel: '',
      members: 'In the order they came; 100 at most.',
      memberCount: 'How many there are in all.',
      after: 'For `after` of the next request; absent when these were the last.',
    },
  },
  ChatMuteDto: {
    doc: "Takes somebody's voice in a channel for a time. For its moderators: the room's host, the party's leader.",
    fields: {
      channel: 'As in ChatSay; not a conversation.',
      target:
        "The id of a member who is in the channel, or a player's id. A player stays muted however often he comes back.",
      seconds: 'For how long; 0 gives the voice back.',
    },
  },
  ChatMutedDto: {
    doc: 'Somebody in one of your channels was muted, or may speak again.',
    fields: {
      channel: '',
      target: "The player's id; the member's id when it is nobody who has signed in.",
      untilMs: 'Until when, milliseconds since 1970; 0: may speak again.',
    },
  },
  ChatReceivedDto: {
    doc: 'Somebody in one of your channels, or in a conversation with you, said something.',
    fields: {
      id: 'Counts up from 1 in each channel.',
      channel: 'The channel it was said in.',
      from: 'Who said it.',
      text: "Plain text, as it was said or as the server's word filter left it; empty once it was deleted.",
      sentAtMs: 'When the server took it, milliseconds since 1970.',
      editedAtMs: 'When the text was last changed, milliseconds since 1970; absent when it never was.',
      isDeleted: 'True: it was deleted, and only its place is left. Otherwise absent.',
    },
  },
  ChatRenameDto: {
    doc: 'Says how you want to be called in your room, your party and your conversations.',
    fields: { name: '1 to 24 characters.' },
  },
  ChatReportDto: {
    doc: 'Brings a line to the attention of those who run the game; it is kept as it reads now, with what was said around it.',
    fields: {
      channel: 'As in ChatSay.',
      id: "The line's number.",
      reason: 'What is wrong with it, 1 to 200 characters.',
    },
  },
  ChatSaidDto: { doc: 'Your line was taken.', fields: { id: "The line's number in its channel." } },
  ChatSayDto: {
    doc: 'Says something to everybody in a channel, yourself included.',
    fields: {
      channel: 'A name; "room:<id>" or "party:<id>" of your own; or "direct:<player id>".',
      text: 'Plain text, 1 to 500 characters.',
    },
  },
  ChatSlowModeDto: {
    doc: 'Lets everybody in a channel but its moderators speak only every so often. For its moderators.',
    fields: {
      channel: 'As in ChatSay; not a conversation.',
      seconds: 'The time between two lines of one member; 0 ends it. It ends with the channel, too.',
    },
  },
  ChatSlowModeSetDto: {
    doc: 'How often one may speak in one of your channels has changed.',
    fields: { channel: '', seconds: 'The time between two lines of one member; 0: no limit.' },
  },
  ChatTypingDto: {
    doc: 'You are writing. Send it with every key if you like: the others are told every two seconds at most.',
    fields: { channel: 'As in ChatSay.' },
  },
  Coin: { doc: 'Something to pick up.', fields: { position: 'Where it lies.' } },
  ContractCompareDto: {
    doc: 'Asks what differs; sent in several parts when the contract is large, each about a range of types.',
    fields: {
      firstType: 'The first type of this part; 0 when absent.',
      lastType: 'The last type of this part; 65535 when absent.',
      messages: 'The messages that the client knows of these types; of the others, the server says that they are new.',
    },
  },
  ContractComparedDto: {
    doc: "What differs between the client's contract and the server's.",
    fields: { differences: "In the order of the messages' types; 64 at most. Empty when nothing differs." },
  },
  ContractDifferenceDto: {
    doc: 'Something that client and server see differently.',
    fields: {
      message: "The message's name.",
      field: "The field's name; empty when the whole message differs.",
      text: 'What differs, in words.',
      isBreaking:
        'Whether the message cannot be used any more. In JSON additions are compatible; in binary nothing is.',
    },
  },
  DrainingDto: {
    doc: 'The server is about to restart; a close with 1001 follows.',
    fields: {
      reconnectAfterMs:
        'Wait this long before coming back, in milliseconds; chosen per client, so that not all come at once.',
    },
  },
  ErrorDto: {
    doc: 'A refusal. With `ref` it answers that request; without, it is about a packet that asked for no answer.',
    fields: {
      code: 'The code to act on, e.g. "chat.not_member".',
      text: 'The code in words, for logs and developers.',
      details: 'Which fields broke which rules.',
    },
  },
  FieldIssueDto: {
    doc: 'One broken rule of one field. Holds nothing that the client sent.',
    fields: {
      field: 'Path of the field, e.g. "items.0.name"; empty for the message itself.',
      rule: 'The rule\'s name, e.g. "isInt".',
      text: 'The rule in words.',
    },
  },
  HelloDto: {
    doc: 'The first message of an SDK client. Without `ref` it is only logged, as in the 2020 tutorial.',
    fields: {
      text: "A line for the server's log.",
      engine: 'The client\'s engine, e.g. "godot".',
      engineVersion: 'The engine\'s version, e.g. "4.6.3".',
      platform: 'The platform the client runs on, e.g. "linux" or "web".',
      token: 'An access token; required where authentication is.',
      contract: "The client's contract hash. A binary client must send the server's own; with another it is refused.",
      receiveBufferBytes: "How many bytes the client can hold before it reads them; Godot's own default is 65,535.",
      resumable: 'Whether the session should outlive a drop of its connection.',
      resume:
        "The latest Welcome's resume token, to take that session back. Such a client waits for the Welcome before it sends more.",
      received:
        'With `resume`: how many messages the client has received in that session, Errors, Acks and types from 20.',
    },
  },
  LeaderboardAroundDto: {
    doc: "Asks for a player's place on a board, with those right before and right behind.",
    fields: {
      board: '',
      season: "A past season's number; absent: the one that is on.",
      playerId: 'Whose place; absent: your own.',
      limit: 'How many neighbours on either side; absent: 5.',
    },
  },
  LeaderboardAroundReadDto: {
    doc: 'A player and the neighbours.',
    fields: {
      board: '',
      season: 'When the season began, in seconds since 1970; 0 on a board without resets.',
      entries: 'The best first; empty when the player has no score.',
    },
  },
  LeaderboardDto: {
    doc: 'One board.',
    fields: {
      id: 'What other messages call `board`.',
      order: 'Which score is the best.',
      policy: 'What a new score does to the old one.',
      isOpen: 'Whether players submit scores; otherwise only the game itself does.',
      metadata: "JSON text of the game's own; empty when there is none.",
      season: 'When the season that is on began, in seconds since 1970; 0 on a board without resets.',
      endsAtMs: 'When the next season begins, milliseconds since 1970; absent on a board without resets.',
    },
  },
  LeaderboardEntryDto: {
    doc: "One player's place on a board.",
    fields: {
      playerId: '',
      rank: '1 is the best. Of equal scores the one that was reached first is better, so no two players have one rank.',
      score: '',
      metadata: 'JSON text that came with the score, such as a name to show; empty when none did.',
      updatedAtMs: 'When the score was last changed, milliseconds since 1970.',
      displayName:
        'How the player is called, up to 32 characters. Absent when the server knows no name, and in the answer to a submission.',
    },
  },
  LeaderboardListDto: { doc: 'Asks which boards there are.', fields: {} },
  LeaderboardListedDto: { doc: 'All boards.', fields: { boards: '' } },
  LeaderboardPlayersDto: {
    doc: 'Asks for the places of some players, such as a team.',
    fields: { board: '', season: "A past season's number; absent: the one that is on.", playerIds: '1 to 32 ids.' },
  },
  LeaderboardPlayersReadDto: {
    doc: 'The places of some players.',
    fields: {
      board: '',
      season: 'When the season began, in seconds since 1970; 0 on a board without resets.',
      entries: 'The best first; without those who have no score.',
    },
  },
  LeaderboardSeasonDto: {
    doc: 'One season of a board.',
    fields: {
      season: 'For `season` of other messages: when it began, in seconds since 1970; 0 on a board without resets.',
      endsAtMs: 'When it ends or ended, milliseconds since 1970; absent on a board without resets.',
      players: 'How many players have a score in it.',
    },
  },
  LeaderboardSeasonsDto: {
    doc: 'Asks for the seasons of a board that have scores.',
    fields: {
      board: '',
      before: 'Only those that began before this season, for the next page; absent: from the latest.',
      limit: 'How many; absent: 20.',
    },
  },
  LeaderboardSeasonsListedDto: {
    doc: 'Some seasons of a board.',
    fields: { board: '', seasons: 'The latest first. The season that is on is among them as soon as it has a score.' },
  },
  LeaderboardSubmitDto: {
    doc: 'Submits a score of your own to a board that takes them from players.',
    fields: {
      board: '',
      score: 'A whole number; times go in milliseconds.',
      metadata: 'JSON text of at most 512 bytes, shown to everyone with the score. Absent: as it was.',
    },
  },
  LeaderboardSubmittedDto: {
    doc: 'Your score was taken.',
    fields: {
      board: '',
      season: 'The season it counts in: when that began, in seconds since 1970; 0 on a board without resets.',
      entry: 'Your entry as it is now.',
      isChanged: 'False where the board keeps the best score and this was none.',
    },
  },
  LeaderboardTopDto: {
    doc: 'Asks for the best of a board, page by page.',
    fields: {
      board: '',
      season: "A past season's number; absent: the one that is on.",
      cursor: 'The cursor of the page before; absent: from rank 1.',
      limit: 'How many entries; absent: 20.',
    },
  },
  LeaderboardTopReadDto: {
    doc: 'A page of a board.',
    fields: {
      board: '',
      season: 'When the season began, in seconds since 1970; 0 on a board without resets.',
      entries: 'The best first.',
      cursor: 'For `cursor` of the next request; absent on the last page.',
    },
  },
  LobbyChangedDto: {
    doc: 'What has changed in the list that you follow. A changed or removed room that you do not know was still to come; ignore it.',
    fields: {
      added: 'Rooms that your filter shows now.',
      changed: 'Rooms that it goes on to show, with only what is different.',
      removed: 'The ids of rooms that it shows no more.',
    },
  },
  LobbyCreateDto: {
    doc: 'Makes a room and joins it.',
    fields: {
      roomType: 'The type of room, e.g. "arena".',
      options: "What the room's type wants to know of a new room: an object, checked by its rules.",
      joinOptions: "What the room's type wants to know of you: an object, checked by its rules.",
      name: 'How the others see you, 1 to 24 characters.',
      maxPlayers: "Fewer players than the room's type allows.",
      metadata:
        'Short values by name: at most 16, the names of 1 to 32 letters, digits, "_", "." and "-", texts of at most 64 characters.',
      password: 'Without it anybody may come in.',
      isPrivate: "Whether only the room's code opens it.",
      isUnlisted: 'Whether lists leave it out.',
    },
  },
  LobbyJoinOrCreateDto: {
    doc: 'Joins the fullest room of a type that says `metadata` of itself and still has a seat, or makes one that does.',
    fields: {
      roomType: 'The type of room, e.g. "arena".',
      options: "What the room's type wants to know of a new room: an object, checked by its rules.",
      joinOptions: "What the room's type wants to know of you: an object, checked by its rules.",
      name: 'How the others see you, 1 to 24 characters.',
      maxPlayers: "Fewer players than the room's type allows.",
      metadata:
        'Short values by name: at most 16, the names of 1 to 32 letters, digits, "_", "." and "-", texts of at most 64 characters.',
    },
  },
  LobbyListDto: {
    doc: 'Asks for a page of the list of rooms.',
    fields: {
      roomTypes: 'Rooms of these types; of all when absent.',
      metadata: "Rooms that say exactly these values of themselves; bounded like a room's own metadata.",
      hasSeats: 'True for only those rooms that are not locked and have a free seat.',
      text: "Rooms whose type, host's name or metadata contain this; capital letters or small ones.",
      limit: 'At most so many; 50 when absent. A page may be shorter though another follows.',
      cursor: 'Where to go on: what `next` of the page before said.',
    },
  },
  LobbyListedDto: {
    doc: 'A page of the list of rooms.',
    fields: { rooms: 'The oldest first.', next: 'The `cursor` of the next page; absent on the last one.' },
  },
  LobbyMoreRoomsDto: {
    doc: 'More of the rooms that were there when you subscribed. You may know one already: this is how it is now.',
    fields: { rooms: 'In the order in which they began.', isComplete: 'False when more follow.' },
  },
  LobbyRoomChangeDto: {
    doc: 'What is different about a room now; what is absent is as it was.',
    fields: {
      id: "The room's id.",
      players: 'How many are in.',
      isLocked: 'Whether it takes nobody any more.',
      hostName: 'The name of its host.',
      metadata: 'All that the room says of itself.',
    },
  },
  LobbyRoomDto: {
    doc: 'A room as lists show it.',
    fields: {
      id: "The room's id, which RoomJoin takes.",
      roomType: 'Its type, e.g. "arena".',
      players: 'How many are in, those included whose connection is lost for the moment.',
      maxPlayers: 'How many it takes.',
      isLocked: 'Whether it takes nobody any more.',
      hasPassword: 'Whether a password is asked for.',
      hostName: 'The name of its host; empty while there is none, or where it has no name.',
      metadata: 'What the room says of itself, e.g. {"map": "canyon"}.',
    },
  },
  LobbySubscribeDto: {
    doc: 'Follows the list of rooms: its present state first, then what changes. Asking again follows the list anew.',
    fields: {
      roomTypes: 'Rooms of these types; of all when absent.',
      metadata: "Rooms that say exactly these values of themselves; bounded like a room's own metadata.",
      hasSeats: 'True for only those rooms that are not locked and have a free seat.',
      text: "Rooms whose type, host's name or metadata contain this; capital letters or small ones.",
    },
  },
  LobbySubscribedDto: {
    doc: 'The list that you follow begins: the answer to LobbySubscribe. It comes again, without being asked for, when the list has to begin anew, such as after a lost connection; forget the rooms that you had.',
    fields: { rooms: 'The first rooms, the oldest first.', isComplete: 'False when LobbyMoreRooms follows.' },
  },
  LobbyUnsubscribeDto: { doc: 'Follows the list no more.', fields: {} },
  MatchAcceptDto: { doc: 'Says yes to a match; the last yes starts it.', fields: { matchId: 'The match.' } },
  MatchAcceptedDto: {
    doc: 'A player of a proposed match has accepted it; all its players are told, that one included.',
    fields: {
      matchId: 'The match.',
      players: 'How many players have to accept it.',
      accepted: 'How many of them have.',
    },
  },
  MatchDeclineDto: {
    doc: 'Says no to a match: you, and your party, wait no more; the others wait on.',
    fields: { matchId: 'The match.' },
  },
  MatchDissolvedDto: {
    doc: 'The match does not take place.',
    fields: {
      matchId: 'The match.',
      reason: 'Why.',
      isWaiting:
        'True when your ticket waits on, as long as if no match had been found; false when it has left the queue.',
    },
  },
  MatchFailedDto: {
    doc: "The match's room could not be opened, or does not let you in. Your ticket has left the queue.",
    fields: { matchId: 'The match.', code: 'Why, an error code, e.g. "room.too_many".', text: 'The code in words.' },
  },
  MatchPlayerDto: {
    doc: 'Somebody in a match.',
    fields: { id: "The player's session id, as in the room.", name: 'How the others see the player; may be empty.' },
  },
  MatchProposedDto: {
    doc: 'A match was found: every player has to accept it before it starts.',
    fields: {
      matchId: 'What MatchAcceptDto and MatchDeclineDto name.',
      queue: "The queue's name.",
      answerWithinMs: 'How long you have to answer, in milliseconds from when this was sent.',
      deadlineMs: "Until when you have to answer, in the server's milliseconds since 1970.",
      players: 'How many players have to accept it.',
      accepted: 'How many of them have.',
    },
  },
  MatchStartedDto: {
    doc: 'The match is on. RoomJoined follows by itself: the server puts you into its room.',
    fields: {
      matchId: 'The match.',
      queue: "The queue's name.",
      roomId: 'The room that you come into.',
      isBackfill: 'Whether the room runs already, and you fill free seats of it.',
      team: 'Your team, from 0: an index of `teams`.',
      teams: 'All teams.',
    },
  },
  MatchTeamDto: {
    doc: 'One team of a match.',
    fields: { players: 'Its players; in a running room those who join it now.', bots: 'Seats that bots take.' },
  },
  MatchmakingCancelDto: { doc: 'Stops looking for a match, for the whole party; any member may.', fields: {} },
  MatchmakingCancelledDto: {
    doc: 'You wait for a match no more. Whoever wished it gets the answer to that instead.',
    fields: {
      ticketId: 'The ticket.',
      reason: 'Why.',
      byId: 'The session id of the player because of whom; your own where the server ended the wait.',
    },
  },
  MatchmakingEnqueueDto: {
    doc: "Looks for a match: for you, or for your whole party when you lead one. All must be in no room. The server puts you into the match's room by itself.",
    fields: {
      queue: "The queue's name.",
      strings: 'Texts that you, or your party, say of yourselves, by name: {"region": "eu"}.',
      numbers: 'Numbers that you, or your party, say of yourselves, by name: {"skill": 1200}.',
      query: "What everyone else in the match must have: region = 'eu' and skill within 200. Absent: anybody will do.",
      name: 'How the others see you in the room, 1 to 24 characters; absent: your name in the party, if you are in one.',
    },
  },
  MatchmakingProgressedDto: {
    doc: 'How your ticket is doing, every few seconds while it waits.',
    fields: {
      waitedMs: 'How long the ticket has waited, in milliseconds.',
      expectedMs:
        'How long such a ticket usually waits, all in all; absent until somebody like this has found a match.',
      position: 'Its place in the order of arrival, from 1. Who suits nobody is overtaken.',
      skillWindow: 'The difference in skill that the ticket bears by now; absent in a queue without skill.',
    },
  },
  MatchmakingQueueDto: {
    doc: 'A queue that players may wait in.',
    fields: {
      name: 'What MatchmakingEnqueueDto names.',
      minPlayers: 'How few players make a match.',
      maxPlayers: 'How many players make a full match.',
      teamCount: 'How many teams a match has.',
      maxPartySize: 'The largest party that may wait.',
      waiting: 'How many players wait.',
    },
  },
  MatchmakingQueuesDto: { doc: 'Asks which queues there are.', fields: {} },
  MatchmakingQueuesListedDto: {
    doc: 'The queues of this server, in the order they were declared.',
    fields: { queues: 'All of them.' },
  },
  MatchmakingStatusDto: { doc: 'Asks how your ticket is doing.', fields: {} },
  MatchmakingTicketDto: {
    doc: 'You wait for a match: the answer to whoever asked, and news for the members whose leader did.',
    fields: {
      ticketId: 'Unique, and no secret.',
      queue: "The queue's name.",
      state: 'Whether a match waits for your answer.',
      playerIds: 'Session ids of those who wait together, the leader first; a player without a party waits alone.',
      waitedMs: 'How long the ticket has waited, in milliseconds.',
      expectedMs:
        'How long such a ticket usually waits, all in all; absent until somebody like this has found a match.',
      position: 'Its place in the order of arrival, from 1. Who suits nobody is overtaken.',
      skillWindow: 'The difference in skill that the ticket bears by now; absent in a queue without skill.',
    },
  },
  MessageDigestDto: {
    doc: 'One message as the client knows it.',
    fields: {
      type: 'The wire type.',
      name: "The message's name.",
      hash: "The message's own hash, 8 hexadecimal digits.",
      direction: 'Who sends it: "client" or "server".',
      access: 'Who may send it: "player" or "anyone".',
      reply: 'The name of the answering message; absent where the answer is an Ack.',
      fields: 'Each field as "name:signature", in the order on the wire.',
    },
  },
  PartyAcceptDto: {
    doc: 'Accepts an invitation and joins the party, whether it is open or not.',
    fields: { invitationId: "The invitation's id.", name: 'How you want to be called, 1 to 24 characters.' },
  },
  PartyConfigureDto: {
    doc: 'Changes who may join. Leaders only.',
    fields: {
      isOpen: 'Whether the code is enough to join.',
      maxMembers: 'How many members it has room for, 2 to 16, and not fewer than it has.',
    },
  },
  PartyCreateDto: {
    doc: 'Makes a party, whose leader and only member you are.',
    fields: {
      name: 'How you want to be called, 1 to 24 characters.',
      maxMembers: 'How many members it has room for, 2 to 16; absent: 4.',
      isOpen: 'Whether the code is enough to join; absent: it is.',
    },
  },
  PartyCurrentDto: { doc: 'Asks for the party that you are in, as after a restart of your own state.', fields: {} },
  PartyDataChangedDto: {
    doc: "The leader changed the party's data.",
    fields: { data: 'What is new, by key; a null where a key was removed.' },
  },
  PartyDeclineDto: {
    doc: 'Declines an invitation. The same member cannot invite you again before it would have ended by itself.',
    fields: { invitationId: "The invitation's id." },
  },
  PartyDisbandDto: { doc: 'Ends the party for everybody. Leaders only.', fields: {} },
  PartyDto: {
    doc: 'A party, whole.',
    fields: {
      id: 'Unique, and no secret.',
      code: 'What friends type to join: six letters and digits, none of which looks like another.',
      leaderId: "The leader's session id.",
      isOpen: 'Whether the code is enough to join; else only the invited may.',
      maxMembers: 'How many members it has room for.',
      members: 'Everybody, in the order they came.',
      data: 'What the leader has set for all: texts, numbers and booleans by key.',
    },
  },
  PartyEndedDto: { doc: 'You are in no party any more, and did not ask for it.', fields: { reason: 'Why.' } },
  PartyInvitationDto: {
    doc: 'An invitation to a party.',
    fields: {
      id: 'Names it in an answer.',
      partyId: "The party's id.",
      fromId: 'The session id of the member who invites you.',
      fromPlayerId: 'The player who invites you, where signed in.',
      fromName: 'The name of the member who invites you.',
      members: 'How many are in the party.',
      maxMembers: 'How many it has room for.',
      expiresAtMs: 'When it ends by itself, milliseconds since 1970.',
    },
  },
  PartyInvitationEndedDto: {
    doc: 'An invitation that you sent or got is over.',
    fields: { invitationId: "The invitation's id.", reason: 'How it ended.' },
  },
  PartyInvitationSentDto: {
    doc: 'Your invitation is with the one you invited.',
    fields: {
      invitationId: 'Names it when you withdraw it, and in the news of how it ended.',
      expiresAtMs: 'When it ends by itself, milliseconds since 1970.',
    },
  },
  PartyInvitationsDto: { doc: 'Asks for the invitations that wait for your answer.', fields: {} },
  PartyInvitationsListedDto: {
    doc: 'The invitations that wait for your answer.',
    fields: { invitations: 'The oldest first.' },
  },
  PartyInvitePlayerDto: {
    doc: 'Invites a signed-in player, wherever that player is connected, into your party. Every member may.',
    fields: { playerId: "The player's id." },
  },
  PartyInviteSessionDto: {
    doc: 'Invites whoever has this session, signed in or not, such as a member of a chat channel. Every member of a party may.',
    fields: { sessionId: "The session's id." },
  },
  PartyInvitedDto: {
    doc: 'Somebody invites you into a party.',
    fields: { invitation: 'What it is an invitation to.' },
  },
  PartyJoinDto: {
    doc: 'Joins an open party by its code.',
    fields: {
      code: "The party's code, in capitals or not; blanks and hyphens do not count.",
      name: 'How you want to be called, 1 to 24 characters.',
    },
  },
  PartyJoinedDto: {
    doc: 'The party that you are in.',
    fields: { party: 'The party, you included.', memberId: 'You: your session id.' },
  },
  PartyKickDto: {
    doc: 'Sends a member away, who comes back by invitation only. Leaders only.',
    fields: { memberId: "The member's session id." },
  },
  PartyLeaderChangedDto: { doc: 'Another member leads your party.', fields: { leaderId: "The leader's session id." } },
  PartyLeaveDto: {
    doc: 'Leaves the party. When the leader leaves, the one leads who came first of those who are here.',
    fields: {},
  },
  PartyMemberDataChangedDto: {
    doc: 'A member changed what it says of itself.',
    fields: { memberId: "The member's session id.", data: 'What is new, by key; a null where a key was removed.' },
  },
  PartyMemberDto: {
    doc: 'Somebody in a party.',
    fields: {
      id: "The member's session id.",
      playerId: 'The player, once signed in.',
      name: 'The name the member chose; two members may have the same.',
      isReady: 'Whether the member has said that it is ready.',
      isAway: 'The connection is lost; the seat is held for a while.',
      data: 'What the member says of itself: texts, numbers and booleans by key.',
    },
  },
  PartyMemberJoinedDto: {
    doc: 'Somebody joined your party, or a member has signed in.',
    fields: { member: 'The member, whole.' },
  },
  PartyMemberLeftDto: {
    doc: 'Somebody is no member of your party any more.',
    fields: { memberId: "The former member's session id.", reason: 'Why.' },
  },
  PartyMemberStatusChangedDto: {
    doc: 'A member is ready or not any more, went away or is back.',
    fields: {
      memberId: "The member's session id.",
      isReady: 'Whether the member has said that it is ready.',
      isAway: 'The connection is lost; the seat is held for a while.',
    },
  },
  PartyPromoteDto: {
    doc: 'Makes another member the leader. Leaders only.',
    fields: { memberId: "The member's session id." },
  },
  PartySetDataDto: {
    doc: "Changes the party's data. Leaders only. A party keeps 32 keys and about 4 kB.",
    fields: {
      data: 'Texts (256 characters), numbers and booleans by key (1 to 32 letters, digits, "_", "-", "." and ":"). A null removes its key; keys that are not here stay as they are.',
    },
  },
  PartySetMyDataDto: {
    doc: 'Changes what you say of yourself, such as a character or a colour. Each member has 16 keys and about 1 kB.',
    fields: {
      data: 'Texts (256 characters), numbers and booleans by key (1 to 32 letters, digits, "_", "-", "." and ":"). A null removes its key; keys that are not here stay as they are.',
    },
  },
  PartySetReadyDto: { doc: 'Says whether you are ready.', fields: { isReady: 'True: you are.' } },
  PartySettingsChangedDto: {
    doc: 'The leader changed who may join.',
    fields: { isOpen: 'Whether the code is enough to join.', maxMembers: 'How many members it has room for.' },
  },
  PartyWithdrawDto: { doc: 'Takes back an invitation of yours.', fields: { invitationId: "The invitation's id." } },
  Pawn: {
    doc: 'Somebody who runs about.',
    fields: {
      owner: "Whose it is: the session's id; empty for a bot.",
      name: 'How the others call it.',
      position: 'Where it is.',
      coins: 'How many coins it has picked up.',
      steer: 'Where it steers: the components are -1 to 1. Nobody is told; all see where it goes.',
    },
  },
  PingDto: {
    doc: "Asks for a Pong: the client's heartbeat and clock.",
    fields: {
      received:
        'How many messages the client has received since its session began: Errors, Acks and types from 20. The server then forgets them.',
    },
  },
  PongDto: {
    doc: 'The answer to a Ping.',
    fields: {
      serverTimeMs: "The server's clock, milliseconds since 1970.",
      received: 'How many messages of types from 20 the server has received in this session.',
    },
  },
  PresenceAppearDto: {
    doc: 'Says how you want to appear to others. Holds until your last session ends; you begin as online.',
    fields: { status: 'What you choose to be.' },
  },
  PresenceChangedDto: {
    doc: 'Something about a player whom you follow has changed: what is there is new, what is absent is as before.',
    fields: {
      playerId: 'The player.',
      status: 'Whether the player is here.',
      text: 'What the player does, in a sentence to show.',
      details: 'What the player does, for the game to read: all of it, whatever it was before.',
      roomType: 'The type of the room the player is in; empty when in none, or when the player does not show it.',
      roomId: 'The id of that room, or empty.',
      displayName: 'How the player is called; empty when erased.',
    },
  },
  PresenceDto: {
    doc: 'How a player is doing, as others see it.',
    fields: {
      playerId: 'The player.',
      status: 'Whether the player is here.',
      text: 'What the player does, in a sentence to show; empty when nothing was said.',
      details: 'What the player does, for the game to read, such as "mode": "ctf".',
      roomType: 'The type of the room the player is in; empty when in none, or when the player does not show it.',
      roomId: 'The id of that room, or empty.',
      displayName:
        'How the player is called, up to 32 characters; empty when erased. Absent when the server knows no name.',
    },
  },
  PresenceFollowDto: {
    doc: 'Follows players, 200 at most per session. Following one again asks how that player is doing.',
    fields: { playerIds: "1 to 32 players' ids." },
  },
  PresenceFollowedDto: {
    doc: 'You follow these players now, and hear of every change.',
    fields: { presences: 'How they are doing.', refused: 'The players among them who do not let you follow.' },
  },
  PresenceSetActivityDto: {
    doc: 'Says what you do. Both together may have 512 bytes. Holds until your last session ends.',
    fields: {
      text: 'A sentence to show, up to 100 characters without control characters; may be empty.',
      details:
        'For the game to read, such as "mode": "ctf": up to 8 texts of up to 100 characters, by keys of 1 to 32 letters, digits, "_", "-", "." and ":".',
    },
  },
  PresenceShowRoomDto: {
    doc: 'Says whether others see which room you are in; they do at first. Holds until your last session ends.',
    fields: { isShown: 'False: nobody sees it.' },
  },
  PresenceUnfollowDto: {
    doc: 'Follows these players no longer.',
    fields: { playerIds: "1 to 32 players' ids; those whom you do not follow do not matter." },
  },
  RelayCreateDto: {
    doc: 'Makes a room that relays and does nothing else, and joins it as its host.',
    fields: {
      authority: 'Who is peer 1; the host where nothing is said.',
      onHostLeft:
        'What happens when the host leaves. Where nothing is said, the game ends when the host is peer 1, and another peer becomes the host when nobody is.',
      hostHoldMs:
        'How long the host may say nothing, or its connection be lost, before it counts as gone, in milliseconds.',
      maxPlayers: 'How many players it takes, 1 to 64.',
      password: 'What others need to come in, 1 to 64 characters.',
      isPrivate: 'True for a room that only its code opens.',
      name: 'How the others see you, 1 to 24 characters.',
    },
  },
  RelayHostChangedDto: {
    doc: "Another peer is the room's host now; if it left, that was told before.",
    fields: { host: 'The number of the new one.', roster: 'Counts the changes of peers and host so far.' },
  },
  RelayIntroduceDto: {
    doc: 'For the host: it has sent a peer that joined all that the peer must know first, such as which nodes there are, so the others may meet it. What they send would be about nodes it does not have yet.',
    fields: { peer: 'Its number.' },
  },
  RelayKickDto: { doc: 'Sends a peer out of the room; for the host.', fields: { peer: 'Its number.' } },
  RelayLockDto: {
    doc: 'Lets nobody into the room any more, or players again; for the host.',
    fields: { isLocked: 'Whether it takes nobody.' },
  },
  RelayOpenDto: {
    doc: 'Makes you, a member of a room that relays, one of its peers; it may be sent right behind the request to join. A host that sends nothing for as long as the room waits for its host, not even a Ping, counts as gone.',
    fields: {},
  },
  RelayOpenedDto: {
    doc: 'You are one of the peers and may send packets.',
    fields: {
      peer: 'Your own number, the one of your place in the room.',
      host: "The number of the room's host, which may be no peer yet.",
      authority: 'Who is peer 1.',
      peers: "The others' numbers: the host's alone while it has not introduced you to the others.",
      maxPacketBytes: 'The largest packet that is relayed, in bytes; a larger one travels in pieces.',
      packetsPerSecond:
        'How many packets you may send in a second, in the long run and at once; pieces count as packets.',
      messagesPerSecond:
        'How many messages of any kind the server takes from you in a second, in the long run and at once.',
      roster: 'Counts the changes of peers and host so far.',
    },
  },
  RelayPacketDto: {
    doc: "One packet for others in the room, as Godot's `MultiplayerPeer` takes it.",
    fields: {
      target:
        'For whom: 0 all others, n the peer n alone, -n all others but n; 1 is the host where the host has authority.',
      channel: "The game's channel, passed on as it is.",
      mode: '0 unreliable, 1 unreliable but in order, 2 reliable; 3 more for a piece of a packet.',
      payload: 'The packet; nobody but the receiver reads it.',
    },
  },
  RelayPeerJoinedDto: {
    doc: 'Another peer is there now. The host hears of it first, and introduces it to the others.',
    fields: { peer: 'Its number.', roster: 'Counts the changes of peers and host so far.' },
  },
  RelayPeerLeftDto: {
    doc: 'A peer is gone for good, one perhaps that you have not met.',
    fields: { peer: 'Its number.', roster: 'Counts the changes of peers and host so far.' },
  },
  RelayReceivedDto: {
    doc: 'A packet from another peer.',
    fields: {
      from: "The sender's number.",
      channel: "The game's channel.",
      mode: '0 unreliable, 1 unreliable but in order, 2 reliable; 3 more for a piece of a packet.',
      payload: 'The packet.',
    },
  },
  RelaySendDto: {
    doc: 'Sends packets to others in the room, in this order.',
    fields: {
      packets: '1 to 1,024 of them.',
      roster:
        'The `roster` of the last message about the peers that the sender has had: who came later, or changed its role, does not get the packets. Without it, who is in gets them.',
    },
  },
  ReplayChangedDto: {
    doc: 'A replay goes on from elsewhere, or at another speed; and how it is about once a second.',
    fields: {
      positionMs: 'What is shown, in milliseconds since the room began.',
      durationMs: 'How long the recording is.',
      tick: 'The tick of the recorded room that is shown.',
      speed: 'How fast it is played; 0 while it is paused.',
      isSeeking: 'Whether it is on its way to where it was sent; until then the last snapshot before is shown.',
      difference:
        'What the room has become from here on, where it differs from the recording: only snapshots are shown. Empty while it does not.',
    },
  },
  ReplayControlDto: {
    doc: 'Plays a recording at another speed, or from elsewhere. For rooms of the type "replay".',
    fields: {
      speed: 'Times the recorded speed, 0 to pause; as it is when absent.',
      seekMs: 'Goes there, in milliseconds since the room began.',
    },
  },
  RoomChangedDto: {
    doc: 'The room says something else of itself now.',
    fields: { isLocked: 'Whether it takes nobody any more.', metadata: 'All the room says of itself.' },
  },
  RoomHostChangedDto: {
    doc: 'Another member is the host now.',
    fields: { hostId: "The host's session id; empty when there is none." },
  },
  RoomJoinDto: {
    doc: 'Joins a room by its id or its code.',
    fields: {
      roomId: "The room's id. Either this or `code`.",
      code: "The room's code; capital letters or small ones.",
      password: 'The password of a room that has one.',
      seat: 'A seat that was reserved for you.',
      name: 'How the others see you, 1 to 24 characters.',
      options: "What the room's type wants to know of you: an object, checked by its rules.",
    },
  },
  RoomJoinedDto: {
    doc: 'You are in the room now: the answer to whatever brought you in, or news where the server has put you in, back in after a crash for instance.',
    fields: {
      roomId: "The room's id.",
      roomType: 'The room\'s type, e.g. "arena".',
      code: 'The code that opens the room to others, six characters.',
      member: 'Your own member, as the others see you.',
      members: 'Everybody in the room, you included, in the order they came.',
      hostId: "The host's session id; empty while there is none.",
      maxPlayers: 'How many players it takes.',
      isLocked: 'Whether it takes nobody any more.',
      metadata: 'What the room says of itself, e.g. {"map": "canyon"}.',
      tickHz: 'Ticks per second; 0 for a room that only answers messages.',
      patchHz: 'How many times per second the state is sent at most.',
    },
  },
  RoomLeaveDto: { doc: 'Leaves the room.', fields: {} },
  RoomLeftDto: {
    doc: 'You are not in the room any more, and did not ask for it.',
    fields: { roomId: "The room's id.", code: 'Why, an error code, e.g. "room.kicked".', text: 'The code in words.' },
  },
  RoomMemberAwayDto: {
    doc: "Somebody's connection is lost; the seat is held for a while.",
    fields: { id: "The member's session id." },
  },
  RoomMemberBackDto: { doc: 'Somebody whose connection was lost is back.', fields: { id: "The member's session id." } },
  RoomMemberDto: {
    doc: 'Somebody in a room.',
    fields: {
      id: "The member's session id.",
      number: "A small number that is the member's alone while it is in the room, from 2 on.",
      name: 'The name the member chose; two members may have the same, and it may be empty.',
      playerId: "The player's id; absent for an anonymous session.",
      isConnected: "False while the member's connection is lost and its seat is held.",
    },
  },
  RoomMemberJoinedDto: { doc: 'Somebody came.', fields: { member: '' } },
  RoomMemberLeftDto: {
    doc: 'Somebody left, or did not come back in time.',
    fields: { id: "The member's session id." },
  },
  RoomReadinessDto: {
    doc: 'Who is ready in the room that you came into: it waits until all are.',
    fields: { readyIds: 'The session ids of those who are.' },
  },
  RoomReadyChangedDto: {
    doc: 'A member is ready, or not any more.',
    fields: { id: "The member's session id.", isReady: 'Whether the member is.' },
  },
  RoomSetReadyDto: { doc: 'Says whether you are ready for the game to start.', fields: { isReady: 'True: you are.' } },
  RoomStartDto: { doc: 'Starts the game, once all others are ready, and locks the room. For the host.', fields: {} },
  RoomStartedDto: { doc: 'The game starts.', fields: {} },
  StateHashDto: {
    doc: 'The hash of all that the client should know now; a client whose own differs asks for a StateResync.',
    fields: {
      version: 'The version of the latest patch.',
      hash: 'FNV-1a over what the client knows, in canonical order.',
    },
  },
  StateOwnDto: {
    doc: 'What only this client may know of the state after the StatePatch that follows; its body is described with that of StatePatch.',
    fields: {},
  },
  StatePatchDto: {
    doc: "What changed in the state of the client's room. Its body is not a field-by-field message: `protocol/state/patch-format.ts` describes it, in binary and in JSON.",
    fields: {},
  },
  StateResyncDto: {
    doc: 'Asks for the whole state again.',
    fields: {
      reason: 'Why: 1 a patch did not go on from what the client has, 2 its hash differs, 3 a patch could not be read.',
      version: 'The version that the client has; 0 for none.',
    },
  },
  StorageDeleteDto: {
    doc: 'Deletes a document of your own; answered with an Ack, also where there is none.',
    fields: {
      collection: '1 to 32 letters, digits, "_", "-", "." and ":".',
      key: '1 to 64 letters, digits, "_", "-", "." and ":".',
      ifVersion: 'Only when this is its version now; absent: whatever is there.',
    },
  },
  StorageDocumentDto: {
    doc: 'One document.',
    fields: {
      playerId: 'Whose it is.',
      collection: '',
      key: '',
      value:
        "The text of a JSON object, exactly as it was written. It is text, and no form of the contract, because the shape is the game's own: JSON.parse_string() makes a Dictionary of it in Godot 4, JSON.parse() in Godot 3, and every other client can read it too. A Variant would be other bytes in Godot 3 than in 4, larger than JSON, and closed to everybody else.",
      version: 'Greater than that of any earlier write; the same number never comes back, not even after a deletion.',
      isPublic: 'True: everyone may read it. False: its owner only.',
      isProtected: 'True: only the game itself may change it, not its owner.',
      updatedAtMs: 'When it was last written, milliseconds since 1970.',
    },
  },
  StorageDraftDto: {
    doc: 'One document as it is to be.',
    fields: {
      collection: '1 to 32 letters, digits, "_", "-", "." and ":".',
      key: '1 to 64 letters, digits, "_", "-", "." and ":".',
      value:
        "The text of a JSON object, as JSON.stringify() of a Dictionary gives it: at most 65,536 bytes, nested at most 32 deep. The whole message must not be larger than the server's MAX_MESSAGE_BYTES, which is less unless it is raised.",
      ifVersion:
        'Absent: write whatever is there. 0: only when there is none yet. Otherwise: only when this is its version now.',
      isPublic: 'Whether everyone may read it. Absent: as it was; a new one is not public.',
    },
  },
  StorageFetchDto: { doc: 'Reads documents: your own, and public ones of others.', fields: { documents: '1 to 32.' } },
  StorageFetchedDto: {
    doc: 'The documents that were asked for.',
    fields: {
      documents: 'In the order they were asked for; without those that do not exist and those that you may not read.',
    },
  },
  StorageIdDto: {
    doc: 'Names one document.',
    fields: {
      collection: '1 to 32 letters, digits, "_", "-", "." and ":".',
      key: '1 to 64 letters, digits, "_", "-", "." and ":".',
      playerId: 'Whose it is; absent: your own.',
    },
  },
  StorageListDto: {
    doc: 'Lists a collection: all documents of your own, or the public ones of another player.',
    fields: {
      collection: '1 to 32 letters, digits, "_", "-", "." and ":".',
      playerId: 'Whose; absent: your own.',
      cursor: 'The cursor of the page before; absent: from the beginning.',
      limit: 'The most documents to send; absent: 32.',
    },
  },
  StorageListedDto: {
    doc: 'A page of a collection.',
    fields: {
      documents: 'By key. Fewer than asked for where the values are large.',
      cursor: 'For `cursor` of the next request; absent on the last page.',
    },
  },
  StorageVersionDto: {
    doc: 'The new version of one document.',
    fields: { collection: '', key: '', version: 'For `ifVersion` of the next write.' },
  },
  StorageWriteDto: {
    doc: 'Writes documents of your own, all of them or none.',
    fields: { documents: '1 to 32, each once.' },
  },
  StorageWrittenDto: {
    doc: 'All of the documents were written, and will be there after any crash of the server.',
    fields: { documents: 'In the order of the request.' },
  },
  TictactoeMoveDto: {
    doc: 'Puts your mark into a cell; an Ack says that it lies there, and the state shows it.',
    fields: { cell: '0 to 8, row by row from the top left.' },
  },
  TictactoeRecordedDto: {
    doc: 'Your game was counted.',
    fields: { won: 'Games won so far.', lost: 'Games lost so far.', drawn: 'Games so far that nobody won.' },
  },
  TictactoeState: {
    doc: 'All of a game; it is saved with its room, so nothing else has to be.',
    fields: {
      board: 'Nine cells, row by row: "x", "o", or "." where there is no mark.',
      turn: 'Whose turn it is.',
      phase: 'Whether the game goes on, and how it went.',
      x: 'The session id of who plays x.',
      o: 'The session id of who plays o; empty until somebody does.',
    },
  },
  WelcomeDto: {
    doc: "The server's first words to a client: the seed's greeting alone, or the answer to a Hello with everything.",
    fields: {
      text: 'A friendly line; "hello, client!".',
      sessionId: "The session's id, 36 characters; absent in the seed's greeting.",
      serverTimeMs: "The server's clock, milliseconds since 1970.",
      pingIntervalMs: "How often the server pings, in milliseconds; the client's own heartbeat should match it.",
      maxMessageBytes: 'The largest message the server takes, in bytes.',
      contract: "The server's contract hash; when it differs from the client's, ContractCompare tells what differs.",
      playerId: 'Who the session is signed in as; absent while it is anonymous.',
      resumeToken: 'Takes this session back after a drop, once; for a client whose Hello asked for it. A secret.',
      seatHoldMs: 'How long the session outlives a drop, in milliseconds.',
      resumed:
        'True when this is the session that the Hello wanted back, whole. Else both ends count from 0, and what was missed is lost: a new session has begun, or, after a crash of the server, the wanted one anew, and its room is told again.',
      received:
        'How many messages of types from 20 the server has received in this session; the client sends the later ones again.',
    },
  },
};
