// Generated from the doc comments of the message classes by `npm run contract:docs`; do not edit.
import type { ContractDocs } from '../../../protocol/contract/build-contract.js';

/** What the doc comments of the message classes and of their fields say. */
export const contractDocs: ContractDocs = {
  AckDto: { doc: 'The empty reply: success, with nothing else to say. It is sent without a message.', fields: {} },
  ArenaExplodedDto: {
    doc: 'A rocket has exploded.',
    fields: { x: 'Where: to the right, in units.', y: 'Where: down, in units.' },
  },
  ArenaHitDto: {
    doc: 'You have hit somebody.',
    fields: {
      seq: 'The number of the input that did it.',
      pawn: 'Id of the pawn.',
      damage: 'Health that it has lost.',
    },
  },
  ArenaHurtDto: {
    doc: 'Somebody has hit you.',
    fields: {
      from: 'Where it came from, in radians from the right, clockwise: 0 to 6.2832.',
      damage: 'Health that you have lost.',
    },
  },
  ArenaInputDto: {
    doc: 'What you do in a tick. The result shows in the state.',
    fields: {
      seq: 'Counts up by 1 with each input, from 1; after 65,535 comes 0.',
      have: "The version of the room's state that the client has, modulo 65,536; 0 before the first.",
      seen: "What was on the screen when the player acted, in 1/256 ticks: in the lowest 24 bits the moment of the room, modulo 2^24; 0 if nothing was. In the highest 8 the part of a tick that the player's own body was ahead of its last input.",
      x: 'To the right, -1 to 1.',
      y: 'Down, -1 to 1.',
      aim: 'Where you aim, in radians from the right, clockwise: 0 to 6.2832.',
      dash: 'Whether you dash.',
      fire: 'Whether you fire the rifle.',
      launch: 'Whether you fire the launcher.',
    },
  },
  ArenaKilledDto: {
    doc: 'Somebody has died.',
    fields: {
      killer: 'Name of the killer.',
      pawn: 'Id of the pawn that died.',
      name: 'Its name.',
      weapon: 'What killed it, a number of ArenaWeapon.',
    },
  },
  ArenaState: {
    doc: 'Everything visible in an arena.',
    fields: {
      pawns: 'The pawns. Where they were is remembered, for shots at what was seen.',
      rockets: 'The rockets.',
      coins: 'The coins.',
      packs: 'The health packs.',
      phase: 'What goes on: people fight, or look at the podium.',
      endsAtTick: 'The tick in which this phase ends.',
    },
  },
  ArenaTakePartDto: {
    doc: 'Fights on, or only watches; whoever comes in fights.',
    fields: { fights: 'Whether you fight.' },
  },
  AuthAccountReadDto: {
    doc: 'Your account.',
    fields: {
      playerId: '',
      displayName: "The player's name as others see it.",
      identities: "The account's sign-in methods, oldest first.",
    },
  },
  AuthChangePasswordDto: {
    doc: 'Sets a new password, and signs out everywhere else.',
    fields: { password: 'The current password.', newPassword: 'The new password, 8 to 128 characters.' },
  },
  AuthCompleteSignUpDto: {
    doc: 'Creates the account requested by SignUpWithEmail, with the code mailed to its address, and signs in.',
    fields: {
      code: 'The code from the mail; case, spaces and "-" do not matter.',
      password: 'The same password as in SignUpWithEmail.',
    },
  },
  AuthDeleteDto: {
    doc: 'Permanently erases your account and everything stored about you, and ends your sessions.',
    fields: { playerId: 'Your own player id again, as a confirmation.' },
  },
  AuthExportDto: {
    doc: 'Requests everything stored about you; if that is too large for one message, use `GET /auth/export`.',
    fields: {},
  },
  AuthExportedDto: {
    doc: 'Everything stored about you.',
    fields: { json: 'A JSON object with one section for each part of the game that stores something.' },
  },
  AuthIdentityDto: {
    doc: 'One sign-in method of an account.',
    fields: {
      id: 'Its id, for Unlink.',
      kind: '"device", "email" or "openid".',
      name: "The e-mail address, or the OpenID provider's URL; empty for a device.",
      isVerified: 'Whether an e-mail address is verified and can sign in; true for the other kinds.',
    },
  },
  AuthLinkDeviceDto: {
    doc: 'Links a device, so that it can sign in to your account.',
    fields: { deviceId: 'As in SignInWithDevice.' },
  },
  AuthLinkEmailDto: {
    doc: 'Asks to link an e-mail address and a password to your account. The mailed code, sent back with VerifyEmail, links them. The answer is the same when the address already has an account: only the mail says so.',
    fields: { email: '', password: '8 to 128 characters.' },
  },
  AuthLinkOpenIdDto: {
    doc: "Links an account at the server's OpenID provider, so that it can sign in to your account.",
    fields: { token: 'A token from the provider for this game.' },
  },
  AuthReadAccountDto: { doc: 'Requests your account.', fields: {} },
  AuthRefreshDto: {
    doc: 'Exchanges a refresh token for new tokens; the old one is then void. If the answer was lost, the same address may repeat it for 30 seconds; any other second use ends the sign-in it belongs to.',
    fields: { refreshToken: 'The latest refresh token.' },
  },
  AuthRenameDto: {
    doc: 'Changes your name as others see it. Names need not be unique.',
    fields: { displayName: '1 to 32 characters.' },
  },
  AuthRequestEmailCodeDto: {
    doc: 'Resends the code that verifies an address linked to the account, if it is not verified yet.',
    fields: {},
  },
  AuthRequestPasswordResetDto: {
    doc: 'Sends a mail with a code for a new password. The answer is the same whether or not the address has an account.',
    fields: { email: '' },
  },
  AuthRequestTicketDto: {
    doc: 'Requests a ticket, so that a web export, which cannot set headers, can sign in when it opens its next connection.',
    fields: {},
  },
  AuthResetPasswordDto: {
    doc: 'Sets a new password with the code from a mail, and signs out everywhere.',
    fields: {
      code: 'The code from the mail; case, spaces and "-" do not matter.',
      password: 'The new password, 8 to 128 characters.',
    },
  },
  AuthSignInWithDeviceDto: {
    doc: 'Signs in without a name or password: the device is the account. A new device creates a new account.',
    fields: {
      deviceId:
        'Generated once by the client from at least 16 random bytes, and stored: it works as a password. 16 to 128 letters, digits, "-", "_" and ".".',
      displayName: 'Name for a new account, 1 to 32 characters; an existing one keeps its name.',
    },
  },
  AuthSignInWithEmailDto: {
    doc: 'Signs in with an e-mail address and a password.',
    fields: {
      email: '',
      password: '',
      refreshToken:
        'A refresh token this device once had for the account, valid or not: it lets you in even while strangers are guessing the password.',
    },
  },
  AuthSignOutDto: {
    doc: 'Ends a sign-in and voids its tokens. The session itself lasts until it disconnects.',
    fields: {
      refreshToken: 'The latest refresh token of the sign-in to end.',
      everywhere: "Whether to end all of the account's sign-ins, and its other sessions; false by default.",
    },
  },
  AuthSignUpWithEmailDto: {
    doc: 'Requests an account with an e-mail address and a password. The mailed code creates it, see CompleteSignUp. The answer is the same when the address already has an account: only the mail says so.',
    fields: {
      email: 'The e-mail address, case-insensitive; ASCII before the "@", letters of any script in the domain.',
      password: '8 to 128 characters of any kind.',
      displayName: "The account's name, 1 to 32 characters.",
    },
  },
  AuthSignedInDto: {
    doc: 'You are signed in. Store the refresh token where only this player can read it.',
    fields: {
      playerId: "The account's id, which is the player id everywhere.",
      displayName: "The player's name as others see it.",
      isNew: 'True when the account was just created.',
      accessToken: 'Proves who you are: in the Hello of the next connection, and as a Bearer token over HTTP. Secret.',
      accessSeconds: 'How long the access token is valid from now, in seconds.',
      refreshToken: 'Exchanged for the next pair of tokens, once. Secret.',
      refreshSeconds: 'How long the refresh token is valid from now, in seconds.',
    },
  },
  AuthTicketIssuedDto: {
    doc: 'A ticket that opens one connection as this player.',
    fields: {
      ticket: 'Goes into the subprotocol `godwit.ticket.<ticket>`, or the query parameter `ticket`.',
      expiresInMs: 'How long it is valid, in milliseconds.',
    },
  },
  AuthUnlinkDto: {
    doc: 'Removes a sign-in method, but never the last one.',
    fields: { identityId: "The identity's id." },
  },
  AuthVerifyEmailDto: {
    doc: 'Proves that an address given to LinkEmail is yours, with the code sent to it; after that you can sign in with it.',
    fields: { code: 'The code from the mail; case, spaces and "-" do not matter.' },
  },
  BoltBody: { doc: 'What flies: nobody steers it.', fields: { x: '', y: '', vx: '', vy: '' } },
  ChatBlockDto: {
    doc: 'Blocks or unblocks a player: you see nothing they say, and they cannot write to you. They are not told.',
    fields: { playerId: 'The player to block or unblock.', isBlocked: 'False unblocks.' },
  },
  ChatBlockedListedDto: {
    doc: 'The players you have blocked.',
    fields: {
      playerIds: 'Their player ids.',
      displayNames: 'Their names, in the same order; an empty string where the server does not know the name.',
    },
  },
  ChatConversationDto: {
    doc: 'A conversation with another player.',
    fields: {
      playerId: 'The other player.',
      lastLine: 'The last line of either player. Absent when it no longer exists.',
      displayName: "The player's name, up to 32 characters. Absent when the server does not know it.",
    },
  },
  ChatConversationsDto: {
    doc: 'Requests your conversations with other players, latest first: shows who wrote while you were away.',
    fields: {
      cursor: "The previous page's cursor; absent: start with the latest.",
      limit: 'Maximum number to send; absent: 20.',
    },
  },
  ChatConversationsListedDto: {
    doc: 'Your conversations.',
    fields: {
      conversations: 'Latest first; without those with players you have blocked.',
      cursor: 'Pass as `cursor` in the next request; absent on the last page.',
    },
  },
  ChatDeleteDto: {
    doc: 'Deletes one of your own lines, within some minutes of sending it; a moderator can delete any line at any time.',
    fields: { channel: 'As in ChatSay.', id: "The line's number." },
  },
  ChatDeletedDto: {
    doc: 'A line in one of your channels was deleted.',
    fields: { channel: '', id: "The line's number." },
  },
  ChatEditDto: {
    doc: 'Edits one of your own lines, within some minutes of sending it. Everybody in the channel is told.',
    fields: { channel: 'As in ChatSay.', id: "The line's number.", text: 'The new text, 1 to 500 characters.' },
  },
  ChatEditedDto: {
    doc: 'A line in one of your channels was edited; these are its current contents.',
    fields: {
      id: 'Counts up from 1 in each channel.',
      channel: 'The channel it was said in.',
      from: 'Who said it.',
      text: "Plain text, as written or as the server's word filter left it; empty once deleted.",
      sentAtMs: 'When the server accepted it, milliseconds since 1970.',
      editedAtMs: 'When the text was last edited, milliseconds since 1970; absent if never.',
      isDeleted: 'True when it was deleted and only its place remains; otherwise absent.',
    },
  },
  ChatGroupJoinedDto: {
    doc: 'You have joined the channel of your room or your party.',
    fields: {
      channel: 'Its address: "room:<id>" or "party:<id>".',
      member: 'You, as the others see you.',
      members: "The channel's members in order of arrival, at most the first 100; ChatMembers lists the rest.",
      memberCount: 'The number of members, including you.',
      history: 'The latest lines, oldest first; at most 100, and fewer for a client with a small receive buffer.',
    },
  },
  ChatGroupLeftDto: { doc: 'You have left the room or the party, and with it its channel.', fields: { channel: '' } },
  ChatHistoryDto: {
    doc: "Requests a channel's latest lines, or older ones.",
    fields: {
      channel: 'A name; "room:<id>" or "party:<id>" of your own; or "direct:<player id>".',
      before: 'Only lines with a smaller number, from the previous page; absent: the latest.',
      limit: 'Maximum number of lines to send; absent: 100. Fewer are sent when they are long.',
    },
  },
  ChatHistoryReadDto: {
    doc: "A channel's latest lines.",
    fields: {
      channel: '',
      lines: 'Oldest first; 100 at most.',
      before: 'Pass as `before` in the next request; absent when there is nothing older.',
    },
  },
  ChatJoinDto: {
    doc: 'Joins a named channel, which exists as long as it has members. Joining again changes your name. The channels of your room and your party are joined automatically.',
    fields: {
      channel: '1 to 32 lower-case letters, digits, "-" and "_".',
      name: 'The name you want, 1 to 24 characters.',
    },
  },
  ChatJoinedDto: {
    doc: 'You have joined the channel.',
    fields: {
      channel: '',
      member: 'You, as the others see you.',
      members: "The channel's members in order of arrival, at most the first 100; ChatMembers lists the rest.",
      memberCount: 'The number of members, including you.',
      history: 'The latest lines, oldest first; at most 100, and fewer for a client with a small receive buffer.',
    },
  },
  ChatLeaveDto: { doc: 'Leaves a named channel.', fields: { channel: '' } },
  ChatLineDto: {
    doc: 'One line in a channel.',
    fields: {
      id: 'Counts up from 1 in each channel.',
      channel: 'The channel it was said in.',
      from: 'Who said it.',
      text: "Plain text, as written or as the server's word filter left it; empty once deleted.",
      sentAtMs: 'When the server accepted it, milliseconds since 1970.',
      editedAtMs: 'When the text was last edited, milliseconds since 1970; absent if never.',
      isDeleted: 'True when it was deleted and only its place remains; otherwise absent.',
    },
  },
  ChatListBlockedDto: { doc: 'Requests the players you have blocked.', fields: {} },
  ChatMemberDto: {
    doc: 'A member of a channel.',
    fields: {
      id: "The member's session id.",
      name: 'The name the member chose; not unique.',
      playerId: "The member's player id; absent without sign-in.",
    },
  },
  ChatMemberJoinedDto: {
    doc: 'Somebody joined one of your channels, or joined again under a new name.',
    fields: { channel: '', member: '', memberCount: 'The number of members now.' },
  },
  ChatMemberLeftDto: {
    doc: 'Somebody left one of your channels or disconnected.',
    fields: { channel: '', member: '', memberCount: 'The number of members now.' },
  },
  ChatMemberTypingDto: {
    doc: 'Somebody in one of your channels is typing; show it for three seconds.',
    fields: { channel: '', member: 'Who is typing.' },
  },
  ChatMembersDto: {
    doc: "Requests a channel's members.",
    fields: {
      channel: 'A name; "room:<id>" or "party:<id>" of your own; or "direct:<player id>".',
      after: 'Only later arrivals, from the previous page; absent: from the first.',
      limit: 'Maximum number of members to send; absent: 100.',
    },
  },
  ChatMembersListedDto: {
    doc: "A channel's members, or a page of them.",
    fields: {
      channel: '',
      members: 'In order of arrival; at most 100.',
      memberCount: 'The total number of members.',
      after: 'Pass as `after` in the next request; absent on the last page.',
    },
  },
  ChatMuteDto: {
    doc: "Mutes somebody in a channel for a time. For its moderators: the room's host, the party's leader.",
    fields: {
      channel: 'As in ChatSay; not a conversation.',
      target: 'The id of a member in the channel, or a player id. A player stays muted across reconnects.',
      seconds: 'For how long; 0 unmutes.',
    },
  },
  ChatMutedDto: {
    doc: 'Somebody in one of your channels was muted or unmuted.',
    fields: {
      channel: '',
      target: 'The player id; the member id for somebody who has not signed in.',
      untilMs: 'Until when, milliseconds since 1970; 0: unmuted.',
    },
  },
  ChatReceivedDto: {
    doc: 'Somebody said something in one of your channels, or in a conversation with you.',
    fields: {
      id: 'Counts up from 1 in each channel.',
      channel: 'The channel it was said in.',
      from: 'Who said it.',
      text: "Plain text, as written or as the server's word filter left it; empty once deleted.",
      sentAtMs: 'When the server accepted it, milliseconds since 1970.',
      editedAtMs: 'When the text was last edited, milliseconds since 1970; absent if never.',
      isDeleted: 'True when it was deleted and only its place remains; otherwise absent.',
    },
  },
  ChatRenameDto: {
    doc: 'Sets your name in your room, your party and your conversations.',
    fields: { name: '1 to 24 characters.' },
  },
  ChatReportDto: {
    doc: 'Reports a line to the people who run the game; it is stored as it reads now, with the lines around it.',
    fields: {
      channel: 'As in ChatSay.',
      id: "The line's number.",
      reason: 'What is wrong with it, 1 to 200 characters.',
    },
  },
  ChatSaidDto: { doc: 'Your line was accepted.', fields: { id: "The line's number in its channel." } },
  ChatSayDto: {
    doc: 'Sends a line to everybody in a channel, including yourself.',
    fields: {
      channel: 'A name; "room:<id>" or "party:<id>" of your own; or "direct:<player id>".',
      text: 'Plain text, 1 to 500 characters.',
    },
  },
  ChatSlowModeDto: {
    doc: 'Sets slow mode: everybody in a channel except its moderators may only speak every so often. For its moderators.',
    fields: {
      channel: 'As in ChatSay; not a conversation.',
      seconds: 'Time between two lines of one member; 0 turns it off. It also ends with the channel.',
    },
  },
  ChatSlowModeSetDto: {
    doc: 'Slow mode in one of your channels has changed.',
    fields: { channel: '', seconds: 'Time between two lines of one member; 0: no limit.' },
  },
  ChatTypingDto: {
    doc: 'You are typing. Send it on every keystroke if you like: the others are told at most every two seconds.',
    fields: { channel: 'As in ChatSay.' },
  },
  Coin: { doc: 'A coin to pick up.', fields: { position: 'Where it is.' } },
  ContractCompareDto: {
    doc: 'Requests the differences; a large contract is sent in several parts, each covering a range of types.',
    fields: {
      firstType: 'The first type of this part; 0 when absent.',
      lastType: 'The last type of this part; 65535 when absent.',
      messages: 'The messages that the client knows in this range; the server reports all others as new.',
    },
  },
  ContractComparedDto: {
    doc: "The differences between the client's contract and the server's.",
    fields: { differences: "In order of message type, or of the steps' keys; at most 64. Empty when nothing differs." },
  },
  ContractDifferenceDto: {
    doc: 'A difference between client and server.',
    fields: {
      message: 'The message\'s name, or the key of a step, such as "games/tag/tag.shared.ts#run".',
      field: "The field's name; empty when the whole message, or a step, differs.",
      text: 'What differs, in words.',
      isBreaking:
        'Whether the message can no longer be used. In JSON additions are compatible; in binary every difference breaks.',
    },
  },
  ContractStepsCompareDto: {
    doc: 'Requests the steps that differ: functions, classes, enums and constants of shared files, which client and server both run. Many steps are sent in several parts, each covering a range of keys.',
    fields: {
      after: 'The last key of the part before this one; empty for the first part.',
      until: 'The last key of this part; empty for the last part.',
      steps: 'Each step that the client knows in this range as "key:hash"; the server reports all others as new.',
    },
  },
  DrainingDto: {
    doc: 'The server is about to restart; a close with 1001 follows.',
    fields: {
      reconnectAfterMs:
        'Wait this long before reconnecting, in milliseconds; varies by client, so that not all reconnect at once.',
    },
  },
  ErrorDto: {
    doc: 'An error. With `ref` it is the reply to that request; without, it is about a packet that asked for no reply.',
    fields: {
      code: 'The code to act on, e.g. "chat.not_member".',
      text: 'The code in words, for logs and developers.',
      details: 'Which fields broke which rules.',
    },
  },
  FieldIssueDto: {
    doc: 'One broken rule of one field. Contains nothing that the client sent.',
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
      token: 'An access token; required if the server requires authentication.',
      contract:
        "The client's contract hash. A binary client is refused unless it has the same messages and states as the server.",
      receiveBufferBytes: "The client's receive buffer, in bytes; Godot's default is 65,535.",
      resumable: 'Whether the session should survive a disconnect.',
      resume:
        "The latest Welcome's resume token, to resume that session. The client must wait for the Welcome before it sends more.",
      received:
        'With `resume`: how many messages the client has received in that session, counting Errors, Acks and types from 20.',
    },
  },
  LabBody: {
    doc: 'What a player of a lab predicts: plain numbers.',
    fields: { x: '', y: '', dash: 'Seconds that the dash still lasts.', pause: 'Seconds until the next dash.' },
  },
  LabBolt: {
    doc: 'A bolt, which flies by itself.',
    fields: { owner: 'Who shot it.', seq: 'The input that shot it.', body: 'Where it is, and where it flies.' },
  },
  LabRunner: {
    doc: "A player's runner, or the lab's own, which goes round.",
    fields: {
      owner: "Whose it is; empty for the lab's own.",
      position: 'Where the others see it.',
      body: 'Where it is, for its owner.',
    },
  },
  LabTarget: {
    doc: 'Something to shoot at.',
    fields: {
      position: 'Where it is.',
      hits: 'How often it was hit.',
      isShielded: 'Whether it shrugs off what hits it; only the server knows.',
    },
  },
  LabWalker: { doc: 'Somebody in the crowd.', fields: { position: 'Where it is.' } },
  LabsCrowdState: { doc: 'What the crowd shows: the lab of slow links.', fields: { walkers: 'Who walks.' } },
  LabsFieldState: {
    doc: 'What the field shows: the labs of prediction, corrections and interpolation.',
    fields: { runners: 'Who runs about.' },
  },
  LabsInputDto: {
    doc: 'What a player of a lab does, in every tick.',
    fields: {
      seq: 'Counts up by 1 with each input, from 1; after 65,535 comes 0.',
      have: "The version of the room's state that the client has, modulo 65,536; 0 before the first.",
      seen: "What was on the screen when the player acted, in 1/256 ticks: in the lowest 24 bits the moment of the room, modulo 2^24; 0 if nothing was. In the highest 8 the part of a tick that the player's own body was ahead of its last input.",
      x: 'To the right, -1 to 1.',
      y: 'Down, -1 to 1.',
      dash: 'Whether to dash.',
      fire: 'Whether to shoot one bullet, straight.',
      blast: 'Whether to shoot eight pellets, spread.',
      bolt: 'Whether to shoot a bolt, which flies.',
      aim: 'Where the weapon points, in radians; 0 is to the right.',
    },
  },
  LabsPelletsSpreadDto: {
    doc: 'Where the pellets of a blast went; only its shooter gets it.',
    fields: { seq: 'The input that fired them.', angles: 'Where each of them went, in radians.' },
  },
  LabsRangeState: {
    doc: 'What the range shows: the labs of rewind and projectiles.',
    fields: {
      runners: 'Who shoots.',
      targets: 'What they shoot at.',
      bolts: 'What flies.',
      salt: "What makes the spread of this range's blasts.",
    },
  },
  LabsShotJudgedDto: {
    doc: 'What became of a bullet; only its shooter gets it.',
    fields: {
      seq: 'The input that fired it.',
      isHit: 'Whether it hit a target, as its shooter saw them, and the target did not shrug it off.',
      isOnSeen: 'Whether it went through a target, as its shooter saw them.',
      isOnPresent: 'Whether it went through a target, as they are when it reaches the server.',
      target: "The target that is nearest to the line of fire, as its shooter saw it: its entity's id.",
      x: 'Where that target was then.',
      y: 'Where that target was then.',
    },
  },
  LabsShoveDto: {
    doc: "Shoves the sender's own runner, in the next tick: what its prediction cannot know.",
    fields: {
      by: 'How far to the right, in units; negative to the left.',
      isTold: 'Whether the client is told that the server did it.',
    },
  },
  LeaderboardAroundDto: {
    doc: "Requests a player's entry on a board, with those just above and below.",
    fields: {
      board: '',
      season: "A past season's number; absent: the current one.",
      playerId: 'The player; absent: yourself.',
      limit: 'Neighbours on either side; absent: 5.',
    },
  },
  LeaderboardAroundReadDto: {
    doc: 'A player and their neighbours.',
    fields: {
      board: '',
      season: 'When the season started, in seconds since 1970; 0 on a board without resets.',
      entries: 'Best first; empty when the player has no score.',
    },
  },
  LeaderboardDto: {
    doc: 'One board.',
    fields: {
      id: 'The `board` of other messages.',
      order: 'Which score is best.',
      policy: 'How a new score combines with the old one.',
      isOpen: 'Whether players may submit scores; otherwise only the game itself does.',
      metadata: "The game's own JSON text; empty when there is none.",
      season: 'When the current season started, in seconds since 1970; 0 on a board without resets.',
      endsAtMs: 'When the next season starts, milliseconds since 1970; absent on a board without resets.',
    },
  },
  LeaderboardEntryDto: {
    doc: "One player's place on a board.",
    fields: {
      playerId: '',
      rank: '1 is the best. Ties are broken by who reached the score first, so no two players share a rank.',
      score: '',
      metadata: 'JSON text submitted with the score, such as a display name; empty when there is none.',
      updatedAtMs: 'When the score was last changed, milliseconds since 1970.',
      displayName:
        "The player's name, up to 32 characters. Absent when the server does not know it, and in the reply to a submission.",
    },
  },
  LeaderboardListDto: { doc: 'Requests the list of boards.', fields: {} },
  LeaderboardListedDto: { doc: 'All boards.', fields: { boards: '' } },
  LeaderboardPlayersDto: {
    doc: 'Requests the entries of some players, such as a team.',
    fields: { board: '', season: "A past season's number; absent: the current one.", playerIds: '1 to 32 player ids.' },
  },
  LeaderboardPlayersReadDto: {
    doc: 'The entries of some players.',
    fields: {
      board: '',
      season: 'When the season started, in seconds since 1970; 0 on a board without resets.',
      entries: 'Best first; without players who have no score.',
    },
  },
  LeaderboardSeasonDto: {
    doc: 'One season of a board.',
    fields: {
      season: 'The `season` of other messages: when it started, in seconds since 1970; 0 on a board without resets.',
      endsAtMs: 'When it ends or ended, milliseconds since 1970; absent on a board without resets.',
      players: 'Number of players with a score in it.',
    },
  },
  LeaderboardSeasonsDto: {
    doc: 'Requests the seasons of a board that have scores.',
    fields: {
      board: '',
      before: 'Only seasons that started before this one, for the next page; absent: from the latest.',
      limit: 'Maximum number of seasons; absent: 20.',
    },
  },
  LeaderboardSeasonsListedDto: {
    doc: "A page of a board's seasons.",
    fields: { board: '', seasons: 'Latest first. The current season is included as soon as it has a score.' },
  },
  LeaderboardSubmitDto: {
    doc: 'Submits a score of your own to a board that accepts scores from players.',
    fields: {
      board: '',
      score: 'A whole number; use milliseconds for times.',
      metadata: 'JSON text of at most 512 bytes, shown to everyone with the score. Absent: unchanged.',
    },
  },
  LeaderboardSubmittedDto: {
    doc: 'Your score was accepted.',
    fields: {
      board: '',
      season: 'The season it counts towards: when that started, in seconds since 1970; 0 on a board without resets.',
      entry: 'Your entry after the submission.',
      isChanged: 'False when the board keeps the best score and this was not better.',
    },
  },
  LeaderboardTopDto: {
    doc: 'Requests the top of a board, page by page.',
    fields: {
      board: '',
      season: "A past season's number; absent: the current one.",
      cursor: "The previous page's cursor; absent: start at rank 1.",
      limit: 'Maximum number of entries; absent: 20.',
    },
  },
  LeaderboardTopReadDto: {
    doc: 'A page of a board.',
    fields: {
      board: '',
      season: 'When the season started, in seconds since 1970; 0 on a board without resets.',
      entries: 'Best first.',
      cursor: 'Pass as `cursor` in the next request; absent on the last page.',
    },
  },
  LobbyChangedDto: {
    doc: 'Changes to the list you subscribed to. Ignore a changed or removed room that you do not know: it was not sent yet.',
    fields: {
      added: 'Rooms that now match your filter.',
      changed: 'Rooms that still match, with only what has changed.',
      removed: 'The ids of rooms that no longer match.',
    },
  },
  LobbyCreateDto: {
    doc: 'Creates a room and joins it.',
    fields: {
      roomType: 'The type of room, e.g. "arena".',
      options: "Options for a new room, an object validated by its type's rules.",
      joinOptions: "Options for joining, an object validated by the room type's rules.",
      name: 'Your name as the others see it, 1 to 24 characters.',
      maxPlayers: 'Maximum players, if fewer than the room type allows.',
      metadata:
        'Short values by name: at most 16; names of 1 to 32 letters, digits, "_", "." and "-"; strings of at most 64 characters.',
      password: 'Required to join; without it, anyone can.',
      isPrivate: 'Whether the room can only be joined by its code.',
      isUnlisted: 'Whether lists leave the room out.',
    },
  },
  LobbyJoinOrCreateDto: {
    doc: 'Joins the fullest room of a type that has this `metadata` and a free seat, or creates one.',
    fields: {
      roomType: 'The type of room, e.g. "arena".',
      options: "Options for a new room, an object validated by its type's rules.",
      joinOptions: "Options for joining, an object validated by the room type's rules.",
      name: 'Your name as the others see it, 1 to 24 characters.',
      maxPlayers: 'Maximum players, if fewer than the room type allows.',
      metadata:
        'Short values by name: at most 16; names of 1 to 32 letters, digits, "_", "." and "-"; strings of at most 64 characters.',
    },
  },
  LobbyListDto: {
    doc: 'Requests a page of the room list.',
    fields: {
      roomTypes: 'Only rooms of these types; absent: of all types.',
      metadata: "Only rooms with exactly these values in their metadata; same limits as a room's own metadata.",
      hasSeats: 'True for only rooms that are not locked and have a free seat.',
      text: "Only rooms whose type, host's name or metadata contain this; case-insensitive.",
      limit: 'Maximum number of rooms; absent: 50. A page may be shorter even if another follows.',
      cursor: 'Where to continue: `next` of the previous page.',
    },
  },
  LobbyListedDto: {
    doc: 'A page of the room list.',
    fields: { rooms: 'Oldest first.', next: 'Pass as `cursor` in the next request; absent on the last page.' },
  },
  LobbyMoreRoomsDto: {
    doc: 'More of the rooms that existed when you subscribed. You may know one already: this is its current state.',
    fields: { rooms: 'In order of creation.', isComplete: 'False when more follow.' },
  },
  LobbyRoomChangeDto: {
    doc: 'What has changed about a room; absent fields are unchanged.',
    fields: {
      id: "The room's id.",
      players: 'Number of players.',
      isLocked: 'Whether it is locked to new players.',
      hostName: 'The name of its host.',
      metadata: 'The complete metadata.',
    },
  },
  LobbyRoomDto: {
    doc: 'A room as lists show it.',
    fields: {
      id: "The room's id, for RoomJoin.",
      roomType: 'Its type, e.g. "arena".',
      players: 'Number of players, including those disconnected for the moment.',
      maxPlayers: 'Maximum number of players.',
      isLocked: 'Whether it is locked to new players.',
      hasPassword: 'Whether joining requires a password.',
      hostName: 'The name of its host; empty when there is none, or when it has no name.',
      metadata: 'The room\'s own description of itself, e.g. {"map": "canyon"}.',
    },
  },
  LobbySubscribeDto: {
    doc: 'Subscribes to the room list: first its current state, then the changes. Subscribing again starts over.',
    fields: {
      roomTypes: 'Only rooms of these types; absent: of all types.',
      metadata: "Only rooms with exactly these values in their metadata; same limits as a room's own metadata.",
      hasSeats: 'True for only rooms that are not locked and have a free seat.',
      text: "Only rooms whose type, host's name or metadata contain this; case-insensitive.",
    },
  },
  LobbySubscribedDto: {
    doc: 'The beginning of the room list, the answer to LobbySubscribe. It is sent again, unasked, when the list has to start over, such as after a reconnect; discard the rooms you had.',
    fields: { rooms: 'The first rooms, oldest first.', isComplete: 'False when LobbyMoreRooms follows.' },
  },
  LobbyUnsubscribeDto: { doc: 'Unsubscribes from the room list.', fields: {} },
  MatchAcceptDto: {
    doc: 'Accepts a match; it starts when the last player accepts.',
    fields: { matchId: 'The match.' },
  },
  MatchAcceptedDto: {
    doc: 'A player has accepted a proposed match; sent to all of its players, including that one.',
    fields: {
      matchId: 'The match.',
      players: 'How many players have to accept it.',
      accepted: 'How many of them have accepted.',
    },
  },
  MatchDeclineDto: {
    doc: 'Declines a match: you and your party leave the queue; the others keep waiting.',
    fields: { matchId: 'The match.' },
  },
  MatchDissolvedDto: {
    doc: 'The match was called off.',
    fields: {
      matchId: 'The match.',
      reason: 'Why.',
      isWaiting:
        'True when your ticket is back in the queue with its waiting time intact; false when it has left the queue.',
    },
  },
  MatchFailedDto: {
    doc: "The match's room could not be opened, or did not let you in. Your ticket has left the queue.",
    fields: { matchId: 'The match.', code: 'The error code, e.g. "room.too_many".', text: 'The error text.' },
  },
  MatchPlayerDto: {
    doc: 'A player in a match.',
    fields: {
      id: "The player's session id, as in the room.",
      name: "The player's name as the others see it; may be empty.",
    },
  },
  MatchProposedDto: {
    doc: 'A match was found: every player has to accept it before it starts.',
    fields: {
      matchId: "The match's id, for MatchAcceptDto and MatchDeclineDto.",
      queue: "The queue's name.",
      answerWithinMs: 'How long you have to respond, in milliseconds from when this was sent.',
      deadlineMs: 'The deadline for your response, server time in milliseconds since 1970.',
      players: 'How many players have to accept it.',
      accepted: 'How many of them have accepted.',
    },
  },
  MatchStartedDto: {
    doc: 'The match starts. RoomJoined follows on its own: the server puts you into the room.',
    fields: {
      matchId: 'The match.',
      queue: "The queue's name.",
      roomId: 'The room you are joining.',
      isBackfill: 'Whether the room is already running, and you fill one of its free seats.',
      team: 'Your team, an index into `teams`.',
      teams: 'All teams.',
    },
  },
  MatchTeamDto: {
    doc: 'One team of a match.',
    fields: { players: 'Its players; in a running room, only those who join it now.', bots: 'Seats filled by bots.' },
  },
  MatchmakingCancelDto: { doc: 'Cancels the search, for the whole party; any member may do this.', fields: {} },
  MatchmakingCancelledDto: {
    doc: 'Your ticket was cancelled. The player who cancelled it gets the reply to that request instead.',
    fields: {
      ticketId: 'The ticket.',
      reason: 'Why.',
      byId: 'The session id of the player who caused it; your own if the server cancelled it.',
    },
  },
  MatchmakingEnqueueDto: {
    doc: "Looks for a match for you, or for your whole party if you are its leader. Nobody may be in a room. The server puts you into the match's room on its own.",
    fields: {
      queue: "The queue's name.",
      strings: 'Your (or your party\'s) string properties by name: {"region": "eu"}.',
      numbers: 'Your (or your party\'s) number properties by name: {"skill": 1200}.',
      query: "What everyone else in the match must have: region = 'eu' and skill within 200. Absent: no conditions.",
      name: 'Your name in the room as the others see it, 1 to 24 characters; absent: your name in the party, if you are in one.',
    },
  },
  MatchmakingProgressedDto: {
    doc: 'Progress of your ticket, every few seconds while it waits.',
    fields: {
      waitedMs: 'How long the ticket has waited, in milliseconds.',
      expectedMs:
        'The usual total wait of such a ticket, in milliseconds; absent until a similar one has found a match.',
      position: 'Its place in the queue by arrival, from 1. A ticket that nobody suits is overtaken.',
      skillWindow: 'The skill difference the ticket currently accepts; absent in a queue without skill.',
    },
  },
  MatchmakingQueueDto: {
    doc: 'A queue that players can join.',
    fields: {
      name: 'The name used in MatchmakingEnqueueDto.',
      minPlayers: 'Minimum players in a match.',
      maxPlayers: 'Players in a full match.',
      teamCount: 'Number of teams in a match.',
      maxPartySize: 'Maximum size of a party.',
      waiting: 'Number of players waiting.',
    },
  },
  MatchmakingQueuesDto: { doc: 'Requests the list of queues.', fields: {} },
  MatchmakingQueuesListedDto: {
    doc: 'The queues of this server, in the order they were declared.',
    fields: { queues: 'All of them.' },
  },
  MatchmakingStatusDto: { doc: 'Requests the status of your ticket.', fields: {} },
  MatchmakingTicketDto: {
    doc: "You are waiting for a match: the reply to the player who asked, and sent to the members of the leader's party.",
    fields: {
      ticketId: 'Unique; not secret.',
      queue: "The queue's name.",
      state: 'Whether a match is waiting for your response.',
      playerIds: 'Session ids of the players on this ticket, the leader first; a player without a party is alone.',
      waitedMs: 'How long the ticket has waited, in milliseconds.',
      expectedMs:
        'The usual total wait of such a ticket, in milliseconds; absent until a similar one has found a match.',
      position: 'Its place in the queue by arrival, from 1. A ticket that nobody suits is overtaken.',
      skillWindow: 'The skill difference the ticket currently accepts; absent in a queue without skill.',
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
      reply: 'The name of the reply; absent if the reply is an Ack.',
      fields: 'Each field as "name:signature", in wire order.',
    },
  },
  NetworkLabCutDto: { doc: 'Breaks the connection off; there is no answer. Refused like NetworkLabLine.', fields: {} },
  NetworkLabLineDto: {
    doc: "Makes the sender's line to the server as bad as this says, until the next such message. For development: a server without NETWORK_LAB, and any in production, refuses it with network_lab.off.",
    fields: {
      latencyMs: 'Added round-trip time, in milliseconds; half of it each way.',
      jitterMs:
        'How far the round trip strays from that, in milliseconds: half of it each way, evenly spread to both sides.',
      lossPercent: 'Lost TCP segments, in percent: the line stalls until each is repaired, and nothing is missing.',
      bytesPerSecond: 'Maximum throughput each way, in bytes per second; 0 for no limit.',
      bufferBytes: 'How many undelivered bytes the network takes before the server notices.',
    },
  },
  NetworkLabStallDto: {
    doc: 'Nothing arrives at either end for a while, then all of it at once. Refused like NetworkLabLine.',
    fields: { ms: 'For how long, in milliseconds, from now on.' },
  },
  Pack: { doc: 'A health pack.', fields: { position: 'Where it is.', isThere: 'Whether it can be taken now.' } },
  PartyAcceptDto: {
    doc: 'Accepts an invitation and joins the party, whether it is open or not.',
    fields: { invitationId: "The invitation's id.", name: 'The name you want, 1 to 24 characters.' },
  },
  PartyConfigureDto: {
    doc: 'Changes who may join. Leader only.',
    fields: {
      isOpen: 'Whether the code is enough to join.',
      maxMembers: 'Maximum number of members, 2 to 16, and not fewer than it has now.',
    },
  },
  PartyCreateDto: {
    doc: 'Creates a party with you as its leader and only member.',
    fields: {
      name: 'The name you want, 1 to 24 characters.',
      maxMembers: 'Maximum number of members, 2 to 16; absent: 4.',
      isOpen: 'Whether the code is enough to join; absent: true.',
    },
  },
  PartyCurrentDto: { doc: 'Requests the party you are in, for example after your client has restarted.', fields: {} },
  PartyDataChangedDto: {
    doc: "The leader changed the party's data.",
    fields: { data: 'The new values by key; null for a removed key.' },
  },
  PartyDeclineDto: {
    doc: 'Declines an invitation. The same member cannot invite you again until it would have expired.',
    fields: { invitationId: "The invitation's id." },
  },
  PartyDisbandDto: { doc: 'Disbands the party. Leader only.', fields: {} },
  PartyDto: {
    doc: 'A whole party.',
    fields: {
      id: 'Unique; not secret.',
      code: 'What friends type to join: six letters and digits, without lookalikes.',
      leaderId: "The leader's session id.",
      isOpen: 'Whether the code is enough to join; otherwise an invitation is needed.',
      maxMembers: 'Maximum number of members.',
      members: 'All members, in order of arrival.',
      data: "The party's data, set by the leader: strings, numbers and booleans by key.",
    },
  },
  PartyEndedDto: { doc: 'You are no longer in a party, and did not ask to leave.', fields: { reason: 'Why.' } },
  PartyInvitationDto: {
    doc: 'An invitation to a party.',
    fields: {
      id: "The invitation's id, for the answer.",
      partyId: "The party's id.",
      fromId: 'The session id of the member who invited you.',
      fromPlayerId: 'The player id of that member, if signed in.',
      fromName: 'The name of that member.',
      members: 'Number of members.',
      maxMembers: 'Maximum number of members.',
      expiresAtMs: 'When it expires, milliseconds since 1970.',
    },
  },
  PartyInvitationEndedDto: {
    doc: 'An invitation that you sent or received has ended.',
    fields: { invitationId: "The invitation's id.", reason: 'How it ended.' },
  },
  PartyInvitationSentDto: {
    doc: 'Your invitation was delivered.',
    fields: {
      invitationId: 'Identifies it when you withdraw it, and when it ends.',
      expiresAtMs: 'When it expires, milliseconds since 1970.',
    },
  },
  PartyInvitationsDto: { doc: 'Requests the invitations waiting for your answer.', fields: {} },
  PartyInvitationsListedDto: {
    doc: 'The invitations waiting for your answer.',
    fields: { invitations: 'Oldest first.' },
  },
  PartyInvitePlayerDto: {
    doc: 'Invites a signed-in player into your party, on all of their sessions. Every member may do this.',
    fields: { playerId: 'The player id.' },
  },
  PartyInviteSessionDto: {
    doc: 'Invites a session, signed in or not, such as a member of a chat channel. Every member of a party may do this.',
    fields: { sessionId: 'The session id.' },
  },
  PartyInvitedDto: { doc: 'Somebody has invited you to a party.', fields: { invitation: 'The invitation.' } },
  PartyJoinDto: {
    doc: 'Joins an open party by its code.',
    fields: {
      code: "The party's code, case-insensitive; spaces and hyphens are ignored.",
      name: 'The name you want, 1 to 24 characters.',
    },
  },
  PartyJoinedDto: {
    doc: 'The party you are in.',
    fields: { party: 'The party, including you.', memberId: 'Your own session id.' },
  },
  PartyKickDto: {
    doc: 'Kicks a member, who can only come back by invitation. Leader only.',
    fields: { memberId: "The member's session id." },
  },
  PartyLeaderChangedDto: { doc: 'Your party has a new leader.', fields: { leaderId: "The leader's session id." } },
  PartyLeaveDto: {
    doc: 'Leaves the party. If the leader leaves, the connected member who joined first takes over.',
    fields: {},
  },
  PartyMemberDataChangedDto: {
    doc: 'A member changed their own data.',
    fields: { memberId: "The member's session id.", data: 'The new values by key; null for a removed key.' },
  },
  PartyMemberDto: {
    doc: 'A member of a party.',
    fields: {
      id: "The member's session id.",
      playerId: 'The player id, once signed in.',
      name: 'The name the member chose; not unique.',
      isReady: 'Whether the member is ready.',
      isAway: 'Whether the member is disconnected; the seat is held for a while.',
      data: "The member's own data: strings, numbers and booleans by key.",
    },
  },
  PartyMemberJoinedDto: {
    doc: 'Somebody joined your party, or a member has signed in.',
    fields: { member: 'The whole member.' },
  },
  PartyMemberLeftDto: {
    doc: 'Somebody is no longer a member of your party.',
    fields: { memberId: "The former member's session id.", reason: 'Why.' },
  },
  PartyMemberStatusChangedDto: {
    doc: 'A member changed between ready and not ready, or disconnected or came back.',
    fields: {
      memberId: "The member's session id.",
      isReady: 'Whether the member is ready.',
      isAway: 'Whether the member is disconnected; the seat is held for a while.',
    },
  },
  PartyPromoteDto: {
    doc: 'Makes another member the leader. Leader only.',
    fields: { memberId: "The member's session id." },
  },
  PartySetDataDto: {
    doc: "Changes the party's data. Leader only. A party can have 32 keys and about 4 kB.",
    fields: {
      data: 'Strings (256 characters), numbers and booleans by key (1 to 32 letters, digits, "_", "-", "." and ":"). A null removes its key; absent keys stay as they are.',
    },
  },
  PartySetMyDataDto: {
    doc: 'Changes your own data, such as a character or a colour. Each member can have 16 keys and about 1 kB.',
    fields: {
      data: 'Strings (256 characters), numbers and booleans by key (1 to 32 letters, digits, "_", "-", "." and ":"). A null removes its key; absent keys stay as they are.',
    },
  },
  PartySetReadyDto: { doc: 'Sets whether you are ready.', fields: { isReady: 'Whether you are ready.' } },
  PartySettingsChangedDto: {
    doc: 'The leader changed who may join.',
    fields: { isOpen: 'Whether the code is enough to join.', maxMembers: 'Maximum number of members.' },
  },
  PartyWithdrawDto: { doc: 'Withdraws an invitation you sent.', fields: { invitationId: "The invitation's id." } },
  Pawn: {
    doc: "A player's or bot's pawn.",
    fields: {
      owner: 'Whose it is, as `Room.ownerOf` says; empty for a bot.',
      name: "The player's name as the others see it.",
      position: 'Where the others see it.',
      aim: 'Where it aims, in radians.',
      health: 'What is left of it: 0 to 100; 0 is dead.',
      isShielded: 'Nothing hurts it until its first shot, or for a while.',
      score: 'Points in this round: 3 for a kill, 1 for a coin.',
      shots: 'Bullets that it has fired, modulo 256: the others draw those that are new.',
      shotAngle: 'Where the last bullet went, in radians.',
      shotLength: 'How far it went, in units.',
      salt: 'What makes its bullets scatter: only its owner knows where the next ones go.',
      idleTicks: 'Ticks for which its player has done nothing.',
      shieldTicks: 'Ticks until its shield ends; 0 if it has none, or no longer.',
      outTicks: 'Ticks until it comes back; 0 unless it is dead.',
      body: 'What its owner predicts.',
    },
  },
  PawnBody: {
    doc: 'What a player predicts of a pawn: place, speed, ticks that a dash lasts, ticks until the next of each, and whether it is dead.',
    fields: { x: '', y: '', vx: '', vy: '', dash: '', dashWait: '', rifleWait: '', launcherWait: '', isOut: '' },
  },
  PingDto: {
    doc: "Requests a Pong: the client's heartbeat and clock synchronisation.",
    fields: {
      received:
        'How many messages the client has received in its session (Errors, Acks and types from 20), so that the server can drop them.',
    },
  },
  PongDto: {
    doc: 'The reply to a Ping.',
    fields: {
      serverTimeMs: 'Server time, milliseconds since 1970.',
      received: 'How many messages of types from 20 the server has received in this session.',
    },
  },
  PresenceAppearDto: {
    doc: 'Sets how you appear to others. Lasts until your last session ends; the default is online.',
    fields: { status: 'Your status.' },
  },
  PresenceChangedDto: {
    doc: 'Something about a player you follow has changed; absent fields are unchanged.',
    fields: {
      playerId: 'The player id.',
      status: "The player's status.",
      text: 'What the player is doing, as a sentence to show.',
      details: 'What the player is doing, for the game to read: the complete details, replacing the old ones.',
      roomType: "The type of the player's room; empty when in none, or when the player hides it.",
      roomId: 'The id of that room, or empty.',
      displayName: "The player's name; empty when erased.",
    },
  },
  PresenceDto: {
    doc: "A player's presence, as others see it.",
    fields: {
      playerId: 'The player id.',
      status: "The player's status.",
      text: 'What the player is doing, as a sentence to show; empty if not set.',
      details: 'What the player is doing, for the game to read, such as "mode": "ctf".',
      roomType: "The type of the player's room; empty when in none, or when the player hides it.",
      roomId: 'The id of that room, or empty.',
      displayName:
        "The player's name, up to 32 characters; empty when erased. Absent when the server does not know it.",
    },
  },
  PresenceFollowDto: {
    doc: 'Follows players, at most 200 per session. Following one again returns their current presence.',
    fields: { playerIds: '1 to 32 player ids.' },
  },
  PresenceFollowedDto: {
    doc: 'You now follow these players, and will be sent every change.',
    fields: { presences: 'Their current presences.', refused: 'Those of the players who do not let you follow them.' },
  },
  PresenceSetActivityDto: {
    doc: 'Sets your activity. Text and details together may have 512 bytes. Lasts until your last session ends.',
    fields: {
      text: 'A sentence to show, up to 100 characters without control characters; may be empty.',
      details:
        'For the game to read, such as "mode": "ctf": up to 8 texts of up to 100 characters, by keys of 1 to 32 letters, digits, "_", "-", "." and ":".',
    },
  },
  PresenceShowRoomDto: {
    doc: 'Sets whether others see which room you are in; by default they do. Lasts until your last session ends.',
    fields: { isShown: 'False hides it.' },
  },
  PresenceUnfollowDto: {
    doc: 'Stops following these players.',
    fields: { playerIds: '1 to 32 player ids; those you do not follow are ignored.' },
  },
  RelayCreateDto: {
    doc: 'Creates a room that only relays, and joins it as its host.',
    fields: {
      authority: 'Who is peer 1; by default the host.',
      onHostLeft:
        'What happens when the host leaves. By default the game ends if the host is peer 1; otherwise another peer becomes the host.',
      hostHoldMs: 'How long the host may be silent or disconnected before it counts as gone, in milliseconds.',
      maxPlayers: 'Maximum players, 1 to 64.',
      password: 'Required to join, 1 to 64 characters.',
      isPrivate: 'True for a room that can only be joined by its code.',
      name: 'Your name as the others see it, 1 to 24 characters.',
    },
  },
  RelayHostChangedDto: {
    doc: "Another peer is now the room's host; if the old one left, you were told before.",
    fields: { host: "The new host's number.", roster: 'Number of changes of peers and host so far.' },
  },
  RelayIntroduceDto: {
    doc: 'For the host: it has sent a newly joined peer everything it must know first, such as which nodes exist, so the others may now meet it. Before that, their packets would be about nodes it does not have.',
    fields: { peer: 'Its number.' },
  },
  RelayKickDto: { doc: 'Kicks a peer out of the room; for the host.', fields: { peer: 'Its number.' } },
  RelayLockDto: {
    doc: 'Locks the room to new players, or unlocks it; for the host.',
    fields: { isLocked: 'True to lock, false to unlock.' },
  },
  RelayOpenDto: {
    doc: 'Makes you, a member of a room that relays, one of its peers; may be sent right after the join request. A host that sends nothing, not even a Ping, for as long as the room waits for its host counts as gone.',
    fields: {},
  },
  RelayOpenedDto: {
    doc: 'You are now one of the peers and may send packets.',
    fields: {
      peer: 'Your own number, that of your seat in the room.',
      host: "The number of the room's host, which may not be a peer yet.",
      authority: 'Who is peer 1.',
      peers: "The others' numbers: only the host's until it has introduced you to the others.",
      maxPacketBytes: 'The largest packet that is relayed, in bytes; larger ones are split into pieces.',
      packetsPerSecond: 'Maximum packets per second, in the long run and as a burst; pieces count as packets.',
      messagesPerSecond: 'Maximum messages of any kind per second, in the long run and as a burst.',
      roster: 'Number of changes of peers and host so far.',
    },
  },
  RelayPacketDto: {
    doc: "One packet for others in the room, as Godot's `MultiplayerPeer` sends it.",
    fields: {
      target:
        'The receiver: 0 for all others, n for peer n only, -n for all others but n; 1 is the host where the host has authority.',
      channel: "The game's channel, passed on unchanged.",
      mode: '0 unreliable, 1 unreliable but ordered, 2 reliable; plus 3 for a piece of a packet.',
      payload: "The packet's contents; the server does not look inside.",
    },
  },
  RelayPeerJoinedDto: {
    doc: 'Another peer has joined. The host is told first, and introduces it to the others.',
    fields: { peer: 'Its number.', roster: 'Number of changes of peers and host so far.' },
  },
  RelayPeerLeftDto: {
    doc: 'A peer is gone for good, possibly one that you have not met.',
    fields: { peer: 'Its number.', roster: 'Number of changes of peers and host so far.' },
  },
  RelayReceivedDto: {
    doc: 'A packet from another peer.',
    fields: {
      from: "The sender's number.",
      channel: "The game's channel.",
      mode: '0 unreliable, 1 unreliable but ordered, 2 reliable; plus 3 for a piece of a packet.',
      payload: "The packet's contents.",
    },
  },
  RelaySendDto: {
    doc: 'Sends packets to others in the room, in this order.',
    fields: {
      packets: '1 to 1,024 of them.',
      roster:
        'The `roster` of the last peer message that the sender has received: peers that joined or changed their role since do not get the packets. Without it, all current peers do.',
    },
  },
  ReplayChangedDto: {
    doc: 'The status of a replay: sent after a seek or a change of speed, and about once a second.',
    fields: {
      positionMs: 'The position shown, in milliseconds since the room began.',
      durationMs: 'Length of the recording.',
      tick: 'The recorded tick that is shown.',
      speed: 'Playback speed; 0 while paused.',
      isSeeking: 'Whether a seek is in progress; until it is done, the last snapshot before the target is shown.',
      difference:
        'How the simulation differs from the recording, from where on only snapshots are shown. Empty while it does not.',
    },
  },
  ReplayControlDto: {
    doc: 'Changes the speed of a replay, or seeks. For rooms of the type "replay".',
    fields: {
      speed: 'Multiple of the recorded speed, 0 to pause; absent: unchanged.',
      seekMs: 'Position to seek to, in milliseconds since the room began.',
    },
  },
  Rocket: {
    doc: 'A rocket in flight.',
    fields: {
      owner: 'Who launched it, as Pawn.owner.',
      seq: 'The number of the input that launched it.',
      body: 'Where it is.',
      shooter: 'The pawn that launched it, while it is there.',
    },
  },
  RocketBody: { doc: 'What flies when a rocket is launched.', fields: { x: '', y: '', vx: '', vy: '' } },
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
  ServerPausedDto: {
    doc: 'The server stands still, since it does not reach its store: nothing is played and nothing that is sent is handled until it goes on. The connection stays, and Pings are answered. It ends with another of these, or with the connection.',
    fields: { isPaused: 'True from now on, false once the server goes on.' },
  },
  StateHashDto: {
    doc: 'The hash of everything the client should now know; a client with a different one sends a StateResync.',
    fields: {
      version: 'The version of the latest patch.',
      hash: 'FNV-1a over what the client knows, in canonical order.',
    },
  },
  StateHaveDto: {
    doc: 'The version of the state that the client has; sent every 10 patches by a client whose inputs do not say it.',
    fields: { version: 'The version of the last patch it has received, modulo 65,536.' },
  },
  StateLeapDto: {
    doc: "The room's ticks have fallen behind: it was overloaded. A client moves its clock at once instead of drifting there.",
    fields: {
      tick: 'The last tick before the gap.',
      ticks: "For how many ticks' time the room stood still after that.",
    },
  },
  StateOwnDto: {
    doc: 'The parts of the state that only this client may see, for the StatePatch that follows; described there as well.',
    fields: {},
  },
  StatePatchDto: {
    doc: "A change of the state of the client's room. Its body is not a field-by-field message: `protocol/state/patch-format.ts` describes it, in binary and in JSON.",
    fields: {},
  },
  StateResyncDto: {
    doc: 'Requests the whole state again.',
    fields: {
      reason:
        "Why: 1 a patch did not follow on from the client's version, 2 its hash differs, 3 a patch could not be read.",
      version: "The client's version; 0 for none.",
    },
  },
  StorageDeleteDto: {
    doc: 'Deletes one of your own documents; answered with an Ack even if it does not exist.',
    fields: {
      collection: '1 to 32 letters, digits, "_", "-", "." and ":".',
      key: '1 to 64 letters, digits, "_", "-", "." and ":".',
      ifVersion: 'Only if this is its current version; absent: unconditionally.',
    },
  },
  StorageDocumentDto: {
    doc: 'One document.',
    fields: {
      playerId: "The owner's player id.",
      collection: '',
      key: '',
      value:
        'The text of a JSON object, exactly as it was written. It is text rather than a structure of the contract because its shape is up to the game: JSON.parse_string() turns it into a Dictionary in Godot 4, JSON.parse() in Godot 3, and every other client can read it too. A Variant differs between Godot 3 and 4, is larger than JSON, and only Godot can read it.',
      version: 'Greater than after any earlier write; a version is never reused, not even after a deletion.',
      isPublic: 'True: everyone may read it. False: only its owner may.',
      isProtected: 'True: only the game itself may change it, not its owner.',
      updatedAtMs: 'When it was last written, milliseconds since 1970.',
    },
  },
  StorageDraftDto: {
    doc: 'One document to be written.',
    fields: {
      collection: '1 to 32 letters, digits, "_", "-", "." and ":".',
      key: '1 to 64 letters, digits, "_", "-", "." and ":".',
      value:
        "The text of a JSON object, as JSON.stringify() of a Dictionary returns it: at most 65,536 bytes, nested at most 32 deep. The whole message must also fit into the server's MAX_MESSAGE_BYTES, which is less unless it was raised.",
      ifVersion:
        'Absent: write unconditionally. 0: only if it does not exist yet. Otherwise: only if this is its current version.',
      isPublic: 'Whether everyone may read it. Absent: unchanged; a new one is private.',
    },
  },
  StorageFetchDto: {
    doc: "Reads documents: your own, and other players' public ones.",
    fields: { documents: '1 to 32 document ids.' },
  },
  StorageFetchedDto: {
    doc: 'The requested documents.',
    fields: { documents: 'In the order of the request, without those that do not exist or that you may not read.' },
  },
  StorageIdDto: {
    doc: 'Identifies one document.',
    fields: {
      collection: '1 to 32 letters, digits, "_", "-", "." and ":".',
      key: '1 to 64 letters, digits, "_", "-", "." and ":".',
      playerId: "The owner's player id; absent: your own.",
    },
  },
  StorageListDto: {
    doc: "Lists a collection: all of your own documents, or another player's public ones.",
    fields: {
      collection: '1 to 32 letters, digits, "_", "-", "." and ":".',
      playerId: "The owner's player id; absent: your own.",
      cursor: "The previous page's cursor; absent: from the beginning.",
      limit: 'Maximum number of documents to send; absent: 32.',
    },
  },
  StorageListedDto: {
    doc: 'A page of a collection.',
    fields: {
      documents: 'Sorted by key. Fewer than requested if the values are large.',
      cursor: 'Pass as `cursor` in the next request; absent on the last page.',
    },
  },
  StorageVersionDto: {
    doc: 'The new version of one document.',
    fields: { collection: '', key: '', version: 'Pass as `ifVersion` in the next write.' },
  },
  StorageWriteDto: {
    doc: 'Writes documents of your own, all of them or none.',
    fields: { documents: '1 to 32 documents, each only once.' },
  },
  StorageWrittenDto: {
    doc: 'All of the documents were written, and will survive any crash of the server.',
    fields: { documents: 'In the order of the request.' },
  },
  TictactoeMoveDto: {
    doc: 'Puts your mark into a cell; an Ack confirms it, and the state shows it.',
    fields: { cell: '0 to 8, row by row from the top left.' },
  },
  TictactoeRecordedDto: {
    doc: 'Your game was recorded.',
    fields: { won: 'Games won so far.', lost: 'Games lost so far.', drawn: 'Games drawn so far.' },
  },
  TictactoeState: {
    doc: 'The whole state of a game; it is saved with its room, so nothing else needs saving.',
    fields: {
      board: 'Nine cells, row by row: "x", "o", or "." for an empty one.',
      turn: 'Whose turn it is.',
      phase: 'Whether the game is still on, and how it ended.',
      x: 'The session id of the player with x.',
      o: 'The session id of the player with o; empty until there is one.',
    },
  },
  WelcomeDto: {
    doc: "The server's greeting: just a text on connecting, or the full answer to a Hello.",
    fields: {
      text: 'A friendly line; "hello, client!".',
      sessionId: "The session's id, 36 characters; absent in the first greeting.",
      serverTimeMs: 'Server time, milliseconds since 1970.',
      pingIntervalMs: "How often the server pings, in milliseconds; the client's own heartbeat should match it.",
      maxMessageBytes: 'Maximum size of a client message, in bytes.',
      contract:
        "The server's contract hash. If the client's differs in its first 8 digits, ContractCompare tells what the differences are; in the others, ContractStepsCompare.",
      playerId: 'The player the session is signed in as; absent while anonymous.',
      resumeToken: 'Resumes this session after a disconnect, once; for a client whose Hello asked for it. Secret.',
      seatHoldMs: 'How long the session is kept after a disconnect, in milliseconds.',
      resumed:
        'True when the session requested by the Hello was resumed completely. Otherwise both ends count from 0, and missed messages are lost: this is a new session or, after a server crash, the requested one restarted, and its room is sent again.',
      received:
        'How many messages of types from 20 the server has received in this session; the client resends later ones.',
    },
  },
};
