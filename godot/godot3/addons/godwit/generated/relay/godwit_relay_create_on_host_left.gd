extends Reference
class_name GodwitRelayCreateOnHostLeft
## The values of an enum of the server.
##
## Generated from the contract; do not edit.

const END := "end"
const MIGRATE := "migrate"
