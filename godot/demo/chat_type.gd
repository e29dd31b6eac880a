class_name ChatType
extends RefCounted
## The wire types of the server's chat module, block 200 to 249.

## The types by the server's numbers.
enum {
	JOIN = 200, ## channel, name; answered by [constant JOINED].
	JOINED = 201, ## channel, member, members, history.
	LEAVE = 202, ## channel.
	SAY = 203, ## channel, text; answered by [constant SAID].
	SAID = 204, ## id.
	RECEIVED = 205, ## id, channel, from, text, sentAtMs; told to every member, the sayer included.
	HISTORY = 206, ## channel; answered by [constant HISTORY_READ].
	HISTORY_READ = 207, ## channel, lines.
	MEMBERS = 208, ## channel; answered by [constant MEMBERS_LISTED].
	MEMBERS_LISTED = 209, ## channel, members.
	MEMBER_JOINED = 210, ## channel, member.
	MEMBER_LEFT = 211, ## channel, member.
}
