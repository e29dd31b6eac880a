extends Reference
class_name GodwitMatchmakingTicketState
## The values of an enum of the server.
##
## Generated from the contract; do not edit.

const WAITING := "waiting"
const PROPOSED := "proposed"
