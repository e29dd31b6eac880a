extends Reference
class_name GodwitPresenceStatus
## The values of an enum of the server.
##
## Generated from the contract; do not edit.

const ONLINE := "online"
const AWAY := "away"
const BUSY := "busy"
const RECONNECTING := "reconnecting"
const OFFLINE := "offline"
