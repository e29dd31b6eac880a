class_name GodwitLeaderboardOrder
extends RefCounted
## The values of an enum of the server.
##
## Generated from the contract; do not edit.

const ASCENDING := "ascending"
const DESCENDING := "descending"
