class_name GodwitPartyInvitationEndedReason
extends RefCounted
## The values of an enum of the server.
##
## Generated from the contract; do not edit.

const ACCEPTED := "accepted"
const DECLINED := "declined"
const WITHDRAWN := "withdrawn"
const EXPIRED := "expired"
