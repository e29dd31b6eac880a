extends Reference
class_name GodwitMatchmakingCancelledReason
## The values of an enum of the server.
##
## Generated from the contract; do not edit.

const CANCELLED := "cancelled"
const PARTY_CHANGED := "party_changed"
const JOINED_ROOM := "joined_room"
const LOST := "lost"
const WITHDRAWN := "withdrawn"
