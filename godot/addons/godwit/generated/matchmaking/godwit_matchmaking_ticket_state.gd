class_name GodwitMatchmakingTicketState
extends RefCounted
## The values of an enum of the server.
##
## Generated from the contract; do not edit.

const WAITING := "waiting"
const PROPOSED := "proposed"
