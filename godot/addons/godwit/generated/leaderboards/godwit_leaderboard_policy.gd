class_name GodwitLeaderboardPolicy
extends RefCounted
## The values of an enum of the server.
##
## Generated from the contract; do not edit.

const BEST := "best"
const LAST := "last"
const SUM := "sum"
