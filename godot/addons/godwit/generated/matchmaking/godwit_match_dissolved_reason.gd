class_name GodwitMatchDissolvedReason
extends RefCounted
## The values of an enum of the server.
##
## Generated from the contract; do not edit.

const DECLINED := "declined"
const EXPIRED := "expired"
const CANCELLED := "cancelled"
const ROOM_WITHDRAWN := "room_withdrawn"
const PLAYER_LOST := "player_lost"
