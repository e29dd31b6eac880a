import type { LiveRoom } from './live-room.js';
import type { RoomMember } from './room-member.js';
import type { LoadedRoomType } from './room-types.js';
import { RoomJoinedDto } from './rooms.messages.js';

/** What a member learns of its room when it comes in. */
export function describeRoom(room: LiveRoom, { options }: LoadedRoomType, member: RoomMember): RoomJoinedDto {
  const { id, code, typeName, maxPlayers, isLocked, metadata, hostSession } = room;
  const { tickHz, patchHz } = options;
  return new RoomJoinedDto({
    ...{ roomId: id, roomType: typeName, code, maxPlayers, isLocked, metadata, tickHz, patchHz },
    member: member.toDto(),
    members: [...room.members.values()].map((each) => each.toDto()),
    hostId: hostSession?.id ?? '',
  });
}
