class_name GodwitPartyMemberLeftReason
extends RefCounted
## The values of an enum of the server.
##
## Generated from the contract; do not edit.

const LEFT := "left"
const KICKED := "kicked"
const LOST := "lost"
const MOVED := "moved"
const DISBANDED := "disbanded"
