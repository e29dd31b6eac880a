import { defineErrors } from '../../protocol/error-codes.js';

/** What rooms refuse, and why a player has to leave one. */
export const RoomError = defineErrors({
  'room.unknown_type': 'There are no rooms of this type.',
  'room.not_found': 'There is no such room.',
  'room.already_joined': 'You are in a room already; leave it first.',
  'room.not_joined': 'You are in no room.',
  'room.full': 'The room is full.',
  'room.locked': 'The room takes nobody any more.',
  'room.private': 'The room is private; its code opens it.',
  'room.wrong_password': 'The room has another password.',
  'room.bad_seat': 'The reservation is not valid, or not any more.',
  'room.too_many_tries': 'Too many wrong codes or passwords; wait a little.',
  'room.too_many': 'There are as many rooms as this server may have.',
  'room.too_many_messages': 'Too many of your messages wait for the room.',
  'room.busy': 'Too many messages wait for the room.',
  'room.refused': 'The room does not let you in.',
  'room.kicked': 'You were sent out of the room.',
  'room.idle': 'You did nothing for too long.',
  'room.seat_taken': 'Your account has a seat in this room already.',
  'room.replaced': 'Your account took another seat in this room.',
  'room.closed': 'The room is over.',
  'room.expired': 'The room has reached the longest time it may last.',
  'room.failed': 'The room failed and was closed.',
  'room.not_host': 'Only the host of the room may do this.',
});
