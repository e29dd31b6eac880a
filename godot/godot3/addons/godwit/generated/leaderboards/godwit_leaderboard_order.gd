extends Reference
class_name GodwitLeaderboardOrder
## The values of an enum of the server.
##
## Generated from the contract; do not edit.

const ASCENDING := "ascending"
const DESCENDING := "descending"
